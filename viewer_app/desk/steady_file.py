"""A file on the desk's disk that must stay as it is while it is sealed."""

from pathlib import Path
from typing import Self

from viewer_app.desk.errors import DeskError
from viewer_app.errors import system_reason
from viewer_app.evidence.age import FileSlice
from viewer_app.evidence.errors import PayloadError
from viewer_app.held import Closable


class SteadyFile(Closable):
    """An open file, and what it was when it was opened. Usable as a context manager."""

    def __init__(self, path: Path, file: FileSlice) -> None:
        """Use ``open``."""
        self._path = path
        self._file = file
        self._stamp = _stamp(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a regular file. Raises DeskError (``recording.unreadable``)."""
        try:
            file = FileSlice.open(path)
        except OSError as error:
            raise _unreadable(path, error) from None
        try:
            return cls(path, file)
        except BaseException:
            file.close()
            raise

    @property
    def name(self) -> str:
        """Without its directory, as errors call it."""
        return self._path.name

    @property
    def size(self) -> int:
        """Bytes."""
        return self._file.size

    def read_into(self, offset: int, buffer: memoryview) -> None:
        """Fill the buffer from ``offset``.

        Raises DeskError (``recording.changed``), PayloadError where the disk fails.
        """
        try:
            self._file.read_into(offset, buffer)
        except PayloadError as error:
            if error.code == "clip.truncated":
                raise self.changed() from None
            raise

    def check_unchanged(self) -> None:
        """Refuse a file that somebody is still writing. Raises DeskError (``recording.…``)."""
        if _stamp(self._path) != self._stamp:
            raise self.changed()

    def changed(self) -> DeskError:
        """The error that says so (``recording.changed``)."""
        return DeskError("recording.changed", file=self.name)

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        self._file.close()


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when a file is written to or replaced."""
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _unreadable(path: Path, error: OSError) -> DeskError:
    return DeskError("recording.unreadable", file=path.name, reason=system_reason(error))
