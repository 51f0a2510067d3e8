"""An enrolled station, one whose people and packages are known, and a machine for a kiosk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.station.enrolled import enrolled
from tests.station.kiosks import PLATFORMS
from tests.station.stations import StationUnderTest
from tests.station.writers import place
from viewer_app.station.home import Home

__all__ = ["place"]  # a fixture


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


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A file system with the program in ``/opt``, of the user who runs the tests."""
    root = tmp_path / "machine"
    (root / PLATFORMS).mkdir(parents=True)
    for name in ("wayland", "vnc", "linuxfb", "xcb"):
        (root / PLATFORMS / f"libq{name}.so").write_text(name)
    (root / "etc/pam.d").mkdir(parents=True)
    (root / "etc/pam.d/login").write_text("of the system\n")
    return root
