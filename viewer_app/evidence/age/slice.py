"""Random access to a part of a file, for readers on several threads."""

import errno
import io
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol, Self

from viewer_app.errors import system_reason
from viewer_app.evidence.errors import PayloadError, StorageError


class AgeSource(Protocol):
    """Where an age file is read from."""

    @property
    def size(self) -> int:
        """Bytes of the age file."""
        ...

    def read_into(self, offset: int, buffer: memoryview) -> None:
        """Fill ``buffer`` from ``offset``.

        Raises StorageError where that cannot be done just now, PayloadError where it never can.
        """
        ...

    def position(self, offset: int) -> int:
        """Where ``offset`` lies in the underlying file, for laying out memory like its pages."""
        ...

    def close(self) -> None:
        """Let the file go. Safe to call twice."""
        ...


class _Place(NamedTuple):
    """Where a file was opened, and how many bytes it had."""

    path: Path
    size: int


class FileSlice:
    """``size`` bytes of an open file from ``start``, read without moving a file position.

    Owns its file, which was opened without a buffer. Losing the file (a stick pulled out, a file
    cut short) is a PayloadError, never a signal that ends the program: it is not mapped to memory.

    After a read that failed, the next one opens the path anew: a stick that is back, or a share,
    has nothing to do with the handle of before. That this is still the same file is not looked at,
    but for its size: who reads an age file has every chunk of it authenticated under a key and a
    number that came from the first one, so that no other file can pass for it.
    """

    def __init__(
        self, file: io.FileIO, start: int, size: int, *, place: _Place | None = None
    ) -> None:
        self._file = file
        self._start = start
        self._size = size
        self._place = place
        self._lost: _Place | None = None
        self._read_at = _reader_of(file)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The whole of a regular file. Raises OSError, also for anything else by that name."""
        file, size = _open(path)
        return cls(file, 0, size, place=_Place(path, size))

    @property
    def size(self) -> int:
        """Bytes in the slice."""
        return self._size

    def read_into(self, offset: int, buffer: memoryview) -> None:
        """Fill ``buffer`` from ``offset`` in the slice.

        Raises PayloadError where the file ends before, StorageError where it cannot be read.
        """
        if self._file.closed:
            raise PayloadError("clip.closed")
        if offset < 0 or offset + len(buffer) > self._size:
            raise PayloadError("clip.truncated")
        done = 0
        try:
            if self._lost is not None:
                self._open_anew(self._lost)
            while done < len(buffer):
                read = self._read_at(buffer[done:], self._start + offset + done)
                if read == 0:
                    raise PayloadError("clip.truncated")
                done += read
        except OSError as error:
            self._lost = self._place
            raise StorageError("clip.unreadable", reason=system_reason(error)) from None

    def position(self, offset: int) -> int:
        """Where ``offset`` in the slice lies in the file."""
        return self._start + offset

    def part(self, start: int, size: int) -> "FileSlice":
        """A part of this slice on a file handle of its own. Raises OSError."""
        if start < 0 or size < 0 or start + size > self._size:
            raise ValueError("the part is not inside the slice")
        handle = os.dup(self._file.fileno())
        file = io.FileIO(handle, "rb")
        return FileSlice(file, self._start + start, size, place=self._place)

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        self._file.close()

    def _open_anew(self, place: _Place) -> None:
        """Let the handle be one of the file that is at the path now. Raises OSError."""
        file, size = _open(place.path)
        with file:
            if size != place.size:  # not all copied back yet
                raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
            # into the number of the dead one, which another thread may just be about to read from
            os.dup2(file.fileno(), self._file.fileno(), inheritable=False)
        self._lost = None


def _open(path: Path) -> tuple[io.FileIO, int]:
    """A regular file and its bytes. Raises OSError, also for anything else by that name."""
    # a pipe would wait for its other end otherwise
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        reason = errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.EINVAL
        raise OSError(reason, os.strerror(reason))
    return io.FileIO(handle, "rb"), status.st_size


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
