"""Playing, seeking, ending and replaying: which frame is really shown."""

import gc
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.playback.clips import RATE, Films, MemoryClip, sealed
from tests.playback.conftest import Screen, until
from viewer_app.playback.film import LOUDEST, FilmPlayer
from viewer_app.playback.listener import FilmState

LAST = 4 * RATE - 1


def middle_ms(number: int) -> int:
    """A time at which this frame is on."""
    return int((number + 0.5) * 1000 / RATE)


def test_open_shows_the_first_picture_and_holds_it(
    player: FilmPlayer, screen: Screen, counted: bytes, tmp_path: Path
) -> None:
    player.open(sealed(counted, tmp_path))
    # on a busy machine libVLC may leave out the very first picture; then it comes a moment later
    assert screen.now() in (0, 1)
    assert player.state is FilmState.PAUSED
    assert player.length_ms == pytest.approx(4000, abs=50)
    assert player.has_audio
    assert player.position_ms() == 0
    assert until(lambda: screen.now() == 0)
    assert not until_changed(screen, 0)
    assert player.position_ms() == 0
    assert screen.ends == 0


def between(screen: Screen, first: int, end: int) -> Callable[[], bool]:
    return lambda: first <= (screen.now() or 0) < end


def has_ended(screen: Screen, times: int) -> Callable[[], bool]:
    return lambda: screen.ends == times


def until_changed(screen: Screen, number: int | None) -> bool:
    """Whether another picture comes within half a second."""
    latest = time.monotonic() + 0.5
    while time.monotonic() < latest:
        if screen.now() != number:
            return True
        time.sleep(0.01)
    return False


def test_every_frame_is_shown_in_order_to_the_end(
    player: FilmPlayer, screen: Screen, films: Films, tmp_path: Path
) -> None:
    player.open(sealed(films.counted(2, "--gop", "30").read_bytes(), tmp_path))
    player.play()
    assert until(lambda: screen.ends == 1)
    assert player.state is FilmState.ENDED
    assert player.position_ms() == player.length_ms
    shown = [number for number in screen.numbers if number is not None]
    assert None not in screen.numbers
    # the picture at opening may be the second one: playing goes back to the start all the same
    at_opening, *played = shown
    assert at_opening in (0, 1)
    assert played == sorted(played)
    # a busy machine may leave out a picture; most of them must be there, and the last must
    assert played[0] <= 2
    assert len(set(played)) > 0.7 * 2 * RATE
    assert screen.now() == 2 * RATE - 1
    assert screen.errors == []


