"""The state directory and its settings: private, whole, and strict."""

import os
from pathlib import Path

import pytest

from viewer_app.evidence.approval import Ground
from viewer_app.session.policy import (
    Companion,
    Demand,
    DestroyAfter,
    Document,
    Place,
    Policy,
    Spoken,
    Weakness,
)
from viewer_app.session.policy_file import load_policy
from viewer_app.session.tongue import Tongue
from viewer_app.station.enrolment import policy_text
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings

SETTINGS = Settings(
    station="KANTOOR-1",
    demonstration=False,
    language="nl",
    vault="inzagestation-0011",
    recipient="age1x",
    audit_key="a+00000000+AA==",
    desks=(),
)


def code(raised: pytest.ExceptionInfo[StationError]) -> str:
    return raised.value.code


def test_everything_in_it_is_for_its_owner_alone(station_home: Path) -> None:
    Home.locate().create()
    directories = [station_home, *(path for path in station_home.rglob("*") if path.is_dir())]
    assert len(directories) == 6
    assert {path.stat().st_mode & 0o777 for path in directories} == {0o700}


def test_without_the_variable_it_is_the_usual_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INZAGE_HOME")
    assert Home.locate().path == Path(os.environ["XDG_STATE_HOME"]) / "inzagestation"


@pytest.mark.parametrize("name", ["", "inbox", "people", "audit"])
def test_open_to_others_it_is_refused(station_home: Path, name: str) -> None:
    home = Home.locate()
    home.create()
    (station_home / name).chmod(0o750)
    with pytest.raises(StationError) as refused:
        home.check()
    assert code(refused) == "home.open_to_others"


def test_a_link_in_place_of_a_directory_is_refused(station_home: Path, tmp_path: Path) -> None:
    home = Home.locate()
    home.create()
    home.inbox.rmdir()
    home.inbox.symlink_to(tmp_path)
    with pytest.raises(StationError) as refused:
        home.check()
    assert code(refused) == "home.unusable"


def test_without_enrolment_it_says_what_to_do(station_home: Path) -> None:
    with pytest.raises(StationError) as refused:
        Home.locate().check()
    assert code(refused) == "station.not_enrolled"
    assert "inzage station enrol" in refused.value.text("nl")


def test_settings_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "station.toml"
    SETTINGS.save_new(path)
    assert Settings.load(path) == SETTINGS
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        SETTINGS.save_new(path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("station", "settings.invalid"),
        ("demonstration", "settings.invalid"),
        ("language", "settings.invalid"),
        ("vault", "settings.invalid"),
        ("recipient", "settings.invalid"),
        ("audit_key", "settings.invalid"),
        ("desks", "settings.invalid"),
    ],
)
def test_a_setting_that_is_missing_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "station.toml"
    SETTINGS.save_new(path)
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(each for each in lines if not each.startswith(f"{line} ")))
    with pytest.raises(StationError) as refused:
        Settings.load(path)
    assert (code(refused), refused.value.facts["key"]) == (said, line)


def test_half_a_settings_file_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "station.toml"
    path.write_text('station = "KANT')
    with pytest.raises(StationError) as refused:
        Settings.load(path)
    assert code(refused) == "settings.unreadable"


@pytest.mark.parametrize("name", ['Gemeente "Voorbeeldstad"', "Súdwest-Fryslân", "a\\b", "'s-H"])
def test_the_policy_that_enrolment_writes_is_the_policy_that_is_read(
    tmp_path: Path, name: str
) -> None:
    documents = (Document.PASSPORT, Document.IDENTITY_CARD)
    policy = Policy(
        *(name, 24, 26, 20, (Ground.FILMED,), documents, (Companion.INTERPRETER,), True),
        *(3, 45, 15, 5, 40),
        languages=(Spoken.EN,),
        destroy_after=DestroyAfter.APPOINTMENT,
        screens=2,
        anchor_days=7,
        presence_minutes=0,
        trail_years=9,
        sandbox=Demand.IF_AVAILABLE,
        own_libvlc=Demand.IF_AVAILABLE,
        accepted=(Weakness.SWAP_OPEN, Weakness.CORE_DUMPS),
        texts={
            Tongue.DUTCH: {Place.CONDITIONS: f'Bij {name} "<b>\\u202e', Place.END: "Dank u."},
            Tongue.ARABIC: {Place.END: "شكرًا لك"},
        },
    )
    usual = vars(Policy())
    assert not [rule for rule, value in vars(policy).items() if value == usual[rule]]
    path = tmp_path / "policy.toml"
    path.write_text(policy_text(policy), "utf-8")
    assert load_policy(path) == policy
