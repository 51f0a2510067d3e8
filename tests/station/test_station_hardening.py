"""What the process does to itself at its start, seen from outside and from inside."""

import json
import os
import subprocess
import sys

import pytest

from tests.tools import ROOT
from viewer_app.station.hardening import CLEARING, clean_environment, foreign_code, uncleared_heap

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="hardening is Linux's")

_LOOK = """
import ctypes, json, resource, sys
from pathlib import Path
from viewer_app.station.hardening import harden
found = harden() if sys.argv[1] == "harden" else None
status = dict(line.split(":\\t", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(json.dumps({
    "findings": found,
    "core": resource.getrlimit(resource.RLIMIT_CORE),
    "dumpable": ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),
    "no_new_privs": status["NoNewPrivs"],
}))
"""

# The attacker is the victim's parent and of the same user, root on neither side: the most that a
# system lets one program read of another. Without an execve after it, becoming that user closes the
# memory by itself, so it is opened again first.
_ATTACK = """
import ctypes, os, sys
from pathlib import Path
from viewer_app.station.hardening import harden
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
assert ctypes.CDLL(None).prctl(4, 1, 0, 0, 0) == 0
secret = ctypes.create_string_buffer(b"sealed recording")
ready, tell = os.pipe()
stay, leave = os.pipe()
victim = os.fork()
if victim == 0:
    os.close(leave)
    if sys.argv[1] == "harden":
        harden()
    os.write(tell, b"x")
    os.read(stay, 1)
    os._exit(0)
os.read(ready, 1)
try:
    with open(f"/proc/{victim}/mem", "rb", buffering=0) as memory:
        memory.seek(ctypes.addressof(secret))
        print("read:", memory.read(16).decode())
except PermissionError:
    print("denied")
libc = ctypes.CDLL(None, use_errno=True)
here = ctypes.create_string_buffer(16)

class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]

mine = Piece(ctypes.addressof(here), 16)
theirs = Piece(ctypes.addressof(secret), 16)
copied = libc.process_vm_readv(victim, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0)
print("process_vm_readv", here.raw.decode() if copied == 16 else os.strerror(ctypes.get_errno()))
handle = libc.syscall(438, os.pidfd_open(victim), leave - 1, 0)  # pidfd_getfd
print("pidfd_getfd", "taken" if handle >= 0 else os.strerror(ctypes.get_errno()))
seized = libc.ptrace(0x4206, victim, None, None)  # PTRACE_SEIZE: attaches without stopping it
print("ptrace", "attached" if seized == 0 else os.strerror(ctypes.get_errno()))
for name in ("maps", "environ"):
    try:
        Path(f"/proc/{victim}/{name}").read_bytes()
        print(name, "read")
    except PermissionError:
        print(name, "denied")
os.close(leave)
os.waitpid(victim, 0)
"""


