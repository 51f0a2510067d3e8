"""X11, where every program sees the whole screen: real recordings are refused there."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.attacks.canary import Pictures, absent, canary_film, leaked, read_pictures
from tests.tools import program
from tests.whole.house import House, Visit
from viewer_app.ui.names import Conditions, Frame, Viewing

pytestmark = [pytest.mark.display, pytest.mark.slow]

Enter = Callable[[House], Visit]
Houses = Callable[..., House]


def by_import(directory: Path) -> Pictures:
    """ImageMagick's ``import``."""
    picture = directory / "import.png"
    subprocess.run([program("import"), "-window", "root", str(picture)], check=True)
    return read_pictures(picture)


def by_xwd(directory: Path) -> Pictures:
    """X11's own dump of a window."""
    picture = directory / "window.xwd"
    subprocess.run([program("xwd"), "-root", "-silent", "-out", str(picture)], check=True)
    return read_pictures(picture)


def by_x11grab(directory: Path) -> Pictures:
    """A recording by ffmpeg."""
    film = directory / "film.mkv"
    command = [program("ffmpeg"), "-loglevel", "error", "-nostdin", "-f", "x11grab"]
    command += ["-video_size", "1920x1080", "-i", os.environ["DISPLAY"]]
    command += ["-frames:v", "3", "-c:v", "libx264rgb", "-preset", "ultrafast", str(film)]
    subprocess.run(command, check=True)
    return read_pictures(film)


def by_any(directory: Path) -> Iterator[Pictures]:
    """What each of them gets."""
    for attack in (by_import, by_xwd, by_x11grab):
        yield attack(directory)


def test_a_real_recording_is_refused_and_not_a_colour_of_it_is_seen(
    houses: Houses, enter: Enter, tmp_path: Path
) -> None:
    house = houses(demonstration=False)
    house.seal(canary_film())
    visit = enter(house)
    visit.to_conditions()
    visit.confirm()
    visit.hands.wait(lambda: "X11" in visit.words(), "the refusal")
    for seen in by_any(tmp_path):
        assert len(np.unique(seen[:, 0])) > 50, "not even the screen was captured"
        assert absent(seen)
    assert visit.hands.screen == Conditions.SCREEN
    actions = house.actions()
    assert "guard.refused" in actions
    assert "viewing.started" not in actions


def test_control_a_demonstration_is_seen_by_all_of_them_under_its_banner(
    house: House, enter: Enter, tmp_path: Path
) -> None:
    house.seal(canary_film())
    visit = enter(house)
    visit.to_viewing()
    visit.hands.press(Viewing.PLAY)
    visit.hands.wait(lambda: (visit.frame() or 0) > 5, "the film")
    for seen in by_any(tmp_path):
        assert leaked(seen)
    assert visit.hands.find(Frame.DEMONSTRATION).isVisible()
    assert "DEMONSTRATIE" in visit.words()
