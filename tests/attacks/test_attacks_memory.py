"""A reader of the compositor's memory, which holds every picture it shows."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from tests.attacks.canary import COLOURS, near
from tests.attacks.conftest import KIOSK_USER
from tests.attacks.targets import Target

pytestmark = [
    pytest.mark.display,
    pytest.mark.slow,
    pytest.mark.skipif(KIOSK_USER is None, reason="only root can be two users"),
]

READER = Path(__file__).with_name("memory_reader.py")
SOMEBODY_ELSE = 65533
YAMA = Path("/proc/sys/kernel/yama/ptrace_scope")


def read_memory(target: Target, user: int) -> subprocess.CompletedProcess[str]:
    """What a user finds of the film in the compositor's memory."""
    pixels = target.photograph()
    wanted = []
    for colour in COLOURS:
        painted = pixels[near(pixels, colour)]
        red, green, blue = (int(np.median(channel)) for channel in painted.T)
        wanted.append(bytes([blue, green, red, 255]).hex())
    return subprocess.run(
        ["/usr/bin/python3", "-I", "-", str(target.compositor), *wanted],
        input=READER.read_text(),  # the file itself may be where other users cannot look
        cwd="/",
        user=user,
        group=user,
        extra_groups=[],
        capture_output=True,
        text=True,
        check=False,
    )


def test_another_user_reads_nothing_of_the_compositor(kiosk: Target) -> None:
    ended = read_memory(kiosk, SOMEBODY_ELSE)
    assert ended.returncode != 0
    assert "PermissionError" in ended.stderr
    assert ended.stdout == ""
    kiosk.photograph()


def test_control_the_same_user_reads_the_film(kiosk: Target) -> None:
    if YAMA.exists() and YAMA.read_text().strip() != "0":
        pytest.skip("this kernel (Yama) keeps users from their own processes' memory too")
    assert KIOSK_USER is not None
    assert Path(f"/proc/{kiosk.compositor}").stat().st_uid == KIOSK_USER
    ended = read_memory(kiosk, KIOSK_USER)
    assert ended.returncode == 0, ended.stderr
    # rows of 32 pixels; each band of the picture is some hundred wide and high
    assert min(map(int, ended.stdout.split())) > 1000
