"""The kiosk: its files, installed, watched and removed, and measured one by one."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.station.kiosks import (
    PLATFORMS,
    PYTHON,
    as_root,
    check_script,
    codes,
    everything,
    file_of,
    run,
)
from tests.tools import program
from viewer_app.station.guard import weston
from viewer_app.station.kiosk import Kiosk
from viewer_app.station.kiosk_files import MANIFEST, KioskError, KioskFile, kiosk_files

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kiosk is Debian's")

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
        check_script(script)


def test_the_guard_finds_no_fault_with_how_the_screen_is_started() -> None:
    text = file_of("start-weston").content.decode().replace("\\\n", " ")
    usual = re.search(r"^configuration=(\S+)$", text, re.MULTILINE)
    assert usual
    command = text[text.index("/usr/bin/weston ") :].replace('"$configuration"', usual[1]).split()
    assert list(weston.judge(command, allow_nested=False)) == []
