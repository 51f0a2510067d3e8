"""What is left of a clip in the memory of the process that showed it: nothing."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import FileIO
from pathlib import Path

import pytest

from tests.playback.clips import seal
from tests.tools import ROOT
from viewer_app.evidence.age import FileSlice, X25519Identity
from viewer_app.evidence.age.payload import _derive
from viewer_app.evidence.age.reader import read_header
from viewer_app.station.hardening import CLEARING

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks through memory as Linux shows it"),
]

PIECE = 48
CLEARED = {"GLIBC_TUNABLES": CLEARING}
BEFORE_HIDDEN_PAGES = """
import runpy, sys
from viewer_app.evidence import secret
secret._MEMFD_SECRET = 100_000
sys.argv = sys.argv[:1] + sys.argv[1:]
runpy.run_module("tests.playback.watched_memory", run_name="__main__", alter_sys=True)
"""


class Watched:
    """A process that views a clip, and what to look for in it."""

    def __init__(self, process: subprocess.Popen[bytes], markers: dict[str, bytes]) -> None:
        self.process = process
        self.markers = markers

    def await_word(self) -> list[str]:
        """What it says next; it waits there."""
        assert self.process.stdout
        words = self.process.stdout.readline().decode().split()
        assert words, "it ended"
        return words

    def go_on(self) -> None:
        assert self.process.stdin
        self.process.stdin.write(b".")
        self.process.stdin.flush()

    def look_for_rows(self, start: int, size: int) -> None:
        """Take three stretches of the picture it shows as further markers, each of many shades."""
        with self._memory() as memory:
            memory.seek(start)
            picture = memory.read(size)
        stretches = (picture[at : at + PIECE] for at in range(0, size - PIECE, 4 * PIECE))
        lively = sorted(stretches, key=lambda piece: len(set(piece)), reverse=True)
        for number, piece in enumerate(lively[:3]):
            assert len(set(piece)) > 8
            self.markers[f"picture {number}"] = piece

    def found(self) -> Counter[str]:
        """How often each marker is in its memory."""
        counted: Counter[str] = Counter()
        with self._memory() as memory:
            for start, end in self._writable():
                memory.seek(start)
                try:
                    content = memory.read(end - start)
                except OSError:  # pages that were hidden from everyone
                    continue
                for name, marker in self.markers.items():
                    counted[name] += content.count(marker)
        return +counted

    @contextmanager
    def _memory(self) -> Iterator[FileIO]:
        with Path(f"/proc/{self.process.pid}/mem").open("rb", buffering=0) as memory:
            yield memory

    def _writable(self) -> Iterator[tuple[int, int]]:
        for line in Path(f"/proc/{self.process.pid}/maps").read_text().splitlines():
            addresses, rights, *_ = line.split()
            if rights.startswith("rw"):
                start, end = (int(part, 16) for part in addresses.split("-"))
                yield start, end


@contextmanager
def watched(
    content: bytes, directory: Path, how: str, *, damaged_at: int | None = None, hidden: bool = True
) -> Iterator[Watched]:
    clip = directory / "clip.age"
    identity = seal(content, clip, damaged_at=damaged_at)
    module = ["-m", "tests.playback.watched_memory"] if hidden else ["-c", BEFORE_HIDDEN_PAGES]
    with subprocess.Popen(
        [sys.executable, *module, clip, how],
        cwd=ROOT,
        env={**os.environ, **CLEARED},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin
        with identity.encode() as letters:
            process.stdin.write(letters.view)
            process.stdin.flush()
        yield Watched(process, {**pieces(content), **keys(clip, identity)})
        process.kill()


def pieces(content: bytes) -> dict[str, bytes]:
    """Stretches of the film file, all through it, that are in no other file."""
    places = range(5_000, len(content) - PIECE, 997)
    telling = [at for at in places if len(set(content[at : at + PIECE])) > 36]
    assert len(telling) > 12
    return {f"clip at {at}": content[at : at + PIECE] for at in telling[:: len(telling) // 12]}


def keys(clip: Path, identity: X25519Identity) -> dict[str, bytes]:
    """Everything with which the clip could be opened again."""
    with closing(FileSlice.open(clip)) as source:
        opening = read_header(source)
    file_key = identity.unwrap(opening.header.stanzas[0])
    assert file_key is not None
    with file_key, _derive(file_key, opening.nonce, b"payload") as payload_key:
        found = {
            "file key": bytes(file_key.view),
            "payload key": bytes(payload_key.view),
            "identity": bytes(identity._secret.view),
        }
    with identity.encode() as letters:
        found["identity in letters"] = bytes(letters.view)
    return found


def kinds(found: Counter[str]) -> set[str]:
    return {name.split(" at ")[0].split(" 0")[0].split(" 1")[0].split(" 2")[0] for name in found}


@pytest.mark.parametrize("how", ["closed", "hovered", "left"])
def test_nothing_is_left_once_it_is_closed(counted: bytes, tmp_path: Path, how: str) -> None:
    with watched(counted, tmp_path, how) as process:
        word, start, size = process.await_word()
        assert word == "viewing"
        process.look_for_rows(int(start), int(size))
        assert {"clip", "picture"} <= kinds(process.found()), "the control: it is there to be found"
        process.go_on()
        assert process.await_word() == ["gone"]
        assert process.found() == Counter()
        process.go_on()
        assert process.process.wait(30) == 0


def test_nothing_is_left_after_an_error(heavy: bytes, tmp_path: Path) -> None:
    with watched(heavy, tmp_path, "damaged", damaged_at=6_000_000) as process:
        word, start, size = process.await_word()
        assert word == "viewing"
        process.look_for_rows(int(start), int(size))
        assert {"clip", "picture"} <= kinds(process.found())
        process.go_on()
        assert process.await_word() == ["gone"]
        assert process.found() == Counter()


def test_while_viewing_keys_are_where_nobody_can_read(counted: bytes, tmp_path: Path) -> None:
    with watched(counted, tmp_path, "closed") as process:
        process.await_word()
        hidden = kinds(process.found())
    with watched(counted, tmp_path, "closed", hidden=False) as process:
        process.await_word()
        plain = kinds(process.found())
        process.go_on()
        process.await_word()
        assert process.found() == Counter()
    assert "identity" in plain
    assert not {"identity", "identity in letters", "file key"} & hidden
