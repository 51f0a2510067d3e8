"""The agenda shows what became of each appointment, and asks before it records a no-show."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.ui.stage_agenda import busy_agenda
from tests.ui.visit import Visit
from viewer_app.session.ports import Appointment
from viewer_app.session.record import State
from viewer_app.ui.names import Agenda, NoShow
from viewer_app.ui.screens.agenda_card import AppointmentCard
from viewer_app.ui.widgets.tag import Tag


def told(visit: Visit) -> dict[str, str]:
    """The word on the tag of each appointment, by the visitor's name."""
    rows = {}
    for card in visit.find(Agenda.SCREEN).findChildren(AppointmentCard):
        tags = card.findChildren(Tag)
        words = [label.text() for label in card.findChildren(QLabel)]
        (tag,) = [label.text() for each in tags for label in each.findChildren(QLabel)]
        rows[next(word for word in words if word in NAMES)] = tag
    return rows


NAMES = {
    "Anna de Wit": "Bekeken",
    "Bram Bakker": "Geweigerd",
    "Carla Smit": "Niet verschenen",
    "Daan Mulder": "Aangekomen",
    "Emma Visser": "Verwacht",
    "Fatima Öztürk": "Niet verschenen",
    "Geert van Dam": "Verwacht",
}


def chosen(visit: Visit, name: str) -> Appointment:
    (one,) = [
        each for each in visit.backend.world.appointments_ if each.approval.requester.name == name
    ]
    return one


def miss(visit: Visit, name: str) -> str:
    return Agenda.no_show(chosen(visit, name).approval.approval_id)


def words(visit: Visit) -> list[str]:
    labels = visit.find(Agenda.SCREEN).findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


def settle(visit: Visit) -> None:
    """Until the cards laid out last are on screen."""
    visit.wait(lambda: {"Voorbij", "Pakketten die niet klaar zijn"} <= set(words(visit)))


def test_every_appointment_says_what_became_of_it(visit: Visit) -> None:
    visit.to_busy_agenda()
    settle(visit)
    assert told(visit) == NAMES


def test_today_comes_first_then_what_comes_then_what_is_past(visit: Visit) -> None:
    visit.to_busy_agenda()
    settle(visit)
    shown = words(visit)
    places = [
        next(place for place, word in enumerate(shown) if word.startswith(start))
        for start in ("Vandaag, ", "Emma", "Komend", "Geert", "Voorbij", "Bram", "Carla", "Anna")
    ]
    assert places == sorted(places)


def test_only_who_could_have_come_can_be_missed(visit: Visit) -> None:
    visit.to_busy_agenda()
    settle(visit)
    buttons = visit.find(Agenda.SCREEN).findChildren(QAbstractButton)
    there = {button.objectName() for button in buttons}
    missable = [name for name in NAMES if miss(visit, name) in there]
    assert missable == ["Emma Visser"]


def test_a_no_show_is_asked_once_more_and_then_recorded(visit: Visit) -> None:
    visit.to_busy_agenda()
    settle(visit)
    visit.press(miss(visit, "Emma Visser"))
    visit.wait_screen(NoShow.SCREEN)
    said = [label.text() for label in visit.find(NoShow.SCREEN).findChildren(QLabel)]
    assert "Emma Visser" in said
    assert "Voor een nieuwe afspraak moet de behandelaar een nieuwe goedkeuring geven." in said
    visit.press(NoShow.BACK)
    visit.wait_screen(Agenda.SCREEN)
    assert visit.backend.world.events[-1].action == "session.opened"
    visit.wait(lambda: len(told(visit)) == len(NAMES))
    visit.press(miss(visit, "Emma Visser"))
    visit.wait_screen(NoShow.SCREEN)
    visit.press(NoShow.RECORD)
    visit.wait_screen(Agenda.SCREEN)
    visit.wait(lambda: told(visit).get("Emma Visser") == "Niet verschenen")
    assert visit.state is State.SIGNED_IN
    about = f"approval:{chosen(visit, 'Emma Visser').approval.approval_id}"
    assert [e.action for e in visit.backend.world.events if e.object == about] == [
        "appointment.no_show"
    ]


def test_a_no_show_that_cannot_be_recorded_says_so_and_stays(visit: Visit) -> None:
    visit.to_busy_agenda()
    settle(visit)
    visit.press(miss(visit, "Emma Visser"))
    visit.wait_screen(NoShow.SCREEN)
    visit.backend.world.trail_fails = True
    visit.press(NoShow.RECORD)
    visit.wait(visit.window.conductor.no_show.banner.isVisible, "the refusal")
    assert visit.screen == NoShow.SCREEN
    visit.backend.world.trail_fails = False
    visit.press(NoShow.BACK)
    visit.wait_screen(Agenda.SCREEN)


def test_what_was_viewed_today_says_why_it_does_not_open_again(visit: Visit) -> None:
    busy_agenda(visit.backend)
    viewed = replace(
        chosen(visit, "Anna de Wit").approval,
        valid_from=chosen(visit, "Daan Mulder").approval.valid_from,
        valid_until=chosen(visit, "Daan Mulder").approval.valid_until,
    )
    visit.backend.world.appointments_.append(Appointment("viewed.inzage", viewed))
    visit.to_agenda()
    settle(visit)
    (why,) = [word for word in words(visit) if "al bekeken" in word]
    assert "nieuwe goedkeuring" in why


@pytest.mark.parametrize("more", [0, 12])
def test_of_what_is_past_only_the_latest_is_shown(visit: Visit, more: int) -> None:
    busy_agenda(visit.backend)
    past = chosen(visit, "Carla Smit")
    visit.backend.world.appointments_ = [past] * more + visit.backend.world.appointments_
    visit.to_agenda()
    settle(visit)
    cards = visit.find(Agenda.SCREEN).findChildren(AppointmentCard)
    assert len(cards) == (14 if more else 7)
    assert ("Oudere staan in het logboek." in words(visit)) == bool(more)
