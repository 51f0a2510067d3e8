"""Reading a trail for people: sessions found and shown page by page, and the events of each.

Pages are taken by the positions of their events, never by counting rows off, so that the last page
costs what the first one does, whatever the size of the trail.

Works beside the writer and on read-only media. Shows what the trail says; whether that can be
believed is for ``viewer_app.audit.verify``.
"""

from array import array
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from viewer_app.audit.body import Entry, commit_private, read_body, read_time
from viewer_app.audit.checkpoint import checkpoint_text
from viewer_app.audit.database import Connection, connect_reader
from viewer_app.audit.errors import EventError, TrailError
from viewer_app.audit.keys import signing_key
from viewer_app.audit.merkle import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    verify_inclusion,
)
from viewer_app.audit.note import VerifierKey, write_note
from viewer_app.audit.proving import reading
from viewer_app.audit.search import TIMES_SQL, Search, case_sql, search_sql
from viewer_app.audit.store import Row, Store
from viewer_app.held import Closable

_STRIDE = 20_000
"""Events looked through at once for those of the station itself, which no index holds."""


@dataclass(frozen=True)
class SessionSummary:
    """One session in a list: who, when, about which approval, and how it ended."""

    session: str
    seq: int
    supervisor: str
    opened: datetime
    closed: datetime | None
    object: str
    """What the closing event is about: ``approval:…``, or the station if none was chosen."""
    events: int
    """How many events the session has so far."""
    end: str
    """``completed``, ``refused``, ``aborted``, ``interrupted``, or "" while it is open."""
    reason: str


@dataclass(frozen=True)
class ReadEvent:
    """An event with those of its personal values that still exist and fit their commitments."""

    entry: Entry
    private: Mapping[str, str]


@dataclass(frozen=True)
class Inclusion:
    """That one event is in the log of ``size`` events: RFC 6962, section 2.1.1."""

    seq: int
    size: int
    leaf: bytes
    root: bytes
    path: Sequence[bytes]
    holds: bool
    """Whether the path leads from the leaf to the root, and the root is signed by the station."""


class SessionTimes(NamedTuple):
    """When a session was and how it ended, for counting."""

    opened: datetime
    closed: datetime | None
    end: str
    """As in SessionSummary."""


