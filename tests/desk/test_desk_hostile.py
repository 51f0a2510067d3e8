"""Recordings that no camera would write: each is sealed or refused in words."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk.recordings import Maker, ffmpeg, prepare
from tests.desk.requests import Office
from tests.disks import small_disk
from viewer_app.desk import muxing
from viewer_app.desk.clip import Clip
from viewer_app.desk.inspection import look_at
from viewer_app.desk.mp4_sink import Mp4Sink
from viewer_app.desk.preparation import prepared
from viewer_app.errors import InzageError
from viewer_app.evidence.container import HEAD

FRAGMENTS = ("-movflags", "frag_keyframe+empty_moov")


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    return Maker(tmp_path_factory.mktemp("recordings"))


@pytest.fixture(scope="module")
def small(maker: Maker) -> Path:
    """A second of film, with sound and B-frames, in 20 KB."""
    path = maker.directory / "small.mp4"
    picture = ("-f", "lavfi", "-i", "testsrc=s=160x120:r=30", "-f", "lavfi", "-i", "sine")
    coded = ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "15", "-c:a", "aac")
    ffmpeg(*picture, "-t", "1", *coded, str(path))
    return path


def as_fragments(maker: Maker, film: Path) -> Path:
    return maker.copied(film, "fragments.mp4", *FRAGMENTS)


def as_stream(maker: Maker, film: Path) -> Path:
    return maker.copied(film, "stream.ts")


def as_unfinished(maker: Maker, film: Path) -> Path:
    return maker.copied(film, "live.mkv", "-live", "1")


@pytest.mark.parametrize("make", [lambda maker, film: film, as_fragments])
def test_a_codec_that_nobody_knows_is_said(
    maker: Maker, small: Path, make: Callable[[Maker, Path], Path]
) -> None:
    known = make(maker, small).read_bytes()
    entry = known.index(b"avc1", known.index(b"stsd"))
    odd = maker.written("odd.mp4", known[:entry] + b"zzz9" + known[entry + 4 :])
    content, notices = prepare(odd)
    told = {one.code: one.facts for one in notices}
    assert told["recording.not_shown"]["codec"] == "unknown"
    assert content == odd.read_bytes()


def test_times_beyond_every_clock_are_sealed_as_they_are_and_said(
    maker: Maker, small: Path
) -> None:
    """ISO/IEC 14496-12 clause 8.8.12: a fragment begins at any time of 64 bits."""
    known = as_fragments(maker, small).read_bytes()
    time = known.index(b"tfdt") + 8
    late = maker.written("late.mp4", known[:time] + b"\x7f" * 8 + known[time + 8 :])
    content, notices = prepare(late)
    assert "recording.not_copied" in [one.code for one in notices]
    assert content == late.read_bytes()


def test_sound_that_begins_when_nobody_looks_for_it_any_more_is_not_lost(
    maker: Maker, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mute = maker.copied(small, "mute.ts", "-an").read_bytes() * 40
    monkeypatch.setattr(muxing, "_LOOK_AHEAD", {"probesize": "50000", "analyzeduration": "100000"})
    assert len(mute) > 500_000  # the end of a film is looked at, too
    heard = maker.written("heard.ts", mute + as_stream(maker, small).read_bytes() * 2 + mute)
    content, notices = prepare(heard)
    (told,) = [one for one in notices if one.code == "recording.not_copied"]
    assert told.facts["reason"] == "a stream that begins later"
    assert content == heard.read_bytes()


class Counted(Clip):
    """A recording that knows how often it was read."""

    reads = 0

    def read_into(self, offset: int, buffer: memoryview) -> None:
        super().read_into(offset, buffer)
        self.reads += 1


def test_a_file_of_nothing_but_empty_parts_is_not_read_part_by_part(maker: Maker) -> None:
    """RFC 8794 section 11.3.2: two bytes, and any number of them."""
    header, void = b"\x1a\x45\xdf\xa3\x80", b"\xec\x80"
    with Counted.open(maker.written("void.mkv", header + void * 400_000)) as clip:
        assert look_at(clip)
        assert clip.reads < 200_000


class Interrupted(Clip):
    """A recording at which somebody presses Ctrl+C while FFmpeg has its second piece read."""

    pieces = 0

    @property
    def size(self) -> int:
        if self.pieces > 2:
            raise KeyboardInterrupt
        return super().size

    def read_into(self, offset: int, buffer: memoryview) -> None:
        super().read_into(offset, buffer)
        self.pieces += len(buffer) > HEAD


def test_an_interruption_is_not_lost_in_ffmpeg(maker: Maker, small: Path) -> None:
    long = maker.written("long.ts", as_stream(maker, small).read_bytes() * 60)
    with (
        Interrupted.open(long) as clip,
        pytest.raises(KeyboardInterrupt),
        prepared(clip, lambda _: None),
    ):
        pass


class Hung(BaseException):
    """Raised where the test's own SIGHUP is handled."""


def hang_up(*_: object) -> None:
    raise Hung


def test_a_signal_in_the_middle_of_ffmpeg_is_not_lost(
    maker: Maker, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seek_and_hang_up(sink: Mp4Sink, offset: int, whence: int = 0) -> int:
        monkeypatch.undo()
        signal.raise_signal(signal.SIGHUP)  # as it comes before the first line of any of these
        return sink.seek(offset, whence)

    monkeypatch.setattr(Mp4Sink, "seek", seek_and_hang_up)
    before = signal.signal(signal.SIGHUP, hang_up)
    try:
        with pytest.raises(Hung):
            prepare(as_stream(maker, small))
        assert signal.getsignal(signal.SIGHUP) is hang_up
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_full_disk_leaves_nothing_of_a_copy(office: Office, maker: Maker, film: Path) -> None:
    stream = maker.written("long.ts", maker.copied(film, "film.ts").read_bytes() * 10)
    assert stream.stat().st_size > 3 << 19
    with small_disk(maker.directory / "disk", megabytes=1) as disk:
        output = disk / "Z-0042.inzage"
        assert office.refusal(clip=stream, output=output) == ["package.disk_full"]
        assert list(disk.iterdir()) == []


PLACES = st.integers(0, 1 << 15)
CHANGES = st.one_of(
    st.binary(min_size=1, max_size=8),
    st.sampled_from([b"\xff" * 8, b"\x7f" + b"\xff" * 7, b"\x80" + bytes(7), bytes(8)]),
)


@pytest.mark.parametrize("make", [as_fragments, as_stream, as_unfinished])
@given(changes=st.lists(st.tuples(PLACES, CHANGES), min_size=1, max_size=8), left=PLACES)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_changed_it_is_sealed_or_refused_in_words(
    maker: Maker,
    small: Path,
    make: Callable[[Maker, Path], Path],
    changes: list[tuple[int, bytes]],
    left: int,
) -> None:
    content = bytearray(make(maker, small).read_bytes())
    for place, change in changes:
        content[place : place + len(change)] = change
    if left > 5000:
        del content[left:]
    refused = None
    try:
        prepare(maker.written("changed", bytes(content)))  # which is as long as it says
    except InzageError as error:
        refused = error.code
    assert refused in {None, "recording.not_a_film"}
