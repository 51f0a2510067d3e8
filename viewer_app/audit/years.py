"""One trail a year: how the trail of one year follows from that of the year before.

The last event of a trail, ``trail.continued``, names the first key of the next. The first event of
the next names the last checkpoint of the one before. Both are signed, so trust flows forward and
neither trail can be put away unnoticed while the other is there.
"""

import re
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from viewer_app.audit.body import read_body
from viewer_app.audit.database import DATABASE_ERRORS, connect_reader
from viewer_app.audit.errors import AuditError
from viewer_app.audit.faults import unavailable
from viewer_app.audit.keys import TRAIL_CONTINUED, named_key
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.store import Store
from viewer_app.session.ports import AuditUnavailable


def year_of(origin: str) -> int:
    """The year an origin ends with (``<domain>/<municipality>/<station>/<year>``), or 0.

    A station that was restored has ``<year>.2`` there, and after the next time ``<year>.3``.
    """
    found = _YEAR.search(origin)
    return int(found["year"]) if found else 0


def origin_in(origin: str, year: int) -> str:
    """The origin of the same station's trail in another year."""
    found = _YEAR.search(origin)
    return f"{origin.rpartition('/')[0]}/{year:04}{(found and found['life']) or ''}"


def origin_after_restore(origin: str, year: int) -> str:
    """The origin of a trail that follows a restored one, with the next number in every year.

    What the old machine still wrote after the backup, in whichever year, has another number.
    """
    found = _YEAR.search(origin)
    life = int(((found and found["life"]) or ".1")[1:])
    return f"{origin.rpartition('/')[0]}/{year:04}.{life + 1}"


def next_key(path: Path) -> VerifierKey | None:
    """The first key of the trail that follows ``path``, as its last event says; None if in use.

    To be believed as far as ``path`` itself is. Raises TrailError, NoteError.
    """
    with TrailReader(path) as reader:
        entry = read_body(reader.row(reader.size() - 1).body)
    return named_key(entry.details) if entry.action == TRAIL_CONTINUED else None


def check_link(before: Path, path: Path) -> None:
    """Refuse a trail that is not the one that ``before`` names, or that does not name ``before``.

    Raises AuditUnavailable: ``trail.link_broken``, or what is wrong with either file.
    """
    try:
        with TrailReader(before) as reader, TrailReader(path) as later:
            started = read_body(later.row(0).body)
            checkpoint = reader.checkpoint(reader.size())
        linked = next_key(before) == named_key(started.details)
    except AuditError as error:
        raise AuditUnavailable(error.code, **error.facts) from error
    if not linked or started.details.get("previous") != checkpoint:
        raise AuditUnavailable("trail.link_broken", file=path.name)


_YEAR: Final = re.compile(r"(?:^|/)(?P<year>[0-9]{4})(?P<life>\.[1-9][0-9]{0,5})?\Z")


@dataclass
class EarlierTrail:
    """The trail of an earlier year, which nobody writes to any more."""

    path: Path
    _counted: dict[tuple[str, str], int] = field(default_factory=dict)

    def count(self, action: str, object_: str) -> int:
        """How many ``ok`` events with this action and object it holds. Raises AuditUnavailable."""
        known = self._counted.get((action, object_))
        if known is None:
            known = self._counted[action, object_] = self._count(action, object_)
        return known

    def _count(self, action: str, object_: str) -> int:
        try:
            with closing(connect_reader(self.path)) as connection:
                rows = list(Store(connection).about(action, object_))
            entries = [read_body(row.body) for row in rows]
        except AuditError as error:
            raise AuditUnavailable(error.code, **{"file": self.path.name, **error.facts}) from error
        except DATABASE_ERRORS as error:
            raise unavailable(error, self.path.name) from error
        return sum(entry.did(action, object_) for entry in entries)
