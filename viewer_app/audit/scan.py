"""One pass over a part of the trail: hashes, fields, sessions, clocks.

Parts can be scanned in several processes; ``viewer_app.audit.verify`` joins what they found. This
runs for every event of a year, so it deals in plain tuples, and a pattern reads the fields out of
the canonical spelling: only a body that does not fit it is parsed.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from viewer_app.audit import canonical
from viewer_app.audit.body import milliseconds, read_body
from viewer_app.audit.clock import CLOCK_STEP, TOLERANCE_MS
from viewer_app.audit.database import DATABASE_ERRORS, Connection, connect_reader
from viewer_app.audit.errors import EventError
from viewer_app.audit.grammar import REPEATABLE, Step, letter
from viewer_app.audit.keys import KEY_ROTATED
from viewer_app.audit.merkle import leaf_hash, tree_hash
from viewer_app.audit.report import Finding
from viewer_app.audit.schema import topic
from viewer_app.audit.store import TILE_WIDTH

CHUNK: Final = 256 * TILE_WIDTH
"""Events scanned as one part."""
_BATCH: Final = 16 * TILE_WIDTH
"""Events read at once: short reads, so that the writer's log can be folded in meanwhile."""

_STRING = r'"([^"\\]*)"'
_UNREAD = r'"[^"\\]*"'
# Sound on canonical text: a quote inside a string is escaped there, so `},"id":"` stands last where
# the details end. Strings that hold an escape do not fit and are left to the parser.
_PATTERN = (
    rf'\{{"action":{_STRING},"actor":\{{"id":{_UNREAD},"role":{_UNREAD}\}},"boot":{_STRING},'
    rf'"details":\{{.*\}},"id":{_UNREAD},"log":"%s","mono":(\d{{1,16}}),"object":{_STRING},'
    rf'"outcome":{_STRING},(?:"private":\{{[^{{}}\\]*\}},)?"seq":(\d{{1,16}}),'
    rf'"session":{_STRING},"source":{_UNREAD},'
    r'"time":"(\d{4}-\d\d-\d\dT\d\d:\d\d):(\d\d)\.(\d{3})Z","v":1\}'
)


Moment = tuple[int, int, int, str, str]
"""The clocks of one event: its position, wall time in ms since 1970, ``mono``, boot and action."""


@dataclass
class Part:
    """What one part of the trail holds. ``end`` is exclusive."""

    first: int
    end: int
    blocks: list[bytes] = field(default_factory=list)
    """Hash of every whole tile's worth of events."""
    leaves: list[bytes] = field(default_factory=list)
    """Leaf hashes after the last whole block."""
    rotations: list[int] = field(default_factory=list)
    """Every event that names a new key, by position."""
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
        for start in range(first, end, _BATCH):
            stop = min(start + _BATCH, end)
            try:
                rows = connection.execute(_READ, (start, stop)).fetchall()
            except DATABASE_ERRORS:
                seq = _unreadable(connection, start, stop)
                part.integrity.append(Finding("verify.unreadable", seq))
                part.dense = False
                return part
            scanner.take(rows)
        scanner.finish()
    finally:
        connection.close()
    return part


_READ: Final = (
    "SELECT seq, body, action, session, topic FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq"
)


def _unreadable(connection: Connection, start: int, stop: int) -> int:
    """The first event of these that cannot be read."""
    for seq in range(start, stop):
        try:
            connection.execute(_READ, (seq, seq + 1)).fetchall()
        except DATABASE_ERRORS:
            return seq
    return start


