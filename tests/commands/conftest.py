"""An enrolled station, its backup, and the key that opens it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.cli import run
from tests.commands.backups import ENROL, PHRASE, Keeper
from tests.station.killed_changer import work
from tests.station.writers import place
from viewer_app.station.enrolment import forget_keys
from viewer_app.station.home import Home
from viewer_app.station.identity_lock import RFC_9106
from viewer_app.station.settings import Settings

__all__ = ["place"]  # a fixture


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(tmp_path / "keeper.txt")


@pytest.fixture
def move(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Home]:
    """Go to another state directory."""

    def go(path: Path) -> Home:
        monkeypatch.setenv("INZAGE_HOME", str(path))
        return Home(path)

    return go


@pytest.fixture
def home(
    secret_service: KeyringBackend, station_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Home]:
    """An enrolled station that held a session, with a supervisor."""
    monkeypatch.setattr("viewer_app.commands.station.measure_cost", lambda: RFC_9106)
    run(*ENROL)
    home = Home(station_home)
    settings = Settings.load(home.settings)
    run("supervisor", "add", "j.devries", "--passphrase-stdin", typed=PHRASE)
    work(home, 0).close()
    yield home
    forget_keys(settings)


@pytest.fixture
def backup(home: Home, keeper: Keeper, tmp_path: Path) -> Path:
    file = tmp_path / "station.age"
    run("station", "backup", "-o", file, "--recipient", keeper.recipient)
    return file
