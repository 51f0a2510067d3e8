"""Intake: the right package becomes an appointment, any other is set aside, nothing is lost."""

import errno
import json
import os
import signal
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keyring.backend import KeyringBackend

from tests.station import stations
from tests.station.stations import (
    DESKS_OWN,
    OUTSIDER,
    STATION,
    SUPERVISOR,
    StationUnderTest,
)
from tests.tools import missing
from viewer_app.errors import InzageError
from viewer_app.evidence.age import CHUNK, Stanza
from viewer_app.evidence.approval import ClipBinding, HoldBasis, LegalHold, sign_approval
from viewer_app.evidence.archive import CLIP_OFFSET
from viewer_app.evidence.sealed import Package
from viewer_app.evidence.secret import Secret
from viewer_app.session.calendar import AMSTERDAM, dutch_day
from viewer_app.session.policy import Policy
from viewer_app.session.ports import AuditUnavailable
from viewer_app.station.errors import StationError
from viewer_app.station.set_aside import SetAsidePackage, list_set_aside, shown_name
from viewer_app.vault import VaultError

OTHER_DESK = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
NAME = "Jansen bodycam.inzage"


@pytest.fixture
def station(secret_service: KeyringBackend, station_home: Path) -> Iterator[StationUnderTest]:
    whole = StationUnderTest(station_home)
    whole.enrol_supervisor()
    yield whole
    whole.close()


def kept_aside(station: StationUnderTest) -> list[tuple[str, bytes]]:
    """What lies among the packages that were set aside, reasons left out."""
    return sorted(
        (path.name, path.read_bytes())
        for path in station.home.set_aside.iterdir()
        if not path.name.endswith(".reason.json")
    )


def refused(station: StationUnderTest) -> SetAsidePackage:
    """Run intake on the one package in the inbox, which it must set aside; what it says of it."""
    (path,) = station.home.inbox.iterdir()
    whole = path.read_bytes()
    assert station.run() == ()
    assert (station.inbox, station.taken_in) == ([], [])
    assert station.packages().appointments() == ()
    assert kept_aside(station) == [(path.name, whole)], "not a byte of it is lost"
    (reason,) = station.intake().set_aside()
    assert reason.file == path.name
    for language in ("nl", "en"):
        sentence = InzageError(reason.code, **reason.facts).text(language)
        assert sentence != reason.code
        assert "…" not in sentence
    ((about, outcome, details, private),) = station.events("package.set_aside")
    assert (about, outcome) == (f"station:{STATION}", "refused")
    assert details["code"] == reason.code
    assert path.name not in json.dumps(details)
    assert private == {"file": path.name}
    return reason


# What is right.


def test_a_good_package_becomes_an_appointment(station: StationUnderTest) -> None:
    approved = station.drop(NAME)
    seen: list[tuple[str, int, int]] = []
    assert station.intake().run(lambda *step: seen.append(step)) == ()
    (appointment,) = station.packages().appointments()
    assert appointment.approval == approved
    assert appointment.package == f"{approved.approval_id}.inzage"
    assert station.inbox == []
    assert station.intake().set_aside() == ()
    assert seen[0] == (NAME, 0, approved.clip.size)
    assert seen[-1] == (NAME, approved.clip.size, approved.clip.size)
    assert station.events("package.accepted") == [
        (
            f"approval:{approved.approval_id}",
            "ok",
            {
                "desk": approved.desk,
                "clip_sha256": approved.clip.sha256,
                "size": approved.clip.size,
            },
            {"file": NAME},
        )
    ]


def test_an_empty_inbox_needs_neither_keyring_nor_trail(station: StationUnderTest) -> None:
    intake = station.intake()
    station.close_log()
    station.vault.remove("intake-key")
    assert intake.run(lambda *_: None) == ()


def test_an_appointment_may_lie_ahead(station: StationUnderTest) -> None:
    now = station.clock.now()
    later: dict[str, Any] = {
        "valid_from": now + timedelta(days=20),
        "valid_until": now + timedelta(days=20.1),
    }
    station.drop(**later)
    station.run()
    assert len(station.packages().appointments()) == 1


