"""Destruction: what must go is gone with its key, said in the trail, whatever comes in between."""

import errno
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend

from tests.station.stations import FILM, SUPERVISOR, StationUnderTest, days_later
from viewer_app.app.destroying import DestructionWatch, in_use_by
from viewer_app.app.trail import StationTrail
from viewer_app.evidence.age import AgeReader, FileSlice
from viewer_app.evidence.approval import HoldBasis, LegalHold
from viewer_app.evidence.archive import CLIP_OFFSET
from viewer_app.evidence.errors import EvidenceError
from viewer_app.session.calendar import dutch_day
from viewer_app.session.destruction import Cause
from viewer_app.session.policy import DestroyAfter, Policy
from viewer_app.session.ports import Actor, AuditUnavailable, Event
from viewer_app.session.roles import Role
from viewer_app.station.destruction import Fate, Result
from viewer_app.station.errors import StationError

STARTED, FINISHED = "destruction.started", "destruction.finished"
LONG = bytes(3 * 1024 * 1024)
"""A film longer than what is overwritten of its package."""


def take_in(station: StationUnderTest, **changes: Any) -> Path:
    """A recording of a week ago becomes an appointment; its file."""
    approved = station.drop(**changes)
    station.run()
    return station.home.packages / f"{approved.approval_id}.inzage"


def view(station: StationUnderTest, path: Path, *, ended: bool = True) -> None:
    """What a session writes that shows this recording."""
    about = f"approval:{path.stem}"
    steps = [("session.opened", "supervisor:j.devries"), ("appointment.chosen", about)]
    steps += [("viewing.started", about)] + [("session.closed", about)] * ended
    for action, object_ in steps:
        actor = Actor(Role.SUPERVISOR, "j.devries")
        station.log.record(Event("K7QF-2M9D", actor, action, object_))


def fates(results: tuple[Result, ...]) -> list[Fate]:
    return [result.fate for result in results]


def set_aside(station: StationUnderTest, name: str, data: bytes) -> Path:
    (station.home.inbox / name).write_bytes(data)
    station.run()
    (path,) = (each for each in station.home.set_aside.iterdir() if each.suffix != ".json")
    return path


# What goes and what stays.


def test_nothing_goes_on_the_last_day_and_all_of_it_on_the_next(station: StationUnderTest) -> None:
    path = take_in(station)
    station.clock.wait_days(21)  # the recording was a week old: day 28
    assert station.destruction().plan() == ()
    assert station.destruction().run() == ()
    assert path.exists()
    station.clock.wait_days(1)
    (doomed,) = station.destruction().plan()
    assert path.exists(), "a plan changes nothing"
    assert station.events(STARTED) == []
    assert (doomed.due.cause, doomed.due.since) == (
        Cause.RETENTION,
        dutch_day(station.clock.now()),
    )
    (result,) = station.destruction().run()
    assert (result.object, result.fate) == (f"approval:{path.stem}", Fate.DESTROYED)
    assert station.taken_in == []
    assert station.packages().appointments() == ()
    assert station.destruction().run() == ()


def test_the_trail_says_what_was_destroyed_and_why_and_names_nobody(
    station: StationUnderTest,
) -> None:
    path = take_in(station)
    (appointment,) = station.packages().appointments()
    station.clock.wait_days(30)
    station.destruction().run()
    about = f"approval:{path.stem}"
    due = {
        "cause": "retention",
        "since": (dutch_day(station.clock.now()) - timedelta(days=8)).isoformat(),
        "clip_sha256": appointment.approval.clip.sha256,
    }
    assert station.events(STARTED) == [(about, "ok", due, {})]
    assert station.events(FINISHED) == [(about, "ok", {}, {})]


def test_a_hold_keeps_it_and_then_lets_it_go(station: StationUnderTest) -> None:
    until = dutch_day(station.clock.now()) + timedelta(days=60)
    hold = LegalHold("Aangifte", HoldBasis.INVESTIGATION, "Teamleider", until)
    station.policy = Policy(destroy_after=DestroyAfter.APPOINTMENT)
    path = take_in(station, hold=hold)
    view(station, path)
    station.clock.wait_days(60)
    assert station.destruction().run() == ()
    station.clock.wait_days(1)
    (result,) = station.destruction().run()
    assert result.due is not None
    assert result.due.cause is Cause.HOLD
    assert not path.exists()


@pytest.mark.parametrize("rule", DestroyAfter)
def test_the_last_viewing_ends_it_where_the_rules_say_so(
    station: StationUnderTest, rule: DestroyAfter
) -> None:
    station.policy = Policy(destroy_after=rule)
    path = take_in(station)
    assert station.destruction().run() == ()
    view(station, path)
    station.destruction().run()
    assert path.exists() == (rule is DestroyAfter.RETENTION)


def test_what_was_destroyed_after_its_viewing_does_not_come_back(
    station: StationUnderTest,
) -> None:
    station.policy = Policy(destroy_after=DestroyAfter.LAST_VIEWING)
    path = take_in(station)
    sealed = path.read_bytes()
    view(station, path)
    station.destruction().run()
    (station.home.inbox / "again.inzage").write_bytes(sealed)
    station.run()
    assert path.exists(), "intake does not know it"
    assert fates(station.destruction().run()) == [Fate.DESTROYED]


