"""Storage that is slow, fails, goes away and comes back, under a film that plays."""

import io
import os
import threading
from pathlib import Path

import pytest

from tests.playback.clips import RATE, Films, MemoryClip, WatchedClip, seal
from tests.playback.conftest import PATIENCE_S, Screen, make_heavy, until
from viewer_app.evidence.age import AgeReader, FileSlice, X25519Identity, encrypt
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState

LATE = 20
"""A frame number of the heavy film that comes after the first stall."""


class Stick:
    """A sealed clip on a stick that can be pulled out: its handle is dead, and its path is gone."""

    def __init__(self, directory: Path, content: bytes) -> None:
        self._path = directory / "clip.age"
        self._away = directory / "elsewhere"
        self._identity: X25519Identity = seal(content, self._path)
        self._file = FileSlice.open(self._path)
        self.clip = AgeReader.open(self._file, [self._identity])

    def pull_out(self) -> None:
        self._path.rename(self._away)
        # reads through this handle fail in the kernel: nothing is mapped at address 0
        dead = os.open("/proc/self/mem", os.O_RDONLY)
        os.dup2(dead, self._file._file.fileno())
        os.close(dead)

    def put_back(self) -> None:
        self._away.rename(self._path)

    def put_another(self, content: bytes) -> None:
        """Another clip of the same size, sealed for the same key."""
        with self._path.open("wb") as sink:
            encrypt(io.BytesIO(content), sink, [self._identity.recipient])
        assert self._path.stat().st_size == self._away.stat().st_size


def shown(screen: Screen) -> list[int]:
    return [number for number in screen.numbers if number is not None]


@pytest.fixture
def stick(heavy: bytes, tmp_path: Path) -> Stick:
    return Stick(tmp_path, heavy)


def test_a_stick_pulled_out_and_put_back(player: FilmPlayer, screen: Screen, stick: Stick) -> None:
    player.open(stick.clip)
    stick.pull_out()
    player.play()
    assert until(lambda: screen.stalls == [True])
    assert screen.errors == []
    before = max(shown(screen))
    stick.put_back()
    assert until(lambda: screen.stalls == [True, False])
    player.play()
    assert until(lambda: max(shown(screen)) > max(before, LATE))
    assert until(lambda: player.state is FilmState.ENDED)
    assert screen.errors == []


def test_where_a_film_waits_for_its_storage_is_where_it_was_sent(
    player: FilmPlayer, screen: Screen, stick: Stick
) -> None:
    """Or the film between there and here would seem to have run."""
    player.open(stick.clip)
    player.set_speed(50)
    player.play()
    assert until(lambda: player.position_ms() > 0)
    stick.pull_out()
    assert until(lambda: screen.stalls == [True])
    player.seek(1_900)
    assert (player.state, player.position_ms()) == (FilmState.PLAYING, 1_900)
    stick.put_back()
    assert until(lambda: screen.stalls == [True, False])
    assert until(lambda: player.position_ms() > 1_940)


def test_a_film_that_begins_again_while_its_storage_is_away_is_at_its_start(
    player: FilmPlayer, screen: Screen, stick: Stick
) -> None:
    player.open(stick.clip)
    player.play()
    assert until(lambda: player.state is FilmState.ENDED)
    stick.pull_out()
    beginning = threading.Thread(target=player.play, daemon=True)
    beginning.start()
    assert until(lambda: screen.stalls == [True])
    assert player.position_ms() == 0
    stick.put_back()
    beginning.join(PATIENCE_S)
    assert not beginning.is_alive()
    assert player.state is FilmState.PLAYING


def test_another_clip_put_in_its_place_is_found_out(
    player: FilmPlayer, screen: Screen, stick: Stick, heavy: bytes
) -> None:
    player.open(stick.clip)
    stick.pull_out()
    player.play()
    assert until(lambda: screen.stalls == [True])
    stick.put_another(heavy)  # the very same film, but sealed another time
    assert until(lambda: screen.errors != [])
    assert [error.code for error in screen.errors] == ["clip.not_authentic"]
    assert player.state is FilmState.FAILED
    assert screen.now() is None


def test_a_stop_while_the_storage_is_away(
    player: FilmPlayer, screen: Screen, stick: Stick, counted: bytes
) -> None:
    player.open(stick.clip)
    stick.pull_out()
    player.play()
    assert until(lambda: screen.stalls == [True])
    player.stop()
    assert not player._engine.stalled
    stick.clip.wipe()
    assert player.state is FilmState.EMPTY
    player.open(MemoryClip(counted))
    assert screen.now() is not None
    assert screen.stalls == [True]
    assert screen.errors == []


def test_a_read_that_takes_too_long_and_then_comes(
    player: FilmPlayer, screen: Screen, films: Films
) -> None:
    clip = WatchedClip(make_heavy(films, key_frames=600), hold_from=4_700_000)
    player.open(clip)
    player.play()
    assert until(lambda: screen.stalls == [True])
    before = max(shown(screen))
    assert before < 2 * RATE - 20  # on a busy machine libVLC has read so far before it plays
    clip.gate.set()
    assert until(lambda: screen.stalls == [True, False])
    player.play()
    assert until(lambda: player.state is FilmState.ENDED)
    assert screen.errors == []
    # it goes on with the next picture, not with the next key frame, of which there is but the first
    assert len({number for number in shown(screen) if number > before}) > 10


@pytest.mark.parametrize("playing", [False, True], ids=["held", "playing"])
def test_a_place_is_sought_whose_read_hangs(
    player: FilmPlayer, screen: Screen, heavy: bytes, playing: bool
) -> None:
    clip = WatchedClip(heavy, hold_from=7_500_000)
    player.open(clip)
    if playing:
        player.play()
    player.seek(1_950)
    assert until(lambda: screen.stalls == [True])
    assert player.state is (FilmState.PLAYING if playing else FilmState.PAUSED)
    clip.gate.set()
    assert until(lambda: screen.now() == 58 + playing)
    assert screen.stalls == [True, False]
    assert screen.errors == []


def test_the_storage_may_be_away_when_it_is_opened(
    player: FilmPlayer, screen: Screen, stick: Stick
) -> None:
    stick.pull_out()
    opening = threading.Thread(target=player.open, args=(stick.clip,), daemon=True)
    opening.start()
    assert until(lambda: screen.stalls == [True])
    stick.put_back()
    opening.join(PATIENCE_S)
    assert not opening.is_alive()
    assert player.state is FilmState.PAUSED
    assert screen.now() is not None
