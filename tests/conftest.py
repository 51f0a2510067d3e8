"""What every test has: a private session, its own station directory, and films to play."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from tests import displays, films, tools
from tests.private_session import leave_developers_session, private_session
from tests.secret_service import working_secret_service

leave_developers_session()

# What a module beside the tests asserts is told as fully as what a test does.
_ROOMS = (room.parent.name for room in Path(__file__).parent.glob("*/__init__.py"))
pytest.register_assert_rewrite("tests.cli", *(f"tests.{room}" for room in _ROOMS))

# No example has a time limit and slowness is no failure: the machine may be busy. By hand, every
# run tries new examples; scripts/test (profile ci) tries the same ones each time.
settings.register_profile(
    "hand", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("ci", settings.get_profile("hand"), derandomize=True)
settings.load_profile("hand")


@pytest.fixture(scope="session", autouse=True)
def session_or_reason() -> Iterator[str | None]:
    """The private session, entered before the first test; None, or why it could not be had."""
    with private_session() as reason:
        yield reason


@pytest.fixture(autouse=True)
def station_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This test's station directory, as ``INZAGE_HOME``; not made yet."""
    home = tmp_path / "station"
    monkeypatch.setenv("INZAGE_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def display(session_or_reason: str | None) -> None:
    """The X display of the private session, 1920 by 1080, which Qt draws on (``xcb``)."""
    if session_or_reason is not None:
        tools.missing(f"there is no display: {session_or_reason}")


@pytest.fixture(scope="session")
def secret_service(session_or_reason: str | None) -> KeyringBackend:
    """The private session's Secret Service, unlocked and shown to work."""
    if session_or_reason is not None:
        tools.missing(f"there is no Secret Service: {session_or_reason}")
    try:
        return working_secret_service()
    except KeyringError as error:
        tools.missing(f"there is no Secret Service: {error}")


@pytest.fixture
def xvfb() -> Iterator[displays.Environment]:
    """An X display for this test alone: the environment to start its clients in."""
    with displays.xvfb() as environment:
        yield environment


@pytest.fixture
def weston(tmp_path_factory: pytest.TempPathFactory) -> Iterator[displays.Weston]:
    """Weston's kiosk shell for this test alone."""
    with displays.weston(tmp_path_factory.mktemp("weston")) as compositor:
        yield compositor


@pytest.fixture(scope="session")
def film() -> Path:
    """A test film of three seconds, with sound and a frame counter."""
    return films.film(3)
