"""One pass over a part of the trail: hashes, fields, sessions, clocks.

Parts can be scanned in several processes; ``viewer_app.audit.verify`` joins what they found. This
runs for every event of a year, so events are taken a tile at a time and looked at column by column,
in calls that go through a whole column by themselves. A tile with a body that the pattern
(``viewer_app.audit.said``) does not read is parsed, event by event.
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress, pairwise
from operator import sub
from pathlib import Path
from typing import Final

from viewer_app.audit import canonical
from viewer_app.audit.agreement import TELLING, Claim, read_claim
from viewer_app.audit.body import milliseconds, read_body
from viewer_app.audit.bounds import BOUNDED, out_of_bounds, says_more
from viewer_app.audit.clock import CLOCK_STEP, TOLERANCE_MS
from viewer_app.audit.database import DATABASE_ERRORS, Connection, connect_reader
from viewer_app.audit.errors import EventError
from viewer_app.audit.grammar import REPEATABLE, Step, letter
from viewer_app.audit.keys import KEY_ROTATED
from viewer_app.audit.merkle import leaf_hashes, tree_hash
from viewer_app.audit.report import Finding
from viewer_app.audit.said import BodyPattern, Said
from viewer_app.audit.schema import action_column, topic
from viewer_app.audit.store import TILE_WIDTH

CHUNK: Final = 256 * TILE_WIDTH
"""Events scanned as one part."""
_BATCH: Final = 16 * TILE_WIDTH
"""Events read at once: short reads, so that the writer's log can be folded in meanwhile."""

Row = tuple[int, str, str, str, int]
"""What is read of an event: seq, body, action, session, topic."""

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
    indexed: Counter[str] = field(default_factory=Counter)
    """How many events each index of the table must find."""
    sessions: dict[str, list[Step]] = field(default_factory=dict)
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    """What must agree within each session."""
    bounds: list[Finding] = field(default_factory=list)
    """Events that say what no session can do."""
    integrity: list[Finding] = field(default_factory=list)
    clock: list[Finding] = field(default_factory=list)
    opening: Moment | None = None
    """The clocks of the first event, and of the last."""
    closing: Moment | None = None
    dense: bool = True
    """Whether the events follow each other without a gap; without that the tree means nothing."""


def scan(path: Path, origin: str, first: int, end: int, thorough: bool) -> Part:
    """Scan the events ``first <= seq < end``; ``first`` is a multiple of CHUNK.

    ``thorough`` also checks that every body is in its one canonical spelling.
    """
    part = Part(first, end)
    with closing(connect_reader(path)) as connection:
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
    return part


_CLOSELY: Final = BOUNDED | TELLING

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


_Parsed = tuple[int, str, str, int, str, str, int, str, int]
"""The same of one event."""


