"""What ``inzage audit verify`` verifies where no trail is named: every year this station has."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from viewer_app.audit.checkpoint import parse_checkpoint
from viewer_app.audit.errors import AuditError, NoteError, TrailError
from viewer_app.audit.note import VerifierKey, parse_note
from viewer_app.audit.succession import StationYear
from viewer_app.audit.years import next_key, origin_in, year_of

KeptAnchors = Callable[[Path, str], Sequence[str]]
"""The checkpoints of a trail, by its file and origin, that the station has from elsewhere."""


def station_years(
    pinned: Iterable[tuple[VerifierKey, Path | None]],
    directory: Path,
    given: Sequence[str | bytes],
    kept: KeptAnchors,
) -> list[StationYear]:
    """Every year with a pinned key or a file in ``directory``, the oldest first.

    ``pinned``: the first key of each year and its file, where there is one. ``given``: checkpoint
    notes from outside; each goes to the year it is of, and one that is of none to the last.
    Raises what ``kept`` raises, but for TrailError, which verifying tells.
    """
    years = [StationYear(path, key) for key, path in pinned]
    known = {year.path for year in years}
    for path in sorted(directory.glob("trail-????.sqlite")):
        if path not in known:
            year = int(path.stem.removeprefix("trail-"))
            at = sum(year_of(other.trust.name) <= year for other in years)
            years.insert(at, StationYear(path, _first_key(year, years[max(at - 1, 0)])))
    origins = [year.trust.name for year in years]
    for_year = [origins.index(name) if name in origins else -1 for name in map(_origin, given)]
    for note, at in zip(given, for_year, strict=True):
        years[at] = years[at].with_anchors([note])
    return [year.with_anchors(_kept(year, kept)) for year in years]


def _first_key(year: int, before: StationYear) -> VerifierKey:
    """The first key of a trail that is not pinned, as the year ``before`` names it.

    If it names none, then one with which no trail of that year begins.
    """
    with suppress(AuditError):
        named = next_key(before.path) if before.path is not None else None
        if named is not None and year_of(named.name) == year:
            return named
    return VerifierKey(origin_in(before.trust.name, year), before.trust.public_key)


def _origin(note: str | bytes) -> str:
    try:
        return parse_checkpoint(parse_note(note).text).origin
    except NoteError:
        return ""


def _kept(year: StationYear, kept: KeptAnchors) -> Sequence[str]:
    if year.path is not None:
        with suppress(TrailError):
            return kept(year.path, year.trust.name)
    return []
