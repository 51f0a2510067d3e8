"""A process that reads a document's code, whose memory is looked through while it does."""

import subprocess
from dataclasses import replace
from pathlib import Path

from tests.session.zones import WILLEKE, passport

NUMBER, BSN = "XK74QPW29", "739184625"
MARKER = b"a marker to find"
"""Sixteen bytes that the process keeps: they show that its memory can be looked through."""


def typed_code(*, right: bool) -> bytes:
    """A passport's code with that number and BSN; its last check digit is wrong unless right."""
    text = passport(replace(WILLEKE, number=NUMBER, optional=BSN)).td3().encode()
    return text if right else text[:-1] + bytes([text[-1] ^ 1])


def count(process: subprocess.Popen[bytes], wanted: bytes) -> int:
    """How often something is in the memory of a process that can be written to."""
    found = 0
    with Path(f"/proc/{process.pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process.pid}/maps").read_text().splitlines():
            place, rights = line.split()[:2]
            if rights.startswith("rw"):
                start, end = (int(number, 16) for number in place.split("-"))
                memory.seek(start)
                try:
                    found += memory.read(end - start).count(wanted)
                except OSError:  # pages that nobody can read
                    continue
    return found


def check_numbers_go(process: subprocess.Popen[bytes], typed: bytes, answer: bytes) -> None:
    """Type the code and ``MARKER``; both numbers are in memory once, and gone with the answer.

    The process says ``typed`` when it has read that much, waits for a byte, compares and says what
    came of it, and waits for a byte again before it ends.
    """
    assert process.stdin
    assert process.stdout
    process.stdin.write(typed)
    process.stdin.flush()
    assert process.stdout.readline() == b"typed\n"
    assert in_memory(process) == (1, 1)
    process.stdin.write(b".")
    process.stdin.flush()
    assert process.stdout.readline() == answer + b"\n"
    assert count(process, MARKER)
    assert in_memory(process) == (0, 0)
    process.stdin.write(b".")
    process.stdin.flush()
    assert process.wait(30) == 0


def in_memory(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """How often the document's number is there, and the BSN."""
    return count(process, NUMBER.encode()), count(process, BSN.encode())
