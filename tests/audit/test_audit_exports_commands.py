"""``inzage audit export``, ``bundle`` and ``report``: what is typed, and what is no sense."""

import json
import socket
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from typer.testing import CliRunner, Result

from tests.audit.exported import taking, unframed
from tests.audit.trails import KEY, Trail, TwoClocks
from tests.audit.visits import start_station, write_visit
from viewer_app.commands.audit import app

ACTIVITY = ["--activity", "https://register.example/inzage"]
OIN = ["--oin", "00000001821002193000"]


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    clock = TwoClocks()
    trail = Trail(tmp_path_factory.mktemp("visited") / "trail.sqlite", clock)
    with trail.create() as log:
        start_station(log)
        write_visit(log, clock, "AAAA-1111")
        clock.pass_time(24 * 3600 * 1000)
        write_visit(log, clock, "BBBB-2222")
    return trail.path


def run(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        (["csv"], 37),
        (["otlp", *ACTIVITY], 34),
        (["vng", *ACTIVITY, *OIN], 2),
        (["syslog"], 36),
    ],
)
def test_each_form_is_written_and_counted(
    visited: Path, tmp_path: Path, form: list[str], lines: int
) -> None:
    out = tmp_path / "out"
    arguments = ["export", "--trail", visited, "-o", out, "--format", *form]
    said = json.loads(run(*arguments, "--json").stdout)
    assert (said["format"], said["lines"]) == (form[0], lines)
    assert out.read_bytes().count(b"\n") == lines


def test_a_day_has_only_what_was_that_day(visited: Path, tmp_path: Path) -> None:
    day = ["--from", "2026-03-03", "--until", "2026-03-03"]
    for form in (["csv"], ["otlp", *ACTIVITY], ["vng", *ACTIVITY, *OIN], ["syslog"]):
        out = tmp_path / form[0]
        run("export", "--trail", visited, "-o", out, *day, "--format", *form)
        whole = tmp_path / f"{form[0]}-whole"
        run("export", "--trail", visited, "-o", whole, "--format", *form)
        assert 0 < out.stat().st_size < 0.7 * whole.stat().st_size


def test_a_collector_is_sent_every_event(visited: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        received = taking(server)
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        said = run("export", "--trail", visited, "--format", "syslog", "--to", address).stdout
        assert "36 berichten verstuurd" in said
        assert len(list(unframed(received()))) == 36


def test_a_collector_elsewhere_is_refused(visited: Path) -> None:
    arguments = ["export", "--trail", visited, "--format", "syslog", "--to", "tcp://192.0.2.1:1"]
    assert "andere computer" in run(*arguments, code=1).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["export"],
        ["export", "--from", "2026-01-01", "-o", "x"],
        ["export", "--format", "csv", "--to", "udp://127.0.0.1:514"],
        ["export", "--format", "syslog", "--to", "udp://127.0.0.1:514", "-o", "x"],
        ["export", "--format", "otlp", "-o", "x"],
        ["export", "--format", "vng", *ACTIVITY, "-o", "x"],
        ["export", "--format", "vng", *ACTIVITY, "--oin", "123", "-o", "x"],
        ["export", "--format", "pdf", "-o", "x"],
        ["export", "--format", "csv", "--from", "2026-02-01", "--until", "2026-01-01", "-o", "x"],
        ["export", "--format", "csv", "--from", "1-2-2026", "-o", "x"],
        ["bundle", "-o", "x"],
        ["bundle", "AAAA-1111"],
        ["report", "-o", "x"],
        ["report", "AAAA-1111"],
        ["report", "AAAA-1111", "--from", "2026-01-01", "-o", "x"],
        ["report", "--from", "2026-01-01", "--with-personal", "-o", "x"],
    ],
)
def test_wrong_usage_exits_2_and_writes_nothing(
    visited: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    run(*arguments, "--trail", visited, code=2)
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_and_its_verification_in_both_languages(visited: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "Bewijs van sessie" in run("bundle", "AAAA-1111", "-o", out, "--trail", visited).stdout
    assert "17 gebeurtenissen" in run("verify", "--bundle", out, "--key", KEY).stdout
    said = run("verify", "--bundle", out, "--key", KEY, "--language", "en").stdout
    assert "session AAAA-1111, 17 events, exactly as they were signed" in said
    out.write_text(out.read_text().replace("passport", "identity_card"))
    result = run("verify", "--bundle", out, "--key", KEY, "--json", code=1)
    assert json.loads(result.stdout)["error"] == "bundle.changed"


def test_reports_say_where_they_are(visited: Path, tmp_path: Path, qapp: QApplication) -> None:
    for number, wanted in enumerate((["AAAA-1111"], ["--from", "2026-03-03"])):
        out = tmp_path / f"{number}.pdf"
        arguments = ["report", *wanted, "-o", out, "--trail", visited]
        assert out.name in run(*arguments).stdout
        assert out.read_bytes().startswith(b"%PDF-1.4")
        assert "niet overschreven" in run(*arguments, code=1).stderr
