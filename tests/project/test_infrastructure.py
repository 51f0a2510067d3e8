"""The tests' own ground: a private session, real displays, a real Secret Service."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend

from tests.displays import SIZE, Environment, weston
from tests.tools import ROOT, program

_SHOW_RED = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.setStyleSheet("background: #ff0000")
window.setGeometry(0, 0, 1920, 1080)
window.showFullScreen()
print(app.platformName(), flush=True)
app.exec()
"""


@contextmanager
def red_window(environment: Environment) -> Iterator[str]:
    """A window of one colour over the whole screen; yields the name of Qt's platform plug-in."""
    command = [sys.executable, "-c", _SHOW_RED]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as client:
        assert client.stdout
        yield client.stdout.readline().strip()
        client.terminate()


def becomes_red(environment: Environment) -> bool:
    """Whether nearly the whole X display turns red within half a minute."""
    command = [program("import"), "-silent", "-window", "root", "-depth", "8", "rgb:-"]
    red = bytes((255, 0, 0))
    for _ in range(60):
        shot = subprocess.run(command, env=environment, check=True, capture_output=True).stdout
        assert len(shot) == 3 * SIZE[0] * SIZE[1]
        if shot.count(red) > 0.95 * SIZE[0] * SIZE[1]:
            return True
        time.sleep(0.5)
    return False


def test_the_developers_session_is_out_of_reach(session_or_reason: str | None) -> None:
    assert session_or_reason is None
    private = Path(os.environ["HOME"]).parent
    assert private.name.startswith("inzage.")
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"].startswith(f"unix:path={private}/bus")
    assert Path(os.environ["XDG_RUNTIME_DIR"]).parent == private
    assert "WAYLAND_DISPLAY" not in os.environ


def test_secrets_stay_in_the_private_home(secret_service: KeyringBackend) -> None:
    secret_service.set_password("inzagestation-tests", "private", "x")
    keyrings = Path(os.environ["XDG_DATA_HOME"]) / "keyrings"
    assert [path.name for path in keyrings.glob("*.keyring")] == ["login.keyring"]
    secret_service.delete_password("inzagestation-tests", "private")


@given(number=st.integers())
def test_every_test_has_its_own_station_directory(number: int) -> None:
    assert not Path(os.environ["INZAGE_HOME"]).exists()


@pytest.mark.display
def test_x_clients_are_really_painted(xvfb: Environment) -> None:
    with red_window(xvfb) as platform:
        assert platform == "xcb"
        assert becomes_red(xvfb)


@pytest.mark.display
@pytest.mark.parametrize("debug", [False, True])
def test_wayland_clients_are_really_painted(tmp_path: Path, debug: bool) -> None:
    with weston(tmp_path, debug=debug) as kiosk, red_window(kiosk.clients) as platform:
        assert platform == "wayland"
        assert becomes_red(kiosk.outside)


def test_the_session_ends_with_the_command() -> None:
    script = str(ROOT / "scripts/private-session")
    command = [script, "--screen", "sh", "-c", 'echo "$HOME"; exit 7']
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 7
    assert ended.stderr == ""
    assert not Path(ended.stdout.strip()).parent.exists()


def test_nothing_is_left_of_a_session_that_is_stopped() -> None:
    script = str(ROOT / "scripts/private-session")
    command = [script, "--screen", "sh", "-c", 'echo "$HOME $$"; exec sleep 600']
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as session:
        assert session.stdout
        home, inner = session.stdout.readline().split()
        session.terminate()
        assert session.wait() == 128 + signal.SIGTERM
    assert not Path(home).parent.exists()
    assert not Path("/proc", inner).exists()


def test_a_keyring_that_aborts_comes_back_with_what_it_kept() -> None:
    """As it does when a program is killed that it was about to answer."""
    script = """
import os, signal, time
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from tests.secret_service import working_secret_service

def process():
    with open_dbus_connection() as bus:
        question = message_bus.GetConnectionUnixProcessID("org.freedesktop.secrets")
        answer = bus.send_and_get_reply(question).body[0]
    return answer if isinstance(answer, int) else None

working_secret_service().set_password("inzagestation-tests", "before", "kept")
aborted = process()
os.kill(aborted, signal.SIGABRT)
for _ in range(400):
    if process() not in (None, aborted):
        break
    time.sleep(0.05)
print(working_secret_service().get_password("inzagestation-tests", "before"))
"""
    said = subprocess.run(
        [ROOT / "scripts/private-session", sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert said.stdout.strip() == "kept", said.stderr
