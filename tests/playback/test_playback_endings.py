"""Recordings that stop short, as where the battery died: they play as far as they go and say so."""

from collections.abc import Callable
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.playback.clips import RATE, Films, MemoryClip
from tests.playback.conftest import Screen, until
from viewer_app.evidence import mp4
from viewer_app.evidence.film_ending import Ending, find_ending
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState

SECONDS = 2
FRAMES = SECONDS * RATE
KINDS: dict[str, tuple[str, ...]] = {
    "first.mp4": ("-movflags", "+faststart"),
    "last.mp4": (),
    "fragmented.mp4": ("-movflags", "frag_keyframe+empty_moov"),
    "sidx.mp4": ("-movflags", "dash+frag_keyframe"),
    "film.mov": (),
    "film.mkv": (),
    "live.mkv": ("-live", "1"),
    "film.avi": (),
    "film.ts": (),
}
WITHOUT_INDEX = ("last.mp4", "film.mov")
PLAYABLE = [name for name in KINDS if name not in WITHOUT_INDEX]


@pytest.fixture(scope="module")
def make(films: Films) -> Callable[[str], bytes]:
    def make(name: str) -> bytes:
        codec = ("-c:v", "libx264", "-preset", "ultrafast", "-g", "15")
        sound = ("-c:a", "mp3" if name.endswith("avi") else "aac")
        return films.stamped(
            f"ending-{name}", SECONDS, *codec, *KINDS[name], sound=sound
        ).read_bytes()

    return make


def cut(film: bytes, part: float) -> bytes:
    """The film up to a place, one that is within a packet of a transport stream."""
    at = int(len(film) * part)
    return film[: at + 1 if at % 188 == 0 else at]


@pytest.mark.parametrize("name", KINDS)
def test_a_whole_film_is_whole_and_a_stump_is_not(make: Callable[[str], bytes], name: str) -> None:
    film = make(name)
    assert find_ending(MemoryClip(film)) is Ending.WHOLE
    short = Ending.NO_INDEX if name in WITHOUT_INDEX else Ending.CUT
    for part in (0.5, 0.75, 0.9):
        assert find_ending(MemoryClip(cut(film, part))) is short
    assert find_ending(MemoryClip(film[:-1])) is short


@given(data=st.data())
def test_no_stump_is_taken_for_a_whole_film(
    make: Callable[[str], bytes], data: st.DataObject
) -> None:
    """But one that ends just between two boxes, where a player finds an end as well."""
    film = make("first.mp4")
    whole = {box.end for box in mp4.boxes(MemoryClip(film))}
    at = data.draw(st.integers(1, len(film) - 1).filter(lambda at: at not in whole))
    index = next(box for box in mp4.boxes(MemoryClip(film)) if box.name == b"moov")
    found = find_ending(MemoryClip(film[:at]))
    assert found is (Ending.CUT if at >= index.end else Ending.WHOLE)


@given(st.binary(max_size=300), st.sampled_from([b"\x1a\x45\xdf\xa3", b"RIFF", b"\0\0\0\x08ftyp"]))
def test_any_bytes_have_an_ending(noise: bytes, head: bytes) -> None:
    assert find_ending(MemoryClip(head + noise)) in Ending


def test_a_part_that_is_cut_short_is_not_told_to_have_run_to_its_end(
    player: FilmPlayer, screen: Screen, make: Callable[[str], bytes]
) -> None:
    player.open(MemoryClip(cut(make("first.mp4"), 0.6)))
    assert until(lambda: player.ends_early)
    player.set_loop(500, player.length_ms)
    player.play()
    assert until(lambda: screen.ends == 1 or screen.loops > 0)
    assert (player.state, player.passes) == (FilmState.ENDED, 0)
    assert player.position_ms() < player.length_ms


@pytest.mark.parametrize("name", PLAYABLE)
def test_a_stump_plays_as_far_as_it_goes_and_says_so(
    player: FilmPlayer, screen: Screen, make: Callable[[str], bytes], name: str
) -> None:
    player.open(MemoryClip(cut(make(name), 0.6)))
    assert until(lambda: player.ends_early)
    player.play()
    assert until(lambda: screen.ends == 1)
    assert player.state is FilmState.ENDED
    assert screen.errors == []
    last = screen.now()
    assert last is not None
    assert FRAMES // 3 < last < FRAMES - 1
    # the trail says up to where the film was seen: no further than there is any
    assert player.position_ms() == pytest.approx(last * 1000 / RATE, abs=100)


@pytest.mark.parametrize("name", ["first.mp4", "film.mkv", "film.ts"])
def test_a_whole_film_says_nothing(
    player: FilmPlayer, screen: Screen, make: Callable[[str], bytes], name: str
) -> None:
    player.open(MemoryClip(make(name)))
    player.seek(player.length_ms - 300)
    player.play()
    assert until(lambda: screen.ends == 1)
    assert not player.ends_early


@pytest.mark.parametrize("name", WITHOUT_INDEX)
def test_a_film_without_its_index_is_refused_with_what_to_do(
    player: FilmPlayer, screen: Screen, make: Callable[[str], bytes], name: str
) -> None:
    with pytest.raises(PlaybackError) as refused:
        player.open(MemoryClip(cut(make(name), 0.6)))
    assert refused.value.code == "player.no_index"
    assert player.state is FilmState.EMPTY
    assert screen.numbers == []


def test_the_index_tells_every_frame(make: Callable[[str], bytes]) -> None:
    film = MemoryClip(make("last.mp4"))
    moov = mp4.index(film)
    assert moov is not None
    (track,) = [one for one in mp4.tracks(moov) if one.handler == b"vide"]
    assert (track.codec, track.width, track.height) == (b"avc1", 640, 360)
    assert track.count == len(track.places()) == len(track.sizes()) == FRAMES
    assert list(track.composed()) == [
        *accumulate([track.timescale // RATE] * (FRAMES - 1), initial=0)
    ]
    assert track.sync() == [0, 15, 30, 45]