def test_several_supervisors_may_be_named(station: StationUnderTest) -> None:
    both = (SUPERVISOR, OUTSIDER)
    station.drop(clip_for=both, supervisors=tuple(str(each.recipient) for each in both))
    station.run()
    assert len(station.packages().appointments()) == 1


def test_a_hold_keeps_a_recording_past_its_date(station: StationUnderTest) -> None:
    now = station.clock.now()
    old: dict[str, Any] = {
        "recorded_at": now - timedelta(days=90),
        "requested_at": now - timedelta(days=80),
        "hold": LegalHold("Aangifte", HoldBasis.INVESTIGATION, "Teamleider", dutch_day(now)),
    }
    station.drop(**old)
    station.run()
    assert len(station.packages().appointments()) == 1


def test_a_demonstration_station_takes_demonstrations_only(station: StationUnderTest) -> None:
    station.settings = replace(station.settings, demonstration=True)
    station.drop("demo.inzage", demonstration=True)
    station.drop("echt.inzage")
    station.run()
    assert [each.approval.demonstration for each in station.packages().appointments()] == [True]
    reasons = [(each.file, each.code) for each in station.intake().set_aside()]
    assert reasons == [("echt.inzage", "approval.desk_kind")]


# What the approval may not say here.


def hold(station: StationUnderTest, basis: HoldBasis, days: int) -> LegalHold:
    """A hold that ends so many days from now."""
    until = dutch_day(station.clock.now()) + timedelta(days=days)
    return LegalHold("Daarom", basis, "Teamleider", until)


def hours(station: StationUnderTest, first: float, last: float) -> dict[str, Any]:
    now = station.clock.now()
    return {"valid_from": now + timedelta(hours=first), "valid_until": now + timedelta(hours=last)}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("approval.other_station", lambda _: {"stations": ("balie-9",)}),
        ("approval.expired", lambda station: hours(station, -2, -1)),
        ("approval.expired", lambda station: hours(station, -2, 0)),
        ("approval.desk_kind", lambda _: {"demonstration": True}),
        (
            "rule.requested_too_late",
            lambda station: {"recorded_at": station.clock.now() - timedelta(days=27.5)},
        ),
        (
            "rule.past_retention",
            lambda station: {
                "recorded_at": station.clock.now() - timedelta(days=30),
                "requested_at": station.clock.now() - timedelta(days=20),
            },
        ),
        ("rule.past_retention", lambda station: hours(station, 24 * 23, 24 * 23 + 1)),
        (
            "rule.hold_ended",
            lambda station: {
                "recorded_at": station.clock.now() - timedelta(days=30),
                "requested_at": station.clock.now() - timedelta(days=20),
                "hold": hold(station, HoldBasis.COMPLAINT, days=-1),
            },
        ),
        (
            "rule.held_too_long",
            lambda station: {"hold": hold(station, HoldBasis.REQUEST, days=26)},
        ),
        (
            "rule.past_retention",
            lambda station: {
                "recorded_at": station.clock.now() - timedelta(days=40),
                "requested_at": station.clock.now() - timedelta(days=25),
                "hold": hold(station, HoldBasis.REQUEST, days=1),
            },
        ),
        ("intake.no_supervisor", lambda _: {"supervisors": (str(OUTSIDER.recipient),)}),
        (
            "intake.recipients",
            lambda _: {"supervisors": (str(SUPERVISOR.recipient), str(OUTSIDER.recipient))},
        ),
        ("approval.unknown_desk", lambda _: {"signer": OTHER_DESK}),
        ("approval.claim_invalid", lambda _: {"desk": "een andere behandelaar"}),
        ("intake.recipients", lambda _: {"clip_for": (SUPERVISOR, OUTSIDER)}),
        ("intake.other_key", lambda _: {"approval_for": (SUPERVISOR, DESKS_OWN)}),
        ("clip.swapped", lambda _: {"clip": ClipBinding("a" * 64, 1000, "b" * 64)}),
    ],
)
def test_what_an_approval_may_not_say(
    station: StationUnderTest, code: str, changes: Callable[[StationUnderTest], dict[str, Any]]
) -> None:
    station.policy = Policy(request_days=21, retention_days=28)
    station.drop(NAME, **changes(station))
    assert refused(station).code == code


