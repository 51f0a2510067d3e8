"""The screens that are attacked: the kiosk with a real recording on it, and the controls."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests import displays
from tests.attacks.targets import Target, playing
from tests.displays import Environment, Weston
from tests.tools import ROOT
from tests.whole.conftest import enter, house, houses, models, translations

__all__ = ["enter", "house", "houses", "models", "translations"]

KIOSK_USER = 65534 if os.geteuid() == 0 else None
"""Who the compositors run as: another user than the program where that is possible (as root)."""

_START = (ROOT / "resources/kiosk/start-weston").read_text()
"""What the kiosk is started with; the attacks meet the remedies that stand in it."""


def remedies() -> tuple[Environment, Path]:
    """What disarms Weston's own keys: a variable, and a directory that it cannot write in."""
    module_map = re.search(r"WESTON_MODULE_MAP=(\S+)", _START)
    directory = re.search(r"^cd (\S+)$", _START, re.MULTILINE)
    return (
        {"WESTON_MODULE_MAP": module_map[1]} if module_map else {},
        Path(directory[1]) if directory else Path.cwd(),
    )


@contextmanager
def _runtime() -> Iterator[Path]:
    """A directory that another user can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="screen-") as directory:
        yield Path(directory)


def _target(weston: Weston, directory: Path) -> Target:
    return Target(weston.clients, weston.outside, directory, weston.pid)


@pytest.fixture(scope="package")
def kiosk(
    translations: None, secret_service: KeyringBackend, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    """The kiosk as it is installed, but nested in Xvfb, and a real recording playing on it."""
    variables, directory = remedies()
    with (
        _runtime() as runtime,
        displays.weston(
            runtime, user=KIOSK_USER, directory=directory, environment=variables
        ) as weston,
        playing(tmp_path_factory.mktemp("kiosk") / "house", weston.clients, real=True),
    ):
        yield _target(weston, runtime)


@pytest.fixture(scope="package")
def careless(
    translations: None, secret_service: KeyringBackend, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    """Control: Weston's kiosk shell as it comes, with a demonstration playing."""
    runtime = tmp_path_factory.mktemp("careless")
    with (
        displays.weston(runtime) as weston,
        playing(tmp_path_factory.mktemp("house") / "house", weston.clients, real=False),
    ):
        yield _target(weston, runtime)


@pytest.fixture
def debugged(
    translations: None, secret_service: KeyringBackend, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    """Control: the same with ``--debug``, which lets any client take pictures."""
    runtime = tmp_path_factory.mktemp("debugged")
    with (
        displays.weston(runtime, debug=True) as weston,
        playing(tmp_path_factory.mktemp("house") / "house", weston.clients, real=False),
    ):
        yield _target(weston, runtime)


@pytest.fixture(scope="package")
def sway(
    translations: None, secret_service: KeyringBackend, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Environment]:
    """Control: a compositor that hands out the screen, with a demonstration playing."""
    with (
        _runtime() as runtime,
        displays.sway(runtime, user=KIOSK_USER) as clients,
        playing(tmp_path_factory.mktemp("sway") / "house", clients, real=False),
    ):
        yield clients
