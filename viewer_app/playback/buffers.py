"""The memory that libVLC paints its pictures into."""

import ctypes
import mmap
import sys
from typing import Final

BUDGET: Final = 192 * 2**20
"""Bytes of pictures at most, where they are so small that more than ``FEWEST`` fit."""

FEWEST: Final = 6
"""One being painted by libVLC, its last one, the one on the screen, two borrowed, one to spare."""

MOST: Final = 64

MOST_BORROWED: Final = 2
"""Besides the one on the screen: two screens may still be painting the one before."""

_PIXEL = 4
_STRIDE_UNIT = 64
"""libVLC copies rows with vector instructions; aligned rows are the fast way."""

_memcmp = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None).memcmp
_memcmp.restype = ctypes.c_int
_memcmp.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t]


class FrameBuffers:
    """``count`` pictures of one size, in pages of their own that are kept out of core dumps.

    Sizes are in pixels; pixels are of four bytes. A buffer takes no memory before it is used.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.stride = stride_of(width)
        self.picture_bytes = self.stride * height
        self.count = min(max(BUDGET // self.picture_bytes, FEWEST), MOST)
        # libVLC copies exactly these rows and columns (vmem.c, picture_CopyPixels)
        self.memory = [mmap.mmap(-1, self.picture_bytes) for _ in range(self.count)]
        self.addresses = [_address(memory) for memory in self.memory]
        self.borrowed = [0] * self.count
        self._used = [False] * self.count
        for memory in self.memory:
            if hasattr(mmap, "MADV_DONTDUMP"):  # Linux
                memory.madvise(mmap.MADV_DONTDUMP)

    def use(self, index: int) -> int:
        """The address of this picture, to be painted into."""
        self._used[index] = True
        return self.addresses[index]

    def lend(self, index: int) -> bool:
        """Note that a screen uses this picture; False where libVLC would have no buffer left."""
        others = sum(1 for other, count in enumerate(self.borrowed) if count and other != index)
        if others >= MOST_BORROWED:
            return False
        self.borrowed[index] += 1
        return True

    def are_same(self, one: int, other: int) -> bool:
        """Whether two pictures are the same to the last pixel; quick where they are not."""
        size = self.picture_bytes
        return one == other or not _memcmp(self.addresses[one], self.addresses[other], size)

    def blacken(self) -> None:
        """Overwrite every picture."""
        for index in range(self.count):
            if self._used[index]:
                self.blacken_one(index)
                self._used[index] = False

    def blacken_one(self, index: int) -> None:
        """Overwrite one picture."""
        ctypes.memset(self.addresses[index], 0, self.picture_bytes)


def stride_of(width: int) -> int:
    """Bytes from one row to the next."""
    return -(-width * _PIXEL // _STRIDE_UNIT) * _STRIDE_UNIT


def _address(memory: mmap.mmap) -> int:
    return ctypes.addressof(ctypes.c_char.from_buffer(memory))
