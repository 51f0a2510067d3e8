"""Film files that were made to hurt: read in little time and memory, or refused with a sentence."""

import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.playback.clips import Films, MemoryClip, WatchedClip
from viewer_app.errors import InzageError
from viewer_app.evidence import matroska, mp4
from viewer_app.evidence.film_bytes import fetch
from viewer_app.evidence.film_ending import find_ending
from viewer_app.playback import container
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.frame_table import make_table
from viewer_app.playback.matroska_frames import make_matroska_table
from viewer_app.playback.refusal import explain
from viewer_app.playback.texts import find_texts
from viewer_app.session.ports import Clip

SPOKEN = "1\n00:00:00,100 --> 00:00:00,400\nGoedemiddag\n"
KINDS: dict[str, tuple[str, ...]] = {
    "film.mp4": ("-c:s", "mov_text"),
    "film.mkv": ("-c:s", "srt"),
    "live.mkv": ("-c:s", "ass", "-live", "1"),
    "film.avi": ("-sn",),
}
MOST_READS = 1_000_000
"""More often than any of the readers may look at a film."""


class Endless:
    """A film of a terabyte: a start, and then one and the same thing again and again."""

    size = 1 << 40

    def __init__(self, start: bytes, unit: bytes) -> None:
        self._start = start
        self._unit = unit
        self._reads = 0

    def read_into(self, offset: int, buffer: memoryview) -> int:
        self._reads += 1
        assert self._reads < MOST_READS, "it would go on for ever"
        behind = max(offset - len(self._start), 0) % len(self._unit)
        units = self._unit * (len(buffer) // len(self._unit) + 2)
        content = (self._start[offset:] + units[behind:])[: len(buffer)]
        buffer[:] = content
        return len(content)

    def wipe(self) -> None:
        """Nothing to hide."""


def read_all(clip: Clip) -> None:
    """Whatever the player reads of a film by itself when it is opened, and its subtitles."""
    with suppress(InzageError):
        container.demuxer(clip)
    find_ending(clip)
    explain(clip, None)
    moov = mp4.index(clip)
    for table in (make_table(moov or b""), make_matroska_table(clip)):
        for frame in range(len(table.starts_ms) if table else 0):
            assert table
            way = table.way_to(frame)
            assert 0 <= way.frame - way.steps <= way.frame < len(table.starts_ms)
    for track in find_texts(clip, moov):
        for place in track.places():
            assert isinstance(track.decode(bytes(fetch(clip, place.offset, place.size))), str)


def box(name: bytes, *contents: bytes) -> bytes:
    inside = b"".join(contents)
    return struct.pack(">I4s", 8 + len(inside), name) + inside


def track(**tables: bytes) -> bytes:
    """A track of MP4 with these tables, each without its version and flags."""
    header = box(b"mdhd", bytes(12), struct.pack(">IIHH", 1000, 0, 0, 0))
    handler = box(b"hdlr", bytes(8), b"text", bytes(12))
    entries = box(b"stsd", bytes(8), box(b"tx3g", bytes(70)))
    told = [box(name.encode(), bytes(4), table) for name, table in tables.items()]
    return box(b"trak", box(b"mdia", header, handler, box(b"minf", box(b"stbl", entries, *told))))


def element(name: int, *contents: bytes, size: int | None = None) -> bytes:
    """An element of Matroska, of this size or of what is in it."""
    inside = b"".join(contents)
    length = (1 << 56 | (len(inside) if size is None else size)).to_bytes(8, "big")
    return name.to_bytes(-(-name.bit_length() // 8), "big") + length + inside


EBML = element(0x1A45DFA3)
UNKNOWN = (1 << 56) - 1
VOID = b"\xec\x80"
SEGMENT = element(matroska.SEGMENT, size=UNKNOWN)
VIDEO = element(0x1654AE6B, element(0xAE, b"\xd7\x81\x01\x83\x81\x01\x23\xe3\x83\x81\xff"))
INFO = element(0x1549A966, element(0x4489, struct.pack(">d", 1e6)))


@pytest.fixture(scope="module")
def make(films: Films, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    def make(name: str) -> bytes:
        codec = ("-c:v", "libx264", "-preset", "veryfast", "-g", "8")
        picture = films.stamped("hostile.mp4", 0.5, *codec, size="240x136")
        text = tmp_path_factory.getbasetemp() / "spoken.srt"
        text.write_text(SPOKEN, "utf-8")
        inputs = ["-i", str(text), "-map", "0", "-map", "1", "-c:v", "copy", "-c:a", "copy"]
        if name.endswith("avi"):
            inputs = ["-c:v", "copy", "-c:a", "mp3"]
        made: Path = films.converted(picture, f"hostile-{name}", *inputs, *KINDS[name])
        return made.read_bytes()

    return make


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
def test_a_real_film_with_wrong_bytes_in_it(
    make: Callable[[str], bytes], name: str, data: st.DataObject
) -> None:
    film = bytearray(make(name))
    # where its structure is told: an MP4 has it at its end, the others at both ends
    told = st.integers(1, 3_000).map(lambda at: -at)
    places = told if name.endswith("mp4") else told | st.integers(0, 1_000)
    wrong = st.sampled_from([b"\xff" * 4, bytes(4), b"\x7f" + b"\xff" * 3, b"\0\0\0\1", b"\x80"])
    for place in data.draw(st.lists(places, min_size=1, max_size=4)):
        put = data.draw(wrong | st.binary(min_size=1, max_size=8))
        at = place % len(film)
        film[at : at + data.draw(st.sampled_from([0, len(put)]))] = put
    read_all(MemoryClip(bytes(film)))


@pytest.mark.parametrize(
    ("start", "unit"),
    [
        (b"\0\0\0\x08ftyp", b"\0\0\0\x08free"),
        (EBML, VOID),
        (EBML + SEGMENT, VOID),
        (EBML + SEGMENT + INFO + VIDEO + element(matroska.CLUSTER, size=1 << 39), VOID),
        (EBML + SEGMENT + INFO + VIDEO + element(0xA0, size=1 << 39), VOID),
        (b"RIFF\x04\0\0\0AVI ", b"RIFF\x04\0\0\0AVI "),
    ],
    ids=["boxes", "before the segment", "before the cluster", "in a cluster", "in a group", "AVI"],
)
def test_a_film_of_nothings_without_end(
    start: bytes, unit: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matroska, "MOST_ELEMENTS", 5_000)  # only to have it sooner
    film = Endless(start, unit)
    with suppress(InzageError):
        container.demuxer(film)
    find_ending(film)
    explain(film, None)
    assert mp4.index(film) is None
    assert make_matroska_table(film) is None


def test_boxes_in_boxes_without_end() -> None:
    inside = b""
    for _ in range(3_000):
        inside = box(b"mdia", inside)
    assert mp4.tracks(box(b"trak", inside)) == []


def test_a_film_of_thousands_of_tracks() -> None:
    assert len(mp4.tracks(track() * 1_000)) == 64
    entries = element(0x1654AE6B, element(0xAE) * 1_000)
    head = matroska.find_head(MemoryClip(EBML + SEGMENT + entries))
    assert head is not None
    assert len(head.tracks) == 64


def test_a_table_that_names_its_chunks_again_and_again() -> None:
    runs = struct.pack(">I12I", 4, 1, 1, 1, 4, 1, 1, 0, 1, 1, 1, 1, 1)
    chunks = struct.pack(">I9I", 9, *range(100, 1_000, 100))
    (found,) = mp4.tracks(track(stsz=struct.pack(">II", 5, 50), stsc=runs, stco=chunks))
    assert found.places() == [*range(100, 1_000, 100)]


def test_an_index_that_is_there_a_thousand_times() -> None:
    index = box(b"moov", track(), track())
    film = WatchedClip(box(b"ftyp") + index + box(b"moov") * 1_000 + box(b"mdat"))
    assert container.demuxer(film) == "mp4"
    assert film.reads < 1_500


@pytest.mark.parametrize("scale", [b"\xff" * 300, b"\xff" * 8], ids=["too long", "too large"])
def test_numbers_that_are_larger_than_any(scale: bytes) -> None:
    """Of nanoseconds in a unit and in a frame, and of units in the film: times without end."""
    duration = element(0x4489, struct.pack(">d", 1e308))
    info = element(0x1549A966, element(0x2AD7B1, scale), duration)
    entry = element(0xAE, b"\xd7\x81\x01\x83\x81\x01", element(0x23E383, scale))
    blocks = [element(0xA3, b"\x81", struct.pack(">hB", n, 0)) for n in range(9)]
    cluster = element(matroska.CLUSTER, element(0xE7, b"\0"), *blocks)
    film = EBML + SEGMENT + info + element(0x1654AE6B, entry) + cluster
    assert make_matroska_table(MemoryClip(film)) is None


@pytest.mark.parametrize(("stripped", "tracks"), [(1, 1), (1_000_000, 0)])
def test_what_each_text_begins_with_is_short(stripped: int, tracks: int) -> None:
    way = element(0x5034, element(0x4254, b"\x03"), element(0x4255, b"t" * stripped))
    packed = element(0x6D80, element(0x6240, way))
    entry = (b"\xd7\x81\x01\x83\x81\x11", element(0x86, b"S_TEXT/UTF8"), packed)
    film = EBML + SEGMENT + element(0x1654AE6B, element(0xAE, *entry))
    assert len(find_texts(MemoryClip(film), None)) == tracks


def test_a_language_is_a_short_word() -> None:
    def languages(tag: bytes) -> list[str]:
        entry = (b"\xd7\x81\x01\x83\x81\x11", element(0x86, b"S_TEXT/UTF8"), element(0x22B59C, tag))
        film = EBML + SEGMENT + element(0x1654AE6B, element(0xAE, *entry))
        return [one.language for one in find_texts(MemoryClip(film), None)]

    assert languages(b"nld") == ["nld"]
    assert languages(b"und") == languages(b"n" * 100_000) == languages(b"n\nl") == [""]


def test_the_beginning_of_a_text_whose_end_is_damaged_is_overwritten() -> None:
    class Damaged(MemoryClip):
        seen: memoryview

        def read_into(self, offset: int, buffer: memoryview) -> int:
            if offset >= 100:
                raise PlaybackError("player.read_failed")
            self.seen = buffer
            return super().read_into(offset, buffer[: 100 - offset])

    clip = Damaged(b"Goedemiddag " * 100)
    with pytest.raises(PlaybackError):
        fetch(clip, 12, 120)
    assert not any(clip.seen)


def test_a_film_that_is_shorter_than_it_says_is_read_to_its_end() -> None:
    class Short(MemoryClip):
        size = 200

    assert fetch(Short(b"Goedemiddag"), 4, 120) == b"emiddag"
