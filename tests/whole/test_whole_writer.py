"""A station whose trail is written by a process of its own."""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.station.enrolled import enrolled
from tests.station.writers import actions, writer
from tests.whole.house import House, Visit
from viewer_app.app.doctor import examine
from viewer_app.app.program import Program
from viewer_app.audit.anchor_settings import AnchorSettingsError
from viewer_app.demo.people import AUDITOR, SUPERVISOR
from viewer_app.session.policy import Policy
from viewer_app.session.ports import AuditUnavailable
from viewer_app.session.record import State
from viewer_app.station import guard
from viewer_app.station.enrolment import policy_text
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.ui.backend import Check, Search, Standing
from viewer_app.ui.names import SignIn, Viewing

Enter = Callable[[House], Visit]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="SO_PEERCRED is Linux")


@pytest.fixture
def place() -> Iterator[Path]:
    """Where the socket is."""
    with tempfile.TemporaryDirectory(prefix="inzage-writer-") as directory:
        yield Path(directory) / "audit.sock"


@pytest.fixture
def written(house: House, place: Path) -> Iterator[Home]:
    """The writer's own directory; the house's station is told to use its socket."""
    home = Home(house.home.path.with_name("writer"))
    with enrolled(home):
        own = Settings.load(house.home.settings)
        replace(own, audit_socket=str(place)).save(house.home.settings)
        yield home


def test_a_whole_appointment_is_written_by_the_other_process(
    house: House, written: Home, place: Path, enter: Enter, film: Path
) -> None:
    house.seal(film)
    untouched = house.actions()
    with writer(written, place, os.getuid()):
        visit = enter(house)
        visit.to_viewing()
        visit.finish()
        visit.close()
        visit.window.shut_down()
    said = actions(written)
    assert said[1] == "station.started"
    assert {"package.accepted", "viewing.started", "keys.wiped"} <= set(said)
    assert said[-2:] == ["session.closed", "key.rotated"]
    assert house.actions() == untouched


def test_a_writer_that_dies_while_a_film_plays_takes_the_film_with_it(
    house: House, written: Home, place: Path, enter: Enter, film: Path
) -> None:
    house.seal(film)
    with writer(written, place, os.getuid()) as process:
        visit = enter(house)
        visit.to_viewing()
        visit.hands.press(Viewing.PLAY)
        visit.hands.wait(lambda: (visit.frame() or 0) > 10, "the film")
        process.kill()
        process.wait()
        visit.hands.press(Viewing.PLAY)  # a pause, which cannot be written
        visit.hands.wait(lambda: visit.session.state is State.CLOSED, "the end")
        assert visit.frame() is None
    with writer(written, place, os.getuid()):
        visit.window.shut_down()


def test_without_its_writer_a_station_does_not_start(house: House, written: Home) -> None:
    with pytest.raises(AuditUnavailable) as refused:
        Program(house.home, guard.choose({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}))
    assert refused.value.code == "trail.writer_silent"


def test_rules_that_want_anchors_need_a_place_at_the_writer(
    house: House, written: Home, place: Path
) -> None:
    house.home.policy.write_text(policy_text(Policy(anchor_days=7)))
    with writer(written, place), pytest.raises(AnchorSettingsError) as refused:
        Program(house.home, guard.choose({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}))
    assert refused.value.code == "anchors.none"


def test_a_trail_not_anchored_for_too_long_opens_no_session(
    house: House, written: Home, place: Path, enter: Enter, tmp_path: Path
) -> None:
    house.home.policy.write_text(policy_text(Policy(anchor_days=2)))
    share = tmp_path / "share"
    (written.path / "anchors.toml").write_text(f'[[folder]]\nname = "schijf"\npath = "{share}"\n')
    last = (datetime.now(UTC) - timedelta(days=5)).isoformat()
    state = {"where": str(share), "origin": "", "size": 0, "anchored_at": last}
    state |= {"cosigned_at": None, "tried_at": last, "code": "", "facts": {}}
    (written.audit / "anchors.json").write_text(json.dumps({"schijf": state}))
    with writer(written, place):
        visit = enter(house)
        visit.hands.wait_screen(SignIn.SCREEN)
        visit.hands.type(SignIn.PHRASE, SUPERVISOR.passphrase)
        visit.hands.press(SignIn.ENTER)
        visit.hands.wait(lambda: "5 dagen niet elders" in visit.words(), "the refusal")
        visit.window.shut_down()
    assert "session.opened" not in actions(written)


def test_an_auditor_reads_the_trail_that_is_written_and_no_other(
    house: House, written: Home, place: Path
) -> None:
    with writer(written, place):
        program = Program(house.home, guard.choose({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}))
        door = program.review()
        with AUDITOR.secret() as passphrase:
            door.open(AUDITOR.name, passphrase)
        assert door.find(Search()).total == 0
        assert door.station_events(None, 99)[-1].action == "trail.started"
        verified = door.verify(lambda *_: None, lambda: False, thorough=False)
        assert verified is not None
        standing = {verdict.check: verdict.standing for verdict in verified.verdicts}
        assert standing[Check.INTEGRITY] is Standing.HOLDS
        door.close()
        program.close()
    reading = [action for action in actions(written) if action.startswith("review.")]
    assert reading == [
        "review.opened",
        "review.station_read",
        "review.trail_verified",
        "review.closed",
    ]


def test_the_doctor_looks_at_the_trail_that_is_written(
    house: House, written: Home, place: Path
) -> None:
    with writer(written, place):
        found = [finding for finding in examine(house.home, {}) if finding.check == "trail"]
    assert [(finding.code, finding.facts) for finding in found] == [("doctor.trail", {"size": 1})]
