"""The kiosk: its files, installed and removed, and its scripts, run as two users on a real Weston.

What cannot be run here: systemd as the first process, logind, and a graphics card. So the units are
measured and their scripts are run, with Weston's x11 backend in place of DRM.
"""

import json
import os
import re
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
from typer.testing import CliRunner, Result

from tests.tools import missing, program
from viewer_app.cli import app
from viewer_app.station.guard import weston
from viewer_app.station.kiosk import Kiosk
from viewer_app.station.kiosk_files import MANIFEST, KioskError, KioskFile, kiosk_files

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kiosk is Debian's")

PYTHON = Path("/opt/inzagestation/bin/python")
PLATFORMS = "opt/inzagestation/lib/python3.11/site-packages/PySide6/Qt/plugins/platforms"
as_root = pytest.mark.skipif(os.getuid() != 0, reason="two users need root")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A file system with the program in ``/opt``, of the user who runs the tests."""
    root = tmp_path / "machine"
    (root / PLATFORMS).mkdir(parents=True)
    for name in ("wayland", "vnc", "linuxfb", "xcb"):
        (root / PLATFORMS / f"libq{name}.so").write_text(name)
    (root / "etc/pam.d").mkdir(parents=True)
    (root / "etc/pam.d/login").write_text("of the system\n")
    return root


def everything(root: Path) -> dict[str, str | None]:
    """Every path below ``root``, and the text of every file."""
    return {
        str(path.relative_to(root)): path.read_text() if path.is_file() else None
        for path in root.rglob("*")
    }


def codes(root: Path) -> set[tuple[str, str]]:
    """What ``check`` finds. A directory of the tests' own is not root's where they are not root."""
    found = Kiosk(root).check()
    return {(code, path) for code, path in found if code != "kiosk.program_writable"}


def run(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["kiosk", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


def file_of(name: str, python: Path = PYTHON) -> KioskFile:
    (found,) = (file for file in kiosk_files(python) if Path(file.target).name == name)
    return found


# --- installing and removing ---------------------------------------------------------------------


def test_removing_leaves_the_machine_as_it_was(machine: Path) -> None:
    before = everything(machine)
    kiosk = Kiosk(machine, PYTHON)
    kiosk.install()
    assert everything(machine) != before
    assert Kiosk(machine).remove() == ()
    assert everything(machine) == before


@as_root
def test_what_was_just_installed_is_as_it_should_be(machine: Path) -> None:
    Kiosk(machine, PYTHON).install()
    with tempfile.TemporaryDirectory() as other:
        # a test's directory has other users' parents, a machine's root has none
        shutil.copytree(machine, other, dirs_exist_ok=True, copy_function=shutil.copy2)
        assert Kiosk(Path(other)).check() == ()


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda path: path.unlink(), "kiosk.absent"),
        (lambda path: path.write_bytes(path.read_bytes() + b"#"), "kiosk.changed"),
        (lambda path: path.chmod(0o777), "kiosk.permissions"),
    ],
)
def test_each_file_is_watched(machine: Path, harm: object, code: str) -> None:
    assert callable(harm)
    Kiosk(machine, PYTHON).install()
    as_installed = codes(machine)
    for file in kiosk_files(PYTHON):
        harm(machine / file.target.lstrip("/"))
        assert (code, file.target) in codes(machine) - as_installed
        Kiosk(machine).install()
        assert codes(machine) == as_installed


@as_root
def test_a_program_that_others_can_write_is_told(machine: Path) -> None:
    Kiosk(machine, PYTHON).install()
    packages = machine / PLATFORMS.partition("/PySide6")[0]
    packages.chmod(0o777)
    found = {path for code, path in Kiosk(machine).check() if code == "kiosk.program_writable"}
    assert "/" + str(packages.relative_to(machine)) in found


def test_plugins_that_pass_the_screen_on_are_set_apart_and_come_back(machine: Path) -> None:
    platforms = machine / PLATFORMS
    Kiosk(machine, PYTHON).install()
    assert [path.name for path in platforms.iterdir()] == ["libqwayland.so"]
    (platforms / "libqvnc.so").write_text("a new version of Qt")
    assert ("kiosk.plugin", f"/{PLATFORMS}/libqvnc.so") in codes(machine)
    Kiosk(machine).install()
    assert [path.name for path in platforms.iterdir()] == ["libqwayland.so"]
    Kiosk(machine).remove()
    assert len(list(platforms.iterdir())) == 4


def test_somebody_elses_file_is_not_overwritten(machine: Path) -> None:
    taken = machine / "etc/pam.d/inzage-kiosk"
    taken.write_text("mine\n")
    before = everything(machine)
    with pytest.raises(KioskError, match=r"/etc/pam\.d/inzage-kiosk exists already"):
        Kiosk(machine, PYTHON).install()
    assert everything(machine) == before


def test_what_was_changed_since_is_not_removed(machine: Path) -> None:
    Kiosk(machine, PYTHON).install()
    unit = machine / "etc/systemd/system/inzage-station.service"
    unit.write_text("changed\n")
    assert Kiosk(machine).remove() == ("/etc/systemd/system/inzage-station.service",)
    assert unit.read_text() == "changed\n"
    assert not (machine / "usr").exists()


def test_an_installation_that_was_cut_off_can_be_removed(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(machine)
    write = Kiosk._write
    written: list[str] = []

    def cut_off(self: Kiosk, file: KioskFile) -> None:
        if len(written) == 5:
            raise OSError(28, "No space left on device", file.target)
        written.append(file.target)
        write(self, file)

    monkeypatch.setattr(Kiosk, "_write", cut_off)
    with pytest.raises(KioskError, match="No space left on device"):
        Kiosk(machine, PYTHON).install()
    monkeypatch.undo()
    assert Kiosk(machine).remove() == ()
    assert everything(machine) == before


# --- by command ----------------------------------------------------------------------------------


def test_it_can_be_read_before_it_is_run(machine: Path) -> None:
    before = everything(machine)
    shown = run("install", "--print", "--root", machine, "--python", PYTHON).stdout
    assert everything(machine) == before
    for file in kiosk_files(PYTHON):
        assert f"=== {file.target}\n{file.content.decode()}" in shown
    assert f"/{PLATFORMS}/libqvnc.so" in shown
    assert "systemd-creds encrypt --name=inzage-keyring" in shown
    assert f"{PYTHON} -I -m viewer_app" in shown


def test_the_commands_say_what_they_did_not_run(machine: Path) -> None:
    said = run("install", "--root", machine, "--python", PYTHON, "--language", "en").stdout
    assert "This was not run" in said
    assert "systemctl enable" in said
    (machine / "etc/tmpfiles.d/inzagestation.conf").unlink()
    told = json.loads(run("check", "--root", machine, "--json", code=1).stdout)
    lost = {"code": "kiosk.absent", "path": "/etc/tmpfiles.d/inzagestation.conf"}
    assert lost in told["differences"]
    assert "once more" in run("check", "--root", machine, "--language", "en", code=1).stdout
    assert "the keys are lost" in run("remove", "--root", machine, "--language", "en").stdout
    told = json.loads(run("check", "--root", machine, "--json", code=1).stdout)
    assert told["error"] == "kiosk.not_installed"
    assert run("remove", "--root", machine, code=1).stderr


@pytest.mark.skipif(Path("/run/systemd/system").exists(), reason="this would install it")
def test_without_systemd_nothing_is_changed() -> None:
    code = run("install", "--language", "en", code=1)
    assert "Nothing was" in code.stderr or "Only root" in code.stderr
    assert not Path(MANIFEST).exists()


def test_a_manifest_that_cannot_be_read_is_said(machine: Path) -> None:
    Kiosk(machine, PYTHON).install()
    (machine / MANIFEST.lstrip("/")).write_text("{}")
    assert "kiosk.manifest" in run("check", "--root", machine, "--json", code=1).stdout


# --- the files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("unit", "most"), [("inzage-station", 1.0), ("inzage-weston", 1.2)])
def test_the_units_are_tight(machine: Path, unit: str, most: float) -> None:
    Kiosk(machine, PYTHON).install()
    path = machine / f"etc/systemd/system/{unit}.service"
    measured = subprocess.run(
        [program("systemd-analyze"), "security", "--offline=true", "--no-pager", path],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", measured)
    assert exposure
    assert float(exposure[1]) <= most


def settings_in(directory: str) -> dict[str, str]:
    """What the one file that is put into this directory says, in ``key=value`` lines."""
    (file,) = (file for file in kiosk_files(PYTHON) if f"/{directory}/" in file.target)
    lines = file.content.decode().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def test_nothing_puts_the_screen_or_the_machine_to_sleep() -> None:
    sleep = settings_in("sleep.conf.d")
    asked = ("Suspend", "Hibernation", "SuspendThenHibernate", "HybridSleep")
    assert {sleep[f"Allow{kind}"] for kind in asked} == {"no"}
    login = settings_in("logind.conf.d")
    keys = ("IdleAction", "HandleLidSwitch", "HandleSuspendKey", "HandleHibernateKey")
    assert {login[key] for key in keys} == {"ignore"}
    assert "--idle-time=0" in file_of("start-weston").content.decode().split()


_CLOSED_MEMORY = """
import ctypes, sys
if sys.argv[1] == "closed":
    assert ctypes.CDLL(None).prctl(65, 1, 0, 0, 0) == 0  # PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN
