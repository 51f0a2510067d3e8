"""What keeps the program's memory to itself, each part really withheld from a process."""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import ROOT
from viewer_app.session.policy import Policy, Weakness
from viewer_app.session.policy_file import parse_policy
from viewer_app.session.ports import GuardReport
from viewer_app.station.guard.closed import ClosedProgram
from viewer_app.station.hardening import CLEARING
from viewer_app.station.protection import is_accepted, weaknesses
from viewer_app.station.swap import Kind, Swap, look

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is looked at is Linux's")

_ERRNO_EPERM = 0x0005_0001
_ALLOW = 0x7FFF_0000
_NUMBER_AT, _FIRST_ARGUMENT_AT, _THIRD_ARGUMENT_AT = 0, 16, 32

# A kernel, or whoever started the program, that does not do what it is asked: one system call with
# one argument fails. The filter is there before the program's first line.
_PROCESS = """
import ctypes, json, os, resource, sys
withheld, code, unlocked = sys.argv[1], bytes.fromhex(sys.argv[2]), sys.argv[3] == "unlocked"
libc = ctypes.CDLL(None)
if code:
    text = ctypes.create_string_buffer(code, len(code))
    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]
    program = Program(len(code) // 8, ctypes.addressof(text))
    if withheld != "privileges":
        assert libc.prctl(38, 1, 0, 0, 0) == 0
    assert libc.prctl(22, 2, ctypes.byref(program), 0, 0) == 0
from viewer_app.station import hardening, protection
if unlocked:
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))
    if os.getuid() == 0:  # root may lock whatever the limit
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
print(json.dumps({
    "found": [each for each in protection.weaknesses() if not each.startswith("hardening.swap")],
    "process": hardening.read_process(),
    "secrets": protection.where_secrets_are(),
}))
"""

SETRLIMIT = {"x86_64": (160, 302), "aarch64": (164, 261)}
PRCTL = {"x86_64": 157, "aarch64": 167}


def refuse(number: int, argument_at: int, value: int | None) -> bytes:
    """A filter that refuses a system call where an argument is ``value`` (None: is not 0)."""
    test = (0x15, 0, 1, value) if value is not None else (0x15, 1, 0, 0)
    lines = [
        (0x20, 0, 0, _NUMBER_AT),
        (0x15, 0, 3, number),
        (0x20, 0, 0, argument_at),
        test,
        (0x06, 0, 0, _ERRNO_EPERM),
        (0x06, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def start(withheld: str = "", *, filter_: bytes = b"", **environment: str) -> dict[str, object]:
    """A process from which something is withheld; what it finds of itself."""
    unlocked = "unlocked" if withheld == "memory_not_locked" else "-"
    ended = subprocess.run(
        [sys.executable, "-c", _PROCESS, withheld, filter_.hex(), unlocked],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "GLIBC_TUNABLES": CLEARING, **environment},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    told: dict[str, object] = json.loads(ended.stdout)
    return told


def test_nothing_is_found_where_nothing_is_withheld() -> None:
    told = start()
    assert told["found"] == []
    assert told["process"] == {"dumpable": False, "no_new_privileges": True, "core_limit": 0}
    assert told["secrets"] in {"hidden", "locked"}


def test_a_limit_for_core_dumps_that_cannot_be_lowered() -> None:
    _, prlimit = SETRLIMIT[os.uname().machine]
    told = start("core_dumps", filter_=refuse(prlimit, _THIRD_ARGUMENT_AT, None))
    assert told["found"] == ["hardening.core_dumps"]


def test_memory_that_the_kernel_leaves_readable() -> None:
    number = PRCTL[os.uname().machine]
    told = start("memory_readable", filter_=refuse(number, _FIRST_ARGUMENT_AT, 4))
    assert told["found"] == ["hardening.memory_readable"]
    assert told["process"] == {"dumpable": True, "no_new_privileges": True, "core_limit": 0}


@pytest.mark.skipif(os.getuid() != 0, reason="only root may filter without giving privileges up")
def test_privileges_that_can_be_gained() -> None:
    number = PRCTL[os.uname().machine]
    told = start("privileges", filter_=refuse(number, _FIRST_ARGUMENT_AT, 38))
    assert told["found"] == ["hardening.privileges"]


def test_memory_that_cannot_be_locked() -> None:
    told = start("memory_not_locked")
    assert (told["found"], told["secrets"]) == (["hardening.memory_not_locked"], "ordinary")


def test_a_start_without_the_launcher() -> None:
    told = start(GLIBC_TUNABLES="", PYTHONPATH="/nowhere")
    assert told["found"] == ["hardening.foreign_code:PYTHONPATH", "hardening.heap_not_cleared"]


def test_swap_that_is_open_is_named(tmp_path: Path) -> None:
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/swaps").write_text(
        "Filename Type Size Used Priority\n/dev/zram0 partition 1 0 1\n/swapfile file 1 0 -2\n"
    )
    assert look(tmp_path) == Swap(Kind.OPEN, ("/swapfile",))
    assert weaknesses(tmp_path)[-1] == "hardening.swap_open:/swapfile"


@pytest.mark.parametrize("weakness", Weakness)
def test_the_rules_accept_what_they_name_and_nothing_else(weakness: Weakness) -> None:
    findings = [f"hardening.{each}:a detail" for each in Weakness]
    policy, faults = parse_policy(f'accepted = ["{weakness.value}"]', "policy.toml")
    assert faults == ()
    accepted = [each for each in findings if is_accepted(each, policy)]
    assert accepted == [f"hardening.{weakness}:a detail"]
    assert not is_accepted(f"hardening.{weakness}", Policy())


# --- what comes of it ---------------------------------------------------------------------------

PROVEN = GuardReport(True, "linux-wayland", "guard.proven")
CAPTURED = GuardReport(False, "linux-x11", "guard.x11", ("guard.x11",))


class Told:
    """A guard that says what it was told."""

    def __init__(self, report: GuardReport) -> None:
        self.report = report

    def prove(self) -> GuardReport:
        return self.report


def test_what_stands_open_undoes_the_proof_each_time_it_is_asked() -> None:
    found: list[str] = []
    guard = ClosedProgram(Told(PROVEN), lambda: found)
    assert guard.prove() == PROVEN
    found += ["hardening.swap_open:/swapfile", "hardening.core_dumps"]
    assert guard.prove() == GuardReport(False, "linux-wayland", "hardening.swap_open", tuple(found))
    found.clear()
    assert guard.prove() == PROVEN


def test_what_the_screen_shows_to_others_weighs_more() -> None:
    report = ClosedProgram(Told(CAPTURED), lambda: ["hardening.core_dumps"]).prove()
    assert (report.proven, report.code) == (False, "guard.x11")
    assert report.findings == ("guard.x11", "hardening.core_dumps")
