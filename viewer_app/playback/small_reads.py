"""A clip as libVLC reads it for small pictures: now and then, a little, and with nothing kept."""

import ctypes
import itertools
import threading
from typing import TYPE_CHECKING, Any, Final

from viewer_app.playback import library

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

_MOST: Final = 64 * 1024
"""Bytes of one read: a chunk of an age file."""
_FAILED: Final = -1


class ClipInput:
    """The memory input over a clip that another player reads as well.

    It must stay referenced until libVLC has let go of the media. What goes wrong is an end of the
    film: there is no picture then, and the film itself says why when it comes there.
    """

    def __init__(self, clip: "Clip") -> None:
        self._clip = clip
        self._keys = itertools.count(1)
        self._places: dict[int, int] = {}
        self._cancelled = threading.Event()
        self.callbacks = library.InputCallbacks(
            library.OpenCallback(self._open),
            library.ReadCallback(self._read),
            library.SeekCallback(self._seek),
            library.CloseCallback(self._close),
        )

    def cancel(self) -> None:
        """Refuse every further read."""
        self._cancelled.set()

    def _open(self, _opaque: Any, key: Any, size: Any) -> int:
        number = next(self._keys)
        self._places[number] = 0
        key[0] = number
        size[0] = self._clip.size
        return 0

    def _read(self, key: int, address: int, length: int) -> int:
        if self._cancelled.is_set():
            return _FAILED
        try:
            wanted = min(length, _MOST)
            buffer = memoryview((ctypes.c_ubyte * wanted).from_address(address)).cast("B")
            count = self._clip.read_into(self._places[key], buffer)
            self._places[key] += count
        except BaseException:  # noqa: BLE001 - ctypes would swallow it and report an end
            return _FAILED
        return _FAILED if self._cancelled.is_set() else count

    def _seek(self, key: int, offset: int) -> int:
        self._places[key] = offset
        return 0

    def _close(self, key: int) -> None:
        self._places.pop(key, None)
