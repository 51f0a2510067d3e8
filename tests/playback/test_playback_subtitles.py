"""Subtitles: read from the film itself, exactly, and nowhere else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.playback.clips import Films, MemoryClip, sealed
from tests.playback.conftest import Screen, until
from viewer_app.evidence import mp4
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState
from viewer_app.playback.texts import advanced, find_texts, subrip, timed_text

DUTCH = """1
00:00:00,500 --> 00:00:01,000
<i>Goedemiddag</i>

2
00:00:01,000 --> 00:00:01,500
Wat is uw naam?
Ik heet Renée.

3
00:00:01,800 --> 00:00:01,900
Dank u
"""
ENGLISH = """1
00:00:00,500 --> 00:00:01,500
Good afternoon
"""
SAID = ((200, ""), (700, "Goedemiddag"), (1_250, "Wat is uw naam?\nIk heet Renée."), (1_700, ""))
KINDS: dict[str, tuple[str, ...]] = {
    "first.mp4": ("-c:s", "mov_text", "-movflags", "+faststart"),
    "last.mp4": ("-c:s", "mov_text"),
    "film.mov": ("-c:s", "mov_text"),
    "srt.mkv": ("-c:s", "srt"),
    "ass.mkv": ("-c:s", "ass"),
    # without cues, as where it is written while it is sent: every block is looked at
    "live.mkv": ("-c:s", "srt", "-live", "1"),
}


@pytest.fixture(scope="module")
def make(films: Films, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    def make(name: str) -> bytes:
        picture = films.stamped("said.mp4", 2, "-c:v", "libx264", "-preset", "ultrafast")
        texts = tmp_path_factory.mktemp("texts")
        inputs: list[str] = []
        for language, text in (("nld", DUTCH), ("eng", ENGLISH)):
            (texts / f"{language}.srt").write_text(text, "utf-8")
            inputs += ["-i", str(texts / f"{language}.srt")]
        languages = ("-metadata:s:s:0", "language=nld", "-metadata:s:s:1", "language=eng")
        maps = ("-map", "0", "-map", "1", "-map", "2", "-c:v", "copy", "-c:a", "copy")
        return films.converted(
            picture, f"said-{name}", *inputs, *maps, *KINDS[name], *languages
        ).read_bytes()

    return make


def says(player: FilmPlayer, words: str) -> Callable[[], bool]:
    return lambda: player.subtitle_text() == words


def choose(player: FilmPlayer, index: int) -> int | None:
    """What is chosen after this choice."""
    player.subtitle = index
    return player.subtitle


@pytest.mark.parametrize("name", KINDS)
def test_what_is_said_is_shown_while_it_is_said(
    player: FilmPlayer, make: Callable[[str], bytes], tmp_path: Path, name: str
) -> None:
    player.open(sealed(make(name), tmp_path))
    # QuickTime tells a language by a number of its own
    assert player.subtitles == (("1", "2") if name == "film.mov" else ("Nederlands", "English"))
    assert player.subtitle is None
    player.seek(700)
    assert player.subtitle_text() == ""
    player.subtitle = 0
    for position_ms, words in SAID:
        player.seek(position_ms)
        assert until(says(player, words)), position_ms
    player.subtitle = 1
    player.seek(1_250)
    assert until(says(player, "Good afternoon"))
    player.subtitle = None
    assert player.subtitle_text() == ""


def test_while_the_film_runs_the_words_come_and_go(
    player: FilmPlayer, screen: Screen, make: Callable[[str], bytes]
) -> None:
    player.open(MemoryClip(make("first.mp4")))
    player.subtitle = 0
    heard: list[str] = []
    player.play()
    while player.state is FilmState.PLAYING:
        words = player.subtitle_text()
        if words and words not in heard:
            heard.append(words)
        screen._waiting.wait(0.02)
    assert heard == ["Goedemiddag", "Wat is uw naam?\nIk heet Renée.", "Dank u"]


def test_after_stop_nothing_is_said(player: FilmPlayer, make: Callable[[str], bytes]) -> None:
    player.open(MemoryClip(make("srt.mkv")))
    player.subtitle = 0
    player.seek(700)
    assert until(says(player, "Goedemiddag"))
    player.stop()
    assert player.subtitle_text() == ""
    assert player.subtitles == ()
    assert player.subtitle is None


def test_a_subtitle_that_is_not_authentic_ends_the_film(
    player: FilmPlayer, screen: Screen, films: Films, tmp_path: Path
) -> None:
    """Its chunk is behind what was read for the first picture, and libVLC reads no subtitles."""
    (tmp_path / "nld.srt").write_text(DUTCH, "utf-8")
    picture = films.stamped("said-wide.mp4", 4, "-c:v", "libx264", "-b:v", "8M", "-minrate", "8M")
    film = films.converted(
        picture, "wide-said.mp4", "-i", str(tmp_path / "nld.srt"),
        *("-map", "0", "-map", "1", "-c", "copy", "-c:s", "mov_text", "-movflags", "+faststart"),
    ).read_bytes()  # fmt: skip
    moov = mp4.index(MemoryClip(film))
    (track,) = find_texts(MemoryClip(film), moov)
    player.open(sealed(film, tmp_path, damaged_at=track.places()[-1].offset))
    player.subtitle = 0
    player.seek(1_850)
    player.subtitle_text()
    assert until(lambda: screen.errors != [])
    assert screen.errors[0].code == "clip.not_authentic"
    assert screen.now() is None


def test_a_film_without_has_none(player: FilmPlayer, counted: bytes) -> None:
    player.open(MemoryClip(counted))
    assert player.subtitles == ()
    assert choose(player, 0) is None
    assert player.subtitle_text() == ""


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read_as_a_text(noise: bytes) -> None:
    for decode in (timed_text, subrip, advanced):
        assert isinstance(decode(noise), str)


@given(st.binary(max_size=400), st.sampled_from([b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67", b"moov"]))
def test_any_bytes_have_some_texts_or_none(noise: bytes, head: bytes) -> None:
    film = MemoryClip(head + noise)
    for track in [*find_texts(film, noise), *find_texts(film, None)]:
        for place in track.places():
            assert place.size > 0


def test_styled_text_loses_only_its_style() -> None:
    line = b"0,0,Default,,0,0,0,,{\\an8\\b1}Stilstaan,\\Nmeneer, {\\i1}nu{\\i0}"
    assert advanced(line) == "Stilstaan,\nmeneer, nu"
    assert subrip(b'<font color="red">3 < 4</font>\r\nja') == "3 < 4\nja"
    assert timed_text(b"\x00\x04ja\xc3\xa9\x00\x00\x00\x0cstyl") == "jaé"
