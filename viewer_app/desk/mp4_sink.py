"""Where a muxer writes an MP4: its start and its index stay here, its data goes through."""

from collections import deque
from typing import Final

from viewer_app.desk.errors import CannotCopy
from viewer_app.evidence.film_bytes import Memory
from viewer_app.evidence.mp4 import boxes

_FROM_CURRENT: Final = 1
_FROM_END: Final = 2


class Mp4Sink:
    """A file as libavformat's MP4 muxer writes it without ``faststart``, in bounded memory.

    That is ``ftyp``, the header of ``mdat`` and its data in order; at the end the muxer goes back
    to fill in the length of the data, and then writes ``moov`` behind it. After an error, which is
    kept in ``error``, everything is swallowed: PyAV would lose it.
    """

    def __init__(self) -> None:
        self.error: BaseException | None = None
        self._head = bytearray()
        self._data_from: int | None = None
        self._data_size = 0
        self._ready: deque[bytes] = deque()
        self._tail: bytearray | None = None
        self._place = 0

    @property
    def start(self) -> bytes:
        """The first box, ``ftyp``. Raises ValueError where nothing such was written."""
        box = next(boxes(Memory(bytes(self._head))), None)
        if box is None or box.name != b"ftyp":
            raise ValueError("no ftyp was written")
        return bytes(self._head[: box.end])

    @property
    def data_from(self) -> int:
        """Where the data begins. Raises ValueError where none was written."""
        if self._data_from is None:
            raise ValueError("no mdat was written")
        return self._data_from

    @property
    def data_size(self) -> int:
        """Bytes of data until now."""
        return self._data_size

    @property
    def index(self) -> bytes:
        """What was written behind the data, ``moov``; empty until then."""
        return bytes(self._tail or b"")

    def take(self) -> bytes:
        """The next piece of data that was not taken yet; empty where there is none."""
        return self._ready.popleft() if self._ready else b""

    # as PyAV calls them

    def write(self, data: bytes) -> int:
        """Take all of ``data``."""
        try:
            if self.error is None:
                self._write(data)
        except BaseException as error:  # noqa: BLE001 - told by whoever asks for it
            self.error = error
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place; returns it."""
        end = self._end if self._tail is None else self._end + len(self._tail)
        place = offset + {_FROM_CURRENT: self._place, _FROM_END: end}.get(whence, 0)
        if self._data_from is not None and place < self._end and self._tail is None:
            self._tail = bytearray()
        self._place = place
        return place

    def tell(self) -> int:
        """The place that is written to next."""
        return self._place

    @property
    def _end(self) -> int:
        """Where the data ends."""
        return len(self._head) + self._data_size

    def _write(self, data: bytes) -> None:
        if self._data_from is None:
            self._write_head(data)
        elif self._tail is None:
            self._write_data(data)
        elif self._place < self._data_from:
            end = self._place + len(data)
            if end > self._data_from:
                raise CannotCopy("data changed")
            self._head[self._place : end] = data
        else:
            place = self._place - self._end
            if place < 0:
                raise CannotCopy("data changed")
            self._tail[place : place + len(data)] = data
        self._place += len(data)

    def _write_head(self, data: bytes) -> None:
        if self._place != len(self._head):
            raise CannotCopy("hole in the data")
        self._head += data
        for box in boxes(Memory(bytes(self._head))):
            if box.name == b"mdat":
                self._data_from = box.contents
                self._keep(bytes(self._head[box.contents :]))
                del self._head[box.contents :]

    def _write_data(self, data: bytes) -> None:
        if self._place != self._end:
            raise CannotCopy("hole in the data")
        self._keep(data)

    def _keep(self, data: bytes) -> None:
        if data:
            self._data_size += len(data)
            self._ready.append(data)
