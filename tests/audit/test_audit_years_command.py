"""``inzage audit verify`` on a station of several years: each with its verdicts and its link."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.test_audit_commands import run
from tests.audit.trails import KEY, Trail, TwoClocks
from tests.audit.years import Made, make_years
from viewer_app.audit.retention import keep_checkpoint, read_year, remove_year
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    return make_years(tmp_path_factory.mktemp("years"))


@pytest.fixture
def home(sound: list[Made], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A station enrolled three years ago."""
    home = Home(tmp_path / "home")
    home.create()
    for made in sound:
        shutil.copy(made.path, home.audit)
    Settings(
        station="balie-1",
        demonstration=False,
        language="nl",
        vault="none",
        recipient="age1none",
        audit_key=str(sound[0].trust),
        desks=(),
        year_keys=tuple(str(made.trust) for made in sound[1:]),
    ).save_new(home.settings)
    monkeypatch.setenv("INZAGE_HOME", str(home.path))
    return home


def pin(home: Home, *year_keys: object) -> None:
    settings = Settings.load(home.settings)
    replace(settings, year_keys=tuple(map(str, year_keys))).save(home.settings)


def verified(*arguments: object, code: int = 0) -> dict[str, Any]:
    """What is said of each year."""
    said = run("verify", *arguments, "--json", code=code).stdout.splitlines()
    return {report["origin"][-4:]: report for report in map(json.loads, said)}


def test_every_year_has_its_own_verdicts(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    years = verified()
    assert list(years) == ["2026", "2027", "2028"]
    for report in years.values():
        states = [report[name]["state"] for name in ("integrity", "completeness", "clock")]
        assert states == ["holds", "holds", "holds"]
        assert report["sessions"] == 2
    monkeypatch.setenv("COLUMNS", "160")
    said = run("verify").stdout
    assert said.index("/2026") < said.index("/2027") < said.index("/2028")
    assert said.count("Ongeschonden") == 3


def test_one_trail_that_is_named_is_verified_alone(home: Home, sound: list[Made]) -> None:
    shutil.copy(sound[1].half_way, home.trail_of(2027))
    arguments = ("--trail", home.trail_of(2027), "--key", sound[1].trust)
    assert list(verified(*arguments)) == ["2027"]


def test_a_middle_year_put_back_older_is_named_with_the_first_event(
    home: Home, sound: list[Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(sound[1].half_way, home.trail_of(2027))
    years = verified(code=1)
    assert [report["integrity"]["state"] for report in years.values()] == [
        "holds",
        "broken",
        "holds",
    ]
    assert years["2027"]["integrity"]["first_bad"] == 12
    monkeypatch.setenv("COLUMNS", "160")
    assert "eindigt het voor gebeurtenis 12" in run("verify", code=1).stdout
    assert "ends before event 12" in run("verify", "--language", "en", code=1).stdout


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_a_missing_year_is_named(home: Home, year: int) -> None:
    (home.trails()[0] if year == 2026 else home.trail_of(year)).unlink()
    years = verified(code=1)
    assert list(years) == ["2026", "2027", "2028"]
    codes = {name: [f["code"] for f in years[name]["integrity"]["findings"]] for name in years}
    assert codes.pop(str(year)) == ["verify.year_missing"]
    assert list(codes.values()) == [[], []]


def test_a_year_that_fell_away_is_held_against_the_one_after(home: Home) -> None:
    year = read_year(home.trails()[0])
    keep_checkpoint(year)
    remove_year(year)
    years = verified()
    assert years["2026"]["integrity"]["state"] == "not_proven"
    assert years["2026"]["size"] == year.size
    kept = home.audit / "past-years.jsonl"
    kept.write_text(kept.read_text().replace("\\n25\\n", "\\n24\\n"))
    years = verified(code=1)
    assert years["2026"]["integrity"]["findings"][-1]["code"] == "verify.link_kept"
    kept.unlink()
    assert verified(code=1)["2026"]["integrity"]["findings"][0]["code"] == "verify.year_missing"


def test_a_year_just_begun_is_known_by_the_year_before(home: Home, sound: list[Made]) -> None:
    """The program stopped between beginning the year and pinning its key."""
    pin(home, sound[1].trust)
    years = verified()
    assert list(years) == ["2026", "2027", "2028"]
    assert years["2028"]["integrity"]["state"] == "holds"


@pytest.mark.parametrize("year", [2025, 2029])
def test_a_trail_that_no_year_names_is_not_passed_over(home: Home, year: int) -> None:
    shutil.copy(home.trail_of(2028), home.trail_of(year))
    integrity = verified(code=1)[str(year)]["integrity"]
    assert integrity["state"] == "broken"
    assert "verify.other_key" in {found["code"] for found in integrity["findings"]}


def test_a_checkpoint_is_compared_with_the_year_it_is_of(
    home: Home, sound: list[Made], tmp_path: Path
) -> None:
    receipt, foreign = tmp_path / "receipt", tmp_path / "foreign"
    receipt.write_text(sound[1].sealed)
    other = Trail(tmp_path / "other.sqlite", TwoClocks())
    with other.create(Ed25519PrivateKey.generate()) as log:
        foreign.write_text(log.seal().replace(KEY.name, "inzage.example/0363/balie-9/2027"))
    anchored = {name: r["anchoring"]["state"] for name, r in verified("--anchor", receipt).items()}
    assert anchored == {"2026": "not_proven", "2027": "holds", "2028": "not_proven"}
    years = verified("--anchor", foreign, code=1)
    assert years["2028"]["anchoring"]["findings"][0]["code"] == "verify.anchor_unknown"
