"""What sealing a recording that is copied leaves outside the program: the package, nothing else."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk.recordings import Maker
from tests.desk.requests import Office
from tests.tools import ROOT, program

WATCHED = (
    "open,openat,openat2,creat,memfd_create,socket,connect,rename,renameat,renameat2,link,linkat,"
    "write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendmmsg,sendfile,splice,copy_file_range"
)
WRITING = re.compile(r'\b(?:open|openat|openat2|creat)\(.*?"(?P<path>[^"]*)".*O_(?:WRONLY|RDWR)')
WRITE = re.compile(r"\b(?:write|writev|pwrite64|pwritev2?|send\w+)\((?P<rest>.*)")
STARTS = "from viewer_app.commands.desk import app; app()"


@pytest.fixture
def recording(film: Path, tmp_path: Path) -> Path:
    return Maker(tmp_path).copied(film, "canary.ts", "-t", "1")


def traced(trace: Path, *arguments: str) -> list[str]:
    """Every watched call of a Python program with these arguments."""
    watcher = [program("strace"), "-f", "-qq", "-xx", "-s", "4000000", "-o", str(trace)]
    command = [sys.executable, *arguments]
    subprocess.run(
        [*watcher, "-e", f"trace={WATCHED}", *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=True,
    )
    return trace.read_text(errors="replace").splitlines()


def writes(lines: list[str]) -> list[str]:
    """What was written or sent, as strace shows it."""
    return [found["rest"] for line in lines if (found := WRITE.search(line))]


def leaks(lines: list[str], recording: Path) -> list[bytes]:
    """Pieces of the recording that were written or sent."""
    film = recording.read_bytes()
    # behind what heads each packet, so that they are of the streams themselves
    pieces = [film[at + 100 : at + 132] for at in range(0, len(film) - 188, 188 * 17)]
    everything = "\n".join(writes(lines))
    return [piece for piece in pieces if escaped(piece) in everything]


def unhexed(text: str) -> str:
    return bytes.fromhex(text.replace("\\x", "")).decode(errors="replace")


def escaped(data: bytes) -> str:
    """As strace writes it with ``-xx``."""
    return "".join(f"\\x{byte:02x}" for byte in data)


@pytest.mark.slow
def test_copying_writes_the_package_and_nothing_else(
    office: Office, recording: Path, tmp_path: Path
) -> None:
    arguments = office.arguments("--json", clip=recording)
    lines = traced(tmp_path / "trace", "-c", STARTS, *arguments)
    opened = {unhexed(found["path"]) for line in lines if (found := WRITING.search(line))}
    elsewhere = {
        path
        for path in opened
        if not Path(path).name.startswith(f".{office.package.name}") and path != "/dev/null"
    }
    assert elsewhere == set()
    assert [line for line in lines if "memfd_create(" in line] == []
    assert [line for line in lines if "AF_INET" in line] == []
    assert sum(len(written) for written in writes(lines)) > recording.stat().st_size
    assert leaks(lines, recording) == []


@pytest.mark.slow
def test_a_leak_would_be_seen(recording: Path, tmp_path: Path) -> None:
    copying = "import sys; open(sys.argv[2], 'wb').write(open(sys.argv[1], 'rb').read())"
    arguments = [str(recording), str(tmp_path / "leak")]
    assert leaks(traced(tmp_path / "trace", "-c", copying, *arguments), recording)
