"""A player that has played before: a black film at sign-in, so that a recording comes sooner.

The first film of a process waits for libVLC to load its modules and for memory. What the black film
made of that is there when the recording is opened. Nobody sees, hears or waits for it: a recording
that is opened meanwhile makes it give up.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from viewer_app.errors import InzageError
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmListener
from viewer_app.resources import resource

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

FILM: Final = ("warming", "black.mp4")
"""The resource: 1080p with silent sound, which is what body cameras mostly write."""


class WarmedPlayer(FilmPlayer):
    """A film player that can be warmed up. Raises as ``FilmPlayer`` does."""

    def __init__(self, listener: FilmListener) -> None:
        self._curtain = _Curtain(listener)
        self._warming: threading.Thread | None = None
        self._unwanted = threading.Event()
        super().__init__(self._curtain)

    def warm(self) -> None:
        """Play the black film in a thread of its own; does not wait. Once; later nothing happens.

        What goes wrong with it is nobody's concern: the recording will say so itself.
        """
        if self._warming is None and not self._unwanted.is_set():
            self._warming = threading.Thread(target=self._play_black, name="warming", daemon=True)
            self._warming.start()

    @property
    def is_warm(self) -> bool:
        """Whether the black film was played, or tried."""
        return self._warming is not None and not self._warming.is_alive()

    def open(self, clip: "Clip") -> None:
        """As ``FilmPlayer.open``; a black film under way gives up first."""
        self._give_up()
        super().open(clip)

    def close(self) -> None:
        """As ``FilmPlayer.close``."""
        self._give_up()
        super().close()

    def _give_up(self) -> None:
        self._unwanted.set()
        if self._warming is not None and self._warming.is_alive():
            self.stop()

    def _play_black(self) -> None:
        with suppress(InzageError, OSError), self._command:
            # nobody can have opened a recording from here on, until the lock is given back
            if self._unwanted.is_set() or self._source is not None:
                return
            with self._curtain.closed():
                try:
                    super().open(_Bytes(resource(*FILM).read_bytes()))
                finally:
                    self.stop()
                    with self.surface.borrow():  # the picture that was announced to nobody
                        pass


class _Curtain:
    """Passes on what the player tells, except while it is closed."""

    def __init__(self, listener: FilmListener) -> None:
        self._listener = listener
        self._open = True

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Tell nobody anything in here."""
        self._open = False
        try:
            yield
        finally:
            self._open = True

    def frame_ready(self) -> None:
        if self._open:
            self._listener.frame_ready()

    def ended(self) -> None:
        if self._open:
            self._listener.ended()

    def looped(self) -> None:
        if self._open:
            self._listener.looped()

    def stalled(self, waiting: bool) -> None:
        if self._open:
            self._listener.stalled(waiting)

    def failed(self, error: InzageError) -> None:
        if self._open:
            self._listener.failed(error)

    def changed(self) -> None:
        if self._open:
            self._listener.changed()


class _Bytes:
    """A clip that is only bytes."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.size = len(content)

    def read_into(self, offset: int, buffer: memoryview) -> int:
        part = self._content[offset : offset + len(buffer)]
        buffer[: len(part)] = part
        return len(part)

    def wipe(self) -> None:
        """There is nothing to hide."""
