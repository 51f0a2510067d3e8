"""The desktop portal for screen sharing, as wlroots' compositors have it."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.attacks.targets import PATIENCE_S, Target
from tests.displays import Environment
from tests.tools import missing, program
from viewer_app.station.guard.kiosk import KioskGuard

pytestmark = [pytest.mark.display, pytest.mark.slow]

PORTAL = Path("/usr/libexec/xdg-desktop-portal-wlr")
NAME = "org.freedesktop.impl.portal.desktop.wlr"


@pytest.fixture
def bus() -> Iterator[str]:
    """A bus for this test alone: a station on the same bus as a portal stops at once."""
    command = [program("dbus-daemon"), "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@contextmanager
def portal(display: Environment, bus: str, directory: Path) -> Iterator[subprocess.Popen[str]]:
    """The portal of a compositor, with the PipeWire that it hands streams out through."""
    if not PORTAL.exists():
        missing(f"{PORTAL} is not installed")
    with (directory / "log").open("w") as log:
        # PipeWire's socket in a directory of ours, whoever the compositor belongs to
        services = {
            **display,
            "DBUS_SESSION_BUS_ADDRESS": bus,
            "PIPEWIRE_RUNTIME_DIR": str(directory),
        }
        with subprocess.Popen([program("pipewire")], env=services, stderr=log) as pipewire:
            try:
                latest = time.monotonic() + PATIENCE_S
                while not (directory / "pipewire-0").exists():
                    assert pipewire.poll() is None
                    assert time.monotonic() < latest
                    time.sleep(0.02)
                with subprocess.Popen(
                    [PORTAL, "--loglevel", "ERROR"],
                    env=services,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                ) as process:
                    yield process
                    process.terminate()
            finally:
                pipewire.terminate()


def is_there(bus: str) -> bool:
    """Whether a portal has its name on the bus."""
    driver = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    with open_dbus_connection(bus) as connection:
        asked = new_method_call(driver, "NameHasOwner", "s", (NAME,))
        return bool(connection.send_and_get_reply(asked).body[0])


def guard(target: Target, bus: str) -> KioskGuard:
    """The guard of a station on this kiosk and this bus."""
    socket = Path(target.clients["XDG_RUNTIME_DIR"], target.clients["WAYLAND_DISPLAY"])
    return KioskGuard(socket, bus, patience_s=20, allow_nested=True, allow_same_user=True)


def test_no_portal_starts_on_the_kiosk(kiosk: Target, bus: str, tmp_path: Path) -> None:
    with portal(kiosk.clients, bus, tmp_path) as process:
        complaint, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode != 0
    assert "doesn't support zwlr_screencopy_manager_v1" in complaint
    kiosk.photograph()


def test_control_a_portal_starts_elsewhere_and_the_guard_sees_it(
    kiosk: Target, sway: Environment, bus: str, tmp_path: Path
) -> None:
    assert guard(kiosk, bus).prove().proven
    with portal(sway, bus, tmp_path) as process:
        latest = time.monotonic() + PATIENCE_S
        while not is_there(bus):
            assert process.poll() is None
            assert time.monotonic() < latest
            time.sleep(0.05)
        report = guard(kiosk, bus).prove()
    assert report.findings == ("guard.screencast_service:portal",)
    assert not report.proven
