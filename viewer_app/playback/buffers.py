"""The memory that libVLC paints its pictures into."""

import ctypes
import mmap
import zlib
from collections.abc import Iterator

COUNT = 4
"""One being painted by libVLC, one the newest, and the borrowed."""

MOST_BORROWED = COUNT - 2

_PIXEL = 4
_STRIDE_UNIT = 64
"""libVLC copies rows with vector instructions; aligned rows are the fast way."""


class FrameBuffers:
    """``COUNT`` pictures of one size, in pages of their own that are kept out of core dumps.

    Sizes are in pixels; pixels are of four bytes.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.stride = stride_of(width)
        self.picture_bytes = self.stride * height
        # libVLC copies exactly these rows and columns (vmem.c, picture_CopyPixels)
        self.memory = [mmap.mmap(-1, self.picture_bytes) for _ in range(COUNT)]
        self.addresses = [_address(memory) for memory in self.memory]
        self.borrowed = [0] * COUNT
        for memory in self.memory:
            if hasattr(mmap, "MADV_DONTDUMP"):  # Linux
                memory.madvise(mmap.MADV_DONTDUMP)

    def lend(self, index: int) -> bool:
        """Note that a screen uses this picture; False where libVLC would have no buffer left."""
        others = sum(1 for other, count in enumerate(self.borrowed) if count and other != index)
        if others >= MOST_BORROWED:
            return False
        self.borrowed[index] += 1
        return True

    def in_turn(self, last: int) -> Iterator[int]:
        """Every buffer, the one used longest ago first."""
        return ((last + step) % COUNT for step in range(1, COUNT + 1))

    def checksum(self, index: int) -> int:
        """Tells one picture from another."""
        return zlib.crc32(self.memory[index])

    def blacken(self) -> None:
        """Overwrite every picture."""
        for index in range(COUNT):
            self.blacken_one(index)

    def blacken_one(self, index: int) -> None:
        """Overwrite one picture."""
        ctypes.memset(self.addresses[index], 0, len(self.memory[index]))


def stride_of(width: int) -> int:
    """Bytes from one row to the next."""
    return -(-width * _PIXEL // _STRIDE_UNIT) * _STRIDE_UNIT


def _address(memory: mmap.mmap) -> int:
    return ctypes.addressof(ctypes.c_char.from_buffer(memory))
