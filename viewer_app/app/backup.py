"""Backup and restore of a station's state: one age file, for keys that are not on the station."""

import errno
import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from viewer_app.app.own_trails import trails_in
from viewer_app.app.successor import previous_note
from viewer_app.audit.checkpoint import parse_checkpoint
from viewer_app.audit.errors import NoteError, TrailError
from viewer_app.audit.note import parse_note
from viewer_app.audit.report import Report
from viewer_app.audit.retention import read_past_years
from viewer_app.audit.snapshot import snapshot
from viewer_app.audit.succession import StationYear, verify_years
from viewer_app.errors import system_reason
from viewer_app.evidence.age import (
    AgeReader,
    Encrypted,
    FileSlice,
    X25519Identity,
    X25519Recipient,
    encrypt,
)
from viewer_app.files import draft_of, is_private, move_into_place, new_file, sync_directory
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.scratch import scratch
from viewer_app.station.settings import Settings
from viewer_app.station.state_archive import Manifest, StateArchive, find_members
from viewer_app.station.state_restore import unpack

BACKING_UP: Final = ".backing-up"
RESTORING: Final = ".restoring"
"""Directories in the making; whatever a crash leaves of them the next run removes."""

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def back_up(
    home: Home,
    output: Path,
    recipients: Sequence[X25519Recipient],
    *,
    now: datetime,
    record: Callable[[], None],
) -> Encrypted:
    """Write the state into the new file ``output``, encrypted to these recipients.

    ``record`` is called when all is ready and nothing is written yet; what is in the trails then is
    in the backup. The file appears whole and on the disk, or not at all. Raises StationError
    (``backup.exists``, ``.disk_full``, ``.not_written``, ``.unreadable``, ``.name``,
    ``home.busy``), TrailError, and what ``record`` raises.
    """
    if os.path.lexists(output):
        raise StationError("backup.exists", file=output.name)
    settings = Settings.load(home.settings)
    draft = draft_of(output)
    with ExitStack() as undo:
        try:
            undo.callback(_remove, draft)
            file = undo.enter_context(new_file(draft))
            place = undo.enter_context(scratch(home.path, BACKING_UP))
            record()
            members = find_members(home)
            for number, member in enumerate(members):
                if member.is_trail:
                    copy = place / f"{number}.sqlite"
                    snapshot(member.path, copy)
                    members[number] = member._replace(path=copy)
            archive = StateArchive(members, settings.station, now)
            written = encrypt(archive, file, recipients)
            file.flush()
            os.fsync(file.fileno())
            move_into_place(draft, output)
        except TrailError as error:
            if error.code == "trail.disk_full":
                raise StationError("backup.disk_full", file=output.name) from error
            raise
        except FileExistsError:
            raise StationError("backup.exists", file=output.name) from None
        except OSError as error:
            raise _failed(output, error, "backup.disk_full", "backup.not_written") from None
    return written


def restore(file: Path, home: Home, identities: Sequence[X25519Identity]) -> Manifest:
    """Put a backup back as ``restored`` in the empty state directory ``home``: all of it, or none.

    Every digest is compared before. Nothing of it opens anything. Raises StationError
    (``restore.not_empty``, ``.unreadable``, ``.damaged``, ``.disk_full``, ``.not_written``,
    ``home.…``), AgeError (``age.other_key`` where it is for somebody else).
    """
    _refuse_full(home)
    try:
        source = FileSlice.open(file)
    except OSError as error:
        reason = system_reason(error)
        raise StationError("restore.unreadable", file=file.name, reason=reason) from None
    with closing(AgeReader.open(source, identities)) as reader, ExitStack() as undo:
        made = not home.path.exists()
        try:
            home.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if made:
                undo.callback(_remove_empty, home.path)
            place = undo.enter_context(scratch(home.path, RESTORING))
            _refuse_full(home)
            manifest = unpack(reader, place)
            _check_settings(Home(place), manifest)
            place.rename(home.restored)
            sync_directory(home.path)
        except OSError as error:
            raise _failed(file, error, "restore.disk_full", "restore.not_written") from None
    return manifest


def verify_restored(home: Home, anchors: Sequence[str], *, thorough: bool = False) -> list[Report]:
    """The trails that were put back, one report a year, the oldest first.

    ``anchors`` are checkpoints from elsewhere; those in the folders of the restored
    ``anchors.toml`` are looked for, too. Raises TrailError (``past-years.jsonl``), NoteError,
    AnchorSettingsError, StationError.
    """
    old = Home(home.restored)
    trails = trails_in(old, Settings.load(old.settings))
    ours: dict[str, list[str]] = {key.name: [] for key in trails.keys}
    for note in anchors:
        origin = parse_checkpoint(parse_note(note).text).origin
        ours.get(origin, ours[trails.keys[-1].name]).append(note)
    years = []
    for year in trails.years:
        kept: list[str] = []
        if year.path is not None:
            with suppress(TrailError):  # verifying says so
                kept = trails.anchors(year.path, year.key.name, folders=True)
        years.append(StationYear(year.path, year.key, [*kept, *ours[year.key.name]]))
    return verify_years(years, read_past_years(old.audit), thorough=thorough)


def verify_earlier(home: Home, first: Path | None, *, thorough: bool = False) -> list[Report]:
    """The trails of this station's lives before, the oldest first: none where nothing was restored.

    Each is also compared with the checkpoint that the trail after it names: that in ``first``, the
    first trail of this life, if it is still there, and so back. Raises as ``verify_restored``.
    """
    reports: list[Report] = []
    while home.restored.is_dir():
        note = ""
        if first is not None:
            with suppress(TrailError):  # said of that trail itself
                note = previous_note(first)
        reports[:0] = verify_restored(home, [note] if note else [], thorough=thorough)
        home = Home(home.restored)
        first = home.trails()[0]
    return reports


def _check_settings(home: Home, manifest: Manifest) -> None:
    """Raises StationError (``restore.damaged``) where the trails could not be found by them."""
    try:
        settings = Settings.load(home.settings)
        trails_in(home, settings)
    except (StationError, NoteError):
        raise StationError("restore.damaged") from None
    if settings.station != manifest.station or not home.audit.is_dir():
        raise StationError("restore.damaged")


def _refuse_full(home: Home) -> None:
    """Raises StationError (``restore.not_empty``) unless there is nothing, or a directory of ours
    with nothing in it."""
    if not os.path.lexists(home.path):
        return
    try:
        if not is_private(home.path):
            raise StationError("home.open_to_others", directory=home.path.name)
        found = any(path.name != RESTORING for path in home.path.iterdir())
    except OSError as error:
        reason = system_reason(error)
        raise StationError("home.unusable", directory=home.path.name, reason=reason) from None
    if found:
        raise StationError("restore.not_empty", directory=home.path.name)


def _failed(file: Path, error: OSError, full: str, other: str) -> StationError:
    """What an error of the disk means: the code for a full one, or for any other reason."""
    if error.errno in _FULL:
        return StationError(full, file=file.name)
    return StationError(other, file=file.name, reason=system_reason(error))


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _remove_empty(directory: Path) -> None:
    with suppress(OSError):  # there is something in it now
        directory.rmdir()
