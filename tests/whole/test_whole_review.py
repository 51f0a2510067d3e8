"""The review on a real trail: verified in a process of its own, and stopped."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.audit.trails import KEY, ORIGIN, SIGNER, Trail, TwoClocks, event, write_session
from tests.whole.house import House
from viewer_app.app.own_trails import own_trails
from viewer_app.app.review import TrailReview, YearTrail
from viewer_app.app.review_years import year_trails
from viewer_app.app.verifying import verify_apart
from viewer_app.audit.errors import TrailError
from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import Report, State
from viewer_app.audit.years import origin_in, year_of
from viewer_app.evidence.secret import Secret
from viewer_app.ui.backend import Search, Standing


@pytest.fixture
def trail(tmp_path: Path) -> Trail:
    """A few sessions."""
    made = Trail(tmp_path / "trail.sqlite", TwoClocks())
    with made.create() as log:
        for number in range(2, 9):
            write_session(log, f"K{number}QF-2M9D", f"a{number}")
    return made


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """No process outlives its verification."""
    yield
    assert [child for child in active_children() if child.name == "verify"] == []


def run(trail: Trail, stopped: threading.Event, *, thorough: bool = False) -> Report | None:
    return verify_apart(
        trail.path,
        KEY,
        (),
        thorough=thorough,
        progress=lambda done, total: None,
        stopped=stopped.is_set,
    )


@pytest.mark.parametrize("thorough", [False, True])
def test_a_verification_apart_finds_what_one_at_hand_finds(trail: Trail, thorough: bool) -> None:
    report = run(trail, threading.Event(), thorough=thorough)
    assert report is not None
    assert (report.integrity.state, report.anchoring.state) == (State.HOLDS, State.NOT_PROVEN)
    assert (report.sessions, report.thorough) == (7, thorough)


def test_progress_is_told(trail: Trail) -> None:
    told: list[tuple[int, int]] = []
    verify_apart(
        trail.path,
        KEY,
        (),
        thorough=False,
        progress=lambda done, total: told.append((done, total)),
        stopped=lambda: False,
    )
    assert told[-1] == (78, 78)


def test_a_stopped_verification_says_nothing(trail: Trail) -> None:
    stopped = threading.Event()
    stopped.set()
    assert run(trail, stopped) is None


def test_what_is_no_trail_is_refused_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "trail.sqlite"
    path.write_bytes(b"not a trail at all" * 100)
    with pytest.raises(TrailError) as refusal:
        run(Trail(path, TwoClocks()), threading.Event())
    assert (refusal.value.code, refusal.value.facts) == (
        "trail.not_a_trail",
        {"file": "trail.sqlite"},
    )


def test_a_process_that_dies_is_told(trail: Trail) -> None:
    def kill() -> bool:
        for child in active_children():
            if child.name == "verify" and child.pid is not None:
                os.kill(child.pid, signal.SIGKILL)
        return False

    with pytest.raises(TrailError) as refusal:
        verify_apart(
            trail.path, KEY, (), thorough=False, progress=lambda done, total: None, stopped=kill
        )
    assert refusal.value.code == "verify.process_ended"


def test_an_earlier_year_is_read_and_verified_as_its_own(tmp_path: Path, trail: Trail) -> None:
    before = tmp_path / "before.sqlite"
    origin = ORIGIN.replace("2026", "2025")
    identity = {"origin": origin, "source": "balie-1", "boot_id": "boot-1"}
    with AuditLog.create(before, signer=SIGNER, clock=TwoClocks(), **identity) as log:
        write_session(log, "T2QF-2M9D")
    people: Any = SimpleNamespace(verify_auditor=lambda *_: None)
    years = [
        YearTrail(before, VerifierKey.of(origin, SIGNER), tuple),
        YearTrail(trail.path, KEY, tuple),
    ]
    with trail.open() as log:
        review = TrailReview(log, "balie-1", people, lambda: years)
        review.open("fg.bakker", Secret(1))
        assert list(review.years()) == [2026, 2025]
        assert review.find(Search()).total == 7
        review.read_year(2025)
        assert [row.code for row in review.find(Search()).rows(0, 9)] == ["T2QF-2M9D"]
        assert review.session("T2QF-2M9D").proof.holds
        found = review.verify(lambda *_: None, lambda: False, thorough=False)
        assert found is not None
        assert (found.size, found.verdicts[0].standing) == (12, Standing.HOLDS)
        review.close()
    with TrailReader(trail.path) as reader:
        read = [each.entry for each in reader.page(4)][::-1]
    assert [entry.action for entry in read] == [
        "review.opened",
        "review.session_read",
        "review.trail_verified",
        "review.closed",
    ]
    assert [entry.object for entry in read[1:3]] == [f"trail:{origin}"] * 2, "which trail was read"
    with TrailReader(before) as reader:
        assert reader.size() == 12, "nothing is written into a year that has ended"


def test_the_station_finds_its_earlier_years(house: House) -> None:
    first = VerifierKey.parse(house.settings.audit_key)
    (now,) = year_trails(own_trails(house.home, house.settings))
    assert (now.path, now.key) == (house.home.trail, first)
    year = year_of(first.name) + 1
    later = VerifierKey(origin_in(first.name, year), first.public_key)
    house.home.trail_of(year).write_bytes(house.home.trail.read_bytes())
    settings = replace(house.settings, year_keys=(str(later),))
    before, now = year_trails(own_trails(house.home, settings))
    assert (before.path, before.key) == (house.home.trails()[0], first)
    assert (now.path, now.key) == (house.home.trail_of(year), later)
    assert list(before.anchors()) == []
    before.path.unlink()
    own = own_trails(house.home, settings)
    assert [year.path for year in year_trails(own)] == [now.path], "removed when its time had come"
    assert own.keys == (first, later), "what was exported from it can still be verified"


@pytest.mark.slow
def test_the_screen_stays_alive_while_many_events_are_verified(
    qapp: QApplication, tmp_path: Path
) -> None:
    trail = Trail(tmp_path / "trail.sqlite", TwoClocks())
    with trail.create() as log:
        execute = log._store._database.execute
        execute("PRAGMA synchronous = OFF")
        for number in range(6_000):
            log.record(event("package.accepted", session="", object_=f"package:{number}"))
    turns: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(time.monotonic()))
    timer.start(1)
    found: list[Report | None] = []
    work = threading.Thread(target=lambda: found.append(run(trail, threading.Event())))
    work.start()
    while work.is_alive():
        qapp.processEvents()
    timer.stop()
    assert found[0] is not None
    assert len(turns) > 50, "Qt's loop went on turning while the process worked"