def run(script: str, *arguments: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout


def test_the_process_leaves_no_dump_and_gains_nothing() -> None:
    cleared = {"GLIBC_TUNABLES": CLEARING}
    assert json.loads(run(_LOOK, "harden", **cleared)) == {
        "findings": [],
        "core": [0, 0],
        "dumpable": 0,
        "no_new_privs": "1",
    }


def test_without_hardening_it_would() -> None:
    before = json.loads(run(_LOOK, "leave"))
    assert before["dumpable"] == 1


def test_another_program_of_the_same_user_cannot_read_its_memory() -> None:
    assert run(_ATTACK, "harden").splitlines() == [
        "denied",
        "process_vm_readv Operation not permitted",
        "pidfd_getfd Operation not permitted",
        "ptrace Operation not permitted",
        "maps denied",
        "environ denied",
    ]


def test_without_hardening_it_could() -> None:
    control = run(_ATTACK, "leave").splitlines()
    assert control == [
        "read: sealed recording",
        "process_vm_readv sealed recording",
        "pidfd_getfd taken",
        "ptrace attached",
        "maps read",
        "environ read",
    ]


def test_code_loaded_before_the_start_is_reported(tmp_path_factory: pytest.TempPathFactory) -> None:
    found = json.loads(run(_LOOK, "harden", PYTHONPATH="/nowhere", LD_LIBRARY_PATH="/nowhere"))
    assert found["findings"] == [
        "hardening.foreign_code:LD_LIBRARY_PATH",
        "hardening.foreign_code:PYTHONPATH",
        "hardening.heap_not_cleared",
    ]


def test_what_brings_in_code_is_told_from_what_does_not() -> None:
    harmless = {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "HOME": "/root", "PATH": "/bin"}
    assert foreign_code(harmless) == ()
    names = ("DYLD_INSERT_LIBRARIES", "LD_AUDIT", "LD_PRELOAD", "PYTHONHOME", "PYTHONSTARTUP")
    assert foreign_code(dict.fromkeys(names, "x")) == tuple(
        f"hardening.foreign_code:{name}" for name in names
    )


@pytest.mark.parametrize(
    ("tunables", "cleared"),
    [
        (CLEARING, True),
        ("glibc.malloc.check=3:glibc.malloc.tcache_count=0:glibc.malloc.perturb=1", True),
        ("glibc.malloc.perturb=165", False),
        ("glibc.malloc.perturb=165:glibc.malloc.tcache_count=7", False),
        ("glibc.malloc.tcache_count=0", False),
        ("glibc.malloc.tcache_count=0:glibc.malloc.perturb=0", False),
        ("glibc.malloc.tcache_count=0:glibc.malloc.perturb=256", False),
        ("glibc.malloc.tcache_count=0:glibc.malloc.perturb=", False),
        ("", False),
    ],
)
def test_a_heap_that_is_not_cleared_is_told(tunables: str, cleared: bool) -> None:
    found = uncleared_heap({"GLIBC_TUNABLES": tunables})
    assert found == (() if cleared else ("hardening.heap_not_cleared",))


@pytest.mark.parametrize("platform", ["xcb", "wayland", "windows", "cocoa", "offscreen"])
def test_ordinary_displays_stay(platform: str) -> None:
    environment = {"QT_QPA_PLATFORM": platform, "DISPLAY": ":1", "QT_SCALE_FACTOR": "2"}
    before = dict(environment)
    assert clean_environment(environment) == ()
    assert environment == before


@pytest.mark.parametrize(
    "platform", ["vnc", "vnc:port=5900", "linuxfb", "eglfs", "minimal", "wayland;vnc", "XCB", ""]
)
def test_displays_that_serve_or_write_the_screen_go(platform: str) -> None:
    environment = {"QT_QPA_PLATFORM": platform}
    assert clean_environment(environment) == ("QT_QPA_PLATFORM",)
    assert environment == {}


def test_what_loads_from_elsewhere_serves_or_writes_goes() -> None:
    dangerous = {
        "ALSA_CONFIG_PATH", "GTK_MODULES", "KEYRING_PROPERTY_SCHEME", "PULSE_SERVER",
        "PYTHON_KEYRING_BACKEND", "PYTHON_VLC_LIB_PATH", "PYTHON_VLC_MODULE_PATH",
        "QML2_IMPORT_PATH", "QT_IM_MODULE", "QT_LOGGING_TO_FILE", "QT_PLUGIN_PATH",
        "QT_QPA_GENERIC_PLUGINS",
        "QT_QPA_PLATFORMTHEME", "QT_QPA_PLATFORM_PLUGIN_PATH", "QT_STYLE_OVERRIDE",
        "QT_WAYLAND_SHELL_INTEGRATION", "QT_A_NAME_OF_A_LATER_VERSION", "VLC_PLUGIN_PATH",
        "VLC_VERBOSE", "WAYLAND_DEBUG", "WAYLAND_SOCKET", "XMODIFIERS",
    }  # fmt: skip
    kept = {"HOME": "/root", "WAYLAND_DISPLAY": "kiosk", "QT_ACCESSIBILITY": "1"}
    environment = {**dict.fromkeys(dangerous, "/somewhere"), **kept}
    assert clean_environment(environment) == tuple(sorted(dangerous))
    assert environment == kept


def test_qt_really_ignores_what_was_cleaned() -> None:
    script = """
import os
from viewer_app.station.hardening import clean_environment
clean_environment(os.environ)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
print(app.platformName())
"""
    broken = {"QT_QPA_PLATFORM_PLUGIN_PATH": "/nowhere", "QT_QPA_PLATFORM": "vnc:port=0"}
    assert run(script, **broken).strip() == "offscreen"
