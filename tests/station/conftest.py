"""An enrolled station with a trail of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.station.enrolled import enrolled
from tests.station.stations import StationUnderTest
from viewer_app.station.home import Home


@pytest.fixture
def home(secret_service: KeyringBackend) -> Iterator[Home]:
    """An enrolled station."""
    with enrolled(Home.locate()) as home:
        yield home


@pytest.fixture
def station(secret_service: KeyringBackend, station_home: Path) -> Iterator[StationUnderTest]:
    """Station ``balie-1`` with its supervisor, a real trail and a clock to move."""
    whole = StationUnderTest(station_home)
    whole.enrol_supervisor()
    yield whole
    whole.close()
