"""A place with packages, as fetching sees it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final, Protocol

SUFFIX: Final = ".inzage"
MOST: Final = 1000
"""Entries that are looked at in one place; with more, somebody has to tidy up there first."""
_LONGEST_NAME: Final = 120
"""Bytes, so that name, place and ``.part`` fit in the 255 of a file name."""


@dataclass(frozen=True)
class Offer:
    """One package that lies there."""

    name: str
    size: int
    """Bytes, as the place says."""
    mark: str
    """Changes when the package does: the ETag of a server, the date of change of a file."""


@dataclass(frozen=True)
class Pieces:
    """What the place sends of a package, from some byte on."""

    start: int
    """The byte that the first piece begins with: 0 where the place starts anew."""
    size: int
    """Bytes of the whole package."""
    data: Iterator[bytes]


class Place(Protocol):
    """Lists and reads, and changes nothing there."""

    @property
    def name(self) -> str: ...

    @property
    def where(self) -> str: ...

    def offers(self) -> list[Offer]:
        """The packages there now. Raises SourceError, OSError."""
        ...

    def read(self, offer: Offer, start: int) -> AbstractContextManager[Pieces]:
        """The package from byte ``start`` on, if it is still the one offered.

        Raises SourceError (``source.changed`` where it is another by now), OSError.
        """
        ...


def is_package_name(name: str) -> bool:
    """Whether a place's name can be that of a file in the inbox, and of a package."""
    return (
        name.lower().endswith(SUFFIX)
        and not name.startswith(".")
        and name.isprintable()
        and not set(name) & set('/\\:*?"<>|')
        and len(name.encode()) <= _LONGEST_NAME
    )
