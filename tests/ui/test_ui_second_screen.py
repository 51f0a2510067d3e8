"""The citizen's own screen, on an X display that tells of two, as a station with two would."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.tools import program
from tests.ui.conftest import Visits
from tests.ui.visit import Visit
from viewer_app.session.policy import Policy
from viewer_app.session.record import Action, Condition, State
from viewer_app.session.tongue import Tongue
from viewer_app.ui.affinity import Affinity
from viewer_app.ui.citizen_window import CitizenWindow
from viewer_app.ui.film_view import FilmView
from viewer_app.ui.names import Closing, Conditions, Frame, Viewing

TWO = Policy(screens=2)
SIZE = (1240, 800)


@contextmanager
def monitor(
    name: str = "citizen", place: str = "680/180x600/159+1240+0", output: str = "none"
) -> Iterator[None]:
    """One more screen, as far as Qt can tell; ``output`` says of what it takes the place."""
    command = [program("xrandr"), "--setmonitor", name, place, output]
    subprocess.run(command, check=True)
    try:
        yield
    finally:
        subprocess.run([program("xrandr"), "--delmonitor", name], check=True)


def citizen(visit: Visit) -> CitizenWindow:
    return visit.window.second_screen.citizen


def words(window: QWidget) -> str:
    labels = window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def wait_for_screen(visit: Visit, *, there: bool = True) -> None:
    visit.wait(lambda: visit.window.second_screen.in_use is there, "the citizen's screen")
    assert citizen(visit).isVisible() is there


def is_black(view: FilmView) -> bool:
    image = view.grab().toImage()
    places = [(image.width() * x // 7, image.height() * y // 7) for x in range(7) for y in range(7)]
    return all(image.pixelColor(*place).lightness() == 0 for place in places)


@pytest.fixture(autouse=True)
def supervisors_screen(display: None, qtbot: QtBot) -> Iterator[None]:
    """The left part of the tests' one X screen is the supervisor's."""

    def names() -> list[str]:
        return [screen.name() for screen in QApplication.screens()]

    with monitor("supervisor", "1240/328x1080/286+0+0", "screen"):
        qtbot.waitUntil(lambda: names() == ["supervisor"])
        yield
    qtbot.waitUntil(lambda: names() == ["screen"])


@pytest.fixture
def two(visits: Visits) -> Iterator[Visit]:
    """A station that may have two screens, and has."""
    with monitor():
        visit = visits(policy=TWO, size=SIZE)
        wait_for_screen(visit)
        yield visit


def test_it_stands_on_the_other_screen_whole_and_leaves_the_keyboard_alone(two: Visit) -> None:
    shown = citizen(two)
    assert shown.screen() is not two.window.screen()
    two.wait(lambda: shown.geometry() == shown.screen().geometry(), "all of the screen")
    assert two.window.isActiveWindow()
    assert "Welkom" in words(shown)
    assert not shown.findChildren(QAbstractButton)


def test_it_speaks_as_the_screens_do_until_the_visitor_has_chosen(two: Visit) -> None:
    two.window.speak("en")
    two.wait(lambda: "Welcome" in words(citizen(two)), "English")
    two.to_agenda()
    two.window.conductor.visitor.choose(Tongue.GERMAN)
    two.wait(lambda: "Willkommen" in words(citizen(two)), "German")
    two.window.speak("nl")
    QTest.qWait(50)
    assert "Willkommen" in words(citizen(two))


def test_one_screen_or_rules_of_one_leave_no_second_window(visits: Visits) -> None:
    alone = visits(policy=TWO, size=SIZE)
    QTest.qWait(100)
    assert not alone.window.second_screen.in_use
    with monitor():
        wait_for_screen(alone)
        other = visits(size=SIZE)
        QTest.qWait(100)
        assert not other.window.second_screen.in_use
        assert not citizen(other).isVisible()
    wait_for_screen(alone, there=False)


def test_the_visitor_reads_the_conditions_there_and_sees_each_tick(two: Visit) -> None:
    two.to_conditions()
    conditions, shown = two.window.conductor.conditions, citizen(two)
    assert "Ik krijg geen kopie." in words(shown)
    assert not any(point.agreed for point in conditions.points)
    two.press(Conditions.confirm(Condition.NO_COPY.value))
    assert [point.agreed for point in conditions.points].count(True) == 1
    cards = [card for card in shown.sheet._cards if card.isVisible()]
    assert [card._sign.isVisible() for card in cards] == [p.agreed for p in conditions.points]
    two.window.conductor.visitor.choose(Tongue.POLISH)
    assert "Witamy" not in words(shown)
    assert conditions.points[0].heading in words(shown)
    two.window.conductor.visitor.choose(Tongue.ARABIC)
    assert shown.sheet.layoutDirection() is Qt.LayoutDirection.RightToLeft


def test_words_there_have_the_size_asked_for_before_and_are_smaller_where_they_must_fit(
    visits: Visits,
) -> None:
    visit = visits(policy=TWO, size=SIZE, text_size=150)
    shown = citizen(visit)
    with monitor():
        wait_for_screen(visit)
        visit.wait(lambda: shown.geometry() == shown.screen().geometry(), "all of the screen")
        title = shown.sheet._title
        large = title.fontInfo().pixelSize()
        visit.window.set_text_size(100)
        assert title.fontInfo().pixelSize() == pytest.approx(large / 1.5, abs=1)
        visit.to_conditions()
        assert title.fontInfo().pixelSize() < large / 1.5 - 1
        assert shown.sheet.height_for(shown.width()) <= shown.height()


def test_both_see_the_same_part_of_the_film_with_its_watermark(two: Visit) -> None:
    two.to_viewing()
    shown, view = citizen(two), two.window.conductor.viewing.view
    assert shown.shows_film
    assert not is_black(shown.view)
    assert two.window.conductor.session.code in shown.view.watermark_words
    view.framing.zoom_by(3, 0.7, 0.4)
    view.framing.turn()
    with two.backend.frames().borrow() as frame:
        assert frame is not None
        ours, theirs = (each._shot(frame.width, frame.height) for each in (view, shown.view))
    assert ours.source == theirs.source
    assert ours.turns == theirs.turns == 1
    # on the supervisor's screen it has the shape of the citizen's
    assert ours.target.width() / ours.target.height() == pytest.approx(
        theirs.target.width() / theirs.target.height(), rel=0.02
    )


def test_a_new_picture_comes_on_both(two: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    two.to_viewing()
    views = (two.window.conductor.viewing.view, citizen(two).view)
    frames = two.backend.frames_
    assert frames.image is not None
    frames.image.fill(Qt.GlobalColor.red)
    painted: set[int] = set()
    for number, view in enumerate(views):
        paint = view._paint_frame

        def seen(*what: Any, number: int = number, paint: Callable[..., None] = paint) -> None:
            painted.add(number)
            paint(*what)

        monkeypatch.setattr(view, "_paint_frame", seen)
    two.backend.film_signals.frame_ready.emit()
    two.wait(lambda: painted == {0, 1}, "both to be painted")


@pytest.mark.parametrize("window", ["supervisor", "citizen"])
def test_stop_works_from_either_screen_and_both_are_black(two: Visit, window: str) -> None:
    two.to_viewing()
    views = (two.window.conductor.viewing.view, citizen(two).view)
    pressed = citizen(two) if window == "citizen" else two.window
    with two.window.conductor.session._lock:  # whatever the session is busy with
        QTest.keyClick(pressed, Qt.Key.Key_F12)
        assert two.state is State.VIEWING
        assert all(is_black(view) for view in views)
    two.wait_screen(Closing.SCREEN)
    assert "Wat gebeurt er nu?" in words(citizen(two))


def test_other_keys_on_the_citizens_screen_go_to_the_supervisors(two: Visit) -> None:
    two.to_viewing()
    assert two.find(Viewing.PLAY).hasFocus()
    QTest.keyClick(citizen(two), Qt.Key.Key_Space)
    two.wait(lambda: two.window.conductor.session.playing, "the film")


def test_the_question_to_the_supervisor_is_on_the_supervisors_screen_only(two: Visit) -> None:
    two.to_presence()
    assert two.find(Viewing.PRESENCE).isVisible()
    shown = citizen(two)
    assert not shown.view.isVisible()
    assert is_black(shown.view)
    assert "De opname staat even stil." in words(shown)
    two.window.conductor.visitor.choose(Tongue.FRENCH)
    assert "Un instant" in words(shown)
    two.phrase(Viewing.PRESENCE_PHRASE)
    two.press(Viewing.PRESENCE_CONFIRM)
    two.wait(lambda: not is_black(shown.view), "the film")
    assert shown.view.isVisible()
    assert not words(shown)


def test_words_for_a_moment_of_waiting_are_gone_when_the_viewing_ends_there(two: Visit) -> None:
    two.to_presence()
    assert "De opname staat even stil." in words(citizen(two))
    QTest.keyClick(two.window, Qt.Key.Key_F12)
    two.wait_screen(Closing.SCREEN)
    assert "Wat gebeurt er nu?" in words(citizen(two))


def is_held(visit: Visit) -> None:
    """Nothing is seen anywhere, the film stands still, and only going on brings it back."""
    visit.wait(lambda: visit.find(Viewing.SCREENS).isVisible(), "the question")
    visit.wait(lambda: not visit.window.conductor.session.playing, "the film to be held")
    views = (visit.window.conductor.viewing.view, citizen(visit).view)
    assert all(is_black(view) for view in views)
    assert not visit.find(Viewing.PLAY).isEnabled()
    assert visit.find(Viewing.STOP).isEnabled()
    QTest.keyClick(visit.window, Qt.Key.Key_K)
    assert visit.state is State.VIEWING


def test_a_screen_that_goes_holds_the_film_black_until_somebody_goes_on(visits: Visits) -> None:
    with monitor():
        visit = visits(policy=TWO, size=SIZE)
        wait_for_screen(visit)
        visit.to_viewing()
        visit.press(Viewing.PLAY)
        visit.wait(lambda: visit.window.conductor.session.playing, "the film")
        black: list[bool] = []
        views = (visit.window.conductor.viewing.view, citizen(visit).view)
        gone = visit.backend.displays.gone
        watching = gone.connect(lambda: black.extend(map(is_black, views)))
    wait_for_screen(visit, there=False)
    gone.disconnect(watching)
    assert black == [True, True]  # in the very moment
    is_held(visit)
    assert "Het scherm van de bezoeker is weg" in words(visit.find(Viewing.SCREENS))
    actions = [event.action for event in visit.backend.world.events]
    assert actions[-1] == Action.VIEWING_PAUSED
    visit.press(Viewing.SCREENS_GO_ON)
    view = visit.window.conductor.viewing.view
    visit.wait(lambda: not is_black(view), "the picture")
    assert not visit.window.conductor.session.playing
    assert view.framing.window == pytest.approx(view.width() / view.height())
    visit.press(Viewing.PLAY)
    visit.wait(lambda: visit.window.conductor.session.playing, "the film")


def test_a_screen_that_comes_shows_nothing_until_somebody_goes_on(visits: Visits) -> None:
    visit = visits(policy=TWO, size=SIZE)
    visit.to_viewing()
    with monitor():
        is_held(visit)
        wait_for_screen(visit)
        assert "Er is een scherm aangesloten" in words(visit.find(Viewing.SCREENS))
        assert "De opname staat even stil." in words(citizen(visit))
        visit.press(Viewing.SCREENS_GO_ON)
        visit.wait(lambda: not is_black(citizen(visit).view), "the film on both")
        assert not is_black(visit.window.conductor.viewing.view)


def test_whether_the_supervisor_is_there_is_asked_before_the_screens(visits: Visits) -> None:
    with monitor():
        visit = visits(policy=TWO, size=SIZE)
        wait_for_screen(visit)
        visit.to_presence()
    wait_for_screen(visit, there=False)
    assert visit.find(Viewing.PRESENCE).isVisible()
    visit.phrase(Viewing.PRESENCE_PHRASE)
    visit.press(Viewing.PRESENCE_CONFIRM)
    is_held(visit)


def test_a_third_screen_is_one_too_many(two: Visit) -> None:
    two.to_viewing()
    views = (two.window.conductor.viewing.view, citizen(two).view)
    with monitor("projector", "320/80x240/60+1240+700"):
        two.wait(lambda: not two.window.second_screen.in_use, "the window to go")
        assert all(is_black(view) for view in views)
        assert not citizen(two).isVisible()


def test_screens_are_swapped_with_one_press_but_not_under_a_film(two: Visit) -> None:
    two.window.showFullScreen()
    first, second = two.window.screen(), citizen(two).screen()
    two.press(Frame.SWAP)
    two.wait(lambda: citizen(two).screen() is first, "the swap")
    assert two.window.screen() is second
    two.window.second_screen.swap()
    two.wait(lambda: two.window.screen() is first, "the swap back")
    two.to_viewing()
    two.window.second_screen.swap()
    QTest.qWait(50)
    assert (two.window.screen(), citizen(two).screen()) == (first, second)


def test_where_a_display_puts_both_on_one_screen_the_controls_stay_free(
    two: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Weston's kiosk shell does where its configuration does not say which goes where."""
    citizen(two).windowHandle().setScreen(two.window.screen())
    two.window.second_screen._check_places()
    assert not two.window.second_screen.in_use
    assert not citizen(two).isVisible()
    two.to_viewing()
    assert not is_black(two.window.conductor.viewing.view)


