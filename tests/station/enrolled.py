"""A station that was enrolled, with real keys in the keyring for as long as it is needed."""

from collections.abc import Iterator
from contextlib import contextmanager

from viewer_app.app.trail import trail_starter
from viewer_app.session.policy import Policy
from viewer_app.station.enrolment import enrol, forget_keys
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

STATION = "KANTOOR-1"


@contextmanager
def enrolled(home: Home) -> Iterator[Home]:
    """``STATION`` in this directory, for demonstrations, with no desk; its keys go afterwards."""
    settings = enrol(
        home,
        station=STATION,
        policy=Policy(),
        desks=[],
        demonstration=True,
        language="nl",
        start_trail=trail_starter(home.trail, municipality="X", station=STATION),
    )
    try:
        yield home
    finally:
        forget_keys(settings)


def vault_of(home: Home) -> Vault:
    """Where that station's keys are."""
    return Vault(Settings.load(home.settings).vault)
