"""The keys of the film, and the list of them."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from tests.tools import ROOT
from tests.ui.conftest import Visits
from tests.ui.visit import Visit
from viewer_app.messages import LANGUAGES
from viewer_app.session.record import Action
from viewer_app.ui.names import Closing, Viewing
from viewer_app.ui.screens.viewing_keys import GROUPS, strokes
from viewer_app.ui.widgets.sliders import Slider

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(visit: Visit, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Type keys wherever the keyboard is."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or visit.window, key, held)


def actions(visit: Visit) -> list[str]:
    return [event.action for event in visit.backend.world.events]


def test_to_and_fro(visit: Visit) -> None:
    visit.to_viewing()
    world = visit.backend.world
    for key, to in (
        (Qt.Key.Key_Up, 30_000),
        (Qt.Key.Key_Right, 35_000),
        (Qt.Key.Key_Left, 30_000),
        (Qt.Key.Key_PageUp, 60_000),
        (Qt.Key.Key_Down, 30_000),
        (Qt.Key.Key_End, world.length),
        (Qt.Key.Key_PageDown, world.length - 30_000),
        (Qt.Key.Key_Home, 0),
    ):
        press(visit, key)
        visit.wait(lambda want=to: world.sought[-1:] == [want], f"{key} to {to}")  # type: ignore[misc]


def test_steps_hold_the_film_and_show_the_frame_after_and_before(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.PLAY)
    visit.wait(lambda: visit.window.conductor.session.playing)
    visit.backend.world.position = 10_000
    press(visit, Qt.Key.Key_Period)
    visit.wait(lambda: visit.backend.world.position == 10_040)
    visit.wait(lambda: visit.button(Viewing.PLAY).text() == "Afspelen", "held")
    press(visit, Qt.Key.Key_E)
    visit.wait(lambda: visit.backend.world.position == 10_080)
    for _ in range(3):
        press(visit, Qt.Key.Key_Comma)
    visit.wait(lambda: visit.backend.world.position == 9_960)
    assert Action.VIEWING_STEPPED in actions(visit)


def test_a_key_that_is_held_never_queues_steps_up(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.to_viewing()
    asked: list[int] = []
    monkeypatch.setattr(visit.backend.film_, "step", asked.append)
    with visit.window.conductor.session._lock:
        for _ in range(300):
            press(visit, Qt.Key.Key_Period)
    visit.wait(lambda: sum(asked) > 1)
    QTest.qWait(50)
    assert asked == [1, 25]


def test_how_fast_it_runs(visit: Visit) -> None:
    visit.to_viewing()
    film = visit.backend.film_
    for keys, percent in (
        ([Qt.Key.Key_BracketLeft], 75),
        ([Qt.Key.Key_BracketLeft] * 9, 25),
        ([Qt.Key.Key_Backspace], 100),
        ([Qt.Key.Key_BracketRight] * 2, 150),
        ([Qt.Key.Key_BracketRight] * 9, 400),
    ):
        press(visit, *keys)
        visit.wait(lambda want=percent: film.speed_percent == want, f"{percent}")  # type: ignore[misc]
    state = visit.find(Viewing.STATE)
    assert state.property("text") == "Snelheid 4×"
    assert visit.button(Viewing.speed(400)).isChecked()


def test_one_key_repeats_a_part(visit: Visit) -> None:
    visit.to_viewing()
    world, film = visit.backend.world, visit.backend.film_
    world.position = 10_000
    press(visit, Qt.Key.Key_L)
    world.position = 30_000
    press(visit, Qt.Key.Key_L)
    visit.wait(lambda: film.loop == (10_000, 30_000))
    press(visit, Qt.Key.Key_L)
    visit.wait(lambda: film.loop is None)
    world.position = 40_000
    press(visit, Qt.Key.Key_L)
    world.position = 20_000  # the end before the start: they change places
    press(visit, Qt.Key.Key_L)
    visit.wait(lambda: film.loop == (20_000, 40_000))


def test_a_film_that_runs_goes_back_from_the_end_that_was_set(visit: Visit) -> None:
    visit.to_viewing()
    world, film = visit.backend.world, visit.backend.film_
    press(visit, Qt.Key.Key_Space)
    visit.wait(lambda: visit.window.conductor.viewing.wishes.playing)
    world.position = 10_000
    press(visit, Qt.Key.Key_L)
    world.position = 30_000
    press(visit, Qt.Key.Key_L)
    visit.wait(lambda: world.sought == [10_000])
    assert film.loop == (10_000, 30_000)


def test_how_the_picture_is_looked_at(visit: Visit) -> None:
    visit.to_viewing()
    framing = visit.window.conductor.viewing.view.framing
    press(visit, Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Plus, Qt.Key.Key_Minus)
    assert framing.zoom == pytest.approx(1.25**2)
    x, y = framing.centre
    press(visit, Qt.Key.Key_Right, Qt.Key.Key_Down, held=ALT)
    assert framing.centre[0] > x
    assert framing.centre[1] > y
    press(visit, Qt.Key.Key_Left, Qt.Key.Key_Up, held=ALT)
    assert framing.centre == pytest.approx((x, y))
    press(visit, Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_4, Qt.Key.Key_3, Qt.Key.Key_2, Qt.Key.Key_1)
    assert (framing.brightness, framing.contrast) == (10, 10)
    press(visit, Qt.Key.Key_R)
    press(visit, Qt.Key.Key_Z)
    assert (framing.turns, framing.zoom) == (1, 1.0)
    assert visit.backend.world.sought == []
    assert Action.VIEWING_SOUGHT not in actions(visit)


def test_sound_and_subtitles(visit: Visit) -> None:
    visit.backend.film_.subtitles = ("Nederlands", "English")
    visit.to_viewing()
    world, film = visit.backend.world, visit.backend.film_
    press(visit, Qt.Key.Key_9, Qt.Key.Key_9, Qt.Key.Key_0)
    assert world.volume == 75
    press(visit, Qt.Key.Key_Up, held=CONTROL)
    assert world.volume == 80
    press(visit, Qt.Key.Key_M)
    assert world.volume == 0
    press(visit, Qt.Key.Key_M)
    assert world.volume == 80
    seen = []
    for _ in range(3):
        press(visit, Qt.Key.Key_V)
        seen.append(film.subtitle)
    assert seen == [0, 1, None]


def test_the_volume_keeps_the_arrows_while_it_has_the_keyboard(visit: Visit) -> None:
    visit.to_viewing()
    slider = visit.find(Viewing.VOLUME)
    assert isinstance(slider, Slider)
    slider.setFocus()
    press(visit, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert visit.backend.world.volume == slider.value() == 79
    assert visit.backend.world.sought == []


def test_space_plays_wherever_nothing_else_is_pressed_with_it(visit: Visit) -> None:
    visit.to_viewing()
    visit.find(Viewing.TIMELINE).setFocus()
    press(visit, Qt.Key.Key_Space)
    visit.wait(lambda: visit.window.conductor.session.playing)


MEANS_SOMETHING = (
    *(Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Period, Qt.Key.Key_Comma),
    *(Qt.Key.Key_BracketLeft, Qt.Key.Key_L, Qt.Key.Key_Plus, Qt.Key.Key_R, Qt.Key.Key_4),
    *(Qt.Key.Key_9, Qt.Key.Key_M, Qt.Key.Key_B, Qt.Key.Key_F1, Qt.Key.Key_End),
)


def untouched(visit: Visit) -> bool:
    """Whether nothing was asked of film or picture."""
    world, framing = visit.backend.world, visit.window.conductor.viewing.view.framing
    asked = {Action.VIEWING_SOUGHT, Action.VIEWING_STEPPED, Action.VIEWING_SPEED_SET}
    return (
        asked.isdisjoint(actions(visit))
        and world.volume == 80
        and framing.is_neutral
        and not visit.find(Viewing.KEYS).isVisible()
        and not visit.find(Viewing.REMARK).isVisible()
    )


@pytest.mark.parametrize("moment", ["presence", "finishing", "stopping"])
def test_no_key_works_the_film_while_it_obeys_nobody(visit: Visit, moment: str) -> None:
    def finishing() -> None:
        visit.to_viewing()
        visit.press(Viewing.FINISH)

    def stopping() -> None:
        visit.to_viewing()
        visit.window.conductor.viewing.set_stopping()

    ways: dict[str, Callable[[], None]] = {
        "presence": visit.to_presence,
        "finishing": finishing,
        "stopping": stopping,
    }
    ways[moment]()
    before = actions(visit).count(Action.VIEWING_PLAYED)
    screen = visit.find(Viewing.SCREEN)
    for where in (screen, visit.find(Viewing.FILM)):
        where.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        where.setFocus()
        for key in MEANS_SOMETHING:
            QTest.keyClick(where, key)
    QTest.qWait(80)
    assert untouched(visit)
    assert actions(visit).count(Action.VIEWING_PLAYED) == before


# --- the list -----------------------------------------------------------------------------------


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_the_list_opens_and_any_key_closes_it_and_does_nothing_else(visit: Visit) -> None:
    visit.to_viewing()
    overlay = visit.find(Viewing.KEYS)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Period, Qt.Key.Key_Space):
        press(visit, Qt.Key.Key_F1 if key == Qt.Key.Key_Escape else Qt.Key.Key_Question)
        visit.wait(overlay.isVisible)
        assert QApplication.focusWidget() is overlay, key
        press(visit, Qt.Key.Key_Shift)
        assert overlay.isVisible(), key
        press(visit, key)
        assert not overlay.isVisible(), key
        assert QApplication.focusWidget() is visit.find(Viewing.PLAY), key
        QTest.qWait(50)
        assert visit.backend.world.position == 0, key
        assert not visit.window.conductor.session.playing, key


def test_the_list_says_every_key_in_the_language_spoken(visit: Visit) -> None:
    visit.to_viewing()
    overlay = visit.find(Viewing.KEYS)
    for language, words in (("nl", "Spatie"), ("en", "Space")):
        visit.window.speak("nl" if language == "nl" else "en")
        visit.wait(lambda want=words: want in words_of(overlay))  # type: ignore[misc]
        for _, lines in GROUPS:
            for line in lines:
                assert line.words() in words_of(overlay)
                assert f"{line.words()}: {', '.join(line.spelt())}" in (
                    overlay.accessibleDescription()
                )


def test_the_list_is_as_high_as_its_lines_and_never_too_wide(visits: Visits) -> None:
    visit = visits(size=(1280, 720))
    visit.to_viewing()
    press(visit, Qt.Key.Key_F1)
    area = visit.find(Viewing.KEYS).findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    lines = area.findChildren(QLabel)

    def room_below() -> int:
        lowest = max(line.mapTo(area, line.rect().bottomLeft()).y() for line in lines)
        return area.height() - lowest

    visit.wait(lambda: 0 < room_below() < 20, "a list without room left over")
    visit.window.set_text_size(200)
    for language in LANGUAGES:
        visit.window.speak(language)
        QTest.qWait(60)
        assert area.horizontalScrollBar().maximum() == 0


def test_stopping_works_while_the_list_is_open(visit: Visit) -> None:
    visit.to_viewing()
    press(visit, Qt.Key.Key_F1)
    press(visit, Qt.Key.Key_F12)
    visit.wait_screen(Closing.SCREEN)


def test_no_key_means_two_things(visits: Visits) -> None:
    screen = visits().find(Viewing.SCREEN)
    bound = [shortcut.key().toString() for shortcut in screen.findChildren(QShortcut)]
    assert len(bound) == len(set(bound))
    listed = [key for (_, keys), _ in strokes() for key in keys]
    assert len(listed) == len(set(listed))
    assert {QKeySequence(key).toString() for key in listed if len(key) > 1} <= set(bound)
    assert "" not in bound


def test_a_key_is_what_it_writes(visit: Visit) -> None:
    """As on a German keyboard, where AltGr and 9 write a bracket, and on Windows say so."""
    visit.to_viewing()
    play, wishes = visit.find(Viewing.PLAY), visit.window.conductor.viewing.wishes
    altgr, both = Qt.KeyboardModifier.GroupSwitchModifier, CONTROL | ALT
    for held, speed in ((altgr, 125), (both, 150)):
        typed = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_9, held, "]")
        QApplication.sendEvent(play, typed)
        assert (wishes.speed, visit.backend.world.volume) == (speed, 80)
    for held in (CONTROL, ALT):
        typed = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_9, held, "9")
        QApplication.sendEvent(play, typed)
        assert visit.backend.world.volume == 80


def test_the_supervisors_page_has_the_same_keys() -> None:
    page = (ROOT / "docs/supervisor.md").read_text()
    written = set(re.findall(r"`([^`]+)`", page.split("## Keys", 1)[1].split("\n## ", 1)[0]))
    listed = {key for (_, keys), _ in strokes() for key in keys}
    assert listed | {"Space", "F12"} == written