class _Scanner:
    """Takes rows in order and fills a Part."""

    def __init__(self, part: Part, origin: str, thorough: bool) -> None:
        self._part = part
        self._origin = origin
        self._pattern = BodyPattern(origin)
        self._thorough = thorough
        self._expected = part.first
        self._running: set[tuple[str, str]] = set()

    def take(self, rows: list[Row]) -> None:
        """Look at rows that follow those taken before."""
        for first in range(0, len(rows), TILE_WIDTH):
            self._take_tile(rows[first : first + TILE_WIDTH])

    def finish(self) -> None:
        """After the last row: was that all?"""
        if self._expected != self._part.end:
            self._miss("verify.gap", self._expected)

    def _take_tile(self, rows: list[Row]) -> None:
        seqs, bodies, *kept = zip(*rows, strict=True)
        self._follow(seqs)
        if set(map(type, bodies)) != {str}:
            # The column has a type, so this is another table under the same name.
            self._miss("verify.body", seqs[0])
            return
        leaves = leaf_hashes(map(str.encode, bodies))
        if len(leaves) == TILE_WIDTH:
            self._part.blocks.append(tree_hash(leaves))
        else:
            self._part.leaves += leaves
        self._count_indexed(*kept)
        said = None if self._thorough else self._pattern.read(seqs, bodies)
        if said is None:
            parsed = self._parse(seqs, bodies)
            if not any(parsed):
                return
            said = Said(*zip(*filter(None, parsed), strict=True))
            kept = [tuple(compress(column, parsed)) for column in kept]
        self._compare_columns(said, *kept)
        self._read_closely(said, dict(zip(seqs, bodies, strict=True)))
        self._follow_sessions(said)
        self._follow_clocks(said)

    def _follow(self, seqs: tuple[int, ...]) -> None:
        """Each must be the next."""
        if seqs != tuple(range(self._expected, self._expected + len(seqs))):
            for expected, seq in pairwise((self._expected - 1, *seqs)):
                if seq != expected + 1:
                    self._miss("verify.gap", expected + 1)
        self._expected = seqs[-1] + 1

    def _miss(self, code: str, seq: int) -> None:
        self._part.integrity.append(Finding(code, seq))
        self._part.dense = False

    def _count_indexed(
        self, actions: tuple[str, ...], sessions: tuple[str, ...], topics: tuple[int, ...]
    ) -> None:
        self._part.indexed.update(
            entry_session=len(sessions) - sessions.count(""),
            entry_topic=len(topics) - topics.count(0),
            entry_opened=actions.count("session.opened"),
            entry_closed=actions.count("session.closed"),
            entry_key=actions.count(KEY_ROTATED),
        )

    # --- reading the bodies --------------------------------------------------------------------

    def _parse(self, seqs: tuple[int, ...], bodies: tuple[str, ...]) -> list[_Parsed | None]:
        """The same by the parser, with what is wrong reported, and None in its place."""
        parsed: list[_Parsed | None] = []
        for seq, body in zip(seqs, bodies, strict=True):
            try:
                if self._thorough:
                    canonical.decode(body)
                entry = read_body(body)
            except EventError:
                self._part.integrity.append(Finding("verify.body", seq))
                parsed.append(None)
                continue
            if entry.log != self._origin:
                self._part.integrity.append(Finding("verify.place", seq, {"says": entry.log}))
            parsed.append(
                (
                    seq,
                    entry.action,
                    entry.boot,
                    entry.mono,
                    entry.object,
                    entry.outcome,
                    entry.seq,
                    entry.session,
                    milliseconds(entry.time),
                )
            )
        return parsed

    # --- what they say -------------------------------------------------------------------------

    def _compare_columns(
        self,
        said: Said,
        actions: tuple[str, ...],
        sessions: tuple[str, ...],
        topics: tuple[int, ...],
    ) -> None:
        """Events must stand where they say, under the columns they are found by."""
        findings = self._part.integrity
        if said.places != said.seqs:
            for seq, place in zip(said.seqs, said.places, strict=True):
                if place != seq:
                    findings.append(Finding("verify.place", seq, {"says": str(place)}))
        ought = (
            tuple(map(action_column, said.actions)),
            said.sessions,
            tuple(map(topic, said.actions, said.objects)),
        )
        kept = (actions, sessions, topics)
        if kept != ought:
            each = zip(said.seqs, zip(*kept, strict=True), zip(*ought, strict=True), strict=True)
            findings += [Finding("verify.column", seq) for seq, is_, must in each if is_ != must]
        if KEY_ROTATED in ought[0]:
            named = zip(said.seqs, said.actions, strict=True)
            self._part.rotations += [seq for seq, action in named if action == KEY_ROTATED]

    def _read_closely(self, said: Said, bodies: Mapping[int, str]) -> None:
        """Judge what events say beyond that they happened, and keep what must agree."""
        close = map(_CLOSELY.__contains__, said.actions)
        for seq, action in compress(zip(said.seqs, said.actions, strict=True), close):
            if action not in TELLING and not says_more(action, bodies[seq]):
                continue
            with suppress(EventError):  # told of already, or by a thorough look
                entry = read_body(bodies[seq])
                if code := out_of_bounds(entry):
                    self._part.bounds.append(Finding(code, seq, {"session": entry.session}))
                if entry.session and (claim := read_claim(entry)):
                    self._part.claims.setdefault(entry.session, []).append(claim)

    def _follow_sessions(self, said: Said) -> None:
        """Keep the steps that matter, by session."""
        running = self._running
        steps = zip(said.sessions, map(_letter, said.actions, said.outcomes), strict=True)
        for seq, at in zip(said.seqs, steps, strict=True):
            if at in running:
                continue
            session, step = at
            if step in REPEATABLE:
                running.add(at)
            else:
                running.difference_update((session, other) for other in REPEATABLE)
            if session:
                self._part.sessions.setdefault(session, []).append((seq, step))

    def _follow_clocks(self, said: Said) -> None:
        """Compare the clocks of each event with those of the one before."""
        part = self._part
        if part.opening is None:
            part.opening = _moment(said, 0)
        earlier = [] if part.closing is None else [part.closing]
        part.closing = _moment(said, -1)
        boots = {*said.boots, *(moment[3] for moment in earlier)}
        lags = [*map(sub, said.times, said.monos), *(moment[1] - moment[2] for moment in earlier)]
        # If the clocks never differed by more, they do not from one event to the next either.
        steady = len(boots) == 1 and max(lags) - min(lags) <= TOLERANCE_MS
        if steady and CLOCK_STEP not in said.actions:
            return
        columns = (said.seqs, said.times, said.monos, said.boots, said.actions)
        for before, after in pairwise((*earlier, *zip(*columns, strict=True))):
            if clocks_differ(before, after):
                part.clock.append(compare_clocks(before, after))


def _moment(said: Said, at: int) -> Moment:
    return said.seqs[at], said.times[at], said.monos[at], said.boots[at], said.actions[at]


_letter = lru_cache(TILE_WIDTH)(letter)


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
