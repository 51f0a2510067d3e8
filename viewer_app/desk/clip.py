"""The recording on the desk's disk, read once, straight into the memory it is encrypted from."""

from pathlib import Path
from types import TracebackType
from typing import Self

from viewer_app.desk.errors import DeskError
from viewer_app.evidence.age import FileSlice
from viewer_app.evidence.container import HEAD, recognize
from viewer_app.evidence.errors import PayloadError


class Clip:
    """A film file as ``write_package`` takes it. Usable as a context manager."""

    def __init__(self, path: Path, file: FileSlice) -> None:
        """Use ``open``."""
        self._path = path
        self._file = file
        self._done = 0
        self._stamp = _stamp(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a recording.

        Raises DeskError: ``recording.unreadable``, ``recording.empty``, and
        ``recording.not_a_film`` where its first bytes are of no kind of film that a station plays.
        """
        try:
            file = FileSlice.open(path)
        except OSError as error:
            raise _unreadable(path, error) from None
        try:
            clip = cls(path, file)
            clip._check_kind()
        except BaseException:
            file.close()
            raise
        return clip

    @property
    def size(self) -> int:
        """Bytes."""
        return self._file.size

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill the buffer or a part of it; returns the bytes read, 0 at the end.

        Raises DeskError (``recording.changed``), PayloadError where the disk fails.
        """
        length = min(len(buffer), self.size - self._done)
        try:
            self._file.read_into(self._done, buffer[:length])
        except PayloadError as error:
            if error.code == "clip.truncated":
                raise self._changed() from None
            raise
        self._done += length
        return length

    def check_unchanged(self) -> None:
        """Refuse a file that somebody is still writing. Raises DeskError (``recording.…``)."""
        if _stamp(self._path) != self._stamp:
            raise self._changed()

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _check_kind(self) -> None:
        if not self.size:
            raise DeskError("recording.empty", file=self._path.name)
        head = bytearray(min(HEAD, self.size))
        self._file.read_into(0, memoryview(head))
        if recognize(bytes(head)) is None:
            raise DeskError("recording.not_a_film", file=self._path.name)

    def _changed(self) -> DeskError:
        return DeskError("recording.changed", file=self._path.name)


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when a file is written to or replaced."""
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _unreadable(path: Path, error: OSError) -> DeskError:
    return DeskError("recording.unreadable", file=path.name, reason=error.strerror or "?")
