"""``inzage audit letter``: after a refusal, an early end or a no-show."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.audit.trails import Trail, TwoClocks, event
from tests.audit.visits import APPROVAL, CASE, start_station, write_visit
from viewer_app import messages
from viewer_app.commands.audit import app
from viewer_app.session.ports import Json
from viewer_app.session.record import Reason

MISSED = "0b0c7a52-9d0f-4e0e-8f5e-3b8a6f1f2d11"


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sessions that ended in every way, and an appointment that nobody came to."""
    clock = TwoClocks()
    trail = Trail(tmp_path_factory.mktemp("ended") / "trail.sqlite", clock)
    with trail.create() as log:
        start_station(log)
        write_visit(log, clock, "AAAA-2222", regime="avg")
        write_visit(log, clock, "BBBB-2222", end="refused", reason="identity_not_proven")
        for session, regime, end, reason in (
            ("CCCC-2222", "avg", "refused", "identity_not_proven"),
            ("DDDD-2222", "wpg", "refused", "identity_not_proven"),
            ("EEEE-2222", "avg", "aborted", "citizen_stopped"),
            ("FFFF-2222", "wpg", "interrupted", "approval.expired"),
        ):
            write_visit(log, clock, session, regime=regime, end=end, reason=reason)
        log.record(event("session.opened", "GGGG-2222", "supervisor:j.devries"))
        log.record(
            event(
                "appointment.no_show",
                "GGGG-2222",
                f"approval:{MISSED}",
                details={"regime": "wpg"},
                private={"case": CASE},
            )
        )
        closed: dict[str, Json] = {"end": "aborted", "reason": "signed_out"}
        log.record(event("session.closed", "GGGG-2222", "station:balie-1", details=closed))
        log.record(event("session.opened", "HHHH-2222", "supervisor:j.devries"))
    return trail.path


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text('municipality = "Voorbeeldstad"\n', "utf-8")
    return path


def run(trail: Path, rules: Path, *arguments: object, code: int = 0) -> Result:
    command = ["letter", "--trail", trail, "--policy", rules, *arguments]
    result = CliRunner().invoke(app, [str(word) for word in command])
    assert result.exit_code == code, (result.output, result.exception)
    return result


def told(*arguments: Any, code: int = 0) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(*arguments, "--json", code=code).stdout)
    return answer


def test_a_refusal_says_why_on_what_law_and_what_can_be_done(ended: Path, rules: Path) -> None:
    text = run(ended, rules, "CCCC-2222").stdout
    assert text.startswith("Voorbeeldstad\nDatum: ")
    assert "Kenmerk: CCCC-2222" in text
    assert "Op maandag 2 maart 2026 had u een afspraak" in text
    assert "U hebt de opname toen niet gezien." in text
    assert "Wij konden niet vaststellen dat de opname voor u bedoeld was." in text
    assert "Dit is een besluit op uw verzoek om inzage in persoonsgegevens (artikel 15" in text
    assert "brief aan Voorbeeldstad, binnen zes weken" in text
    assert "Autoriteit Persoonsgegevens" in text
    assert "Neem dan contact op met Voorbeeldstad." in text
    police = run(ended, rules, "DDDD-2222").stdout
    assert "artikel 25 van de Wet politiegegevens" in police
    assert "Algemene verordening" not in police


def test_a_film_that_stopped_early_is_no_refusal(ended: Path, rules: Path) -> None:
    stopped = told(ended, rules, "EEEE-2222", "--language", "en")
    assert (stopped["end"], stopped["reason"], stopped["shown"]) == (
        "aborted",
        "citizen_stopped",
        True,
    )
    assert "You wanted to stop watching." in stopped["letter"]
    assert "This is a decision" not in stopped["letter"]
    assert "article 15" in stopped["letter"]
    cut = told(ended, rules, "FFFF-2222")
    assert (cut["end"], cut["regime"]) == ("interrupted", "wpg")
    assert "Het kijkstation is gestopt voordat u klaar was." in cut["letter"]


def test_a_no_show_is_found_by_its_approval(ended: Path, rules: Path) -> None:
    missed = told(ended, rules, "--approval", MISSED)
    assert (missed["end"], missed["regime"], missed["reference"]) == ("not_appeared", "wpg", MISSED)
    assert "Wij hebben u op de afspraak niet ontvangen." in missed["letter"]
    assert "Dit is een besluit" not in missed["letter"]


def test_the_case_number_is_there_only_if_asked_for(ended: Path, rules: Path) -> None:
    for which in (["CCCC-2222"], ["--approval", MISSED]):
        assert CASE not in run(ended, rules, *which, "--json").stdout
        assert f"Zaaknummer: {CASE}\n" in run(ended, rules, *which, "--with-personal").stdout


def test_a_file_is_new_and_for_its_owner_only(ended: Path, rules: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.txt"
    run(ended, rules, "CCCC-2222", "-o", out)
    assert out.read_text("utf-8") == run(ended, rules, "CCCC-2222").stdout
    assert out.stat().st_mode & 0o777 == 0o600
    before = out.read_bytes()
    assert told(ended, rules, "DDDD-2222", "-o", out, code=1)["error"] == "export.exists"
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    ("which", "code"),
    [
        (["AAAA-2222"], "outcome.completed"),
        (["BBBB-2222"], "outcome.no_regime"),
        (["GGGG-2222"], "outcome.no_appointment"),
        (["HHHH-2222"], "outcome.open"),
        (["ZZZZ-2222"], "outcome.no_session"),
        ([""], "outcome.no_session"),
        (["--approval", APPROVAL.removeprefix("approval:")], "outcome.no_no_show"),
    ],
)
def test_where_no_letter_belongs_there_is_none(
    ended: Path, rules: Path, tmp_path: Path, which: list[str], code: str
) -> None:
    out = tmp_path / "brief.txt"
    assert told(ended, rules, *which, "-o", out, code=1)["error"] == code
    assert not out.exists()


def test_a_letter_has_a_sender_and_one_subject(ended: Path, rules: Path) -> None:
    run(ended, rules, code=2)
    run(ended, rules, "CCCC-2222", "--approval", MISSED, code=2)
    rules.write_text("request_days = 21\n", "utf-8")
    assert told(ended, rules, "CCCC-2222", code=1)["error"] == "letter.no_sender"


@pytest.mark.parametrize("reason", sorted({*Reason} - {Reason.FINISHED, Reason.STATION_STOPPED}))
def test_each_reason_has_words_of_its_own(reason: Reason) -> None:
    assert f"outcome.reason.{reason}" in messages.catalogue()
