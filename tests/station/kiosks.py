"""A kiosk's files on a machine of the test's own, and what is asked of them."""

import os
import signal
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.tools import program
from viewer_app.cli import app
from viewer_app.station.kiosk import Kiosk
from viewer_app.station.kiosk_files import KioskFile, kiosk_files

PYTHON = Path("/opt/inzagestation/bin/python")
PLATFORMS = "opt/inzagestation/lib/python3.11/site-packages/PySide6/Qt/plugins/platforms"
as_root = pytest.mark.skipif(os.getuid() != 0, reason="two users need root")


def everything(root: Path) -> dict[str, str | None]:
    """Every path below ``root``, and the text of every file."""
    return {
        str(path.relative_to(root)): path.read_text() if path.is_file() else None
        for path in root.rglob("*")
    }


def codes(root: Path) -> set[tuple[str, str]]:
    """What ``check`` finds. A directory of the tests' own is not root's where they are not root."""
    found = Kiosk(root).check()
    return {(code, path) for code, path in found if code != "kiosk.program_writable"}


def run(*arguments: object, code: int = 0) -> Result:
    """One ``inzage kiosk`` command, which ends with ``code``."""
    result = CliRunner().invoke(app, ["kiosk", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


def file_of(name: str, python: Path = PYTHON) -> KioskFile:
    """The file that is installed under this name."""
    (found,) = (file for file in kiosk_files(python) if Path(file.target).name == name)
    return found


def check_script(script: KioskFile) -> None:
    """It runs in privileged mode, ends at its first fault, and shellcheck has no complaint."""
    assert script.content.startswith(b"#!/bin/bash -p\n")
    assert b"\nset -euo pipefail\n" in script.content
    complaints = subprocess.run(
        [program("shellcheck"), "-"], input=script.content, capture_output=True, check=False
    )
    assert complaints.stdout.decode() == ""


def end_daemons(directory: Path) -> None:
    """Whatever went into the background with a configuration or a program below ``directory``."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(directory).encode() in (process / "cmdline").read_bytes():
                os.kill(int(process.name), signal.SIGTERM)
        except OSError:  # ended by itself
            continue
