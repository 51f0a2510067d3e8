"""The stream that decrypts a camera's object: the same bytes as decrypting it at once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk.axis_objects import CameraObject
from viewer_app.desk.axis import PIECE, AxisStream
from viewer_app.desk.axis_key import ContentKey
from viewer_app.desk.errors import DeskError
from viewer_app.desk.steady_file import SteadyFile
from viewer_app.evidence.secret import Secret

KEY, IV = bytes(range(32)), bytes(range(100, 116))
BLOCK = 16


@contextmanager
def stream_of(path: Path, key: bytes = KEY, iv: bytes = IV) -> Iterator[AxisStream]:
    """What ``path`` holds, decrypted."""
    with SteadyFile.open(path) as file, ContentKey(Secret.take(bytearray(key)), iv) as content:
        stream = AxisStream(file, content)
        content.wipe()  # not needed any more
        with stream:
            yield stream


def read_all(stream: AxisStream, *lengths: int) -> bytes:
    """Read with buffers of these lengths in turn, until there is nothing left."""
    plain, turn = bytearray(), 0
    while True:
        buffer = bytearray(lengths[turn % len(lengths)])
        read = stream.readinto(memoryview(buffer))
        if not read:
            return bytes(plain)
        assert not any(buffer[read:])
        plain += buffer[:read]
        turn += 1


def encrypt(plain: bytes) -> bytes:
    """All at once, with no padding added."""
    encryptor = Cipher(AES256(KEY), CBC(IV)).encryptor()
    return encryptor.update(plain) + encryptor.finalize()


def unpad(plain: bytes) -> bytes | None:
    """What the library makes of the padding; None where it refuses it."""
    unpadder = PKCS7(BLOCK * 8).unpadder()
    try:
        return unpadder.update(plain) + unpadder.finalize()
    except ValueError:
        return None


@pytest.mark.parametrize(
    "size",
    [0, 1, 15, 16, 17, PIECE - 17, PIECE - 16, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 1_000_003],
)
def test_what_openssl_encrypted(tmp_path: Path, size: int) -> None:
    plain = (bytes(range(251)) * (size // 251 + 1))[:size]
    camera = CameraObject(tmp_path / "a.mkv", tmp_path / "unused.pem", KEY, IV)
    camera.path.write_bytes(camera.encrypted(plain, IV))
    with stream_of(camera.path) as stream:
        assert stream.size == size
        assert read_all(stream, PIECE) == plain


padded = st.builds(
    lambda plain, end: plain + end,
    st.binary(max_size=40 * BLOCK).map(lambda plain: plain[: len(plain) // BLOCK * BLOCK]),
    st.one_of(
        st.integers(1, BLOCK).map(lambda count: bytes(BLOCK - count) + bytes([count]) * count),
        st.integers(0, 18).map(lambda count: bytes([count]) * BLOCK),
        st.binary(min_size=BLOCK, max_size=BLOCK),
    ),
)
"""Plaintexts with all endings: padded, nearly so, and not at all."""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(padded, st.lists(st.integers(1, 700), min_size=1, max_size=4))
def test_it_is_what_decrypting_at_once_gives(
    tmp_path: Path, plain: bytes, lengths: list[int]
) -> None:
    path = tmp_path / "a.mkv"
    path.write_bytes(encrypt(plain))
    expected = unpad(plain)
    if expected is None:
        with pytest.raises(DeskError) as refused, stream_of(path):
            pass
        assert refused.value.code == "axis.padding"
        return
    with stream_of(path) as stream:
        assert stream.size == len(expected)
        assert read_all(stream, *lengths) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=100).filter(lambda data: len(data) % BLOCK != 0 or not data))
def test_what_is_no_whole_number_of_blocks_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.mkv"
    path.write_bytes(data)
    with pytest.raises(DeskError) as refused, stream_of(path):
        pass
    assert refused.value.code == ("axis.length" if data else "recording.empty")


def test_an_end_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    path.write_bytes(encrypt(bytes(2 * PIECE) + bytes([BLOCK]) * BLOCK))
    with stream_of(path) as stream:
        buffer = memoryview(bytearray(PIECE))
        assert stream.readinto(buffer) == PIECE
        with path.open("r+b") as file:
            file.seek(-BLOCK, os.SEEK_END)
            file.write(bytes(BLOCK))
        assert stream.readinto(buffer) == PIECE
        with pytest.raises(DeskError) as refused:
            stream.readinto(buffer)
    assert refused.value.code == "recording.changed"


def test_a_file_that_is_cut_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    path.write_bytes(encrypt(bytes(2 * PIECE) + bytes([BLOCK]) * BLOCK))
    with stream_of(path) as stream:
        os.truncate(path, PIECE)
        with pytest.raises(DeskError) as refused:
            read_all(stream, PIECE)
    assert refused.value.code == "recording.changed"


_READ = """
import re, sys
from pathlib import Path
from tests.desk.test_desk_axis_stream import stream_of
buffer = memoryview(bytearray(65536))
def peak(): return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
before = peak()
with stream_of(Path(sys.argv[1])) as stream:
    total = 0
    while read := stream.readinto(buffer):
        total += read
    assert total == stream.size
print(peak() - before)
"""


def test_memory_does_not_grow_with_the_object(tmp_path: Path) -> None:
    camera = CameraObject(tmp_path / "a.mkv", tmp_path / "unused.pem", KEY, IV)
    camera.path.touch()
    os.truncate(camera.path, 128 * 1024**2)
    with camera.path.open("ab") as file:
        file.write(camera.encrypted(b"", bytes(BLOCK)))
    command = [sys.executable, "-c", _READ, str(camera.path)]
    said = subprocess.run(command, capture_output=True, check=True)
    assert int(said.stdout) < 8 * 1024  # KiB


@given(st.integers(0, 3 * PIECE), st.integers(1, 2 * PIECE + 5))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_piece_can_be_read_at_any_time(tmp_path: Path, offset: int, length: int) -> None:
    plain = (bytes(range(251)) * 1_000)[: 3 * PIECE + 7]
    path = tmp_path / "a.mkv"
    if not path.exists():
        path.write_bytes(encrypt(plain + bytes([9]) * 9))
    with stream_of(path) as stream:
        start = bytearray(1_000)
        assert stream.readinto(memoryview(start)) == 1_000
        wanted = min(length, len(plain) - offset)
        piece = bytearray(wanted)
        stream.read_into(offset, memoryview(piece))
        assert piece == plain[offset : offset + wanted]
        assert start + read_all(stream, 4_096) == plain  # it went on where it was
        with pytest.raises(ValueError, match="outside"):
            stream.read_into(len(plain), memoryview(piece)[:1])
    with pytest.raises(ValueError, match="wiped"):
        stream.read_into(0, memoryview(piece))
