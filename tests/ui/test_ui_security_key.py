"""While a security key waits for a touch the screen says so, and goes on answering."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.ui.visit import Visit
from viewer_app.evidence.secret import Secret
from viewer_app.session.ports import SignInRefused
from viewer_app.ui.names import Agenda, AuditorSignIn, Conditions, Review, SignIn, Viewing

TOUCH = "Raak nu uw beveiligingssleutel aan"


def words(visit: Visit) -> str:
    labels = visit.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def key_waits(visit: Visit, waits: bool = True) -> None:
    """The key's light begins or ends to blink: told, as ever, by another thread."""
    thread = threading.Thread(target=visit.backend.key_signals.touch.emit, args=(waits,))
    thread.start()
    thread.join()


def visible_buttons(visit: Visit) -> set[str]:
    buttons = visit.window.findChildren(QAbstractButton)
    return {button.objectName() for button in buttons if button.isVisible()}


def to_sign_in(visit: Visit) -> None:
    visit.backend.world.held.clear()
    visit.sign_in()


def to_opening(visit: Visit) -> None:
    visit.to_conditions()
    visit.confirm()
    visit.backend.world.held.clear()
    visit.phrase(Conditions.PHRASE)
    visit.press(Conditions.START)


def to_presence(visit: Visit) -> None:
    visit.to_presence()
    visit.backend.world.held.clear()
    visit.phrase(Viewing.PRESENCE_PHRASE)
    visit.press(Viewing.PRESENCE_CONFIRM)


@pytest.mark.parametrize(
    ("begin", "before"),
    [
        (to_sign_in, "Wachtzin wordt gecontroleerd"),
        (to_opening, "Opname wordt geopend"),
        (to_presence, "Wachtzin wordt gecontroleerd"),
    ],
)
def test_a_touch_is_asked_for_where_the_key_is_needed(
    visit: Visit, begin: Callable[[Visit], None], before: str
) -> None:
    begin(visit)
    visit.wait(lambda: before in words(visit), before)
    offered = visible_buttons(visit)
    key_waits(visit)
    visit.wait(lambda: TOUCH in words(visit), TOUCH)
    assert before not in words(visit)
    [label] = [each for each in visit.window.findChildren(QLabel) if each.text() == TOUCH]
    visit.wait(lambda: label.width() >= label.sizeHint().width(), "the words to be whole")
    key_waits(visit, False)
    visit.wait(lambda: before in words(visit), before)
    assert TOUCH not in words(visit)
    assert visible_buttons(visit) == offered, "what made room is back"


def test_who_is_not_busy_with_a_key_is_not_asked_to_touch_one(visit: Visit) -> None:
    key_waits(visit)
    QTest.qWait(100)
    assert TOUCH not in words(visit)
    to_sign_in(visit)
    QTest.qWait(100)
    assert TOUCH not in words(visit)


def test_the_screen_lives_while_a_touch_is_waited_for(visit: Visit) -> None:
    to_sign_in(visit)
    key_waits(visit)
    visit.wait(lambda: TOUCH in words(visit), TOUCH)
    visit.window.speak("en")
    visit.wait(lambda: "Touch your security key" in words(visit), "the words in English")
    visit.window.set_text_size(150)
    visit.backend.world.held.set()
    visit.wait_screen(Agenda.SCREEN)
    assert "Touch your security key" not in words(visit)


def test_stopping_gives_the_touch_up(visit: Visit) -> None:
    to_opening(visit)
    key_waits(visit)
    QTest.keyClick(visit.window, Qt.Key.Key_F12)
    visit.wait(lambda: visit.backend.world.key_given_up == 1, "the touch to be given up")
    visit.backend.world.held.set()


def test_the_button_that_stops_a_film_gives_it_up_too(visit: Visit) -> None:
    to_presence(visit)
    key_waits(visit)
    visit.press(Viewing.STOP)
    assert visit.backend.world.key_given_up == 1
    visit.backend.world.held.set()


def test_a_refusal_by_the_key_is_told_and_tried_again(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(_name: str, _passphrase: Secret) -> str:
        raise SignInRefused("security_key.absent")

    with monkeypatch.context() as patch:
        patch.setattr(visit.backend.world, "verify", absent)
        visit.sign_in()
        visit.wait(visit.window.conductor.sign_in.banner.isVisible, "the refusal")
    assert "Er zit geen beveiligingssleutel in de computer" in words(visit)
    visit.to_agenda()


def test_an_auditor_is_asked_at_their_own_door(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched = threading.Event()
    monkeypatch.setattr(visit.backend.review_, "open", lambda *_: touched.wait(30))
    visit.press(SignIn.AUDITOR)
    visit.wait_screen(AuditorSignIn.SCREEN)
    visit.phrase(AuditorSignIn.PHRASE)
    visit.press(AuditorSignIn.ENTER)
    key_waits(visit)
    visit.wait(lambda: TOUCH in words(visit), TOUCH)
    touched.set()
    visit.wait_screen(Review.SCREEN)
