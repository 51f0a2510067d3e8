"""Small pictures in memory: where libVLC paints one, and those that were made.

All of it is in pages of their own that are left out of core dumps, and is overwritten when the film
is stopped.
"""

import ctypes
import mmap
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from viewer_app.playback import library
from viewer_app.playback.surface import Frame

if TYPE_CHECKING:
    from viewer_app.playback.library import LibVlc

LONGEST: Final = 256
"""Pixels of the longer side."""
MOST: Final = 48
"""Pictures that are kept: 7 MB at most."""

_CHROMA: Final = b"RV32"
_PIXEL: Final = 4
_ROW_UNIT: Final = 16
"""Pixels; libVLC copies rows with vector instructions."""
_ROOM: Final = LONGEST * LONGEST * _PIXEL
_IN_MAIN_MEMORY: Final = b"IJNYRP"
"""How the names of pictures begin that are not in a graphics card's memory (vlc_fourcc.h)."""
_LOOK_EVERY_S: Final = 0.02
_REPEATED_S: Final = 0.5
"""How long another picture than the film's first may take to come."""


class SmallSurface:
    """Where libVLC paints; only the first picture after ``expect`` counts.

    ``picture_size`` gives the width and height of the film in pixels, 0 where unknown: what libVLC
    says when it asks for a buffer includes rows and columns that only the decoder needs.
    """

    def __init__(self, picture_size: Callable[[], tuple[int, int]]) -> None:
        self._picture_size = picture_size
        self._lock = threading.Lock()
        self._memory = _Pages()
        self._shown = threading.Event()
        self._dark = True
        self._other_than: int | None = None
        self._repeated = False
        self.film_pixels = 0
        """How many the film's own pictures have; 0 while unknown."""
        self.width = self.height = self.stride = 0
        self._callbacks = library.OutputCallbacks(
            library.FormatCallback(self._format),
            library.CleanupCallback(lambda _: None),
            library.LockCallback(self._lock_buffer),
            library.UnlockCallback(self._unlock_buffer),
            library.DisplayCallback(self._display),
        )

    def attach(self, libvlc: "LibVlc", player: Any) -> None:
        """Make ``player`` paint here. The surface must outlive the player."""
        libvlc.draw_into(player, self._callbacks)

    def light(self) -> None:
        """Pictures may come."""
        with self._lock:
            self._dark = False
            self.film_pixels = 0

    def darken(self) -> None:
        """Overwrite the picture, and every one that still comes, until ``light``."""
        with self._lock:
            self._dark = True
            self._memory.wipe()

    def expect(self, other_than: int | None) -> None:
        """Take the next picture that is another than the one with this ``checksum``.

        libVLC sometimes shows the film's first picture before it goes where it was told to start.
        """
        self._other_than = other_than
        self._repeated = False
        self._shown.clear()

    def await_picture(self, over: threading.Event, patience_s: float) -> bool:
        """Wait until it is there, or nothing will come; whether it is.

        Where only the other one comes, the film looks there as it does at its start.
        """
        began_s = time.monotonic()
        while not self._shown.wait(_LOOK_EVERY_S):
            waited_s = time.monotonic() - began_s
            if over.is_set() or waited_s > (_REPEATED_S if self._repeated else patience_s):
                return self._repeated
        return True

    def checksum(self) -> int:
        """Tells one picture from another."""
        with self._lock:
            return zlib.crc32(self._memory.view[: self.stride * self.height])

    def copy_into(self, memory: mmap.mmap) -> None:
        """The picture's bytes, ``stride * height`` of them, at the start of ``memory``."""
        with self._lock:
            size = self.stride * self.height
            memory[:size] = self._memory.view[:size]

    # From here on: called from libVLC's threads.

    def _format(
        self, _opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any
    ) -> int:
        if ctypes.string_at(chroma, 1) not in _IN_MAIN_MEMORY or not (width[0] and height[0]):
            return 0
        wide, tall = self._picture_size()
        columns, rows = wide or width[0], tall or height[0]
        with self._lock:
            self.film_pixels = columns * rows
            scale = LONGEST / max(columns, rows)
            self.width = max(round(columns * scale), 1)
            self.height = max(round(rows * scale), 1)
            self.stride = -(-self.width // _ROW_UNIT) * _ROW_UNIT * _PIXEL
        ctypes.memmove(chroma, _CHROMA, len(_CHROMA))
        width[0], height[0] = self.width, self.height
        pitches[0], lines[0] = self.stride, self.height
        return 1

    def _lock_buffer(self, _opaque: Any, planes: Any) -> int:
        # what comes after the first is not wanted, and may not overwrite it
        planes[0] = self._memory.spare if self._shown.is_set() else self._memory.address
        return 1

    def _unlock_buffer(self, _opaque: Any, _picture: Any, _planes: Any) -> None:
        with self._lock:
            if self._dark:
                self._memory.wipe()

    def _display(self, _opaque: Any, _picture: int) -> None:
        if self._shown.is_set():
            return
        if self._other_than is not None and self.checksum() == self._other_than:
            self._repeated = True
        else:
            self._shown.set()


class Cache:
    """The pictures that were made, by what they stand for; the one used longest ago goes first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._free: list[mmap.mmap] = []

    def has(self, key: int) -> bool:
        """Whether there is a picture."""
        with self._lock:
            return key in self._kept

    def keep(self, key: int, surface: SmallSurface) -> None:
        """Keep a copy of what ``surface`` shows."""
        with self._lock:
            if len(self._kept) >= MOST:
                oldest = next((k for k, one in self._kept.items() if not one.borrowed), None)
                if oldest is None:
                    return
                self._free.append(self._kept.pop(oldest).memory)
            memory = self._free.pop() if self._free else _new_pages(_ROOM)
            surface.copy_into(memory)
            self._kept[key] = _Kept(memory, surface.width, surface.height, surface.stride)

    @contextmanager
    def borrow(self, key: int) -> Iterator[Frame | None]:
        """A picture, or None where there is none."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                kept.borrowed += 1
        if kept is None:
            yield None
            return
        pixels = memoryview(kept.memory).toreadonly()[: kept.stride * kept.height]
        try:
            yield Frame(kept.width, kept.height, kept.stride, pixels, key)
        finally:
            # who kept a view of its own keeps only black, soon
            with suppress(BufferError):
                pixels.release()
            with self._lock:
                kept.borrowed -= 1

    def wipe(self) -> None:
        """Overwrite every picture, also those that are borrowed, and forget them."""
        with self._lock:
            for kept in self._kept.values():
                _overwrite(kept.memory)
                if not kept.borrowed:
                    self._free.append(kept.memory)
            for memory in self._free:
                _overwrite(memory)
            self._kept.clear()


@dataclass
class _Kept:
    memory: mmap.mmap
    width: int
    height: int
    stride: int
    borrowed: int = 0


class _Pages:
    """Room for the picture that counts, and for those that do not."""

    def __init__(self) -> None:
        self.pages = _new_pages(2 * _ROOM)
        self.address = ctypes.addressof(ctypes.c_char.from_buffer(self.pages))
        self.spare = self.address + _ROOM
        # a slice of this one is no copy of the picture, which nobody would overwrite
        self.view = memoryview(self.pages)

    def wipe(self) -> None:
        _overwrite(self.pages)


def _new_pages(size: int) -> mmap.mmap:
    pages = mmap.mmap(-1, size)
    if hasattr(mmap, "MADV_DONTDUMP"):  # Linux
        pages.madvise(mmap.MADV_DONTDUMP)
    return pages


def _overwrite(pages: mmap.mmap) -> None:
    ctypes.memset(ctypes.addressof(ctypes.c_char.from_buffer(pages)), 0, len(pages))
