"""What an auditor sees of how a film was handled: markers, speeds, single pictures, stalls."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.stage_marks import LONG_REMARK, handled_session
from tests.ui.test_ui_review import cell, table, words_of
from tests.ui.visit import Visit
from viewer_app.ui.names import Review
from viewer_app.ui.screens.review_film import pins
from viewer_app.ui.screens.review_timeline import Timeline


@pytest.fixture
def handled(visit: Visit) -> Visit:
    """A session with five markers, opened."""
    visit.to_review()
    visit.backend.review_.viewing_events = handled_session(visit.backend.review_.start)
    visit.press(Review.OPEN)
    visit.wait_screen(Review.SESSION_SCREEN)
    marks = table(visit, Review.MARKS)
    visit.wait(lambda: cell(marks, 4, 1) == "1:26")
    return visit


def timeline(visit: Visit) -> Timeline:
    picture = visit.find(Review.TIMELINE)
    assert isinstance(picture, Timeline)
    return picture


def test_markers_are_listed_with_moment_and_remark(handled: Visit) -> None:
    marks = table(handled, Review.MARKS)
    rows = [[cell(marks, row, column) for column in range(4)] for row in range(5)]
    assert [row[:2] for row in rows] == [
        ["1", "0:15"],
        ["2", "0:29"],
        ["3", "0:40"],
        ["4", "0:40"],
        ["5", "1:26"],
    ]
    assert [row[3] for row in rows] == [
        LONG_REMARK,
        "opmerking gewist",
        "geen opmerking",
        "Arm omhoog",
        "Einde van het gesprek",
    ]
    assert f"Markering 1: {LONG_REMARK}" in words_of(handled)
    assert marks.accessibleName() == "Momenten die de leidinggevende markeerde"


def test_the_list_and_the_picture_choose_the_same_marker(handled: Visit) -> None:
    marks, picture = table(handled, Review.MARKS), timeline(handled)
    before = picture.grab().toImage()
    marks.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(marks, Qt.Key.Key_Down)
    QTest.keyClick(marks, Qt.Key.Key_Down)
    QTest.keyClick(marks, Qt.Key.Key_Down)
    assert "Markering 4: Arm omhoog" in words_of(handled)
    assert picture.grab().toImage() != before, "another number stands out"
    em = picture.fontInfo().pixelSize()
    places = pins(picture.viewing, 1.6 * em, picture.width(), em)
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=places[4].center().toPoint())
    assert marks.chosen == 4
    assert "Markering 5: Einde van het gesprek" in words_of(handled)
    assert QApplication.focusWidget() is marks


def test_numbers_of_markers_close_together_do_not_cover_each_other(handled: Visit) -> None:
    picture = timeline(handled)
    em = picture.fontInfo().pixelSize()
    for width in (picture.width(), 20 * em):
        places = pins(picture.viewing, 0, width, em)
        assert not any(
            one.intersects(other) for one in places for other in places if one is not other
        )
        assert min(place.width() for place in places) >= 24, "WCAG 2.2, 2.5.8"


def test_everything_in_the_picture_is_said_in_words_too(handled: Visit) -> None:
    said = words_of(handled)
    for told in (
        "0:24 tot 0:39: op 50 % van de snelheid.",
        "1:10 tot 1:26: op 200 % van de snelheid.",
        "0:30 tot 0:36 is 4 keer herhaald.",
        "Stap voor stap, 41 beelden: 0:38–0:40.",
        "Gesleept, hoogstens 57 beelden: 0:40–1:28.",
        "Kleine beelden boven de tijdlijn, hoogstens 23: 0:08–1:31.",
        "Wachtte op de opslag bij 0:18: 9 seconden.",
        "Gemarkeerd: 1: 0:15, 2: 0:29, 3: 0:40, 4: 0:40, 5: 1:26.",
    ):
        assert told in said
        assert told in timeline(handled).accessibleDescription()


def test_remarks_leave_the_screen_with_the_session(handled: Visit) -> None:
    handled.press(Review.SESSION_BACK)
    everything = "\n".join(each.text() for each in handled.window.findChildren(QLabel))
    assert "blijven staan" not in everything
    marks = table(handled, Review.MARKS)
    assert marks.rows.rowCount() == 0
    assert timeline(handled).viewing.marks == ()


def test_a_session_without_markers_has_no_empty_list(visit: Visit) -> None:
    visit.to_review_session()
    assert not table(visit, Review.MARKS).isVisible()
