"""What was fetched from a place: a file that outlives the program, without names of packages."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from viewer_app.files import write_over
from viewer_app.station.sources.place import Offer

_MOST_KEPT: Final = 20_000


@dataclass(frozen=True)
class Begun:
    """A package of which a part lies in the inbox."""

    size: int
    mark: str
    safe: int = 0
    """Bytes of the part that are on the disk for certain."""


@dataclass(frozen=True)
class Fetched:
    """A package that was whole."""

    size: int
    mark: str
    sha256: str


@dataclass
class Record:
    """Begun and fetched packages, by ``key_of`` their names."""

    path: Path
    begun: dict[str, Begun] = field(default_factory=dict)
    fetched: dict[str, Fetched] = field(default_factory=dict)

    def has(self, offer: Offer) -> bool:
        """Whether this one was fetched, as it is offered now."""
        known = self.fetched.get(key_of(offer.name))
        return known is not None and (known.size, known.mark) == (offer.size, offer.mark)

    def knows(self, sha256: str) -> bool:
        """Whether the same bytes were fetched under whatever name."""
        return any(each.sha256 == sha256 for each in self.fetched.values())

    def save(self) -> None:
        """Keep it. Raises OSError."""
        for key in list(self.fetched)[:-_MOST_KEPT]:
            del self.fetched[key]
        values = {
            "begun": {key: vars(each) for key, each in self.begun.items()},
            "fetched": {key: vars(each) for key, each in self.fetched.items()},
        }
        write_over(self.path, json.dumps(values, indent=1).encode())


def key_of(name: str) -> str:
    """What a package is called in the record and while it is on its way: names may be people's."""
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def read_record(path: Path) -> Record:
    """What is kept. Where the file is missing or not whole, everything is fetched again."""
    try:
        values: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
        begun = {key: Begun(**each) for key, each in values["begun"].items()}
        fetched = {key: Fetched(**each) for key, each in values["fetched"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Record(path)
    return Record(path, begun, fetched)
