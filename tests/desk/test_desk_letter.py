"""``inzage desk letter``: a refusal says on what rule, and what the citizen can do."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from tests.desk.requests import at, moment
from viewer_app.commands.desk import app
from viewer_app.desk.errors import DeskError
from viewer_app.desk.letter import Refusal, refuse, write_letter
from viewer_app.evidence.approval import Ground, HoldBasis, LegalHold, Regime
from viewer_app.session.calendar import AMSTERDAM, dutch_day, spell_day
from viewer_app.session.policy import Policy

RULES = 'municipality = "Voorbeeldstad"\nrequest_days = 24\nretention_days = 30\n'
SOEST = Policy(municipality="Soest")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text(RULES, "utf-8")
    return path


def run(rules: Path, *more: object, code: int = 0, **changes: Any) -> Result:
    """The command for a request that came too late for a recording that is gone."""
    options = {
        "case": "Z-2026-0042",
        "regime": "avg",
        "recorded_at": moment(days=-40),
        "requested_at": moment(days=-10),
        "ground": "filmed",
        **changes,
    }
    typed = [word for name, to in options.items() for word in (f"--{name.replace('_', '-')}", to)]
    command = ["letter", *typed, "--policy", str(rules), *map(str, more)]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == code, (result.output, result.exception)
    return result


def told(rules: Path, *more: object, code: int = 0, **changes: Any) -> dict[str, Any]:
    """What a machine is told."""
    answer: dict[str, Any] = json.loads(run(rules, "--json", *more, code=code, **changes).stdout)
    return answer


def day(days: float = 0) -> str:
    """A Dutch day so far from today, as letters spell it."""
    return spell_day(dutch_day(at(days)), "nl")


def test_the_letter_says_why_and_what_can_be_done(rules: Path) -> None:
    text = run(rules).stdout
    assert text.startswith(f"Voorbeeldstad\nDatum: {day()}\nZaaknummer: Z-2026-0042\n")
    assert text.endswith("Met vriendelijke groet,\nVoorbeeldstad\n")
    assert f"Op {day(days=-10)} kregen wij uw verzoek" in text
    assert f"De opname is van {day(days=-40)}." in text
    assert "binnen 24 dagen na de dag van de opname" in text
    assert f"om vraagt. Dat kon tot en met {day(days=-16)}." in text
    assert f"een opname 30 dagen. Deze opname bewaarden wij tot en met {day(days=-10)}." in text
    assert "bezwaar maken. Stuur daarvoor een brief aan Voorbeeldstad, binnen zes weken" in text
    assert "klacht indienen bij de Autoriteit Persoonsgegevens" in text
    assert "artikel 15 van de Algemene verordening gegevensbescherming" in text


def test_the_law_is_that_of_the_recording(rules: Path) -> None:
    text = run(rules, regime="wpg").stdout
    assert "artikel 25 van de Wet politiegegevens" in text
    assert "Algemene verordening" not in text
    assert "zes weken" in text
    assert "Autoriteit Persoonsgegevens" in text


def test_the_letter_can_be_english(rules: Path) -> None:
    text = run(rules, "--language", "en").stdout
    for words in ("You can object", "within six weeks", "Autoriteit Persoonsgegevens", "too late"):
        assert words in text
    assert "Wij" not in text


def test_each_rule_has_its_own_paragraph(rules: Path) -> None:
    late = told(rules)
    assert late["rules"] == ["rule.requested_too_late", "rule.past_retention"]
    in_time: dict[str, Any] = {"requested_at": moment(days=-30)}
    gone = told(rules, **in_time)
    assert gone["rules"] == ["rule.past_retention"]
    assert "te laat" not in gone["letter"]
    until = (datetime.now(UTC) - timedelta(days=5)).astimezone(AMSTERDAM).date()
    held = told(rules, hold_until=until.isoformat(), **in_time)
    assert held["rules"] == ["rule.hold_ended"]
    assert f"moesten deze opname bewaren tot en met {spell_day(until, 'nl')}" in held["letter"]
    rules.write_text(RULES + 'grounds = ["filmed"]\n', "utf-8")
    new: dict[str, Any] = {"recorded_at": moment(days=-3), "requested_at": moment(days=-1)}
    other = told(rules, ground="bystander", **new)
    assert other["rules"] == ["rule.other_ground"]
    words = "namelijk wie: gefilmd. In uw verzoek staat: vermoedt als omstander gefilmd te zijn."
    assert words in other["letter"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"recorded_at": moment(days=-3), "requested_at": moment(days=-1)}, "letter.no_ground"),
        ({"requested_at": moment(days=-41)}, "letter.check_dates"),
        ({"requested_at": moment(hours=1)}, "request.in_future"),
        ({"recorded_at": moment(hours=1)}, "request.in_future"),
        ({"recorded_at": "1999-12-31T12:00"}, "request.moment"),
        ({"requested_at": "9999-12-31T12:00"}, "request.moment"),
        ({"case": ""}, "request.text"),
        ({"case": "Z\n\nGoedgekeurd"}, "request.text"),
        ({"case": "Z" * 201}, "request.text"),
    ],
)
def test_where_there_is_nothing_to_refuse_on_there_is_no_letter(
    rules: Path, tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    path = tmp_path / "brief.txt"
    assert told(rules, "-o", path, code=1, **changes)["error"] == code
    assert not path.exists()
    assert run(rules, code=1, **changes).stdout == ""


def test_rules_that_name_no_municipality_send_no_letter(rules: Path) -> None:
    rules.write_text("request_days = 24\n", "utf-8")
    assert told(rules, code=1)["error"] == "letter.no_sender"
    rules.write_text("request_day = 24\n", "utf-8")
    run(rules, code=1)


def test_a_day_that_cannot_be_read_is_wrong_usage(rules: Path) -> None:
    assert told(rules, code=2, hold_until="gisteren")["facts"]["option"] == "--hold-until"
    assert told(rules, code=2, requested_at="2026-01-01")["facts"]["option"] == "--requested-at"
    run(rules, code=2, regime="police")


def test_the_letter_goes_to_a_new_file_of_its_own(rules: Path, tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    said = run(rules, "-o", path)
    assert "brief.txt is gemaakt" in said.stdout
    assert "bezwaar" not in said.stdout
    text = path.read_text("utf-8")
    assert text == run(rules).stdout
    assert path.stat().st_mode & 0o077 == 0
    assert told(rules, "-o", path, code=1)["error"] == "letter.exists"
    assert path.read_text("utf-8") == text
    none = tmp_path / "none" / "brief.txt"
    assert told(rules, "-o", none, code=1)["error"] == "letter.not_written"


days = st.dates(date(2000, 1, 2), date(2199, 12, 1))


@given(days, st.integers(0, 60), st.integers(0, 60), st.none() | st.integers(0, 90))
def test_a_letter_refuses_on_what_the_check_of_a_request_finds(
    recorded_on: date, asked_after: int, answered_after: int, held: int | None
) -> None:
    recorded = datetime.combine(recorded_on, time(10), AMSTERDAM)
    requested = recorded + timedelta(days=asked_after)
    now = requested + timedelta(days=answered_after)
    until = None if held is None else recorded_on + timedelta(days=held)
    hold = LegalHold("klacht", HoldBasis.COMPLAINT, "JZ", until) if until else None
    found = {one.code for one in SOEST.check_request(recorded, requested, hold, now)}

    def answer() -> Refusal:
        return refuse(
            "Z-1",
            Regime.AVG,
            Ground.FILMED,
            recorded,
            requested,
            policy=SOEST,
            now=now,
            hold_until=until,
        )

    if not found:
        with pytest.raises(DeskError, match="nothing against"):
            answer()
        return
    refusal = answer()
    if held is not None and held <= SOEST.retention_days:  # a hold that kept it no longer
        found = {code.replace("hold_ended", "past_retention") for code in found}
    assert set(refusal.rules) == found
    for language in ("nl", "en"):
        text = write_letter(refusal, language)
        assert "…" not in text
        assert text.count("\n- ") == len(found) + 2
