"""The memory output: libVLC paints into buffers of ours, and a screen borrows the newest one.

libVLC 3 calls, for each picture and from a thread of its own, ``lock`` (where may I paint?),
``unlock`` (painted) and ``display`` (show it); no picture is asked for while another is being
painted. Pictures are RV32: four bytes a pixel, blue, green, red, unused.
"""

import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viewer_app.playback import library
from viewer_app.playback.buffers import COUNT, FrameBuffers, stride_of

if TYPE_CHECKING:
    from viewer_app.playback.library import LibVlc

WIDEST, TALLEST = 4096, 4096
"""Pixels; 2160p (4096 x 2160), also standing. A larger picture is refused, not scaled."""

CHROMA = b"RV32"
_STALE_S = 0.25
"""How long after ``reveal`` the picture that was kept from the screen is not shown."""

_COMPARED_S = 2.0
"""How long after ``reveal`` the picture from before is told from others."""

_GPU_CHROMAS = frozenset(
    {b"VAOP", b"VAO0", b"VDV0", b"VDV2", b"VDV4", b"DX11", b"DX10", b"DXA9", b"DXA0"}
)
"""Pictures in a graphics card's memory (vlc_fourcc.h).

libVLC tries these first, even when told not to, and would search all its filters for a way from
them to main memory, before it comes to pictures in main memory: time lost before the first
picture.
"""

