"""An attempt on the trail is an event, at once or as soon as there is a trail to write it in."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.station.enrolled import vault_of
from tests.station.killed_changer import work
from tests.station.writers import begun
from viewer_app.app.trail import StationTrail, open_station_trail
from viewer_app.app.trail_watch import TrailWatch
from viewer_app.audit.body import Entry
from viewer_app.audit.incidents import IncidentNotes
from viewer_app.audit.reader import TrailReader
from viewer_app.session.ports import AuditUnavailable
from viewer_app.station.clock import SystemClock
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings


def opened(home: Home) -> StationTrail:
    settings = Settings.load(home.settings)
    return open_station_trail(home, settings, vault_of(home), SystemClock())


def incidents(path: Path) -> list[Entry]:
    with TrailReader(path) as reader:
        entries = [event.entry for event in reader.page(limit=1_000)[::-1]]
    return [entry for entry in entries if entry.action == "incident.trail"]


def fill_tile(home: Home) -> None:
    """So many events that opening the trail no longer reads the first of them."""
    trail = opened(home)
    for _ in range(256):
        trail.record(replace(begun("signin.refused"), session=""))
    trail.close()


def watched(home: Home, trail: StationTrail) -> None:
    watch = TrailWatch(home, Settings.load(home.settings), trail)
    watch.start()
    watch.wait()


def edit_event(path: Path, seq: int) -> None:
    """As somebody with the file would, who knows what to drop first."""
    with sqlite3.connect(path) as database:
        (guard,) = database.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'entry_no_update'"
        ).fetchone()
        database.execute("DROP TRIGGER entry_no_update")
        database.execute(
            "UPDATE entry SET body = replace(body, 'j.devries', 'p.jansen') WHERE seq = ?", (seq,)
        )
        database.execute(guard)
    database.close()


def test_a_trail_replaced_while_running_is_an_event_once_it_is_back(home: Home) -> None:
    trail = opened(home)
    trail.record(begun("session.opened"))
    away = home.trail.with_name("away")
    home.trail.rename(away)
    with pytest.raises(AuditUnavailable) as refused:
        trail.record(begun("session.aborted"))
    assert refused.value.code == "trail.replaced"
    trail.close()
    away.rename(home.trail)
    opened(home).close()
    (incident,) = incidents(home.trail)
    assert (incident.outcome, incident.role) == ("failed", "station")
    assert incident.details["code"] == "trail.replaced"
    assert incident.details["noted"] <= incident.time.isoformat().replace("+00:00", "Z")
    opened(home).close()
    assert len(incidents(home.trail)) == 1


def test_a_start_on_a_trail_that_is_gone_is_an_event_once_it_is_back(home: Home) -> None:
    away = home.trail.with_name("away")
    home.trail.rename(away)
    for _ in range(2):
        with pytest.raises(AuditUnavailable):
            opened(home)
    away.rename(home.trail)
    opened(home).close()
    assert [entry.details["code"] for entry in incidents(home.trail)] == ["trail.missing"] * 2


def test_a_full_disk_is_no_incident_and_the_notes_stay_small(tmp_path: Path) -> None:
    notes = IncidentNotes(tmp_path, SystemClock())
    notes.note(AuditUnavailable("trail.disk_full"))
    assert notes.read() == []
    for _ in range(2_000):
        notes.note(AuditUnavailable("trail.replaced"))
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size < 32 * 1024
    assert file.stat().st_mode & 0o077 == 0
    notes.clear()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe",
        b"[]",
        b"7",
        b'{"code":"trail.replaced"}',
        b'{"code":"session.opened","noted":"2026-03-02T09:00:00.000Z"}',
        b'{"code":"trail.replaced","noted":"yesterday"}',
        b'{"code":["trail.replaced"],"noted":7}',
        b"[" * 5_000,
    ],
)
def test_notes_that_somebody_else_wrote_are_passed_over(tmp_path: Path, line: bytes) -> None:
    notes = IncidentNotes(tmp_path, SystemClock())
    notes.note(AuditUnavailable("trail.missing"))
    (file,) = tmp_path.iterdir()
    file.write_bytes(line + b"\n" + file.read_bytes())
    assert [note["code"] for note in notes.read()] == ["trail.missing"]


def test_an_older_event_that_was_changed_is_an_event_and_stops_new_sessions(home: Home) -> None:
    fill_tile(home)
    work(home, 0).close()
    edit_event(home.trail, 1)
    trail = opened(home)
    trail.record(begun("session.opened"))
    watched(home, trail)
    (incident,) = incidents(home.trail)
    assert incident.details["verdict"] == "integrity"
    assert incident.details["seq"] == 1
    with pytest.raises(AuditUnavailable) as refused:
        trail.record(begun("session.opened"))
    assert refused.value.code == "trail.broken"
    assert "1" in refused.value.text("nl")
    trail.record(begun("session.aborted"))  # a session under way comes to its end
    trail.close()


def test_the_year_before_is_watched_too(home: Home) -> None:
    fill_tile(home)
    first = home.trail
    work(home, 1).close()
    edit_event(first, 1)
    trail = opened(home)
    watched(home, trail)
    (incident,) = incidents(home.trail)
    assert (incident.details["file"], incident.details["seq"]) == (first.name, 1)
    trail.close()


def test_a_sound_trail_leaves_no_trace_of_being_watched(
    home: Home, secret_service: KeyringBackend
) -> None:
    work(home, 0).close()
    trail = opened(home)
    size = trail.log.size
    watched(home, trail)
    assert trail.log.size == size
    trail.record(begun("session.opened"))
    trail.close()


def test_a_watch_can_be_given_up(home: Home) -> None:
    trail = opened(home)
    watch = TrailWatch(home, Settings.load(home.settings), trail)
    watch.stop()
    watch.start()
    watch.stop()
    assert incidents(home.trail) == []
    trail.close()
