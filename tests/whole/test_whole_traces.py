"""What a whole session leaves outside the program, watched from outside and tried from inside."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

import pytest

from tests.films import film as make_film
from tests.tools import ROOT, program
from tests.whole.house import House
from viewer_app.demo.people import VISITOR
from viewer_app.station import sandbox

pytestmark = [
    pytest.mark.usefixtures("display"),
    pytest.mark.skipif(sys.platform != "linux", reason="watched and confined on Linux only"),
]

TITLE = "kanarie-in-de-opname"
CANARIES = ("ftypisom", "x264 - core", TITLE, VISITOR)
"""Words of the clip as they are: its start, the encoder's mark, its title; and the visitor."""

OPENING = re.compile(
    r'\b(?:open|openat|openat2|creat)\((?:AT_FDCWD, )?"(?P<path>[^"]*)".*'
    r"O_(?:WRONLY|RDWR|CREAT|TRUNC).* = \d"
)
TEMPORARY_PROBE = re.compile(re.escape(gettempdir()) + r"/[a-z0-9_]{8}")
"""The demonstration asks Python for a temporary directory, which tries to write a word there."""
SENDING = re.compile(
    r"\b(?:p?writev?(?:64|v2)?|send(?:to|m?msg)|sendfile|splice|copy_file_range)\("
)
CALLS = (
    "open,openat,openat2,creat,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendmmsg,"
    "sendfile,splice,copy_file_range,socket,connect,execve,execveat,landlock_restrict_self"
)
CONFINED = re.compile(r"\blandlock_restrict_self\(.* = 0")
FILM = re.compile(r'"[^"]*/(?:packages/[^"]*\.inzage|libvlc\.so[^"]*)"')
"""What may only come afterwards: a package that was taken in, and the player."""


def titled_film(directory: Path) -> Path:
    path = directory / "film.mp4"
    command = [program("ffmpeg"), "-loglevel", "error", "-nostdin", "-i", str(make_film(12))]
    subprocess.run([*command, "-c", "copy", "-metadata", f"title={TITLE}", path], check=True)
    content = path.read_bytes()
    assert all(canary.encode() in content for canary in CANARIES[:3])
    return path


class Trace:
    """What strace saw of a program and all it started."""

    def __init__(self, directory: Path, *command: str | Path) -> None:
        path = directory / "trace"
        watcher = (program("strace"), "-f", "--seccomp-bpf", "-qq", "-s", "4096")
        ended = subprocess.run(
            [*watcher, "-e", f"trace={CALLS}", "-o", path, sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
            timeout=170,
            capture_output=True,
            text=True,
        )
        assert ended.returncode == 0, ended.stderr
        self.said = ended.stdout
        self.opened: set[str] = set()
        """Files opened for writing."""
        self.leaks: set[str] = set()
        """Canaries that were written or sent, wherever to."""
        self.calls: set[str] = set()
        """Programs run, sockets made and connected."""
        self.order: list[str] = []
        """``confined`` and ``film``, as they came."""
        with path.open(errors="replace") as lines:
            for line in lines:
                if found := OPENING.search(line):
                    self.opened.add(found["path"])
                if CONFINED.search(line):
                    self.order.append("confined")
                elif FILM.search(line):
                    self.order.append("film")
                if SENDING.search(line):
                    self.leaks |= {canary for canary in CANARIES if canary in line}
                if re.search(r"\b(?:execve|execveat|connect|socket)\(", line):
                    self.calls.add(line.split(maxsplit=1)[1])


@dataclass
class Tour:
    """The demonstration, which drives itself through a whole session, as strace saw it."""

    trace: Trace
    pictures: Path


@pytest.fixture(scope="module")
def tour(display: None, tmp_path_factory: pytest.TempPathFactory) -> Tour:
    directory = tmp_path_factory.mktemp("tour")
    film, pictures = titled_film(directory), directory / "pictures"
    command = ("-m", "viewer_app", "demo", "--tour", "--language", "en")
    return Tour(Trace(directory, *command, "--film", film, "--pictures", pictures), pictures)


@pytest.mark.slow
def test_the_demonstration_drives_itself(tour: Tour) -> None:
    assert "whole and complete" in tour.trace.said
    assert "different frames were seen" in tour.trace.said
    assert len(list(tour.pictures.glob("*.png"))) == 10
    assert (tour.pictures / "trail.jsonl").stat().st_size > 1_000
    made = {path for path in tour.trace.opened if "/inzage-demo-" in path}
    assert made
    assert not [path for path in made if Path(path).exists()]


@pytest.mark.slow
def test_a_whole_session_writes_nothing_readable_and_nothing_elsewhere(tour: Tour) -> None:
    trace, pictures = tour.trace, tour.pictures
    assert trace.leaks == set()
    stray = {
        path
        for path in trace.opened
        if not path.startswith(("/dev/", str(pictures)))
        and "/inzage-demo-" not in path
        and not TEMPORARY_PROBE.fullmatch(path)
    }
    assert stray == set()
    assert any(path.endswith(".sqlite") for path in trace.opened)
    assert [call for call in trace.calls if re.search("AF_(?!UNIX)", call)] == []
    assert len([call for call in trace.calls if call.startswith("execve")]) == 1
    if not sandbox.available().missing:
        assert trace.order[0] == "confined", "before the first byte of a film can be read"
        assert trace.order.count("confined") == 1
        assert "film" in trace.order


def test_a_leak_would_be_seen(tmp_path: Path) -> None:
    film, stolen = titled_film(tmp_path), tmp_path / "stolen"
    copying = "import sys; open(sys.argv[2], 'wb').write(open(sys.argv[1], 'rb').read(4096))"
    calling = "import socket; socket.socket(socket.AF_INET)"
    trace = Trace(tmp_path, "-c", f"{copying}; {calling}", film, stolen)
    assert "ftypisom" in trace.leaks
    assert str(stolen) in trace.opened
    assert any("AF_INET" in call for call in trace.calls)


@pytest.mark.slow
def test_a_taken_over_program_gets_nothing_out(house: House) -> None:
    if sandbox.available().missing:
        pytest.skip("this kernel lacks what the sandbox is made of")
    house.seal(make_film(8))
    assert set(escapes(house).values()) == {
        "PermissionError",  # writing, connecting, running
        "FileNotFoundError",  # the picture that libVLC could not write
    }
    stolen = [path.name for path in house.home.path.parent.iterdir()]
    assert sorted(stolen) == ["desk", "station"]


@pytest.mark.slow
def test_without_the_sandbox_it_would(house: House) -> None:
    house.seal(make_film(8))
    assert set(escapes(house, "free").values()) == {"done"}
    assert (house.home.path.parent / "snapshot.png").stat().st_size > 1_000


def escapes(house: House, *how: str) -> dict[str, str]:
    """What came of each attempt to get out of a station that shows a film."""
    arguments = [str(house.home.path), "playing", "escape", *how]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.whole.station_process", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        told: dict[str, str] = json.loads(process.stdout.readline())
        process.kill()
    return told
