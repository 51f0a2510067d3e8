"""A second screen: nothing opens while there is one, and what plays goes black when one comes."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import displays
from tests.films import film as make_film
from tests.tools import ROOT, program
from tests.whole.house import House, Visit, is_black, window_of
from viewer_app.app.program import Program
from viewer_app.audit.report import State
from viewer_app.demo.tour import painted_frame
from viewer_app.session.ports import GuardReport
from viewer_app.station.enrolment import policy_text
from viewer_app.station.home import Home
from viewer_app.ui.displays import Displays
from viewer_app.ui.names import Closing, Conditions, Viewing

Houses = Callable[..., House]


class Trusting:
    """A guard that takes X11 for a kiosk, so that a real recording plays on the tests' screen."""

    def prove(self) -> GuardReport:
        return GuardReport(True, "linux-wayland", "guard.proven")


@contextmanager
def second_screen(
    name: str = "beamer", place: str = "400/100x300/100+1500+700", output: str = "none"
) -> Iterator[None]:
    """A projector, as far as Qt can tell; ``output`` says of what it takes the place."""
    subprocess.run([program("xrandr"), "--setmonitor", name, place, output], check=True)
    try:
        yield
    finally:
        subprocess.run([program("xrandr"), "--delmonitor", name], check=True)


@contextmanager
def visit(application: QApplication, home: Home) -> Iterator[Visit]:
    """The program on the tests' screen, which is trusted."""
    with window_of(application, Program(home, Trusting())) as one:
        yield one


def screens_event(house: House, action: str) -> list[object]:
    """Details of what the trail says about too many screens."""
    events = [event.entry for event in house.events() if event.entry.action == action]
    return [event.details["findings"] for event in events]


@pytest.fixture
def house(houses: Houses) -> House:
    """A station for real recordings."""
    return houses(demonstration=False)


def test_another_screen_blanks_the_picture_and_ends_the_viewing(
    house: House, display: None, qapp: QApplication
) -> None:
    house.seal(make_film(12))
    with visit(qapp, house.home) as shown:
        shown.to_viewing()
        shown.hands.press(Viewing.PLAY)
        shown.hands.wait(lambda: (shown.frame() or 0) > 3, "the film")
        view = shown.hands.find(Viewing.FILM)
        assert not is_black(view)
        black: list[bool] = []
        connected = shown.window.conductor.projection._displays
        with second_screen():
            watching = connected.appeared.connect(lambda: black.append(is_black(view)))
            shown.hands.wait_screen(Closing.SCREEN)
            assert black == [True]  # in the very moment, before anything was proven anew
            assert "Koppel het andere scherm los" in shown.words()
        connected.appeared.disconnect(watching)
        shown.close()
    assert screens_event(house, "guard.lost") == [["guard.too_many_screens:2"]]
    actions = house.actions()
    assert actions.index("guard.lost") < actions.index("keys.wiped")
    assert house.verify().completeness.state is State.HOLDS


def test_nothing_opens_while_there_is_another_screen(
    house: House, display: None, qapp: QApplication
) -> None:
    house.seal(make_film(12))
    with visit(qapp, house.home) as shown:
        shown.to_conditions()
        with second_screen():
            shown.hands.rest(200)
            shown.confirm()
            shown.hands.wait(lambda: "Koppel het andere scherm los" in shown.words(), "why")
            assert shown.hands.screen == Conditions.SCREEN
        assert screens_event(house, "guard.refused") == [["guard.too_many_screens:2"]]
        assert "viewing.started" not in house.actions()


@pytest.mark.display
def test_on_the_kiosk_screens_are_counted_too(
    house: House, tmp_path_factory: pytest.TempPathFactory
) -> None:
    house.seal(make_film(12))
    runtime = tmp_path_factory.mktemp("weston")
    command = [sys.executable, "-m", "tests.whole.station_process", str(house.home.path)]
    with (
        displays.weston(runtime, options=["--output-count=2"]) as weston,
        subprocess.Popen(
            [*command, "viewing", "nested"],
            cwd=ROOT,
            env={
                **weston.clients,
                "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"],
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as station,
    ):
        latest = time.monotonic() + 30
        while "guard.refused" not in house.actions():
            assert time.monotonic() < latest
            time.sleep(0.1)
        station.terminate()
        assert station.wait(timeout=30) == 0
    # the option with which the tests' Weston has a second screen is refused, too
    assert screens_event(house, "guard.refused") == [
        ["guard.kiosk_option:output-count", "guard.too_many_screens:2"]
    ]
    assert "viewing.started" not in house.actions()


def test_a_policy_of_two_screens_lets_a_second_one_be(
    house: House, display: None, qapp: QApplication
) -> None:
    policy = house.home.policy
    policy.write_text(policy_text(house.policy).replace("screens = 1", "screens = 2"))
    house.seal(make_film(12))
    with visit(qapp, house.home) as shown, second_screen():
        shown.to_viewing()
        shown.hands.press(Viewing.PLAY)
        shown.hands.wait(lambda: (shown.frame() or 0) > 40, "the film")
        assert shown.hands.screen == Viewing.SCREEN
    assert "guard.lost" not in house.actions()
    assert screens_event(house, "guard.proven") == [["guard.several_screens:2"]]


def test_both_screens_show_the_real_film_frame_by_frame(
    house: House, display: None, qapp: QApplication, qtbot: QtBot
) -> None:
    policy = house.home.policy
    policy.write_text(policy_text(house.policy).replace("screens = 1", "screens = 2"))
    house.seal(make_film(12))
    with (
        second_screen("own", "1200/300x1080/270+0+0", "screen"),
        second_screen("visitors", "720/180x1080/270+1200+0"),
    ):
        qtbot.waitUntil(lambda: len(qapp.screens()) == 2)
        with visit(qapp, house.home) as shown:
            shown.hands.wait(lambda: shown.window.second_screen.in_use, "the visitor's screen")
            shown.to_viewing()
            shown.hands.press(Viewing.PLAY)
            theirs = shown.window.second_screen.citizen.view
            shown.hands.wait(lambda: (shown.frame() or 0) > 3, "the film")
            read: list[tuple[int | None, ...]] = []
            while len(set(read)) <= 10:
                shown.hands.rest(100)
                read.append((shown.frame(), painted_frame(theirs), shown.frame()))
            shown.hands.press(Viewing.STOP)
            shown.hands.wait_screen(Closing.SCREEN)
            assert is_black(theirs)
    # they are read one after the other, while the film goes on
    for before, visitors, after in read:
        assert before is not None
        assert visitors is not None
        assert after is not None
        assert before <= visitors <= after


def test_a_screen_that_came_and_went_between_two_proofs_has_been_there(
    display: None, qtbot: QtBot
) -> None:
    connected = Displays()
    with second_screen():
        qtbot.waitUntil(lambda: connected.now == 2)
    qtbot.waitUntil(lambda: connected.now == 1)
    assert [connected.most(), connected.most()] == [2, 1]
