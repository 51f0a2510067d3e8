"""What a real session on a real station leaves in the trail."""

import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import qVersion

from tests.whole.house import STATION, House, Visit
from viewer_app.audit.viewing import read_viewing
from viewer_app.session.ports import Outcome
from viewer_app.session.roles import Role
from viewer_app.ui.names import Viewing

Enter = Callable[[House], Visit]


def test_every_event_says_who_what_to_what_with_what_result_whence_and_when(
    house: House, enter: Enter, film: Path
) -> None:
    """BIO2 8.15.01, for all that a real session and its station write."""
    began = datetime.now(UTC)
    house.seal(film)
    visit = enter(house)
    visit.to_viewing()
    visit.hands.press(Viewing.PLAY)
    visit.hands.wait(lambda: (visit.frame() or 0) > 10, "the film")
    visit.finish()
    visit.close()
    for event in house.events():
        entry = event.entry
        assert entry.role in set(Role), entry
        assert entry.actor, entry
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", entry.action), entry
        assert re.fullmatch(r"[a-z]+:[^\s:].*", entry.object), entry
        assert entry.outcome in set(Outcome), entry
        assert entry.source == STATION, entry
        assert began - timedelta(minutes=1) < entry.time <= datetime.now(UTC), entry


def test_the_trail_tells_what_was_shown_and_on_what(house: House, enter: Enter, film: Path) -> None:
    house.seal(film)
    visit = enter(house)
    visit.to_viewing()
    code = visit.session.code
    visit.hands.press(Viewing.PLAY)
    visit.hands.wait(lambda: (visit.frame() or 0) > 20, "the film")
    visit.hands.press(Viewing.PLAY)
    visit.hands.wait(lambda: not visit.session.playing, "the pause")
    visit.finish()
    visit.close()
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
