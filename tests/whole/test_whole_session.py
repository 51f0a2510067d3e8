"""A whole appointment through the real screens, on real film, with nothing replaced."""

import hashlib
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.recordings import Maker
from tests.whole.house import CASE, House, Visit
from viewer_app.audit.report import State
from viewer_app.demo.people import AUDITOR, SUPERVISOR, VISITOR
from viewer_app.session.record import End
from viewer_app.ui.names import (
    AuditorSignIn,
    Closing,
    Done,
    Review,
    SignIn,
    Viewing,
)

Enter = Callable[[House], Visit]


def test_an_appointment_from_sign_in_to_receipt(
    house: House, enter: Enter, film: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    approval = house.seal(film)
    visit = enter(house)
    hands = visit.hands
    visit.to_viewing()
    code = visit.session.code
    hands.wait(lambda: visit.frame() in (0, 1), "the first picture, held")

    hands.press(Viewing.PLAY)
    seen: list[int] = []
    while max(seen, default=0) < 40:
        hands.rest(15)
        number = visit.frame()
        assert number is not None
        seen.append(number)
    played = seen[seen.index(min(seen)) :]  # the picture at opening may be the second one
    assert len(set(played)) > 10
    assert played == sorted(played), "frames come in the order of the film"
    hands.press(Viewing.PLAY)
    hands.wait(lambda: not visit.session.playing, "the pause")
    hands.press(Viewing.BACK)
    hands.wait(lambda: visit.frame() in (0, 1), "the first frame again")

    visit.finish()
    assert visit.frame() is None
    hands.type(Closing.REMARKS, "Rustig verlopen.")
    visit.close()
    assert hands.find(Done.CODE).property("text") == code
    assert visit.session.checkpoint.splitlines()[1] == str(len(house.events()))

    actions = [event.entry.action for event in house.events() if event.entry.session == code]
    assert actions[:6] == [
        "session.opened",
        "appointment.chosen",
        "identity.checked",
        "conditions.confirmed",
        "guard.refused",
        "viewing.started",
    ]
    assert actions[-3:] == ["keys.wiped", "viewing.stopped", "session.closed"]
    closing, changed = house.events()[-2:]
    assert changed.entry.action == "key.rotated"
    assert closing.private == {"remarks": "Rustig verlopen."}
    report = house.verify()
    assert (report.integrity.state, report.completeness.state) == (State.HOLDS, State.HOLDS)
    assert report.sessions == 1

    said = "".join(event.entry.action + str(event.entry.details) for event in house.events())
    for personal in (VISITOR, "Willeke", CASE, SUPERVISOR.passphrase, "1965"):
        assert personal not in said
        assert personal not in caplog.text
    assert approval.requester.name not in visit.window.windowTitle()


def test_nothing_readable_of_film_or_visitor_is_left_on_the_disk(
    house: House, enter: Enter, film: Path
) -> None:
    house.seal(film, "de Bruijn, Willeke.inzage")
    visit = enter(house)
    visit.to_viewing()
    visit.hands.press(Viewing.PLAY)
    visit.hands.rest(1_000)
    visit.finish()
    visit.close()

    plain = film.read_bytes()
    pieces = [plain[at : at + 32] for at in range(4_096, len(plain) - 32, 65_536)]
    for path in (each for each in house.home.path.parent.rglob("*") if each.is_file()):
        written = path.read_bytes()
        found = [piece for piece in pieces if piece in written]
        assert found == [], path
        assert SUPERVISOR.passphrase.encode() not in written, path
        assert b"AGE-SECRET-KEY-" not in written, path
        if path.parent.name != "audit":  # there, where it can be erased, the case number is kept
            assert CASE.encode() not in written, path
        assert VISITOR.encode() not in written, path


def test_one_viewing_is_one_viewing(house: House, enter: Enter, film: Path) -> None:
    house.seal(film)
    visit = enter(house)
    visit.to_viewing()
    visit.finish()
    visit.close()
    visit.hands.press(Done.AGAIN)
    visit.sign_in()
    visit.hands.wait(lambda: "al bekeken" in visit.words(), "why it cannot be seen again")


def test_stop_now_works_while_the_film_plays(house: House, enter: Enter, film: Path) -> None:
    house.seal(film)
    visit = enter(house)
    visit.to_viewing()
    visit.hands.press(Viewing.PLAY)
    visit.hands.rest(300)
    visit.hands.press(Viewing.STOP)
    visit.hands.wait_screen(Closing.SCREEN)
    assert visit.frame() is None
    assert visit.session.end is End.ABORTED
    visit.close()
    assert house.verify().completeness.state is State.HOLDS


def test_closing_the_program_ends_the_session_first(house: House, enter: Enter, film: Path) -> None:
    house.seal(film)
    visit = enter(house)
    visit.to_viewing()
    visit.hands.press(Viewing.PLAY)
    visit.hands.rest(300)
    assert not visit.window.close(), "no window close while viewing"
    visit.window.shut_down()
    assert visit.session.state.value == "closed"
    assert house.steps()[-3:] == ["keys.wiped", "session.interrupted", "session.closed"]
    assert house.verify().completeness.state is State.HOLDS


def test_the_auditor_reads_the_session_and_is_recorded(
    house: House, enter: Enter, film: Path, tmp_path: Path
) -> None:
    recording = Maker(tmp_path).copied(film, "camera.ts")
    original = hashlib.sha256(recording.read_bytes()).hexdigest()
    house.seal(recording)  # which the desk copies into another kind of file
    visit = enter(house)
    hands = visit.hands
    visit.to_viewing()
    visit.finish()
    visit.close()
    code = visit.session.code
    hands.press(Done.AGAIN)
    hands.wait_screen(SignIn.SCREEN)
    hands.press(SignIn.AUDITOR)
    hands.wait_screen(AuditorSignIn.SCREEN)
    hands.type(AuditorSignIn.PHRASE, AUDITOR.passphrase)
    hands.press(AuditorSignIn.ENTER)
    hands.wait_screen(Review.SCREEN)
    hands.press(Review.VERIFY)
    hands.wait(lambda: "niet bewezen" in visit.words(), "the verdicts")
    assert "review.session_read" not in house.actions(), "nothing is read before it is opened"
    hands.press(Review.OPEN)
    hands.wait_screen(Review.SESSION_SCREEN)
    assert "Bewezen opgenomen in het logboek" in visit.words()
    hands.press(Review.SESSION_BACK)
    hands.wait_screen(Review.SCREEN)
    hands.type(Review.CASE, CASE)
    hands.press(Review.SEARCH)
    hands.wait(lambda: "1 sessie gevonden" in visit.words(), "the session of this case")
    hands.press(Review.LEAVE)
    hands.wait_screen(SignIn.SCREEN)
    hands.wait(lambda: house.actions()[-1] == "review.closed", "the end of the review")
    read = next(event for event in house.events() if event.entry.action == "review.session_read")
    assert (read.entry.role, read.entry.actor) == ("auditor", AUDITOR.name)
    assert read.entry.details == {"session": code}
    chosen = next(event for event in house.events() if event.entry.action == "appointment.chosen")
    assert chosen.entry.details["original_sha256"] == original
    asked = next(event for event in house.events() if event.entry.action == "review.searched")
    assert (asked.entry.details, asked.private) == ({}, {"case": CASE})
    assert VISITOR not in visit.words()
