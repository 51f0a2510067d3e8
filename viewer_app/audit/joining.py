"""The scanned parts of a trail as one log: its tree, keys and sessions, and what they prove."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from viewer_app.audit.agreement import Claim, check_claims
from viewer_app.audit.body import commit_private, read_body
from viewer_app.audit.checkpoint import Checkpoint, checkpoint_text, open_checkpoint
from viewer_app.audit.database import DATABASE_ERRORS
from viewer_app.audit.errors import AuditError, NoteError
from viewer_app.audit.grammar import Step, check_sessions
from viewer_app.audit.keys import named_key
from viewer_app.audit.merkle import EMPTY_ROOT, Frontier, leaf_hash, tree_hash
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.report import Finding, State, Verdict, conclude
from viewer_app.audit.scan import Part, clocks_differ, compare_clocks
from viewer_app.audit.schema import INDEXED
from viewer_app.audit.store import TILE_WIDTH, Row, Store


class JoinedTrail:
    """What the parts add up to, up to ``size`` events."""

    def __init__(self, store: Store, size: int, parts: Sequence[Part], trust: VerifierKey) -> None:
        self._store = store
        self._size = size
        self._parts = parts
        self._trust = trust
        self._blocks = [block for part in parts for block in part.blocks]
        self._leaves = parts[-1].leaves if parts else []
        self._dense = all(part.dense for part in parts)
        self.sessions: dict[str, list[Step]] = {}
        for part in parts:
            for session, steps in part.sessions.items():
                self.sessions.setdefault(session, []).extend(steps)
        self._claims: dict[str, list[Claim]] = {}
        for part in parts:
            for session, claims in part.claims.items():
                self._claims.setdefault(session, []).extend(claims)
        self._epochs = [0]
        self._keys = [trust]

    # --- the tree ------------------------------------------------------------------------------

    def root(self, size: int) -> bytes:
        """The root over the first ``size`` events, from the events themselves, not from tiles."""
        return Frontier.of(size, self._subtree).root() if self._dense else EMPTY_ROOT

    def _subtree(self, first: int, end: int) -> bytes:
        if end - first >= TILE_WIDTH:
            return tree_hash(self._blocks[first // TILE_WIDTH : end // TILE_WIDTH])
        block, start = divmod(first, TILE_WIDTH)
        if block == len(self._blocks):
            return tree_hash(self._leaves[start : start + end - first])
        rows = self._store.rows("seq >= ? AND seq < ? ORDER BY seq", (first, end))
        return tree_hash([leaf_hash(row.body.encode()) for row in rows])

    # --- integrity -----------------------------------------------------------------------------

    def check(self, thorough: bool) -> list[Finding]:
        """Everything that is not as it was signed."""
        findings = [found for part in self._parts for found in part.integrity]
        findings += self._check_start()
        findings += [Finding("verify.stray", seq) for seq in self._store.strays()]
        if self._dense:
            findings += self._check_indexes()
        if self._dense and self._size:
            bad = self._check_rotations()
            if bad is None:
                last = self._size - 1
                bad = self._first_unsigned(0) if thorough else self._unsigned(last)
            if bad is not None:
                findings.append(Finding("verify.signature", self._locate(bad)))
            else:
                findings += self._check_tiles()
        return findings + self._check_private()

    def _check_start(self) -> list[Finding]:
        """The first event must be the one that names the key the station was enrolled with."""
        try:
            first = self._store.row(0) if self._size else None
            if first is None:
                return [Finding("verify.empty")]
            entry = read_body(first.body)
            if entry.action == "trail.started" and named_key(entry.details) == self._trust:
                return []
        except AuditError:
            pass
        return [Finding("verify.other_key", 0)]

    def _check_indexes(self) -> list[Finding]:
        """Every index must find as many events as there are for it to find.

        Which ones it finds is compared when they are read; one it does not find nobody misses.
        """
        ought = sum((part.indexed for part in self._parts), Counter())
        findings = []
        for name in INDEXED:
            try:
                whole = self._store.indexed(name, self._size) == ought[name]
            except DATABASE_ERRORS:
                whole = False
            if not whole:
                findings.append(Finding("verify.index", None, {"index": name}))
        return findings

    def _check_rotations(self) -> int | None:
        """Follow the keys from the trusted one on; the first change that is not signed, if any."""
        for part in self._parts:
            for seq in part.rotations:
                row = self._store.row(seq)
                if row is None or not self._signed(row, self.root(seq + 1)):
                    return seq
                try:
                    key = named_key(read_body(row.body).details)
                except AuditError:
                    return seq
                self._epochs.append(seq + 1)
                self._keys.append(key)
        return None

    def _key(self, seq: int) -> VerifierKey:
        return self._keys[bisect_right(self._epochs, seq) - 1]

    def _signed(self, row: Row, root: bytes) -> bool:
        text = checkpoint_text(self._trust.name, row.seq + 1, root)
        return self._key(row.seq).signed(text, row.signature)

    def _unsigned(self, seq: int) -> int | None:
        """``seq`` if its signature does not hold over everything up to it."""
        row = self._store.row(seq)
        return None if row and self._signed(row, self.root(seq + 1)) else seq

    def _locate(self, bad: int) -> int:
        """The first event that is not as signed, where event ``bad`` is not.

        Each signature covers all events before it, so from the first changed event on none holds:
        halve over whole tiles, then go through one tile.
        """
        good, wrong = -1, bad // TILE_WIDTH
        while wrong - good > 1:
            middle = (good + wrong) // 2
            last = (middle + 1) * TILE_WIDTH - 1
            if self._unsigned(last) is None:
                good = middle
            else:
                wrong = middle
        found = self._first_unsigned(wrong * TILE_WIDTH)
        return bad if found is None else found

    def _first_unsigned(self, first: int) -> int | None:
        """The first event from ``first`` on (a whole tile's start) whose signature fails."""
        frontier = Frontier.of(first, self._subtree)
        for start in range(first, self._size, TILE_WIDTH):
            end = min(start + TILE_WIDTH, self._size)
            for row in self._store.rows("seq >= ? AND seq < ? ORDER BY seq", (start, end)):
                frontier.append(leaf_hash(row.body.encode()))
                if not self._signed(row, frontier.root()):
                    return row.seq
        return None

    def _check_tiles(self) -> list[Finding]:
        """The stored hashes must be those of the events."""
        stored = self._store.tiles()
        level, nodes = 1, self._blocks
        while nodes:
            for index, node in enumerate(nodes):
                if stored.pop((level, index), None) != node:
                    return [_tile(level, index)]
            whole = len(nodes) // TILE_WIDTH * TILE_WIDTH
            nodes = [tree_hash(nodes[at : at + TILE_WIDTH]) for at in range(0, whole, TILE_WIDTH)]
            level += 1
        # A tile beyond ``size`` may have been closed by a writer since.
        ahead = (key for key in stored if (key[1] + 1) * TILE_WIDTH ** key[0] <= self._size)
        return [_tile(*key) for key in ahead]

    def _check_private(self) -> list[Finding]:
        """Every personal value kept must be the one committed to; erased ones are no finding."""
        findings = []
        for seq, name, kept in self._store.all_private(self._size):
            try:
                row = self._store.row(seq)
                fits = row is not None and read_body(row.body).commitments.get(
                    name
                ) == commit_private(name, kept.value, kept.salt)
            except AuditError:
                fits = False
            if not fits:
                findings.append(Finding("verify.private", seq, {"name": name}))
        return findings

    # --- the other three -----------------------------------------------------------------------

    def check_sessions(self) -> list[Finding]:
        """What is wrong with the sessions (``audit.grammar``, ``agreement`` and ``bounds``)."""
        odd = [found for part in self._parts for found in part.bounds]
        return check_sessions(self.sessions) + check_claims(self._claims) + odd

    def check_clocks(self) -> list[Finding]:
        """Every step of the clock, recorded or hidden."""
        findings = [found for part in self._parts for found in part.clock]
        for before, after in pairwise(self._parts):
            last, first = before.closing, after.opening
            if last is not None and first is not None and clocks_differ(last, first):
                findings.append(compare_clocks(last, first))
        return findings

    def check_anchors(self, anchors: Sequence[str | bytes]) -> tuple[Verdict, int]:
        """Whether this is the log that was seen elsewhere, and up to how many events."""
        if not anchors:
            return Verdict(State.NOT_PROVEN, (Finding("verify.not_anchored"),), 1), 0
        if not self._dense:
            return Verdict(State.NOT_PROVEN, (Finding("verify.anchor_unusable"),), 1), 0
        findings: list[Finding] = []
        proved = 0
        for anchor in anchors:
            try:
                checkpoint = open_checkpoint(anchor, self._keys)
            except NoteError as error:
                findings.append(Finding("verify.anchor_unknown", None, {"reason": error.code}))
                continue
            finding = self._contradiction(checkpoint)
            if finding is None:
                proved = max(proved, checkpoint.size)
            else:
                findings.append(finding)
        return conclude(findings), proved

    def _contradiction(self, anchor: Checkpoint) -> Finding | None:
        if anchor.origin != self._trust.name:
            return Finding("verify.anchor_unknown", None, {"reason": anchor.origin})
        if anchor.size > self._size:
            return Finding("verify.anchor_ahead", self._size, {"size": anchor.size})
        if anchor.root != self.root(anchor.size):
            return Finding("verify.anchor_fork", None, {"size": anchor.size})
        return None

    def time(self, seq: int) -> datetime | None:
        """When event ``seq`` was written, by the station's clock."""
        try:
            row = self._store.row(seq)
            return None if row is None else read_body(row.body).time
        except AuditError:
            return None


def _tile(level: int, index: int) -> Finding:
    return Finding("verify.tile", index * TILE_WIDTH**level, {"level": level, "index": index})
