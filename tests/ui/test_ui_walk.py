"""A whole appointment by keyboard alone, and the ways it can end."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.stage_names import CHECKPOINT, SUPERVISOR
from tests.ui.visit import Visit
from viewer_app.errors import InzageError
from viewer_app.session.record import Action, Condition, End, Reason, State
from viewer_app.ui.names import (
    Agenda,
    Closing,
    Conditions,
    Done,
    Identity,
    NoShow,
    SignIn,
    Viewing,
)


class Keyboard:
    """Two hands on a keyboard, and no mouse."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit

    @property
    def at(self) -> str:
        """The name of the widget that has the keyboard."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget else ""

    def key(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.visit.window, key)

    def type(self, words: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.visit.window, words)

    def tab_to(self, name: str) -> None:
        for _ in range(60):
            if self.at == name:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {name}; it is at {self.at}")


def test_a_whole_appointment_by_keyboard(visit: Visit) -> None:
    hands = Keyboard(visit)

    assert hands.at == SignIn.NAME
    hands.key(Qt.Key.Key_Down)
    hands.tab_to(SignIn.PHRASE)
    hands.type("vier blauwe fietsen bij de brug")
    hands.key(Qt.Key.Key_Return)
    visit.wait_screen(Agenda.SCREEN)
    visit.wait(lambda: hands.at == Agenda.row(0))
    hands.key(Qt.Key.Key_Return)
    visit.wait_screen(Identity.SCREEN)
    assert hands.at == Identity.document("passport")
    hands.key(Qt.Key.Key_Space)
    for point in ("valid", "photo", "name", "birth_date"):
        hands.tab_to(Identity.answer(point, "yes"))
        hands.key(Qt.Key.Key_Space)
    hands.tab_to(Identity.CONTINUE)
    hands.key(Qt.Key.Key_Space)
    visit.wait_screen(Conditions.SCREEN)
    for condition in Condition:
        hands.tab_to(Conditions.confirm(condition.value))
        hands.key(Qt.Key.Key_Space)
    hands.tab_to(Conditions.PHRASE)
    hands.type("vier blauwe fietsen bij de brug")
    hands.key(Qt.Key.Key_Return)
    visit.wait_screen(Viewing.SCREEN)
    assert hands.at == Viewing.PLAY
    hands.key(Qt.Key.Key_Space)
    visit.wait(lambda: visit.window.conductor.session.playing)
    hands.key(Qt.Key.Key_Right)
    visit.wait(lambda: visit.backend.world.sought == [5_000])
    hands.tab_to(Viewing.FINISH)
    hands.key(Qt.Key.Key_Space)
    assert hands.at == Viewing.finish_as("finished")
    hands.key(Qt.Key.Key_Return)
    visit.wait_screen(Closing.SCREEN)
    assert hands.at == Closing.REMARKS
    hands.type("Rustig verlopen.")
    hands.tab_to(Closing.CLOSE)
    hands.key(Qt.Key.Key_Return)
    visit.wait_screen(Done.SCREEN)
    code = visit.window.conductor.session.code
    assert visit.find(Done.CODE).property("text") == code
    assert CHECKPOINT.splitlines()[2][:4] in str(visit.find(Done.CHECKPOINT).property("text"))
    assert hands.at == Done.AGAIN
    hands.key(Qt.Key.Key_Return)
    visit.wait_screen(SignIn.SCREEN)

    events = {event.action: event for event in visit.backend.world.events}
    assert events[Action.SESSION_CLOSED].details["end"] == End.COMPLETED
    assert events[Action.SESSION_CLOSED].private == {"remarks": "Rustig verlopen."}
    assert events[Action.SESSION_CLOSED].actor.id == SUPERVISOR


def test_a_wrong_passphrase_is_told_and_typed_anew(visit: Visit) -> None:
    visit.sign_in("verkeerd")
    banner = visit.window.conductor.sign_in.banner
    visit.wait(banner.isVisible)
    assert banner.accessibleName() == "U bent niet aangemeld."
    assert visit.find(SignIn.PHRASE).property("text") == ""
    assert not visit.find(SignIn.ENTER).isEnabled()
    visit.phrase(SignIn.PHRASE)
    visit.press(SignIn.ENTER)
    visit.wait_screen(Agenda.SCREEN)


def test_a_wrong_second_passphrase_keeps_the_confirmations(visit: Visit) -> None:
    visit.to_conditions()
    visit.confirm()
    visit.phrase(Conditions.PHRASE, "verkeerd")
    visit.press(Conditions.START)
    visit.wait(visit.window.conductor.conditions.banner.isVisible)
    assert visit.state is State.CONDITIONS_CONFIRMED
    assert all(visit.button(Conditions.confirm(c.value)).isChecked() for c in Condition)
    assert not visit.find(Conditions.confirm("alone")).isEnabled()
    visit.phrase(Conditions.PHRASE)
    visit.press(Conditions.START)
    visit.wait_screen(Viewing.SCREEN)


def test_nothing_opens_before_everything_is_confirmed(visit: Visit) -> None:
    visit.to_conditions()
    visit.phrase(Conditions.PHRASE)
    for condition in ("alone", "no_filming", "no_copy"):
        visit.press(Conditions.confirm(condition))
        assert not visit.find(Conditions.START).isEnabled()
        QTest.keyClick(visit.find(Conditions.PHRASE), Qt.Key.Key_Return)
    assert visit.state is State.IDENTITY_CHECKED
    visit.press(Conditions.confirm("supervisor_stays"))
    assert visit.find(Conditions.START).isEnabled()


@pytest.mark.parametrize("point", ["valid", "photo", "name", "birth_date"])
def test_one_no_ends_with_respect(visit: Visit, point: str) -> None:
    visit.to_identity()
    visit.answer(**{point: "no"})
    assert not visit.find(Identity.CONTINUE).isVisible()
    words = [label.text() for label in visit.find(Identity.SCREEN).findChildren(QLabel)]
    assert any("Leg de bezoeker vriendelijk uit" in word for word in words)
    visit.press(Identity.REFUSE)
    visit.wait_screen(Closing.SCREEN)
    session = visit.window.conductor.session
    assert (session.end, session.reason) == (End.REFUSED, Reason.IDENTITY_NOT_PROVEN)
    reason = "De identiteit kon niet worden vastgesteld."
    assert visit.find(Closing.REASON).property("text") == reason


def test_a_mistaken_no_can_be_taken_back(visit: Visit) -> None:
    visit.to_identity()
    visit.answer(name="no")
    visit.press(Identity.answer("name", "yes"))
    visit.press(Identity.CONTINUE)
    visit.wait_screen(Conditions.SCREEN)


def test_no_visitor(visit: Visit) -> None:
    visit.to_identity()
    visit.press(Identity.NOT_APPEARED)
    visit.wait_screen(NoShow.SCREEN)
    visit.press(NoShow.RECORD)
    visit.wait_screen(Closing.SCREEN)
    session = visit.window.conductor.session
    assert (session.end, session.reason) == (End.ABORTED, Reason.NOT_APPEARED)


def test_the_visitor_may_decline(visit: Visit) -> None:
    visit.to_conditions()
    visit.press(Conditions.DECLINED)
    visit.wait_screen(Closing.SCREEN)
    assert visit.window.conductor.session.reason == Reason.CONDITIONS_DECLINED


def test_a_step_that_was_left_out_does_not_look_done(visit: Visit) -> None:
    steps = []
    for how in (Identity.REFUSE, Conditions.DECLINED, Viewing.FINISH):
        if how == Identity.REFUSE:
            visit.to_identity()
            visit.answer(photo="no")
            visit.press(how)
            visit.wait_screen(Closing.SCREEN)
        elif how == Conditions.DECLINED:
            visit.to_conditions()
            visit.press(how)
            visit.wait_screen(Closing.SCREEN)
        else:
            visit.to_closing()
        steps.append(visit.window.rail.steps.done)
        visit.press(Closing.CLOSE)
        visit.wait_screen(Done.SCREEN)
        visit.press(Done.AGAIN)
        visit.wait_screen(SignIn.SCREEN)
        assert not visit.window.rail.steps.done
    assert steps == [{1, 2}, {1, 2, 3}, {1, 2, 3, 4, 5}]


def test_signing_out_goes_straight_to_the_next_sign_in(visit: Visit) -> None:
    visit.to_agenda()
    visit.press(Agenda.SIGN_OUT)
    visit.wait_screen(SignIn.SCREEN)
    actions = [event.action for event in visit.backend.world.events]
    assert actions[-2:] == [Action.SESSION_ABORTED, Action.SESSION_CLOSED]


def test_a_new_session_knows_nothing_of_the_last(visit: Visit) -> None:
    visit.to_identity()
    visit.answer()
    visit.press(Identity.CONTINUE)
    visit.wait_screen(Conditions.SCREEN)
    visit.press(Conditions.DECLINED)
    visit.wait_screen(Closing.SCREEN)
    assert visit.find(Identity.NAME).property("text") == ""
    assert visit.find(Identity.BIRTH_DATE).property("text") == ""
    visit.press(Closing.CLOSE)
    visit.wait_screen(Done.SCREEN)
    visit.press(Done.AGAIN)
    visit.wait_screen(SignIn.SCREEN)
    visit.to_identity()
    assert not visit.button(Identity.document("passport")).isChecked()
    assert not visit.button(Identity.answer("photo", "yes")).isChecked()


def test_an_unprotected_screen_is_told_before_a_visitor_waits(visit: Visit) -> None:
    visit.backend.world.guard_proven = False
    visit.to_agenda()
    words = "Dit station is niet beveiligd. Opnamen gaan niet open."
    labels = visit.find(Agenda.SCREEN).findChildren(QLabel)
    visit.wait(lambda: any(label.text() == words and label.isVisible() for label in labels))


def test_after_a_refusal_the_receipt_tells_how_a_letter_is_made(visit: Visit) -> None:
    visit.to_identity()
    visit.answer(photo="no")
    visit.press(Identity.REFUSE)
    visit.wait_screen(Closing.SCREEN)
    visit.press(Closing.CLOSE)
    visit.wait_screen(Done.SCREEN)
    code = visit.window.conductor.session.code
    letter = visit.find(Done.LETTER)
    visit.wait(letter.isVisible, "the letter")
    told = f"Een brief aan de bezoeker maakt u met: inzage audit letter {code}"
    assert letter.property("text") == told


def test_after_a_viewing_that_was_finished_there_is_no_letter(visit: Visit) -> None:
    visit.to_closing()
    visit.press(Closing.CLOSE)
    visit.wait_screen(Done.SCREEN)
    assert not visit.find(Done.LETTER).isVisible()


def test_a_trail_that_fails_shows_it_and_keeps_the_session_code(visit: Visit) -> None:
    visit.to_viewing()
    visit.backend.world.trail_fails = True
    visit.press(Viewing.PLAY)
    visit.wait_screen(Done.SCREEN)
    assert visit.window.conductor.done.banner.isVisible()
    assert "niet ondertekend" in str(visit.find(Done.CHECKPOINT).property("text"))
    assert visit.backend.frames_.image is None


def test_a_film_that_turns_out_damaged_says_so(visit: Visit) -> None:
    visit.to_viewing()
    visit.backend.film_signals.failed.emit(InzageError("player.broke_off"))
    visit.wait_screen(Closing.SCREEN)
    session = visit.window.conductor.session
    assert (session.end, session.reason) == (End.INTERRUPTED, "player.broke_off")
    banner = visit.window.conductor.closing.banner
    assert banner.isVisible()
    assert "Het afspelen is afgebroken" in banner.accessibleDescription()


def test_protection_that_is_lost_ends_the_film(visit: Visit) -> None:
    visit.to_viewing()
    visit.backend.world.guard_proven = False
    visit.wait_screen(Closing.SCREEN)
    assert visit.window.conductor.session.end is End.INTERRUPTED
