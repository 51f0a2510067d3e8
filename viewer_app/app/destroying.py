"""Destroys what must go while the program runs: at its start, and then every quarter of an hour."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from viewer_app.app.remote_trail import OpenTrail
from viewer_app.errors import InzageError
from viewer_app.session.record import Action
from viewer_app.station.destruction import Destruction

EVERY_SECONDS: Final = 900
"""So that a new day, and a last viewing, are noticed soon; looking costs a few file headers."""


class DestructionWatch:
    """A thread that looks again and again. The keyring or the trail may fail it: it looks again."""

    def __init__(self, destruction: Destruction, every_seconds: float = EVERY_SECONDS) -> None:
        self._destruction = destruction
        self._every = every_seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="destruction", daemon=True)

    def start(self) -> None:
        """Begin; does not wait."""
        self._thread.start()

    def stop(self) -> None:
        """End, once what is being destroyed is. Safe to call twice."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            with suppress(InzageError):  # whoever works on the station meets it as well
                self._destruction.run()
            self._stopping.wait(self._every)


def in_use_by(trail: OpenTrail) -> Callable[[str], bool]:
    """Whether a session that the trail says is open may be showing what an object stands for.

    Asking raises AuditUnavailable. A session whose last event is about something else than an
    approval may be about any, unless it has only been opened.
    """

    def in_use(object_: str) -> bool:
        return any(
            session.last_object == object_
            or (
                not session.last_object.startswith("approval:")
                and session.last_action != Action.SESSION_OPENED
            )
            for session in trail.unfinished_sessions()
        )

    return in_use