def test_retention_counts_on_the_day_of_the_appointment(station: StationUnderTest) -> None:
    """The window's last second decides, and a window that ends at midnight ends the day before."""
    noon = station.clock.now().replace(hour=11, minute=0, second=0)
    station.clock.wall = noon
    # recorded on day 0, kept through day 28, whose midnight in the Netherlands is 23:00 or 22:00
    recorded = noon - timedelta(days=7)
    day_after = dutch_day(recorded) + timedelta(days=29)
    midnight = datetime.combine(day_after, time(), AMSTERDAM).astimezone(UTC)
    station.drop(
        "op tijd.inzage",
        recorded_at=recorded,
        valid_from=midnight - timedelta(hours=2),
        valid_until=midnight,
    )
    station.run()
    assert len(station.packages().appointments()) == 1
    station.drop(
        "te laat.inzage",
        approval_id="7d3c8ad2-6c63-4d39-9c52-6c0f9a1c2b11",
        recorded_at=recorded,
        valid_from=midnight - timedelta(hours=2),
        valid_until=midnight + timedelta(seconds=2),
    )
    station.run()
    assert [each.code for each in station.intake().set_aside()] == ["rule.past_retention"]


def test_nobody_but_supervisors_is_a_recipient(station: StationUnderTest) -> None:
    """Two supervisors are named, but one of the two stanzas is of a kind nobody here knows."""

    class Stranger:
        recipient: "Stranger"

        def wrap(self, file_key: Secret) -> Stanza:
            return Stanza(("stranger",), bytes(32))

    stranger: Any = Stranger()
    stranger.recipient = stranger
    both = (str(SUPERVISOR.recipient), str(OUTSIDER.recipient))
    station.drop(NAME, clip_for=(SUPERVISOR, stranger), supervisors=both)
    reason = refused(station)
    assert (reason.code, reason.facts) == ("intake.recipients", {"found": 2, "named": 2})


# What was done to the package on its way.


def test_a_tampered_approval(station: StationUnderTest) -> None:
    station.drop(NAME)
    path = station.home.inbox / NAME
    data = bytearray(path.read_bytes())
    with Package.open(path) as package:
        place = CLIP_OFFSET + package.clip_size + 300
    data[place] ^= 1
    path.write_bytes(data)
    assert refused(station).code in {"package.approval_damaged", "package.layout"}


@pytest.mark.parametrize("signature", ["", "AAAA", "A" * 86])
def test_an_approval_with_another_signature(
    station: StationUnderTest, monkeypatch: pytest.MonkeyPatch, signature: str
) -> None:
    def sign(*arguments: Any) -> str:
        return sign_approval(*arguments).rpartition(".")[0] + "." + signature

    monkeypatch.setattr(stations, "sign_approval", sign)
    station.drop(NAME)
    assert refused(station).code == "approval.bad_signature"


def test_a_flipped_bit_in_the_middle_of_the_clip(station: StationUnderTest) -> None:
    station.drop(NAME)
    path = station.home.inbox / NAME
    data = bytearray(path.read_bytes())
    data[CLIP_OFFSET + CHUNK] ^= 4
    path.write_bytes(data)
    assert refused(station).code == "clip.changed"


@pytest.mark.parametrize("left", [0, 1, 50, 60_000, -1, -200])
def test_a_truncated_package(station: StationUnderTest, left: int) -> None:
    station.drop(NAME)
    path = station.home.inbox / NAME
    whole = path.read_bytes()
    path.write_bytes(whole[:left])
    assert refused(station).code in {"package.not_package", "package.incomplete"}


def test_a_package_packed_again(station: StationUnderTest) -> None:
    station.drop(NAME)
    path = station.home.inbox / NAME
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert refused(station).code == "package.compressed"


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_changed_byte_anywhere_is_found(station: StationUnderTest, data: st.DataObject) -> None:
    whole_file = station.home.path / "whole.inzage"
    if not whole_file.exists():
        station.drop("whole.inzage", film=b"short")
        (station.home.inbox / "whole.inzage").rename(whole_file)
    changed = bytearray(whole_file.read_bytes())
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    (station.home.inbox / "changed.inzage").write_bytes(changed)
    before = len(kept_aside(station))
    station.run()
    assert (station.inbox, station.taken_in) == ([], [])
    assert len(kept_aside(station)) == before + 1


