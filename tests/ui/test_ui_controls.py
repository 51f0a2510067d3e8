"""The film's controls one level away, marks, and what is told about the film."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.gallery_viewing import mark
from tests.ui.visit import Visit
from viewer_app.session.record import REMARK_LIMIT, Action
from viewer_app.ui import language
from viewer_app.ui.names import Closing, Viewing
from viewer_app.ui.screens.viewing_wishes import SPEEDS
from viewer_app.ui.widgets.banner import Banner
from viewer_app.ui.widgets.line import LineEdit
from viewer_app.ui.widgets.timeline import Timeline


def actions(visit: Visit) -> list[str]:
    return [event.action for event in visit.backend.world.events]


def text(visit: Visit, name: str) -> str:
    return str(visit.find(name).property("text"))


def open_panel(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.MORE)
    visit.wait(visit.find(Viewing.PANEL).isVisible)


def test_little_is_there_at_first_and_the_rest_one_press_away(visit: Visit) -> None:
    visit.to_viewing()
    assert not visit.find(Viewing.PANEL).isVisible()
    before = visit.find(Viewing.FILM).height()
    visit.press(Viewing.MORE)
    assert visit.find(Viewing.STEP_BACK).isVisible()
    assert visit.find(Viewing.FILM).height() == before  # a wide picture stays as large
    QTest.keyClick(visit.find(Viewing.PLAY), Qt.Key.Key_Escape)
    assert not visit.find(Viewing.PANEL).isVisible()
    assert not visit.button(Viewing.MORE).isChecked()


def test_the_panel_works_film_and_picture(visit: Visit) -> None:
    open_panel(visit)
    world, film = visit.backend.world, visit.backend.film_
    visit.press(Viewing.LEAP_FORWARD)
    visit.wait(lambda: world.position == 30_000)
    visit.press(Viewing.STEP_BACK)
    visit.wait(lambda: world.position == 29_960)
    visit.press(Viewing.speed(50))
    visit.wait(lambda: film.speed_percent == 50)
    assert visit.find(Viewing.speed(50)).accessibleName() == "0,5 keer zo snel"
    visit.press(Viewing.speed(50))
    assert visit.button(Viewing.speed(50)).isChecked()
    visit.press(Viewing.LOOP_START)
    world.position = 30_100  # nearer than a second: the part becomes as long as that
    visit.press(Viewing.LOOP_END)
    visit.wait(lambda: film.loop == (29_960, 30_960))
    visit.press(Viewing.LOOP_CLEAR)
    visit.wait(lambda: film.loop is None)
    framing = visit.window.conductor.viewing.view.framing
    for name in (Viewing.ZOOM_IN, Viewing.LIGHTER, Viewing.LIGHTER, Viewing.FLATTER, Viewing.TURN):
        visit.press(name)
    assert (framing.zoom, framing.brightness, framing.contrast, framing.turns) == (1.25, 20, -10, 1)
    assert visit.find(Viewing.LIGHTER).accessibleDescription() == "Helderheid: +20"
    visit.press(Viewing.PICTURE_RESET)
    assert framing.is_neutral
    assert not visit.find(Viewing.PICTURE_RESET).isEnabled()
    assert QApplication.focusWidget() is visit.find(Viewing.PLAY)  # Space still means play


def test_the_keyboard_comes_to_everything_in_the_order_in_which_it_stands(visit: Visit) -> None:
    visit.backend.film_.subtitles = ("Nederlands",)
    open_panel(visit)
    reached: list[str] = []
    while (focused := QApplication.focusWidget()) and focused.objectName() not in reached:
        reached.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == [
        *(Viewing.PLAY, Viewing.FORWARD, Viewing.MUTE, Viewing.VOLUME, Viewing.MARK, Viewing.MORE),
        *(Viewing.FINISH, Viewing.STOP, Viewing.TAB_MORE, Viewing.TAB_MARKS, Viewing.PANEL_CLOSE),
        *(Viewing.LEAP_BACK, Viewing.STEP_BACK, Viewing.STEP_FORWARD, Viewing.LEAP_FORWARD),
        *(Viewing.speed(each) for each in SPEEDS),
        *(Viewing.LOOP_START, Viewing.LOOP_END, Viewing.ZOOM_IN, Viewing.DARKER, Viewing.LIGHTER),
        *(Viewing.FLATTER, Viewing.SHARPER, Viewing.TURN),
        *(Viewing.subtitle(0), Viewing.subtitle(1), Viewing.KEYS_ASK),
        *(Viewing.TIMELINE, Viewing.BACK),
    ]


def test_what_can_only_be_seen_is_spoken_too(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []
    for module in ("viewing", "viewing_bar", "viewing_beside"):
        name = f"viewer_app.ui.screens.{module}.announce"
        monkeypatch.setattr(name, lambda widget, words: spoken.append(words))
    visit.to_viewing()
    play = visit.find(Viewing.PLAY)
    QTest.keyClick(play, Qt.Key.Key_BracketLeft)
    QTest.keyClick(play, Qt.Key.Key_Backspace)
    QTest.keyClick(play, Qt.Key.Key_Up)
    visit.wait(lambda: "30 seconden van 1 minuut 35 seconden" in spoken, "the place")
    mark(visit, 8_000, "")
    visit.wait(lambda: spoken[-1] == "Gemarkeerd")
    assert spoken[:2] == ["Snelheid 0,75×", "Gewone snelheid, niets herhaald"]


def test_subtitles_are_offered_where_the_film_has_them(visit: Visit) -> None:
    visit.backend.film_.subtitles = ("Nederlands", "English")
    open_panel(visit)
    visit.press(Viewing.subtitle(2))
    assert visit.backend.film_.subtitle == 1
    assert [text(visit, Viewing.subtitle(each)) for each in range(3)] == [
        *("Geen", "Nederlands", "English")
    ]
    visit.press(Viewing.subtitle(0))
    assert visit.backend.film_.subtitle is None


def test_dragging_shows_frames_and_is_one_seek_after_which_the_film_runs_on(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.PLAY)
    visit.wait(lambda: visit.window.conductor.session.playing)
    line = visit.find(Viewing.TIMELINE)
    assert isinstance(line, Timeline)
    middle = line.rect().center()
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(60, middle.y()))
    QTest.mouseMove(line, QPoint(300, middle.y()))
    world = visit.backend.world
    visit.wait(lambda: world.position == line.moment_at(300), "a frame while dragging")
    assert world.sought == []
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=middle)
    visit.wait(lambda: world.position == line.moment_at(middle.x()))
    visit.wait(lambda: actions(visit)[-1] == Action.VIEWING_PLAYED)
    assert actions(visit).count(Action.VIEWING_SOUGHT) == 1
    assert visit.button(Viewing.PLAY).text() == "Pauze"


def test_a_time_known_to_the_minute_is_told_as_such(visit: Visit) -> None:
    visit.to_viewing()
    begun = language.moment(visit.backend.world.appointments_[0].approval.recorded_at)
    assert text(visit, Viewing.RECORDED) == f"Opgenomen rond {begun}"


def test_what_was_refused_is_not_shown_as_granted(visit: Visit) -> None:
    visit.to_viewing()
    visit.window.conductor.projection._tick.stop()
    visit.backend.world.ms += 10 * 60_000
    visit.window.conductor.session.tick()  # the question, before it is on the screen
    visit.press(Viewing.FORWARD)
    visit.wait(lambda: visit.find(Viewing.PRESENCE).isVisible(), "the question")
    visit.phrase(Viewing.PRESENCE_PHRASE)
    visit.press(Viewing.PRESENCE_CONFIRM)
    visit.wait(visit.find(Viewing.PLAY).isEnabled)
    assert text(visit, Viewing.POSITION) == "0:00,00"
    assert visit.backend.world.sought == []


# --- marks --------------------------------------------------------------------------------------


def panel_words(visit: Visit) -> str:
    labels = visit.find(Viewing.PANEL).findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_a_mark_holds_the_film_is_listed_and_leads_back(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.PLAY)
    visit.wait(lambda: visit.window.conductor.session.playing)
    mark(visit, 41_200, "Hier, zegt hij. 5 + 3 = 8 [L]")  # keys of the film, every one of them
    session = visit.window.conductor.session
    assert not session.playing
    assert [(each.position_ms, each.remark) for each in session.markers] == [
        (41_200, "Hier, zegt hij. 5 + 3 = 8 [L]")
    ]
    mark(visit, 8_000, "")
    visit.wait(lambda: visit.window.findChild(QWidget, Viewing.marked(1)) is not None)
    told = [visit.find(Viewing.marked(each)).accessibleName() for each in range(2)]
    assert told == [
        "Ga naar 8 seconden: zonder opmerking",
        "Ga naar 41 seconden: Hier, zegt hij. 5 + 3 = 8 [L]",
    ]
    visit.press(Viewing.marked(1))
    visit.wait(lambda: visit.backend.world.sought == [41_200])
    assert actions(visit).count(Action.VIEWING_MARKED) == 2
    assert visit.backend.world.volume == 80


def test_a_mark_can_be_given_up_and_a_long_remark_ends_where_it_must(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.MARK)
    line = visit.find(Viewing.REMARK)
    assert isinstance(line, LineEdit)
    assert line.maxLength() == REMARK_LIMIT
    assert QApplication.focusWidget() is line
    assert not visit.find(Viewing.TIMELINE).isEnabled()
    assert "Druk op B" not in panel_words(visit)  # it would be typed
    QTest.keyClicks(line, "toch niet")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert "Druk op B" in panel_words(visit)
    assert (line.words, visit.window.conductor.session.markers) == ("", ())
    assert visit.find(Viewing.TIMELINE).isEnabled()
    assert Action.VIEWING_MARKED not in actions(visit)


def test_the_remark_waits_while_the_supervisor_is_asked_to_be_there(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.MARK)
    line = visit.find(Viewing.REMARK)
    QTest.keyClicks(line, "De bus rijdt")
    visit.backend.world.ms += 10 * 60_000
    visit.wait(lambda: visit.find(Viewing.PRESENCE).isVisible(), "the question")
    assert not visit.find(Viewing.PANEL).isVisible()
    visit.phrase(Viewing.PRESENCE_PHRASE)
    visit.press(Viewing.PRESENCE_CONFIRM)
    visit.wait(line.isVisible, "the remark again")
    QTest.keyClicks(line, " weg")
    QTest.keyClick(line, Qt.Key.Key_Return)
    session = visit.window.conductor.session
    visit.wait(lambda: [each.remark for each in session.markers] == ["De bus rijdt weg"])


def test_nothing_of_the_marks_is_left_for_the_next_visitor(visit: Visit) -> None:
    visit.to_viewing()
    mark(visit, 5_000, "Iemand herkend")
    visit.press(Viewing.FINISH)
    visit.press(Viewing.finish_as("finished"))
    visit.wait_screen(Closing.SCREEN)
    QTest.qWait(20)  # rows go when Qt comes to it
    panel = visit.find(Viewing.PANEL)
    names = [each.accessibleName() for each in panel.findChildren(QWidget)]
    words = [label.text() for label in panel.findChildren(QLabel)]
    assert "Iemand" not in " ".join((*names, *words))


# --- what is told -------------------------------------------------------------------------------


def test_the_time_of_the_recording_stands_beside_the_place(visit: Visit) -> None:
    first = visit.backend.world.appointments_[0]
    recorded_at = first.approval.recorded_at + timedelta(seconds=41)
    approval = replace(first.approval, recorded_at=recorded_at)
    visit.backend.world.appointments_[0] = replace(first, approval=approval)
    visit.to_viewing()
    visit.backend.world.position = 67_376  # in the middle of the frame that began at 67 360
    then = language.moment(recorded_at + timedelta(milliseconds=67_376))
    visit.wait(lambda: text(visit, Viewing.RECORDED) == f"Opgenomen {then}")
    assert text(visit, Viewing.POSITION) == "1:07,36"
    line = visit.find(Viewing.TIMELINE)
    assert line.accessibleDescription() == "1 minuut 7 seconden van 1 minuut 35 seconden"
    visit.press(Viewing.PLAY)
    visit.wait(lambda: text(visit, Viewing.POSITION) == "1:07")  # while it runs the figures rest
    visit.window.speak("en")
    visit.wait(lambda: text(visit, Viewing.RECORDED) == f"Recorded {then}")


def test_that_the_recording_cannot_be_read_is_told_and_goes_away_by_itself(visit: Visit) -> None:
    visit.to_viewing()
    notice = visit.find(Viewing.NOTICE)
    assert isinstance(notice, Banner)
    visit.backend.film_signals.stalled.emit(True)
    visit.wait(notice.isVisible)
    assert notice.accessibleName() == "De opname kan nu even niet worden gelezen"
    visit.wait(lambda: Action.VIEWING_STALLED in actions(visit))
    visit.backend.film_signals.stalled.emit(False)
    visit.wait(lambda: not notice.isVisible())
    visit.wait(lambda: Action.VIEWING_RESUMED in actions(visit))


def test_what_happens_while_the_supervisor_is_asked_is_told_afterwards(visit: Visit) -> None:
    visit.to_presence()
    notice = visit.find(Viewing.NOTICE)
    visit.backend.film_signals.stalled.emit(True)
    visit.wait(lambda: Action.VIEWING_STALLED in actions(visit))
    assert not notice.isVisible()
    visit.phrase(Viewing.PRESENCE_PHRASE)
    visit.press(Viewing.PRESENCE_CONFIRM)
    visit.wait(notice.isVisible, "the notice")


def test_where_there_is_little_room_the_volume_is_in_the_panel(visit: Visit) -> None:
    visit.window.setFixedSize(1280, 720)
    visit.window.set_text_size(200)
    open_panel(visit)
    QTest.qWait(60)
    assert visit.find(Viewing.PANEL).isAncestorOf(visit.find(Viewing.VOLUME))
    visit.press(Viewing.PANEL_CLOSE)
    visit.window.setFixedSize(1920, 1080)
    visit.window.set_text_size(100)
    QTest.qWait(60)
    assert visit.find(Viewing.VOLUME).isVisible()
