"""A station that was enrolled, with real keys in the keyring for as long as it is needed."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from viewer_app.app.trail import trail_starter
from viewer_app.session.policy import Policy
from viewer_app.station.enrolment import KEYS, OTHER_AUDIT_KEY, enrol, forget_keys
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


def copy_station(home: Home, other: Home) -> Settings:
    """Another station as this one is now, its keys in a place of their own; what it is told.

    Nobody may be working in this one.
    """
    shutil.copytree(home.path, other.path)
    settings = replace(Settings.load(home.settings), vault=f"inzagestation-{secrets.token_hex(8)}")
    settings.save(other.settings)
    keys = vault_of(home)
    for name in (*KEYS, OTHER_AUDIT_KEY):
        if keys.holds(name):
            with keys.take(name) as key:
                Vault(settings.vault).put(name, key)
    return settings