def test_a_film_plays_again_after_its_end(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.seek(player.length_ms - 200)
    player.play()
    assert until(lambda: screen.ends == 1)
    screen.numbers.clear()
    player.play()
    assert player.state is FilmState.PLAYING
    assert until(lambda: len(screen.numbers) >= 10)
    again = [number for number in screen.numbers if number is not None]
    assert again[0] < 5
    assert again == sorted(again)
    player.seek(player.length_ms - 200)
    assert until(lambda: screen.ends == 2)


def test_seeking_after_the_end_pauses_there(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.seek(player.length_ms - 200)
    player.play()
    assert until(lambda: screen.ends == 1)
    player.seek(middle_ms(42))
    assert player.state is FilmState.PAUSED
    assert screen.settles_at(42)
    assert player.position_ms() == middle_ms(42)


def test_seeks_land_on_the_very_frame(
    player: FilmPlayer, screen: Screen, counted: bytes, tmp_path: Path
) -> None:
    player.open(sealed(counted, tmp_path))
    numbers = [0, 1, 29, 30, 31, LAST, 0, LAST - 1, *random.Random(7).sample(range(LAST), 12)]  # noqa: S311
    for number in numbers:
        player.seek(middle_ms(number))
        assert screen.settles_at(number), number
        assert player.position_ms() == middle_ms(number)


@pytest.mark.parametrize("position_ms", [0, 999, 1000, 1001, 10**9, -5])
def test_any_position_is_a_frame(
    player: FilmPlayer, screen: Screen, counted: bytes, position_ms: int
) -> None:
    player.open(MemoryClip(counted))
    player.seek(position_ms)
    frame = min(max(position_ms, 0) * RATE // 1000, LAST)
    assert screen.settles_at(frame)
    assert 0 <= player.position_ms() <= player.length_ms


def test_seeking_right_after_a_pause_never_freezes_the_picture(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    chance = random.Random(3)  # noqa: S311
    for _ in range(8):
        player.seek(middle_ms(10))
        player.play()
        time.sleep(chance.random() / 3)
        player.pause()
        for number in (0, chance.randrange(LAST)):
            player.seek(middle_ms(number))
            assert screen.settles_at(number)


def test_fifty_seeks_in_a_hurry_end_at_the_last(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    for number in range(50):
        player.seek(middle_ms(number))
        time.sleep(0.005)
    assert screen.settles_at(49)


def test_pause_holds_and_play_goes_on_from_there(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.play()
    assert until(lambda: (screen.now() or 0) > 5)
    player.pause()
    time.sleep(0.2)
    held = screen.now()
    assert held is not None
    assert player.state is FilmState.PAUSED
    assert not until_changed(screen, held)
    screen.numbers.clear()
    player.play()
    assert until(lambda: len(screen.numbers) >= 5)
    after = [number for number in screen.numbers if number is not None]
    assert held <= after[0] <= held + 5


def test_seeking_while_playing_plays_on_from_there(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.play()
    assert until(lambda: (screen.now() or 0) > 3)
    player.seek(middle_ms(60))
    assert player.state is FilmState.PLAYING
    assert until(lambda: (screen.now() or 0) >= 60)
    here = screen.now() or 0
    assert until(lambda: (screen.now() or 0) > here)


def test_the_position_is_that_of_the_picture(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.play()
    assert until(lambda: (screen.now() or 0) > 3)
    for target in (None, 60, 15):
        if target is not None:
            player.seek(middle_ms(target))
            assert until(between(screen, target, target + 15))
        for _ in range(10):
            time.sleep(0.05)
            number = screen.now()
            assert number is not None
            assert player.position_ms() == pytest.approx(middle_ms(number), abs=250)


def test_several_clips_one_after_another(
    player: FilmPlayer, screen: Screen, films: Films, counted: bytes, tmp_path: Path
) -> None:
    other = films.counted(1, "--silent", size="426x240").read_bytes()
    for content, size, sound in [(counted, (640, 360), True), (other, (426, 240), False)] * 2:
        player.open(sealed(content, tmp_path))
        with player.surface.borrow() as frame:
            assert frame is not None
            assert (frame.width, frame.height) == size
            assert len(frame.pixels) == frame.stride * frame.height
        assert player.has_audio is sound
        player.seek(middle_ms(20))
        assert screen.settles_at(20)


def test_a_film_of_one_frame_ends(player: FilmPlayer, screen: Screen, films: Films) -> None:
    player.open(MemoryClip(films.counted(0.03, "--silent").read_bytes()))
    assert screen.now() == 0
    for times in (1, 2):
        player.play()
        assert until(has_ended(screen, times))
        assert screen.now() == 0


def test_callbacks_outlive_the_garbage_collector(
    player: FilmPlayer, screen: Screen, counted: bytes, tmp_path: Path
) -> None:
    player.open(sealed(counted, tmp_path))
    player.seek(2000)
    player.play()
    while player.state is FilmState.PLAYING:
        gc.collect()
        time.sleep(0.05)  # or libVLC's threads would wait for the interpreter all the time
    assert until(lambda: screen.ends == 1)
    assert screen.now() == LAST


def test_volume_stays_within_bounds_and_from_clip_to_clip(
    player: FilmPlayer, counted: bytes
) -> None:
    assert player.volume == LOUDEST
    player.volume = 250
    assert player.volume == LOUDEST
    player.volume = -3
    assert player.volume == 0
    player.volume = 40
    player.open(MemoryClip(counted))
    player.play()
    player.volume = 30
    player.stop()
    player.open(MemoryClip(counted))
    assert player.volume == 30


def test_without_a_clip_nothing_happens(player: FilmPlayer, screen: Screen) -> None:
    player.play()
    player.pause()
    player.seek(1000)
    player.stop()
    assert player.state is FilmState.EMPTY
    assert (player.length_ms, player.position_ms(), player.has_audio) == (0, 0, False)
    assert screen.now() is None