import mmap
try:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    print("both")
except OSError:
    print("either")
from viewer_app.playback import library
library.start()
print(ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda number: number + 1)(41))
"""


@pytest.mark.parametrize(("memory", "first"), [("closed", "either"), ("open", "both")])
def test_playback_does_without_memory_that_is_written_and_run(memory: str, first: str) -> None:
    """As MemoryDenyWriteExecute has it: Python's way of being called from C, and libVLC itself."""
    command = [sys.executable, "-c", _CLOSED_MEMORY, memory]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.split() == [first, "42"]


def test_systemd_understands_every_line(machine: Path) -> None:
    Kiosk(machine, PYTHON).install()
    units = [
        machine / f"etc/systemd/system/inzage-{name}.service" for name in ("weston", "station")
    ]
    said = subprocess.run(
        [program("systemd-analyze"), "verify", "--man=no", *units],
        capture_output=True, text=True, check=False,
    ).stderr  # fmt: skip
    # the scripts are not on this machine
    complaints = [line for line in said.splitlines() if "is not executable" not in line]
    assert complaints == []


@as_root
def test_the_users_and_the_sockets_directory_are_made(machine: Path) -> None:
    Kiosk(machine, PYTHON).install()
    for name in ("passwd", "group"):
        (machine / "etc" / name).write_text("root:x:0:0::/:/bin/sh\n" if name == "passwd" else "")
    command = [program("systemd-sysusers"), f"--root={machine}", "inzagestation.conf"]
    subprocess.run(command, check=True, capture_output=True)
    passwd = (machine / "etc/passwd").read_text()
    users = {line.split(":")[0]: line.split(":") for line in passwd.splitlines()}
    assert users["inzage"][2] != users["inzage-kiosk"][2]
    assert users["inzage"][5] == "/var/lib/inzagestation"
    command = [program("systemd-tmpfiles"), f"--root={machine}", "--create", "inzagestation.conf"]
    subprocess.run(command, check=True, capture_output=True)
    status = (machine / "run/inzage-kiosk").stat()
    assert oct(status.st_mode & 0o7777) == "0o2710"
    assert str(status.st_uid) == users["inzage-kiosk"][2]
    assert str(status.st_gid) == users["inzage"][3]


