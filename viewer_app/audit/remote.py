"""A trail that another process writes (``viewer_app.audit.writer_service``)."""

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar, cast

from viewer_app.audit import wire
from viewer_app.audit.errors import AuditError, NoteError
from viewer_app.audit.standing import Anchorage, TrailFile, read_anchorage, read_trails
from viewer_app.audit.unfinished import Unfinished
from viewer_app.session.ports import AuditUnavailable, Event, Json

T = TypeVar("T")

PATIENCE_SECONDS: Final = 5.0
"""For one answer. A writer that hangs is a trail that fails: the film goes."""


class RemoteAuditLog:
    """Satisfies ``session.ports.AuditTrail``; connects when first used. Safe in every thread."""

    def __init__(self, path: Path, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._path = path
        self._patience = patience_seconds
        self._lock = threading.Lock()
        self._open: ExitStack | None = None
        self._stream: BinaryIO

    def record(self, event: Event) -> None:
        """Have one event written; on return it is on the disk. Raises AuditUnavailable.

        One that was not acknowledged may have been written all the same, as after a power cut.
        """
        self._ask({"do": "record", "event": wire.write_event(event)})

    def count(self, action: str, object_: str) -> int:
        """How many ``ok`` events with this action and object there are. Raises AuditUnavailable."""
        return self._typed(self._ask({"do": "count", "action": action, "object": object_}), int)

    def seal(self) -> str:
        """The signed checkpoint. Raises AuditUnavailable."""
        return self._typed(self._ask({"do": "seal"}), str)

    def unfinished_sessions(self) -> list[Unfinished]:
        """Sessions without a closing event. Raises AuditUnavailable."""
        return self._read({"do": "unfinished"}, lambda rows: [Unfinished(*row) for row in rows])

    def trails(self) -> list[TrailFile]:
        """The trails of all years, the oldest first, that in use last. Raises AuditUnavailable."""
        return self._read({"do": "trails"}, read_trails)

    def anchorage(self) -> Anchorage:
        """How the writer has the trail anchored elsewhere. Raises AuditUnavailable."""
        return self._read({"do": "anchorage"}, read_anchorage)

    def close(self) -> None:
        """Hang up. Safe to call twice; the next request connects again."""
        with self._lock:
            self._hang_up()

    def _ask(self, request: Mapping[str, Json]) -> Any:
        if not self._lock.acquire(timeout=self._patience):
            raise self._silent()
        try:
            self._connect()
            wire.send(self._stream, request)
            answer = wire.receive(self._stream)
        except (OSError, AuditError) as error:
            # What comes late must not be taken for the answer to another request.
            self._hang_up()
            if isinstance(error, AuditError):
                raise AuditUnavailable(error.code, **error.facts) from error
            raise self._silent() from error
        finally:
            self._lock.release()
        match answer:
            case {"done": done}:
                return done
            case {"refused": str(code), "facts": dict(facts)}:
                raise AuditUnavailable(code, **facts)
        self.close()
        raise self._silent()

    def _connect(self) -> None:
        if self._open is not None:
            return
        with ExitStack() as undo:
            line = undo.enter_context(socket.socket(socket.AF_UNIX))
            line.settimeout(self._patience)
            line.connect(str(self._path))
            stream = line.makefile("rwb")
            undo.callback(_close, cast(BinaryIO, stream))
            self._stream = cast(BinaryIO, stream)
            self._open = undo.pop_all()

    def _hang_up(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _read(self, request: Mapping[str, Json], read: Callable[[Any], T]) -> T:
        answer = self._ask(request)
        try:
            return read(answer)
        except (ValueError, TypeError, LookupError, AttributeError, NoteError):
            # what nobody can read is no answer
            raise self._silent() from None

    def _typed(self, value: Any, kind: type[T]) -> T:
        if type(value) is not kind:
            raise self._silent()
        return value

    def _silent(self) -> AuditUnavailable:
        return AuditUnavailable("trail.writer_silent", socket=self._path.name)


def _close(stream: BinaryIO) -> None:
    with suppress(OSError):  # what was not sent yet cannot be any more
        stream.close()
