"""Houses to visit."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend
from PySide6.QtWidgets import QApplication

from tests.tools import ROOT
from tests.whole.house import House, Visit, model_houses, visit


@pytest.fixture(scope="session", autouse=True)
def translations() -> None:
    """The catalogues as the program loads them."""
    subprocess.run([ROOT / "scripts/build-translations"], check=True)


@pytest.fixture(scope="session")
def models(
    secret_service: KeyringBackend, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., House]]:
    """The houses that the tests' own are copies of."""
    with model_houses(tmp_path_factory.mktemp("models")) as model:
        yield model


@pytest.fixture
def houses(models: Callable[..., House], tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Builds houses, and pulls them down afterwards."""
    built: list[House] = []

    def build(**wishes: Any) -> House:
        built.append(models(**wishes).copy(tmp_path / f"house-{len(built)}"))
        return built[-1]

    yield build
    for house in built:
        house.demolish()


@pytest.fixture
def house(houses: Callable[..., House]) -> House:
    """A demonstration station: the screen of the tests cannot be proven safe."""
    return houses()


@pytest.fixture
def enter(display: None, qapp: QApplication) -> Iterator[Callable[[House], Visit]]:
    """Opens the program of a house; closed again when the test ends."""
    with ExitStack() as open_visits:
        yield lambda house: open_visits.enter_context(visit(qapp, house.home))