# What comes twice.


def test_a_second_copy_is_set_aside(station: StationUnderTest) -> None:
    station.drop(NAME)
    station.run()
    (first,) = station.home.packages.iterdir()
    whole = first.read_bytes()
    (station.home.inbox / "copy.inzage").write_bytes(whole)
    station.run()
    assert [(each.file, each.code) for each in station.intake().set_aside()] == [
        ("copy.inzage", "intake.duplicate")
    ]
    assert first.read_bytes() == whole
    assert kept_aside(station) == [("copy.inzage", whole)]


def test_a_whole_copy_takes_the_place_of_a_damaged_one(station: StationUnderTest) -> None:
    station.drop(NAME)
    station.run()
    (stored,) = station.home.packages.iterdir()
    whole = stored.read_bytes()
    damaged = bytearray(whole)
    damaged[CLIP_OFFSET + CHUNK] ^= 4
    stored.write_bytes(damaged)
    (station.home.inbox / "again.inzage").write_bytes(whole)
    station.run()
    assert stored.read_bytes() == whole
    assert kept_aside(station) == [(stored.name, bytes(damaged))]
    assert [each.code for each in station.intake().set_aside()] == ["clip.changed"]
    assert len(station.packages().appointments()) == 1


def test_a_name_that_is_taken_is_not_overwritten(station: StationUnderTest) -> None:
    for number in range(3):
        (station.home.inbox / "x.inzage").write_bytes(b"no package %d" % number)
        station.run()
    assert kept_aside(station) == [
        ("x-2.inzage", b"no package 1"),
        ("x-3.inzage", b"no package 2"),
        ("x.inzage", b"no package 0"),
    ]
    assert [each.file for each in station.intake().set_aside()] == ["x.inzage"] * 3


# What is no package at all.


def test_a_hostile_inbox(station: StationUnderTest, tmp_path: Path) -> None:
    inbox = station.home.inbox
    elsewhere = tmp_path / "elsewhere.inzage"
    good = station.drop(NAME)
    (inbox / NAME).rename(elsewhere)
    (inbox / "passwd.inzage").symlink_to("/etc/passwd")
    (inbox / "link to a good one.inzage").symlink_to(elsewhere)
    (inbox / "nowhere.inzage").symlink_to(tmp_path / "nothing")
    (inbox / "directory.inzage").mkdir()
    (inbox / "directory.inzage" / "inside").write_text("kept")
    os.mkfifo(inbox / "pipe.inzage")
    (inbox / "empty.inzage").touch()
    (inbox / "line\nbreak\x1b[2J\u202e.inzage").write_text("x")
    (inbox / ("n" * 255)).write_text("x")
    (inbox / "empty.inzage.reason.json").write_text('{"code": "lies"}')
    Path(os.fsdecode(os.fsencode(inbox) + b"/no text \xff.inzage")).write_text("x")
    station.drop("zz good one.inzage")
    assert station.run() == ()
    assert station.inbox == []
    assert [each.approval.approval_id for each in station.packages().appointments()] == [
        good.approval_id
    ]
    reasons = {each.file: each.code for each in station.intake().set_aside()}
    special = "passwd", "link to a good one", "nowhere", "directory", "pipe"
    assert {reasons.pop(f"{name}.inzage") for name in special} == {"intake.not_a_file"}
    assert reasons == {
        "empty.inzage": "package.not_package",
        "line\ufffdbreak\ufffd[2J\ufffd.inzage": "package.not_package",
        shown_name("n" * 255): "package.not_package",
        "empty.inzage.reason.json": "package.not_package",
        "no text \ufffd.inzage": "package.not_package",
    }
    aside = station.home.set_aside
    assert (aside / "passwd.inzage").readlink() == Path("/etc/passwd")
    assert (aside / "directory.inzage" / "inside").read_text() == "kept"
    assert (aside / "empty.inzage.reason.json_").read_text() == '{"code": "lies"}'
    assert elsewhere.exists()
    assert len(station.events("package.set_aside")) == 10


