"""The sandbox, tried from inside by a process that entered it; each time with one that did not."""

import errno
import json
import platform
import struct
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.tools import ROOT
from viewer_app.station import sandbox
from viewer_app.station.errors import StationError
from viewer_app.station.sandbox import Availability

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")

_INSIDE = """
import ctypes, json, os, socket, subprocess, sys, threading
from pathlib import Path
from viewer_app.station import sandbox
place = Path(sys.argv[1])
state, elsewhere = place / "state", place / "elsewhere"
if sys.argv[2] == "inside":
    sandbox.enter(state, None)
results = {}

def attempt(name, act):
    try:
        act()
        results[name] = "done"
    except OSError as error:
        results[name] = os.strerror(error.errno) if error.errno else "refused"

def call(number, *words):
    libc = ctypes.CDLL(None, use_errno=True)
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(word) for word in words])
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, "")
    if number == 56 and result == 0:
        os._exit(0)  # the clone itself

def in_a_thread(act):
    kept = []
    def run():
        try:
            act()
        except OSError as error:
            kept.append(error)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if kept:
        raise kept[0]

def in_a_child(act):
    child = os.fork()
    if child == 0:
        try:
            act()
            os._exit(0)
        except OSError as error:
            os._exit(error.errno)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code:
        raise OSError(code, "")

attempt("write in the state directory", lambda: (state / "new").write_text("x"))
attempt("move in the state directory", lambda: (state / "new").rename(state / "inner" / "new"))
attempt("write to /dev/null", lambda: Path("/dev/null").write_text("x"))
attempt("read elsewhere", lambda: (elsewhere / "old").read_text())
attempt("local socket", lambda: socket.socket(socket.AF_UNIX).close())
attempt("memory file", lambda: os.close(os.memfd_create("x")))
attempt("thread", lambda: in_a_thread(lambda: None))
attempt("new file elsewhere", lambda: (elsewhere / "new").write_text("x"))
attempt("old file elsewhere", lambda: (elsewhere / "old").write_text("x"))
attempt("truncating elsewhere", lambda: os.truncate(elsewhere / "old", 1))
attempt("new directory elsewhere", lambda: (elsewhere / "directory").mkdir())
attempt("link elsewhere", lambda: os.link(state / "inner" / "new", elsewhere / "linked"))
attempt("moving out", lambda: (state / "inner" / "new").rename(elsewhere / "moved"))
attempt("removing elsewhere", lambda: (elsewhere / "doomed").unlink())
attempt("writing elsewhere in a thread", lambda: in_a_thread(lambda: (elsewhere / "t").touch()))
attempt("writing elsewhere in a child", lambda: in_a_child(lambda: (elsewhere / "c").touch()))
attempt("exec", lambda: in_a_child(lambda: os.execv("/bin/true", ["true"])))
attempt("exec of a memory file", lambda: in_a_child(lambda: os.execve(
    os.open("/bin/true", os.O_RDONLY), ["true"], {})))
for family in ("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"):
    attempt(family, lambda: socket.socket(getattr(socket, family), socket.SOCK_RAW).close())
attempt("TCP", lambda: socket.socket(socket.AF_INET).close())
attempt("io_uring", lambda: call(425, 0, 0))
attempt("ptrace", lambda: in_a_child(lambda: call(101, 0, 0, 0, 0)))
attempt("process_vm_readv", lambda: call(310, os.getpid(), 0, 0, 0, 0, 0))
attempt("pidfd_getfd", lambda: call(438, os.pidfd_open(os.getppid()), 0, 0))
attempt("new namespace", lambda: in_a_child(lambda: call(272, 0x10000000)))
attempt("cloning into a namespace", lambda: call(56, 0x10000000, 0, 0, 0, 0))
attempt("signal outside", lambda: os.kill(os.getppid(), 0))
print(json.dumps(results))
"""

ALLOWED = {
    "write in the state directory",
    "move in the state directory",
    "write to /dev/null",
    "read elsewhere",
    "local socket",
    "memory file",
    "thread",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "state" / "inner").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    for name in ("old", "doomed"):
        (tmp_path / "elsewhere" / name).write_text("as it was")
    return tmp_path


def kernel_or_skip() -> None:
    missing = sandbox.available().missing
    if missing:
        pytest.skip(f"this kernel lacks {', '.join(missing)}")