def test_the_scripts_are_sound() -> None:
    scripts = [file for file in kiosk_files(PYTHON) if file.mode == 0o755]
    assert len(scripts) == 4
    for script in scripts:
        assert script.content.startswith(b"#!/bin/bash -p\n")
        assert b"\nset -euo pipefail\n" in script.content
        complaints = subprocess.run(
            [program("shellcheck"), "-"], input=script.content, capture_output=True, check=False
        )
        assert complaints.stdout == b""


def test_the_guard_finds_no_fault_with_how_the_screen_is_started() -> None:
    text = file_of("start-weston").content.decode().replace("\\\n", " ")
    usual = re.search(r"^configuration=(\S+)$", text, re.MULTILINE)
    assert usual
    command = text[text.index("/usr/bin/weston ") :].replace('"$configuration"', usual[1]).split()
    assert list(weston.judge(command, allow_nested=False)) == []


# --- the scripts, as two users -------------------------------------------------------------------

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
            f"#!/bin/bash\nenv >{self.run}/environment\nexec sleep 600\n"
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


def end_daemons(directory: Path) -> None:
    """Whatever went into the background with a configuration or a program below ``directory``."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(directory).encode() in (process / "cmdline").read_bytes():
                os.kill(int(process.name), signal.SIGTERM)
        except OSError:  # ended by itself
            continue


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
