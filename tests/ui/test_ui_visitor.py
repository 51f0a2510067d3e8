"""What the visitor reads: eight languages, whole, from their own side, and forgotten afterwards."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QFont, QImage, QRawFont, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QWidget

from tests.tools import ROOT
from tests.ui.conftest import Visits
from tests.ui.stage_agenda import approval
from tests.ui.test_ui_access import cut_off, look_until_all_fits
from tests.ui.visit import Visit
from viewer_app.evidence.approval import Regime
from viewer_app.session.policy import Companion
from viewer_app.session.ports import Appointment
from viewer_app.session.record import Action, Condition
from viewer_app.session.tongue import Tongue
from viewer_app.ui.names import (
    Afterwards,
    Closing,
    Conditions,
    Done,
    Frame,
    Identity,
    NoShow,
    Review,
    SignIn,
)
from viewer_app.ui.palette import DAY
from viewer_app.ui.screens.afterwards import PARTS
from viewer_app.ui.theme import TEXT_SIZES
from viewer_app.ui.visitor import Texts, Visitor, texts_in
from viewer_app.ui.widgets.fields import RemarksEdit

FONTS = ROOT / "resources/theme/fonts"
PLAIN = ("AtkinsonHyperlegibleNext-Regular", "NotoSans-Regular", "NotoSansArabicUI-Regular")
HEAVY = ("AtkinsonHyperlegibleNext-SemiBold", "NotoSans-Bold", "NotoSansArabicUI-Bold")
OWN = {"Atkinson Hyperlegible Next", "Noto Sans", "Noto Sans Arabic UI"}
PLACES = re.compile(r"{\w*}")


def sentences(texts: Texts) -> dict[tuple[str, str], str]:
    """Everything said in one language, by its place."""
    rooms: Mapping[str, Mapping[str, str]] = {
        "conditions": texts.conditions,
        "afterwards": texts.afterwards,
        "waiting": texts.waiting,
        "held": texts.held,
    }
    return {(room, key): words for room, told in rooms.items() for key, words in told.items()}


def days() -> Iterator[date]:
    """One day of each month, with all digits among them."""
    return (date(2030 + month % 10, month, 28 - month) for month in range(1, 13))


# --- the texts ---------------------------------------------------------------------------------


@pytest.mark.parametrize("tongue", Tongue)
def test_every_text_is_there_in_every_language(tongue: Tongue) -> None:
    dutch, told = sentences(texts_in(Tongue.DUTCH)), sentences(texts_in(tongue))
    assert told.keys() == dutch.keys()
    for place, words in told.items():
        assert words.strip() == words != "", place
        assert sorted(PLACES.findall(words)) == sorted(PLACES.findall(dutch[place])), place


def test_what_is_said_covers_every_condition_and_every_part() -> None:
    texts = texts_in(Tongue.DUTCH)
    points = {key for each in Condition for key in (each.value, f"{each.value}_detail")}
    parts = {key for part in PARTS for key in (part, f"{part}_detail")}
    company = {"accompanied", "accompanied_detail", *Companion}
    assert texts.conditions.keys() == points | company | {"title", "explanation", "question"}
    assert texts.afterwards.keys() == parts | {"title", "thanks", "rights_wpg_detail"}


def test_no_sentence_was_left_in_another_language() -> None:
    told = [words for tongue in Tongue for words in sentences(texts_in(tongue)).values()]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("tongue", Tongue)
@pytest.mark.parametrize("fonts", [PLAIN, HEAVY], ids=["plain", "heavy"])
def test_the_programs_own_fonts_have_every_letter(
    display: None, qapp: QApplication, tongue: Tongue, fonts: tuple[str, ...]
) -> None:
    loaded = [QRawFont(str(FONTS / f"{name}.ttf"), 20) for name in fonts]
    assert all(font.isValid() for font in loaded)
    visitor = Visitor(qapp)
    visitor.choose(tongue)
    told = [texts_in(tongue).name, *sentences(texts_in(tongue)).values()]
    letters = set("".join([*told, *map(visitor.day, days())])) - {" "}
    missing = {
        letter
        for letter in letters
        if not any(font.supportsCharacter(ord(letter)) for font in loaded)
    }
    assert missing == set()


def test_a_letter_that_no_font_has_would_be_noticed(display: None, qapp: QApplication) -> None:
    assert not any(
        QRawFont(str(FONTS / f"{name}.ttf"), 20).supportsCharacter(ord("漢")) for name in PLAIN
    )


def test_a_day_is_written_as_its_language_does(display: None, qapp: QApplication) -> None:
    visitor = Visitor(qapp)
    written = {}
    for tongue in Tongue:
        visitor.choose(tongue)
        written[tongue.value] = visitor.day(date(2025, 3, 3))
    assert written == {
        "nl": "3 maart 2025",
        "en": "3 March 2025",
        "de": "3. März 2025",
        "fr": "3 mars 2025",
        "pl": "3 marca 2025",
        "tr": "3 Mart 2025",
        "uk": "3 березня 2025",
        "ar": "3 مارس 2025",
    }


def test_what_is_painted_comes_from_the_programs_own_fonts(visit: Visit) -> None:
    """A font of the operating system may be missing on a locked station, or look otherwise."""
    visit.to_conditions()
    for tongue in Tongue:
        visit.press(Conditions.language(tongue))
        labels = [
            label
            for label in visit.find(Conditions.SCREEN).findChildren(QLabel)
            if label.text() in texts_in(tongue).conditions.values()
        ]
        cards = visit.find(Conditions.SCREEN).findChildren(QCheckBox)
        assert len(labels) == 3, tongue
        shown: list[QLabel | QAbstractButton] = [*labels, *cards]
        shown.append(visit.button(Conditions.language(tongue)))
        for part in shown:
            assert families(part.text(), part.font()) <= OWN, part.text()


def families(words: str, font: QFont) -> set[str]:
    """The fonts that Qt takes for these words."""
    layout = QTextLayout(words, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {run.rawFont().familyName() for run in layout.glyphRuns()}


# --- on the screen -----------------------------------------------------------------------------


@pytest.mark.parametrize("screen", [Conditions.SCREEN, Afterwards.SCREEN])
def test_every_language_fits_at_every_text_size(visit: Visit, screen: str) -> None:
    getattr(visit, f"to_{screen}")()
    for text_size in TEXT_SIZES:
        visit.window.set_text_size(text_size)
        for tongue in Tongue:
            visit.window.conductor.visitor.choose(tongue)
            look_until_all_fits(visit, unfit, f"{tongue} {text_size} %")


def unfit(window: QWidget) -> Iterator[str]:
    """What is cut off, also in the cards that are ticked."""
    yield from cut_off(window)
    yield from low_cards(window)


def low_cards(window: QWidget) -> Iterator[str]:
    for card in window.findChildren(QCheckBox):
        if card.isVisible() and card.height() < card.heightForWidth(card.width()):
            yield f"too low: {card.text()}"


def ink(image: QImage, colour: str) -> tuple[int, int]:
    """The first and last column in which pixels have this colour."""
    columns = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).name() == colour for y in range(0, image.height(), 2))
    ]
    return columns[0], columns[-1]


def test_arabic_is_laid_out_from_the_right(visit: Visit) -> None:
    visit.to_conditions()
    first, second = visit.find(Conditions.confirm("alone")), visit.find("conditions.no_filming")
    sides = {}
    for tongue in (Tongue.DUTCH, Tongue.ARABIC):
        visit.press(Conditions.language(tongue))
        visit.press(Conditions.confirm("alone"))
        QTest.qWait(100)
        image = first.grab().toImage().copy(6, 6, first.width() - 12, first.height() - 12)
        words, mark = ink(image, DAY.ink), ink(image, DAY.accent)
        between = first.mapTo(visit.window, QPoint()).x() - second.mapTo(visit.window, QPoint()).x()
        sides[tongue] = (words, mark, between)
    (words, mark, between), width = sides[Tongue.DUTCH], first.width()
    assert between < 0
    assert mark[1] < words[0] < width / 4
    words, mark, between = sides[Tongue.ARABIC]
    assert between > 0
    assert mark[0] > words[1] > width * 3 / 4
    title = next(
        label
        for label in visit.find(Conditions.SCREEN).findChildren(QLabel)
        if label.text() == texts_in(Tongue.ARABIC).conditions["title"]
    )
    assert ink(title.grab().toImage(), DAY.ink)[0] > title.width() / 2
    switch = visit.find(Frame.LANGUAGE)
    assert switch.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_one_press_on_its_own_name_changes_what_the_visitor_reads(visit: Visit) -> None:
    visit.to_conditions()
    for tongue in Tongue:
        button, texts = visit.button(Conditions.language(tongue)), texts_in(tongue)
        assert button.accessibleName() == button.text() == texts.name
        visit.press(Conditions.language(tongue))
        assert button.isChecked(), tongue
        for condition in Condition:
            card = visit.find(Conditions.confirm(condition))
            assert card.accessibleName() == texts.conditions[condition]
            assert card.accessibleDescription() == texts.conditions[f"{condition}_detail"]
            assert QLocale.languageToCode(card.locale().language()) == tongue
        # the supervisor's own words stay
        assert visit.button(Conditions.START).text() == "Opname openen", tongue
        assert visit.button(Frame.LANGUAGE).text() == "English", tongue


def test_the_supervisor_can_tell_the_points_apart_in_another_language(visit: Visit) -> None:
    visit.to_conditions()
    key = [
        label
        for label in visit.find(Conditions.SCREEN).findChildren(QLabel)
        if "kijkt alleen · filmt het scherm niet" in label.text()
    ]
    assert len(key) == 1
    assert not key[0].isVisible()
    visit.press(Conditions.language(Tongue.TURKISH))
    assert key[0].isVisible()


@pytest.mark.parametrize("tongue", [Tongue.FRENCH, Tongue.ARABIC])
def test_the_keyboard_goes_in_reading_order(visit: Visit, tongue: Tongue) -> None:
    visit.to_conditions()
    visit.press(Conditions.language(tongue))
    assert walk(visit, 5) == [
        *(Conditions.confirm(condition) for condition in Condition),
        Conditions.PHRASE,
    ]


def test_the_last_page_is_walked_and_told_part_by_part(visit: Visit) -> None:
    visit.to_afterwards()
    visit.press(Afterwards.language(Tongue.POLISH))
    assert walk(visit, 5) == [*map(Afterwards.part, PARTS), Afterwards.BACK]
    texts = texts_in(Tongue.POLISH).afterwards
    for part in PARTS:
        card = visit.find(Afterwards.part(part))
        assert card.accessibleName() == texts[part]
        assert len(card.accessibleDescription()) > len(texts[part])
        assert card.locale().language() is QLocale.Language.Polish


def walk(visit: Visit, steps: int) -> list[str]:
    """The names of what Tab comes to next."""
    names = []
    for _ in range(steps):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        reached = QApplication.focusWidget()
        assert reached is not None
        names.append(reached.objectName())
    return names


# --- what holds, and for how long --------------------------------------------------------------


def test_the_trail_says_in_which_language_the_conditions_were_read(visit: Visit) -> None:
    visit.to_conditions()
    visit.press(Conditions.language(Tongue.UKRAINIAN))
    open_recording(visit)
    event = next(
        event for event in visit.backend.world.events if event.action == Action.CONDITIONS_CONFIRMED
    )
    assert event.details["language"] == "uk"


def open_recording(visit: Visit) -> None:
    visit.confirm()
    visit.phrase(Conditions.PHRASE)
    visit.press(Conditions.START)
    visit.wait_screen("viewing")


def test_another_language_takes_back_what_was_confirmed_in_the_first(visit: Visit) -> None:
    visit.to_conditions()
    visit.confirm()
    visit.press(Conditions.language(Tongue.GERMAN))
    assert not any(visit.button(Conditions.confirm(each)).isChecked() for each in Condition)
    visit.press(Conditions.confirm("alone"))
    visit.press(Conditions.language(Tongue.GERMAN))
    assert visit.button(Conditions.confirm("alone")).isChecked()
    visit.press(Frame.LANGUAGE)
    assert visit.button(Conditions.confirm("alone")).isChecked()
    assert visit.button(Conditions.confirm("alone")).text() == "Ich schaue allein."


def test_what_stands_recorded_is_not_read_in_another_language_any_more(visit: Visit) -> None:
    visit.to_conditions()
    visit.confirm()
    visit.phrase(Conditions.PHRASE, "verkeerd")
    visit.press(Conditions.START)
    visit.wait(visit.window.conductor.conditions.banner.isVisible)
    assert not visit.button(Conditions.language(Tongue.POLISH)).isEnabled()
    visit.press(Frame.LANGUAGE)
    card = visit.button(Conditions.confirm("alone"))
    assert (card.text(), card.isChecked()) == ("Ik kijk alleen.", True)


def test_until_one_is_chosen_the_language_of_the_screens_holds(visits: Visits) -> None:
    visit = visits(language="en")
    visit.to_conditions()
    card = visit.button(Conditions.confirm("alone"))
    assert card.text() == "I watch alone."
    visit.press(Frame.LANGUAGE)
    visit.wait(lambda: card.text() == "Ik kijk alleen.")
    assert visit.button(Conditions.language(Tongue.DUTCH)).isChecked()


def test_the_choice_holds_to_the_last_page_and_not_for_the_next_visitor(visit: Visit) -> None:
    visit.to_conditions()
    visit.press(Conditions.language(Tongue.ARABIC))
    open_recording(visit)
    visit.press("viewing.finish")
    visit.press("viewing.finish.finished")
    visit.wait_screen(Closing.SCREEN)
    visit.press(Closing.AFTERWARDS)
    visit.wait_screen(Afterwards.SCREEN)
    assert visit.button(Afterwards.language(Tongue.ARABIC)).isChecked()
    visit.press(Afterwards.BACK)
    visit.press(Closing.CLOSE)
    visit.wait_screen(Done.SCREEN)
    visit.press(Done.AGAIN)
    visit.wait_screen(SignIn.SCREEN)
    visit.backend.world.appointments_ = [Appointment("next.inzage", approval(9))]
    visit.to_conditions()
    assert visit.button(Conditions.language(Tongue.DUTCH)).isChecked()
    assert visit.button(Conditions.confirm("alone")).text() == "Ik kijk alleen."


def test_the_last_page_names_the_last_day_and_whom_to_ask(visit: Visit) -> None:
    visit.to_afterwards()
    session = visit.window.conductor.session
    assert session.appointment
    granted = session.appointment.approval
    last = session.station.policy.kept_until(granted.recorded_at, granted.hold)
    visit.press(Afterwards.language(Tongue.ENGLISH))
    told = visit.find(Afterwards.part("recording")).accessibleDescription()
    assert f"until {last.day} {last:%B} {last.year} at the latest" in told
    for part in ("complaint", "rights"):
        words = visit.find(Afterwards.part(part)).accessibleDescription()
        assert visit.backend.municipality in words
    complaint = visit.find(Afterwards.part("complaint")).accessibleDescription()
    assert "autoriteitpersoonsgegevens.nl" in complaint


def test_the_rights_are_those_of_the_recordings_law(visit: Visit) -> None:
    granted = approval(1, regime=Regime.WPG)
    visit.backend.world.appointments_ = [Appointment(f"{granted.case}.inzage", granted)]
    visit.to_afterwards()
    for tongue in Tongue:
        visit.press(Afterwards.language(tongue))
        told = visit.find(Afterwards.part("rights")).accessibleDescription()
        assert "Wpg" in told, tongue
        assert "AVG" not in told, tongue
        assert visit.backend.municipality in told, tongue


def test_remarks_survive_the_visitors_page(visit: Visit) -> None:
    visit.to_closing()
    remarks = visit.find(Closing.REMARKS)
    assert isinstance(remarks, RemarksEdit)
    QTest.keyClicks(remarks, "De bezoeker las de uitleg.")
    visit.press(Closing.AFTERWARDS)
    visit.wait_screen(Afterwards.SCREEN)
    visit.press(Afterwards.BACK)
    visit.wait_screen(Closing.SCREEN)
    assert remarks.toPlainText() == "De bezoeker las de uitleg."
    visit.press(Closing.CLOSE)
    visit.wait_screen(Done.SCREEN)
    assert remarks.toPlainText() == ""
    assert visit.backend.world.events[-1].private["remarks"] == "De bezoeker las de uitleg."


def test_who_did_not_come_has_nothing_to_read(visit: Visit) -> None:
    visit.to_identity()
    visit.press(Identity.NOT_APPEARED)
    visit.wait_screen(NoShow.SCREEN)
    visit.press(NoShow.RECORD)
    visit.wait_screen(Closing.SCREEN)
    assert not visit.find(Closing.AFTERWARDS).isVisible()


def test_the_auditor_sees_in_which_language_the_conditions_were_read(visit: Visit) -> None:
    visit.to_review_session()
    labels = visit.find(Review.SESSION_SCREEN).findChildren(QLabel)
    assert any("gelezen in het Pools" in label.text() for label in labels)
