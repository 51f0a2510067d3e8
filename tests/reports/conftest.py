"""A trail to report on."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.audit.trails import Trail, TwoClocks, event
from tests.audit.visits import start_station, write_visit
from viewer_app.session.ports import Outcome

SESSION = "K7QF-2M9D"


@pytest.fixture(scope="session", autouse=True)
def application(display: None, qapp: QApplication) -> None:
    """The application that the tests of the screens will use, too: a process has only one."""


@pytest.fixture(scope="session")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sessions of three weeks that ended in every way, refusals, and one under way."""
    clock = TwoClocks()
    trail = Trail(tmp_path_factory.mktemp("reported") / "trail.sqlite", clock)
    with trail.create() as log:
        start_station(log)
        write_visit(log, clock, "AAAA-1111")
        write_visit(log, clock, SESSION)
        log.record(event("signin.refused", "", "supervisor:?", outcome=Outcome.REFUSED))
        clock.pass_time(7 * 24 * 3600 * 1000)
        write_visit(log, clock, "CCCC-3333", end="refused", reason="identity_not_proven")
        write_visit(log, clock, "DDDD-4444", end="refused", reason="identity_not_proven")
        clock.pass_time(7 * 24 * 3600 * 1000)
        write_visit(log, clock, "EEEE-5555", end="aborted", reason="citizen_stopped")
        write_visit(log, clock, "FFFF-6666", end="interrupted", reason="approval.expired")
        log.record(event("session.opened", "OPEN-7777", "supervisor:j.devries"))
    return trail.path
