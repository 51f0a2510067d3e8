"""*Stop now* works in every state, however busy, and black comes first."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Visits
from tests.ui.visit import Visit
from viewer_app.session.record import Action, End, Reason, State
from viewer_app.ui.names import (
    Agenda,
    Closing,
    Conditions,
    Done,
    Frame,
    SignIn,
    Viewing,
)


def stop_key(visit: Visit) -> None:
    QTest.keyClick(visit.window, Qt.Key.Key_F12)


def stopped(visit: Visit) -> None:
    visit.wait_screen(Closing.SCREEN)
    session = visit.window.conductor.session
    assert (session.end, session.reason) == (End.ABORTED, Reason.SUPERVISOR_STOPPED)
    assert visit.backend.frames_.image is None


@pytest.mark.parametrize("screen", ["agenda", "identity", "conditions", "viewing"])
def test_the_key_stops_on_every_screen(visit: Visit, screen: str) -> None:
    getattr(visit, f"to_{screen}")()
    stop_key(visit)
    stopped(visit)


@pytest.mark.parametrize("screen", ["identity", "conditions"])
def test_the_button_on_the_rail_stops(visit: Visit, screen: str) -> None:
    getattr(visit, f"to_{screen}")()
    visit.press(Frame.STOP)
    stopped(visit)


def test_the_button_below_the_film_stops(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.STOP)
    stopped(visit)


def test_the_key_stops_while_reasons_are_asked(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.FINISH)
    stop_key(visit)
    stopped(visit)


def test_the_key_stops_while_a_field_is_typed_in(visit: Visit) -> None:
    visit.to_conditions()
    visit.find(Conditions.PHRASE).setFocus()
    QTest.keyClick(visit.find(Conditions.PHRASE), Qt.Key.Key_F12)
    stopped(visit)


def test_the_picture_is_black_before_the_session_has_ended(visit: Visit) -> None:
    visit.to_viewing()
    view = visit.window.conductor.viewing.view
    assert view.grab().toImage().pixelColor(view.rect().center()).lightness() > 0
    visit.backend.world.held.clear()
    with visit.window.conductor.session._lock:  # whatever the session is busy with
        stop_key(visit)
        assert visit.state is State.VIEWING
        image = view.grab().toImage()
        assert image.pixelColor(view.rect().center()).lightness() == 0
    stopped(visit)


def test_stopping_while_the_recording_is_being_opened_shows_no_film(visit: Visit) -> None:
    visit.to_conditions()
    visit.confirm()
    visit.phrase(Conditions.PHRASE)
    visit.backend.world.held.clear()
    visit.press(Conditions.START)
    visit.wait(lambda: visit.window.conductor.conditions.is_busy)
    stop_key(visit)
    assert visit.screen == Conditions.SCREEN
    visit.backend.world.held.set()
    stopped(visit)
    actions = [event.action for event in visit.backend.world.events]
    assert Action.VIEWING_STARTED not in actions


def test_stopping_while_the_sign_in_is_checked(visit: Visit) -> None:
    visit.backend.world.held.clear()
    visit.sign_in()
    visit.wait(lambda: visit.window.conductor.sign_in.is_busy)
    stop_key(visit)
    visit.backend.world.held.set()
    stopped(visit)


def test_stopping_a_sign_in_that_is_refused_leaves_the_door_open(visit: Visit) -> None:
    visit.backend.world.held.clear()
    visit.sign_in("verkeerd")
    visit.wait(lambda: visit.window.conductor.sign_in.is_busy)
    stop_key(visit)
    visit.backend.world.held.set()
    visit.wait(visit.window.conductor.sign_in.banner.isVisible)
    visit.to_agenda()


def test_stopping_twice_ends_once(visit: Visit) -> None:
    visit.to_viewing()
    stop_key(visit)
    stop_key(visit)
    visit.find(Viewing.STOP)
    stopped(visit)
    actions = [event.action for event in visit.backend.world.events]
    assert actions.count(Action.SESSION_ABORTED) == 1


def test_there_is_nothing_to_stop_before_and_after(visit: Visit) -> None:
    assert not visit.find(Frame.STOP).isVisible()
    stop_key(visit)
    assert visit.screen == SignIn.SCREEN
    visit.to_closing()
    assert not visit.find(Frame.STOP).isVisible()
    stop_key(visit)
    assert visit.window.conductor.session.end is End.COMPLETED
    visit.press(Closing.CLOSE)
    visit.wait_screen(Done.SCREEN)


def test_ending_the_program_does_not_wait_for_a_film_that_hangs(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.to_viewing()
    hanging, stopped = threading.Event(), threading.Event()
    given_up: list[bool] = []
    player = visit.backend.film_
    blacken = player.stop

    def seek(position_ms: int) -> None:
        stopped.clear()
        hanging.set()
        given_up.append(stopped.wait(20))

    def stop() -> None:
        blacken()
        stopped.set()

    monkeypatch.setattr(player, "seek", seek)
    monkeypatch.setattr(player, "stop", stop)
    visit.press(Viewing.FORWARD)
    visit.wait(hanging.is_set, "a seek that hangs")
    visit.window.shut_down()
    assert given_up == [True]
    session = visit.window.conductor.session
    assert (session.state, session.end, session.reason) == (
        State.CLOSED,
        End.INTERRUPTED,
        Reason.STATION_STOPPED,
    )
    actions = [event.action for event in visit.backend.world.events]
    assert actions[-3:] == [
        Action.KEYS_WIPED,
        Action.SESSION_INTERRUPTED,
        Action.SESSION_CLOSED,
    ]


def test_the_key_signs_an_auditor_out(visit: Visit) -> None:
    visit.to_review()
    stop_key(visit)
    visit.wait_screen(SignIn.SCREEN)
    visit.wait(lambda: not visit.backend.review_.opened)


def test_the_screens_stay_alive_while_a_passphrase_is_checked(visits: Visits) -> None:
    visit = visits()
    visit.backend.world.held.clear()
    visit.sign_in()
    visit.wait(lambda: visit.window.conductor.sign_in.is_busy)
    assert visit.find(Frame.LANGUAGE).isEnabled()
    visit.press(Frame.LANGUAGE)
    visit.wait(lambda: visit.window.conductor.sign_in.accessibleName() == "Sign in")
    visit.backend.world.held.set()
    visit.wait_screen(Agenda.SCREEN)