class _Scanner:
    """Takes rows in order and fills a Part."""

    def __init__(self, part: Part, origin: str, thorough: bool) -> None:
        self._part = part
        self._origin = origin
        self._fits = re.compile(_PATTERN % re.escape(_escaped(origin)), re.DOTALL).fullmatch
        self._thorough = thorough
        self._expected = part.first
        self._minute = ("", 0)
        self._topics: dict[tuple[str, str], int] = {}

    def take(self, rows: list[tuple[int, str, str, str, int]]) -> None:
        """Look at rows that follow those taken before: seq, body, action, session, topic."""
        part = self._part
        leaves = part.leaves
        for seq, body, action, session, number in rows:
            if seq != self._expected:
                part.integrity.append(Finding("verify.gap", self._expected))
                part.dense = False
            self._expected = seq + 1
            leaves.append(leaf_hash(body.encode()))
            if len(leaves) == TILE_WIDTH:
                part.blocks.append(tree_hash(leaves))
                leaves.clear()
            fields = self._fields(seq, body)
            if fields is None:
                continue
            said, about, outcome, code, place, moment = fields
            if place != str(seq):
                part.integrity.append(Finding("verify.place", seq, {"says": place}))
            if said != action or code != session or number != self._topic(said, about):
                part.integrity.append(Finding("verify.column", seq))
            if said == KEY_ROTATED:
                part.rotations.append(seq)
            self._follow(code, letter(said, outcome), moment)

    def _fields(self, seq: int, body: str) -> tuple[str, str, str, str, str, Moment] | None:
        """What the body says: action, object, outcome, session, seq and clocks."""
        fitting = None if self._thorough else self._fits(body)
        if fitting is None:
            return self._parsed(seq, body)
        said, boot, mono, about, outcome, place, code, minute, second, rest = fitting.groups()
        if minute != self._minute[0]:
            try:
                self._minute = (minute, _minute_ms(minute))
            except ValueError:
                return self._parsed(seq, body)
        time_ms = self._minute[1] + int(second) * 1000 + int(rest)
        return said, about, outcome, code, place, (seq, time_ms, int(mono), boot, said)

    def _follow(self, session: str, step: str, moment: Moment) -> None:
        """Keep the session's step, and compare the clocks with those of the event before."""
        part = self._part
        if session:
            history = part.sessions.get(session)
            if history is None:
                part.sessions[session] = [(moment[0], step)]
            elif step not in REPEATABLE or history[-1][1] != step:
                history.append((moment[0], step))
        if part.closing is None:
            part.opening = moment
        elif clocks_differ(part.closing, moment):
            part.clock.append(compare_clocks(part.closing, moment))
        part.closing = moment

    def finish(self) -> None:
        """After the last row: was that all?"""
        if self._expected != self._part.end:
            self._part.integrity.append(Finding("verify.gap", self._expected))
            self._part.dense = False

    def _parsed(self, seq: int, body: str) -> tuple[str, str, str, str, str, Moment] | None:
        """The same by the parser, with what is wrong with the body reported."""
        try:
            if self._thorough:
                canonical.decode(body)
            entry = read_body(body)
        except EventError:
            self._part.integrity.append(Finding("verify.body", seq))
            return None
        if entry.log != self._origin:
            self._part.integrity.append(Finding("verify.place", seq, {"says": entry.log}))
        moment = (seq, milliseconds(entry.time), entry.mono, entry.boot, entry.action)
        return entry.action, entry.object, entry.outcome, entry.session, str(entry.seq), moment

    def _topic(self, action: str, object_: str) -> int:
        known = self._topics.get((action, object_))
        if known is None:
            if len(self._topics) >= CHUNK:
                self._topics.clear()
            known = self._topics[action, object_] = topic(action, object_)
        return known


def _escaped(origin: str) -> str:
    return canonical.encode(origin)[1:-1]


def _minute_ms(minute: str) -> int:
    return milliseconds(datetime.fromisoformat(minute).replace(tzinfo=UTC))


def clocks_differ(before: Moment, after: Moment) -> bool:
    """Whether two events in a row have something to say about the clock (as in ``audit.clock``)."""
    _, time, mono, boot, _ = before
    _, later_time, later_mono, later_boot, action = after
    if boot != later_boot:
        return later_time < time or action == CLOCK_STEP
    drift = later_time - time - later_mono + mono
    return not -TOLERANCE_MS <= drift <= TOLERANCE_MS or action == CLOCK_STEP


def compare_clocks(before: Moment, after: Moment) -> Finding:
    """What they have to say: a step that the station reported, or one that it hid."""
    if after[4] == CLOCK_STEP:
        seconds = round((after[1] - before[1]) / 1000)
        return Finding("verify.clock_step", after[0], {"seconds": seconds})
    return Finding("verify.clock_hidden", after[0])
