"""The auditor's screens: finding a session, reading it, verifying and stopping, the numbers."""

import re
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QLabel, QMenu, QWidget

from tests.tools import ROOT
from tests.ui.conftest import Visits
from tests.ui.stage_names import LENGTH_MS
from tests.ui.visit import Visit
from viewer_app.audit.viewing import read_viewing
from viewer_app.session.ports import Json
from viewer_app.session.record import Action
from viewer_app.ui import words
from viewer_app.ui.backend import EventRow, Search
from viewer_app.ui.names import Review, SignIn
from viewer_app.ui.screens.review_timeline import Timeline
from viewer_app.ui.widgets.line import LineEdit
from viewer_app.ui.widgets.lists import Table
from viewer_app.ui.widgets.rows import BLOCK, RowsView


def table(visit: Visit, name: str = Review.SESSIONS) -> RowsView:
    found = visit.find(name)
    assert isinstance(found, RowsView)
    return found


def cell(view: RowsView, row: int, column: int) -> str:
    return view.rows.data(view.rows.index(row, column)) or ""


def type_in(visit: Visit, name: str, words: str) -> None:
    field = visit.find(name)
    assert isinstance(field, LineEdit)
    field.clear()
    QTest.keyClicks(field, words)


def words_of(visit: Visit) -> str:
    labels = visit.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


# --- finding -------------------------------------------------------------------------------------


def test_only_what_is_looked_at_is_fetched(visit: Visit) -> None:
    visit.to_review()
    view, listing = table(visit), visit.backend.review_.listing
    assert view.rows.rowCount() == listing.total == 320
    assert listing.asked == [(0, BLOCK)]
    assert cell(view, 1, 1) == "T4WX-8HNP"
    view.scrollToBottom()
    visit.wait(lambda: cell(view, 319, 2) != "")
    assert (300, 20) in listing.asked
    assert (150, BLOCK) not in listing.asked, "what was scrolled past is left alone"
    assert cell(view, 319, 1) == visit.backend.review_.sessions[319].code


def test_rows_of_an_older_listing_are_dropped(visit: Visit) -> None:
    visit.to_review()
    view = table(visit)
    old = view.rows.serial
    view.rows.start(3)
    view.rows.fill(old, 0, [("a",) * 5] * 3)
    assert cell(view, 0, 1) == ""


