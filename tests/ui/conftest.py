"""A window on the stage for each test that asks for one."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from tests.tools import ROOT
from tests.ui.screening import Screening
from tests.ui.stage import StageBackend
from tests.ui.stage_agenda import full_agenda
from tests.ui.visit import Visit
from viewer_app.messages import Language
from viewer_app.session.policy import Policy

Visits = Callable[..., Visit]


@pytest.fixture(scope="session", autouse=True)
def translations() -> None:
    """The catalogues as the program loads them."""
    subprocess.run([ROOT / "scripts/build-translations"], check=True)


@contextmanager
def opening(application: QApplication) -> Iterator[Visits]:
    """Opens windows, with an agenda of each kind of appointment, and closes them afterwards."""
    opened: list[Visit] = []

    def visit(
        *,
        language: Language = "nl",
        size: tuple[int, int] = (1920, 1080),
        text_size: int = 100,
        demonstration: bool = False,
        policy: Policy | None = None,
    ) -> Visit:
        backend = StageBackend(language=language, demonstration=demonstration, policy=policy)
        full_agenda(backend)
        one = Visit(application, backend, *size, text_size)
        opened.append(one)
        return one

    with pytest.MonkeyPatch.context() as patch:
        # the station looks after a film once a second; nobody has to wait for that here
        patch.setattr("viewer_app.ui.projection._TICK_MS", 100)
        try:
            yield visit
        finally:
            for one in opened:
                one.end()


@pytest.fixture
def visits(display: None, qapp: QApplication) -> Iterator[Visits]:
    """Opens windows for one test."""
    with opening(qapp) as opener:
        yield opener


@pytest.fixture
def visit(visits: Visits) -> Visit:
    """One window, in Dutch, full screen."""
    return visits()


@pytest.fixture
def screen(display: None, qapp: QApplication) -> Iterator[Callable[..., Screening]]:
    """Makes screenings, and takes their views away before Python may, at a moment of its own."""
    made: list[Screening] = []

    def make(picture: QImage, width: int = 1280, height: int = 720) -> Screening:
        made.append(Screening(picture, width, height))
        return made[-1]

    yield make
    for one in made:
        delete(one.view)
