"""An enrolled station with a trail of its own."""

from collections.abc import Iterator

import pytest
from keyring.backend import KeyringBackend

from tests.station.enrolled import enrolled
from viewer_app.station.home import Home


@pytest.fixture
def home(secret_service: KeyringBackend) -> Iterator[Home]:
    """An enrolled station."""
    with enrolled(Home.locate()) as home:
        yield home
