"""Reading ahead: the right bytes, not too many of them, damage only where it is asked for."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.builders import content
from tests.playback.clips import MemoryClip, sealed
from tests.playback.conftest import until
from viewer_app.evidence.age import AgeReader
from viewer_app.evidence.errors import PayloadError
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.read_ahead import AHEAD, BLOCK, INDEX, MOST, ReadAhead

CHUNKS = 12
FILM = content((CHUNKS - 1) * BLOCK + 777)
LONG_BLOCKS = 3 * MOST
BUFFER = 65_536


class Storage(MemoryClip):
    """A clip that notes which blocks were read, and gives or refuses them."""

    def __init__(self, film: bytes) -> None:
        super().__init__(film)
        self.read: list[int] = []
        self.refusing = False
        self.open = threading.Event()
        self.open.set()

    def read_into(self, offset: int, buffer: memoryview) -> int:
        self.read.append(offset // BLOCK)
        self.open.wait()
        if self.refusing:
            raise OSError(5, "no such device")
        return super().read_into(offset, buffer)


@pytest.fixture(scope="module")
def long_film() -> bytes:
    return b"".join(bytes([number % 251]) * BLOCK for number in range(LONG_BLOCKS))


def ignore(_: bool) -> None: ...


@contextmanager
def wiped(ahead: ReadAhead) -> Iterator[ReadAhead]:
    try:
        yield ahead
    finally:
        ahead.wipe()


def read(ahead: ReadAhead, offset: int, length: int = BUFFER) -> bytes:
    buffer = bytearray(length)
    return bytes(buffer[: ahead.read_on(offset, memoryview(buffer))])


def straight_on(ahead: ReadAhead, start: int, blocks: int) -> None:
    for index in range(start, start + blocks):
        assert len(read(ahead, index * BLOCK)) == BLOCK


def settled(storage: Storage) -> list[int]:
    """What was read when nothing more is being read."""
    count = -1

    def quiet() -> bool:
        nonlocal count
        before, count = count, len(storage.read)
        threading.Event().wait(0.02)
        return before == count

    assert until(quiet)
    return storage.read


@given(
    st.lists(
        st.tuples(st.integers(0, len(FILM) + 9), st.integers(0, BUFFER) | st.integers(0, 300)),
        min_size=1,
        max_size=12,
    )
)
def test_any_sequence_of_reads_gives_the_bytes_of_the_film(reads: list[tuple[int, int]]) -> None:
    with wiped(ReadAhead(MemoryClip(FILM), ignore)) as ahead:
        assert ahead.size == len(FILM)
        for offset, length in reads:
            got = read(ahead, offset, length)
            assert got == FILM[offset : offset + length][: len(got)]
            # as much as there is, up to where a block ends
            assert len(got) == min(length, BLOCK - offset % BLOCK, max(0, len(FILM) - offset))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clips")


@given(st.data())
def test_a_flipped_bit_is_found_where_it_is_and_nowhere_else(
    place: Path, data: st.DataObject
) -> None:
    damaged_at = data.draw(st.integers(0, (CHUNKS - 1) * BLOCK - 1))
    bad = damaged_at // BLOCK
    start = data.draw(st.integers(0, CHUNKS - 1))
    stalls: list[bool] = []
    reader = sealed(FILM, place, damaged_at=damaged_at)
    with closing(reader), wiped(ReadAhead(reader, stalls.append)) as ahead:
        for index in (*range(start, CHUNKS), *range(CHUNKS)):
            buffer = bytearray(b"\xaa" * BLOCK)
            if index != bad:
                done = ahead.read_on(index * BLOCK, memoryview(buffer))
                assert buffer[:done] == FILM[index * BLOCK : (index + 1) * BLOCK]
                continue
            for _ in range(2):
                with pytest.raises(PayloadError) as refusal:
                    ahead.read_on(index * BLOCK, memoryview(buffer))
                assert refusal.value.code == "clip.not_authentic"
                assert buffer == b"\xaa" * BLOCK
        # nor does any of it lie about
        kept = [*ahead._blocks.values(), *ahead._spare]
        assert all(FILM[bad * BLOCK :][:64] not in bytes(block.view) for block in kept)
        assert stalls == []


def test_who_reads_straight_on_does_not_wait_for_the_storage(long_film: bytes) -> None:
    storage = Storage(long_film)
    with wiped(ReadAhead(storage, ignore)) as ahead:
        straight_on(ahead, 0, AHEAD)
        settled(storage)
        storage.open.clear()
        # nothing more comes, and still:
        straight_on(ahead, AHEAD, AHEAD)
        storage.open.set()


def test_a_look_elsewhere_does_not_change_what_is_read_ahead(long_film: bytes) -> None:
    storage = Storage(long_film)
    with wiped(ReadAhead(storage, ignore)) as ahead:
        straight_on(ahead, 0, AHEAD)
        buffer = bytearray(100)
        for index in range(120, 150, 5):
            assert ahead.read_into(index * BLOCK, memoryview(buffer)) == 100
            assert buffer == bytes([index]) * 100
        settled(storage)
        assert max(storage.read) == 145
        storage.open.clear()
        straight_on(ahead, AHEAD, AHEAD)
        storage.open.set()


def test_little_is_read_ahead_after_a_jump(long_film: bytes) -> None:
    storage = Storage(long_film)
    with wiped(ReadAhead(storage, ignore)) as ahead:
        for index in (0, 100, 50):
            read(ahead, index * BLOCK)
            settled(storage)
        assert len(storage.read) == 9


def test_the_index_at_the_end_is_read_once(long_film: bytes) -> None:
    """However far the film has gone since."""
    storage = Storage(long_film)
    with wiped(ReadAhead(storage, ignore)) as ahead:
        straight_on(ahead, LONG_BLOCKS - INDEX, INDEX)
        straight_on(ahead, 0, 2 * MOST)
        settled(storage)
        before = len(storage.read)
        for index in range(LONG_BLOCKS - INDEX, LONG_BLOCKS):
            assert read(ahead, index * BLOCK) == bytes([index % 251]) * BLOCK
        assert len(settled(storage)) == before
        assert len(ahead._blocks) <= MOST


def test_a_place_just_left_is_still_there(long_film: bytes) -> None:
    storage = Storage(long_film)
    with wiped(ReadAhead(storage, ignore)) as ahead:
        for _ in range(20):
            read(ahead, 5 * BLOCK)
            read(ahead, 90 * BLOCK)
        assert [settled(storage).count(index) for index in (5, 90)] == [1, 1]


def test_two_readers_do_not_keep_each_other_waiting(long_film: bytes) -> None:
    """libVLC reads frames while the player reads the index."""
    storage, stalls, done = Storage(long_film), list[bool](), threading.Event()
    with wiped(ReadAhead(storage, stalls.append)) as ahead:
        straight_on(ahead, 0, 3)

        def stay() -> None:
            while not done.is_set():
                read(ahead, 2 * BLOCK, 100)

        other = threading.Thread(target=stay, daemon=True)
        other.start()
        for index in range(10, LONG_BLOCKS, 3):
            assert read(ahead, index * BLOCK)[:1] == bytes([index % 251])
        done.set()
        other.join(20)
        assert stalls == []


def test_storage_that_refuses_is_asked_again_until_it_gives(long_film: bytes) -> None:
    storage, stalls = Storage(long_film), list[bool]()
    storage.refusing = True

    def relent(waiting: bool) -> None:
        stalls.append(waiting)
        storage.refusing = False

    with wiped(ReadAhead(storage, relent)) as ahead:
        assert read(ahead, 7 * BLOCK) == bytes([7]) * BLOCK
        assert stalls == [True, False]
        assert not ahead.stalled
        settled(storage)
        storage.refusing = True
        assert read(ahead, 50 * BLOCK) == bytes([50]) * BLOCK
        assert stalls == [True, False, True, False]


def test_a_bad_place_keeps_only_those_waiting_who_ask_for_it(long_film: bytes) -> None:
    stalls, waiting = list[bool](), threading.Event()

    class BadDisk(Storage):
        mended = False

        def read_into(self, offset: int, buffer: memoryview) -> int:
            if offset // BLOCK == 7 and not self.mended:
                raise OSError(5, "bad sector")
            return super().read_into(offset, buffer)

    def note(waits: bool) -> None:
        stalls.append(waits)
        waiting.set()

    storage, got = BadDisk(long_film), list[bytes]()
    with wiped(ReadAhead(storage, note)) as ahead:
        reader = threading.Thread(target=lambda: got.append(read(ahead, 7 * BLOCK)), daemon=True)
        reader.start()
        assert waiting.wait(20)
        for index in (20, 90, 5):
            assert read(ahead, index * BLOCK) == bytes([index]) * BLOCK
        assert stalls == [True]
        assert reader.is_alive()
        storage.mended = True
        reader.join(20)
        assert got == [bytes([7]) * BLOCK]
        assert stalls == [True, False]


def test_what_is_refused_further_on_disturbs_nobody(long_film: bytes) -> None:
    storage, stalls = Storage(long_film), list[bool]()
    with wiped(ReadAhead(storage, stalls.append)) as ahead:
        straight_on(ahead, 0, AHEAD)
        settled(storage)
        storage.refusing = True
        straight_on(ahead, AHEAD, AHEAD)
        assert stalls == []
        storage.refusing = False


@pytest.mark.parametrize("refusing", [True, False])
def test_wiping_lets_a_reader_go_and_leaves_nothing(long_film: bytes, refusing: bool) -> None:
    storage, codes, stalled = Storage(long_film), list[str](), threading.Event()
    ahead = ReadAhead(storage, lambda _: stalled.set())
    straight_on(ahead, 0, 5)
    settled(storage)
    storage.refusing = refusing
    storage.open.clear()

    def wait_for_more() -> None:
        try:
            read(ahead, 100 * BLOCK)
        except PlaybackError as error:
            codes.append(error.code)

    reader = threading.Thread(target=wait_for_more, daemon=True)
    reader.start()
    if refusing:
        storage.open.set()
        assert stalled.wait(20)
    else:
        assert until(lambda: 100 in storage.read)
    assert all(block.locked for block in ahead._blocks.values())
    views = [block.view[:] for block in ahead._blocks.values()]
    assert all(any(view) for view in views[1:])
    worker = ahead._worker
    assert worker is not None
    ahead.wipe()
    reader.join(20)
    assert codes == ["player.stopped"]
    assert not any(any(view) for view in views)
    storage.open.set()
    worker.join(20)
    assert not worker.is_alive()
    assert not ahead._blocks
    assert not ahead._spare
    with pytest.raises(PlaybackError):
        read(ahead, 0)
    ahead.wipe()


def test_what_comes_after_the_wiping_is_overwritten(long_film: bytes) -> None:
    filled: list[memoryview] = []

    class Late(Storage):
        def read_into(self, offset: int, buffer: memoryview) -> int:
            filled.append(buffer[:])
            return super().read_into(offset, buffer)

    storage = Late(long_film)
    storage.open.clear()
    ahead = ReadAhead(storage, ignore)

    def wait_in_vain() -> None:
        with pytest.raises(PlaybackError):
            read(ahead, BLOCK)

    threading.Thread(target=wait_in_vain, daemon=True).start()
    assert until(lambda: filled != [])
    ahead.wipe()
    storage.open.set()
    assert ahead._worker is not None
    ahead._worker.join(20)
    assert len(filled) == 1
    assert not any(filled[0])


def test_the_clip_underneath_is_left_open(place: Path) -> None:
    reader: AgeReader = sealed(FILM, place)
    ahead = ReadAhead(reader, ignore)
    read(ahead, 0)
    ahead.wipe()
    buffer = bytearray(100)
    assert reader.read_into(0, memoryview(buffer)) == 100
    reader.wipe()
