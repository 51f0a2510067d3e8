"""A trail on a disk that is full, or that may only be read."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import disks
from tests.audit.trails import KEY, Trail, TwoClocks, event, refused_code, write_session
from viewer_app.audit.errors import ExportError, TrailError
from viewer_app.audit.export import write_export
from viewer_app.audit.log import CLOSING_ACTIONS, AuditLog
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import State
from viewer_app.audit.reserve import RESERVE_SIZE
from viewer_app.audit.verify import verify
from viewer_app.session.ports import AuditUnavailable


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB."""
    with disks.small_disk(tmp_path / "disk", 2) as place:
        yield place


def _refused_once_full(log: AuditLog) -> str:
    """Use up the room the write-ahead log still had; how the first event beyond it is refused."""
    for _ in range(200):
        try:
            log.record(event("viewing.continued", details={"text": "x" * 3000}))
        except AuditUnavailable as error:
            return error.code
    return "never"


def _has_reserve(trail: Trail) -> bool:
    reserve = trail.path.with_name("trail.sqlite.reserve")
    return reserve.exists() and reserve.stat().st_size == RESERVE_SIZE


def test_on_a_full_disk_a_session_can_still_be_closed(small_disk: Path, clock: TwoClocks) -> None:
    trail = Trail(small_disk / "trail.sqlite", clock)
    log = trail.create()
    log.record(event("session.opened"))
    assert _has_reserve(trail)
    filler = disks.fill(small_disk)
    assert _refused_once_full(log) == "trail.disk_full"
    for action in ("keys.wiped", "viewing.stopped", "session.closed"):
        assert action in CLOSING_ACTIONS
        log.record(event(action))
    assert not _has_reserve(trail)
    assert refused_code(lambda: log.record(event("session.opened", "NEXT"))) == "trail.disk_full"
    with TrailReader(trail.path) as reader:
        last = [found.entry.action for found in reader.page(4)][::-1]
    assert last == ["audit.storage_full", "keys.wiped", "viewing.stopped", "session.closed"]
    filler.unlink()
    log.record(event("session.opened", "NEXT"))
    assert _has_reserve(trail)
    log.close()
    assert verify(trail.path, KEY, thorough=True).integrity.state is State.HOLDS


def test_no_trail_is_opened_without_room_to_close_a_session(
    small_disk: Path, clock: TwoClocks
) -> None:
    trail = Trail(small_disk / "trail.sqlite", clock)
    trail.create().close()
    trail.path.with_name("trail.sqlite.reserve").unlink()
    filler = disks.fill(small_disk)
    os.truncate(filler, filler.stat().st_size - RESERVE_SIZE // 2)
    assert refused_code(trail.open) == "trail.disk_full"
    filler.unlink()
    trail.open()
    assert _has_reserve(trail)


def test_an_export_onto_a_full_disk_leaves_nothing_half_done(
    small_disk: Path, trail: Trail
) -> None:
    with trail.create() as log:
        write_session(log)
    disks.fill(small_disk)
    with TrailReader(trail.path) as reader, pytest.raises(ExportError) as refused:
        write_export(reader, small_disk / "out.jsonl")
    assert refused.value.code == "export.disk_full"
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_on_read_only_media_it_is_read_and_verified_but_not_written(
    small_disk: Path, trail: Trail
) -> None:
    with trail.create() as log:
        write_session(log)
        anchor = log.seal()
    shutil.copy(trail.path, small_disk / "closed.sqlite")
    log = trail.open()
    log.record(event("session.opened"))
    for name in ("trail.sqlite", "trail.sqlite-wal"):
        shutil.copy(trail.path.with_name(name), small_disk / name)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    closed = Trail(small_disk / "closed.sqlite", trail.clock)
    assert verify(closed.path, KEY, [anchor]).anchoring.state is State.HOLDS
    assert refused_code(closed.open) == "trail.read_only"
    with pytest.raises(TrailError) as refused:
        TrailReader(small_disk / "trail.sqlite")
    assert refused.value.code == "trail.wal_unreadable"
