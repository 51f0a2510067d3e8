"""Intake: what was spoilt, comes twice, is no package or is not whole yet; nothing is lost."""

import os
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.station import stations
from tests.station.set_aside import NAME, kept_aside, refused
from tests.station.stations import StationUnderTest
from viewer_app.evidence.age import CHUNK
from viewer_app.evidence.approval import sign_approval
from viewer_app.evidence.archive import CLIP_OFFSET
from viewer_app.evidence.sealed import Package
from viewer_app.station.set_aside import SetAsidePackage, list_set_aside, shown_name

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
