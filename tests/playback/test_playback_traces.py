"""What a whole play leaves outside the program: nothing on a disk, nothing on a network."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.playback.clips import Films, seal
from tests.tools import ROOT, program
from viewer_app.playback import library

TITLE = "kanarie-in-de-opname"
CANARIES = (b"ftypisom", b"x264 - core", TITLE.encode())
"""Words that stand in the clip as they are: its start, the encoder's mark, its title."""

WATCHED = (
    "open,openat,openat2,creat,memfd_create,socket,connect,rename,renameat,renameat2,link,linkat,"
    "write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendmmsg,sendfile,splice,copy_file_range"
)
WRITING = re.compile(r'\b(?:open|openat|openat2|creat)\(.*?"(?P<path>[^"]*)".*O_(?:WRONLY|RDWR)')


class Play:
    """A sealed clip and the key to it, to be played by a process of its own."""

    def __init__(self, films: Films, directory: Path) -> None:
        source = films.counted(1)
        titled = films.converted(source, "titled.mp4", "-c", "copy", "-metadata", f"title={TITLE}")
        content = titled.read_bytes()
        assert all(canary in content for canary in CANARIES)
        self._clip = directory / "clip.age"
        self._key = directory / "key"
        identity = seal(content, self._clip)
        with identity.encode() as key:
            self._key.write_bytes(key.view)
        self.trace = directory / "trace"

    def run(self, *more: str | Path, traced: bool = False) -> subprocess.CompletedProcess[str]:
        command: list[str | Path] = [sys.executable, "-m", "tests.playback.played_film"]
        watcher: list[str | Path] = []
        if traced:
            watcher = [program("strace"), "-f", "-qq", "-s", "100000", "-o", self.trace]
            watcher += ["-e", f"trace={WATCHED}"]
        return subprocess.run(
            [*watcher, *command, self._clip, self._key, *more],
            cwd=ROOT,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=True,
        )

    def opened_for_writing(self) -> set[str]:
        lines = self.trace.read_text(errors="replace").splitlines()
        return {found["path"] for line in lines if (found := WRITING.search(line))}

    def calls(self, *names: str) -> list[str]:
        lines = self.trace.read_text(errors="replace").splitlines()
        return [line for line in lines if re.search(rf"\b(?:{'|'.join(names)})\(", line)]

    def leaks(self) -> list[bytes]:
        """The canaries that were written or sent."""
        written = self.calls("p?writev?2?(?:64)?", "send(?:to|msg|mmsg)").__str__()
        return [canary for canary in CANARIES if canary.decode() in written]


@pytest.fixture
def play(films: Films, tmp_path: Path) -> Play:
    return Play(films, tmp_path)


@pytest.mark.slow
def test_a_play_writes_nothing_and_talks_to_nobody(play: Play) -> None:
    done = play.run(traced=True)
    assert int(done.stdout) > 10
    assert play.opened_for_writing() <= {"/dev/null"}
    assert play.leaks() == []
    assert play.calls("memfd_create", "rename.*", "link(?:at)?", "sendfile", "splice") == []
    assert [call for call in play.calls("socket", "connect") if "AF_INET" in call] == []


@pytest.mark.slow
def test_a_leak_would_be_seen(play: Play, tmp_path: Path) -> None:
    leak = tmp_path / "leak"
    play.run(leak, traced=True)
    assert str(leak) in play.opened_for_writing()
    assert b"ftypisom" in play.leaks()


def test_a_film_with_sound_plays_silently_on_a_machine_without(play: Play) -> None:
    if library.has_sound_device():
        pytest.skip("this machine has a sound device")
    done = play.run()
    assert int(done.stdout) > 10
    assert done.stderr == ""
