"""The memory input: libVLC reads a clip through callbacks and never sees a file.

libVLC asks from a thread of its own. Its callbacks know only a number of bytes, an end and an
error, and it reports a read error as an ordinary end of the film; so what went wrong is kept
here, in ``error``, to be asked at the end.
"""

import ctypes
import itertools
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from viewer_app.errors import InzageError
from viewer_app.playback import library
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.read_ahead import BLOCK, ReadAhead

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

OPTIONS = (
    # libVLC would read 16 MiB ahead, and again after every seek; what is decrypted for nothing
    # delays the first picture
    ":prefetch-buffer-size=256",  # KiB
    ":prefetch-read-size=65536",  # bytes
    ":prefetch-seek-threshold=65536",  # bytes
)
"""Media options that go with this source."""

_FAILED = -1
_DONE = 0


class MemorySource:
    """One clip as libVLC reads it.

    It must stay referenced until libVLC has let go of the media: it owns the callbacks.
    ``on_error`` is called once, from a thread of libVLC's, when a read fails for good.
    ``on_stalled`` is called with True when libVLC waits for what the storage does not give, and
    with False when it gives again; never with False first, and not after ``cancel``.
    """

    def __init__(
        self,
        clip: "Clip",
        on_error: Callable[[InzageError], None],
        on_stalled: Callable[[bool], None],
    ) -> None:
        self._ahead = ReadAhead(clip, on_stalled)
        self._on_error = on_error
        self._lock = threading.Lock()
        self._keys = itertools.count(1)
        self._positions: dict[int, int] = {}
        self._cancelled = threading.Event()
        self._error: InzageError | None = None
        self.callbacks = library.InputCallbacks(
            library.OpenCallback(self._open),
            library.ReadCallback(self._read),
            library.SeekCallback(self._seek),
            library.CloseCallback(self._close),
        )

    @property
    def error(self) -> InzageError | None:
        """Why a read failed, if one did."""
        return self._error

    @property
    def clip(self) -> "Clip":
        """The clip as libVLC reads it: what is read here is there for libVLC, too.

        A read that waits for the storage gives up at ``cancel``, with PlaybackError
        (``player.stopped``).
        """
        return self._ahead

    @property
    def stalled(self) -> bool:
        """Whether the storage keeps somebody waiting, as ``on_stalled`` was told."""
        return self._ahead.stalled

    @property
    def awaited(self) -> bool:
        """Whether somebody waits for the storage now: ``stalled`` is told when it takes long."""
        return self._ahead.awaited

    @property
    def cancelled(self) -> bool:
        """Whether ``cancel`` was called."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Refuse every read, also the one under way, and overwrite what was read ahead.

        So libVLC comes to its end at once, whatever the storage does.
        """
        self._cancelled.set()
        self._ahead.wipe()

    def _open(self, _opaque: Any, key: Any, size: Any) -> int:
        with self._lock:
            number = next(self._keys)
            self._positions[number] = 0
        key[0] = number
        size[0] = self._ahead.size
        return _DONE

    def _read(self, key: int, address: int, length: int) -> int:
        if self._cancelled.is_set() or self._error is not None:
            return _FAILED
        try:
            wanted = min(length, BLOCK)
            buffer = memoryview((ctypes.c_ubyte * wanted).from_address(address)).cast("B")
            count = self._ahead.read_on(self._positions[key], buffer)
            if self._cancelled.is_set():
                return _FAILED
            self._positions[key] += count
        except BaseException as error:  # noqa: BLE001 - ctypes would swallow it and report an end
            if not self._cancelled.is_set():
                self._fail(error)
            return _FAILED
        return count

    def _seek(self, key: int, offset: int) -> int:
        self._positions[key] = offset
        return _DONE

    def _close(self, key: int) -> None:
        self._positions.pop(key, None)

    def _fail(self, error: BaseException) -> None:
        known = error if isinstance(error, InzageError) else PlaybackError("player.read_failed")
        # its traceback would keep a view of libVLC's own memory alive
        self._error = known.with_traceback(None)
        self._on_error(self._error)
