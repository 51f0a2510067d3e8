"""How long trails are kept: whole years fall away, and what they ended with stays.

Of each year that is gone a small file keeps the last signed checkpoint, the first key and the
checkpoints that came back from elsewhere, so that a receipt, an export or a session proof of that
year can still be told from a false one. The year before the one in use always stays: the trail in
use names its last checkpoint, and viewings are counted in both.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from viewer_app.audit import canonical
from viewer_app.audit.body import read_body
from viewer_app.audit.checkpoint import Checkpoint, parse_checkpoint
from viewer_app.audit.database import connect_reader
from viewer_app.audit.erasing import erase_values, find_values
from viewer_app.audit.errors import AuditError, TrailError
from viewer_app.audit.faults import fault_code
from viewer_app.audit.keys import signing_key
from viewer_app.audit.note import VerifierKey, parse_note
from viewer_app.audit.proving import open_prover, reading
from viewer_app.audit.store import Store
from viewer_app.audit.verify import verify
from viewer_app.audit.years import year_of
from viewer_app.files import sync_directory, write_over
from viewer_app.session.ports import Json

PAST_YEARS: Final = "past-years.jsonl"
"""The file beside the trails; a line for each year that is gone."""

_BESIDE: Final = ("-wal", "-shm", ".lock", ".reserve")
_RECEIPTS_KEPT: Final = 4


@dataclass(frozen=True)
class Year:
    """A year's trail: where it is, and what it ended with."""

    path: Path
    origin: str
    year: int
    size: int
    key: str
    """Its first key, by what the trail itself says."""
    checkpoint: str
    receipts: tuple[str, ...]
    """The last checkpoints that came back from elsewhere."""


def read_year(path: Path) -> Year:
    """What a trail says of itself. Raises TrailError."""
    with closing(connect_reader(path)) as connection, reading(path.name):
        store = Store(connection)
        size = store.size()
        first = store.row(0)
        if first is None:
            raise TrailError("trail.damaged", file=path.name)
        origin = read_body(first.body).log
        key = str(signing_key(store, 0))
        receipts = [note for _, note, _ in store.receipts()][-_RECEIPTS_KEPT:]
    with open_prover(path) as prover:
        checkpoint = prover.checkpoint(size)
    return Year(path, origin, year_of(origin), size, key, checkpoint, tuple(receipts))


@dataclass(frozen=True)
class PastYear:
    """What is kept of a year that fell away."""

    origin: str
    key: str
    """The first key of its trail."""
    note: str
    """Its last checkpoint, signed."""
    checkpoint: Checkpoint
    """What the note says."""


def read_past_years(directory: Path) -> list[PastYear]:
    """The years that fell away, as kept beside the trails; lines that are none are left out.

    To be believed as far as the year after names the same (``viewer_app.audit.succession``).
    Raises TrailError.
    """
    file = directory / PAST_YEARS
    try:
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
    except UnicodeDecodeError:
        return []
    except OSError as error:
        raise TrailError(fault_code(error), file=file.name) from error
    return [year for year in map(_read_past_year, lines) if year is not None]


def find_expired(trails: Sequence[Path], years: int, now: int) -> list[Year]:
    """The trails that fall away in the year ``now`` when ``years`` whole years are kept.

    ``trails``: all of a station, oldest first. Raises TrailError.
    """
    earlier = [read_year(path) for path in trails[:-2] if path.exists()]
    return [found for found in earlier if 0 < found.year < now - years]


def check_whole(year: Year, trusted: Sequence[VerifierKey]) -> None:
    """Refuse to let a trail fall away that is not as it was signed: it is evidence.

    ``trusted``: the first keys of the station's years. Raises TrailError (``retention.broken``).
    """
    key = next((key for key in trusted if key.name == year.origin), None)
    if key is None or verify(year.path, key).integrity.findings:
        raise TrailError("retention.broken", file=year.path.name)


def keep_checkpoint(year: Year) -> None:
    """Add the year to the small file beside its trail, durably. Raises TrailError."""
    file = year.path.with_name(PAST_YEARS)
    line: Json = {
        "origin": year.origin,
        "size": year.size,
        "vkey": year.key,
        "checkpoint": year.checkpoint,
        "receipts": year.receipts,
    }
    text = canonical.encode(line).encode() + b"\n"
    try:
        kept = file.read_bytes() if file.exists() else b""
        if text not in kept.splitlines(keepends=True):
            write_over(file, kept + text)
    except OSError as error:
        raise TrailError(fault_code(error), file=file.name) from error


def _read_past_year(line: str) -> PastYear | None:
    try:
        fields: Any = canonical.decode(line)
        note = fields["checkpoint"]
        checkpoint = parse_checkpoint(parse_note(note).text)
        kept = PastYear(str(fields["origin"]), str(fields["vkey"]), note, checkpoint)
    except (AuditError, TypeError, KeyError, AttributeError):
        return None
    return kept if checkpoint.origin == kept.origin else None


def remove_year(year: Year) -> None:
    """Delete the trail and what lies beside it; the trail itself goes last. Raises TrailError.

    Personal values are overwritten first: a deleted file's blocks stay on the disk for a while.
    """
    erase_values(year.path, find_values(year.path))
    try:
        for ending in _BESIDE:
            year.path.with_name(year.path.name + ending).unlink(missing_ok=True)
        year.path.unlink()
        sync_directory(year.path.parent)
    except OSError as error:
        raise TrailError(fault_code(error), file=year.path.name) from error