def test_reading_begins_with_opening_a_session(visit: Visit) -> None:
    visit.to_review()
    assert visit.backend.review_.read == []
    view = table(visit)
    view.choose(1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    visit.wait_screen(Review.SESSION_SCREEN)
    assert visit.backend.review_.read == ["T4WX-8HNP"]


def test_searching_by_everything(visit: Visit) -> None:
    visit.to_review()
    type_in(visit, Review.CODE, "h")
    type_in(visit, Review.CASE, " Z2025-00417 ")
    type_in(visit, Review.SUPERVISOR, "M.el")
    type_in(visit, Review.FIRST, "01-02-2025")
    type_in(visit, Review.LAST, "2025-02-20")
    visit.press(Review.end("completed"))
    expected = Search(
        code="H",
        case="Z2025-00417",
        supervisor="m.el",
        end="completed",
        first=date(2025, 2, 1),
        last=date(2025, 2, 20),
    )
    visit.wait(lambda: visit.backend.review_.searched[-1] == expected)
    visit.wait(lambda: "gevonden" in words_of(visit))
    assert 0 < table(visit).rows.rowCount() < 20
    assert "Z2025-00417" not in repr(expected), "a case number stays out of logs"
    visit.press(Review.CLEAR)
    visit.wait(lambda: table(visit).rows.rowCount() == 320)
    assert visit.backend.review_.searched[-1] == Search()


def test_a_search_without_a_result_says_so(visit: Visit) -> None:
    visit.to_review()
    type_in(visit, Review.CASE, "Z1")
    QTest.keyClick(visit.find(Review.CASE), Qt.Key.Key_Return)
    visit.wait(lambda: "Geen sessie past daarbij" in words_of(visit))
    assert not visit.find(Review.OPEN).isEnabled()


@pytest.mark.parametrize("typed", ["31-02-2025", "morgen", "1-2", "2025-13-01"])
def test_a_day_that_is_none_is_told_and_not_searched(visit: Visit, typed: str) -> None:
    visit.to_review()
    before = len(visit.backend.review_.searched)
    type_in(visit, Review.FIRST, typed)
    visit.press(Review.SEARCH)
    assert "Typ een dag als dd-mm-jjjj" in words_of(visit)
    assert len(visit.backend.review_.searched) == before


def test_another_year_is_another_trail_with_no_answers_yet(visit: Visit) -> None:
    visit.backend.review_.years_ = [2025, 2024]
    visit.to_review()
    visit.press(Review.VERIFY)
    visit.wait(lambda: "1.287 gebeurtenissen" in words_of(visit))
    visit.press(Review.year(2024))
    visit.wait(lambda: table(visit).rows.rowCount() == 40)
    assert "Nog niet gecontroleerd" in words_of(visit)
    assert visit.button(Review.year(2024)).isChecked()
    visit.press(Review.year(2025))
    visit.wait(lambda: table(visit).rows.rowCount() == 320)


def test_with_one_year_there_is_nothing_to_choose(visit: Visit) -> None:
    visit.to_review()
    assert visit.window.findChild(QWidget, Review.year(2025)) is None


def test_signing_out_takes_everything_off_the_screens(visit: Visit) -> None:
    visit.to_review_session()
    type_words = visit.find(Review.CASE)
    visit.press(Review.SESSION_BACK)
    type_in(visit, Review.CASE, "Z2025-00417")
    visit.press(Review.LEAVE)
    visit.wait_screen(SignIn.SCREEN)
    assert isinstance(type_words, LineEdit)
    assert type_words.words == ""
    assert table(visit).rows.rowCount() == 0
    assert table(visit, Review.EVENTS).rows.rowCount() == 0
    everything = "\n".join(each.text() for each in visit.window.findChildren(QLabel))
    assert "K7QF-2M9D" not in everything
    assert "geen vragen" not in everything


# --- one session ---------------------------------------------------------------------------------


def test_a_session_is_told_whole(visit: Visit) -> None:
    visit.to_review_session()
    said = words_of(visit)
    for told in (
        "Paspoort",
        "Wet\nAVG",
        "kijkt alleen, filmt het scherm niet, krijgt geen kopie, leidinggevende blijft",
        "De bezoeker had geen vragen meer.",
        "1 keer getoond: 0:00–0:24, 0:41–1:03.",
        "2 keer getoond: 0:24–0:41.",
        "0:24 tot 0:41: op 50 % van de snelheid.",
        "Bewezen opgenomen in het logboek",
        "a0b1c2d3 a0b1c2d3",
    ):
        assert told in said
    picture = visit.find(Review.TIMELINE)
    assert picture.accessibleName() == "Wat er van de film is getoond"
    assert "2 keer getoond: 0:24–0:41." in picture.accessibleDescription()


def test_the_picture_shows_how_often_and_where(visit: Visit) -> None:
    visit.to_review_session()
    picture = visit.find(Review.TIMELINE)
    assert isinstance(picture, Timeline)
    image = picture.grab().toImage()
    scale = image.width() / picture.width()
    em = picture.fontInfo().pixelSize()

    def is_shown(seconds: float, height: float) -> bool:
        """Whether the bar is filled at this moment of the film, this part of its height up."""
        x = (0.3 * em + (picture.width() - 0.6 * em) * seconds * 1000 / LENGTH_MS) * scale
        y = (8.2 * em - height * 3.2 * em) * scale
        return bool(image.pixelColor(round(x), round(y)).name() == "#0b5966")

    assert is_shown(10, 0.1)
    assert not is_shown(10, 0.6), "once is low"
    assert is_shown(28, 0.1)
    assert is_shown(28, 0.6), "twice is higher"
    assert not is_shown(80, 0.1), "never is empty"


def test_a_session_in_which_nothing_was_shown(visit: Visit) -> None:
    visit.to_review()
    review = visit.backend.review_
    review.viewing_events = review.viewing_events[:3]
    visit.press(Review.OPEN)
    visit.wait_screen(Review.SESSION_SCREEN)
    assert "Er is niets van de film getoond." in words_of(visit)
    assert not read_viewing(review.viewing_events).shown
    visit.find(Review.TIMELINE).grab()


def test_a_long_session_is_put_into_words_as_it_is_looked_at(visit: Visit) -> None:
    visit.to_review()
    review = visit.backend.review_
    review.viewing_events = review.viewing_events * 200
    visit.press(Review.OPEN)
    visit.wait_screen(Review.SESSION_SCREEN)
    view = table(visit, Review.EVENTS)
    assert view.rows.rowCount() == 3400
    view.scrollToBottom()
    visit.wait(lambda: cell(view, 3399, 3) != "")
    assert len(view.rows._blocks) < 10


def test_the_chosen_event_is_told_with_its_sentence(visit: Visit) -> None:
    visit.to_review_session()
    view = table(visit, Review.EVENTS)
    view.choose(12)
    said = words_of(visit)
    assert "Gebeurtenis 1.282: Beveiliging tegen kopiëren viel weg" in said
    assert "guard.lost" in said
    view.choose(8)
    assert "op: 0:41\nnaar: 0:24" in words_of(visit)
    view.choose(9)
    assert "snelheid: 50 %" in words_of(visit)
    view.choose(3)
    assert "voorwaarden: kijkt alleen, filmt het scherm niet" in words_of(visit)


# --- verifying -----------------------------------------------------------------------------------


def test_verifying_says_what_and_when(visit: Visit) -> None:
    visit.to_review()
    assert "Nog niet gecontroleerd" in words_of(visit)
    visit.press(Review.THOROUGH)
    visit.wait(lambda: "grondig: elke handtekening" in words_of(visit))
    said = words_of(visit)
    assert "Gecontroleerd op 03-03-2025 12:02:11: 1.287 gebeurtenissen in 320 sessies" in said
    assert "geen elders bewaard controlepunt" in said.lower().replace("was er ", "")
    assert visit.backend.review_.thorough == [True]


def test_verifying_can_be_stopped_while_the_rest_goes_on(visit: Visit) -> None:
    visit.to_review()
    visit.backend.review_.verifying.clear()
    visit.press(Review.VERIFY)
    visit.wait(lambda: visit.find(Review.CANCEL).isVisible())
    assert not visit.find(Review.VERIFY).isVisible()
    visit.press(Review.OPEN)
    visit.wait_screen(Review.SESSION_SCREEN)
    visit.press(Review.SESSION_BACK)
    visit.press(Review.CANCEL)
    visit.wait(lambda: "Gestopt. Er is niets over het logboek gezegd." in words_of(visit))
    assert visit.find(Review.VERIFY).isEnabled()


def test_signing_out_stops_a_verification(visit: Visit) -> None:
    visit.to_review()
    visit.backend.review_.verifying.clear()
    visit.press(Review.VERIFY)
    visit.press(Review.LEAVE)
    visit.wait_screen(SignIn.SCREEN)
    visit.wait(lambda: not visit.backend.review_.opened)
    visit.wait(lambda: visit.find(Review.CANCEL).isHidden())


# --- the station, and the numbers ----------------------------------------------------------------


def test_everything_in_the_trail_has_words_and_stands_in_the_auditors_table(
    qapp: QApplication,
) -> None:
    page = (ROOT / "docs/auditor.md").read_text()
    table = page.partition("| action | details |\n")[2].partition("\n\n")[0]
    column = "".join(re.findall(r"(?m)^\|[^|]*", table))
    told, room = set(), ""
    for first, code in re.findall(r"`([a-z_]*)(\.[a-z_]+)`", column):
        room = first or room
        told.add(room + code)
    assert set(Action) - told == set()
    assert [code for code in sorted(told) if words.action(code) == code] == []
    assert words.action("something.new") == "something.new", "what is not known is shown as it is"


def test_older_events_of_the_station_come_on_scrolling(visit: Visit) -> None:
    visit.to_review_station()
    view = table(visit, Review.STATION_EVENTS)
    visit.wait(lambda: view.rows.rowCount() == BLOCK)
    visit.wait(lambda: cell(view, 2, 3) == "Programma gestart")
    for expected in (2 * BLOCK, 130):
        view.scrollToBottom()
        visit.wait(lambda expected=expected: view.rows.rowCount() == expected)  # type: ignore[misc]
    view.scrollToTop()
    view.scrollToBottom()
    QTest.qWait(50)
    assert view.rows.rowCount() == 130
    visit.wait(lambda: cell(view, 129, 0) == "7.700")


def test_a_destruction_is_told_with_its_reason(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = EventRow(
        index=41,
        at=visit.backend.review_.start,
        action="destruction.started",
        outcome="ok",
        role="station",
        actor="KANTOOR-1",
        object="approval:2f1c6f0e-8f0a-4f63-9a4b-0f6f4d1d7a10",
        details={"cause": "retention", "since": "2026-12-25", "clip_sha256": "5d" * 32},
    )
    reason: dict[str, Json] = {
        "code": "destruction.failed",
        "facts": {"reason": "Read-only file system"},
    }
    action = "destruction.finished"
    failed = replace(begun, index=42, action=action, outcome="failed", details=reason)
    rows = [failed, begun]
    monkeypatch.setattr(visit.backend.review_, "station_events", lambda *_: rows)
    visit.to_review_station()
    view = table(visit, Review.STATION_EVENTS)
    ended = "Vernietiging van een opname beëindigd (mislukt)"
    visit.wait(lambda: cell(view, 0, 3).startswith(ended))
    view.choose(0)
    assert "zij is er nog" in words_of(visit)
    view.choose(1)
    assert "waarom: bewaartermijn voorbij" in words_of(visit)
    assert "moest weg vanaf: 2026-12-25" in words_of(visit)


def test_the_numbers_stand_in_tables_too(visit: Visit) -> None:
    visit.to_review_overview()
    assert "244 sessies in de laatste 26 weken." in words_of(visit)
    assert visit.find(Review.WEEKS).isVisible()
    visit.press(Review.TABLES)
    assert not visit.find(Review.WEEKS).isVisible()
    weeks = visit.find(f"{Review.WEEKS}.table")
    assert isinstance(weeks, Table)
    assert weeks.rowCount() == 26
    first = weeks.item(0, 0)
    assert first is not None
    assert first.text() == "3 maart 2025"
    assert weeks.accessibleName() == "Sessies per week, naar hoe ze eindigden"


def test_a_plot_is_a_picture_and_nothing_else(visit: Visit) -> None:
    visit.to_review_overview()
    for name in (Review.WEEKS, Review.DURATIONS):
        plot = visit.find(name)
        assert isinstance(plot, QGraphicsView)
        view = plot.viewport()
        before = plot.grab().toImage()
        for widget in (plot, view):
            middle = widget.rect().center()
            for button in (Qt.MouseButton.RightButton, Qt.MouseButton.LeftButton):
                QTest.mouseClick(widget, button, pos=middle)
                QTest.mouseDClick(widget, button, pos=middle)
            drag(widget, middle, middle + QPoint(80, 20))
            asked = QContextMenuEvent(
                QContextMenuEvent.Reason.Mouse, middle, widget.mapToGlobal(middle)
            )
            QApplication.sendEvent(widget, asked)
        QTest.qWait(50)
        assert QApplication.activePopupWidget() is None
        assert plot.grab().toImage() == before, "nothing moved or lit up"
    menus = [each for each in QApplication.allWidgets() if isinstance(each, QMenu)]
    assert not any(menu.isVisible() for menu in menus)
    assert not visit.window.findChildren(QMenu)


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    steps = (
        (QMouseEvent.Type.MouseButtonPress, start),
        (QMouseEvent.Type.MouseMove, (start + end) / 2),
        (QMouseEvent.Type.MouseMove, end),
        (QMouseEvent.Type.MouseButtonRelease, end),
    )
    for kind, place in steps:
        button = Qt.MouseButton.LeftButton
        globally = QPointF(widget.mapToGlobal(place))
        event = QMouseEvent(
            kind, QPointF(place), globally, button, button, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(widget, event)


def test_what_is_looked_for_cannot_be_copied_or_pasted(visit: Visit) -> None:
    visit.to_review()
    field = visit.find(Review.CASE)
    assert isinstance(field, LineEdit)
    QTest.keyClicks(field, "Z2025-00417")
    board = QApplication.clipboard()
    board.setText("from elsewhere")
    for keys in ("Ctrl+A", "Shift+Home", "Ctrl+C", "Ctrl+X", "Ctrl+V", "Shift+Ins", "Ctrl+Ins"):
        QTest.keySequence(field, keys)
    QTest.mouseDClick(field, Qt.MouseButton.LeftButton)
    QTest.mouseClick(field, Qt.MouseButton.MiddleButton)
    drag(field, QPoint(5, 10), QPoint(90, 10))
    assert not field.hasSelectedText()
    assert field.words == "Z2025-00417"
    assert board.text() == "from elsewhere"


def test_screens_change_language_with_the_rest(visits: Visits) -> None:
    visit = visits(language="en")
    visit.to_review()
    assert "320 sessions, latest first." in words_of(visit)
    visit.window.speak("nl")
    visit.wait(lambda: "320 sessies, nieuwste eerst." in words_of(visit))
    assert cell(table(visit), 0, 3) == "Afgerond"
