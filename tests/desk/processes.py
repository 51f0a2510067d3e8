"""``inzage desk seal`` in a process of its own, to be cut off half-way."""

import subprocess
import sys
import time
from pathlib import Path

from tests.desk.requests import Office

_START = """
import resource, signal, sys
# as in a terminal; a test run in the background hands down that it is ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
limit = int(sys.argv.pop(1))
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from viewer_app.commands.desk import app
app(sys.argv[1:])
"""


def start(arguments: list[str], *, limit: int = 0) -> subprocess.Popen[bytes]:
    """The command with ``arguments``, whose files may be ``limit`` bytes long."""
    command = [sys.executable, "-c", _START, str(limit), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_until_sealing(office: Office, process: subprocess.Popen[bytes]) -> Path:
    """The unfinished package, once some of the clip is in it."""
    for _ in range(1200):
        for part in office.packages.glob(".*.part"):
            if part.stat().st_size > 8 * 1024**2:
                return part
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    raise AssertionError("sealing never began")
