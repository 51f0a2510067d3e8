"""The small picture over the timeline: where the pointer is, and nowhere it may not be."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.stage_pictures import street
from tests.ui.visit import Visit
from viewer_app.session.record import Action
from viewer_app.ui.names import Viewing
from viewer_app.ui.widgets.thumbnail import ThumbnailCard
from viewer_app.ui.widgets.timeline import Timeline


def hover(visit: Visit, x: int) -> int:
    """Put the pointer there; the moment under it."""
    line = visit.find(Viewing.TIMELINE)
    assert isinstance(line, Timeline)
    place, none = QPointF(x, line.height() / 2), Qt.MouseButton.NoButton
    keys = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, place, line.mapToGlobal(place), none, none, keys)
    QApplication.sendEvent(line, event)
    return line.moment_at(x)


def card(visit: Visit) -> ThumbnailCard:
    return visit.window.conductor.viewing.thumbnail


def small(width: int = 256, height: int = 144) -> QImage:
    return street().scaled(width, height)


def arrive(visit: Visit, moment: int, image: QImage) -> None:
    """The player tells that the picture is there."""
    visit.backend.film_.thumbnails.image = image
    visit.backend.film_signals.thumbnail.emit(moment)


def test_it_is_asked_for_and_shown_over_the_pointer_once_it_is_there(visit: Visit) -> None:
    visit.to_viewing()
    moment = hover(visit, 500)
    thumbnails = visit.backend.film_.thumbnails
    visit.wait(lambda: thumbnails.asked == [moment])
    assert not card(visit).isVisible()  # the time alone
    arrive(visit, moment, small())
    visit.wait(card(visit).isVisible)
    window = visit.window
    line: QWidget = visit.find(Viewing.TIMELINE)
    pointer = line.mapTo(window, QPoint(500, 0))
    middle = card(visit).mapTo(window, card(visit).rect().center())
    assert abs(middle.x() - pointer.x()) <= 1
    assert card(visit).mapTo(window, card(visit).rect().bottomLeft()).y() < pointer.y()
    painted = card(visit).grab().toImage()
    shades = {QColor(painted.pixel(x, 20)).name() for x in range(10, painted.width() - 10, 3)}
    assert len(shades) > 3
    edge = hover(visit, 40)  # there it stays inside
    visit.wait(lambda: thumbnails.asked[-1] == edge)
    assert card(visit).x() == 0


def test_it_says_who_watches(visit: Visit) -> None:
    visit.to_viewing()
    grey = QImage(256, 144, QImage.Format.Format_RGB32)
    grey.fill(QColor(120, 120, 120))
    visit.backend.film_.thumbnails.image = grey
    hover(visit, 500)
    visit.wait(card(visit).isVisible)
    painted = card(visit).grab().toImage()
    lettered = [
        row
        for row in range(4, painted.height() - 4)
        if len({painted.pixel(x, row) for x in range(4, painted.width() - 4)}) > 3
    ]
    halves = {row < painted.height() // 2 for row in lettered}
    assert halves == {True, False}  # once above and once below


def test_an_upright_film_has_an_upright_picture(visit: Visit) -> None:
    visit.to_viewing()
    visit.backend.film_.thumbnails.image = small(144, 256)
    hover(visit, 500)
    visit.wait(card(visit).isVisible)
    assert card(visit).height() > card(visit).width()


def test_it_is_turned_and_lit_as_the_film_is(visit: Visit) -> None:
    visit.to_viewing()
    dark = QImage(256, 144, QImage.Format.Format_RGB32)
    dark.fill(QColor(40, 40, 40))
    visit.backend.film_.thumbnails.image = dark
    hover(visit, 500)
    visit.wait(card(visit).isVisible)

    def light() -> int:
        return QColor(card(visit).grab().toImage().pixel(5, 5)).value()

    before, wide = light(), card(visit).width()
    framing = visit.window.conductor.viewing.view.framing
    framing.set_brightness(100)
    framing.turn()
    hover(visit, 520)
    visit.wait(lambda: card(visit).height() == wide)
    assert light() > before + 30


def test_while_the_handle_is_dragged_the_film_itself_is_seen(visit: Visit) -> None:
    visit.to_viewing()
    visit.backend.film_.thumbnails.image = small()
    line = visit.find(Viewing.TIMELINE)
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=line.rect().center())
    hover(visit, 500)
    QTest.qWait(100)
    assert not card(visit).isVisible()
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=QPoint(500, line.height() // 2))
    hover(visit, 520)
    visit.wait(card(visit).isVisible)


def test_it_goes_with_the_pointer_and_with_the_film(visit: Visit) -> None:
    visit.to_viewing()
    visit.backend.film_.thumbnails.image = small()
    hover(visit, 500)
    visit.wait(card(visit).isVisible)
    QApplication.sendEvent(visit.find(Viewing.TIMELINE), QEvent(QEvent.Type.Leave))
    assert not card(visit).isVisible()
    visit.backend.film_signals.thumbnail.emit(0)  # late: nobody waits for it
    QApplication.processEvents()
    assert not card(visit).isVisible()
    hover(visit, 520)
    visit.wait(card(visit).isVisible)
    visit.window.conductor.viewing.ask_presence(5)
    assert not card(visit).isVisible()
    asked = len(visit.backend.film_.thumbnails.asked)
    hover(visit, 540)
    QTest.qWait(100)
    assert not card(visit).isVisible()
    assert len(visit.backend.film_.thumbnails.asked) == asked


def told(visit: Visit) -> list[str]:
    return [event.action for event in visit.backend.world.events]


def test_the_trail_knows_before_it_is_seen(visit: Visit) -> None:
    visit.to_viewing()
    thumbnails = visit.backend.film_.thumbnails
    thumbnails.image = small()
    hover(visit, 500)
    assert not card(visit).isVisible()  # nothing was told yet
    visit.wait(card(visit).isVisible)
    assert told(visit).count(Action.VIEWING_HOVERED) == 1
    last = hover(visit, 700)
    visit.wait(lambda: thumbnails.asked[-1] == last)
    visit.press(Viewing.PLAY)
    visit.wait(lambda: Action.VIEWING_PLAYED in told(visit))
    # one event, or two where a second went by between the pictures
    series = [
        event.details
        for event in visit.backend.world.events
        if event.action == Action.VIEWING_THUMBNAILS
    ]
    assert series[-1]["to_ms"] == last
    assert sum(int(str(one["pictures"])) for one in series) == 2


def test_without_the_trail_there_is_no_small_picture_and_no_film(visit: Visit) -> None:
    visit.to_viewing()
    visit.backend.film_.thumbnails.image = small()
    visit.backend.world.trail_fails = True
    hover(visit, 500)
    visit.wait(lambda: visit.backend.world.stopped > 0)
    assert not card(visit).isVisible()
    assert visit.backend.film_.thumbnails.asked == []


def test_it_takes_neither_mouse_nor_keyboard(visit: Visit) -> None:
    visit.to_viewing()
    shown = card(visit)
    assert shown.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert shown.focusPolicy() is Qt.FocusPolicy.NoFocus
