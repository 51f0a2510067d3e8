"""A station whose rules offer one language speaks it, whatever language it was enrolled in."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from tests.whole.house import House, Visit
from viewer_app.session.policy import Spoken
from viewer_app.station.enrolment import policy_text
from viewer_app.ui.names import Frame


def test_the_rules_decide_which_languages_there_are(
    house: House, enter: Callable[[House], Visit]
) -> None:
    assert house.settings.language == "nl"
    rules = replace(house.policy, languages=(Spoken.EN,))
    house.home.policy.write_text(policy_text(rules), "utf-8")
    visit = enter(house)
    assert "Sign in" in visit.words()
    assert "Aanmelden" not in visit.words()
    switch = visit.window.findChild(QWidget, Frame.LANGUAGE)
    assert switch
    assert not switch.isVisible()
