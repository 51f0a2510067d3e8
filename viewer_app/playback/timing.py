"""When each frame of a film is on: from the film's own index, or from its frame rate."""

import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from viewer_app.playback.frame_table import FrameTable, Way

_USUAL_MS: Final = 40.0
"""How long a frame is on where the film does not say (25 frames a second)."""

_INSIDE: Final = 0.4
"""Where in a frame libVLC is asked for it: before its middle, or in AVI a key frame comes next."""

_ROUNDED_MS: Final = 0.05
"""A position this little before a frame is that frame's own start, rounded."""


@dataclass(frozen=True)
class Timing:
    """The frames of one film. Positions in milliseconds; frames are counted from 0.

    Without ``table``, frames come evenly, ``frame_ms`` apart; ``length_ms`` is 0 while unknown.
    """

    frame_ms: float = 0.0
    length_ms: int = 0
    table: FrameTable | None = None

    @property
    def last(self) -> int | None:
        """The last frame; None while unknown."""
        if self.table is not None:
            return len(self.table.starts_ms) - 1
        if not self.length_ms:
            return None
        return max(round(self.length_ms / self._even_ms) - 1, 0)

    @property
    def reordered(self) -> bool:
        """Whether libVLC lands beside the frame asked for (see ``frame_table``)."""
        return self.table is not None and self.table.reordered

    def frame_at(self, position_ms: float) -> int:
        """The frame that is on then; the first or the last one outside the film."""
        if self.table is not None:
            frame = bisect_right(self.table.starts_ms, position_ms + _ROUNDED_MS) - 1
        else:
            frame = math.floor((position_ms + _ROUNDED_MS) / self._even_ms)
        return self.within(frame)

    def within(self, frame: int) -> int:
        """This frame, or the first or the last one where there is no such frame."""
        last = self.last
        return max(frame if last is None else min(frame, last), 0)

    def start_ms(self, frame: int) -> float:
        """When this frame comes on; behind the last one, when that goes off."""
        if self.table is None:
            return frame * self._even_ms
        starts = self.table.starts_ms
        if frame < len(starts):
            return starts[frame]
        return starts[-1] + (frame + 1 - len(starts)) * self._even_ms

    def first_ms(self, frame: int) -> int:
        """The first whole millisecond at which this frame is on, as ``frame_at`` sees it."""
        return math.ceil(self.start_ms(frame) - _ROUNDED_MS)

    def duration_ms(self, frame: int) -> float:
        """How long this frame is on."""
        return max(self.start_ms(frame + 1) - self.start_ms(frame), 0.0)

    def way_to(self, frame: int) -> Way:
        """How libVLC is brought to show this frame while paused."""
        if self.table is not None:
            return self.table.way_to(frame)
        # on the boundary of two frames libVLC may show the other one
        return Way(frame, (frame + _INSIDE) * self._even_ms, 0)

    def middle_ms(self, frame: int) -> float:
        """A time at which this frame is on."""
        return self.start_ms(frame) + self.duration_ms(frame) / 2

    @property
    def _even_ms(self) -> float:
        return self.frame_ms or _USUAL_MS
