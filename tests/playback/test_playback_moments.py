"""Two threads at the player in the one moment in which it matters."""

import threading
from typing import Any

import pytest

from tests.playback.clips import RATE, MemoryClip
from tests.playback.conftest import PATIENCE_S, Screen, until
from tests.playback.test_playback_stop import Opening, finish, painted
from viewer_app.playback import cueing, film
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState
from viewer_app.playback.timing import Timing


def test_a_command_that_stop_could_not_wait_for_lets_the_film_go(
    player: FilmPlayer, counted: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film, "STOP_PATIENCE_S", 0.01)
    player.open(MemoryClip(counted))
    busy, over = threading.Event(), threading.Event()

    def ask() -> None:
        with player._asking():
            busy.set()
            over.wait(PATIENCE_S)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    assert busy.wait(PATIENCE_S)
    finish(player.stop)
    assert not any(painted(player))
    assert player._engine._media is not None
    over.set()
    asking.join(PATIENCE_S)
    assert player.state is FilmState.EMPTY
    assert player._engine._media is None


def test_a_player_is_closed_whatever_is_opened_meanwhile(
    player: FilmPlayer, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    with player._command:
        opening = Opening(player, MemoryClip(counted))
        closing = threading.Thread(target=player.close, daemon=True)
        closing.start()
        player.stop()
    closing.join(PATIENCE_S)
    assert not closing.is_alive()
    assert until(opening.done)
    assert player.state is FilmState.EMPTY
    assert player._engine._closed
    with pytest.raises(PlaybackError) as refused:
        player.open(MemoryClip(counted))
    assert refused.value.code == "player.stopped"
    assert player.state is FilmState.EMPTY


def test_a_wish_of_the_film_before_is_none_of_this_one(player: FilmPlayer, counted: bytes) -> None:
    player.open(MemoryClip(counted))
    with player._command:  # so that the attendant comes to it only behind this
        player.scrub(3_000)
        player.open(MemoryClip(counted))
        assert not player._attendant.is_wanted


def test_who_seeks_as_a_part_ends_is_not_taken_back_to_its_start(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    player.open(MemoryClip(counted))
    player.set_loop(0, 2_900)
    player.play()
    with player._command:
        player._loop_passed()  # as libVLC's thread does
        player.seek(3_000)
    assert until(lambda: screen.ends == 1)
    assert (screen.loops, player.passes) == (0, 0)


def test_the_end_of_one_part_is_none_of_the_part_that_is_set_then(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    """Or that other part would be told to have run."""
    player.open(MemoryClip(counted))
    player.set_loop(0, 1_000)
    player.play()
    with player._command:
        player._loop_passed()  # as libVLC's thread does
        player.set_loop(500, 700)
    assert until(lambda: player.passes == 1)
    assert max(number for number in screen.numbers if number is not None) == RATE * 7 // 10 - 1


def test_what_libvlc_tells_does_not_undo_what_the_index_says(
    player: FilmPlayer, counted: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, timed = threading.Event(), threading.Event()

    def pause_libvlc(*facts: Any) -> Timing:
        timing = Timing(*facts)
        if threading.current_thread() is telling:
            told.set()
            timed.wait(0.3)
        return timing

    monkeypatch.setattr(cueing, "Timing", pause_libvlc)
    telling = threading.Thread(target=player._length_told, args=(4_000,), daemon=True)
    with player._command:
        player.open(MemoryClip(counted))
        telling.start()
        assert told.wait(PATIENCE_S)
        player.play()
    timed.set()
    telling.join(PATIENCE_S)
    assert player._timing.table is not None
    assert player._reel.timing.table is not None
    assert player._timing.last == 4 * RATE - 1
