"""Reading age files by offset: right bytes, no byte that is not authentic, nothing left behind."""

import io
import os
import random
import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.evidence.builders import age_file, content, identity, open_age, read_all
from viewer_app.evidence.age import CHUNK, AgeReader, FileSlice, encrypt
from viewer_app.evidence.errors import AgeError, HeaderError, NoMatchError, PayloadError

SEALED = CHUNK + 16
EDGES = [0, 1, 15, 16, 17, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1]
LONG = content(5 * CHUNK + 777)
LONG_FILE = age_file(LONG)
LONGER_CHUNKS = 40
LONGER = content((LONGER_CHUNKS - 1) * CHUNK + 777)


@pytest.fixture(scope="module")
def longer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("age") / "longer.age"
    path.write_bytes(age_file(LONGER))
    return path


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("age") / "long.age"
    path.write_bytes(LONG_FILE)
    return path


def opened(path: Path) -> AgeReader:
    return AgeReader.open(FileSlice.open(path), [identity()])


def payload_start(data: bytes) -> int:
    """Where the first chunk is: behind the MAC line and 16 bytes of nonce."""
    return data.index(b"\n", data.index(b"\n---") + 1) + 1 + 16


@pytest.mark.parametrize("size", [*EDGES, 1_000_000])
def test_round_trip(size: int, tmp_path: Path) -> None:
    plaintext = content(size)
    data = age_file(plaintext)
    reader = open_age(tmp_path / "clip.age", data)
    assert reader.size == size
    assert reader.chunk_count == max(1, -(-size // CHUNK))
    assert read_all(reader) == plaintext
    reader.wipe()


@given(data=st.data())
def test_any_sequence_of_reads_gives_the_bytes_of_the_file(
    long_file: Path, data: st.DataObject
) -> None:
    reader = opened(long_file)
    buffer = bytearray(3 * CHUNK)
    near_edges = st.builds(
        lambda n, d: max(0, n * CHUNK + d), st.integers(0, 6), st.integers(-3, 3)
    )
    for _ in range(data.draw(st.integers(1, 12))):
        offset = data.draw(st.integers(0, len(LONG) + 10) | near_edges)
        length = data.draw(st.integers(0, len(buffer)) | st.integers(0, 300) | st.just(CHUNK))
        expected = LONG[offset : offset + length]
        assert reader.read_into(offset, memoryview(buffer)[:length]) == len(expected)
        assert buffer[: len(expected)] == expected
    reader.wipe()


@given(data=st.data())
def test_runs_of_chunks_and_jumps_between_them(longer_file: Path, data: st.DataObject) -> None:
    """Several chunks are fetched at a time when reading goes straight on."""
    reader = opened(longer_file)
    buffer = bytearray(CHUNK)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, LONGER_CHUNKS - 1))
        for index in range(start, min(start + data.draw(st.integers(1, 20)), LONGER_CHUNKS)):
            done = reader.decrypt_chunk_into(index, memoryview(buffer))
            assert buffer[:done] == LONGER[index * CHUNK : (index + 1) * CHUNK]
    reader.wipe()


def test_reading_on_and_on_takes_no_memory(longer_file: Path) -> None:
    """No chunk is ever a new object: neither Python's memory nor the process grows by one."""
    reader = opened(longer_file)
    buffer = memoryview(bytearray(4 * CHUNK))

    def read_through() -> None:
        offset = 0
        while done := reader.read_into(offset, buffer):
            offset += done
        for index in range(LONGER_CHUNKS):  # small reads, through the kept chunks
            reader.read_into(index * CHUNK + 100, buffer[:1000])

    read_through()
    tracemalloc.start()
    read_through()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    reader.wipe()
    assert peak < CHUNK // 4


def test_bytes_beyond_what_was_read_are_left_alone(long_file: Path) -> None:
    reader = opened(long_file)
    buffer = bytearray(b"\xaa" * 100)
    assert reader.read_into(len(LONG) - 40, memoryview(buffer)) == 40
    assert buffer[40:] == b"\xaa" * 60
    assert reader.read_into(len(LONG), memoryview(buffer)) == 0
    with pytest.raises(ValueError, match="start at 0"):
        reader.read_into(-1, memoryview(buffer))
    reader.wipe()


def test_single_chunks(long_file: Path) -> None:
    reader = opened(long_file)
    buffer = memoryview(bytearray(CHUNK))
    for index in (0, 4, 5, 2):
        expected = LONG[index * CHUNK : (index + 1) * CHUNK]
        assert reader.decrypt_chunk_into(index, buffer) == len(expected)
        assert buffer[: len(expected)] == expected
    for index in (-1, 6):
        with pytest.raises(ValueError, match="no such chunk"):
            reader.decrypt_chunk_into(index, buffer)
    reader.wipe()


