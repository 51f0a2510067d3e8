"""While the supervisor is asked to be there still, no film is seen and *stop now* works."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.visit import Visit
from viewer_app.session.record import Action, End, Reason, State
from viewer_app.ui.film_view import FilmView
from viewer_app.ui.names import Closing, Done, Viewing
from viewer_app.ui.widgets.fields import PassphraseEdit

CONTROLS = (Viewing.PLAY, Viewing.BACK, Viewing.FORWARD, Viewing.TIMELINE, Viewing.VOLUME)


def film(visit: Visit) -> FilmView:
    view = visit.find(Viewing.FILM)
    assert isinstance(view, FilmView)
    return view


def words(visit: Visit) -> str:
    labels = visit.find(Viewing.SCREEN).findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def is_asked(visit: Visit) -> bool:
    return visit.window.conductor.session.presence_asked


def answer(visit: Visit, said: str | None = None) -> None:
    if said is None:
        visit.phrase(Viewing.PRESENCE_PHRASE)
    else:
        visit.phrase(Viewing.PRESENCE_PHRASE, said)
    visit.press(Viewing.PRESENCE_CONFIRM)


def test_the_film_is_out_of_sight_and_the_visitor_is_told_why(visit: Visit) -> None:
    visit.to_presence()
    assert film(visit).shown_rect() is None
    assert not film(visit).isVisible()
    assert "Even controleren of de leidinggevende er nog is" in words(visit)
    assert "Na 20 minuten" in words(visit)
    assert "Wachtzin van j.devries" in words(visit)
    assert not visit.window.conductor.session.playing
    assert not any(visit.find(name).isEnabled() for name in CONTROLS)
    assert visit.find(Viewing.FINISH).isEnabled()
    assert visit.find(Viewing.STOP).isEnabled()


def test_the_passphrase_brings_the_picture_back_held(visit: Visit) -> None:
    visit.to_presence()
    field = visit.find(Viewing.PRESENCE_PHRASE)
    visit.wait(field.hasFocus, "the field to take the keys")
    visit.phrase(Viewing.PRESENCE_PHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    visit.wait(lambda: film(visit).shown_rect() is not None, "the picture")
    assert film(visit).isVisible()
    assert all(visit.find(name).isEnabled() for name in CONTROLS)
    assert not visit.window.conductor.session.playing
    visit.press(Viewing.PLAY)
    visit.wait(lambda: visit.window.conductor.session.playing, "the film")
    actions = [event.action for event in visit.backend.world.events]
    assert actions[-4:] == [
        Action.VIEWING_PAUSED,
        Action.PRESENCE_ASKED,
        Action.PRESENCE_CONFIRMED,
        Action.VIEWING_PLAYED,
    ]


def test_a_wrong_passphrase_is_told_and_shows_nothing(visit: Visit) -> None:
    visit.to_presence()
    answer(visit, "verkeerd")
    visit.wait(lambda: "Nog niet bevestigd" in words(visit), "the refusal")
    assert "De wachtzin klopt niet" in words(visit)
    assert film(visit).shown_rect() is None
    assert is_asked(visit)
    field = visit.find(Viewing.PRESENCE_PHRASE)
    assert isinstance(field, PassphraseEdit)
    assert field.empty
    answer(visit)
    visit.wait(lambda: film(visit).shown_rect() is not None, "the picture")


def test_keys_of_the_film_do_nothing_meanwhile(visit: Visit) -> None:
    visit.to_presence()
    before = len(visit.backend.world.events)
    for key in (Qt.Key.Key_MediaTogglePlayPause, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(visit.find(Viewing.PRESENCE_PHRASE), key)
    assert visit.backend.world.sought == []
    assert len(visit.backend.world.events) == before
    assert film(visit).shown_rect() is None


def stopped(visit: Visit) -> None:
    visit.wait_screen(Closing.SCREEN)
    session = visit.window.conductor.session
    assert (session.end, session.reason) == (End.ABORTED, Reason.SUPERVISOR_STOPPED)
    assert film(visit).shown_rect() is None


@pytest.mark.parametrize("way", ["key", "button"])
def test_stop_now_works_meanwhile(visit: Visit, way: str) -> None:
    visit.to_presence()
    if way == "key":
        QTest.keyClick(visit.find(Viewing.PRESENCE_PHRASE), Qt.Key.Key_F12)
    else:
        visit.press(Viewing.STOP)
    stopped(visit)


@pytest.mark.parametrize(
    ("reason", "end"),
    [(Reason.CITIZEN_STOPPED, End.ABORTED), (Reason.FINISHED, End.COMPLETED)],
)
def test_a_visitor_who_has_had_enough_is_recorded_as_such(
    visit: Visit, reason: Reason, end: End
) -> None:
    visit.to_presence()
    visit.press(Viewing.FINISH)
    assert film(visit).shown_rect() is None
    visit.press(Viewing.finish_as(reason.value))
    visit.wait_screen(Closing.SCREEN)
    session = visit.window.conductor.session
    assert (session.end, session.reason) == (end, reason)
    assert film(visit).shown_rect() is None
    visit.press(Closing.CLOSE)
    visit.wait_screen(Done.SCREEN)
    events = visit.backend.world.events
    assert events[-1].details == {"end": end.value, "reason": reason.value}
    assert Action.PRESENCE_CONFIRMED not in [event.action for event in events]


def test_whoever_does_not_finish_after_all_is_still_asked(visit: Visit) -> None:
    visit.to_presence()
    visit.press(Viewing.FINISH)
    visit.press(Viewing.RESUME)
    field = visit.find(Viewing.PRESENCE_PHRASE)
    visit.wait(field.hasFocus, "the field to take the keys")
    assert is_asked(visit)
    assert not visit.find(Viewing.PLAY).isEnabled()
    answer(visit)
    visit.wait(lambda: film(visit).shown_rect() is not None, "the picture")
    assert visit.find(Viewing.PLAY).isVisible()


def test_the_question_does_not_come_between_a_visitor_and_finishing(visit: Visit) -> None:
    visit.to_viewing()
    visit.press(Viewing.FINISH)
    visit.backend.world.ms += 10 * 60_000
    visit.wait(lambda: visit.find(Viewing.PRESENCE).isVisible(), "the question")
    assert film(visit).shown_rect() is None
    chosen = visit.find(Viewing.finish_as(Reason.CITIZEN_STOPPED.value))
    assert chosen.isVisible()
    visit.press(Viewing.finish_as(Reason.CITIZEN_STOPPED.value))
    visit.wait_screen(Closing.SCREEN)
    assert visit.window.conductor.session.reason == Reason.CITIZEN_STOPPED


def test_stopping_while_the_answer_is_checked_shows_no_picture_again(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.to_presence()
    visit.backend.world.held.clear()
    answer(visit)
    visit.press(Viewing.STOP)
    shown: list[str] = []
    monkeypatch.setattr(film(visit), "reveal", lambda *line: shown.extend(line))
    visit.backend.world.held.set()
    stopped(visit)
    assert not shown


def test_what_comes_late_shows_nothing_while_the_film_is_being_stopped(visit: Visit) -> None:
    visit.to_presence()
    viewing = visit.window.conductor.viewing
    viewing.set_stopping()
    viewing.end_presence()
    assert film(visit).shown_rect() is None
    viewing.ask_presence(5)
    assert not visit.find(Viewing.PRESENCE).isVisible()
    assert not visit.find(Viewing.PLAY).isEnabled()


def test_without_an_answer_the_recording_is_closed_and_it_says_why(visit: Visit) -> None:
    visit.to_presence()
    visit.backend.world.ms += 20 * 60_000
    visit.wait_screen(Closing.SCREEN)
    session = visit.window.conductor.session
    assert (session.end, session.reason) == (End.INTERRUPTED, "presence.lost")
    banner = visit.window.conductor.closing.banner
    assert "niet weten er nog te zijn" in banner.accessibleDescription()
    assert visit.backend.frames_.image is None


def test_a_wish_that_comes_between_the_question_and_the_screen_shows_it(visit: Visit) -> None:
    visit.to_viewing()
    session = visit.window.conductor.session
    visit.window.conductor.projection._tick.stop()
    visit.backend.world.ms += 10 * 60_000
    session.tick()
    visit.press(Viewing.PLAY)
    visit.wait(lambda: visit.find(Viewing.PRESENCE).isVisible(), "the question")
    assert (visit.state, film(visit).shown_rect()) == (State.VIEWING, None)


def test_the_question_changes_language(visit: Visit) -> None:
    visit.to_presence()
    visit.window.speak("en")
    visit.wait(lambda: "Just checking that the supervisor is still there" in words(visit))
    assert "After 20 minutes" in words(visit)


def test_the_next_visitor_finds_no_question(visit: Visit) -> None:
    visit.to_presence()
    QTest.keyClick(visit.find(Viewing.PRESENCE_PHRASE), Qt.Key.Key_F12)
    stopped(visit)
    visit.press(Closing.CLOSE)
    visit.wait_screen(Done.SCREEN)
    visit.backend.world.events.clear()  # else the one viewing that was approved is used up
    visit.press(Done.AGAIN)
    visit.to_viewing()
    assert film(visit).shown_rect() is not None
    assert not visit.find(Viewing.PRESENCE).isVisible()
