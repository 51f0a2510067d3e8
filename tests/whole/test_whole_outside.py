"""A station that shows a film, attacked by another program of the same user."""

import json
import os
import subprocess
import sys

import pytest

from tests.films import film as make_film
from tests.tools import ROOT, program
from tests.whole.house import House

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("display"),
    pytest.mark.skipif(sys.platform != "linux", reason="what is tried is Linux's"),
]

# The attacker started the station, which a system with Yama asks for, too.
_ATTACK = """
import ctypes, json, os, subprocess, sys
from pathlib import Path
command = [sys.executable, "-m", "tests.whole.station_process", *sys.argv[1:]]
station = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
assert station.stdout.readline().strip() == "playing"
victim, libc = station.pid, ctypes.CDLL(None, use_errno=True)

class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]

def find_memory():
    return int(Path(f"/proc/{victim}/maps").read_text().split("-")[0], 16)

def read_file(name):
    with open(f"/proc/{victim}/{name}", "rb", buffering=0) as file:
        if name == "mem":
            file.seek(find_memory())
        assert file.read(4)

def checked(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")

def read_vector():
    try:
        address = find_memory()
    except OSError:
        address = 0x400000
    here = ctypes.create_string_buffer(4)
    mine, theirs = Piece(ctypes.addressof(here), 4), Piece(address, 4)
    checked(libc.process_vm_readv(victim, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0))

attempts = {name: lambda name=name: read_file(name) for name in ("mem", "maps", "environ")}
attempts["fd"] = lambda: os.readlink(f"/proc/{victim}/fd/1")
attempts["process_vm_readv"] = read_vector
attempts["pidfd_getfd"] = lambda: checked(libc.syscall(438, os.pidfd_open(victim), 1, 0))
attempts["ptrace"] = lambda: checked(libc.ptrace(0x4206, victim, None, None))
told = {}
for name, attempt in attempts.items():
    try:
        attempt()
        told[name] = "done"
    except PermissionError:
        told[name] = "refused"
station.kill()
print(json.dumps(told))
"""


def attack(house: House, *how: str) -> dict[str, str]:
    """What came of each attempt on a station that plays."""
    house.seal(make_film(8))
    # root's rights are not the user's: the attacker and the station have none of them
    plain = ["--securebits=+noroot", "--inh-caps=-all", "--bounding-set=-all"]
    stripped = [program("setpriv"), *plain] if os.getuid() == 0 else []
    ended = subprocess.run(
        [*stripped, sys.executable, "-c", _ATTACK, str(house.home.path), "playing", *how],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told: dict[str, str] = json.loads(ended.stdout)
    return told


def test_another_program_of_the_same_user_gets_nothing_of_it(house: House) -> None:
    assert {name for name, came in attack(house).items() if came != "refused"} == set()


def test_a_station_that_does_not_close_itself_would_be_read(house: House) -> None:
    assert {name for name, came in attack(house, "open").items() if came != "done"} == set()