def test_days_switched_off_are_caught_up_with(station: StationUnderTest) -> None:
    for number in range(3):
        take_in(
            station,
            name=f"{number}.inzage",
            approval_id=f"2f1c6f0e-8f0a-4f63-9a4b-0f6f4d1d7a1{number}",
            recorded_at=days_later(station.clock.now(), -5 - 2 * number),
        )
    station.clock.wait_days(19)
    assert station.destruction().run() == ()
    station.clock.wait_days(200)
    assert fates(station.destruction().run()) == [Fate.DESTROYED] * 3
    assert station.taken_in == []


def test_what_was_set_aside_goes_with_its_reason(station: StationUnderTest) -> None:
    station.drop("Jansen.inzage", stations=("elders",))
    station.run()
    station.clock.wait_days(30)
    (result,) = station.destruction().run()
    assert result.object.startswith("approval:")
    assert list(station.home.set_aside.iterdir()) == []


def test_what_nobody_can_read_goes_byte_for_byte(station: StationUnderTest, tmp_path: Path) -> None:
    film = b"open and bare " * 200_000
    path = set_aside(station, "mevrouw Jansen.mp4", film)
    os.link(path, tmp_path / "remains")
    station.clock.wait_days(27)
    assert station.destruction().run() == ()
    station.clock.wait_days(2)
    (result,) = station.destruction().run()
    assert result.due is not None
    assert result.due.cause is Cause.UNREADABLE
    assert list(station.home.set_aside.iterdir()) == []
    left = (tmp_path / "remains").read_bytes()
    assert len(left) == len(film)
    assert b"open and bare" not in left
    ((about, _, details, private),) = station.events(STARTED)
    assert about.startswith("package:")
    assert "Jansen" not in json.dumps([about, details])
    assert private == {"file": "mevrouw Jansen.mp4"}


# The key.


def test_nothing_opens_what_is_left_of_it_on_the_disk(
    station: StationUnderTest, tmp_path: Path
) -> None:
    """Another name for the same blocks stands for what a file system keeps of a removed file."""
    path = take_in(station, film=LONG)
    whole = path.read_bytes()
    remains = tmp_path / "remains"
    os.link(path, remains)
    station.clock.wait_days(30)
    station.destruction().run()
    left = remains.read_bytes()
    assert len(left) == len(whole)
    assert left[1024 * 1024 : 2 * 1024 * 1024] == whole[1024 * 1024 : 2 * 1024 * 1024]
    size = len(whole) - CLIP_OFFSET
    with pytest.raises(EvidenceError):
        AgeReader.open(FileSlice.open(remains).part(CLIP_OFFSET, size), (SUPERVISOR,))
    for mark in (b"age-encryption.org", b"X25519", b"approval.age"):
        assert mark in whole
        assert mark not in left


def test_a_short_film_is_overwritten_whole(station: StationUnderTest, tmp_path: Path) -> None:
    path = take_in(station)
    whole = path.read_bytes()
    os.link(path, tmp_path / "remains")
    station.clock.wait_days(30)
    station.destruction().run()
    left = (tmp_path / "remains").read_bytes()
    same = sum(before == after for before, after in zip(whole, left, strict=True))
    assert same < len(FILM) / 50, "as many as chance has it"


# What comes in between.


def test_a_recording_on_the_screen_is_left_for_the_next_run(station: StationUnderTest) -> None:
    path = take_in(station)
    view(station, path, ended=False)
    station.clock.wait_days(30)
    before = path.read_bytes()
    in_use = in_use_by(StationTrail(station.log, None, ()))  # type: ignore[arg-type]
    assert fates(station.destruction(in_use).run()) == [Fate.IN_USE]
    assert path.read_bytes() == before
    assert station.events(STARTED) == []
    actor = Actor(Role.SUPERVISOR, "j.devries")
    station.log.record(Event("K7QF-2M9D", actor, "session.closed", f"approval:{path.stem}"))
    assert fates(station.destruction(in_use).run()) == [Fate.DESTROYED]


@pytest.mark.parametrize(
    ("steps", "busy"),
    [
        ((), False),
        ((("session.opened", "supervisor:x"),), False),
        ((("session.opened", "supervisor:x"), ("appointment.chosen", "approval:b")), False),
        ((("session.opened", "supervisor:x"), ("appointment.chosen", "approval:a")), True),
        ((("session.opened", "supervisor:x"), ("signin.refused", "supervisor:x")), True),
    ],
)
def test_which_session_may_be_showing_it(
    station: StationUnderTest, steps: tuple[tuple[str, str], ...], *, busy: bool
) -> None:
    for action, object_ in steps:
        station.log.record(Event("S-1", Actor(Role.SUPERVISOR, "x"), action, object_))
    in_use = in_use_by(StationTrail(station.log, None, ()))  # type: ignore[arg-type]
    assert in_use("approval:a") == busy