def test_both_windows_are_protected_where_windows_protect_themselves(
    visits: Visits, qapp: QApplication
) -> None:
    """As on Windows: each is protected as it comes, and one that cannot be blanks both."""
    unprotected: set[int] = set()
    affinity = Affinity(qapp, lambda handle: handle not in unprotected)
    try:
        with monitor():
            visit = visits(policy=TWO, size=SIZE)
            wait_for_screen(visit)
            windows = {visit.window, citizen(visit)}
            assert {int(window.winId()) for window in windows} <= set(affinity.handles())
            visit.to_viewing()
            affinity.exposed.connect(visit.window.conductor.viewing.blank)
            views = (visit.window.conductor.viewing.view, citizen(visit).view)
            assert not any(is_black(view) for view in views)
            unprotected.add(int(citizen(visit).winId()))
            QApplication.sendEvent(citizen(visit), QEvent(QEvent.Type.WindowStateChange))
            visit.wait(lambda: all(is_black(view) for view in views), "both to be black")
    finally:
        qapp.removeEventFilter(affinity)
        affinity.deleteLater()


def test_the_program_ends_with_the_supervisors_window(two: Visit) -> None:
    assert not citizen(two).testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    citizen(two).close()
    assert citizen(two).isVisible()
    two.window.close()
    two.wait(lambda: not citizen(two).isVisible(), "the citizen's window to go along")
