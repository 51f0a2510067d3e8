"""Qt's own doors: what is really loaded, in real processes with Qt's real plug-ins."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.displays import Environment
from tests.tools import ROOT
from viewer_app.station.guard.findings import Finding, NotShown
from viewer_app.station.guard.plugins import judge

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's"),
]

_LOOK = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from viewer_app.station.guard.kiosk import KioskGuard
application = QGuiApplication([])
report = KioskGuard(Path("/nowhere"), "unix:path=/nowhere").prove()
print(*report.findings)
"""


@pytest.mark.parametrize(
    ("platform", "first"),
    [
        ("vnc:port=5937", "guard.screen_plugin:qvnc"),
        ("offscreen", "guard.screen_plugin:qoffscreen"),
        ("minimal", "guard.screen_plugin:qminimal"),
        ("xcb", "guard.no_compositor"),
    ],
)
def test_a_plugin_that_passes_the_screen_on_is_seen(
    xvfb: Environment, platform: str, first: str
) -> None:
    found = subprocess.run(
        [sys.executable, "-c", _LOOK],
        env={**xvfb, "QT_QPA_PLATFORM": platform}, cwd=ROOT,
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    assert found.split()[0] == first


def test_names_are_shown_plainly(tmp_path: Path) -> None:
    maps = tmp_path / "maps"
    maps.write_text(
        "7f00-7f01 r-xp 0 fe:00 1 /opt/Qt/plugins/platforms/libqwayland.so\n"
        "7f01-7f02 r-xp 0 fe:00 2 /tmp/x/platforms/libqvnc.so (deleted)\n"
        "7f02-7f03 r-xp 0 fe:00 2 /tmp/x/platforms/libqvnc.so (deleted)\n"
        "7f03-7f04 r-xp 0 fe:00 3 /tmp/x/platforms/libqodd name.so\n"
    )
    assert list(judge(maps)) == [
        Finding("guard.screen_plugin", "qvnc"),
        Finding("guard.screen_plugin", "unreadable"),
    ]
    with pytest.raises(NotShown):
        list(judge(tmp_path / "missing"))
