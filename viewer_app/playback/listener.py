"""What a film player tells, and to whom."""

from enum import StrEnum
from typing import Protocol

from viewer_app.errors import InzageError


class FilmState(StrEnum):
    """What the player does."""

    EMPTY = "empty"
    PAUSED = "paused"
    PLAYING = "playing"
    ENDED = "ended"
    FAILED = "failed"


class FilmListener(Protocol):
    """Who wants to know. Called from libVLC's threads, or from within a call of the player's own.

    An implementation may do no more than post to its own thread: it must neither raise nor call the
    player back.
    """

    def frame_ready(self) -> None:
        """A picture waits in the surface; not told again until it was borrowed."""
        ...

    def ended(self) -> None:
        """The film ran to its end."""
        ...

    def looped(self) -> None:
        """The end of the part that is repeated was reached; the film goes on from its start."""
        ...

    def stalled(self, waiting: bool) -> None:
        """The clip cannot be read just now, and the film is held; or it goes on again."""
        ...

    def failed(self, error: InzageError) -> None:
        """The film stopped short, most likely because a part is not authentic; all is black."""
        ...

    def changed(self) -> None:
        """``state`` or ``length_ms`` is another."""
        ...
