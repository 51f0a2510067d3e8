"""A folder, usually on a network share that the system has mounted."""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from viewer_app.errors import system_reason
from viewer_app.station.sources.errors import SourceError
from viewer_app.station.sources.place import MOST, Offer, Pieces, is_package_name

_PIECE: Final = 1 << 20
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
"""A pipe put there under a package's name is not waited for, and a link not followed."""


@dataclass(frozen=True)
class FolderSource:
    """Its packages are the plain files in it; what lies in folders of its own is not looked at."""

    name: str
    path: Path

    @property
    def where(self) -> str:
        """Its path."""
        return str(self.path)

    def offers(self) -> list[Offer]:
        """The packages in the folder (``Place.offers``)."""
        found = []
        try:
            if not self.path.is_dir():
                raise SourceError("source.folder_missing", place=self.name)
            with os.scandir(self.path) as entries:
                for count, entry in enumerate(entries):
                    if count >= MOST:
                        raise SourceError("source.too_many", place=self.name, most=MOST)
                    if is_package_name(entry.name) and entry.is_file(follow_symlinks=False):
                        status = entry.stat(follow_symlinks=False)
                        if not 0 <= time.time() - status.st_mtime < SETTLED_S:
                            found.append(_offer(entry.name, status))
        except OSError as error:
            raise self._failed(error) from None
        return found

    @contextmanager
    def read(self, offer: Offer, start: int) -> Iterator[Pieces]:
        """The file from byte ``start`` on (``Place.read``)."""
        flags = os.O_RDONLY | _NO_WAIT | getattr(os, "O_BINARY", 0)
        try:
            with os.fdopen(os.open(self.path / offer.name, flags), "rb") as file:
                self._check(offer, file)
                file.seek(start)
                yield Pieces(start, offer.size, iter(lambda: file.read(_PIECE), b""))
                self._check(offer, file)
        except FileNotFoundError:
            raise SourceError("source.not_there", place=self.name, file=offer.name) from None
        except OSError as error:
            raise self._failed(error) from None

    def _failed(self, error: OSError) -> SourceError:
        return SourceError("source.unreachable", place=self.name, reason=system_reason(error))

    def _check(self, offer: Offer, file: BinaryIO) -> None:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or _offer(offer.name, status) != offer:
            raise SourceError("source.changed", place=self.name, file=offer.name)


SETTLED_S: Final = 30
"""A file that changed so lately may still be being copied there."""


def _offer(name: str, status: os.stat_result) -> Offer:
    # Not the number of the file: some shares give another one with each mount.
    return Offer(name, status.st_size, str(status.st_mtime_ns))
