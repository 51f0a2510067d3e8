"""Programs that take pictures of a Wayland screen, as clients of the compositor the film is on."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.attacks.canary import leaked, read_pictures
from tests.attacks.targets import PATIENCE_S, Target
from tests.displays import Environment
from tests.tools import program

pytestmark = [pytest.mark.display, pytest.mark.slow]

SOON = ("-c", "libx264", "-p", "preset=ultrafast", "-p", "tune=zerolatency")
"""So that wf-recorder writes a picture at once, and not when it has seen those that follow."""


def run(
    command: list[str], display: Environment, directory: Path
) -> subprocess.CompletedProcess[str]:
    """Run an attacker's program in an empty directory."""
    return subprocess.run(
        [program(command[0]), *command[1:]],
        env=display,
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def record(display: Environment, directory: Path) -> tuple[int, str]:
    """Let wf-recorder record until it has something: its exit code and complaint."""
    film = directory / "film.ts"
    with subprocess.Popen(
        [program("wf-recorder"), "-f", str(film), *SOON],
        env=display,
        cwd=directory,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as recorder:
        latest = time.monotonic() + PATIENCE_S
        while recorder.poll() is None and time.monotonic() < latest:
            time.sleep(0.1)
            if film.exists() and film.stat().st_size > 1_000:
                break
        recorder.send_signal(signal.SIGINT)
        _, complaint = recorder.communicate(timeout=PATIENCE_S)
    return recorder.returncode, complaint


def test_grim_takes_no_picture_of_the_kiosk(kiosk: Target, tmp_path: Path) -> None:
    kiosk.photograph()
    ended = run(["grim", "picture.png"], kiosk.clients, tmp_path)
    assert ended.returncode != 0
    assert "doesn't support wlr-screencopy" in ended.stderr
    assert list(tmp_path.glob("*.png")) == []
    kiosk.photograph()


def test_control_grim_takes_a_picture_where_it_is_handed_out(
    sway: Environment, tmp_path: Path
) -> None:
    assert run(["grim", "picture.png"], sway, tmp_path).returncode == 0
    assert leaked(read_pictures(tmp_path / "picture.png"))


def test_wf_recorder_records_nothing_of_the_kiosk(kiosk: Target, tmp_path: Path) -> None:
    kiosk.photograph()
    code, complaint = record(kiosk.clients, tmp_path)
    assert code != 0
    assert "doesn't support wlr-screencopy" in complaint
    assert list(tmp_path.glob("*.ts")) == []
    kiosk.photograph()


def test_control_wf_recorder_records_where_it_is_handed_out(
    sway: Environment, tmp_path: Path
) -> None:
    record(sway, tmp_path)
    assert leaked(read_pictures(tmp_path / "film.ts"))


def test_westons_own_program_takes_no_picture_of_the_kiosk(kiosk: Target, tmp_path: Path) -> None:
    kiosk.photograph()
    ended = run(["weston-screenshooter"], kiosk.clients, tmp_path)
    assert ended.returncode != 0
    assert "permission denied" in ended.stderr
    assert list(tmp_path.glob("*.png")) == []
    kiosk.photograph()


def test_control_westons_own_program_takes_one_under_debug(
    debugged: Target, tmp_path: Path
) -> None:
    assert run(["weston-screenshooter"], debugged.clients, tmp_path).returncode == 0
    (picture,) = tmp_path.glob("*.png")
    assert leaked(read_pictures(picture))