def test_without_a_trail_nothing_is_destroyed(
    station: StationUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = take_in(station)
    before = path.read_bytes()
    station.clock.wait_days(30)

    def refuse(_event: Event) -> None:
        raise AuditUnavailable("trail.disk_full", file="trail.sqlite")

    monkeypatch.setattr(station.log, "record", refuse)
    with pytest.raises(AuditUnavailable):
        station.destruction().run()
    assert path.read_bytes() == before


def test_what_cannot_be_removed_is_told_and_tried_again(
    station: StationUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = take_in(station)
    station.clock.wait_days(30)
    real = Path.rename

    def read_only(self: Path, target: Path) -> Path:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "rename", read_only)
    running = station.destruction()
    (result,) = running.run()
    assert result.fate is Fate.FAILED
    assert result.error is not None
    assert result.error.code == "destruction.failed"
    assert path.exists()
    assert running.run() == (), "the program tries once a day"
    assert [outcome for _, outcome, _, _ in station.events(FINISHED)] == ["failed"]
    monkeypatch.setattr(Path, "rename", real)
    station.clock.wait_days(1)
    assert fates(running.run()) == [Fate.DESTROYED]
    assert [outcome for _, outcome, _, _ in station.events(FINISHED)] == ["failed", "ok"]


def test_a_disk_that_fails_half_way_is_told_and_finished_later(
    station: StationUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(station)
    station.clock.wait_days(30)
    real = os.fsync

    def fail(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").is_file():
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(handle)

    monkeypatch.setattr(os, "fsync", fail)
    (result,) = station.destruction().run()
    assert result.fate is Fate.FAILED
    assert station.packages().appointments() == (), "it is an appointment no more"
    monkeypatch.setattr(os, "fsync", real)
    (result,) = station.destruction().run()
    assert (result.fate, result.due) == (Fate.DESTROYED, None)
    assert station.taken_in == []


def test_a_file_that_forbids_writing_is_overwritten_all_the_same(
    station: StationUnderTest, tmp_path: Path
) -> None:
    path = take_in(station)
    path.chmod(0o400)
    os.link(path, tmp_path / "remains")
    station.clock.wait_days(30)
    assert fates(station.destruction().run()) == [Fate.DESTROYED]
    assert b"age-encryption" not in (tmp_path / "remains").read_bytes()


def test_a_link_goes_and_what_it_points_at_stays(station: StationUnderTest, tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"not ours")
    (station.home.set_aside / "link.inzage").symlink_to(tmp_path / "precious")
    station.clock.wait_days(30)
    assert fates(station.destruction().run()) == [Fate.DESTROYED]
    assert list(station.home.set_aside.iterdir()) == []
    assert (tmp_path / "precious").read_bytes() == b"not ours"


def test_a_directory_is_left_to_a_person(station: StationUnderTest) -> None:
    (station.home.set_aside / "films").mkdir()
    station.clock.wait_days(30)
    (result,) = station.destruction().run()
    assert result.error is not None
    assert result.error.code == "destruction.directory"
    assert (station.home.set_aside / "films").is_dir()


def test_what_is_known_is_not_asked_of_the_keyring_again(station: StationUnderTest) -> None:
    path = take_in(station)
    running = station.destruction()
    assert running.run() == ()
    station.vault.remove("intake-key")
    station.clock.wait_days(30)
    assert fates(running.run()) == [Fate.DESTROYED]
    assert not path.exists()


def test_directories_that_cannot_be_read_are_told(station: StationUnderTest) -> None:
    station.home.packages.rmdir()
    with pytest.raises(StationError) as refused:
        station.destruction().run()
    assert refused.value.code == "destruction.unreadable"


def test_a_crash_at_any_step_is_taken_up(secret_service: KeyringBackend, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.station.killed_destroyer", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    runs = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [run["killed"] for run in runs[:-1]] == [True] * (len(runs) - 1)
    assert not runs[-1]["killed"]
    assert len(runs) >= 10
    for run in runs:
        assert run["remains"] == [], run
        assert run["again"] == [], run
        assert set(run["results"]) <= {"destroyed"}
        assert set(run["finished"]) == {"ok"}
        assert run["untouched"] or run["started_before"] == 1, "no byte went without an event"


# While the program runs.


def test_the_program_destroys_at_its_start_and_again_and_again(station: StationUnderTest) -> None:
    class Watched:
        def __init__(self) -> None:
            self.runs = 0

        def run(self) -> tuple[Result, ...]:
            self.runs += 1
            if self.runs == 1:
                raise StationError("destruction.unreadable", reason="?")
            if self.runs == 3:
                watch._stopping.set()
            return ()

    watched = Watched()
    watch = DestructionWatch(watched, every_seconds=0)  # type: ignore[arg-type]
    watch.start()
    watch._thread.join(timeout=30)
    assert watched.runs == 3, "a refusal does not end it"
    watch.stop()
    DestructionWatch(watched).stop()  # type: ignore[arg-type]
