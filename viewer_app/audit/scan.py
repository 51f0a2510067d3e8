"""One pass over a part of the trail: hashes, fields, sessions, clocks.

Parts can be scanned in several processes; ``viewer_app.audit.verify`` joins what they found. The
loop runs once for every event of a year, so it is written for speed: a pattern reads the fields out
of the canonical spelling, and only a body that does not fit it is parsed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from viewer_app.audit import canonical
from viewer_app.audit.body import milliseconds, read_body
from viewer_app.audit.clock import TOLERANCE_MS
from viewer_app.audit.database import DATABASE_ERRORS, connect_reader
from viewer_app.audit.errors import EventError
from viewer_app.audit.grammar import REPEATABLE, Step, letter
from viewer_app.audit.keys import KEY_ROTATED
from viewer_app.audit.merkle import leaf_hash, tree_hash
from viewer_app.audit.report import Finding
from viewer_app.audit.schema import topic
from viewer_app.audit.store import TILE_WIDTH, Row, Store

CHUNK: Final = 256 * TILE_WIDTH
"""Events scanned as one part."""
_BATCH: Final = 16 * TILE_WIDTH
"""Events read at once: short reads, so that the writer's log can be folded in meanwhile."""

# Sound on canonical text: a quote inside a string is escaped, so `},"id":"` can only stand where
# the details end, and strings that hold an escape are left to the parser.
_HEAD = re.compile(r'\{"action":"([^"\\]*)","actor":\{[^{}\\]*\},"boot":"([^"\\]*)","details":\{')
_BORDER = '},"id":"'
_TAIL = re.compile(
    r'\},"id":"[^"\\]*","log":"([^"\\]*)","mono":(\d{1,16}),"object":"([^"\\]*)",'
    r'"outcome":"([^"\\]*)",(?:"private":\{[^{}\\]*\},)?"seq":(\d{1,16}),"session":"([^"\\]*)",'
    r'"source":"[^"\\]*","time":"(\d{4}-\d\d-\d\dT\d\d:\d\d):(\d\d)\.(\d{3})Z","v":1\}'
)


class Fields(NamedTuple):
    """What verifying needs of a body."""

    action: str
    boot: str
    log: str
    mono: int
    object: str
    outcome: str
    seq: int
    session: str
    time_ms: int


class Moment(NamedTuple):
    """The clocks of one event."""

    seq: int
    time_ms: int
    mono: int
    boot: str
    action: str


@dataclass
class Part:
    """What one part of the trail holds. ``end`` is exclusive."""

    first: int
    end: int
    blocks: list[bytes] = field(default_factory=list)
    """Hash of every whole tile's worth of events."""
    leaves: list[bytes] = field(default_factory=list)
    """Leaf hashes after the last whole block."""
    rotations: list[Row] = field(default_factory=list)
    """Every event that names a new key."""
    sessions: dict[str, list[Step]] = field(default_factory=dict)
    integrity: list[Finding] = field(default_factory=list)
    clock: list[Finding] = field(default_factory=list)
    opening: Moment | None = None
    closing: Moment | None = None
    dense: bool = True
    """Whether the events follow each other without a gap; without that the tree means nothing."""


def scan(path: Path, origin: str, first: int, end: int, thorough: bool) -> Part:
    """Scan the events ``first <= seq < end``; ``first`` is a multiple of CHUNK.

    ``thorough`` also checks that every body is in its one canonical spelling.
    """
    part = Part(first, end)
    connection = connect_reader(path)
    try:
        scanner = _Scanner(part, origin, thorough)
        store = Store(connection)
        for start in range(first, end, _BATCH):
            stop = min(start + _BATCH, end)
            try:
                scanner.take(list(store.rows(_RANGE, (start, stop))))
            except DATABASE_ERRORS:
                seq = _unreadable(store, start, stop)
                part.integrity.append(Finding("verify.unreadable", seq))
                part.dense = False
                return part
        scanner.finish()
    finally:
        connection.close()
    return part


_RANGE: Final = "seq >= ? AND seq < ? ORDER BY seq"


def _unreadable(store: Store, start: int, stop: int) -> int:
    """The first event of these that cannot be read."""
    for seq in range(start, stop):
        try:
            store.row(seq)
        except DATABASE_ERRORS:
            return seq
    return start


