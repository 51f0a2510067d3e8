"""Kills a backup, and putting one back, at every durable step; then tries again.

    python -m tests.commands.killed_backup DIRECTORY IDENTITY RECIPIENT

The station is that of INZAGE_HOME. Prints a JSON object for each step at which one was killed, and
one, with ``killed`` false, for the run that nothing ended: whether its result was there, and
whether all is as it must be. In a process of its own, since it forks.
"""

import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from tests.station.killed_changer import run_until
from viewer_app.app import backup
from viewer_app.cli import app
from viewer_app.station import state_archive, state_restore
from viewer_app.station.home import Home

STEPS: tuple[tuple[Any, str], ...] = (
    (backup, "snapshot"),
    (backup, "move_into_place"),
    (backup, "sync_directory"),
    (backup, "scratch"),
    (state_archive.StateArchive, "_header"),
    (state_restore, "_write"),
    (state_restore, "sync_directory"),
    (Path, "rename"),
    (os, "fsync"),
)


def main(directory: Path, identity: str, recipient: str) -> None:
    directory.mkdir()
    station = Home.locate().path

    def make(file: Path) -> None:
        invoke(station, "station", "backup", "-o", file, "--recipient", recipient)

    def put_back(file: Path, home: Path) -> None:
        invoke(home, "station", "restore", file, "--identity", identity)

    whole = directory / "whole.age"
    make(whole)
    put_back(whole, directory / "whole")
    names = tree(directory / "whole")
    step, killed = 0, True
    while killed:
        file = directory / f"{step}.age"
        killed = run_until(step, partial(make, file), STEPS)
        there = file.exists()
        make(directory / f"{step}-next.age")  # clears up what the killed one left
        if not there:
            make(file)
        put_back(file, directory / f"back-{step}")
        sound = tree(directory / f"back-{step}") == names and not list(station.glob(".*"))
        print(json.dumps({"what": "backup", "killed": killed, "there": there, "sound": sound}))
        step += 2
    step, killed = 0, True
    while killed:
        home = directory / f"home-{step}"
        killed = run_until(step, partial(put_back, whole, home), STEPS)
        there = (home / "restored").exists()
        if not there:
            put_back(whole, home)
        sound = tree(home) == names
        print(json.dumps({"what": "restore", "killed": killed, "there": there, "sound": sound}))
        step += 2


def tree(directory: Path) -> list[str]:
    return sorted(str(path.relative_to(directory)) for path in directory.rglob("*"))


def invoke(home: Path, *arguments: object) -> None:
    os.environ["INZAGE_HOME"] = str(home)
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