def attempts(place: Path, how: str) -> dict[str, str]:
    """What came of each attempt: "done", or why not."""
    done = subprocess.run(
        [sys.executable, "-c", _INSIDE, place, how],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    results: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return results


@pytest.mark.skipif(sys.platform != "linux" or "x86" not in str(platform.machine()),
                    reason="the numbers of the calls tried are those of x86-64")  # fmt: skip
def test_inside_only_what_playing_needs_is_left(place: Path) -> None:
    kernel_or_skip()
    inside = attempts(place, "inside")
    assert {name for name, result in inside.items() if result == "done"} == ALLOWED
    assert (place / "elsewhere" / "old").read_text() == "as it was"
    assert sorted(path.name for path in (place / "elsewhere").iterdir()) == ["doomed", "old"]
    assert (place / "state" / "inner" / "new").exists()
    refused = {"Operation not permitted", "Permission denied", "Invalid cross-device link"}
    assert {result for result in inside.values() if result != "done"} <= refused


def test_outside_nearly_all_of_it_works(place: Path) -> None:
    outside = attempts(place, "outside")
    # what even the control may not depends on the machine: raw sockets, namespaces, other
    # processes. These never do.
    for name in ("new file elsewhere", "old file elsewhere", "moving out", "exec", "TCP"):
        assert outside[name] == "done", name
    assert (place / "elsewhere" / "moved").exists()


def test_it_is_too_late_once_a_thread_runs(tmp_path: Path) -> None:
    kernel_or_skip()
    stay = threading.Event()
    thread = threading.Thread(target=stay.wait)
    thread.start()
    try:
        with pytest.raises(StationError) as refusal:
            sandbox.enter(tmp_path, None)
    finally:
        stay.set()
        thread.join()
    assert refusal.value.code == "sandbox.too_late"
    (tmp_path.parent / "still-free").touch()


@pytest.mark.parametrize(
    ("there", "what"),
    [
        (Availability(0, seccomp=True), "Landlock (ABI 2)"),
        (Availability(1, seccomp=True), "Landlock (ABI 2)"),
        (Availability(7, seccomp=False), "seccomp"),
        (Availability(0, seccomp=False), "Landlock (ABI 2), seccomp"),
    ],
)
def test_a_kernel_that_lacks_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: Availability, what: str
) -> None:
    monkeypatch.setattr(sandbox, "available", lambda: there)
    with pytest.raises(StationError) as refusal:
        sandbox.enter(tmp_path, None)
    assert (refusal.value.code, refusal.value.facts) == ("sandbox.missing", {"what": what})


# --- the filter, on both machines, by an interpreter of classic BPF ------------------------------

ALLOW, KILL = 0x7FFF0000, 0x80000000
DENY, NO_SUCH = 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
X86, ARM = 0xC000003E, 0xC00000B7


def judge(column: int, machine: int, number: int, argument: int = 0) -> int:
    """What the filter answers to a system call (struct seccomp_data of linux/seccomp.h)."""
    data = struct.pack("=iIQ6Q", number, machine, 0, argument, 0, 0, 0, 0, 0)
    code = sandbox.program((X86, ARM)[column], column)
    lines = [struct.unpack_from("=HBBI", code, at) for at in range(0, len(code), 8)]
    at, word = 0, 0
    while True:
        kind, yes, no, operand = lines[at]
        at += 1
        if kind == 0x20:
            (word,) = struct.unpack_from("=I", data, operand)
        elif kind == 0x06:
            return int(operand)
        else:
            tests = {0x15: word == operand, 0x35: word >= operand, 0x45: bool(word & operand)}
            at += yes if tests[kind] else no


@pytest.mark.parametrize(
    ("column", "machine", "number", "argument", "answer"),
    [
        (0, X86, 0, 3, ALLOW),  # read
        (0, X86, 59, 0, DENY),  # execve
        (0, X86, 59 | 0x40000000, 0, DENY),  # as an x32 call
        (0, X86, 0 | 0x40000000, 0, DENY),
        (0, ARM, 0, 0, KILL),  # another machine's call
        (0, 0x40000003, 11, 0, KILL),  # execve of i386
        (0, X86, 41, 1, ALLOW),  # a local socket
        (0, X86, 41, 2, DENY),
        (0, X86, 41, 16, DENY),
        (0, X86, 56, 0x3D0F00, ALLOW),  # a thread
        (0, X86, 56, 0x10000000, DENY),  # CLONE_NEWUSER
        (0, X86, 435, 0, NO_SUCH),
        (1, ARM, 221, 0, DENY),
        (1, ARM, 63, 0, ALLOW),
        (1, ARM, 198, 10, DENY),
        (1, ARM, 198, 1, ALLOW),
        (1, ARM, 220, 0x10000000, DENY),
        (1, X86, 0, 0, KILL),
    ],
)
def test_the_filter_answers(
    column: int, machine: int, number: int, argument: int, answer: int
) -> None:
    assert judge(column, machine, number, argument) == answer
