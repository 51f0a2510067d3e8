"""Weston's own keys: Super+S leaves a picture and Super+R a film, without ``--debug``."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.attacks.canary import leaked, read_pictures
from tests.attacks.targets import PATIENCE_S, Target
from tests.tools import program

DENIED = "problem opening output file capture.wcap"

pytestmark = [pytest.mark.display, pytest.mark.slow]


def press(target: Target, keys: str) -> None:
    """Press keys on the keyboard in front of the screen."""
    subprocess.run([program("xdotool"), "key", keys], env=target.outside, check=True)


def wait(until: Callable[[], object], what: str) -> None:
    """Until something is there."""
    latest = time.monotonic() + PATIENCE_S
    while not until():
        assert time.monotonic() < latest, f"there was no {what}"
        time.sleep(0.05)


def files(target: Target) -> set[str]:
    """What lies where the compositor works, and where it keeps its socket."""
    places = (target.directory, Path(f"/proc/{target.compositor}/cwd").resolve())
    return {path.name for place in places for path in place.iterdir()}


def said(target: Target) -> str:
    """What the compositor has said."""
    return (target.directory / "weston.log").read_text()


def test_the_keys_leave_nothing_on_the_kiosk(kiosk: Target) -> None:
    kiosk.photograph()
    before, heard = files(kiosk), said(kiosk)
    press(kiosk, "super+s")
    wait(lambda: "launching '/bin/false'" in said(kiosk)[len(heard) :], "answer to Super+S")
    for times in (1, 2):  # the second would end a recording
        press(kiosk, "super+r")
        wait(lambda n=times: said(kiosk).count(DENIED) == n, "answer to Super+R")  # type: ignore[misc]
    assert files(kiosk) == before
    kiosk.photograph()


def test_control_super_s_leaves_a_picture(careless: Target) -> None:
    careless.photograph()
    press(careless, "super+s")
    wait(lambda: list(careless.directory.glob("*.png")), "picture")
    (picture,) = careless.directory.glob("*.png")
    wait(lambda: picture.read_bytes().endswith(b"IEND\xaeB`\x82"), "end of the picture")
    assert leaked(read_pictures(picture))


def test_control_super_r_leaves_a_film(careless: Target, tmp_path: Path) -> None:
    careless.photograph()
    film = careless.directory / "capture.wcap"
    press(careless, "super+r")
    wait(lambda: film.exists() and film.stat().st_size > 100_000, "film")
    press(careless, "super+r")
    wait(lambda: "stopping recorder" in said(careless), "end of the film")
    # which may fall over the last picture, where the recorder was still writing that
    decode = [program("wcap-decode"), "--all", str(film)]
    subprocess.run(decode, cwd=tmp_path, check=False, capture_output=True)
    assert any(leaked(read_pictures(picture)) for picture in tmp_path.glob("*.png"))
