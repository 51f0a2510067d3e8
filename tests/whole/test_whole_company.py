"""By the rules of the station somebody comes along: on the screen, and in the trail."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.whole.house import House, Visit
from viewer_app.session.policy import Companion, Place
from viewer_app.session.tongue import Tongue
from viewer_app.station.enrolment import policy_text
from viewer_app.ui.names import Conditions, Viewing

WELCOME = "Neem gerust iets te drinken."


def test_an_interpreter_watches_along_and_stands_in_the_trail(
    house: House, enter: Callable[[House], Visit], film: Path
) -> None:
    rules = replace(
        house.policy,
        companions=(Companion.INTERPRETER,),
        second_person=True,
        texts={Tongue.DUTCH: {Place.CONDITIONS: WELCOME}},
    )
    house.home.policy.write_text(policy_text(rules), "utf-8")
    house.seal(film)
    visit = enter(house)
    visit.to_conditions()
    hands = visit.hands
    assert WELCOME in visit.words()
    assert not hands.find(Conditions.company("legal_representative", 1)).isVisible()
    hands.press(Conditions.language("tr"))
    hands.press(Conditions.company("interpreter", 1))
    hands.press(Conditions.SECOND)
    visit.confirm()
    hands.wait_screen(Viewing.SCREEN)
    events = [event.entry for event in house.events()]
    agreed = next(entry for entry in events if entry.action == "conditions.confirmed")
    assert agreed.details["companions"] == {"interpreter": 1}
    assert agreed.details["second_person"] is True
    assert "alone" not in str(agreed.details["conditions"])
