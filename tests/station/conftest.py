"""An enrolled station with a trail of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.station.stations import StationUnderTest
from viewer_app.app.trail import trail_starter
from viewer_app.session.policy import Policy
from viewer_app.station.enrolment import enrol, forget_keys
from viewer_app.station.home import Home


@pytest.fixture
def home(secret_service: KeyringBackend) -> Iterator[Home]:
    """An enrolled station."""
    home = Home.locate()
    settings = enrol(
        home,
        station="KANTOOR-1",
        policy=Policy(),
        desks=[],
        demonstration=True,
        language="nl",
        start_trail=trail_starter(home.trail, municipality="X", station="KANTOOR-1"),
    )
    yield home
    forget_keys(settings)


@pytest.fixture
def station(secret_service: KeyringBackend, station_home: Path) -> Iterator[StationUnderTest]:
    """Station ``balie-1`` with its supervisor, a real trail and a clock to move."""
    whole = StationUnderTest(station_home)
    whole.enrol_supervisor()
    yield whole
    whole.close()
