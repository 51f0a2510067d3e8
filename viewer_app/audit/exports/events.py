"""Events in order out of a trail that may be growing, and sessions put together from them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from viewer_app.audit import canonical
from viewer_app.audit.body import Entry, read_body
from viewer_app.audit.errors import EventError, TrailError
from viewer_app.audit.merkle import leaf_hash
from viewer_app.audit.period import EVER, Period
from viewer_app.audit.reader import TrailReader

_BATCH: Final = 1024


class Leaf(NamedTuple):
    """One event with its RFC 6962 leaf hash, by which a copy can be checked against the trail."""

    entry: Entry
    hash: bytes


@dataclass
class WholeSession:
    """The events of one closed session, in order."""

    leaves: list[Leaf] = field(default_factory=list)
    version: str = ""
    """The program's version by the last ``station.started`` before the session."""

    @property
    def opened(self) -> Entry:
        """The event that opened it."""
        return self.leaves[0].entry

    @property
    def closed(self) -> Entry:
        """The event that closed it."""
        return self.leaves[-1].entry

    @property
    def approval(self) -> str:
        """``approval:…``, what the session was about, or "" if none was chosen."""
        objects = (leaf.entry.object for leaf in self.leaves)
        return next((name for name in objects if name.startswith("approval:")), "")


def read_events(reader: TrailReader, size: int, period: Period = EVER) -> Iterator[Leaf]:
    """The first ``size`` events, in order, as far as their own time lies in ``period``.

    Raises TrailError.
    """
    for leaf in _read_all(reader, size):
        if period.holds(leaf.entry.time):
            yield leaf


def read_sessions(reader: TrailReader, size: int, period: Period = EVER) -> Iterator[WholeSession]:
    """The closed sessions that were opened in ``period``, by when they were closed.

    A session under way is left out: once it is closed it would be told differently, and what was
    sent elsewhere would stand there twice. Raises TrailError.
    """
    return join_sessions(_read_all(reader, size), period)


def join_sessions(leaves: Iterable[Leaf], period: Period = EVER) -> Iterator[WholeSession]:
    """As ``read_sessions``, from events in order."""
    under_way: dict[str, WholeSession] = {}
    version = ""
    for leaf in leaves:
        entry = leaf.entry
        if entry.action == "station.started":
            version = str(entry.details.get("version", ""))
        if entry.action == "session.opened" and period.holds(entry.time):
            under_way[entry.session] = WholeSession(version=version)
        session = under_way.get(entry.session)
        if session is None:
            continue
        session.leaves.append(leaf)
        if entry.action == "session.closed":
            yield under_way.pop(entry.session)


def _read_all(reader: TrailReader, size: int) -> Iterator[Leaf]:
    for start in range(0, size, _BATCH):
        for row in reader.rows(start, min(start + _BATCH, size)):
            try:
                if "\\u" in row.body:
                    # Canonical text escapes control characters alone; half a surrogate pair,
                    # put in by somebody, could be written into no file.
                    canonical.decode(row.body)
                yield Leaf(read_body(row.body), leaf_hash(row.body.encode()))
            except EventError as error:
                raise TrailError("trail.damaged", file=reader.path.name) from error
