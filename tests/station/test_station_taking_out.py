"""Taking something out of the station's own trail: recorded in it, or not done."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from typer.testing import CliRunner, Result

from tests.disks import small_disk
from tests.station.killed_changer import work
from tests.station.writers import writer
from viewer_app.audit.bundle import verify_bundle
from viewer_app.audit.export import verify_export
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import ReadEvent, TrailReader
from viewer_app.cli import app as whole_app
from viewer_app.commands.audit import app
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings

ACTIVITY = "https://register.example/inzage"


def run(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def last_event(home: Home) -> ReadEvent:
    with TrailReader(home.trail) as reader:
        return reader.page(1)[0]


def last_session(home: Home) -> str:
    with TrailReader(home.trail) as reader:
        return reader.sessions(1)[0].session


@pytest.fixture
def used(home: Home) -> Home:
    """A station that held two sessions."""
    work(home, 0).close()
    work(home, 0).close()
    return home


def test_every_export_is_an_event_by_the_administrator(
    used: Home, tmp_path: Path, qapp: QApplication
) -> None:
    session = last_session(used)
    for number, arguments in enumerate(
        [
            ["export"],
            ["export", "--format", "csv", "--from", "2020-01-01"],
            ["export", "--format", "otlp", "--activity", ACTIVITY],
            ["export", "--format", "vng", "--activity", ACTIVITY, "--oin", "0" * 20],
            ["export", "--format", "syslog"],
            ["bundle", session],
            ["report", session, "--with-personal"],
            ["report", "--from", "2020-01-01"],
        ]
    ):
        with TrailReader(used.trail) as reader:
            before = reader.size()
        out = tmp_path / f"out-{number}"
        run(*arguments, "-o", out)
        assert out.stat().st_size
        assert out.stat().st_mode & 0o077 == 0
        event = last_event(used).entry
        assert (event.seq, event.action, event.role) == (before, "review.exported", "administrator")
        assert event.object == f"trail:{event.log}"
        assert event.details["format"] in {"jsonl", "csv", "otlp", "vng", "syslog", "bundle", "pdf"}
        assert out.name not in json.dumps(event.details)  # a file's name may name a person
    assert last_event(used).entry.details["from"] == "2020-01-01"


def test_an_export_holds_the_event_that_it_was_made(used: Home, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run("export", "-o", out)
    key = VerifierKey.parse(Settings.load(used.settings).audit_key)
    exported = verify_export(out, key)
    with TrailReader(used.trail) as reader:
        assert exported.size == reader.size()
    assert "review.exported" in out.read_text().splitlines()[-1]


@pytest.mark.parametrize(
    "arguments",
    [["export"], ["bundle", "S-2"], ["report", "S-2"], ["report", "--from", "2026-01-01"]],
)
def test_what_cannot_be_recorded_is_not_taken_out(
    home: Home, tmp_path: Path, arguments: list[str]
) -> None:
    running = work(home, 0)
    out = tmp_path / "out"
    result = run(*arguments, "-o", out, "--json", code=1)
    assert json.loads(result.stdout)["error"] == "export.not_recorded"
    assert not out.exists()
    # the same file under another name is still the station's own trail
    (tmp_path / "other.sqlite").symlink_to(home.trail)
    run(*arguments, "-o", out, "--trail", tmp_path / "other.sqlite", code=1)
    assert not out.exists()
    running.close()


def test_nor_from_a_station_on_a_read_only_disk(
    used: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with small_disk(tmp_path / "disk", 4) as disk:
        shutil.copytree(used.path, disk / "station", copy_function=shutil.copy)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        monkeypatch.setenv("INZAGE_HOME", str(disk / "station"))
        result = run("export", "-o", out, "--json", code=1)
        assert json.loads(result.stdout)["error"] == "trail.read_only"
        assert not out.exists()
        run("export", "-o", out, "--trail", copy_of(disk / "station", tmp_path))


def copy_of(station: Path, place: Path) -> Path:
    return Path(shutil.copy(Home(station).trail, place / "copy.sqlite"))


def test_a_bundle_of_the_station_verifies_where_it_was_made_and_elsewhere(
    used: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, short, receipt = (tmp_path / name for name in ("whole", "short", "receipt"))
    session = last_session(used)
    run("bundle", session, "-o", out)
    run("bundle", session, "-o", short, "--short")
    settings = Settings.load(used.settings)
    proved = verify_bundle(out, [VerifierKey.parse(settings.audit_key)])
    receipt.write_text(proved.checkpoint)
    assert json.loads(run("verify", "--bundle", out, "--json").stdout)["session"] == session
    monkeypatch.setenv("INZAGE_HOME", str(tmp_path / "nowhere"))
    run("verify", "--bundle", out, code=2)
    run("verify", "--bundle", out, "--key", settings.audit_key)
    assert "klopt" in run("verify", "--bundle", short, "--anchor", receipt).stdout
    result = run("verify", "--bundle", short, "--key", settings.audit_key, "--json", code=1)
    assert json.loads(result.stdout)["error"] == "bundle.not_trusted"


def test_the_trail_of_an_earlier_year_is_the_stations_own_too(home: Home, tmp_path: Path) -> None:
    work(home, 0).close()
    work(home, 1).close()
    first = home.trails()[0]
    run("export", "--trail", first, "-o", tmp_path / "out")
    event = last_event(home).entry
    assert (event.action, event.details["trail"]) == ("review.exported", first.name)


@pytest.mark.skipif(sys.platform != "linux", reason="the writer's service is Linux only")
def test_where_another_user_writes_the_trail_it_is_recorded_while_that_goes_on(
    home: Home, place: Path, tmp_path: Path
) -> None:
    work(home, 0).close()
    session = last_session(home)
    with writer(home, place):
        settings = Settings.load(home.settings)
        replace(settings, audit_socket=str(place)).save(home.settings)
        run("bundle", session, "-o", tmp_path / "bundle")
        event = last_event(home).entry
        assert (event.action, event.details["session"]) == ("review.exported", session)
    result = run("bundle", session, "-o", tmp_path / "again", "--json", code=1)
    assert json.loads(result.stdout)["error"].startswith("trail.")
    assert not (tmp_path / "again").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the writer's service is Linux only")
def test_where_another_user_writes_the_trail_every_command_goes_to_that_one(
    used: Home, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    session = last_session(used)
    settings = Settings.load(used.settings)
    screens = Home(tmp_path / "screen")
    screens.create()
    shutil.copy(used.policy, screens.policy)
    replace(settings, audit_key="x", audit_socket=str(place)).save(screens.settings)
    with writer(used, place):
        monkeypatch.setenv("INZAGE_HOME", str(screens.path))
        assert session in run("list", "--json").stdout
        run("verify")
        out = tmp_path / "out"
        run("report", session, "-o", out)
        assert last_event(used).entry.details["format"] == "pdf"
        (tmp_path / "rules.toml").write_text('municipality = "Voorbeeldstad"\n', "utf-8")
        letter = ["letter", session, "--policy", tmp_path / "rules.toml", "--json"]
        assert json.loads(run(*letter, code=1).stdout)["error"] == "outcome.no_appointment"
        assert last_event(used).entry.details["format"] == "letter"
        run("export", "--trail", used.trail, "-o", tmp_path / "by-name")
        assert last_event(used).entry.details["trail"] == used.trail.name
        before = last_event(used).entry.seq
        for refused in (["retention"], ["erase", "1"], ["erase", "--before", "2030-01-01"]):
            result = run(*refused, "--json", code=1)
            assert json.loads(result.stdout)["error"] == "trail.written_elsewhere"
        assert last_event(used).entry.seq == before
        shown = CliRunner().invoke(whole_app, ["station", "show", "--json"])
        assert json.loads(shown.stdout)["audit_key"] == settings.audit_key
