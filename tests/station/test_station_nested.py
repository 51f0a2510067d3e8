"""The demonstration in a nested kiosk: it looks like one, and says that it proves nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.displays import Environment
from tests.films import film as make_film
from tests.tools import ROOT

pytestmark = pytest.mark.display
NESTED = str(ROOT / "scripts/nested-kiosk")


@pytest.mark.slow
def test_the_tour_is_made_on_wayland_and_the_guard_is_not_fooled(
    xvfb: Environment, secret_service: KeyringBackend, tmp_path: Path
) -> None:
    pictures = tmp_path / "pictures"
    tour = (sys.executable, "-m", "viewer_app", "demo", "--tour", "--language", "en")
    ended = subprocess.run(
        [NESTED, *tour, "--film", str(make_film(12)), "--pictures", str(pictures)],
        env=xvfb, cwd=ROOT, capture_output=True, text=True, timeout=150, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert "That proves nothing" in ended.stderr
    assert "different frames were seen" in ended.stdout
    trail = (pictures / "trail.jsonl").read_text()
    assert r"\"platform\":\"wayland\"" in trail
    assert r"\"guard\":\"guard.nested\"" in trail


def test_it_stands_in_a_window_of_a_wayland_display_too(xvfb: Environment) -> None:
    inner = [NESTED, "sh", "-c", 'test -S "$WAYLAND_DISPLAY" && echo "there ${DISPLAY-no X}"']
    ended = subprocess.run([NESTED, *inner], env=xvfb, capture_output=True, text=True, check=False)
    assert ended.stdout == "there no X\n", ended.stderr


def test_nothing_is_left_of_it(xvfb: Environment, tmp_path: Path) -> None:
    environment = {**xvfb, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([NESTED, "sleep", "600"], env=environment, stderr=-1) as nested:
        for _ in range(400):
            if list(tmp_path.glob("kiosk.*/kiosk")):
                break
            time.sleep(0.05)
        assert list(tmp_path.glob("kiosk.*/kiosk"))
        nested.send_signal(signal.SIGTERM)
        assert nested.wait() == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_without_a_display_it_says_so(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    ended = subprocess.run(
        [NESTED, "true"], env={**environment, "TMPDIR": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "no display" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_its_window_needs_a_command() -> None:
    ended = subprocess.run([NESTED], capture_output=True, text=True, check=False)
    assert (ended.returncode, "use:" in ended.stderr) == (2, True)