@given(name=st.text(min_size=1, max_size=255))
def test_a_shown_name_is_one_visible_line_that_fits(name: str) -> None:
    shown = shown_name(name)
    assert shown.isprintable()
    assert 1 <= len(shown) <= 120
    shown.encode()


def test_the_reason_survives_a_restart_or_says_it_is_lost(station: StationUnderTest) -> None:
    (station.home.inbox / "x.inzage").write_bytes(b"no package")
    station.run()
    directory = station.home.set_aside
    assert list_set_aside(directory) == (SetAsidePackage("x.inzage", "package.not_package", {}),)
    reason = directory / "x.inzage.reason.json"
    lost = (SetAsidePackage("x.inzage", "set_aside.reason_lost", {}),)
    for damaged in ("", "[]", "{}", '{"v":1,"file":1,"code":"c","facts":{}}', "[" * 9000):
        reason.write_text(damaged)
        assert list_set_aside(directory) == lost
    reason.unlink()
    assert list_set_aside(directory) == lost


# What is still on its way.


def test_a_file_being_copied_is_waited_for(station: StationUnderTest) -> None:
    station.drop(NAME)
    path = station.home.inbox / NAME
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    os.utime(path, (1, 1))  # copied with the date of its original
    changed_at = path.stat().st_ctime
    now = station.clock.now()
    station.clock.wall += timedelta(seconds=changed_at - now.timestamp() + 5)
    assert station.run() == (NAME,)
    assert station.inbox == [NAME]
    path.write_bytes(whole)
    assert station.run() == ()
    assert len(station.packages().appointments()) == 1


def test_a_file_that_stays_half_is_set_aside(station: StationUnderTest) -> None:
    (station.home.inbox / "half.inzage").write_bytes(b"PK\x03\x04")
    station.clock.wall -= timedelta(seconds=58)
    assert station.run() == ("half.inzage",)
    station.clock.wait(31)
    assert station.run() == ()
    assert [each.code for each in station.intake().set_aside()] == ["package.incomplete"]


def test_a_date_in_the_future_does_not_keep_a_file_young(station: StationUnderTest) -> None:
    path = station.home.inbox / "half.inzage"
    path.write_bytes(b"PK\x03\x04")
    tomorrow = station.clock.now().timestamp() + 86_400
    os.utime(path, (tomorrow, tomorrow))
    assert station.run() == ()
    assert len(station.intake().set_aside()) == 1


@pytest.mark.parametrize(
    "name", [".hidden.inzage", "a.inzage.part", "a.TMP", "Niet bevestigd.crdownload"]
)
def test_passing_names_are_left_alone(station: StationUnderTest, name: str) -> None:
    (station.home.inbox / name).write_bytes(b"x")
    assert station.run() == ()
    assert station.inbox == [name]


def test_a_file_that_changes_under_the_check_is_looked_at_again(station: StationUnderTest) -> None:
    station.drop(NAME)
    path = station.home.inbox / NAME

    def meddle(name: str, done: int, total: int) -> None:
        if done == total:
            with path.open("ab") as file:
                file.write(b"more")

    assert station.intake().run(meddle) == (NAME,)
    assert station.inbox == [NAME]
    assert station.events("package.accepted") == []


def test_a_file_that_is_spoilt_under_the_check_is_not_judged_yet(station: StationUnderTest) -> None:
    station.drop(NAME)

    def spoil(name: str, done: int, total: int) -> None:
        if done == 0:
            with (station.home.inbox / NAME).open("r+b") as file:
                file.seek(CLIP_OFFSET + CHUNK)
                file.write(b"spoilt")

    assert station.intake().run(spoil) == (NAME,)
    assert station.inbox == [NAME]
    assert station.events("package.set_aside") == []
    assert station.run() == ()
    assert [each.code for each in station.intake().set_aside()] == ["clip.changed"]


def test_a_file_taken_away_under_the_check_is_nobodys_problem(station: StationUnderTest) -> None:
    station.drop(NAME)

    def take_away(name: str, done: int, total: int) -> None:
        (station.home.inbox / NAME).unlink(missing_ok=True)

    assert station.intake().run(take_away) == ()
    assert station.events("package.accepted") == []


# What can fail on the way.


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
