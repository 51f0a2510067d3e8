"""``inzage audit``: what an auditor types and reads."""

import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner, Result

from tests.audit.trails import KEY, ORIGIN, Trail, TwoClocks, event, write_session
from viewer_app import audit, messages
from viewer_app.audit.note import VerifierKey
from viewer_app.commands.audit import app
from viewer_app.messages.audit import MESSAGES
from viewer_app.messages.verifying import MESSAGES as FINDINGS
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings


@pytest.fixture
def closed(trail: Trail) -> Path:
    """A trail of three sessions, one under way, and its checkpoint in ``anchor.txt``."""
    with trail.create() as log:
        write_session(log, "AAAA-1111", "a1")
        write_session(log, "BBBB-2222", "a2")
        (trail.path.parent / "anchor.txt").write_text(log.seal())
        log.record(event("session.opened", "CCCC-3333", private={"remarks": "geen"}))
    return trail.path


def run(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def test_verify_gives_four_verdicts_in_words(closed: Path) -> None:
    said = run("verify", "--trail", closed, "--key", KEY).stdout
    for word in ("Ongeschonden", "Volledig", "Verankerd", "Klok", "niet bewezen", "aandacht"):
        assert word in said
    said = run("verify", "--trail", closed, "--key", KEY, "--language", "en").stdout
    assert "Integrity" in said
    assert "not proven" in said


def test_verify_for_machines(closed: Path) -> None:
    anchor = closed.parent / "anchor.txt"
    said = json.loads(
        run("verify", "--trail", closed, "--key", KEY, "--anchor", anchor, "--json").stdout
    )
    assert (said["origin"], said["size"], said["sessions"]) == (ORIGIN, 24, 3)
    assert {name: said[name]["state"] for name in ("integrity", "completeness", "anchoring")} == {
        "integrity": "holds",
        "completeness": "attention",
        "anchoring": "holds",
    }
    assert (said["anchored_size"], said["anchored_at"]) == (23, "2026-03-02T09:00:00.230Z")


def test_a_broken_trail_exits_1_and_names_the_event(closed: Path) -> None:
    other = VerifierKey.of(ORIGIN, Ed25519PrivateKey.generate())
    result = run("verify", "--trail", closed, "--key", other, "--json", code=1)
    assert json.loads(result.stdout)["integrity"]["first_bad"] == 0


@pytest.mark.parametrize("command", ["verify", "list", "export"])
def test_no_trail_is_a_refusal_in_dutch(tmp_path: Path, command: str) -> None:
    extra = {"verify": ["--key", KEY], "list": [], "export": ["-o", tmp_path / "out"]}[command]
    result = run(command, "--trail", tmp_path / "none.sqlite", *extra, code=1)
    assert "Het logboek none.sqlite is er niet" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [["verify", "--anchor", "no-such-file"], ["list", "--limit", "0"], ["export"], ["none"]],
)
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    run(*arguments, code=2)


def test_without_a_station_the_key_must_be_given(closed: Path) -> None:
    assert "--key" in run("verify", "--trail", closed, code=2).stderr


def test_the_key_pinned_at_enrolment_is_the_default(
    trail_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(trail_path.parent / "home")
    home.create()
    Settings(
        station="balie-1",
        demonstration=False,
        language="nl",
        vault="none",
        recipient="age1none",
        audit_key=str(KEY),
        desks=(),
    ).save_new(home.settings)
    Trail(home.trail, TwoClocks()).create().close()
    monkeypatch.setenv("INZAGE_HOME", str(home.path))
    assert "klopt" in run("verify").stdout


def test_list_shows_sessions_and_their_ends(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    said = run("list", "--trail", closed).stdout
    assert said.index("CCCC-3333") < said.index("BBBB-2222") < said.index("AAAA-1111")
    assert "bezig" in said
    assert "afgerond" in said
    assert "2026-03-02 10:00:00" in said  # 9:00 UTC is 10:00 in Amsterdam


def test_list_pages_for_machines(closed: Path) -> None:
    first = json.loads(run("list", "--trail", closed, "--limit", "1", "--json").stdout)
    assert (first["session"], first["end"], first["closed"]) == ("CCCC-3333", "", None)
    rest = run("list", "--trail", closed, "--before", first["seq"], "--json").stdout.splitlines()
    assert [json.loads(line)["session"] for line in rest] == ["BBBB-2222", "AAAA-1111"]


def test_list_shows_one_session(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    said = run("list", "--trail", closed, "--session", "AAAA-1111").stdout
    assert "identity.checked" in said
    lines = run("list", "--trail", closed, "--session", "CCCC-3333", "--json").stdout.splitlines()
    assert [json.loads(line)["private"] for line in lines] == [{"remarks": "geen"}]


def test_text_in_the_trail_commands_no_terminal(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    with trail.create() as log:
        log.record(event("session.opened", "AAAA-1111", "supervisor:[red]x\x1b[31m"))
    said = run("list", "--trail", trail.path, "--session", "AAAA-1111").stdout
    assert "supervisor:[red]x\ufffd[31m" in said


def test_export_and_its_verification(closed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    said = json.loads(run("export", "--trail", closed, "-o", out, "--json").stdout)
    assert said["size"] == 24
    assert "klopt" in run("verify", "--export", out, "--key", KEY).stdout
    refused = run("export", "--trail", closed, "-o", out, code=1)
    assert "niet overschreven" in refused.stderr
    out.write_text(out.read_text().replace("AAAA-1111", "AAAA-1112", 1))
    result = run("verify", "--export", out, "--key", KEY, "--json", code=1)
    assert json.loads(result.stdout) == {
        "error": "export.changed",
        "facts": {"file": "out.jsonl", "line": 3},
    }


def test_every_sentence_has_both_languages_and_the_same_facts() -> None:
    places = messages.catalogue()
    for code, message in {**MESSAGES, **FINDINGS}.items():
        assert places[code] is message
        assert _places(message.nl) == _places(message.en), code
        assert message.nl != message.en or "{" not in message.nl, code


def test_every_code_of_this_room_has_a_sentence() -> None:
    events = {"trail.started"}
    found: set[str] = set()
    for module in Path(audit.__file__).parent.glob("*.py"):
        found |= set(re.findall(r'"((?:trail|verify|export)\.[a-z_]+)"', module.read_text()))
    assert len(found) > 50
    assert found - events <= set(messages.catalogue())


def _places(sentence: str) -> set[str]:
    return {part.split("}")[0] for part in sentence.split("{")[1:]}
