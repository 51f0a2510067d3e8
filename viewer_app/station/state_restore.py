"""Reading a state archive back: nothing gets out of its directory, and nothing counts unchecked."""

import hashlib
import io
import os
import tarfile
from pathlib import Path
from typing import IO, Final

from viewer_app.evidence.age import AgeReader
from viewer_app.files import new_file, sync_directory
from viewer_app.station.errors import StationError
from viewer_app.station.state_archive import DIRECTORIES, FILES, MANIFEST, Manifest, is_kept_name

_BLOCK: Final = 1024 * 1024
_DEEPEST: Final = 32
_MANIFEST_LIMIT: Final = 16 * 1024 * 1024
_WRONG: Final = (
    *(tarfile.TarError, ValueError, LookupError, TypeError, AttributeError),
    *(EOFError, OverflowError, RecursionError),
)
"""What reading an archive or a manifest that somebody made up may raise."""


def unpack(reader: AgeReader, directory: Path) -> Manifest:
    """Write every member below the empty ``directory``, and compare each with the manifest.

    On return all of it is on the disk. Whoever can write a file can encrypt one, so nothing in the
    archive is believed: names and kinds are those a backup has, and no other. Raises StationError
    (``restore.damaged``), PayloadError, OSError; what is in the directory is then worth nothing.
    """
    try:
        return _unpack(reader, directory)
    except (FileExistsError, NotADirectoryError):  # one name for two, or for a file and a directory
        raise StationError("restore.damaged") from None
    except _WRONG:
        raise StationError("restore.damaged") from None


def _unpack(reader: AgeReader, directory: Path) -> Manifest:
    found: dict[str, tuple[int, str]] = {}
    manifest: Manifest | None = None
    with tarfile.open(fileobj=_Plaintext(reader), mode="r|", bufsize=_BLOCK) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if manifest is not None or not _is_plain(member) or content is None:
                raise ValueError("not a member of a backup")
            if member.name == MANIFEST:
                if member.size > _MANIFEST_LIMIT:
                    raise ValueError("too long")
                manifest = Manifest.decode(content.read())
            else:
                path = directory.joinpath(*_parts(member.name))
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                found[member.name] = _write(content, path)
    if manifest is None or manifest.files != found:
        raise ValueError("not what the manifest says")
    for place, _, _ in os.walk(directory):
        sync_directory(Path(place))
    return manifest


def _is_plain(member: tarfile.TarInfo) -> bool:
    return member.type == tarfile.REGTYPE and member.sparse is None


def _parts(name: str) -> list[str]:
    """The parts of a name that a backup can hold. Raises ValueError for any other."""
    parts = name.split("/")
    known = name in FILES if len(parts) == 1 else parts[0] in DIRECTORIES
    if not known or len(parts) > _DEEPEST or not all(map(is_kept_name, parts)):
        raise ValueError("not a name in a backup")
    return parts


def _write(content: IO[bytes], path: Path) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with new_file(path) as file:
        while block := content.read(_BLOCK):
            digest.update(block)
            size += len(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


class _Plaintext(io.RawIOBase):
    """An age file's plaintext from beginning to end."""

    def __init__(self, reader: AgeReader) -> None:
        self._reader = reader
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        with memoryview(buffer).cast("B") as place:
            done = self._reader.read_into(self._at, place)
        self._at += done
        return done
