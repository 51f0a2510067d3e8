"""Verifying all years of a station: each trail by itself, and that it follows from the one before.

The first event of a trail names the last checkpoint of the one before, and the last event of that
one names its first key (``viewer_app.audit.years``). So a year that was put away, or put back older
than it was, shows even where it holds by itself and no anchor of it was kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final, Self

from viewer_app.audit.body import Entry, read_body
from viewer_app.audit.checkpoint import Checkpoint, open_checkpoint, parse_checkpoint
from viewer_app.audit.errors import AuditError, NoteError, TrailError
from viewer_app.audit.keys import TRAIL_CONTINUED, named_key
from viewer_app.audit.merkle import EMPTY_ROOT
from viewer_app.audit.note import VerifierKey, parse_note
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import Finding, Report, State, Verdict, conclude
from viewer_app.audit.retention import PastYear
from viewer_app.audit.verify import verify

Progress = Callable[[int, int, str], None]
"""Called with the events done, the events in all, and the file they are in."""


@dataclass(frozen=True)
class StationYear:
    """One year that a station should have a trail of."""

    path: Path | None
    """None where it is not there."""
    trust: VerifierKey
    """The key the trail began with; its name is the origin."""
    anchors: Sequence[str | bytes] = ()
    """Checkpoint notes of this trail that were kept elsewhere."""

    def with_anchors(self, anchors: Sequence[str | bytes]) -> Self:
        """The same with these besides."""
        return replace(self, anchors=[*self.anchors, *anchors])


def verify_years(
    years: Sequence[StationYear],
    past: Sequence[PastYear] = (),
    *,
    thorough: bool = False,
    progress: Progress | None = None,
) -> list[Report]:
    """Verify each year, the oldest first, and the links between them as part of its integrity.

    ``past``: what is kept of years that fell away by retention. A year that is neither there nor
    kept, or that cannot be read, has a report that says so. Raises nothing for what is in a file.
    """
    reports = [_verify(year, past, thorough, progress) for year in years]
    for at, (before, after) in enumerate(pairwise(years)):
        try:
            earlier, later = _check_link(before, after, past)
        except AuditError:
            # A file that cannot be read has said so; one that seemed sound is damaged all the same.
            unsaid = not (reports[at].broken or reports[at + 1].broken)
            earlier, later = [Finding("verify.pages")] if unsaid else [], []
        reports[at] = _add(reports[at], earlier)
        reports[at + 1] = _add(reports[at + 1], later)
    return reports


def _verify(
    year: StationYear, past: Sequence[PastYear], thorough: bool, progress: Progress | None
) -> Report:
    if year.path is None or not year.path.exists():
        kept = _kept(year, past)
        if kept is None:
            return _unverified(year, Finding("verify.year_missing", 0))
        fallen = Finding("verify.year_fallen_away", None, {"size": kept.checkpoint.size})
        return _unverified(year, fallen, State.NOT_PROVEN, kept.checkpoint)
    name = year.path.name

    def advance(done: int, total: int) -> None:
        if progress is not None:
            progress(done, total, name)

    try:
        return verify(year.path, year.trust, year.anchors, thorough=thorough, progress=advance)
    except TrailError as error:
        return _unverified(year, Finding(error.code, None, {"file": name, **error.facts}))


def _kept(year: StationYear, past: Sequence[PastYear]) -> PastYear | None:
    """What is kept of the year: the last line of it, as ``_check_kept`` judges all of them."""
    return next((kept for kept in reversed(past) if kept.origin == year.trust.name), None)


_NOTHING: Final = Verdict(State.NOT_PROVEN)


def _unverified(
    year: StationYear,
    found: Finding,
    state: State = State.BROKEN,
    checkpoint: Checkpoint | None = None,
) -> Report:
    """The report of a year whose events are not there to be looked at."""
    return Report(
        origin=year.trust.name,
        size=checkpoint.size if checkpoint else 0,
        root=checkpoint.root if checkpoint else EMPTY_ROOT,
        sessions=0,
        thorough=False,
        integrity=Verdict(state, (found,), 1),
        completeness=_NOTHING,
        anchoring=_NOTHING,
        clock=_NOTHING,
    )


def _add(report: Report, findings: Sequence[Finding]) -> Report:
    if not findings:
        return report
    integrity = conclude([*report.integrity.findings, *findings])
    total = report.integrity.total + len(findings)
    return replace(report, integrity=replace(integrity, total=total))


# --- links -------------------------------------------------------------------------------------


def _check_link(
    before: StationYear, after: StationYear, past: Sequence[PastYear]
) -> tuple[list[Finding], list[Finding]]:
    """What does not fit between two years, by the year in which it is found. Raises AuditError."""
    if after.path is None or not after.path.exists():
        return [], []
    with TrailReader(after.path) as later:
        note = str(read_body(later.row(0).body).details.get("previous", ""))
    if before.path is None or not before.path.exists():
        return _check_kept(before, past, note), []
    with TrailReader(before.path) as earlier:
        return _check_end(earlier, note, before.trust.name, after.trust)


def _check_kept(before: StationYear, past: Sequence[PastYear], note: str) -> list[Finding]:
    """The checkpoint that is kept of a year that fell away must be the one named after it."""
    kept = [year for year in past if year.origin == before.trust.name]
    if all(year.note == note and year.key == str(before.trust) for year in kept):
        return []
    return [Finding("verify.link_kept")]


def _check_end(
    earlier: TrailReader, note: str, origin: str, key: VerifierKey
) -> tuple[list[Finding], list[Finding]]:
    """The year before must end as ``note`` says, and name the ``key`` of the year after."""
    size = earlier.size()
    named = _named(note, origin)
    if named is not None and named.size > size:
        return [Finding("verify.link_cut", size, {"size": named.size})], []
    if named is None or not _signed(note, earlier.signing_key(named.size - 1)):
        return [], [Finding("verify.link_changed", 0)]
    last = read_body(earlier.row(named.size - 1).body)
    found: list[Finding] = []
    if named.root != earlier.root(named.size):
        found = [Finding("verify.link_fork", None, {"size": named.size})]
    elif named.size < size:
        found = [Finding("verify.link_after", named.size, {"size": named.size})]
    elif not _continues(last, key):
        found = [Finding("verify.link_key", last.seq)]
    return found, []


def _continues(last: Entry, key: VerifierKey) -> bool:
    try:
        return last.action == TRAIL_CONTINUED and named_key(last.details) == key
    except NoteError:
        return False


def _named(note: str, origin: str) -> Checkpoint | None:
    """The checkpoint that a first event names, if it is one of the trail ``origin``."""
    try:
        named = parse_checkpoint(parse_note(note).text)
    except NoteError:
        return None
    return named if named.origin == origin and named.size else None


def _signed(note: str, key: VerifierKey) -> bool:
    try:
        open_checkpoint(note, [key])
    except NoteError:
        return False
    return True
