"""Putting a backup back by command: only where nothing is, all of it or none; it opens nothing."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli import run, told
from tests.commands.backups import Keeper, restore, tree
from tests.disks import fill, small_disk
from tests.station.killed_changer import work
from tests.tools import ROOT
from viewer_app import messages
from viewer_app.audit.witness import file_stem
from viewer_app.station.home import Home


@pytest.mark.usefixtures("display")
def test_a_restored_station_opens_nothing_and_says_what_to_do(
    backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    other = move(tmp_path / "other")
    said = restore(backup, keeper).stdout
    assert "opent geen enkele opname" in said
    assert "inzage station enrol" in said
    assert "Vergelijk de sleutel van het logboek" in said
    trail = other.restored / "audit/trail.sqlite"
    for name in ("integrity", "completeness", "anchoring", "clock"):
        assert messages.text(f"verdict.{name}", "nl") in said
    for arguments in (("station", "show"), ("supervisor", "list"), ("station", "desk-key", "list")):
        refused = run(*arguments, code=1)
        assert "inzage station enrol" in refused.stderr
        assert "eerder station" in refused.stderr
    with subprocess.Popen(
        [sys.executable, "-m", "viewer_app", "run"], cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as program:  # the window with the reason stays until somebody closes it
        assert program.stderr
        assert "eerder station" in program.stderr.readline()
        program.kill()
    assert [path.name for path in other.path.iterdir()] == ["restored"]
    # the old trail can be read, with nothing but its file
    assert "j.devries" in run("audit", "list", "--trail", trail).stdout


def test_it_goes_back_only_where_nothing_is(
    home: Home, backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    before = tree(home.path)
    assert json.loads(restore(backup, keeper, "--json", code=1).stdout)["error"] == (
        "restore.not_empty"
    )
    assert tree(home.path) == before
    empty = tmp_path / "empty"
    empty.mkdir(mode=0o755)
    move(empty)
    said = json.loads(restore(backup, keeper, "--json", code=1).stdout)
    assert said["error"] == "home.open_to_others"
    empty.chmod(0o700)
    restore(backup, keeper)


def test_another_key_opens_nothing(
    backup: Path, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    other = move(tmp_path / "other")
    stranger = Keeper(tmp_path / "stranger.txt")
    said = json.loads(restore(backup, stranger, "--json", code=1).stdout)
    assert said["error"] == "age.other_key"
    (tmp_path / "empty.txt").write_text("# nothing\n")
    said = told("station", "restore", backup, "--identity", tmp_path / "empty.txt", code=1)
    assert said["error"] == "key.not_identity"
    said = told("station", "restore", backup, "--identity", tmp_path / "gone.txt", code=1)
    assert said["error"] == "key.file_unreadable"
    assert not other.path.exists()


@pytest.mark.parametrize("where", [0.0, 0.3, 0.999, -1.0])
def test_a_damaged_backup_leaves_nothing(
    where: float, backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    data = bytearray(backup.read_bytes())
    if where < 0:
        del data[-70_000:]
    else:
        data[int(where * (len(data) - 1))] ^= 1
    backup.write_bytes(data)
    other = move(tmp_path / "other")
    code = json.loads(restore(backup, keeper, "--json", code=1).stdout)["error"]
    assert code.startswith(("age.", "clip."))
    assert not other.path.exists()


def test_a_full_disk_puts_nothing_back(
    backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        filler = fill(disk)
        with filler.open("r+b") as file:
            file.truncate(filler.stat().st_size - 32 * 1024)
        move(disk / "station")
        said = json.loads(restore(backup, keeper, "--json", code=1).stdout)
        assert said["error"] == "restore.disk_full"
        assert [path.name for path in disk.iterdir()] == ["filler"]


def test_a_backup_older_than_what_a_folder_saw_is_named(
    home: Home, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    places = f'[[folder]]\nname = "share"\npath = "{share}"\n'
    (home.path / "anchors.toml").write_text(places)
    file = tmp_path / "station.age"
    run("station", "backup", "-o", file, "--recipient", keeper.recipient)
    trail = work(home, 0)
    note, size = trail.seal(), trail.log.size
    trail.close()
    (share / f"{file_stem(trail.origin)}-{size}.checkpoint").write_text(note)
    (tmp_path / "receipt").write_text(note)
    move(tmp_path / "other")
    said = restore(file, keeper, code=1).stdout
    assert f"ouder dan wat elders van het logboek is gezien: daar {size}" in said
    # what somebody kept on paper says the same
    move(tmp_path / "third")
    (share / f"{file_stem(trail.origin)}-{size}.checkpoint").unlink()
    told_ = json.loads(
        restore(file, keeper, "--anchor", tmp_path / "receipt", "--json", code=1).stdout
    )
    assert (told_["trails"][0]["seen"], told_["trails"][0]["anchoring"]) == (size, "broken")
