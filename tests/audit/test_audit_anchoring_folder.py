"""Anchoring a real trail in a folder, and all that can go wrong there."""

import errno
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.audit.anchored import anchoring, trouble
from tests.audit.trails import KEY, ORIGIN, Trail, TwoClocks, write_session
from tests.disks import fill, small_disk
from viewer_app.audit.checkpoint import open_checkpoint
from viewer_app.audit.folder import FolderPlace
from viewer_app.audit.kept import kept_anchors
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify


def files(share: FolderPlace) -> list[str]:
    return sorted(path.name.rpartition("-")[2] for path in share.path.iterdir())


def test_a_folder_gets_a_whole_file_for_each_checkpoint(
    trail: Trail, clock: TwoClocks, share: FolderPlace
) -> None:
    with trail.create() as log:
        one = anchoring(log, share, clock=clock)
        assert one.visit(share)
        write_session(log)
        assert one.visit(share)
        assert files(share) == ["1.checkpoint", "12.checkpoint"]
        for path in share.path.iterdir():
            assert open_checkpoint(path.read_bytes(), [KEY]).origin == ORIGIN
        report = verify(log.path, KEY, kept_anchors(log.path, ORIGIN, [], [share]))
        assert (report.anchoring.state, report.anchored_size) == (State.HOLDS, 12)


def test_nothing_in_a_folder_is_ever_overwritten(
    trail: Trail, clock: TwoClocks, share: FolderPlace
) -> None:
    with trail.create() as log:
        one = anchoring(log, share, clock=clock)
        assert one.visit(share)
        (path,) = share.path.iterdir()
        path.chmod(0o600)
        path.write_text("of somebody else")
        clock.pass_time(86_400_000)
        assert trouble(one, share) == "anchor.folder_taken"
        assert path.read_text() == "of somebody else"


def test_an_unmounted_share_is_not_taken_for_an_empty_one(
    trail: Trail, clock: TwoClocks, share: FolderPlace
) -> None:
    with trail.create() as log:
        one = anchoring(log, share, clock=clock)
        assert one.visit(share)
        share.path.rename(share.path.with_name("elsewhere"))
        write_session(log)
        assert trouble(one, share) == "anchor.folder_missing"
        share.path.mkdir()
        assert trouble(one, share) == "anchor.folder_emptied"
        assert files(share) == []
        share.path.rmdir()
        share.path.with_name("elsewhere").rename(share.path)
        assert one.visit(share)


def test_another_folder_under_the_same_name_is_another_place(
    trail: Trail, clock: TwoClocks, share: FolderPlace, tmp_path: Path
) -> None:
    with trail.create() as log:
        assert anchoring(log, share, clock=clock).visit(share)
        moved = FolderPlace(share.name, tmp_path / "moved")
        moved.path.mkdir()
        assert anchoring(log, moved, clock=clock).visit(moved)
        assert files(moved) == files(share)


def test_a_folder_knows_a_trail_that_was_cut_off_or_rewritten(
    trail: Trail, clock: TwoClocks, share: FolderPlace, tmp_path: Path
) -> None:
    with trail.create() as log:
        write_session(log, "S-1")
    shutil.copy(trail.path, tmp_path / "old.sqlite")
    with trail.open() as log:
        write_session(log, "S-2")
        assert anchoring(log, share, clock=clock).visit(share)
    shutil.copy(tmp_path / "old.sqlite", trail.path)
    with trail.open() as log:
        one = anchoring(log, share, clock=clock)
        (share.path / next(share.path.iterdir()).name.replace("-23.", "-99.")).write_text("noise")
        assert trouble(one, share) == "anchor.ahead"
        for number in range(3, 6):
            write_session(log, f"S-{number}")
        assert trouble(one, share) == "anchor.fork"


def test_a_folder_that_cannot_be_written_is_told(
    trail: Trail, clock: TwoClocks, share: FolderPlace
) -> None:
    with trail.create() as log:
        one = anchoring(log, share, clock=clock)
        share.path.rmdir()
        share.path.write_text("a file")
        assert trouble(one, share) == "anchor.folder_missing"
        share.path.unlink()
        share.path.symlink_to(share.path)  # asking what it is fails
        assert trouble(one, share) in {"anchor.folder_missing", "anchor.folder_failed"}


def test_a_read_only_share_is_told_with_the_reason(
    trail: Trail, clock: TwoClocks, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "share", 1) as path, trail.create() as log:
        share = FolderPlace("netwerkschijf", path)
        one = anchoring(log, share, clock=clock)
        subprocess.run(["mount", "-o", "remount,ro", path], check=True)
        assert trouble(one, share) == "anchor.folder_failed"
        assert one.states()[0].facts["reason"] == "Read-only file system"


def test_a_full_share_leaves_no_half_file(trail: Trail, clock: TwoClocks, tmp_path: Path) -> None:
    with small_disk(tmp_path / "share", 1) as path, trail.create() as log:
        share = FolderPlace("netwerkschijf", path)
        one = anchoring(log, share, clock=clock)
        assert one.visit(share)
        filler = fill(path)
        write_session(log)
        assert trouble(one, share) == "anchor.folder_failed"
        assert {name.name for name in path.iterdir()} - {"filler"} == {
            next(path.glob("*-1.checkpoint")).name
        }
        filler.unlink()
        assert one.visit(share)


def test_a_share_without_hard_links_works_too(
    trail: Trail, clock: TwoClocks, share: FolderPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    with trail.create() as log:
        monkeypatch.setattr("os.link", no_links)
        one = anchoring(log, share, clock=clock)
        assert one.visit(share)
        assert files(share) == ["1.checkpoint"]
        (path,) = share.path.iterdir()
        path.write_text("of somebody else")
        clock.pass_time(86_400_000)
        assert trouble(one, share) == "anchor.folder_taken"
        assert path.read_text() == "of somebody else"
