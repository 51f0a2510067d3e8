"""The ways in which an appointment cannot go on: a reason for the record, words for the visitor."""

import pytest
from PySide6.QtWidgets import QLabel, QRadioButton

from tests.ui.visit import Visit
from viewer_app.messages import LANGUAGES
from viewer_app.session.record import Action, End, Reason, State
from viewer_app.ui.names import Closing, Conditions, Done, Frame, Identity, Refusing

AT_IDENTITY = (
    "no_document",
    "document_expired",
    "other_person",
    "too_late",
    "companion_stays",
    "wants_to_film",
)
AT_CONDITIONS = ("companion_stays", "wants_to_film", "too_late")
PLACES = [
    *((Identity.SCREEN, reason) for reason in AT_IDENTITY),
    *((Conditions.SCREEN, reason) for reason in AT_CONDITIONS),
]


def refuse(visit: Visit, screen: str, reason: str) -> str:
    """End the appointment so; returns what the card of the reason tells to say."""
    getattr(visit, f"to_{screen}")()
    visit.press(f"{screen}.cannot")
    visit.wait_screen(Refusing.SCREEN)
    assert not visit.find(Refusing.END).isEnabled()
    visit.press(Refusing.reason(reason))
    told = visit.find(Refusing.reason(reason)).accessibleDescription()
    visit.press(Refusing.END)
    visit.wait_screen(Closing.SCREEN)
    return told


@pytest.mark.parametrize(("screen", "reason"), PLACES)
def test_a_reason_ends_the_appointment_and_is_recorded(
    visit: Visit, screen: str, reason: str
) -> None:
    told = refuse(visit, screen, reason)
    session = visit.window.conductor.session
    assert (session.end, session.reason) == (End.REFUSED, Reason(reason))
    event = visit.backend.world.events[-1]
    assert (event.action, event.details["reason"]) == (Action.SESSION_REFUSED, reason)
    labels = [label.text() for label in visit.find(Closing.SCREEN).findChildren(QLabel)]
    assert told
    assert told in labels
    assert not event.private


def test_every_reason_is_told_in_both_languages(visit: Visit) -> None:
    visit.to_reasons()
    for language in LANGUAGES:
        visit.window.speak(language)
        visit.settle()
        cards = visit.find(Refusing.SCREEN).findChildren(QRadioButton)
        shown = [card for card in cards if card.isVisible()]
        assert len(shown) == len(AT_IDENTITY)
        titles = {card.accessibleName() for card in shown}
        said = {card.accessibleDescription() for card in shown}
        assert len(titles) == len(said) == len(AT_IDENTITY)
        assert ("De bezoeker kwam te laat." in titles) == (language == "nl")


@pytest.mark.parametrize("screen", [Identity.SCREEN, Conditions.SCREEN])
def test_going_back_ends_nothing_and_begins_the_step_anew(visit: Visit, screen: str) -> None:
    getattr(visit, f"to_{screen}")()
    before = visit.state
    visit.press(f"{screen}.cannot")
    visit.wait_screen(Refusing.SCREEN)
    visit.press(Refusing.reason("too_late"))
    visit.press(Refusing.BACK)
    visit.wait_screen(screen)
    assert visit.state is before
    visit.press(f"{screen}.cannot")
    visit.wait_screen(Refusing.SCREEN)
    assert not visit.button(Refusing.reason("too_late")).isChecked()
    assert not visit.find(Refusing.END).isEnabled()


def test_stopping_at_once_works_among_the_reasons(visit: Visit) -> None:
    visit.to_reasons()
    visit.press(Frame.STOP)
    visit.wait_screen(Closing.SCREEN)
    assert visit.window.conductor.session.reason == Reason.SUPERVISOR_STOPPED


def test_the_next_visitor_begins_without_a_reason(visit: Visit) -> None:
    refuse(visit, Identity.SCREEN, "wants_to_film")
    visit.press(Closing.CLOSE)
    visit.wait_screen(Done.SCREEN)
    visit.press(Done.AGAIN)
    visit.to_identity()
    visit.press(Identity.CANNOT)
    visit.wait_screen(Refusing.SCREEN)
    assert not visit.button(Refusing.reason("wants_to_film")).isChecked()


def test_a_trail_that_cannot_be_written_closes_the_session_all_the_same(visit: Visit) -> None:
    visit.to_reasons()
    visit.press(Refusing.reason("no_document"))
    visit.backend.world.trail_fails = True
    visit.press(Refusing.END)
    visit.wait_screen(Done.SCREEN)
    assert visit.state is State.CLOSED
    assert visit.window.conductor.done.banner.isVisible()
