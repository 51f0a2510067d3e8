"""An enrolled station with a trail of its own."""

from collections.abc import Iterator

import pytest
from keyring.backend import KeyringBackend

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