def test_threads_read_side_by_side(long_file: Path) -> None:
    reader = opened(long_file)

    def read(seed: int) -> int:
        choice, buffer, wrong = random.Random(seed), bytearray(2 * CHUNK), 0  # noqa: S311 - repeatable
        for _ in range(150):
            offset, length = choice.randrange(len(LONG)), choice.choice((1, 500, CHUNK, 2 * CHUNK))
            done = reader.read_into(offset, memoryview(buffer)[:length])
            wrong += buffer[:done] != LONG[offset : offset + length]
        return wrong

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(read, range(4))) == 0
    reader.wipe()


def test_wiping_under_a_reading_thread_ends_it_with_an_error(long_file: Path) -> None:
    reader = opened(long_file)
    begun, codes = threading.Event(), list[str]()

    def read() -> None:
        buffer = memoryview(bytearray(CHUNK))
        try:
            while True:
                reader.read_into(100, buffer)
                begun.set()
        except PayloadError as error:
            codes.append(error.code)
            assert buffer == bytes(CHUNK)

    thread = threading.Thread(target=read)
    thread.start()
    begun.wait()
    reader.wipe()
    thread.join(10)
    assert codes == ["clip.closed"]


def test_wiping_leaves_no_plaintext_and_no_key(long_file: Path) -> None:
    reader = opened(long_file)
    reader.read_into(10, memoryview(bytearray(1000)))
    plain, key = reader._plain.view[:], reader._cipher._key.view[:]
    assert any(plain)
    assert any(key)
    reader.wipe()
    reader.wipe()
    assert not any(plain)
    assert not any(key)
    for length in (10, CHUNK):
        with pytest.raises(PayloadError) as refusal:
            reader.read_into(0, memoryview(bytearray(length)))
        assert refusal.value.code == "clip.closed"


@given(st.integers(0, len(LONG_FILE) - 1))
@example(len(LONG_FILE) - 1)
@example(payload_start(LONG_FILE) + 5 * SEALED)
@example(payload_start(LONG_FILE) + SEALED)
@example(payload_start(LONG_FILE))
@example(payload_start(LONG_FILE) - 1)
@example(0)
def test_a_file_cut_off_anywhere_is_refused_at_opening(size: int) -> None:
    with pytest.raises(AgeError):
        open_memory(LONG_FILE[:size])


@pytest.mark.parametrize("extra", [b"\0", b"x" * 16, b"x" * 17, LONG_FILE[-793:], bytes(SEALED)])
def test_anything_behind_the_end_is_refused(extra: bytes) -> None:
    with pytest.raises(PayloadError):
        open_memory(LONG_FILE + extra)


def open_memory(data: bytes) -> AgeReader:
    """A reader over bytes in memory: a file without a name."""
    file = os.memfd_create("age")
    os.write(file, data)
    return AgeReader.open(FileSlice(io.FileIO(file, "rb"), 0, len(data)), [identity()])


@given(st.integers(0, len(LONG_FILE) - 1), st.integers(0, 7))
def test_one_flipped_bit_is_found_and_costs_one_chunk(place: int, bit: int) -> None:
    data = bytearray(LONG_FILE)
    data[place] ^= 1 << bit
    start = payload_start(LONG_FILE)
    index = (place - start) // SEALED if place >= start else -1
    if index in (-1, 5):  # header, nonce, last chunk
        with pytest.raises(AgeError):
            open_memory(bytes(data))
        return
    reader = open_memory(bytes(data))
    buffer = bytearray(b"\xaa" * CHUNK)
    for other in range(6):
        if other == index:
            continue
        done = reader.decrypt_chunk_into(other, memoryview(buffer))
        assert buffer[:done] == LONG[other * CHUNK : (other + 1) * CHUNK]
    for offset, length in ((index * CHUNK, CHUNK), (index * CHUNK + 5, 10)):
        target = bytearray(b"\xaa" * length)
        with pytest.raises(PayloadError) as refusal:
            reader.read_into(offset, memoryview(target))
        assert (refusal.value.code, refusal.value.facts) == ("clip.not_authentic", {"chunk": index})
        assert target == bytes(length)
    reader.wipe()


