"""The bytes of a film file, wherever they lie: in a sealed clip, or in a file on the desk."""

from typing import Protocol


class FilmBytes(Protocol):
    """A film file that can be read at any place; ``session.ports.Clip`` is one."""

    @property
    def size(self) -> int:
        """Bytes."""
        ...

    def read_into(self, offset: int, buffer: memoryview, /) -> int | None:
        """Fill the buffer from ``offset``; returns the bytes written, or None for all of it."""
        ...


def fetch(film: FilmBytes, offset: int, count: int) -> bytearray:
    """At most ``count`` bytes from ``offset``, fewer only at the end of the film; to be wiped.

    Raises what the film raises.
    """
    buffer = bytearray(max(0, min(count, film.size - offset)))
    got = 0
    try:
        while got < len(buffer):
            more = film.read_into(offset + got, memoryview(buffer)[got:])
            if more is None:
                break
            if more == 0:
                del buffer[got:]
            got += more
    except BaseException:
        buffer[:] = bytes(len(buffer))
        raise
    return buffer


def read(film: FilmBytes, offset: int, count: int) -> bytes:
    """As ``fetch``; for headers and tables, which are not what was filmed."""
    return bytes(fetch(film, offset, count))


class Memory:
    """A part of a film file that was read already, as ``FilmBytes``."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)

    def read_into(self, offset: int, buffer: memoryview, /) -> int:
        """Fill the buffer from ``offset``; returns the bytes written."""
        part = self._data[offset : offset + len(buffer)]
        buffer[: len(part)] = part
        return len(part)
