"""A station whose trail is written by a process of its own."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.station.test_station_writer import actions, writer
from tests.whole.house import STATION, House, Visit
from viewer_app.app.program import Program
from viewer_app.app.trail import trail_starter
from viewer_app.demo.people import AUDITOR
from viewer_app.session.policy import Policy
from viewer_app.session.ports import AuditUnavailable
from viewer_app.session.record import State
from viewer_app.station import guard
from viewer_app.station.enrolment import enrol, forget_keys, policy_text
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.ui.names import Viewing

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
    settings = enrol(
        home,
        station=STATION,
        policy=Policy(),
        desks=[],
        demonstration=True,
        language="nl",
        start_trail=trail_starter(home.trail, municipality="X", station=STATION),
    )
    own = Settings.load(house.home.settings)
    replace(own, audit_socket=str(place)).save(house.home.settings)
    yield home
    forget_keys(settings)


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


def test_anchors_and_another_writer_do_not_go_together_yet(house: House, written: Home) -> None:
    house.home.policy.write_text(policy_text(Policy(anchor_days=7)))
    with pytest.raises(StationError) as refused:
        Program(house.home, guard.choose({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}))
    assert refused.value.code == "settings.anchors_elsewhere"


def test_the_auditor_is_told_where_to_read_and_not_shown_an_empty_trail(
    house: House, written: Home, place: Path
) -> None:
    with writer(written, place, os.getuid()):
        program = Program(house.home, guard.choose({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}))
        with AUDITOR.secret() as passphrase, pytest.raises(AuditUnavailable) as refused:
            program.review().open(AUDITOR.name, passphrase)
        program.close()
    assert refused.value.code == "review.elsewhere"
