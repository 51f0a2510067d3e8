"""The film on screen: the picture, and the controls below."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, qBlue, qGreen, qRed
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.screening import Screening
from tests.ui.stage_names import LENGTH_MS
from tests.ui.stage_pictures import plain
from tests.ui.visit import Visit
from viewer_app.session.record import Action, End, Reason, State
from viewer_app.ui.film_view import FilmView
from viewer_app.ui.names import Closing, Viewing
from viewer_app.ui.widgets.sliders import Slider
from viewer_app.ui.widgets.timeline import Timeline

Screens = Callable[..., Screening]


def light(image: QImage, x: int, y: int) -> int:
    pixel = image.pixel(x, y)
    return (qRed(pixel) + qGreen(pixel) + qBlue(pixel)) // 3


@pytest.mark.parametrize(("width", "height"), [(640, 360), (360, 640), (640, 480), (1000, 100)])
def test_the_picture_is_as_large_as_fits_and_black_around(
    screen: Screens, width: int, height: int
) -> None:
    screening = screen(plain("#00ff00", width, height), 1000, 700)
    place = screening.view.picture_rect(width, height)
    assert place.width() / place.height() == pytest.approx(width / height, rel=0.02)
    assert place.width() == 1000 or place.height() == 700
    image = screening.paint()
    green = 0
    for x in range(0, 1000, 50):
        for y in range(0, 700, 35):
            inside = place.adjusted(2, 2, -2, -2).contains(x, y)
            colour = image.pixelColor(x, y)
            if inside and colour == QColor("#00ff00"):
                green += 1
            elif not place.adjusted(-2, -2, 2, 2).contains(x, y):
                assert colour == QColor("#000000")
    assert green > 20
    assert screening.frames.borrowed == 0


def test_colours_are_not_swapped(screen: Screens) -> None:
    for colour in ("#ff0000", "#0000ff"):
        image = screen(plain(colour), 640, 360).paint()
        assert colour in {image.pixelColor(x, 2).name() for x in range(640)}


def test_nothing_is_shown_before_and_after(screen: Screens) -> None:
    screening = screen(plain("#ffffff"))
    screening.view.blank()
    image = screening.paint()
    assert all(light(image, x, y) == 0 for x in range(0, 1280, 40) for y in range(0, 720, 24))
    fresh = FilmView("film", screening.frames)
    fresh.resize(64, 36)
    assert light(fresh.grab().toImage(), 32, 18) == 0


# --- controls ------------------------------------------------------------------------------------


def actions(visit: Visit) -> list[str]:
    return [event.action for event in visit.backend.world.events]


def test_space_plays_and_pauses(visit: Visit) -> None:
    visit.to_viewing()
    session = visit.window.conductor.session
    play = visit.button(Viewing.PLAY)
    for playing, words in ((True, "Pauze"), (False, "Afspelen"), (True, "Pauze")):
        QTest.keyClick(play, Qt.Key.Key_Space)
        visit.wait(lambda want=playing: session.playing is want)  # type: ignore[misc]
        visit.wait(lambda want=words: play.text() == want)  # type: ignore[misc]


def test_space_still_means_play_after_a_mouse_press_elsewhere(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.FORWARD)
    visit.press(Viewing.MUTE)
    assert QApplication.focusWidget() is visit.find(Viewing.PLAY)


@pytest.mark.parametrize(
    ("start", "key", "to"),
    [
        (20_000, Qt.Key.Key_Right, 25_000),
        (20_000, Qt.Key.Key_Left, 15_000),
        (2_000, Qt.Key.Key_Left, 0),
        (LENGTH_MS - 1_000, Qt.Key.Key_Right, LENGTH_MS),
    ],
)
def test_arrows_go_five_seconds_and_not_beyond(
    visit: Visit, start: int, key: Qt.Key, to: int
) -> None:
    visit.to_viewing()
    visit.backend.world.position = start
    QTest.keyClick(visit.find(Viewing.PLAY), key)
    visit.wait(lambda: visit.backend.world.sought == [to])


def test_many_wishes_become_few_seeks_and_end_where_asked(visit: Visit) -> None:
    visit.to_viewing()
    with visit.window.conductor.session._lock:
        for _ in range(10):
            QTest.keyClick(visit.find(Viewing.PLAY), Qt.Key.Key_Right)
    sought = visit.backend.world.sought
    visit.wait(lambda: sought[-1:] == [50_000])
    assert len(sought) <= 3


def test_a_drag_along_the_timeline_is_one_seek(visit: Visit) -> None:
    visit.to_viewing()
    line = visit.find(Viewing.TIMELINE)
    assert isinstance(line, Timeline)
    middle = line.rect().center()
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(60, middle.y()))
    for x in range(60, middle.x(), 40):
        QTest.mouseMove(line, QPoint(x, middle.y()))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=middle)
    sought = visit.backend.world.sought
    visit.wait(lambda: len(sought) == 1)
    assert sought[0] == pytest.approx(LENGTH_MS / 2, rel=0.05)


def test_time_and_length_are_shown(visit: Visit) -> None:
    visit.to_viewing()
    visit.backend.world.position = 67_000
    visit.wait(lambda: visit.find(Viewing.POSITION).property("text") == "1:07,00")


def test_sound_off_and_on_again_as_loud(visit: Visit) -> None:
    visit.to_viewing()
    slider = visit.find(Viewing.VOLUME)
    assert isinstance(slider, Slider)
    slider.setValue(60)
    visit.press(Viewing.MUTE)
    assert visit.backend.world.volume == 0
    assert visit.find(Viewing.MUTE).accessibleName() == "Geluid aan"
    visit.press(Viewing.MUTE)
    assert visit.backend.world.volume == 60


def test_without_sound_there_are_no_sound_controls(visit: Visit) -> None:
    visit.backend.world.has_audio = False
    visit.to_viewing()
    assert not visit.find(Viewing.MUTE).isVisible()
    assert not visit.find(Viewing.VOLUME).isVisible()


def test_at_the_end_it_can_be_played_again(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.PLAY)
    visit.wait(lambda: visit.window.conductor.session.playing)
    visit.backend.film_.ended = True
    visit.backend.film_signals.ended.emit()
    play = visit.button(Viewing.PLAY)
    visit.wait(lambda: play.accessibleName() == "Opnieuw afspelen")
    assert Action.VIEWING_ENDED in actions(visit)
    visit.press(Viewing.PLAY)
    visit.wait(lambda: play.text() == "Pauze")


def test_an_end_that_is_told_late_does_not_stop_a_film_that_runs(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.PLAY)
    play, wishes = visit.button(Viewing.PLAY), visit.window.conductor.viewing.wishes
    visit.wait(lambda: play.text() == "Pauze")
    visit.backend.film_signals.ended.emit()  # but the film was sent elsewhere meanwhile
    wishes.change_speed(1)
    visit.wait(lambda: Action.VIEWING_SPEED_SET in actions(visit))
    QApplication.processEvents()
    assert play.text() == "Pauze"
    assert Action.VIEWING_ENDED not in actions(visit)


@pytest.mark.parametrize(
    ("reason", "end"),
    [
        (Reason.FINISHED, End.COMPLETED),
        (Reason.CITIZEN_STOPPED, End.ABORTED),
        (Reason.CONDITIONS_BROKEN, End.ABORTED),
        (Reason.TECHNICAL, End.INTERRUPTED),
    ],
)
def test_finishing_pauses_and_asks_why(visit: Visit, reason: Reason, end: End) -> None:
    visit.to_viewing()
    visit.press(Viewing.PLAY)
    visit.wait(lambda: visit.window.conductor.session.playing)
    visit.press(Viewing.FINISH)
    visit.wait(lambda: not visit.window.conductor.session.playing)
    visit.press(Viewing.finish_as(reason.value))
    visit.wait_screen(Closing.SCREEN)
    session = visit.window.conductor.session
    assert (session.end, session.reason) == (end, reason)


def test_a_film_that_was_about_to_play_does_not_while_one_is_asked_why(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.PLAY)
    visit.press(Viewing.FINISH)
    visit.wait(lambda: actions(visit)[-2:] == [Action.VIEWING_PLAYED, Action.VIEWING_PAUSED])
    assert not visit.window.conductor.session.playing


def test_a_paused_film_is_not_paused_again_when_one_is_asked_why(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.FINISH)
    visit.press(Viewing.finish_as(Reason.FINISHED.value))
    visit.wait_screen(Closing.SCREEN)
    assert Action.VIEWING_PAUSED not in actions(visit)


def test_one_can_go_back_to_the_film(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.FINISH)
    visit.press(Viewing.RESUME)
    assert visit.state is State.VIEWING
    visit.press(Viewing.PLAY)
    visit.wait(lambda: visit.window.conductor.session.playing)


def test_a_second_film_can_be_controlled_after_the_first_was_stopped(visit: Visit) -> None:
    visit.to_viewing()
    visit.to_next_film()
    visit.press(Viewing.PLAY)
    visit.wait(lambda: visit.window.conductor.session.playing)
