"""Random access to a part of a file, for readers on several threads."""

import errno
import io
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, Self

from viewer_app.evidence.errors import PayloadError


class AgeSource(Protocol):
    """Where an age file is read from."""

    @property
    def size(self) -> int:
        """Bytes of the age file."""
        ...

    def read_into(self, offset: int, buffer: memoryview) -> None:
        """Fill ``buffer`` from ``offset``. Raises PayloadError where that cannot be done."""
        ...

    def position(self, offset: int) -> int:
        """Where ``offset`` lies in the underlying file, for laying out memory like its pages."""
        ...

    def close(self) -> None:
        """Let the file go. Safe to call twice."""
        ...


class FileSlice:
    """``size`` bytes of an open file from ``start``, read without moving a file position.

    Owns its file, which was opened without a buffer. Losing the file (a stick pulled out, a file
    cut short) is a PayloadError, never a signal that ends the program: it is not mapped to memory.
    """

    def __init__(self, file: io.FileIO, start: int, size: int) -> None:
        self._file = file
        self._start = start
        self._size = size
        self._read_at = _reader_of(file)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The whole of a regular file. Raises OSError, also for anything else by that name."""
        # a pipe would wait for its other end otherwise
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        file = io.FileIO(os.open(path, flags), "rb")
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            file.close()
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return cls(file, 0, status.st_size)

    @property
    def size(self) -> int:
        """Bytes in the slice."""
        return self._size

    def read_into(self, offset: int, buffer: memoryview) -> None:
        """Fill ``buffer`` from ``offset`` in the slice.

        Raises PayloadError where the file ends before, or cannot be read.
        """
        if self._file.closed:
            raise PayloadError("clip.closed")
        if offset < 0 or offset + len(buffer) > self._size:
            raise PayloadError("clip.truncated")
        done = 0
        try:
            while done < len(buffer):
                read = self._read_at(buffer[done:], self._start + offset + done)
                if read == 0:
                    raise PayloadError("clip.truncated")
                done += read
        except OSError as error:
            raise PayloadError("clip.unreadable", reason=error.strerror or "?") from None

    def position(self, offset: int) -> int:
        """Where ``offset`` in the slice lies in the file."""
        return self._start + offset

    def part(self, start: int, size: int) -> "FileSlice":
        """A part of this slice on a file handle of its own. Raises OSError."""
        if start < 0 or size < 0 or start + size > self._size:
            raise ValueError("the part is not inside the slice")
        handle = os.dup(self._file.fileno())
        return FileSlice(io.FileIO(handle, "rb"), self._start + start, size)

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        self._file.close()


ReadAt = Callable[[memoryview, int], int]


def _reader_of(file: io.FileIO) -> ReadAt:
    if hasattr(os, "preadv"):

        def read_at(buffer: memoryview, position: int) -> int:
            return os.preadv(file.fileno(), (buffer,), position)

        return read_at

    def seek_and_read(buffer: memoryview, position: int) -> int:
        # Handles made by dup share one position, so this lock is shared by all of them.
        with _position_lock:
            file.seek(position)
            return file.readinto(buffer) or 0

    return seek_and_read


_position_lock = threading.Lock()