_REFUSED = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture, valid only while it is borrowed.

    ``pixels`` is read-only, ``stride * height`` bytes, top row first, blue-green-red-unused (Qt's
    ``Format_RGB32`` on a little-endian machine). ``serial`` grows with every picture libVLC
    shows; a paused film shows the same picture several times.
    """

    width: int
    height: int
    stride: int
    pixels: memoryview
    serial: int


class FrameSurface:
    """The buffers of one film player and the newest picture in them.

    ``borrow`` and ``blacken`` may be called from any thread. ``on_frame`` is called from libVLC's
    thread when a picture waits, and not again until it was borrowed, so that a slow screen is not
    flooded; ``on_refused`` when the film's pictures are too large; ``on_shown`` for each picture,
    with whether it is another than the one before ``reveal``, which libVLC repeats after a seek.
    ``picture_size`` gives the width and height of the film in pixels, 0 where unknown: what libVLC
    says when it asks for buffers includes rows and columns that only the decoder needs.
    """

    def __init__(
        self,
        on_frame: Callable[[], None],
        on_refused: Callable[[int, int], None],
        on_shown: Callable[[bool], None],
        picture_size: Callable[[], tuple[int, int]],
    ) -> None:
        self._on_frame = on_frame
        self._on_refused = on_refused
        self._on_shown = on_shown
        self._picture_size = picture_size
        self._lock = threading.Lock()
        self._buffers: FrameBuffers | None = None
        self._painting = 0
        self._newest: int | None = None
        self._serial = 0
        self._announced = False
        self._frozen = False
        self._hidden: int | None = None
        self._before: int | None = None
        self._compared_until_s = 0.0
        self._stale_until_s = 0.0
        self._dark = True
        self._callbacks = library.OutputCallbacks(
            library.FormatCallback(self._format),
            library.CleanupCallback(self._cleanup),
            library.LockCallback(self._lock_buffer),
            library.UnlockCallback(self._unlock_buffer),
            library.DisplayCallback(self._display),
        )

    def attach(self, libvlc: "LibVlc", player: Any) -> None:
        """Make ``player`` paint here. The surface must outlive the player."""
        libvlc.draw_into(player, self._callbacks)

    @contextmanager
    def borrow(self) -> Iterator[Frame | None]:
        """The newest picture, which libVLC leaves alone until it is given back.

        None when everything is black, or while ``buffers.MOST_BORROWED`` other pictures are out.
        """
        with self._lock:
            self._announced = False
            buffers, index, serial = self._buffers, self._newest, self._serial
            if buffers is None or index is None or not buffers.lend(index):
                buffers = None
        if buffers is None or index is None:
            yield None
            return
        pixels = memoryview(buffers.memory[index]).toreadonly()
        try:
            yield Frame(buffers.width, buffers.height, buffers.stride, pixels, serial)
        finally:
            # a screen that kept a view of its own keeps only black, soon
            with suppress(BufferError):
                pixels.release()
            with self._lock:
                buffers.borrowed[index] -= 1

    def reveal(self) -> None:
        """Show the pictures that come from now on.

        After ``freeze``, once they are others than the one kept from the screen: libVLC
        repeats that for a moment after it was told to go elsewhere.
        """
        with self._lock:
            now_s = time.monotonic()
            kept = self._newest if self._hidden is None else self._hidden
            if self._buffers is not None and kept is not None:
                self._before = self._buffers.checksum(kept)
                self._compared_until_s = now_s + _COMPARED_S
            if self._hidden is not None:
                self._stale_until_s = now_s + _STALE_S
            self._dark = self._frozen = False
            self._hidden = None

    def freeze(self) -> None:
        """Keep the newest picture, and show none of those that come, until ``reveal``."""
        with self._lock:
            self._dark = False
            self._frozen = True
            self._hidden = self._before = None

    def blacken(self) -> None:
        """Overwrite every picture in memory, and every one that still comes, until ``reveal``."""
        with self._lock:
            self._dark = True
            self._newest = self._hidden = self._before = None
            if self._buffers is not None:
                self._buffers.blacken()

    def _format(
        self, _opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any
    ) -> int:
        if ctypes.string_at(chroma, len(CHROMA)) in _GPU_CHROMAS:
            return _REFUSED
        wide, tall = self._picture_size()
        columns, rows = wide or width[0], tall or height[0]
        if not (0 < columns <= WIDEST and 0 < rows <= TALLEST):
            self._on_refused(columns, rows)
            return _REFUSED
        try:
            self._prepare(columns, rows)
        except (OSError, MemoryError):
            self._on_refused(columns, rows)
            return _REFUSED
        ctypes.memmove(chroma, CHROMA, len(CHROMA))
        width[0], height[0] = columns, rows
        pitches[0], lines[0] = stride_of(columns), rows
        return COUNT

    def _prepare(self, width: int, height: int) -> None:
        with self._lock:
            old = self._buffers
            if old is not None and (old.width, old.height) == (width, height):
                return
            self._newest = self._hidden = self._before = None
            if old is not None:
                old.blacken()
            self._buffers = FrameBuffers(width, height)

    def _cleanup(self, _opaque: Any) -> None:
        """libVLC is done with the buffers; they stay for the next film, black after ``blacken``."""

    def _lock_buffer(self, _opaque: Any, planes: Any) -> int:
        with self._lock:
            buffers = self._buffers
            assert buffers is not None  # noqa: S101 - libVLC asks for a format first
            self._painting = next(
                index
                for index in buffers.in_turn(self._painting)
                if index != self._newest and not buffers.borrowed[index]
            )
            planes[0] = buffers.addresses[self._painting]
            return self._painting + 1  # libVLC takes 0 for a picture that is not there

    def _unlock_buffer(self, _opaque: Any, _picture: Any, _planes: Any) -> None:
        with self._lock:
            if self._dark and self._buffers is not None:
                self._buffers.blacken_one(self._painting)

    def _display(self, _opaque: Any, picture: int) -> None:
        with self._lock:
            index = picture - 1
            if self._dark:
                return
            other = self._is_other(index)
            if not other and time.monotonic() < self._stale_until_s:
                return
            announce = not self._frozen and not self._announced
            if self._frozen:
                self._hidden = index
            else:
                self._newest = index
                self._serial += 1
                self._announced = True
        self._on_shown(other)
        if announce:
            self._on_frame()

    def _is_other(self, index: int) -> bool:
        """Whether this is another picture than the one before ``reveal``."""
        if (
            self._before is not None
            and self._buffers is not None
            and time.monotonic() < self._compared_until_s
            and self._buffers.checksum(index) == self._before
        ):
            return False
        self._before = None
        return True
