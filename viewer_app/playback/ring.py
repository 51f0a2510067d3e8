"""Which frame of the film lies in which buffer: the newest frames, to go back to at once.

Buffers are known by their index, frames by their number, counted from 0. No picture is ever copied:
libVLC paints into the buffer whose frame is farthest from the one on the screen.
"""

from collections.abc import Container


class FrameRing:
    """The frames in ``count`` buffers. Not safe for several threads."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._frames: dict[int, int] = {}
        self._indices: dict[int, int] = {}
        self._last = 0

    def index_of(self, frame: int) -> int | None:
        """The buffer that this frame is in."""
        return self._indices.get(frame)

    def frame_in(self, index: int) -> int | None:
        """The frame that is in this buffer."""
        return self._frames.get(index)

    def first_before(self, frame: int) -> int:
        """The earliest frame from which on none is missing up to this one."""
        while frame - 1 in self._indices:
            frame -= 1
        return frame

    def place(self, shown: int | None, kept: Container[int]) -> int:
        """The buffer to paint into next: one without a frame, or else the farthest from ``shown``.

        Those in ``kept`` are left alone; one at least is not among them.
        """
        turn = ((self._last + step) % self._count for step in range(1, self._count + 1))
        free = [index for index in turn if index not in kept]
        empty = (index for index in free if index not in self._frames)
        self._last = next(empty, -1)
        if self._last < 0:
            here = shown or 0
            self._last = max(free, key=lambda index: abs(self._frames[index] - here))
        self.drop(self._last)
        return self._last

    def keep(self, frame: int, index: int) -> None:
        """This frame is in this buffer, and in no other."""
        self.drop(index)
        before = self._indices.get(frame)
        if before is not None:
            self.drop(before)
        self._frames[index], self._indices[frame] = frame, index

    def drop(self, index: int) -> None:
        """There is no frame in this buffer any more."""
        frame = self._frames.pop(index, None)
        if frame is not None:
            del self._indices[frame]

    def forget(self) -> None:
        """No buffer has a frame."""
        self._frames.clear()
        self._indices.clear()
