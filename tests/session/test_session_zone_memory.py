"""What is left of a document's numbers in the memory of the process that read it: nothing."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.session.zones import TODAY, WILLEKE, passport
from tests.tools import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="looks through memory as Linux shows it"
)

READER = """
import contextlib, os, sys
from datetime import date
from viewer_app.evidence import secret
from viewer_app.session.identity import ZoneUnreadable, read_zone

secret._MEMFD_SECRET = 100_000  # ordinary pages, which can be looked at
size, marker = int(sys.argv[1]), os.read(0, 16)
text = bytearray(size)
assert os.readv(0, [text]) == size
kept = secret.Secret.take(text)
print("typed", flush=True)
os.read(0, 1)
zone = None
with contextlib.suppress(ZoneUnreadable):
    zone = read_zone(kept, date.fromisoformat(sys.argv[2]))
print("read" if zone else "refused", flush=True)
os.read(0, 1)
"""


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


@pytest.mark.parametrize("right", [True, False])
def test_number_and_optional_data_are_gone_from_memory(right: bool) -> None:
    number, bsn, marker = b"XK74QPW29", b"739184625", b"a marker to find"
    made = passport(replace(WILLEKE, number="XK74QPW29", optional="739184625"))
    text = made.td3().encode()
    if not right:
        text = text[:-1] + bytes([text[-1] ^ 1])
    command = [sys.executable, "-c", READER, str(len(text)), TODAY.isoformat()]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(marker + text)
        process.stdin.flush()
        assert process.stdout.readline() == b"typed\n"
        assert (count(process, number), count(process, bsn)) == (1, 1)
        process.stdin.write(b".")
        process.stdin.flush()
        assert process.stdout.readline() == (b"read\n" if right else b"refused\n")
        assert count(process, marker)
        assert (count(process, number), count(process, bsn)) == (0, 0)
        process.stdin.write(b".")
