"""Other speeds, a part over and over, and dragging: which frames are shown, and none too many."""

import time
from collections.abc import Callable
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
    return int(player.position_ms() * RATE / 1000 + 1e-3)


def shown(screen: Screen) -> list[int]:
    assert None not in screen.numbers
    return [number for number in screen.numbers if number is not None]


def is_at(player: FilmPlayer, number: int) -> Callable[[], bool]:
    return lambda: named(player) >= number


@pytest.mark.parametrize("percent", [50, 200, 400])
def test_every_frame_is_shown_at_any_speed(
    player: FilmPlayer, screen: Screen, counted: bytes, percent: int
) -> None:
    player.open(MemoryClip(counted))
    first = 70 if percent < 100 else 5
    player.seek(middle_ms(first))
    player.set_speed(percent)
    screen.numbers.clear()
    player.play()
    assert player.state is FilmState.PLAYING
    assert until(is_at(player, first + 34))
    player.pause()
    held = screen.now()
    assert held == named(player)
    played = shown(screen)
    # the screen of the test may be late for a few, as it says itself by showing later ones
    assert all(0 <= after - before <= 3 for before, after in pairwise(played))
    assert len(set(played)) > 20
    assert held in (played[-1], played[-1] + 1)


def test_a_faster_speed_is_faster(player: FilmPlayer, counted: bytes) -> None:
    player.open(MemoryClip(counted))
    taken = []
    for percent in (50, 100, 400):
        player.seek(middle_ms(20))
        player.set_speed(percent)
        begun = time.monotonic()
        player.play()
        assert until(is_at(player, 36))
        taken.append(time.monotonic() - begun)
        player.pause()
    assert taken == sorted(taken, reverse=True)


def test_the_speed_changes_while_running_and_goes_with_the_film(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.play()
    for percent, number in ((200, 30), (100, 45), (400, 80), (50, 85), (100, 95)):
        player.set_speed(percent)
        assert player.speed_percent == percent
        assert until(is_at(player, number))
    assert until(lambda: screen.ends == 1)
    assert screen.now() == LAST
    played = shown(screen)[1:]
    assert played == sorted(played)
    player.set_speed(9999)
    assert player.speed_percent == 400
    player.play()
    assert until(lambda: screen.ends == 2)
    assert screen.now() == LAST
    player.stop()
    player.set_speed(200)
    player.open(MemoryClip(counted))
    assert player.speed_percent == 100


@pytest.mark.parametrize("percent", [100, 400])
def test_a_part_is_repeated_to_the_frame(
    player: FilmPlayer, screen: Screen, counted: bytes, percent: int
) -> None:
    player.open(MemoryClip(counted))
    player.seek(middle_ms(40))
    player.set_loop(1000, 1500)
    player.set_speed(percent)
    assert screen.now() == 40, "nothing moves"
    screen.numbers.clear()
    player.play()
    assert until(lambda: screen.loops == 2)
    assert player.passes == 2
    player.pause()
    played = shown(screen)
    assert set(played) <= set(range(30, 45))
    assert {30, 31} & set(played)
    assert played.count(44) >= 1
    assert screen.ends == 0
    player.clear_loop()
    player.play()
    assert until(is_at(player, 60))
    assert player.passes == 2


def test_a_part_that_ends_with_the_film(player: FilmPlayer, screen: Screen, counted: bytes) -> None:
    player.open(MemoryClip(counted))
    player.set_loop(3500, player.length_ms)
    player.seek(middle_ms(110))
    screen.numbers.clear()
    player.play()
    assert until(lambda: screen.loops == 2)
    player.clear_loop()
    assert until(lambda: screen.ends == 1)
    assert screen.loops == player.passes
    played = shown(screen)
    assert played.count(LAST) >= 2
    assert min(played) == 105


def test_from_behind_the_part_the_film_runs_on(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.set_loop(500, 1000)
    player.play()
    player.seek(middle_ms(100))
    assert until(lambda: screen.ends == 1)
    assert screen.loops == 0
    player.seek(middle_ms(5))
    player.play()
    assert until(lambda: screen.loops == 1), "and into the part from before it"


def test_dragging_shows_pictures_and_ends_at_the_last(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.play()
    screen.numbers.clear()
    for number in [*range(0, 100, 2), *range(100, 20, -2)]:
        player.scrub(middle_ms(number))
        time.sleep(0.01)
    assert until(lambda: screen.now() == 22)
    assert player.state is FilmState.PAUSED
    assert named(player) == 22
    assert len(set(shown(screen))) > 5, "while it is dragged"
    player.seek(middle_ms(23))
    assert screen.settles_at(23)


def test_letting_go_forgets_what_was_dragged_before(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    for number in (10, 80, 33):
        for place in range(9):
            player.scrub(middle_ms(place * 12))
        player.seek(middle_ms(number))
        assert screen.settles_at(number)
        assert named(player) == number


def test_what_cannot_be_read_is_held_named_and_done_later(
    player: FilmPlayer, screen: Screen, heavy: bytes
) -> None:
    clip = WatchedClip(heavy, hold_from=4_000_000)
    player.open(clip)
    player.play()
    assert until(lambda: screen.stalls == [True])
    held = named(player)
    assert screen.now() == held
    time.sleep(0.3)
    assert named(player) == screen.now(), "the position stands with the picture"
    player.seek(1900)  # returns, though nothing can be read there
    player.scrub(1700)
    player.step(-1)
    player.seek(1900)
    clip.gate.set()
    assert until(lambda: screen.stalls == [True, False])
    assert until(lambda: screen.now() == 57)
    assert named(player) == 57
    assert screen.errors == []


def test_a_short_film_is_shown_to_its_end_where_libvlc_leaves_out_the_last_frames(
    player: FilmPlayer, screen: Screen, films: Films, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As libVLC does now and then with what its decoder still has; here it does each time."""
    short = films.stamped("short.mp4", 0.5, "-c:v", "libx264", "-preset", "veryfast")
    player.open(MemoryClip(short.read_bytes()))
    assert screen.settles_at(0)
    count = player.surface._count
    display = count.display

    def leave_out(now_ms: float, *, same: bool) -> int | None:
        return None if count._running and count.frame == 10 else display(now_ms, same=same)

    monkeypatch.setattr(count, "display", leave_out)
    player.play()
    assert until(lambda: screen.ends == 1)
    assert screen.now() == 14
    assert player.position_ms() == player.length_ms
    player.play()  # and again from the start
    assert until(lambda: screen.ends == 2)
    assert screen.now() == 14
    assert screen.errors == []


def test_a_film_that_is_played_as_soon_as_it_is_open_begins_with_its_first_frame(
    player: FilmPlayer, films: Films, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy machine the picture that is there by then may be the second one."""
    film = films.stamped("short.mp4", 0.5, "-c:v", "libx264", "-preset", "veryfast")
    seen: list[int] = []
    with player._command:
        player.open(MemoryClip(film.read_bytes()))
        assert player.surface.frame is None
        monkeypatch.setattr(player._clock, "show", lambda frame, _: seen.append(frame))
        player.play()
    assert until(lambda: len(seen) > 3)
    assert seen[0] == 0
