"""Files go both ways between this program and Debian's ``age``."""

import io
import subprocess
from pathlib import Path

import pytest

from tests.evidence.builders import age_file, content, identity, open_age, read_all
from tests.tools import program
from viewer_app.evidence.age import (
    CHUNK,
    X25519Identity,
    X25519Recipient,
    encrypt,
)
from viewer_app.evidence.secret import Secret

SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 20 * CHUNK + 5]


def key_file(folder: Path, key: X25519Identity) -> Path:
    """A key of the tests in the form the ``age`` program reads."""
    path = folder / "key.txt"
    with key.encode() as text:
        path.write_bytes(bytes(text.view) + b"\n")
    return path


def age(*arguments: str | Path, data: bytes = b"") -> bytes:
    command = [program("age"), *map(str, arguments)]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


@pytest.mark.parametrize("size", SIZES)
def test_age_reads_what_we_write(size: int, tmp_path: Path) -> None:
    plaintext = content(size)
    opened = age("-d", "-i", key_file(tmp_path, identity()), data=age_file(plaintext))
    assert opened == plaintext


@pytest.mark.parametrize("size", SIZES)
def test_we_read_what_age_writes(size: int, tmp_path: Path) -> None:
    plaintext = content(size)
    data = age("-r", str(identity().recipient), data=plaintext)
    reader = open_age(tmp_path / "clip.age", data)
    assert read_all(reader) == plaintext
    reader.wipe()


def test_several_recipients_both_ways(tmp_path: Path) -> None:
    people = [identity(number) for number in (1, 2, 3)]
    ours = age_file(b"film", [person.recipient for person in people])
    named = [part for person in people for part in ("-r", str(person.recipient))]
    theirs = age(*named, data=b"film")
    for person in people:
        assert age("-d", "-i", key_file(tmp_path, person), data=ours) == b"film"
        reader = open_age(tmp_path / "clip.age", theirs, person)
        assert read_all(reader) == b"film"
        reader.wipe()


def test_keys_of_age_keygen_are_ours(tmp_path: Path) -> None:
    made = subprocess.run([program("age-keygen")], capture_output=True, check=True)
    comment, text = made.stdout.decode().splitlines()[1:]
    with Secret.take(bytearray(text.encode())) as secret, X25519Identity.parse(secret) as key:
        assert comment == f"# public key: {key.recipient}"
        with key.encode() as written:
            assert bytes(written.view) == text.encode()
    with X25519Identity.generate() as new:
        shown = subprocess.run(
            [program("age-keygen"), "-y", str(key_file(tmp_path, new))],
            capture_output=True,
            check=True,
        )
        assert X25519Recipient.parse(shown.stdout.decode().strip()) == new.recipient


def test_a_source_that_gives_little_at_a_time_makes_the_same_file(tmp_path: Path) -> None:
    """Pipes and sockets hand out what they have; chunks are full all the same."""

    class Trickle(io.BytesIO):
        def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
            return super().readinto(buffer[:1000])

    plaintext, sink, seen = content(3 * CHUNK), io.BytesIO(), list[int]()
    written = encrypt(Trickle(plaintext), sink, [identity().recipient], progress=seen.append)
    assert written.size == len(sink.getvalue())
    assert seen[-1] == len(plaintext)
    assert seen == sorted(seen)
    assert age("-d", "-i", key_file(tmp_path, identity()), data=sink.getvalue()) == plaintext