class _Scanner:
    def __init__(self, part: Part, origin: str, thorough: bool) -> None:
        self._part = part
        self._origin = origin
        self._thorough = thorough
        self._expected = part.first
        self._minute = ("", 0)
        self._topics: dict[tuple[str, str], int] = {}

    def take(self, rows: Iterable[Row]) -> None:
        """Look at rows that follow those taken before."""
        part = self._part
        leaves = part.leaves
        for row in rows:
            if row.seq != self._expected:
                part.integrity.append(Finding("verify.gap", self._expected))
                part.dense = False
            self._expected = row.seq + 1
            leaves.append(leaf_hash(row.body.encode()))
            fields = self._fields(row)
            if fields is not None:
                self._compare(row, fields)
                self._follow(row, fields)
                if fields.action == KEY_ROTATED:
                    part.rotations.append(row)
            if len(leaves) == TILE_WIDTH:
                part.blocks.append(tree_hash(leaves))
                leaves.clear()

    def finish(self) -> None:
        """After the last row: was that all?"""
        if self._expected != self._part.end:
            self._part.integrity.append(Finding("verify.gap", self._expected))
            self._part.dense = False

    def _fields(self, row: Row) -> Fields | None:
        body = row.body
        head = _HEAD.match(body)
        tail = _TAIL.fullmatch(body, max(body.rfind(_BORDER), 0))
        try:
            if self._thorough:
                canonical.decode(body)
            if head is None or tail is None:
                return _parsed(body)
            log, mono, object_, outcome, seq, session, minute, second, millisecond = tail.groups()
            if minute != self._minute[0]:
                start = datetime.fromisoformat(minute).replace(tzinfo=UTC)
                self._minute = (minute, milliseconds(start))
            time_ms = self._minute[1] + int(second) * 1000 + int(millisecond)
        except (EventError, ValueError):
            self._part.integrity.append(Finding("verify.body", row.seq))
            return None
        return Fields(
            head[1], head[2], log, int(mono), object_, outcome, int(seq), session, time_ms
        )

    def _compare(self, row: Row, fields: Fields) -> None:
        """Position and columns must be what the signed body says."""
        if fields.seq != row.seq or fields.log != self._origin:
            self._part.integrity.append(Finding("verify.place", row.seq, {"says": fields.seq}))
        if (
            row.action != fields.action
            or row.session != fields.session
            or row.topic != self._topic(fields.action, fields.object)
        ):
            self._part.integrity.append(Finding("verify.column", row.seq))

    def _topic(self, action: str, object_: str) -> int:
        known = self._topics.get((action, object_))
        if known is None:
            if len(self._topics) >= CHUNK:
                self._topics.clear()
            known = self._topics[action, object_] = topic(action, object_)
        return known

    def _follow(self, row: Row, fields: Fields) -> None:
        """Keep the session's step, and compare the clocks with those of the event before."""
        if fields.session:
            step = letter(fields.action, fields.outcome)
            history = self._part.sessions.setdefault(fields.session, [])
            if not history or step not in REPEATABLE or history[-1][1] != step:
                history.append((row.seq, step))
        now = Moment(row.seq, fields.time_ms, fields.mono, fields.boot, fields.action)
        before = self._part.closing
        if before is None:
            self._part.opening = now
        else:
            self._part.clock.extend(compare_clocks(before, now))
        self._part.closing = now


def compare_clocks(before: Moment, after: Moment) -> list[Finding]:
    """What two events in a row say about the clock, if anything (as in ``audit.clock``)."""
    wall = after.time_ms - before.time_ms
    if after.action == "clock.step":
        return [Finding("verify.clock_step", after.seq, {"seconds": round(wall / 1000)})]
    if before.boot == after.boot:
        wrong = abs(wall - (after.mono - before.mono)) > TOLERANCE_MS
    else:
        wrong = wall < 0
    return [Finding("verify.clock_hidden", after.seq)] if wrong else []


def _parsed(body: str) -> Fields:
    entry = read_body(body)
    return Fields(
        entry.action,
        entry.boot,
        entry.log,
        entry.mono,
        entry.object,
        entry.outcome,
        entry.seq,
        entry.session,
        milliseconds(entry.time),
    )
