"""The code of the document on the screen: told in plain words, overruled with a reason, wiped."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.session.test_session_zone import LICENCE
from tests.session.zones import WILLEKE, Made, passport
from tests.ui.visit import OTHER_PERSON, OTHER_SURNAME, PASSPORT, Visit
from viewer_app.messages import LANGUAGES, Language
from viewer_app.session.policy import Document
from viewer_app.session.record import Action, End, Reason, State
from viewer_app.ui.names import Closing, Conditions, Done, Identity, Refusing
from viewer_app.ui.widgets.fields import RemarksEdit
from viewer_app.ui.widgets.zone_field import ZoneEdit

WITH_NUMBERS = replace(passport(WILLEKE), number="XK74QPW29", optional="739184625")
WHY = "De behandelaar schreef de naam met een letter te weinig."


def words(visit: Visit) -> str:
    """Every word on the screen of the check."""
    labels = visit.find(Identity.SCREEN).findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def zone_field(visit: Visit) -> ZoneEdit:
    field = visit.find(Identity.ZONE)
    assert isinstance(field, ZoneEdit)
    return field


def write_reason(visit: Visit, reason: str) -> None:
    field = visit.find(Identity.OVERRULE)
    assert isinstance(field, RemarksEdit)
    QTest.keyClicks(field, reason)


def test_a_reader_sends_the_code_and_the_answer_stands_there_at_once(visit: Visit) -> None:
    visit.to_identity()
    visit.press(Identity.document("passport"))
    visit.read_zone(PASSPORT)
    told = "Komt overeen: soort document, geldigheid, achternaam, voornamen, geboortedatum."
    assert told in words(visit)
    assert not visit.find(Identity.OVERRULE).isVisible()
    visit.answer()
    visit.press(Identity.CONTINUE)
    visit.wait_screen(Conditions.SCREEN)


def test_a_difference_is_explained_and_passes_only_with_a_reason(visit: Visit) -> None:
    visit.to_other_surname()
    assert "De achternaam verschilt één letter." in words(visit)
    assert "Komt overeen: soort document, geldigheid, voornamen, geboortedatum." in words(visit)
    visit.answer()
    assert not visit.find(Identity.CONTINUE).isEnabled()
    assert "Schrijf op waarom u doorgaat." in words(visit)
    write_reason(visit, "  ")
    assert not visit.find(Identity.CONTINUE).isEnabled()
    write_reason(visit, WHY)
    visit.press(Identity.CONTINUE)
    visit.wait_screen(Conditions.SCREEN)
    compared, checked = visit.backend.world.events[-2:]
    assert compared.details["differs"] == ["surname"]
    assert (checked.action, checked.details["overruled"]) == (
        Action.IDENTITY_CHECKED,
        ["surname"],
    )
    assert checked.private == {"overrule": WHY}
    assert visit.find(Identity.OVERRULE).property("plainText") == ""


def test_going_round_by_another_page_leaves_the_difference_standing(visit: Visit) -> None:
    visit.to_other_surname()
    visit.press(Identity.CANNOT)
    visit.wait_screen(Refusing.SCREEN)
    visit.press(Refusing.BACK)
    visit.wait_screen(Identity.SCREEN)
    assert "De achternaam verschilt één letter." in words(visit)
    visit.answer()
    assert not visit.find(Identity.CONTINUE).isEnabled()


def test_a_code_read_wrongly_is_read_again(visit: Visit) -> None:
    visit.to_other_surname()
    visit.read_zone(PASSPORT)
    assert "verschilt" not in words(visit)
    visit.answer()
    visit.press(Identity.CONTINUE)
    visit.wait_screen(Conditions.SCREEN)
    outcomes = [
        event.outcome
        for event in visit.backend.world.events
        if event.action == Action.IDENTITY_COMPARED
    ]
    assert outcomes == ["refused", "ok"]


def test_another_persons_document_ends_with_that_reason(visit: Visit) -> None:
    visit.to_identity()
    visit.press(Identity.document("passport"))
    visit.read_zone(OTHER_PERSON)
    visit.answer()
    assert not visit.find(Identity.CONTINUE).isVisible()
    assert not visit.find(Identity.OVERRULE).isVisible()
    visit.press(Identity.OTHER_PERSON)
    visit.wait_screen(Refusing.SCREEN)
    assert visit.button(Refusing.reason("other_person")).isChecked()
    visit.press(Refusing.END)
    visit.wait_screen(Closing.SCREEN)
    session = visit.window.conductor.session
    assert (session.end, session.reason) == (End.REFUSED, Reason.OTHER_PERSON)


def test_another_kind_of_document_than_was_chosen_is_told(visit: Visit) -> None:
    visit.to_identity()
    visit.press(Identity.document("passport"))
    visit.read_zone(PASSPORT)
    visit.press(Identity.document("identity_card"))
    assert "een ander soort document dan u hebt gekozen" in words(visit)
    visit.press(Identity.document("passport"))
    assert "een ander soort document" not in words(visit)


def test_what_a_driving_licence_does_not_tell_is_said(visit: Visit) -> None:
    visit.to_guide()
    visit.read_zone(LICENCE)
    assert "Komt overeen: soort document." in words(visit)
    assert "geen naam en geen datums" in words(visit)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda made: replace(made, expiry="260101"), "Het document is verlopen."),
        (lambda made: replace(made, birth="660310"), "Alleen het geboortejaar verschilt."),
        (lambda made: replace(made, code="PE"), "staat niet in de Wet op de identificatieplicht"),
    ],
)
def test_every_difference_is_told_in_plain_words(
    visit: Visit, change: Callable[[Made], Made], told: str
) -> None:
    visit.to_identity()
    visit.press(Identity.document("passport"))
    visit.read_zone(change(passport(WILLEKE)).td3())
    assert told in words(visit)


def test_a_slip_is_told_by_its_place_and_typed_anew(visit: Visit) -> None:
    visit.to_identity()
    visit.press(Identity.document("passport"))
    visit.read_zone(PASSPORT.replace("650310", "650311"))
    assert "Regel 2" in words(visit) or "regel 2" in words(visit)
    assert zone_field(visit).empty
    assert visit.state is State.APPOINTMENT_CHOSEN
    assert Action.IDENTITY_COMPARED not in [event.action for event in visit.backend.world.events]
    visit.read_zone(PASSPORT)
    assert "Komt overeen" in words(visit)


def test_a_comparison_that_cannot_be_written_is_not_shown(visit: Visit) -> None:
    visit.to_identity()
    visit.press(Identity.document("passport"))
    visit.backend.world.trail_fails = True
    visit.read_zone(OTHER_SURNAME)
    assert "De code is niet vergeleken" in words(visit)
    assert "achternaam verschilt" not in words(visit)


@pytest.mark.parametrize("zone", [WITH_NUMBERS.td3(), OTHER_SURNAME, PASSPORT[:-1]])
def test_nothing_of_the_code_is_in_any_widget(visit: Visit, zone: str) -> None:
    visit.to_identity()
    visit.press(Identity.document("passport"))
    QTest.keyClicks(visit.find(Identity.ZONE), zone.splitlines()[0])
    parts = [*zone.splitlines(), "XK74QPW29", "739184625", "SPECI2021", "BRUI", "WILLEKE", "310802"]

    def look() -> None:
        for widget in (visit.window, *visit.window.findChildren(QWidget)):
            held = [widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()]
            held += [str(widget.property(name)) for name in ("text", "plainText", "displayText")]
            for part in parts:
                assert not any(part in words for words in held), widget.objectName()

    look()
    zone_field(visit).wipe()
    visit.read_zone(zone) if len(zone) == len(PASSPORT) else visit.press(Identity.CANNOT)
    look()
    assert not any(bytes(zone_field(visit)._bytes.view))


def test_leaving_wipes_what_was_typed(visit: Visit) -> None:
    visit.to_identity()
    visit.press(Identity.document("passport"))
    QTest.keyClicks(visit.find(Identity.ZONE), PASSPORT.splitlines()[0])
    visit.press(Identity.CANNOT)
    visit.wait_screen(Refusing.SCREEN)
    visit.press(Refusing.reason("no_document"))
    visit.press(Refusing.END)
    visit.wait_screen(Closing.SCREEN)
    assert not any(bytes(zone_field(visit)._bytes.view))
    visit.press(Closing.CLOSE)
    visit.wait_screen(Done.SCREEN)
    visit.press(Done.AGAIN)
    visit.to_identity()
    assert not visit.find(Identity.ZONE).isVisible()
    visit.press(Identity.document("passport"))
    assert "Komt overeen" not in words(visit)


# --- the field ------------------------------------------------------------------------------------


def send(field: ZoneEdit, text: str) -> list[bool]:
    """Type the lines, each with Enter; when it submitted."""
    submitted: list[bool] = []
    field.submitted.connect(lambda: submitted.append(True))
    for line in text.splitlines():
        QTest.keyClicks(field, line)
        QTest.keyClick(field, Qt.Key.Key_Return)
    return submitted


@pytest.mark.parametrize(
    "text", [PASSPORT, WILLEKE.td1(), WILLEKE.td2(), LICENCE, PASSPORT.replace("\n", "")]
)
def test_the_last_line_submits_byte_for_byte(display: None, qapp: QApplication, text: str) -> None:
    field = ZoneEdit("zone")
    assert send(field, text) == [True]
    assert bytes(field.take().view) == text.encode()


def test_enter_ends_no_empty_line_and_submits_nothing_short(
    display: None, qapp: QApplication
) -> None:
    field = ZoneEdit("zone")
    assert not send(field, "\n\nAB\n\n\nCD\n")
    assert field.lengths == [2, 2, 0]
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.lengths == [2, 2]
    assert field.text() == "••"
    assert bytes(field.take().view) == b"AB\nCD"


@given(lines=st.lists(st.text("AZ09< ", min_size=1, max_size=50), min_size=1, max_size=4))
def test_bullets_and_counts_follow_what_was_typed(qapp: QApplication, lines: list[str]) -> None:
    field = ZoneEdit("zone")
    for line in lines:
        field.type_text(line)
    assert field.lengths == [len("".join(lines).replace(" ", ""))]
    assert field.text() == "•" * field.lengths[0]


# --- the guide ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_document_has_its_own_drawing_and_words(
    visits: Callable[..., Visit], language: Language
) -> None:
    visit = visits(language=language)
    visit.to_identity()
    seen: set[bytes] = set()
    code = {"nl": "Code:", "en": "Code:"}[language]
    for kind in Document:
        visit.press(Identity.document(kind.value))
        drawing = visit.find(Identity.DRAWING)
        visit.wait(drawing.isVisible)
        image = drawing.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, 165, 3)}
        assert len(colours) > 2
        seen.add(bytes(image.constBits()))
        assert code in words(visit)
    assert len(seen) == len(Document)
