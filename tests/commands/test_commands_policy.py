"""A file of rules is checked and explained before anybody uses it."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from viewer_app.cli import app
from viewer_app.session.policy import Policy
from viewer_app.station.enrolment import policy_text


def run(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["policy", *map(str, arguments)])
    assert result.exit_code == code, (result.output, result.exception)
    return result


def told(*arguments: object, code: int = 0) -> dict[str, Any]:
    """What a command tells a machine."""
    said: dict[str, Any] = json.loads(run(*arguments, "--json", code=code).stdout)
    return said


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "regels.toml"
    path.write_text('municipality = "Soest"\nrequest_days = 24\n', "utf-8")
    return path


def test_a_sound_file_is_told_in_short(rules: Path) -> None:
    said = run("check", rules).stdout
    assert "regels.toml is in orde. Soest: een verzoek kan tot en met dag 24" in said
    assert "tot en met dag 28" in said
    answer = told("check", rules)
    assert answer["rules"]["request_days"] == 24
    assert answer["rules"]["documents"][0] == "passport"


def test_every_fault_of_a_file_is_told_with_its_line(rules: Path) -> None:
    rules.write_text("request_day = 24\n\nviewings = 0\n", "utf-8")
    said = run("check", rules, "--language", "en", code=1)
    assert said.stdout == ""
    first, second, last = said.stderr.splitlines()
    assert first == (
        "regels.toml, line 1: there is no rule ‘request_day’. Perhaps ‘request_days’ is meant."
    )
    assert second.startswith("regels.toml, line 3: ‘viewings’ is 0. It must be a whole number")
    assert last == "regels.toml cannot be used like this. Faults: 2."
    answer = told("check", rules, code=1)
    assert answer["error"] == "policy.faulty"
    assert [fault["facts"]["line"] for fault in answer["findings"]] == [1, 3]
    assert told("explain", rules, *DAYS, code=1)["error"] == "policy.unknown_key"


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    run("check", tmp_path / "none.toml", code=2)
    run("check", tmp_path, code=2)


DAYS = ("--recorded-at", "2026-11-02", "--requested-at", "2026-11-24")


def test_the_same_request_is_late_under_one_policy_and_in_time_under_another(rules: Path) -> None:
    assert "te laat, tenzij" in run("explain", *DAYS).stdout
    said = run("explain", rules, *DAYS).stdout
    assert "Dit zijn de regels van Soest" in said
    assert "op dag 22, dinsdag 24 november 2026: op tijd" in said
    assert "blijven er 6 dagen" in said


def test_machines_are_told_days(rules: Path) -> None:
    answer = told("explain", rules, *DAYS, "--hold", "2027-01-31", "--language", "en")
    assert answer.pop("sentences")[0].startswith("These are the rules of Soest")
    assert answer == {
        "recorded_on": "2026-11-02",
        "requested_on": "2026-11-24",
        "last_request_day": "2026-11-26",
        "last_kept_day": "2026-11-30",
        "hold_until": "2027-01-31",
        "kept_until": "2027-01-31",
        "held_until": None,
        "destroyed_on": "2027-02-01",
        "request_day": 22,
        "in_time": True,
        "refusal": None,
        "days_left": 68,
        "usual_rules": False,
    }
    assert told("explain", *DAYS)["refusal"] == "rule.requested_too_late"


def test_without_a_file_the_stations_own_rules_are_explained(station_home: Path) -> None:
    assert told("explain", *DAYS)["usual_rules"] is True
    assert "dit is geen station" in run("explain", *DAYS).stdout
    station_home.mkdir(parents=True)
    own = Policy(municipality="Gemeente X", request_days=10)
    (station_home / "policy.toml").write_text(policy_text(own), "utf-8")
    answer = told("explain", *DAYS)
    assert (answer["usual_rules"], answer["last_request_day"]) == (False, "2026-11-12")


@pytest.mark.parametrize(
    ("recorded", "requested", "in_time"),
    [
        ("2026-11-02T14:00", "2026-11-02", True),
        ("2026-11-02", "2026-11-02T00:00", True),
        ("2026-11-02T23:59", "2026-11-23T23:59:59", True),
        ("2026-11-02T23:59", "2026-11-24T00:00", False),
        ("2026-11-02T22:59Z", "2026-11-23T22:59Z", True),
        ("2026-11-02T23:00Z", "2026-11-24", True),
    ],
)
def test_a_day_or_a_moment_may_be_typed(recorded: str, requested: str, in_time: bool) -> None:
    days = ("--recorded-at", recorded, "--requested-at", requested)
    assert told("explain", *days)["in_time"] is in_time


@pytest.mark.parametrize(
    ("option", "text", "code"),
    [
        ("--recorded-at", "gisteren", "moment.malformed"),
        ("--recorded-at", "2026-02-30", "day.malformed"),
        ("--requested-at", "2026-10-25T02:30", "moment.twice"),
        ("--requested-at", "9999-12-31", "day.other_century"),
        ("--recorded-at", "1999-12-31T12:00", "day.other_century"),
        ("--hold", "9999-12-31", "day.other_century"),
        ("--hold", "2026-11-02T12:00", "day.malformed"),
    ],
)
def test_what_is_no_day_is_wrong_usage(option: str, text: str, code: str) -> None:
    days = {"--recorded-at": "2026-11-02", "--requested-at": "2026-11-03", option: text}
    typed = [each for pair in days.items() for each in pair]
    answer = told("explain", *typed, code=2)
    assert (answer["error"], answer["facts"]["option"]) == (code, option)
