"""The kiosk's scripts, run as two users on a real Weston.

What cannot be run here: systemd as the first process, logind, and a graphics card. So the units are
measured elsewhere and their scripts are run, with Weston's x11 backend in place of DRM.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.station.kiosks import end_daemons, file_of
from tests.tools import missing, program

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kiosk is Debian's")

# daemon, bin and sys, whose groups have the same numbers: D-Bus lets nobody in without a name
SCREEN_USER, STATION_USER, STRANGER = 1, 2, 3

_PROVE = """
import os, sys
from pathlib import Path
import keyring.backends.SecretService
from viewer_app.station.guard.kiosk import KioskGuard
import viewer_app.station.guard.bus
socket, bus, user = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
os.setgroups([]); os.setgid(user); os.setuid(user)
report = KioskGuard(socket, bus, allow_nested=True).prove()
print(report.code, *report.findings)
os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus
if user == 2:
    backend = keyring.backends.SecretService.Keyring()
    backend.set_password("inzage-kiosk-test", "key", "kept")
    print(backend.get_password("inzage-kiosk-test", "key"))
"""


class TwoUsers:
    """The installed scripts on a nested screen, with places and backend of the test's own."""

    def __init__(self, directory: Path, display: str) -> None:
        self.directory = directory
        self.run = directory / "run"
        self.home = directory / "home"
        self._changes = {
            "/run/inzage-kiosk": str(directory / "screen"),
            "/run/inzage-station": str(self.run),
            "/var/lib/inzagestation": str(self.home),
            "/usr/local/lib/inzagestation": str(directory / "lib"),
            "/usr/bin/gnome-keyring-daemon": str(directory / "lib/gnome-keyring-daemon"),
            "drm-backend.so": "x11-backend.so",
            "env -i": f"env -i DISPLAY={display}",
        }
        directory.chmod(0o755)
        for name, user, group, mode in (
            ("screen", SCREEN_USER, STATION_USER, 0o2710),
            ("run", STATION_USER, STATION_USER, 0o700),
            ("home", STATION_USER, STATION_USER, 0o700),
            ("lib", 0, 0, 0o755),
        ):
            (directory / name).mkdir()
            os.chown(directory / name, user, group)
            (directory / name).chmod(mode)
        # a copy has no file capabilities, which a container may not have to give
        daemon = directory / "lib/gnome-keyring-daemon"
        shutil.copyfile(program("gnome-keyring-daemon"), daemon)
        daemon.chmod(0o755)
        for name in ("start-weston", "start-station", "session-bus.conf"):
            text = file_of(name).content.decode()
            for old, new in self._changes.items():
                text = text.replace(old, new)
            (directory / "lib" / name).write_text(text)
            (directory / "lib" / name).chmod(0o755)
        (directory / "lib/inzage-station").write_text(
            f"#!/bin/bash\nenv >{self.run}/part\nmv {self.run}/part {self.run}/environment\n"
            "exec sleep 600\n"
        )
        (directory / "lib/inzage-station").chmod(0o755)
        self.socket = directory / "screen/kiosk"

    def start(self, name: str, user: int, *arguments: str, **environment: str) -> Sequence[str]:
        as_user = [f"--reuid={user}", f"--regid={user}", "--clear-groups"]
        bare = ["env", "-i", "PATH=/usr/bin:/bin", *(f"{k}={v}" for k, v in environment.items())]
        return [program("setpriv"), *as_user, *bare, str(self.directory / "lib" / name), *arguments]


@contextmanager
def open_display() -> Iterator[str]:
    """An X display that every user of this machine may draw on."""
    read_end, write_end = os.pipe()
    command = [program("Xvfb"), "-displayfd", str(write_end), "-ac", "-nolisten", "tcp"]
    with subprocess.Popen(
        [*command, "-screen", "0", "1024x640x24"], pass_fds=[write_end], stderr=subprocess.DEVNULL
    ) as server:
        os.close(write_end)
        try:
            with os.fdopen(read_end) as ready:
                yield f":{ready.readline().strip()}"
        finally:
            server.terminate()


@pytest.fixture
def two_users() -> Iterator[TwoUsers]:
    """Screen and station, each started by its own script as its own user."""
    if os.getuid() != 0:
        missing("two users need root")
    with ExitStack() as undo:
        directory = Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="kiosk.")))
        users = TwoUsers(directory, undo.enter_context(open_display()))
        undo.callback(end_daemons, directory)
        credential = directory / "inzage-keyring"
        credential.write_text("a password of the keyring")
        os.chown(credential, STATION_USER, STATION_USER)
        log = undo.enter_context((directory / "log").open("w"))
        for command in (
            users.start("start-weston", SCREEN_USER),
            users.start("start-station", STATION_USER, "run", CREDENTIALS_DIRECTORY=str(directory)),
        ):
            process = undo.enter_context(
                subprocess.Popen(command, stderr=log, stdout=log, start_new_session=True)
            )
            undo.callback(os.killpg, process.pid, signal.SIGTERM)
        for _ in range(600):
            if (users.run / "environment").exists() and users.socket.exists():
                break
            time.sleep(0.05)
        else:
            pytest.fail((directory / "log").read_text())
        yield users


@pytest.mark.display
def test_the_station_reaches_the_screen_and_its_keyring_and_the_guard_is_content(
    two_users: TwoUsers,
) -> None:
    environment = dict(
        line.split("=", 1) for line in (two_users.run / "environment").read_text().splitlines()
    )
    assert environment["WAYLAND_DISPLAY"] == str(two_users.socket)
    bus = environment["DBUS_SESSION_BUS_ADDRESS"]
    status = two_users.socket.stat()
    assert (status.st_uid, status.st_gid) == (SCREEN_USER, STATION_USER)
    assert oct(status.st_mode & 0o777) == "0o770"

    def prove(user: int) -> str:
        return subprocess.run(
            [sys.executable, "-c", _PROVE, str(two_users.socket), bus, str(user)],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip

    assert prove(STATION_USER).splitlines() == ["guard.proven", "kept"]
    # the screen's own user could read the picture from its memory; strangers reach nothing
    assert "guard.same_user" in prove(SCREEN_USER)
    assert prove(STRANGER).startswith("guard.no_compositor")
    keyring = two_users.home / ".local/share/keyrings/login.keyring"
    assert b"kept" not in keyring.read_bytes()
