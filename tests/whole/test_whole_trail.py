"""What a real session on a real station leaves in the trail."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

from tests.whole.house import STATION, House, visit
from viewer_app.audit.viewing import read_viewing
from viewer_app.session.ports import Outcome
from viewer_app.session.roles import Role
from viewer_app.ui.names import Viewing


class Appointment(NamedTuple):
    """A session as it was closed."""

    house: House
    code: str
    began: datetime
    """Before its station was enrolled."""


@pytest.fixture(scope="module")
def appointment(
    secret_service: KeyringBackend,
    display: None,
    qapp: QApplication,
    film: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Appointment]:
    """The beginning of a film was shown, paused, and the appointment closed."""
    began = datetime.now(UTC)
    house = House(tmp_path_factory.mktemp("trail"))
    house.seal(film)
    with visit(qapp, house.home) as shown:
        shown.to_viewing()
        code = shown.session.code
        shown.hands.press(Viewing.PLAY)
        shown.hands.wait(lambda: (shown.frame() or 0) > 20, "the film")
        shown.hands.press(Viewing.PLAY)
        shown.hands.wait(lambda: not shown.session.playing, "the pause")
        shown.finish()
        shown.close()
        yield Appointment(house, code, began)
    house.demolish()


def test_every_event_says_who_what_to_what_with_what_result_whence_and_when(
    appointment: Appointment,
) -> None:
    """BIO2 8.15.01, for all that a real session and its station write."""
    for event in appointment.house.events():
        entry = event.entry
        assert entry.role in set(Role), entry
        assert entry.actor, entry
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", entry.action), entry
        assert re.fullmatch(r"[a-z]+:[^\s:].*", entry.object), entry
        assert entry.outcome in set(Outcome), entry
        assert entry.source == STATION, entry
        assert appointment.began - timedelta(minutes=1) < entry.time <= datetime.now(UTC), entry


def test_the_trail_tells_what_was_shown_and_on_what(appointment: Appointment) -> None:
    house, code, _ = appointment
    viewing = read_viewing(event for event in house.events() if event.entry.session == code)
    (span,) = viewing.spans
    assert viewing.measured == ((span.start_ms, span.end_ms, 100, 1),)
    assert span.start_ms == 0
    assert 500 < span.end_ms < 3_000
    assert viewing.length_ms is not None
    assert abs(viewing.length_ms - 3_000) < 200
    assert (viewing.watermark, viewing.document) == (code, "passport")

    started = next(e.entry for e in house.events() if e.entry.action == "station.started").details
    assert started["screen"] == {
        "platform": "xcb",
        "qt": qVersion(),
        "display_count": 1,
        "displays": [{"width": 1920, "height": 1080}],
    }
    versions = started["versions"]
    assert versions["sqlite"] == sqlite3.sqlite_version
    assert versions["libvlc"].startswith("3.")
    assert set(versions) == {
        "python",
        "sqlite",
        "libvlc",
        "pyside6-essentials",
        "cryptography",
        "peewee",
        "python-vlc",
    }
    assert started["clock"]["boot"]
    assert started["remote_session"] in {True, False, None}
