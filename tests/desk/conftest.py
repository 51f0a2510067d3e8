"""A desk with its keys in the private session's real keyring, and the ways to use it."""

from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.desk.axis_objects import CameraObject, make_private_key
from tests.desk.requests import Office
from viewer_app.desk.keys import Desk


@pytest.fixture
def desk_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret_service: KeyringBackend
) -> Path:
    """This test's desk directory, as ``INZAGE_DESK_HOME``; not made yet."""
    home = tmp_path / "desk"
    monkeypatch.setenv("INZAGE_DESK_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "120")
    return home


@pytest.fixture
def office(desk_home: Path, tmp_path: Path, film: Path) -> Office:
    """A desk for real recordings, a supervisor, a station, and a film to seal."""
    desk = Desk.create(desk_home, "Bureau Inzage", demonstration=False)
    packages = tmp_path / "packages"
    packages.mkdir()
    return Office(desk, desk_home, film, packages)


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The private key of the municipality's camera system."""
    return make_private_key(tmp_path_factory.mktemp("keys") / "contentkey.private.pem")


@pytest.fixture
def camera(office: Office, private: Path, tmp_path: Path) -> CameraObject:
    """The office's film, as the camera system stored it."""
    store = tmp_path / "store"
    store.mkdir()
    encrypted = CameraObject(store / "20261115_095300_7.mkv", private)
    return encrypted.write(office.film.read_bytes())
