"""What is left of a document's numbers in the memory of the process that read it: nothing."""

import subprocess
import sys

import pytest

from tests.session.zone_memory import MARKER, check_numbers_go, typed_code
from tests.session.zones import TODAY
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


@pytest.mark.parametrize("right", [True, False])
def test_number_and_optional_data_are_gone_from_memory(right: bool) -> None:
    text = typed_code(right=right)
    command = [sys.executable, "-c", READER, str(len(text)), TODAY.isoformat()]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        check_numbers_go(process, MARKER + text, b"read" if right else b"refused")
