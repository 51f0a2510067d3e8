"""The first window: it comes before all that takes long, and after what protects the process."""

import json
import os
import subprocess
import sys

import pytest

from tests.tools import ROOT
from tests.whole.house import House
from viewer_app.app.screen import NoScreen
from viewer_app.station import sandbox
from viewer_app.ui.starting import WORDS

pytestmark = pytest.mark.usefixtures("display")

TAKES_LONG = (
    *("vlc", "cryptography", "jwt", "peewee", "sqlite3", "keyring", "fido2", "jeepney", "typer"),
    *("rich", "numpy", "pyqtgraph", "segno", "tomli_w", "http", "multiprocessing", "PySide6.QtSvg"),
    *("viewer_app.audit", "viewer_app.evidence", "viewer_app.playback", "viewer_app.session"),
    *("viewer_app.reports", "viewer_app.vault", "viewer_app.commands", "viewer_app.cli"),
    *("viewer_app.app.program", "viewer_app.ui.window"),
)

_LOOKED_AT = """
import json, sys
from viewer_app import __main__
from viewer_app.ui.starting import StartWindow
wait = StartWindow.wait_until_seen

def look(first):
    wait(first)
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel
    modules = sorted(sys.modules)
    from viewer_app.station import hardening, sandbox
    told = {
        "modules": modules,
        "words": [label.text() for label in first.findChildren(QLabel) if label.isVisible()],
        "full_screen": first.isFullScreen(),
        "dumpable": hardening.read_process().get("dumpable"),
        "sandbox": sandbox.in_force(),
    }

    def end():
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        told["later"] = [type(each).__name__ for each in shown]
        told["imported_later"] = sorted(sys.modules)
        print(json.dumps(told), flush=True)
        QApplication.exit(0)

    QTimer.singleShot(0, end)  # in the turn of Qt's loop after the station's own window was shown

StartWindow.wait_until_seen = look
sys.argv[1:] = ["run"]
__main__.main()
"""


def test_the_first_window_waits_for_nothing_but_what_protects_the_process(house: House) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOOKED_AT],
        cwd=ROOT,
        env={**os.environ, "INZAGE_HOME": str(house.home.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    imported = [name for name in told["modules"] if name.startswith(TAKES_LONG)]
    assert imported == []
    assert "vlc" in told["imported_later"]
    assert tuple(told["words"]) == WORDS
    assert told["full_screen"]
    assert told["later"] == ["MainWindow"]
    if sys.platform == "linux":
        assert told["dumpable"] is False
        expected = [False, False] if sandbox.available().missing else [True, True]
        assert told["sandbox"] == expected


def test_without_a_display_standard_error_says_so_in_both_languages(house: House) -> None:
    without = {"DISPLAY", "WAYLAND_DISPLAY"}
    environment = {name: value for name, value in os.environ.items() if name not in without}
    done = subprocess.run(
        [sys.executable, "-m", "viewer_app", "run"],
        cwd=ROOT,
        env={**environment, "INZAGE_HOME": str(house.home.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert done.returncode == 1
    error = NoScreen("screen.missing")
    assert done.stderr == f"{error.text('nl')}\n{error.text('en')}\n"
