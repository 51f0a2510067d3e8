"""A station moves to a new machine; the trails of all its lives are verified together."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli import run
from tests.commands.backups import ENROL, PHRASE, Keeper, restore
from tests.station.keyrings import keyring_session
from tests.tools import ROOT
from viewer_app.audit.body import read_body
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify
from viewer_app.audit.years import origin_after_restore, origin_in, year_of
from viewer_app.station.enrolment import forget_keys
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings


def test_a_station_moves_to_a_new_machine(home: Home, keeper: Keeper, tmp_path: Path) -> None:
    """Two keyrings, two state directories, as docs/administrator.md has it."""
    file = tmp_path / "station.age"
    run("station", "backup", "-o", file, "--recipient", keeper.recipient)
    old = Settings.load(home.settings)
    new = Home(tmp_path / "new")

    with keyring_session(tmp_path / "keyrings", "other") as session:

        def there(*arguments: object, code: int = 0, typed: str = "") -> dict[str, Any]:
            done = subprocess.run(
                [sys.executable, "-m", "viewer_app", *map(str, arguments), "--json"],
                cwd=ROOT,
                env={**session, "INZAGE_HOME": str(new.path)},
                input=typed,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == code, done.stdout + done.stderr
            said: dict[str, Any] = json.loads(done.stdout)
            return said

        back = there("station", "restore", file, "--identity", keeper.path)
        assert back["audit_key"] == old.audit_key
        [trail] = back["trails"]
        assert (trail["integrity"], trail["completeness"]) == ("holds", "holds")
        assert there("station", "show", code=1)["error"] == "station.restored"
        # not even with everything put where it was: the keys are not there
        for path in new.restored.iterdir():
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, new.path / path.name)
        for name in ("inbox", "packages", "set-aside"):
            (new.path / name).mkdir(mode=0o700)
        for path in new.path.iterdir():
            if path.is_dir():
                path.chmod(0o700)
        add = ("supervisor", "add", "a.jansen", "--passphrase-stdin")
        assert there(*add, code=1, typed=PHRASE)["error"] == "keyring.lost"
        for path in list(new.path.iterdir()):
            if path != new.restored:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        # another name would hide which station it was
        other = [*ENROL]
        other[other.index("KANTOOR-1")] = "KANTOOR-2"
        assert there(*other, code=1)["error"] == "station.other_restored"
        there(*ENROL)
        there(*add, typed=PHRASE)

    settings = Settings.load(new.settings)
    assert settings.audit_key.split("+")[0] == f"{old.audit_key.split('+')[0]}.2"
    assert (settings.recipient, settings.vault) != (old.recipient, old.vault)
    with TrailReader(new.trail) as reader, TrailReader(new.restored / "audit/trail.sqlite") as past:
        started = read_body(reader.row(0).body)
        assert started.details["previous"] == past.checkpoint(past.size())
        follows = next(
            event.entry for event in reader.page() if event.entry.action == "station.restored"
        )
    assert follows.details == {"origin": old.audit_key.split("+")[0], "size": trail["size"]}
    report = verify(new.trail, VerifierKey.parse(settings.audit_key), thorough=True)
    assert report.integrity.state is State.HOLDS


def test_verifying_reaches_back_over_two_restores(
    home: Home, backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    lives = [Settings.load(home.settings)]
    for life in ("second", "third"):
        here = move(tmp_path / life)
        restore(backup, keeper)
        run(*ENROL)
        lives.append(Settings.load(here.settings))
        backup = tmp_path / f"{life}.age"
        run("station", "backup", "-o", backup, "--recipient", keeper.recipient)
    try:
        lines = run("audit", "verify", "--json").stdout.splitlines()
        reports = [json.loads(line) for line in lines]
        assert [report["origin"].rpartition("/")[2][4:] for report in reports] == ["", ".2", ".3"]
        assert {report["integrity"]["state"] for report in reports} == {"holds"}
        # the trail after each names all of it
        assert [report["anchoring"]["state"] for report in reports[:2]] == ["holds", "holds"]
        assert [r["anchored_size"] - r["size"] for r in reports[:2]] == [0, 0]
        # an older copy put in its place is found out
        (here.restored / "restored/audit/trail.sqlite").unlink()
        shutil.copy(here.restored / "audit/trail.sqlite", here.restored / "restored/audit")
        run("audit", "verify", "--json", code=1)
    finally:
        for settings in lives[1:]:
            forget_keys(settings)


@pytest.mark.parametrize(
    ("origin", "year", "after", "next_year"),
    [
        ("d/m/s/2026", 2026, "d/m/s/2026.2", "d/m/s/2027"),
        ("d/m/s/2026", 2028, "d/m/s/2028.2", "d/m/s/2027"),
        ("d/m/s/2026.2", 2026, "d/m/s/2026.3", "d/m/s/2027.2"),
        ("d/m/s/2026.12", 2027, "d/m/s/2027.13", "d/m/s/2027.12"),
    ],
)
def test_no_restored_trail_bears_a_name_that_was_used(
    origin: str, year: int, after: str, next_year: str
) -> None:
    assert origin_after_restore(origin, year) == after
    assert year_of(after) == year
    assert origin_in(origin, 2027) == next_year


@pytest.mark.parametrize("origin", ["d/m/s/26", "d/m/s/2026.", "d/m/s/2026.0", "d/m/2026/s", "x"])
def test_an_origin_without_a_year_has_none(origin: str) -> None:
    assert year_of(origin) == 0
