"""Setting a station up by command, as an administrator types it; and what it refuses."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from typer.testing import Result

from tests.cli import run, told
from viewer_app.audit.body import Entry
from viewer_app.audit.reader import TrailReader
from viewer_app.desk.home import locate_home
from viewer_app.desk.keys import Desk
from viewer_app.station.enrolment import forget_keys
from viewer_app.station.home import Home
from viewer_app.station.identity_lock import RFC_9106
from viewer_app.station.passphrase_cost import measure_cost
from viewer_app.station.settings import Settings

PHRASE = "vier blauwe fietsen bij de brug\n"


@pytest.fixture(autouse=True)
def clean(
    secret_service: KeyringBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    monkeypatch.setenv("INZAGE_DESK_HOME", str(tmp_path / "desk"))
    # half a second for each passphrase is for real stations
    monkeypatch.setattr("viewer_app.commands.station.measure_cost", lambda: RFC_9106)
    yield
    if Home.locate().settings.exists():
        forget_keys(Settings.load(Home.locate().settings))
    if (tmp_path / "desk" / "desk.toml").exists():
        Desk.load(locate_home()).forget()


def enrol() -> dict[str, str]:
    pin = told("desk", "keygen", "--name", "gemeente-x")["pin"]
    return told(
        *("station", "enrol", "--id", "KANTOOR-1", "--municipality", "Gemeente X", "--desk", pin)
    )


def add(name: str = "j.devries") -> dict[str, str]:
    return told("supervisor", "add", name, "--passphrase-stdin", typed=PHRASE)


def test_from_nothing_to_a_sealed_package(film: Path, tmp_path: Path) -> None:
    station = enrol()
    supervisor = add()
    assert station["address"].startswith("KANTOOR-1=age1")
    assert supervisor["recipient"].startswith("age1")
    now = datetime.now(UTC)
    package = tmp_path / "afspraak.inzage"
    run(
        *("desk", "seal", film, "--case", "Z-1", "--ground", "filmed", "--name", "W. de Bruijn"),
        *("--regime", "avg"),
        *("--birth-date", "1965-03-10", "--supervisor", supervisor["recipient"]),
        *("--station", station["address"], "-o", package),
        *("--recorded-at", (now - timedelta(days=3)).isoformat()),
        *("--requested-at", (now - timedelta(days=2)).isoformat()),
        *("--from", now.isoformat(), "--until", (now + timedelta(hours=1)).isoformat()),
    )
    assert "W. de Bruijn" in run("desk", "show", package).stdout
    assert run("supervisor", "list").stdout == "j.devries\n"
    assert told("station", "show")["address"] == station["address"]
    with TrailReader(Home.locate().trail) as reader:
        actions = [event.entry.action for event in reader.page()][::-1]
    assert actions == ["trail.started", "station.enrolled", "person.added"]


def test_enrolling_settles_what_a_passphrase_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer_app.commands.station.measure_cost", measure_cost)
    enrol()
    add()
    home = Home.locate()
    cost = Settings.load(home.settings).argon2id
    record = json.loads((home.people / "supervisor" / "j.devries.json").read_bytes())
    assert {key: record["argon2id"][key] for key in vars(cost)} == vars(cost)
    assert cost.memory_kib >= 64 * 1024


def test_every_act_of_administration_says_who_did_it() -> None:
    enrol()
    add()
    with TrailReader(Home.locate().trail) as reader:
        added = reader.page(limit=1)[0].entry
    assert (added.role, added.object, added.outcome) == (
        "administrator",
        "supervisor:j.devries",
        "ok",
    )
    assert added.actor


def test_a_passphrase_is_typed_twice_and_must_agree() -> None:
    enrol()
    two = "vier blauwe fietsen bij de brug\nvier rode fietsen bij de brug\n"
    assert "niet gelijk" in run("supervisor", "add", "j.devries", typed=two, code=2).output
    assert run("supervisor", "list").stdout == ""
    same = PHRASE * 2
    assert "kan zich aanmelden" in run("supervisor", "add", "j.devries", typed=same).stdout


@pytest.mark.parametrize(
    ("name", "phrase", "code"),
    [
        ("J. de Vries", PHRASE, "person.name_malformed"),
        ("j.devries", "kort\n", "passphrase.too_short"),
        ("j.devries", "\n", "passphrase.too_short"),
    ],
)
def test_who_cannot_be_added_leaves_nothing(name: str, phrase: str, code: str) -> None:
    enrol()
    said = run("supervisor", "add", name, "--passphrase-stdin", "--json", typed=phrase, code=1)
    assert json.loads(said.stdout)["error"] == code
    assert run("supervisor", "list").stdout == ""
    with TrailReader(Home.locate().trail) as reader:
        assert reader.page(limit=1)[0].entry.action == "station.enrolled"


def test_nobody_is_added_twice() -> None:
    enrol()
    add()
    said = run("supervisor", "add", "j.devries", "--passphrase-stdin", typed=PHRASE, code=1)
    assert "j.devries" in said.stderr


NEW = "zes groene bomen langs het water\n"


def last_event() -> Entry:
    with TrailReader(Home.locate().trail) as reader:
        return reader.page(limit=1)[0].entry


def change(old: str, new: str = NEW, *, code: int = 0, role: str = "supervisor") -> Result:
    return run(*(role, "passphrase", "j.devries", "--passphrase-stdin"), typed=old + new, code=code)


def test_a_passphrase_is_changed_and_the_key_stays() -> None:
    enrol()
    recipient = add()["recipient"]
    assert "dezelfde" in change(PHRASE).stdout
    event = last_event()
    assert (event.action, event.object, event.outcome) == (
        "person.passphrase_changed",
        "supervisor:j.devries",
        "ok",
    )
    assert event.details["recipient"] == recipient
    # the new one is the present one now, and the old one is wrong
    change(NEW, PHRASE)
    assert "klopt niet" in change(NEW, code=1).stderr
    assert (last_event().outcome, last_event().details["code"]) == ("refused", "signin.wrong")


def test_guessing_a_passphrase_by_changing_it_costs_time() -> None:
    enrol()
    add()
    for _ in range(2):
        change("dit is hem niet\n", code=1)
    assert "Wacht" in change(PHRASE, code=1).stderr
    assert last_event().details["code"] == "signin.wait"


def test_what_cannot_be_a_passphrase_changes_nothing() -> None:
    enrol()
    add()
    assert "te kort" in change(PHRASE, "kort\n", code=1).stderr
    assert "niet op dit station" in change(PHRASE, role="auditor", code=1).stderr
    assert last_event().action == "person.added"
    change(PHRASE)


def test_an_auditor_changes_theirs_at_a_terminal() -> None:
    enrol()
    run("auditor", "add", "j.devries", "--passphrase-stdin", typed=PHRASE)
    typed = PHRASE + NEW + NEW
    assert "gewijzigd" in run("auditor", "passphrase", "j.devries", typed=typed).stdout
    assert last_event().object == "auditor:j.devries"


@pytest.mark.parametrize("role", ["supervisor", "auditor"])
def test_a_person_is_removed_only_when_it_is_meant(role: str) -> None:
    enrol()
    run(role, "add", "j.devries", "--passphrase-stdin", typed=PHRASE)
    assert "--yes" in run(role, "remove", "j.devries", code=1).stderr
    assert run(role, "list").stdout == "j.devries\n"
    assert last_event().action == "person.added"
    run(role, "remove", "j.devries", "--yes")
    assert run(role, "list").stdout == ""
    assert (last_event().action, last_event().object) == ("person.removed", f"{role}:j.devries")
    assert "Controleer de naam" in run(role, "remove", "j.devries", "--yes", code=1).stderr
    # and can come back, with another key
    run(role, "add", "j.devries", "--passphrase-stdin", typed=NEW)


def test_an_auditor_is_no_supervisor() -> None:
    enrol()
    run("auditor", "add", "fg.bakker", "--passphrase-stdin", typed=PHRASE)
    assert run("supervisor", "list").stdout == ""
    assert run("auditor", "list").stdout == "fg.bakker\n"


@pytest.mark.parametrize(
    "arguments",
    [("supervisor", "add", "j.devries", "--passphrase-stdin"), ("station", "show")],
)
def test_before_enrolment_every_command_says_what_to_do(arguments: tuple[str, ...]) -> None:
    said = run(*arguments, code=1, typed=PHRASE)
    assert "inzage station enrol" in said.stderr


@pytest.mark.parametrize(
    ("pin", "code"), [("gemeente-x", "desk.pin_malformed"), ("x=abc", "desk.pin_malformed")]
)
def test_a_mistyped_desk_key_enrols_nothing(pin: str, code: str, station_home: Path) -> None:
    said = run(
        *("station", "enrol", "--id", "K-1", "--municipality", "X", "--desk", pin, "--json"),
        code=1,
    )
    assert json.loads(said.stdout)["error"] == code
    assert not station_home.exists()


def test_help_speaks_both_languages() -> None:
    for words in (("--help",), ("station", "--help"), ("desk", "seal", "--help")):
        said = run(*words).stdout
        assert " · " in said
