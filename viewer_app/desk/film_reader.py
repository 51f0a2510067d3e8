"""A recording as PyAV reads it: a file with a place in it."""

from collections.abc import Callable
from typing import Final, Protocol

_FROM_CURRENT: Final = 1
_FROM_END: Final = 2


class Recording(Protocol):
    """A recording that can be read at any place, decrypted already where it was encrypted."""

    @property
    def name(self) -> str:
        """The file's, without its directory."""
        ...

    @property
    def size(self) -> int:
        """Bytes."""
        ...

    def read_into(self, offset: int, buffer: memoryview, /) -> None:
        """Fill all of the buffer from ``offset``. Raises DeskError, PayloadError."""
        ...


class FilmReader:
    """Reads a recording from start to end, or wherever it is sent.

    ``told`` hears how far it came, in bytes. After an error, which is kept in ``error``, every read
    is an end of file: PyAV would lose it, and Ctrl+C with it.
    """

    def __init__(self, recording: Recording, told: Callable[[int], None] | None = None) -> None:
        self.error: BaseException | None = None
        self._recording = recording
        self._told = told
        self._place = self._furthest = 0

    @property
    def name(self) -> str:
        """The recording's file."""
        return self._recording.name

    # as PyAV calls them

    def read(self, count: int) -> bytes:
        """At most so many bytes; none at the end."""
        try:
            return self._read(count)
        except BaseException as error:  # noqa: BLE001 - told by whoever asks for it
            self.error = error
            return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place; returns it."""
        try:
            start = {_FROM_CURRENT: self._place, _FROM_END: self._recording.size}.get(whence, 0)
            self._place = max(0, start + offset)
        except BaseException as error:  # noqa: BLE001 - told by whoever asks for it
            self.error = error
        return self._place

    def tell(self) -> int:
        """The place that is read next."""
        return self._place

    def _read(self, count: int) -> bytes:
        count = max(0, min(count, self._recording.size - self._place))
        if count == 0 or self.error is not None:
            return b""
        buffer = bytearray(count)
        self._recording.read_into(self._place, memoryview(buffer))
        self._place += count
        if self._told and self._place > self._furthest:
            self._furthest = self._place
            self._told(self._furthest)
        return bytes(buffer)