class TrailReader(Closable):
    """A trail opened for reading. Use in one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Open ``path``. Raises TrailError: missing, foreign, newer, unreadable."""
        self.path = path
        self._connection: Connection = connect_reader(path)
        self._store = Store(self._connection)

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        self._connection.close()

    # --- for people ----------------------------------------------------------------------------

    def sessions(self, limit: int = 50, before: int | None = None) -> list[SessionSummary]:
        """The latest sessions first; for the next page ``before`` is the ``seq`` of the last."""
        with self._reading():
            opened = self._store.rows(
                "action = 'session.opened' AND seq < ? ORDER BY seq DESC LIMIT ?",
                (self._store.size() if before is None else before, limit),
            )
            return [self._summary(row) for row in list(opened)]

    def find(self, search: Search | None = None) -> Sequence[int]:
        """Where the sessions that fit begin, latest first: positions for ``sessions_at``."""
        wanted = search or Search()
        with self._reading():
            if not wanted.case:
                return self._positions(*search_sql(wanted))
            found: set[int] = set()
            for code in self._codes_of_case(wanted.case):
                found.update(self._positions(*search_sql(wanted, session=code)))
            return array("q", sorted(found, reverse=True))

    def sessions_at(self, positions: Sequence[int]) -> list[SessionSummary]:
        """The sessions that begin at these positions, in their order. See ``find``."""
        with self._reading():
            rows = [self._store.row(seq) for seq in positions]
            return [self._summary(row) for row in rows if row is not None]

    def session(self, code: str) -> SessionSummary | None:
        """The session with this code, or None."""
        with self._reading():
            found = self._positions(*search_sql(Search(), session=code))
        return next(iter(self.sessions_at(found)), None)

    def session_times(self) -> list[SessionTimes]:
        """When each session was, and how it ended, oldest first."""
        with self._reading():
            found = {seq: rest for seq, *rest in self._connection.execute(TIMES_SQL)}
            return [
                SessionTimes(_moment(opened), _moment(closed) if closed else None, end or "")
                for opened, closed, end in found.values()
            ]

    def station_events(self, before: int | None = None, limit: int = 50) -> list[ReadEvent]:
        """The latest events of the station itself, of no session, latest first.

        ``before``: only those with a lower position. Fewer than ``limit``: there are no more.
        """
        where = "session = '' AND seq >= ? AND seq < ? ORDER BY seq DESC LIMIT ?"
        found: list[Row] = []
        with self._reading():
            end = self._store.size() if before is None else before
            while end > 0 and len(found) < limit:
                first = max(end - _STRIDE, 0)
                found += self._store.rows(where, (first, end, limit - len(found)))
                end = first
            return [self._event(row) for row in found]

    def events(self, session: str) -> list[ReadEvent]:
        """Every event of one session, in order; with "" the events of the station itself."""
        where = "session = ? AND session <> ''" if session else "session = ?"
        with self._reading():
            rows = list(self._store.rows(f"{where} ORDER BY seq", (session,)))
            return [self._event(row) for row in rows]

    def no_show(self, approval: str) -> ReadEvent | None:
        """That nobody came for the approval with this id, or None."""
        action, object_ = "appointment.no_show", f"approval:{approval}"
        with self._reading():
            found = map(self._event, list(self._store.about(action, object_)))
            return next((event for event in found if event.entry.did(action, object_)), None)

    def page(self, limit: int = 200, before: int | None = None) -> list[ReadEvent]:
        """The latest events of any kind, latest first, up to ``before`` (a ``seq``)."""
        with self._reading():
            top = self._store.size() if before is None else before
            rows = list(self._store.rows("seq < ? ORDER BY seq DESC LIMIT ?", (top, limit)))
            return [self._event(row) for row in rows]

    # --- for machines --------------------------------------------------------------------------

    def size(self) -> int:
        """How many events the trail holds now."""
        with self._reading():
            return self._store.size()

    def row(self, seq: int) -> Row:
        """One row as stored. Raises TrailError (``trail.damaged``) where there is none."""
        with self._reading():
            row = self._store.row(seq)
        if row is None:
            raise TrailError("trail.damaged", file=self.path.name)
        return row

    def rows(self, first: int, end: int) -> list[Row]:
        """The rows ``first <= seq < end``, as stored."""
        with self._reading():
            return list(self._store.rows("seq >= ? AND seq < ? ORDER BY seq", (first, end)))

    def signing_key(self, seq: int) -> VerifierKey:
        """The key that signs event ``seq`` by what the trail itself says: trust it no further."""
        with self._reading():
            return signing_key(self._store, seq)

    def checkpoint(self, size: int) -> str:
        """The signed checkpoint note of the first ``size`` events (``1 <= size``)."""
        row = self.row(size - 1)
        with self._reading():
            key = signing_key(self._store, size - 1)
            root = self._store.frontier(size).root()
        return write_note(checkpoint_text(key.name, size, root), key, row.signature)

    def root(self, size: int) -> bytes:
        """The root over the first ``size`` events, by the stored tiles."""
        with self._reading():
            return self._store.frontier(size).root()

    def prove_inclusion(self, seq: int, size: int) -> list[bytes]:
        """Hashes that show event ``seq`` to be in the log of ``size`` events."""
        with self._reading():
            return inclusion_proof(seq, size, self._store.subtree)

    def include(self, seq: int) -> Inclusion:
        """Prove that event ``seq`` is in the log as it stands now, and check the proof."""
        row = self.row(seq)
        with self._reading():
            size = self._store.size()
            last = self.row(size - 1)
            key = signing_key(self._store, size - 1)
            root = self._store.frontier(size).root()
            path = inclusion_proof(seq, size, self._store.subtree)
        leaf = leaf_hash(row.body.encode())
        text = checkpoint_text(key.name, size, root)
        holds = verify_inclusion(seq, size, leaf, path, root) and key.signed(text, last.signature)
        return Inclusion(seq, size, leaf, root, path, holds)

    def prove_consistency(self, old: int, new: int) -> list[bytes]:
        """Hashes that show the log of ``old`` events to be the beginning of that of ``new``."""
        with self._reading():
            return consistency_proof(old, new, self._store.subtree)

    # --- inside --------------------------------------------------------------------------------

    def _positions(self, sql: str, parameters: Sequence[object]) -> Sequence[int]:
        return array("q", (seq for (seq,) in self._connection.execute(sql, parameters)))

    def _codes_of_case(self, case: str) -> set[str]:
        """Codes of the sessions about a case, by the values that were kept and still fit."""
        sql, parameters = case_sql(case)
        rows = [self._store.row(seq) for (seq,) in self._connection.execute(sql, parameters)]
        fitting = (self._event(row) for row in rows if row is not None)
        return {event.entry.session for event in fitting if "case" in event.private}

    def _closing(self, session: str) -> Entry | None:
        where = "action = 'session.closed' AND session = ?"
        last = next(self._store.rows(where, (session,)), None)
        return None if last is None else read_body(last.body)

    def _summary(self, row: Row) -> SessionSummary:
        opened = read_body(row.body)
        closed = self._closing(row.session)
        return SessionSummary(
            session=opened.session,
            seq=row.seq,
            supervisor=opened.actor,
            opened=opened.time,
            closed=closed.time if closed else None,
            object=closed.object if closed else "",
            events=self._store.count("session = ? AND session <> ''", (row.session,)),
            end=str(closed.details.get("end", "")) if closed else "",
            reason=str(closed.details.get("reason", "")) if closed else "",
        )

    def _event(self, row: Row) -> ReadEvent:
        entry = read_body(row.body)
        private = {
            name: kept.value
            for name, kept in self._store.private(row.seq).items()
            if entry.commitments.get(name) == commit_private(name, kept.value, kept.salt)
        }
        return ReadEvent(entry, private)

    def _reading(self) -> AbstractContextManager[None]:
        return reading(self.path.name)


def _moment(text: object) -> datetime:
    """A time out of a body that SQLite read. Raises EventError."""
    try:
        return read_time(str(text))
    except ValueError:
        raise EventError("trail.event_invalid", reason="shape") from None
