"""A station with one supervisor, and what signing in there comes to."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.station.stations import PASSPHRASE, StationUnderTest, secret
from viewer_app.errors import InzageError
from viewer_app.session.ports import SignInRefused
from viewer_app.session.roles import Role
from viewer_app.station.people import People

NAME = "j.devries"
WRONG = "dit is hem zeker niet"


@pytest.fixture
def station(secret_service: KeyringBackend, station_home: Path) -> Iterator[StationUnderTest]:
    """Station ``balie-1``, where ``NAME`` was added with the usual passphrase."""
    whole = StationUnderTest(station_home)
    whole.people.add(Role.SUPERVISOR, NAME, secret())
    yield whole
    whole.close()


def refusal(action: Callable[[], object], kind: type[InzageError] = SignInRefused) -> InzageError:
    """How this is refused; there is a sentence for it."""
    with pytest.raises(kind) as refused:
        action()
    assert str(refused.value) != refused.value.code
    return refused.value


def try_(people: People, passphrase: str = PASSPHRASE, name: str = NAME) -> tuple[str, object]:
    """What signing in comes to: ``ok`` and the recipient, or a code and its seconds."""
    with secret(passphrase) as typed:
        try:
            return "ok", people.verify(name, typed)
        except SignInRefused as refused:
            return refused.code, refused.facts.get("seconds")


def person_file(station: StationUnderTest, role: Role = Role.SUPERVISOR, name: str = NAME) -> Path:
    return station.home.people / role.value / f"{name}.json"


def attempts_file(station: StationUnderTest) -> Path:
    return station.home.people / "attempts" / "supervisor" / f"{NAME}.json"
