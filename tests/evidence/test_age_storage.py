"""Storage that fails, goes away, comes back, or comes back as something else."""

import io
import os
import threading
from pathlib import Path

import pytest

from tests.evidence.builders import age_file, content, identity
from viewer_app.evidence.age import CHUNK, AgeReader, FileSlice
from viewer_app.evidence.errors import PayloadError, StorageError

FILM = content(12 * CHUNK + 777)
BEFORE = b"package"


class Stick:
    """A file that an age file is a part of, on a stick that can be pulled out."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / "stick"
        self.path.write_bytes(BEFORE + age_file(FILM))
        whole = FileSlice.open(self.path)
        self.file = whole.part(len(BEFORE), whole.size - len(BEFORE))
        whole.close()
        self.reader = AgeReader.open(self.file, [identity()])

    def pull_out(self) -> None:
        """Its handle is dead: the kernel refuses to read this process's memory at address 0."""
        self.path.rename(self.path.with_name("away"))
        dead = os.open("/proc/self/mem", os.O_RDONLY)
        os.dup2(dead, self.file._file.fileno())
        os.close(dead)

    def put_back(self) -> None:
        self.path.with_name("away").rename(self.path)

    def read(self, chunk: int) -> bytes:
        buffer = bytearray(b"\xaa" * CHUNK)
        try:
            done = self.reader.decrypt_chunk_into(chunk, memoryview(buffer))
        except PayloadError:
            assert buffer == bytes(CHUNK)
            raise
        return bytes(buffer[:done])


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    return Stick(tmp_path)


def refusal(stick: Stick, chunk: int) -> PayloadError:
    with pytest.raises(PayloadError) as caught:
        stick.read(chunk)
    return caught.value


def test_what_is_no_file_is_refused_and_no_handle_of_it_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    before = sum(1 for _ in Path("/proc/self/fd").iterdir())
    for other, reason in ((tmp_path, "Is a directory"), (pipe, "Invalid argument")):
        with pytest.raises(OSError, match=reason):
            FileSlice.open(other)
    assert sum(1 for _ in Path("/proc/self/fd").iterdir()) == before


def test_a_disk_that_fails_is_an_error() -> None:
    file = FileSlice(io.FileIO(os.open("/proc/self/mem", os.O_RDONLY), "rb"), 0, 1 << 40)
    for _ in range(2):  # it has no path to be opened by again
        with pytest.raises(StorageError) as caught:
            file.read_into(0, memoryview(bytearray(16)))
        assert caught.value.code == "clip.unreadable"
    file.close()


def test_a_stick_that_is_back_is_read_on(stick: Stick) -> None:
    assert stick.read(0) == FILM[:CHUNK]
    stick.pull_out()
    for _ in range(3):
        assert isinstance(refusal(stick, 2), StorageError)
    stick.put_back()
    for chunk in range(13):
        assert stick.read(chunk) == FILM[chunk * CHUNK : (chunk + 1) * CHUNK]
    stick.reader.wipe()


def test_another_file_in_its_place_gives_nothing(stick: Stick) -> None:
    """The same film for the same supervisor, sealed once more; or chunks in another order."""
    stick.pull_out()
    assert isinstance(refusal(stick, 2), StorageError)
    stick.path.write_bytes(BEFORE + age_file(FILM))
    for chunk in range(12):
        error = refusal(stick, chunk)
        assert not isinstance(error, StorageError)
        assert error.code == "clip.not_authentic"
    stick.reader.wipe()


def test_a_file_of_another_size_is_not_taken_for_it(stick: Stick) -> None:
    """Such as the very file while it is being copied back."""
    whole = stick.path.read_bytes()
    stick.pull_out()
    assert isinstance(refusal(stick, 2), StorageError)
    for there in (whole[:-1], whole[: len(whole) // 2], b"", whole + b"x"):
        stick.path.write_bytes(there)
        assert isinstance(refusal(stick, 2), StorageError)
    stick.path.unlink()
    os.mkfifo(stick.path)
    assert isinstance(refusal(stick, 2), StorageError)
    stick.path.unlink()
    stick.put_back()
    assert stick.read(2) == FILM[2 * CHUNK : 3 * CHUNK]
    stick.reader.wipe()


def test_a_damaged_chunk_is_not_the_storage_s_fault(stick: Stick) -> None:
    damaged = bytearray(stick.path.read_bytes())
    damaged[-3 * CHUNK] ^= 1  # the last 777 bytes, then two chunks and a part of the ninth
    stick.path.write_bytes(damaged)
    codes = {}
    for chunk in range(13):
        try:
            stick.read(chunk)
        except PayloadError as error:
            codes[chunk] = (error.code, isinstance(error, StorageError))
    assert codes == {9: ("clip.not_authentic", False)}
    stick.reader.wipe()


def test_a_bad_place_costs_the_chunks_it_is_in(tmp_path: Path) -> None:
    """Not those read by the same system call, and each is tried again when it is asked for."""

    class BadDisk(FileSlice):
        bad: range

        def read_into(self, offset: int, buffer: memoryview) -> None:
            if range(max(offset, self.bad.start), min(offset + len(buffer), self.bad.stop)):
                raise StorageError("clip.unreadable", reason="I/O error")
            super().read_into(offset, buffer)

    (tmp_path / "clip.age").write_bytes(age_file(FILM))
    file = BadDisk.open(tmp_path / "clip.age")
    file.bad = range(0)
    reader = AgeReader.open(file, [identity()])
    file.bad = range(7 * CHUNK, 7 * CHUNK + 16)  # of the seventh: header and tags come first
    buffer = bytearray(CHUNK)

    def refused() -> list[int]:
        chunks = []
        for chunk in range(13):
            try:
                done = reader.decrypt_chunk_into(chunk, memoryview(buffer))
            except StorageError:
                chunks.append(chunk)
            else:
                assert buffer[:done] == FILM[chunk * CHUNK : (chunk + 1) * CHUNK]
        return chunks

    assert refused() == [6]
    file.bad = range(0)
    assert refused() == []
    reader.wipe()


class Gated(FileSlice):
    """A file whose reads hang while its gate is shut."""

    gate: threading.Event
    hanging: threading.Event

    def read_into(self, offset: int, buffer: memoryview) -> None:
        if not self.gate.is_set():
            self.hanging.set()
            self.gate.wait()
        super().read_into(offset, buffer)


@pytest.mark.parametrize("length", [CHUNK, 10], ids=["a whole chunk", "a few bytes"])
def test_wiping_does_not_wait_for_a_read_that_hangs(tmp_path: Path, length: int) -> None:
    """And what that brings is not decrypted any more."""
    (tmp_path / "clip.age").write_bytes(age_file(FILM))
    file = Gated.open(tmp_path / "clip.age")
    file.gate, file.hanging = threading.Event(), threading.Event()
    file.gate.set()
    reader = AgeReader.open(file, [identity()])
    file.gate.clear()
    buffer, codes = bytearray(b"\xaa" * length), list[str]()

    def read() -> None:
        try:
            reader.read_into(CHUNK, memoryview(buffer))
        except PayloadError as error:
            codes.append(error.code)

    reading = threading.Thread(target=read, daemon=True)
    reading.start()
    assert file.hanging.wait(20)
    wiping = threading.Thread(target=reader.wipe, daemon=True)
    wiping.start()
    wiping.join(20)
    assert not wiping.is_alive()
    assert reader._plain.wiped
    file.gate.set()
    reading.join(20)
    assert codes == ["clip.closed"]
    assert buffer == bytes(length)
    assert file._file.closed
