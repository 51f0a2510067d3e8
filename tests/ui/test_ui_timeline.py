"""The timeline: what was shown, marks, the part that is repeated, and what the pointer asks."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from viewer_app.ui.palette import NIGHT
from viewer_app.ui.widgets.timeline import Timeline

LENGTH = 100_000


@pytest.fixture
def line(display: None, qapp: QApplication) -> Iterator[Timeline]:
    timeline = Timeline("line")
    timeline.rescale(1.0)
    timeline.setFixedWidth(1030)  # a thousand pixels of film
    timeline.set_maximum(LENGTH)
    timeline.show()
    yield timeline
    delete(timeline)


def x_of(line: Timeline, moment: int) -> int:
    return round(line.x_of(moment))


def send(line: Timeline, kind: QMouseEvent.Type, moment: int, y: int = 30) -> None:
    """A mouse event with the button held, as a hand makes it."""
    place = QPointF(x_of(line, moment), y)
    button = Qt.MouseButton.NoButton if kind is QMouseEvent.Type.MouseMove else LEFT
    event = QMouseEvent(kind, place, line.mapToGlobal(place), button, LEFT, NONE)
    QApplication.sendEvent(line, event)


LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def colour(line: Timeline, moment: int, y: int = 30) -> str:
    return QColor(line.grab().toImage().pixel(x_of(line, moment), y)).name()


def test_what_ran_is_filled_and_what_was_skipped_is_not(line: Timeline) -> None:
    line.show_shown([(0, 20_000), (50_000, 60_000)])
    line.show_position(90_000)
    filled = [colour(line, moment) == NIGHT.accent for moment in (10_000, 30_000, 55_000, 70_000)]
    assert filled == [True, False, True, False]
    line.show_shown([(0, 35_000), (50_000, 60_000)])
    assert colour(line, 30_000) == NIGHT.accent


def test_marks_stand_below_and_the_repeated_part_above(line: Timeline) -> None:
    assert colour(line, 40_000, 44) != NIGHT.good
    line.show_marks([40_000])
    assert colour(line, 40_000, 44) == NIGHT.good
    assert colour(line, 41_500, 44) != NIGHT.good
    line.show_loop(20_000, None)
    assert colour(line, 20_500, 2) == NIGHT.warn
    assert colour(line, 30_000, 20) != NIGHT.warn
    line.show_loop(20_000, 60_000)
    assert colour(line, 30_000, 20) == NIGHT.warn
    assert colour(line, 70_000, 20) != NIGHT.warn


def test_a_drag_shows_frames_all_along_and_is_one_wish_where_it_is_let_go(line: Timeline) -> None:
    scrubbed: list[int] = []
    sought: list[int] = []
    line.scrubbed.connect(scrubbed.append)
    line.sought.connect(sought.append)
    send(line, QMouseEvent.Type.MouseButtonPress, 10_000)
    for moment in range(20_000, 60_001, 10_000):
        send(line, QMouseEvent.Type.MouseMove, moment)
        line.show_position(1_000)  # the film follows later; the hand has the handle
        assert line.value() == moment
    assert scrubbed == [10_000, 20_000, 30_000, 40_000, 50_000, 60_000]
    assert sought == []
    send(line, QMouseEvent.Type.MouseButtonRelease, 60_000)
    send(line, QMouseEvent.Type.MouseMove, 80_000)
    assert sought == [60_000]
    assert len(scrubbed) == 6
    line.show_position(61_000)
    assert line.value() == 61_000


@pytest.mark.parametrize("x", [-40, 0, 5, 1029, 1200])
def test_a_press_anywhere_is_within_the_film(line: Timeline, x: int) -> None:
    sought: list[int] = []
    line.sought.connect(sought.append)
    QTest.mouseClick(line, LEFT, pos=QPoint(x, 30))
    assert sought == [0 if x < 500 else LENGTH]


def test_the_flags_can_be_dragged_even_past_each_other(line: Timeline) -> None:
    moved: list[tuple[int, int]] = []
    sought: list[int] = []
    line.loop_moved.connect(lambda start, end: moved.append((start, end)))
    line.sought.connect(sought.append)
    line.show_loop(20_000, 60_000)
    for start, end in ((60_500, 80_000), (20_500, 90_000)):
        send(line, QMouseEvent.Type.MouseButtonPress, start, 6)
        send(line, QMouseEvent.Type.MouseMove, end, 6)
        send(line, QMouseEvent.Type.MouseButtonRelease, end, 6)
    assert moved == [(20_000, 80_000), (80_000, 90_000)]
    assert sought == []


@pytest.mark.parametrize("y", [30, 6], ids=["handle", "flag"])
def test_a_drag_ends_where_the_line_can_be_pressed_no_more(line: Timeline, y: int) -> None:
    told: list[object] = []
    line.show_loop(20_000, 60_000)
    send(line, QMouseEvent.Type.MouseButtonPress, 20_500, y)
    send(line, QMouseEvent.Type.MouseMove, 30_000, y)
    for signal in (line.scrubbed, line.sought, line.loop_moved):
        signal.connect(lambda *where: told.append(where))
    line.setEnabled(False)
    line.setEnabled(True)
    send(line, QMouseEvent.Type.MouseMove, 40_000, y)
    send(line, QMouseEvent.Type.MouseButtonRelease, 40_000, y)
    assert told == []
    line.show_position(1_000)
    line.show_loop(20_000, 60_000)
    assert line.value() == 1_000
    assert colour(line, 20_500, 2) == NIGHT.warn


def test_the_pointer_is_told_with_the_moment_a_press_would_ask_for(line: Timeline) -> None:
    told: list[tuple[int, int]] = []
    gone: list[bool] = []
    sought: list[int] = []
    line.hovered.connect(lambda moment, x: told.append((moment, x)))
    line.left.connect(lambda: gone.append(True))
    line.sought.connect(sought.append)
    line.set_frame(1001 / 30)
    send(line, QMouseEvent.Type.MouseMove, 33_400)
    assert told == [(33_401, x_of(line, 33_400))]  # frame 1001 begins at 33 400,03 ms
    QTest.mouseClick(line, LEFT, pos=QPoint(told[0][1], 30))
    assert sought == [told[0][0]]
    QApplication.sendEvent(line, QEvent(QEvent.Type.Leave))
    line.setEnabled(False)
    assert gone == [True, True]


def test_the_place_is_told_in_words(line: Timeline) -> None:
    line.set_maximum(3_723_000)
    line.show_position(61_900)
    assert line.accessibleDescription() == "1 minute 1 second of 1 hour 2 minutes 3 seconds"
    line.show_position(0)
    assert line.accessibleDescription().startswith("0 seconds of")


def test_a_screen_reader_has_the_value_in_words_and_no_milliseconds(line: Timeline) -> None:
    line.set_maximum(3_723_500)
    line.show_position(61_900)
    read = QAccessible.queryAccessibleInterface(line)
    assert read.role() is QAccessible.Role.Slider
    words = "1 minute 1 second of 1 hour 2 minutes 3 seconds"
    assert read.text(QAccessible.Text.Value) == words
    line.show_position(3_600_000)
    assert read.text(QAccessible.Text.Value).startswith("1 hour of ")
    for other in (read.valueInterface(), read.textInterface(), read.tableCellInterface()):
        assert other is None  # a screen reader asks for each of them
    line.setAccessibleName("Place")
    assert read.text(QAccessible.Text.Name) == "Place"
