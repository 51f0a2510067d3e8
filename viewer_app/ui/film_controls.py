"""What the screens ask of the film itself, and what it reports."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from viewer_app.ui.film_view import BorrowedFrame


class FilmSignals(QObject):
    """What the film reports, as Qt signals.

    May be emitted from any thread; Qt queues them for the screen. ``frame_ready`` is emitted when a
    picture waits and not again until it was borrowed, so that a slow screen is never flooded.
    """

    frame_ready = Signal()
    ended = Signal()
    looped = Signal()
    """The end of the part that is repeated was reached, and the film went back to its start."""
    stalled = Signal(bool)
    """True: the recording cannot be read just now, and the film is held; False: it goes on."""
    failed = Signal(object)
    """Carries the InzageError that says why the film cannot go on."""
    thumbnail = Signal(int)
    """The small picture that was asked for this place, in milliseconds, is there."""


class ThumbnailSource(Protocol):
    """Small pictures of places where the film is not. Never waits."""

    def ask(self, position_ms: int) -> None:
        """Make the picture of this place and forget what was asked before.

        ``FilmSignals.thumbnail`` tells when it is there. It may never be.
        """
        ...

    def borrow(self, position_ms: int) -> AbstractContextManager[BorrowedFrame | None]:
        """The picture for this place; None where there is none now."""
        ...


class FilmControls(Protocol):
    """What the viewing screen asks of the film besides the session's steps. Never blocks."""

    @property
    def length_ms(self) -> int:
        """Length of the film in milliseconds; 0 as long as it is not known."""
        ...

    def position_ms(self) -> int:
        """Where the film is, in milliseconds."""
        ...

    @property
    def frame_ms(self) -> float:
        """How long a frame is on, on the average, in milliseconds; 0 where unknown."""
        ...

    @property
    def speed_percent(self) -> int:
        """How fast the film runs, in percent of how it was recorded."""
        ...

    @property
    def subtitles(self) -> Sequence[str]:
        """The subtitles in the film, by their language or number."""
        ...

    @property
    def subtitle(self) -> int | None:
        """Which of ``subtitles`` is shown; None for none."""
        ...

    @subtitle.setter
    def subtitle(self, index: int | None) -> None: ...

    def subtitle_text(self) -> str:
        """What the chosen subtitles say now; "" for nothing. Asked at each paint."""
        ...

    @property
    def ends_early(self) -> bool:
        """Whether it breaks off, as where a battery died. Known a moment after it opened."""
        ...

    @property
    def has_audio(self) -> bool:
        """Whether there is sound to hear: a track in the film and a device to play it on."""
        ...

    @property
    def volume(self) -> int:
        """Loudness, 0 to 100."""
        ...

    @volume.setter
    def volume(self, percent: int) -> None: ...

    @property
    def thumbnails(self) -> ThumbnailSource:
        """Small pictures of other places of the film."""
        ...
