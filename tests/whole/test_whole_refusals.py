"""What must not open does not, on the real program: the screen says why, and so does the trail."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from typer.testing import CliRunner

from tests.films import film as make_film
from tests.whole.house import CASE, House, Visit, is_black
from tests.whole.house import visit as open_visit
from viewer_app.audit.report import State
from viewer_app.commands.audit import app
from viewer_app.demo.people import SUPERVISOR
from viewer_app.evidence.approval import HoldBasis, LegalHold
from viewer_app.session.calendar import dutch_day
from viewer_app.session.record import End
from viewer_app.ui.names import Agenda, Closing, Conditions, Done, NoShow, SignIn, Viewing

Enter = Callable[[House], Visit]
Houses = Callable[..., House]


def flip(path: Path, offset: int) -> None:
    """Change one bit."""
    with path.open("r+b") as file:
        file.seek(offset)
        (byte,) = file.read(1)
        file.seek(offset)
        file.write(bytes([byte ^ 0x10]))


def refusals(house: House) -> list[object]:
    """Why signing in was refused, each time."""
    events = [event.entry for event in house.events()]
    return [event.details["code"] for event in events if event.action == "signin.refused"]


def test_a_wrong_passphrase_opens_nothing_and_is_recorded(house: House, enter: Enter) -> None:
    visit = enter(house)
    visit.hands.wait_screen(SignIn.SCREEN)
    sign_in = visit.window.conductor.sign_in
    refused: list[object] = []
    for phrase in ("niet de goede wachtzin", "ook niet de goede", SUPERVISOR.passphrase):
        visit.hands.type(SignIn.PHRASE, phrase)
        visit.hands.press(SignIn.ENTER)
        while len(refusals(house)) == len(refused):
            visit.hands.rest(20)
        refused = refusals(house)
        visit.hands.wait(lambda: sign_in.banner.isVisible() and not sign_in.is_busy, "the refusal")
    assert refused == ["signin.wrong", "signin.wrong", "signin.wait"]
    assert visit.session.state.value == "signed_out"


@pytest.mark.parametrize(("share", "nearer"), [(0.3, ()), (0.9, (Viewing.FORWARD,))])
def test_a_bit_that_flips_after_intake_stops_the_film(
    house: House, enter: Enter, share: float, nearer: tuple[str, ...]
) -> None:
    house.seal(make_film(8))
    visit = enter(house)
    visit.to_conditions()
    flip(house.package, int(house.package.stat().st_size * share))
    visit.confirm()
    visit.hands.wait(lambda: visit.hands.screen in (Viewing.SCREEN, Closing.SCREEN), "an answer")
    if visit.hands.screen == Viewing.SCREEN:
        for name in (Viewing.PLAY, *nearer):
            visit.hands.press(name)
    visit.hands.wait_screen(Closing.SCREEN)
    assert is_black(visit.hands.find(Viewing.FILM))
    assert visit.session.end is End.INTERRUPTED
    assert "beschadigd of veranderd" in visit.words()
    failed = next(e.entry for e in house.events() if e.entry.action == "integrity.failed")
    assert failed.details["code"] == "clip.not_authentic"
    visit.close()
    assert house.verify().completeness.state is State.HOLDS


def test_a_clip_swapped_after_intake_does_not_open(house: House, enter: Enter, film: Path) -> None:
    house.seal(film)
    visit = enter(house)
    visit.to_conditions()
    other = house.home.path.parent / "other"
    kept = house.package
    shutil.move(kept, other)
    house.seal(film, "other.inzage")
    # the approval of the first, the clip of the second: both real, both from this desk
    first, second = other.read_bytes(), (house.home.inbox / "other.inzage").read_bytes()
    assert len(first) == len(second)
    half = len(first) - 5_000
    kept.write_bytes(second[:half] + first[half:])
    visit.confirm()
    visit.hands.wait_screen(Closing.SCREEN)
    assert "viewing.started" not in house.actions()
    assert "integrity.failed" in house.actions()


def test_what_is_no_film_gives_the_viewing_back(house: House, enter: Enter, tmp_path: Path) -> None:
    broken = tmp_path / "kapot.mp4"
    broken.write_bytes(make_film(3).read_bytes()[:1_000] + os.urandom(200_000))
    house.seal(broken)
    visit = enter(house)
    visit.to_conditions()
    visit.confirm()
    visit.hands.wait_screen(Closing.SCREEN)
    assert "geen video" in visit.words() or "film" in visit.words()
    assert "viewing.not_shown" in house.actions()
    visit.close()
    visit.hands.press(Done.AGAIN)
    visit.sign_in()
    visit.hands.wait(lambda: visit.hands.has(Agenda.row(0)), "the appointment, still open")


def test_a_no_show_is_recorded_uses_nothing_up_and_can_be_written_about(
    house: House, qapp: QApplication, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    approval = house.seal(film).approval_id
    monkeypatch.setenv("INZAGE_HOME", str(house.home.path))
    letter = ["letter", "--approval", approval]
    with open_visit(qapp, house.home) as visit:
        visit.sign_in()
        visit.hands.wait(lambda: visit.hands.has(Agenda.no_show(approval)), "the appointment")
        visit.hands.press(Agenda.no_show(approval))
        visit.hands.wait_screen(NoShow.SCREEN)
        visit.hands.press(NoShow.RECORD)
        visit.hands.wait_screen(Agenda.SCREEN)
        visit.hands.wait(lambda: "Niet verschenen" in visit.words(), "what became of it")
        assert not visit.hands.has(Agenda.row(0))
        (event,) = [e.entry for e in house.events() if e.entry.action == "appointment.no_show"]
        assert (event.object, event.outcome) == (f"approval:{approval}", "ok")
        assert event.details["regime"] == "avg"
        assert "viewing.started" not in house.actions()
        early = CliRunner().invoke(app, [*letter, "--json"])
        assert json.loads(early.stdout)["error"] == "export.not_recorded"
    written = CliRunner().invoke(app, letter)
    assert written.exit_code == 0, written.output
    assert written.stdout.startswith("Gemeente X\n")
    assert "Wij hebben u op de afspraak niet ontvangen." in written.stdout
    assert CASE not in written.stdout
    taken = house.events()[-1].entry
    assert (taken.action, taken.details["approval"]) == ("review.exported", approval)
    assert house.verify().completeness.state is State.HOLDS


def test_an_appointment_that_has_not_begun_waits(house: House, enter: Enter, film: Path) -> None:
    now = datetime.now(UTC)
    house.seal(
        film, valid_from=now + timedelta(minutes=30), valid_until=now + timedelta(minutes=90)
    )
    visit = enter(house)
    visit.sign_in()
    visit.hands.wait(lambda: "nog niet begonnen" in visit.words(), "why it cannot be opened")
    assert not visit.hands.has(Agenda.row(0))


def test_a_recording_past_its_retention_opens_only_under_a_hold(
    house: House, enter: Enter, film: Path
) -> None:
    now = datetime.now(UTC)
    house.seal(
        film,
        recorded_at=now - timedelta(days=35),
        requested_at=now - timedelta(days=20),
        hold=LegalHold(
            *("bezwaar loopt", HoldBasis.OBJECTION, "Juridische Zaken"),
            dutch_day(now) + timedelta(days=1),
        ),
    )
    visit = enter(house)
    visit.to_viewing()
    visit.hands.wait(lambda: visit.frame() in (0, 1), "the first picture")


def test_a_package_that_is_damaged_is_set_aside_and_kept(
    house: House, enter: Enter, film: Path
) -> None:
    house.seal(film)
    package = house.home.inbox / "afspraak.inzage"
    flip(package, package.stat().st_size // 2)
    content = package.read_bytes()
    visit = enter(house)
    visit.sign_in()
    visit.hands.wait(lambda: visit.hands.has(Agenda.set_aside(0)), "the package set aside")
    visit.hands.wait(lambda: "Kopieer het pakket" in visit.words(), "what to ask the desk")
    assert not visit.hands.has(Agenda.row(0))
    assert (house.home.set_aside / "afspraak.inzage").read_bytes() == content
    event = next(e.entry for e in house.events() if e.entry.action == "package.set_aside")
    assert (event.outcome, event.details["code"]) == ("refused", "clip.changed")


def test_a_real_recording_does_not_open_where_the_screen_can_be_captured(
    houses: Houses, enter: Enter, film: Path
) -> None:
    house = houses(demonstration=False)
    house.seal(film)
    visit = enter(house)
    visit.sign_in()
    visit.hands.wait(lambda: "niet beveiligd" in visit.words(), "the warning")
    visit.choose()
    visit.identify()
    visit.confirm()
    visit.hands.wait(lambda: "niet geopend" in visit.words(), "the refusal")
    assert visit.hands.screen == Conditions.SCREEN
    assert visit.session.state.value == "conditions_confirmed"
    assert visit.frame() is None
    assert "viewing.started" not in house.actions()
    refused = next(e.entry for e in house.events() if e.entry.action == "guard.refused")
    assert (refused.outcome, refused.details["code"]) == ("refused", "guard.x11")


def test_a_demonstration_station_refuses_a_real_package(
    houses: Houses, enter: Enter, film: Path
) -> None:
    real, demonstration = houses(demonstration=False), houses(demonstration=True)
    real.seal(film)
    shutil.copy(real.home.inbox / "afspraak.inzage", demonstration.home.inbox)
    visit = enter(demonstration)
    visit.sign_in()
    visit.hands.wait(lambda: visit.hands.has(Agenda.set_aside(0)), "the package set aside")
    assert not visit.hands.has(Agenda.row(0))


@pytest.mark.parametrize("how", ["replaced", "removed"])
def test_when_the_trail_is_taken_away_the_film_goes(
    house: House, enter: Enter, film: Path, how: str
) -> None:
    house.seal(film)
    visit = enter(house)
    visit.to_viewing()
    visit.hands.wait(lambda: visit.frame() in (0, 1), "the first picture")
    trail = house.home.trail
    if how == "replaced":
        copy = trail.with_name("copy")
        shutil.copy(trail, copy)
        copy.replace(trail)
    else:
        trail.rename(trail.with_name("away"))
    visit.hands.press(Viewing.PLAY)
    visit.hands.wait_screen(Done.SCREEN)
    assert is_black(visit.hands.find(Viewing.FILM))
    words = [label.text() for label in visit.window.findChildren(QLabel) if label.isVisible()]
    assert any("logboek" in word for word in words)
    assert visit.session.state.value == "closed"
    assert visit.session.checkpoint == ""


def test_files_that_appear_while_somebody_is_signed_in_are_found(
    house: House, enter: Enter, film: Path
) -> None:
    visit = enter(house)
    visit.sign_in()
    visit.hands.wait(lambda: "geen afspraken" in visit.words(), "the empty day")
    house.seal(film)
    visit.hands.press(Agenda.LOOK_AGAIN)
    visit.hands.wait(lambda: visit.hands.has(Agenda.row(0)), "the appointment")
