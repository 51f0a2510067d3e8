"""The packages a station keeps: listed while they prove themselves, opened only as approved."""

import io
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.evidence.builders import DESK_PRIVATE, content
from tests.station.stations import FILM, INTAKE, OUTSIDER, SUPERVISOR, StationUnderTest
from viewer_app.errors import InzageError
from viewer_app.evidence.approval import Approval, ClipBinding, key_thumbprint, sign_approval
from viewer_app.evidence.errors import EvidenceError, NoMatchError, SealedClipError
from viewer_app.evidence.sealed import write_package
from viewer_app.session.ports import Appointment, Identity
from viewer_app.station.errors import StationError
from viewer_app.station.packages import Packages
from viewer_app.vault import VaultError

IDS = [f"2f1c6f0e-8f0a-4f63-9a4b-0f6f4d1d7a{number:02}" for number in range(4)]


def take_in(station: StationUnderTest, number: int = 0, **changes: Any) -> tuple[Path, Approval]:
    """A package that went through intake: where it is kept, and its approval."""
    approved = station.drop(approval_id=IDS[number], **changes)
    station.run()
    path = station.home.packages / f"{IDS[number]}.inzage"
    assert path.exists()
    return path, approved


def ids(packages: Packages) -> list[str]:
    return [each.approval.approval_id for each in packages.appointments()]


def damage(packages: Packages) -> list[tuple[str, str]]:
    found = packages.damaged()
    assert all(str(InzageError(each.code, **each.facts)) != each.code for each in found)
    return [(each.file, each.code) for each in found]


def read(clip: Any) -> bytes:
    buffer = bytearray(clip.size)
    clip.read_into(0, memoryview(buffer))
    clip.wipe()
    return bytes(buffer)


# Listing.


def test_appointments_stand_in_the_order_of_their_windows(station: StationUnderTest) -> None:
    now = station.clock.now()
    for number, hours in enumerate((5, 1, 3)):
        start = now + timedelta(hours=hours)
        window = {"valid_from": start, "valid_until": start + timedelta(hours=1)}
        take_in(station, number, **window)
    assert ids(station.packages()) == [IDS[1], IDS[2], IDS[0]]
    assert station.packages().damaged() == ()


def test_no_name_given_by_people_is_kept(station: StationUnderTest) -> None:
    take_in(station)
    (appointment,) = station.packages().appointments()
    assert appointment.package == f"{IDS[0]}.inzage"
    assert "Jansen" not in repr(appointment)


def test_what_was_proven_is_not_read_again_until_it_changes(station: StationUnderTest) -> None:
    path, _ = take_in(station)
    packages = station.packages()
    assert ids(packages) == [IDS[0]]
    station.vault.remove("intake-key")
    assert ids(packages) == [IDS[0]], "the keyring is not asked again"
    os.utime(path)
    with pytest.raises(VaultError):
        packages.appointments()


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_changed_byte_never_opens(station: StationUnderTest, data: st.DataObject) -> None:
    path = station.home.packages / f"{IDS[0]}.inzage"
    if not path.exists():
        take_in(station, film=b"short")
        (station.home.path / "whole").write_bytes(path.read_bytes())
    packages = station.packages()
    whole = (station.home.path / "whole").read_bytes()
    path.write_bytes(whole)
    (appointment,) = packages.appointments()
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(changed)
    listed = len(packages.appointments())
    assert listed + len(packages.damaged()) == 1
    with pytest.raises((EvidenceError, StationError)):
        packages.open(appointment, SUPERVISOR)
    assert path.exists()


def test_what_does_not_belong_is_reported_and_left_alone(station: StationUnderTest) -> None:
    path, _ = take_in(station)
    directory = station.home.packages
    (directory / "copy.inzage").write_bytes(path.read_bytes())
    (directory / "note\n.txt").write_text("x")
    (directory / "link.inzage").symlink_to(path)
    (directory / ".passing.part").write_text("x")
    (directory / "directory").mkdir()
    os.mkfifo(directory / "pipe")
    packages = station.packages()
    assert ids(packages) == [IDS[0]]
    assert damage(packages) == [
        ("copy.inzage", "package.misnamed"),
        ("directory", "intake.not_a_file"),
        ("link.inzage", "intake.not_a_file"),
        ("note\ufffd.txt", "package.not_package"),
        ("pipe", "intake.not_a_file"),
    ]
    assert len(list(directory.iterdir())) == 7


def test_a_desk_that_is_no_longer_pinned_signs_nothing(station: StationUnderTest) -> None:
    take_in(station)
    station.settings = replace(station.settings, desks=())
    packages = station.packages()
    assert packages.appointments() == ()
    assert damage(packages) == [(f"{IDS[0]}.inzage", "approval.unknown_desk")]


def test_packages_that_cannot_be_listed_are_told(station: StationUnderTest) -> None:
    station.home.packages.rmdir()
    with pytest.raises(StationError) as told:
        station.packages().appointments()
    assert told.value.code == "packages.unreadable"


# Opening.


def test_the_named_supervisor_opens_the_film(station: StationUnderTest) -> None:
    take_in(station)
    packages = station.packages()
    (appointment,) = packages.appointments()
    assert read(packages.open(appointment, SUPERVISOR)) == FILM


def test_nobody_else_opens_it(station: StationUnderTest) -> None:
    take_in(station)
    packages = station.packages()
    (appointment,) = packages.appointments()
    for other in (OUTSIDER, INTAKE):
        with pytest.raises(NoMatchError):
            packages.open(appointment, other)

    class Pretender:
        def wipe(self) -> None: ...

    pretender: Identity = Pretender()
    with pytest.raises(TypeError):
        packages.open(appointment, pretender)


def rewrite(path: Path, approved: Approval, film: bytes, **changes: Any) -> None:
    """Put another package in its place, signed by the same desk, with the same approval id."""

    def approve(binding: ClipBinding) -> str:
        signed = replace(approved, **({"clip": binding} | changes))
        return sign_approval(signed, DESK_PRIVATE, key_thumbprint(DESK_PRIVATE.public_key()))

    path.unlink()
    write_package(
        path,
        io.BytesIO(film),
        approve,
        clip_recipients=[SUPERVISOR.recipient],
        approval_recipients=[INTAKE.recipient],
    )


def test_a_replaced_approval_opens_nothing(station: StationUnderTest) -> None:
    path, approved = take_in(station)
    packages = station.packages()
    (appointment,) = packages.appointments()
    rewrite(path, approved, FILM, viewings=99)
    with pytest.raises(StationError) as refused:
        packages.open(appointment, SUPERVISOR)
    assert refused.value.code == "package.approval_replaced"
    rewrite(path, approved, content(5000, seed=7), clip=approved.clip)
    with pytest.raises(SealedClipError) as swapped:
        packages.open(appointment, SUPERVISOR)
    assert swapped.value.code == "clip.swapped"
    assert damage(packages) == [(path.name, "clip.swapped")]


def test_a_package_that_is_gone_is_told(station: StationUnderTest) -> None:
    path, approved = take_in(station)
    packages = station.packages()
    (appointment,) = packages.appointments()
    path.unlink()
    for chosen in (appointment, Appointment("../../etc/passwd", approved)):
        with pytest.raises(StationError) as gone:
            packages.open(chosen, SUPERVISOR)
        assert gone.value.code == "package.gone"
    assert packages.appointments() == ()
