"""How long: years fall away and their checkpoints stay, values go and their proofs stand."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.station.enrolled import copy_station, enrolled
from tests.station.killed_changer import LaterClock, work
from tests.station.test_station_taking_out import last_event, run
from viewer_app.app.trail import open_station_trail
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import State
from viewer_app.audit.retention import PAST_YEARS
from viewer_app.audit.verify import verify
from viewer_app.commands import audit_retention
from viewer_app.session.calendar import dutch_day
from viewer_app.session.ports import Actor, Event
from viewer_app.session.roles import Role
from viewer_app.station.clock import SystemClock
from viewer_app.station.enrolment import forget_keys
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

NAME = "mevrouw Jansen-Oosterhuis"


def years_on(monkeypatch: pytest.MonkeyPatch, years: int) -> None:
    monkeypatch.setattr(audit_retention, "SystemClock", lambda: LaterClock(years))


def add_remark(home: Home, years: int, text: str = NAME) -> int:
    """An event with a personal value; its position."""
    settings = Settings.load(home.settings)
    trail = open_station_trail(home, settings, Vault(settings.vault), LaterClock(years))
    actor = Actor(Role.ADMINISTRATOR, "beheer")
    trail.record(Event("", actor, "station.noted", "station:x", private={"remarks": text}))
    seq = trail.log.size - 1
    trail.close()
    return seq


def bytes_of(home: Home) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.audit.iterdir()))


@pytest.fixture(scope="module")
def three_years(
    secret_service: KeyringBackend, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Home]:
    """A station with the trails of three years, each with a personal value."""
    with enrolled(Home(tmp_path_factory.mktemp("old") / "station")) as home:
        for years in (0, 1, 2):
            work(home, years).close()
            add_remark(home, years)
        yield home


@pytest.fixture
def old(three_years: Home, station_home: Path) -> Iterator[Home]:
    """Such a station for one test alone."""
    home = Home(station_home)
    settings = copy_station(three_years, home)
    yield home
    forget_keys(settings)


def test_nothing_falls_away_before_its_time_or_unasked(
    old: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bytes_of(old)
    years_on(monkeypatch, 5)
    assert "vervalt niets" in run("retention", "--apply").stdout
    years_on(monkeypatch, 6)
    said = json.loads(run("retention", "--json").stdout)
    assert (said["file"], said["removed"]) == ("trail.sqlite", False)
    assert bytes_of(old) == before


def test_a_year_falls_away_and_what_it_ended_with_stays(
    old: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _, used = old.trails()
    with TrailReader(first) as reader:
        size = reader.size()
        note, key = reader.checkpoint(size), reader.signing_key(0)
    years_on(monkeypatch, 6)
    assert "is vervallen" in run("retention", "--apply").stdout
    assert sorted(path.name for path in old.audit.glob("trail*.sqlite")) == sorted(
        path.name for path in old.trails()[1:]
    )
    assert not list(old.audit.glob("trail.sqlite*"))
    kept = json.loads((old.audit / PAST_YEARS).read_text())
    assert (kept["checkpoint"], kept["size"], kept["vkey"]) == (note, size, str(key))
    event = last_event(old).entry
    assert (event.action, event.role) == ("retention.year_removed", "administrator")
    assert event.details["checkpoint"] == note
    assert "vervalt niets" in run("retention", "--apply").stdout
    # the station goes on, with the year before the one in use checked as always
    work(old, 2).close()
    settings = Settings.load(old.settings)
    report = verify(used, VerifierKey.parse(settings.trail_key), thorough=True)
    assert report.integrity.state is State.HOLDS


def test_the_year_before_the_one_in_use_stays_however_old(
    old: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    years_on(monkeypatch, 60)
    run("retention", "--apply")
    assert [path.exists() for path in old.trails()] == [False, True, True]
    work(old, 2).close()


def test_a_year_that_was_tampered_with_is_evidence_and_stays(
    old: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = old.trails()[0]
    with sqlite3.connect(first) as database:
        database.execute("DROP TRIGGER entry_no_update")
        database.execute("UPDATE entry SET body = replace(body, 'j.devries', 'x') WHERE seq = 3")
    database.close()
    years_on(monkeypatch, 6)
    result = run("retention", "--apply", "--json", code=1)
    assert json.loads(result.stdout)["error"] == "retention.broken"
    assert first.exists()
    assert not (old.audit / PAST_YEARS).exists()


def test_stopped_half_way_it_is_done_again_and_nothing_is_lost(
    old: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(year: object) -> None:
        raise KeyboardInterrupt

    years_on(monkeypatch, 6)
    with monkeypatch.context() as patch:
        patch.setattr(audit_retention, "remove_year", stop)
        run("retention", "--apply", code=130)
    assert old.trails()[0].exists()
    run("retention", "--apply")
    assert not old.trails()[0].exists()
    assert len((old.audit / PAST_YEARS).read_text().splitlines()) == 1


def test_how_many_years_is_the_municipalitys_rule(
    old: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    old.policy.write_text(old.policy.read_text().replace("trail_years = 5", "trail_years = 9"))
    years_on(monkeypatch, 9)
    assert "9 hele jaren" in run("retention").stdout
    old.policy.write_text(old.policy.read_text().replace("trail_years = 9", "trail_years = 0"))
    result = run("retention", "--json", code=1)
    assert json.loads(result.stdout)["error"] == "policy.not_number"


# --- values ------------------------------------------------------------------------------------


def holds(home: Home) -> list[State]:
    settings = Settings.load(home.settings)
    keys = (settings.audit_key, *settings.year_keys)
    return [
        verify(path, VerifierKey.parse(key), thorough=True).integrity.state
        for path, key in zip(home.trails(), keys, strict=True)
    ]


def test_one_event_loses_its_values_and_keeps_its_proof(home: Home) -> None:
    seq, other = add_remark(home, 0), add_remark(home, 0, "blijft staan")
    assert "1 gebeurtenissen (1 waarden)" in run("erase", seq).stdout
    with TrailReader(home.trail) as reader:
        found = {event.entry.seq: event for event in reader.page(50)}
    assert found[seq].private == {}
    assert found[seq].entry.commitments.keys() == {"remarks"}
    assert found[other].private == {"remarks": "blijft staan"}
    event = last_event(home).entry
    assert (event.action, event.details["first"]) == ("retention.values_erased", seq)
    assert NAME.encode() not in bytes_of(home)
    assert holds(home) == [State.HOLDS]
    assert json.loads(run("erase", seq, "--json").stdout) == {"events": 0, "values": 0}


def test_before_a_day_all_years_lose_theirs(old: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    later = dutch_day(SystemClock().now()).year + 2
    said = json.loads(run("erase", "--before", f"{later}-01-01", "--json").stdout)
    assert said == {"events": 2, "values": 2}
    left = []
    for path in old.trails():
        with TrailReader(path) as reader:
            left.append(sum(bool(event.private) for event in reader.page(100)))
    assert left == [0, 0, 1]
    assert all(NAME.encode() not in path.read_bytes() for path in old.trails()[:2])
    assert holds(old) == [State.HOLDS] * 3


def test_erasing_is_refused_while_the_program_is_running(home: Home) -> None:
    seq = add_remark(home, 0)
    running = work(home, 0)
    result = run("erase", seq, "--json", code=1)
    assert json.loads(result.stdout)["error"] == "export.not_recorded"
    running.close()
    with TrailReader(home.trail) as reader:
        assert any(event.private for event in reader.page(50))


@pytest.mark.parametrize(
    "arguments", [[], ["3", "--before", "2026-01-01"], ["--before", "x"], ["-1"]]
)
def test_one_event_or_a_day(home: Home, arguments: list[str]) -> None:
    run("erase", *arguments, code=2)


def test_without_a_station_nothing_can_be_erased(tmp_path: Path) -> None:
    for command in (["erase", "3"], ["retention"]):
        result = run(*command, "--json", code=1)
        assert json.loads(result.stdout)["error"] == "station.not_enrolled"
