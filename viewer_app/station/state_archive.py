"""A station's state as a tar archive (POSIX.1-2001, pax): what is in it, and how it is written.

The last member is ``manifest.json``: the format, the station, when, and the size and SHA-256 of
every other member. Films are not in it, sealed or not (docs/decisions/0027), nor is any key: those
are in the keyring.
"""

import errno
import hashlib
import json
import os
import stat
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from viewer_app.errors import system_reason
from viewer_app.evidence.approval import is_station_id
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.set_aside import shown_name

FORMAT: Final = "inzage-backup/1"
MANIFEST: Final = "manifest.json"
FILES: Final = ("station.toml", "policy.toml", "anchors.toml", "sources.toml")
DIRECTORIES: Final = ("people", "audit", "restored")
"""What a state directory has that is worth keeping; the rest is on its way, or a sealed film."""

_TRAIL: Final = "trail*.sqlite"
_NOT_KEPT: Final = ("-wal", "-shm", ".lock", ".reserve", ".new")
"""What lies beside a trail: its copy is whole without."""
_LONGEST: Final = 200
"""Bytes of a name."""
_BLOCK: Final = 256 * 1024
_MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"


class Member(NamedTuple):
    """A file of the state directory, under its name there, with ``/`` between the parts."""

    name: str
    path: Path

    @property
    def is_trail(self) -> bool:
        """Whether it is an audit trail, of which only a snapshot is a copy."""
        return self.path.parent.name == "audit" and self.path.match(_TRAIL)


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself."""

    station: str
    made_at: datetime
    """UTC, whole seconds."""
    files: Mapping[str, tuple[int, str]]
    """Bytes and hexadecimal SHA-256 of every member but the manifest."""

    def encode(self) -> bytes:
        """The manifest as it stands in the archive."""
        files = {name: {"size": size, "sha256": sha} for name, (size, sha) in self.files.items()}
        values = {
            "format": FORMAT,
            "station": self.station,
            "made_at": self.made_at.strftime(_MOMENT),
            "files": files,
        }
        return json.dumps(values, indent=1, sort_keys=True).encode("ascii")

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """The same, read back. Raises ValueError, TypeError, LookupError, AttributeError."""
        values: dict[str, Any] = json.loads(data)
        if values["format"] != FORMAT or not is_station_id(values["station"]):
            raise ValueError("no manifest of this format")
        made_at = datetime.strptime(values["made_at"], _MOMENT).replace(tzinfo=UTC)
        files = {name: (file["size"], file["sha256"]) for name, file in values["files"].items()}
        return cls(values["station"], made_at, files)


def find_members(home: Home) -> list[Member]:
    """Every file of the state that is kept, by name; links and devices are no files of ours.

    Raises OSError, StationError (``backup.name``).
    """
    found = [Member(name, home.path / name) for name in FILES if _is_file(home.path / name)]
    for name in DIRECTORIES:
        if (home.path / name).is_dir():
            found += _walk(home.path / name, name)
    return found


class StateArchive:
    """The archive, made while it is read (``viewer_app.evidence.age.PlainSource``)."""

    def __init__(self, members: list[Member], station: str, made_at: datetime) -> None:
        self._station = station
        self._made_at = made_at.replace(microsecond=0)
        self._blocks = self._write(members)
        self._rest = memoryview(b"")

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill the buffer or a part of it; returns the bytes read, 0 at the end.

        Raises StationError (``backup.unreadable``) for a file that is gone, changed or unreadable.
        """
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = memoryview(block)
        part = self._rest[: len(buffer)]
        buffer[: len(part)] = part
        self._rest = self._rest[len(part) :]
        return len(part)

    def _write(self, members: list[Member]) -> Iterator[bytes]:
        files: dict[str, tuple[int, str]] = {}
        for member in members:
            try:
                yield from self._write_file(member, files)
            except OSError as error:
                reason = system_reason(error)
                file = member.path.name
                raise StationError("backup.unreadable", file=file, reason=reason) from None
        manifest = Manifest(self._station, self._made_at, files).encode()
        yield self._header(MANIFEST, len(manifest))
        yield manifest + _padding(len(manifest)) + bytes(2 * tarfile.BLOCKSIZE)

    def _write_file(self, member: Member, files: dict[str, tuple[int, str]]) -> Iterator[bytes]:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(member.path, flags), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            yield self._header(member.name, size)
            digest, left = hashlib.sha256(), size
            while left:
                block = file.read(min(_BLOCK, left))
                if not block:
                    raise OSError(errno.ENODATA, os.strerror(errno.ENODATA))  # cut off meanwhile
                digest.update(block)
                left -= len(block)
                yield block
        files[member.name] = (size, digest.hexdigest())
        yield _padding(size)

    def _header(self, name: str, size: int) -> bytes:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, 0o600, int(self._made_at.timestamp())
        return info.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape")


def is_kept_name(name: str) -> bool:
    """Whether a file or directory of this name can be in an archive: one that any system can make.

    Names that start with a dot are for what is in the making.
    """
    return (
        0 < len(name.encode("utf-8", "replace")) <= _LONGEST
        and not name.startswith(".")
        and name.isprintable()
        and not set(name) & set('/\\:*?"<>|')
    )


def _walk(directory: Path, name: str) -> Iterator[Member]:
    for path in sorted(directory.iterdir()):
        member = Member(f"{name}/{path.name}", path)
        if path.name.startswith(".") or path.name.endswith(_NOT_KEPT):
            continue
        if not is_kept_name(path.name):
            raise StationError("backup.name", file=shown_name(path.name))
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path, member.name)
        elif _is_file(path):
            yield member


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def _padding(size: int) -> bytes:
    return bytes(-size % tarfile.BLOCKSIZE)
