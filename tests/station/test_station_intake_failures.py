"""Intake: crashes, full disks and locked keyrings on the way; a package moves whole or stays."""

import errno
import os
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import pytest

from tests.station.set_aside import NAME, kept_aside
from tests.station.stations import StationUnderTest
from tests.tools import missing
from viewer_app.session.ports import AuditUnavailable
from viewer_app.station.errors import StationError
from viewer_app.vault import VaultError


def test_a_package_is_on_the_disk_before_the_trail_says_so(
    station: StationUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.drop(NAME)
    assert station.log.size == 1
    synced: list[tuple[str, int]] = []
    fsync = os.fsync

    def note(descriptor: int) -> None:
        synced.append((Path(f"/proc/self/fd/{descriptor}").readlink().name, station.log.size))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    station.run()
    assert synced == [(NAME, 1), ("packages", 2), ("inbox", 2)]


def test_without_a_trail_nothing_moves(station: StationUnderTest) -> None:
    station.drop(NAME)
    (station.home.inbox / "bad.inzage").write_bytes(b"bad")
    intake = station.intake()
    station.log.close()
    for _ in range(2):
        with pytest.raises(AuditUnavailable):
            intake.run(lambda *_: None)
        (station.home.inbox / "bad.inzage").unlink(missing_ok=True)
    assert station.inbox == [NAME]
    assert (station.taken_in, kept_aside(station)) == ([], [])
    station._log = None
    station.run()
    assert len(station.packages().appointments()) == 1


@pytest.mark.parametrize(("good", "event"), [(True, "accepted"), (False, "set_aside")])
def test_killed_between_event_and_move(
    station: StationUnderTest, monkeypatch: pytest.MonkeyPatch, good: bool, event: str
) -> None:
    if good:
        station.drop(NAME)
    else:
        (station.home.inbox / NAME).write_bytes(b"no package")
    assert station.log.size == 1
    station.close_log()  # a trail has one writer

    def die(*_: object) -> NoReturn:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    child = os.fork()
    if child == 0:
        monkeypatch.setattr(Path, "rename", die)
        station.run()
        os._exit(1)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert station.inbox == [NAME]
    assert len(station.events(f"package.{event}")) == 1
    assert station.intake().set_aside() == ()
    station.run()
    assert station.inbox == []
    assert len(station.events(f"package.{event}")) == 2
    assert len(station.packages().appointments()) == good
    assert len(station.intake().set_aside()) == (not good)


def test_a_full_disk_loses_nothing(station: StationUnderTest) -> None:
    place = station.home.set_aside
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=0700", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        missing("needs the right to mount a small disk")
    try:
        with pytest.raises(OSError, match="space"):
            (place / "filler").write_bytes(bytes(200_000))
        (station.home.inbox / "bad.inzage").write_bytes(b"bad")
        with pytest.raises(StationError) as refused_:
            station.run()
        assert refused_.value.code == "intake.disk_full"
        assert [path.name for path in place.iterdir()] == ["filler"]
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
    assert station.inbox == ["bad.inzage"]
    station.run()
    assert kept_aside(station) == [("bad.inzage", b"bad")]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "intake.disk_full"),
        (errno.EDQUOT, "intake.disk_full"),
        (errno.EROFS, "intake.not_moved"),
        (errno.EIO, "intake.not_moved"),
    ],
)
def test_a_move_that_fails_is_told_and_done_next_time(
    station: StationUnderTest, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fail(*_: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    station.drop(NAME)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", fail)
        with pytest.raises(StationError) as told:
            station.run()
    assert told.value.code == code
    assert (station.inbox, station.taken_in) == ([NAME], [])
    station.run()
    assert len(station.packages().appointments()) == 1


@pytest.mark.parametrize("there", ["nothing", "a file"])
def test_an_inbox_that_cannot_be_read(station: StationUnderTest, there: str) -> None:
    station.home.inbox.rmdir()
    if there == "a file":
        station.home.inbox.touch()
    with pytest.raises(StationError) as told:
        station.run()
    assert told.value.code == "intake.inbox_unreadable"
    station.home.set_aside.rmdir()
    with pytest.raises(StationError) as told:
        station.intake().set_aside()
    assert told.value.code == "set_aside.unreadable"


def test_a_locked_keyring_condemns_no_package(station: StationUnderTest) -> None:
    station.drop(NAME)
    station.vault.remove("intake-key")
    with pytest.raises(VaultError):
        station.run()
    assert station.inbox == [NAME]
    assert station.events("package.set_aside") == []


def test_people_that_cannot_be_read_condemn_no_package(station: StationUnderTest) -> None:
    station.drop(NAME)
    people = station.home.people / "supervisor"
    people.rename(station.home.people / "away")
    people.touch()
    with pytest.raises(StationError) as told:
        station.run()
    assert told.value.code == "person.unreadable"
    assert station.inbox == [NAME]


def test_two_runs_at_once_take_turns(station: StationUnderTest) -> None:
    for number in range(6):
        station.drop(
            f"{number}.inzage", approval_id=f"2f1c6f0e-8f0a-4f63-9a4b-0f6f4d1d7a{number:02}"
        )
    intake = station.intake()
    with ThreadPoolExecutor(4) as threads:
        runs = [threads.submit(intake.run, lambda *_: None) for _ in range(4)]
    assert [run.result() for run in runs] == [()] * 4
    assert len(station.packages().appointments()) == 6
    assert len(station.events("package.accepted")) == 6
    assert station.intake().set_aside() == ()
