"""Frame by frame, on and back, and the picture that a pause holds, as the position names it."""

import random
import time
from itertools import pairwise

import pytest

from tests.playback.clips import RATE, Films, MemoryClip, WatchedClip
from tests.playback.conftest import Screen, until
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState

LAST = 4 * RATE - 1


def middle_ms(number: int) -> int:
    return int((number + 0.5) * 1000 / RATE)


def named(player: FilmPlayer) -> int:
    """The frame that the position names."""
    return int(player.position_ms() * RATE / 1000 + 1e-3)


def shown(screen: Screen) -> list[int]:
    return [number for number in screen.numbers if number is not None]


def test_steps_show_the_very_next_frame_both_ways(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.seek(middle_ms(50))
    here = 50
    for frames in (1, 1, 1, 1, -1, -1, -1, -1, -1, -1, 1, 1, 2, -3, 12, -40, 1, -1, 70):
        player.step(frames)
        here += frames
        assert screen.now() == named(player) == here, frames
        assert player.state is FilmState.PAUSED
    assert screen.settles_at(here)


def test_a_step_past_an_end_shows_the_frame_there(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.seek(middle_ms(2))
    for _ in range(4):
        player.step(-1)
    assert screen.settles_at(0)
    player.step(1000)
    assert screen.settles_at(LAST)
    player.step(1)
    assert screen.settles_at(LAST)


def test_many_steps_back_go_past_what_is_in_memory(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.seek(middle_ms(110))
    capacity = player.surface.capacity
    assert capacity < 80
    for number in range(109, 29, -1):
        player.step(-1)
        assert screen.now() == named(player) == number


def test_what_was_just_seen_is_seen_again_without_reading(
    player: FilmPlayer, screen: Screen, heavy: bytes
) -> None:
    clip = WatchedClip(heavy)
    player.open(clip)
    player.play()
    assert until(lambda: (screen.now() or 0) >= 30)
    player.pause()
    held = screen.now()
    assert held is not None
    clip.gate.clear()  # whoever reads now waits
    for number in range(held - 1, held - 16, -1):
        player.step(-1)
        assert screen.now() == named(player) == number
    clip.gate.set()


def test_a_pause_holds_the_very_picture_that_is_on(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    chance = random.Random(17)  # noqa: S311
    player.seek(middle_ms(3))
    for _ in range(7):
        player.play()
        time.sleep(chance.random() * 0.4)
        player.pause()
        held = screen.now()
        assert held == named(player)
        assert screen.settles_at(held)
        player.step(-1)
        assert screen.now() == named(player) == max(held - 1, 0)


def test_no_frame_is_left_out_by_a_pause_or_by_steps(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.seek(middle_ms(10))
    for steps in ((), (-1,), (1, 1), (-1, -1, -1, 1)):
        for frames in steps:
            player.step(frames)
        held = screen.now()
        assert held is not None
        screen.numbers.clear()
        player.play()
        assert until(lambda: len(screen.numbers) > 8)
        player.pause()
        played = shown(screen)
        assert held <= played[0] <= held + 2, steps
        # the screen of the test may be late for one, but nothing is shown out of turn
        assert all(0 <= after - before <= 2 for before, after in pairwise(played)), steps


def test_back_from_the_end(player: FilmPlayer, screen: Screen, counted: bytes) -> None:
    player.open(MemoryClip(counted))
    player.seek(player.length_ms - 300)
    player.play()
    assert until(lambda: screen.ends == 1)
    assert screen.now() == LAST
    for number in (LAST - 1, LAST - 2):
        player.step(-1)
        assert player.state is FilmState.PAUSED
        assert screen.now() == named(player) == number
    player.play()
    assert until(lambda: screen.ends == 2)
    assert screen.now() == LAST
    player.step(1)
    assert screen.settles_at(LAST)


def test_frames_stored_in_another_order_are_stepped_in_order(
    player: FilmPlayer, screen: Screen, films: Films
) -> None:
    codec = ("-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-g", "30", "-c:a", "copy")
    source = films.counted(4, "--gop", "30")
    film = films.converted(source, "b-frames.mp4", *codec, "-movflags", "+faststart")
    player.open(MemoryClip(film.read_bytes()))
    here = 0
    for number in (50, 49, 91, 3):
        player.seek(middle_ms(number))
        assert screen.now() == named(player) == number
        for frames in (1, 1, -1, -1, -1, -1, -7, 3):
            player.step(frames)
            here = named(player)
            assert screen.now() == here
        assert here == max(max(number - 2, 0) - 7, 0) + 3
    player.seek(middle_ms(50))
    player.play()
    assert until(lambda: (screen.now() or 0) > 80)
    player.pause()
    held = screen.now()
    assert held is not None
    for number in range(held - 1, held - 20, -1):
        player.step(-1)
        assert screen.now() == number, "none was left out"


def test_uneven_frames_are_named_by_their_own_times(
    player: FilmPlayer, screen: Screen, films: Films
) -> None:
    """From frame 40 on only every third one is in the film, and is on three times as long."""
    kept = ("-vf", "select='lt(n\\,40)+not(mod(n\\,3))'", "-fps_mode", "vfr", "-an")
    codec = ("-c:v", "libx264", "-preset", "veryfast", "-bf", "0", "-g", "30")
    film = films.converted(films.counted(4, "--gop", "30"), "uneven.mp4", *kept, *codec)
    player.open(MemoryClip(film.read_bytes()))
    for position_ms, number in ((500, 15), (1450, 42), (2000, 60), (2999, 87), (3900, 117)):
        player.seek(position_ms)
        assert screen.now() == number
    player.seek(middle_ms(36))
    for number in (37, 38, 39, 42, 45, 48):
        player.step(1)
        assert screen.now() == named(player) == number
    player.play()
    assert until(lambda: (screen.now() or 0) > 70)
    player.pause()
    assert screen.now() == named(player)


@pytest.mark.slow
def test_steps_through_large_pictures(player: FilmPlayer, screen: Screen, films: Films) -> None:
    film = films.counted(3, "--gop", "60", "--silent", size="1920x1080")
    player.open(MemoryClip(film.read_bytes()))
    assert player.surface.capacity < 30
    player.seek(middle_ms(70))
    for number in range(69, 30, -1):
        player.step(-1)
        assert screen.now() == named(player) == number
    for number in range(32, 45):
        player.step(1)
        assert screen.now() == named(player) == number