def test_what_was_not_authentic_stays_in_no_buffer(tmp_path: Path) -> None:
    """The cipher writes plaintext before it knows the tag; only zeros may remain of it."""
    data = bytearray(LONG_FILE)
    data[payload_start(LONG_FILE) + SEALED - 1] ^= 1  # the tag: every byte decrypts to the truth
    reader = open_age(tmp_path / "clip.age", bytes(data))
    for length in (CHUNK, 100, 2 * CHUNK):
        target = bytearray(length)
        with pytest.raises(PayloadError):
            reader.read_into(0, memoryview(target))
        assert target == bytes(length)
        assert LONG[:64] not in bytes(reader._plain.view)
    reader.wipe()


def test_chunks_in_another_order_are_refused() -> None:
    start = payload_start(LONG_FILE)
    chunks = [LONG_FILE[at : at + SEALED] for at in range(start, len(LONG_FILE), SEALED)]
    for one, two in ((0, 1), (2, 4)):
        swapped = chunks.copy()
        swapped[one], swapped[two] = swapped[two], swapped[one]
        reader = open_memory(LONG_FILE[:start] + b"".join(swapped))
        for index in (one, two):
            with pytest.raises(PayloadError):
                reader.decrypt_chunk_into(index, memoryview(bytearray(CHUNK)))
        reader.wipe()
    for missing in range(6):
        fewer = chunks[:missing] + chunks[missing + 1 :]
        with pytest.raises(PayloadError):
            open_memory(LONG_FILE[:start] + b"".join(fewer))


def test_another_identity_is_no_match() -> None:
    file = os.memfd_create("age")
    os.write(file, LONG_FILE)
    with pytest.raises(NoMatchError) as refusal:
        AgeReader.open(FileSlice(io.FileIO(file, "rb"), 0, len(LONG_FILE)), [identity(7)])
    assert refusal.value.code == "age.other_key"
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(file)  # closed, since it could not be opened


def test_every_recipient_can_open_and_a_repeated_one_counts_once(tmp_path: Path) -> None:
    people = [identity(number) for number in (3, 4, 5)]
    data = age_file(b"film", [people[0].recipient, *(person.recipient for person in people)])
    assert data.count(b"-> X25519 ") == 3
    for person in people:
        reader = open_age(tmp_path / "clip.age", data, identity(9), person)
        assert read_all(reader) == b"film"
        reader.wipe()


def test_a_file_needs_a_recipient_and_not_too_many() -> None:
    with pytest.raises(ValueError, match="needs a recipient"):
        encrypt(io.BytesIO(b"x"), io.BytesIO(), [])
    many = [identity(number).recipient for number in range(1, 256)]
    assert len(age_file(b"x", many)) < 64 * 1024
    many += [type(many[0])(bytes([number, *[1] * 31])) for number in range(256)]
    many += [type(many[0])(bytes([number, *[2] * 31])) for number in range(256)]
    with pytest.raises(HeaderError) as refusal:
        encrypt(io.BytesIO(b"x"), io.BytesIO(), many)
    assert refusal.value.code == "age.header_too_long"


def test_no_two_files_are_alike() -> None:
    assert age_file(b"film") != age_file(b"film")


def test_a_file_that_shrinks_under_the_reader_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "clip.age"
    reader = open_age(path, LONG_FILE)
    os.truncate(path, 1000)
    target = bytearray(b"\xaa" * CHUNK)
    with pytest.raises(PayloadError) as refusal:
        reader.read_into(0, memoryview(target))
    assert refusal.value.code == "clip.truncated"
    assert target == bytes(CHUNK)
    reader.wipe()


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, tmp_path / "missing", Path("/dev/zero")):
        with pytest.raises(OSError, match=r"."):
            FileSlice.open(path)


def test_a_slice_gives_nothing_outside_itself(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(range(100)))
    whole = FileSlice.open(path)
    part = whole.part(10, 20)
    whole.close()
    buffer = bytearray(5)
    part.read_into(15, memoryview(buffer))
    assert buffer == bytes(range(25, 30))
    for offset in (-1, 16, 20):
        with pytest.raises(PayloadError):
            part.read_into(offset, memoryview(buffer))
    for start, size in ((-1, 5), (0, 21), (20, 1), (5, -1)):
        with pytest.raises(ValueError, match="not inside"):
            part.part(start, size)
    part.close()


def test_reading_works_without_preadv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delattr(os, "preadv")
    path = tmp_path / "clip.age"
    path.write_bytes(b"before" + LONG_FILE)
    whole = FileSlice.open(path)
    readers = [AgeReader.open(whole.part(6, len(LONG_FILE)), [identity()]) for _ in range(2)]

    def read(reader: AgeReader) -> bool:
        return all(read_all(reader) == LONG for _ in range(20))

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(read, readers)) == [True, True]
    for reader in readers:
        reader.wipe()
    whole.close()
