"""Who else is in the room, and the municipality's own words: on the visitor's pages."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.audit.test_audit_viewing import entry
from tests.ui.conftest import Visits
from tests.ui.test_ui_access import LARGE, look_until_all_fits
from tests.ui.test_ui_visitor import open_recording, unfit, walk
from tests.ui.visit import Visit
from viewer_app.audit.reader import ReadEvent
from viewer_app.reports.words import Words
from viewer_app.session.policy import Companion, Place, Policy
from viewer_app.session.policy_texts import LONGEST_TEXT
from viewer_app.session.ports import Json
from viewer_app.session.record import Action
from viewer_app.session.tongue import Tongue
from viewer_app.ui.names import Afterwards, Conditions, Review, Viewing
from viewer_app.ui.theme import TEXT_SIZES
from viewer_app.ui.visitor import texts_in

SOME = Policy(companions=tuple(Companion), second_person=True)
LONG = ("De koffie staat klaar. " * 20)[: LONGEST_TEXT - 1] + "<"
TEXTS = Policy(
    texts={
        Tongue.DUTCH: {Place.CONDITIONS: "Neem <b>iets</b> & drink.", Place.END: "Dag &amp; hoi."},
        Tongue.ARABIC: {Place.END: "شكرًا لزيارتكم."},
    }
)


def details(visit: Visit) -> dict[str, Json]:
    events = visit.backend.world.events
    return dict(next(e for e in events if e.action == Action.CONDITIONS_CONFIRMED).details)


def test_without_a_rule_nobody_is_asked_about(visit: Visit) -> None:
    visit.to_conditions()
    for name in (Conditions.company("interpreter", 1), Conditions.SECOND, Conditions.OWN):
        assert not visit.find(name).isVisible()
    open_recording(visit)
    assert details(visit).keys() == {"conditions", "language"}


def test_only_the_kinds_of_the_rules_can_be_chosen(visits: Visits) -> None:
    visit = visits(policy=SOME)
    visit.to_conditions()  # of a grown-up
    shown = {kind: visit.find(Conditions.company(kind, 1)).isVisible() for kind in Companion}
    assert shown == {
        Companion.LEGAL_REPRESENTATIVE: True,
        Companion.INTERPRETER: True,
        Companion.PARENT_OF_MINOR: False,
    }
    for number in range(3):
        button = visit.find(Conditions.company("interpreter", number))
        assert min(button.width(), button.height()) >= LARGE


def test_each_visitor_confirms_who_is_there_instead_of_being_alone(visits: Visits) -> None:
    visit = visits(policy=SOME)
    for tongue in Tongue:
        visit.to_conditions()
        visit.press(Conditions.language(tongue))
        first = visit.button(Conditions.confirm("alone"))
        texts = texts_in(tongue).conditions
        assert first.text() == texts["alone"]
        visit.press(Conditions.company("legal_representative", 2))
        visit.press(Conditions.company("interpreter", 1))
        assert f"{texts['legal_representative']} (2)" in first.text()
        assert texts["interpreter"] in first.text()
        assert first.accessibleName() == first.text()
        assert first.accessibleDescription() == texts["accompanied_detail"]
        visit.press(Conditions.SECOND)
        open_recording(visit)
        assert details(visit) == {
            "conditions": ["no_copy", "no_filming", "supervisor_stays"],
            "language": tongue.value,
            "companions": {"interpreter": 1, "legal_representative": 2},
            "second_person": True,
        }
        visit.to_next_visitor()


def test_another_company_takes_back_the_first_point_alone(visits: Visits) -> None:
    visit = visits(policy=SOME)
    visit.to_conditions()
    visit.confirm()
    visit.press(Conditions.company("interpreter", 1))
    ticked = [visit.button(Conditions.confirm(point)).isChecked() for point in ("alone", "no_copy")]
    assert ticked == [False, True]
    visit.press(Conditions.confirm("alone"))
    visit.press(Conditions.company("interpreter", 0))
    assert not visit.button(Conditions.confirm("alone")).isChecked()
    assert visit.button(Conditions.confirm("alone")).text() == "Ik kijk alleen."


def test_nothing_opens_without_the_second_member_of_staff(visits: Visits) -> None:
    visit = visits(policy=SOME)
    visit.to_conditions()
    visit.confirm()
    visit.phrase(Conditions.PHRASE)
    assert not visit.find(Conditions.START).isEnabled()
    visit.press(Conditions.SECOND)
    visit.press(Conditions.START)
    visit.wait_screen(Viewing.SCREEN)


def test_what_stands_recorded_of_the_company_cannot_be_changed(visits: Visits) -> None:
    visit = visits(policy=SOME)
    visit.to_conditions()
    visit.press(Conditions.company("interpreter", 1))
    visit.press(Conditions.SECOND)
    visit.confirm()
    visit.phrase(Conditions.PHRASE, "verkeerd")
    visit.press(Conditions.START)
    visit.wait(visit.window.conductor.conditions.banner.isVisible)
    assert details(visit)["companions"] == {"interpreter": 1}
    for name in (Conditions.company("interpreter", 2), Conditions.SECOND):
        assert not visit.find(name).isEnabled()


def test_the_next_visitor_comes_alone_again(visits: Visits) -> None:
    visit = visits(policy=SOME)
    visit.to_conditions()
    visit.press(Conditions.company("interpreter", 2))
    visit.press(Conditions.SECOND)
    conductor = visit.window.conductor
    conductor.conditions.begin("j.devries", conductor.session.welcome, SOME)
    assert visit.button(Conditions.company("interpreter", 0)).isChecked()
    assert not visit.button(Conditions.SECOND).isChecked()


def test_the_keyboard_comes_to_the_company_before_the_points(visits: Visits) -> None:
    visit = visits(policy=SOME)
    visit.to_conditions()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == Conditions.company("legal_representative", 0)
    walked = walk(visit, 9)
    assert Conditions.SECOND in walked
    assert walked.index(Conditions.SECOND) < walked.index(Conditions.confirm("alone"))
    button = visit.button(Conditions.company("interpreter", 2))
    assert button.accessibleName() == "Tolk: 2"


# --- the municipality's own words --------------------------------------------------------------


def test_own_words_stand_there_as_they_were_written(visits: Visits) -> None:
    visit = visits(policy=TEXTS)
    visit.to_conditions()
    own = visit.find(Conditions.OWN)
    assert isinstance(own, QLabel)
    assert own.isVisible()
    assert own.text() == "Neem <b>iets</b> & drink."
    assert own.textFormat() is Qt.TextFormat.PlainText
    visit.press(Conditions.language("ar"))
    assert own.text() == "Neem <b>iets</b> & drink."
    assert own.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert own.locale().name() == "nl_NL"


def test_own_words_at_the_end_are_in_the_visitors_language_or_in_dutch(visits: Visits) -> None:
    visit = visits(policy=TEXTS)
    visit.to_afterwards()
    card = visit.find(Afterwards.OWN)
    told = {}
    for tongue in (Tongue.POLISH, Tongue.ARABIC):
        visit.press(Afterwards.language(tongue))
        told[tongue] = (card.accessibleDescription(), card.layoutDirection())
        shown = [label.text() for label in card.findChildren(QLabel)]
        assert shown[1] == card.accessibleDescription()
        assert card.accessibleName() == visit.backend.municipality
    assert told == {
        Tongue.POLISH: ("Dag &amp; hoi.", Qt.LayoutDirection.LeftToRight),
        Tongue.ARABIC: ("شكرًا لزيارتكم.", Qt.LayoutDirection.RightToLeft),
    }


def test_without_own_words_there_is_no_card_for_them(visit: Visit) -> None:
    visit.to_afterwards()
    assert not visit.find(Afterwards.OWN).isVisible()


@pytest.mark.parametrize("screen", [Conditions.SCREEN, Afterwards.SCREEN])
def test_the_longest_words_and_all_company_fit_at_every_text_size(
    visits: Visits, screen: str
) -> None:
    texts = {tongue: dict.fromkeys(Place, LONG) for tongue in Tongue}
    visit = visits(policy=Policy(companions=tuple(Companion), texts=texts))
    getattr(visit, f"to_{screen}")()
    if screen == Conditions.SCREEN:
        visit.press(Conditions.company("legal_representative", 2))
        visit.press(Conditions.company("interpreter", 2))
    own = visit.find({Conditions.SCREEN: Conditions.OWN}.get(screen, Afterwards.OWN))

    def look(window: QWidget) -> Iterator[str]:
        yield from unfit(window)
        if own.height() < own.heightForWidth(own.width()):
            yield "own words"

    for size, text_size in itertools.product([(1920, 1080), (1280, 720)], TEXT_SIZES):
        visit.window.setFixedSize(*size)
        visit.window.set_text_size(text_size)
        for tongue in (Tongue.DUTCH, Tongue.FRENCH, Tongue.ARABIC):
            visit.window.conductor.visitor.choose(tongue)
            look_until_all_fits(visit, look, f"{tongue} {size} {text_size} %")


# --- afterwards, for the auditor -----------------------------------------------------------------


def test_the_auditor_reads_who_was_there(visit: Visit) -> None:
    review = visit.backend.review_
    told: dict[str, Json] = {
        "conditions": ["no_copy", "no_filming"],
        "language": "pl",
        "companions": {"interpreter": 2},
        "second_person": True,
    }
    review.viewing_events = [
        ReadEvent(replace(entry(Action.CONDITIONS_CONFIRMED, 4), details=told), {})
        if event.entry.action == Action.CONDITIONS_CONFIRMED
        else event
        for event in review.viewing_events
    ]
    visit.to_review_session()
    shown = [label.text() for label in visit.find(Review.SESSION_SCREEN).findChildren(QLabel)]
    said = [text for text in shown if "kijkt samen met: tolk (2)" in text]
    assert len(said) == 1
    assert "er was een tweede medewerker bij" in said[0]
    assert "kijkt alleen" not in said[0]


def test_the_report_says_who_was_there() -> None:
    told = {"companions": {"interpreter": 2, "parent_of_minor": 1}, "second_person": True}
    assert Words("nl").details(told) == (
        "keek mee: tolk (2), ouder van een minderjarige · een tweede medewerker was erbij"
    )
    assert "parent of a minor" in Words("en").details(told)
