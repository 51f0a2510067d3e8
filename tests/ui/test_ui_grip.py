"""Hands on the picture: wheel, mouse and fingers, through Qt's own events."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.screening import Screening
from tests.ui.stage_pictures import plain
from tests.ui.visit import Visit
from viewer_app.ui.film_view import FilmView
from viewer_app.ui.framing import MOST_ZOOM, Framing

Screens = Callable[..., Screening]


@pytest.fixture(scope="session")
def fingers(qapp: QApplication) -> QPointingDevice:
    """A screen that is touched."""
    return QTest.createTouchDevice()


@pytest.fixture
def view(screen: Screens) -> Iterator[FilmView]:
    """A film of 16:9 in a window of 16:9, on screen."""
    shown = screen(plain("#406080", 1280, 720), 960, 540).view
    shown.show()
    assert QTest.qWaitForWindowExposed(shown)
    yield shown
    shown.hide()


def roll(view: FilmView, notches: float, x: float, y: float) -> None:
    where = QPointF(x, y)
    event = QWheelEvent(
        where,
        QPointF(view.mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def seen(view: FilmView) -> tuple[float, float, float, float]:
    """What of the film is seen, in its own pixels."""
    with view._frames.borrow() as frame:
        assert frame is not None
        source = view._shot(frame.width, frame.height).source
    return source.left(), source.top(), source.width(), source.height()


def test_a_wheel_goes_nearer_to_where_it_points_and_back(view: FilmView) -> None:
    for _ in range(3):
        roll(view, 1, 960, 0)  # the corner stays in the corner
    left, top, width, height = seen(view)
    assert (left + width, top) == pytest.approx((1280, 0), abs=1)
    assert 1280 / width == pytest.approx(1.25**3)
    assert height / width == pytest.approx(720 / 1280)
    for _ in range(30):
        roll(view, 1, 480, 270)
    assert view.framing.zoom == MOST_ZOOM
    for _ in range(30):
        roll(view, -1, 100, 100)
    assert seen(view) == (0, 0, 1280, 720)


def test_a_mouse_drags_a_picture_that_is_near_and_a_double_click_shows_it_whole(
    view: FilmView,
) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=QPoint(500, 300))
    QTest.mouseMove(view, QPoint(400, 300))
    QTest.mouseRelease(view, left, pos=QPoint(400, 300))
    assert seen(view) == (0, 0, 1280, 720)
    view.framing.zoom_by(2)
    assert view.cursor().shape() is Qt.CursorShape.OpenHandCursor
    QTest.mousePress(view, left, pos=QPoint(500, 300))
    assert view.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    QTest.mouseMove(view, QPoint(404, 327))
    QTest.mouseRelease(view, left, pos=QPoint(404, 327))
    # the picture follows the hand: 96 pixels of the window are 64 of the film here
    assert seen(view) == pytest.approx((320 + 64, 180 - 18, 640, 360))
    QTest.mouseMove(view, QPoint(200, 200))
    assert seen(view)[0] == pytest.approx(384)
    QTest.mouseDClick(view, left, pos=QPoint(300, 300))
    assert seen(view) == (0, 0, 1280, 720)
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_two_fingers_go_nearer_where_they_are_and_move_it(
    view: FilmView, fingers: QPointingDevice
) -> None:
    touch = QTest.touchEvent
    touch(view, fingers).press(0, QPoint(430, 270)).press(1, QPoint(530, 270)).commit()
    touch(view, fingers).move(0, QPoint(380, 270)).move(1, QPoint(580, 270)).commit()
    assert view.framing.zoom == pytest.approx(2)
    assert seen(view) == pytest.approx((320, 180, 640, 360))
    touch(view, fingers).move(0, QPoint(284, 243)).move(1, QPoint(484, 243)).commit()
    assert seen(view) == pytest.approx((384, 198, 640, 360))
    touch(view, fingers).release(0, QPoint(284, 243)).release(1, QPoint(484, 243)).commit()
    touch(view, fingers).press(0, QPoint(484, 243)).commit()
    touch(view, fingers).move(0, QPoint(580, 270)).commit()
    touch(view, fingers).release(0, QPoint(580, 270)).commit()
    assert seen(view) == pytest.approx((320, 180, 640, 360))


def test_a_finger_that_is_lifted_or_laid_beside_does_not_make_the_picture_jump(
    view: FilmView, fingers: QPointingDevice
) -> None:
    view.framing.zoom_by(2)
    before = seen(view)
    touch = QTest.touchEvent
    touch(view, fingers).press(0, QPoint(100, 100)).commit()
    touch(view, fingers).stationary(0).press(1, QPoint(800, 500)).commit()
    touch(view, fingers).stationary(0).release(1, QPoint(800, 500)).commit()
    touch(view, fingers).release(0, QPoint(100, 100)).commit()
    assert seen(view) == pytest.approx(before)


def test_a_double_tap_shows_the_whole_and_one_tap_does_not(
    view: FilmView, fingers: QPointingDevice
) -> None:
    view.framing.zoom_by(3)

    def tap(x: int, y: int) -> None:
        QTest.touchEvent(view, fingers).press(0, QPoint(x, y)).commit()
        QTest.touchEvent(view, fingers).release(0, QPoint(x, y)).commit()

    tap(100, 100)
    tap(800, 400)  # far from the first
    assert view.framing.zoom == pytest.approx(3)
    tap(804, 404)
    assert view.framing.zoom == 1


def test_it_is_told_in_words_when_it_has_settled(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "viewer_app.ui.film_view.announce", lambda _widget, words: said.append(words)
    )
    visit.to_viewing()
    view = visit.window.conductor.viewing.view
    framing: Framing = view.framing
    assert view.accessibleDescription() == "Het hele beeld, zoals opgenomen"
    for _ in range(4):
        framing.zoom_in()
    framing.turn()
    framing.set_brightness(40)
    framing.set_contrast(-20)
    visit.wait(lambda: bool(said))
    words = "Vergroot 2,4×, een kwartslag naar rechts, helderheid +40 %, contrast \u221220 %"
    assert said == [words]
    assert view.accessibleDescription() == words
    visit.window.speak("en")
    english = "Enlarged 2.4×, a quarter turn to the right, brightness +40 %, contrast \u221220 %"
    visit.wait(lambda: view.accessibleDescription() == english)


def test_the_next_film_is_seen_as_it_was_recorded(visit: Visit) -> None:
    visit.to_viewing()
    framing = visit.window.conductor.viewing.view.framing
    framing.zoom_in()
    framing.turn()
    framing.set_brightness(70)
    visit.to_next_film()
    assert framing.is_neutral
