"""Backing a station up by command, with real keyrings, trails and disks."""

import base64
import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli import run, told
from tests.commands.backups import Keeper, events, restore, tree
from tests.disks import fill, small_disk
from tests.station.killed_changer import work
from tests.station.writers import writer
from tests.tools import ROOT
from viewer_app.app.backup import BACKING_UP, RESTORING
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify
from viewer_app.station.enrolment import KEYS, OTHER_AUDIT_KEY
from viewer_app.station.home import Home
from viewer_app.station.scratch import scratch
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault


def test_other_peoples_tools_open_it_and_find_no_key_and_no_film(
    home: Home, keeper: Keeper, tmp_path: Path
) -> None:
    for directory in (home.packages, home.inbox, home.set_aside):
        (directory / "film.inzage").write_bytes(b"sealed film")
    file = tmp_path / "station.age"
    run("station", "backup", "-o", file, "--recipient", keeper.recipient)
    assert file.stat().st_mode & 0o077 == 0
    plain = subprocess.run(
        ["age", "-d", "-i", keeper.path, file], capture_output=True, check=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        names = archive.getnames()
        manifest = json.load(archive.extractfile("manifest.json") or io.BytesIO())
    assert names[-1] == "manifest.json"
    assert {"station.toml", "policy.toml", "audit/trail.sqlite"} < set(names)
    assert "people/supervisor/j.devries.json" in names
    assert not [name for name in names if "film" in name or "-wal" in name or ".lock" in name]
    assert set(manifest["files"]) == set(names[:-1])
    vault = Vault(Settings.load(home.settings).vault)
    held = [name for name in (*KEYS, OTHER_AUDIT_KEY) if vault.holds(name)]
    assert len(held) == 3
    for name in held:
        with vault.take(name) as key:
            assert bytes(key.view) not in plain
            assert base64.b64encode(key.view) not in plain
    assert b"sealed film" not in plain
    assert not list(home.path.glob(".*"))


def test_the_backup_holds_the_event_that_it_was_made_and_the_trail_is_whole(
    home: Home, backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    other = move(tmp_path / "other")
    restore(backup, keeper)
    trail = other.restored / "audit/trail.sqlite"
    assert events(trail)[0] == ("station.backed_up", "ok")
    assert tree(home.people) == tree(other.restored / "people")
    key = VerifierKey.parse(Settings.load(home.settings).audit_key)
    assert verify(trail, key, thorough=True).integrity.state is State.HOLDS


def test_it_is_encrypted_to_somebody_or_not_made(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "station.age"
    run("station", "backup", "-o", file, code=2)
    before = events(home.trail)
    said = told("station", "backup", "-o", file, "--recipient", "age1x", code=1)
    assert said["error"].startswith("key.")
    assert events(home.trail) == before
    assert not file.exists()


def test_nothing_is_overwritten(home: Home, backup: Path, keeper: Keeper) -> None:
    kept, before = backup.read_bytes(), events(home.trail)
    said = told("station", "backup", "-o", backup, "--recipient", keeper.recipient, code=1)
    assert said["error"] == "backup.exists"
    assert (backup.read_bytes(), events(home.trail)) == (kept, before)


def test_what_cannot_be_recorded_is_not_made(home: Home, keeper: Keeper, tmp_path: Path) -> None:
    running = work(home, 0)
    file = tmp_path / "station.age"
    said = told("station", "backup", "-o", file, "--recipient", keeper.recipient, code=1)
    assert said["error"] == "trail.in_use"
    assert not file.exists()
    running.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the writer's service is Linux only")
def test_where_another_process_writes_the_trail_it_is_made_beside_it(
    home: Home, keeper: Keeper, tmp_path: Path, place: Path, move: Callable[[Path], Home]
) -> None:
    file = tmp_path / "station.age"
    settings = Settings.load(home.settings)
    with writer(home, place):
        replace(settings, audit_socket=str(place)).save(home.settings)
        run("station", "backup", "-o", file, "--recipient", keeper.recipient)
        assert home.trail.with_name("trail.sqlite-wal").stat().st_size  # not folded in yet
    other = move(tmp_path / "other")
    restore(file, keeper)
    assert events(other.restored / "audit/trail.sqlite")[0] == ("station.backed_up", "ok")


def test_a_full_disk_leaves_nothing_and_is_recorded_as_failed(
    home: Home, keeper: Keeper, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "stick", 1) as stick:
        filler = fill(stick)
        with filler.open("r+b") as file:
            file.truncate(filler.stat().st_size - 16 * 1024)
        target = stick / "station.age"
        said = told("station", "backup", "-o", target, "--recipient", keeper.recipient, code=1)
        assert said["error"] == "backup.disk_full"
        assert [path.name for path in stick.iterdir()] == ["filler"]
    assert events(home.trail)[:2] == [("station.backed_up", "failed"), ("station.backed_up", "ok")]
    assert not list(home.path.glob(".*"))


@pytest.mark.skipif(sys.platform != "linux", reason="Windows cannot lock a directory")
def test_one_at_a_time(
    home: Home, backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    before = events(home.trail)
    with scratch(home.path, BACKING_UP):
        file = tmp_path / "second.age"
        said = told("station", "backup", "-o", file, "--recipient", keeper.recipient, code=1)
    assert said["error"] == "home.busy"
    assert events(home.trail) == before
    other = move(tmp_path / "other")
    other.path.mkdir(mode=0o700)
    with scratch(other.path, RESTORING) as theirs:
        said = json.loads(restore(backup, keeper, "--json", code=1).stdout)
        assert theirs.is_dir()
    assert said["error"] == "home.busy"
    restore(backup, keeper)


def test_a_link_in_the_directory_takes_nothing_from_elsewhere(
    home: Home, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"from elsewhere")
    (home.people / "elsewhere.json").symlink_to(secret)
    os.mkfifo(home.people / "pipe")
    file = tmp_path / "station.age"
    run("station", "backup", "-o", file, "--recipient", keeper.recipient)
    other = move(tmp_path / "other")
    restore(file, keeper)
    assert not [name for name in tree(other.path) if "elsewhere" in name or "pipe" in name]


@pytest.mark.slow
def test_killed_after_any_step_all_of_it_is_there_or_none(
    home: Home, keeper: Keeper, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.commands.killed_backup"]
        + [str(path) for path in (tmp_path / "made", keeper.path)]
        + [keeper.recipient],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    steps = [json.loads(line) for line in done.stdout.splitlines()]
    assert {step["what"] for step in steps} == {"backup", "restore"}
    assert sum(step["killed"] for step in steps) >= 12
    assert all(step["sound"] for step in steps), steps
    assert {step["there"] for step in steps if step["killed"]} == {True, False}
