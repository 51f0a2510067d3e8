"""The recording on the desk's disk, read once, straight into the memory it is encrypted from."""

from pathlib import Path
from typing import Self

from viewer_app.desk.errors import DeskError
from viewer_app.desk.steady_file import SteadyFile
from viewer_app.evidence.container import HEAD, recognize
from viewer_app.held import Closable


class Clip(Closable):
    """A film file as ``write_package`` takes it. Usable as a context manager."""

    def __init__(self, file: SteadyFile) -> None:
        """Use ``open``."""
        self._file = file
        self._done = 0

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a recording.

        Raises DeskError: ``recording.unreadable``, ``recording.empty``, and
        ``recording.not_a_film`` where its first bytes are of no kind of film that a station plays.
        """
        file = SteadyFile.open(path)
        try:
            _check_kind(file)
            return cls(file)
        except BaseException:
            file.close()
            raise

    @property
    def name(self) -> str:
        """The file's, without its directory."""
        return self._file.name

    @property
    def size(self) -> int:
        """Bytes."""
        return self._file.size

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill the buffer or a part of it; returns the bytes read, 0 at the end.

        Raises DeskError (``recording.changed``), PayloadError where the disk fails.
        """
        length = min(len(buffer), self.size - self._done)
        self._file.read_into(self._done, buffer[:length])
        self._done += length
        return length

    def read_into(self, offset: int, buffer: memoryview) -> None:
        """Fill the buffer from ``offset``; ``readinto`` goes on where it was.

        Raises DeskError (``recording.changed``), PayloadError where the disk fails.
        """
        self._file.read_into(offset, buffer)

    def check_unchanged(self) -> None:
        """Refuse a file that somebody is still writing. Raises DeskError (``recording.…``)."""
        self._file.check_unchanged()

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        self._file.close()


def _check_kind(file: SteadyFile) -> None:
    if not file.size:
        raise DeskError("recording.empty", file=file.name)
    head = bytearray(min(HEAD, file.size))
    file.read_into(0, memoryview(head))
    if recognize(bytes(head)) is None:
        raise DeskError("recording.not_a_film", file=file.name)
