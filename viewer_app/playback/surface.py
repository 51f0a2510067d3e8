"""The memory output: libVLC paints into buffers of ours, and a screen borrows the one on show.

libVLC 3 calls, for each picture and from a thread of its own, ``lock`` (where may I paint?),
``unlock`` (painted) and ``display`` (show it); no picture is asked for while another is being
painted. Pictures are RV32: four bytes a pixel, blue, green, red, unused. The newest frames stay
where libVLC painted them, to be shown again at once (``ring``).
"""

import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viewer_app.evidence.container import TALLEST, WIDEST
from viewer_app.playback import library
from viewer_app.playback.buffers import FrameBuffers, stride_of
from viewer_app.playback.counting import FrameCount
from viewer_app.playback.ring import FrameRing

if TYPE_CHECKING:
    from viewer_app.playback.library import LibVlc

CHROMA = b"RV32"

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
    ``Format_RGB32`` on a little-endian machine). ``serial`` grows with every picture shown.
    """

    width: int
    height: int
    stride: int
    pixels: memoryview
    serial: int


@dataclass(frozen=True, slots=True)
class SurfaceEvents:
    """What a surface tells, from libVLC's thread, except ``frame`` from whoever shows a frame too.

    ``frame``: a picture waits; not again until it was borrowed, so that a slow screen is not
    flooded. ``refused``: the film's pictures are too large (width, height). ``shown``: this frame
    came on the screen. ``passed``: a frame at or behind ``limit`` was not shown. ``displayed``:
    libVLC showed a picture, new or not.
    """

    frame: Callable[[], None]
    refused: Callable[[int, int], None]
    shown: Callable[[int], None]
    passed: Callable[[], None]
    displayed: Callable[[], None]


class FrameSurface:
    """The buffers of one film player, and which of them is on the screen.

    All methods may be called from any thread. ``picture_size`` gives the width and height of the
    film in pixels, 0 where unknown: what libVLC says when it asks for buffers includes rows and
    columns that only the decoder needs.
    """

    def __init__(self, events: SurfaceEvents, picture_size: Callable[[], tuple[int, int]]) -> None:
        self._tell = events
        self._picture_size = picture_size
        self._lock = threading.Lock()
        self._count = FrameCount()
        self._ring = FrameRing(0)
        self._buffers: FrameBuffers | None = None
        self._painting = 0
        self._newest: int | None = None
        self._head: int | None = None
        self._serial = 0
        self._announced = False
        self._follows = False
        self._takes_any = False
        self._wanted: int | None = None
        self._limit: int | None = None
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
        """The picture on the screen, which libVLC leaves alone until it is given back.

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

    @contextmanager
    def counting(self) -> Iterator[FrameCount]:
        """How frames are counted; for moments, with no call to libVLC in it."""
        with self._lock:
            yield self._count

    @property
    def frame(self) -> int | None:
        """The frame that is on the screen; None where all is black or it is not known."""
        with self._lock:
            return None if self._newest is None else self._ring.frame_in(self._newest)

    @property
    def head(self) -> int | None:
        """The frame that libVLC showed last, on the screen or not; None while unknown."""
        with self._lock:
            return self._count.frame

    def holds(self, frame: int) -> bool:
        """Whether this frame is in memory."""
        with self._lock:
            return self._ring.index_of(frame) is not None

    def first_before(self, frame: int) -> int:
        """The earliest frame from which on all are in memory up to this one."""
        with self._lock:
            return self._ring.first_before(frame)

    @property
    def capacity(self) -> int:
        """How many frames are kept in memory, about."""
        return self._buffers.count if self._buffers is not None else 0

    def reveal(self) -> None:
        """End the black: show the first picture that comes, whichever frame it is, and hold it."""
        with self._lock:
            self._dark, self._takes_any = False, True

    def follow(self, limit: int | None = None) -> None:
        """Show every frame that comes from now on, up to ``limit`` (which is not shown).

        Where libVLC is a frame ahead of the screen, that one is shown now; also where the picture
        on the screen is none that is known, as the first one of a film.
        """
        with self._lock:
            self._follows, self._wanted, self._limit = True, None, limit
            told = self._show_head()
        self._tell_shown(*told)

    def limit(self, frame: int | None) -> None:
        """As the limit of ``follow``, from now on."""
        with self._lock:
            self._limit = frame

    def want(self, frame: int) -> None:
        """Show this frame when it comes, and nothing before or after it."""
        with self._lock:
            self._follows, self._wanted = False, frame

    def hold(self) -> None:
        """Show nothing new."""
        with self._lock:
            self._follows, self._wanted = False, None

    def show(self, frame: int) -> bool:
        """Show this frame from memory, and nothing new; False where it is not there."""
        with self._lock:
            index = self._ring.index_of(frame)
            if self._dark or index is None:
                return False
            self._follows, self._wanted = False, None
            told = self._put_on(index, frame)
        self._tell_shown(*told)
        return True

    def forget(self) -> None:
        """No frame in memory can be relied on, except the one on the screen."""
        with self._lock:
            shown = None if self._newest is None else self._ring.frame_in(self._newest)
            self._ring.forget()
            if shown is not None and self._newest is not None:
                self._ring.keep(shown, self._newest)

    def blacken(self) -> None:
        """Overwrite every picture in memory, and every one that still comes, until ``reveal``."""
        with self._lock:
            self._dark = True
            self._follows, self._wanted, self._limit = False, None, None
            self._newest = self._head = None
            self._ring.forget()
            if self._buffers is not None:
                self._buffers.blacken()

    def give_back(self) -> None:
        """Let the memory go, black before: no player paints here any more."""
        with self._lock:
            self._newest = self._head = None
            self._ring = FrameRing(0)
            self._buffers = None

    # From here on: called from libVLC's threads.

    def _format(
        self, _opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any
    ) -> int:
        if ctypes.string_at(chroma, len(CHROMA)) in _GPU_CHROMAS:
            return _REFUSED
        wide, tall = self._picture_size()
        columns, rows = wide or width[0], tall or height[0]
        if not (0 < columns <= WIDEST and 0 < rows <= TALLEST):
            self._tell.refused(columns, rows)
            return _REFUSED
        try:
            count = self._prepare(columns, rows)
        except (OSError, MemoryError):
            self._tell.refused(columns, rows)
            return _REFUSED
        ctypes.memmove(chroma, CHROMA, len(CHROMA))
        width[0], height[0] = columns, rows
        pitches[0], lines[0] = stride_of(columns), rows
        return count

    def _prepare(self, width: int, height: int) -> int:
        with self._lock:
            old = self._buffers
            if old is not None and (old.width, old.height) == (width, height):
                return old.count
            self._newest = self._head = None
            if old is not None:
                old.blacken()
            self._buffers = FrameBuffers(width, height)
            self._ring = FrameRing(self._buffers.count)
            return self._buffers.count

    def _cleanup(self, _opaque: Any) -> None:
        """libVLC is done with the buffers; they stay for the next film, black after ``blacken``."""

    def _lock_buffer(self, _opaque: Any, planes: Any) -> int:
        with self._lock:
            buffers = self._buffers
            assert buffers is not None  # noqa: S101 - libVLC asks for a format first
            kept = {index for index, count in enumerate(buffers.borrowed) if count}
            kept |= {index for index in (self._newest, self._head) if index is not None}
            shown = None if self._newest is None else self._ring.frame_in(self._newest)
            self._painting = self._ring.place(shown, kept)
            planes[0] = buffers.use(self._painting)
            return self._painting + 1  # libVLC takes 0 for a picture that is not there

    def _unlock_buffer(self, _opaque: Any, _picture: Any, _planes: Any) -> None:
        with self._lock:
            if self._dark and self._buffers is not None:
                self._buffers.blacken_one(self._painting)

    def _display(self, _opaque: Any, picture: int) -> None:
        index, passed = picture - 1, False
        told: tuple[int | None, bool] = (None, False)
        with self._lock:
            if self._dark or self._buffers is None:
                return
            same = self._head is not None and self._buffers.are_same(self._head, index)
            frame = self._count.display(time.monotonic_ns() / 1e6, same=same)
            if frame is not None or not same:
                self._head = index
            if self._takes_any:
                self._takes_any = False
                told = self._put_on(index, frame)
            elif frame is not None:
                on_screen = self._newest is not None and self._newest == self._ring.index_of(frame)
                self._ring.keep(frame, index)
                passed = self._follows and self._limit is not None and frame >= self._limit
                if on_screen or self._wanted == frame or (self._follows and not passed):
                    told = self._put_on(index, frame)
        self._tell_shown(*told)
        if passed:
            self._tell.passed()
        self._tell.displayed()

    def _show_head(self) -> tuple[int | None, bool]:
        frame = self._count.frame
        index = None if frame is None else self._ring.index_of(frame)
        shown = None if self._newest is None else self._ring.frame_in(self._newest)
        if frame is None or index is None or (shown is not None and frame != shown + 1):
            return None, False
        if self._limit is not None and frame >= self._limit:
            return None, False
        return self._put_on(index, frame)

    def _put_on(self, index: int, frame: int | None) -> tuple[int | None, bool]:
        """Which frame came on the screen, and whether a picture is to be announced."""
        announce = not self._announced
        self._newest = index
        self._serial += 1
        self._announced = True
        return frame, announce

    def _tell_shown(self, frame: int | None, announce: bool) -> None:
        if frame is not None:
            self._tell.shown(frame)
        if announce:
            self._tell.frame()
