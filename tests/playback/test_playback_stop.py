"""Stopping: at any moment, from any thread, past a disk that hangs, and what is left after it."""

import faulthandler
import gc
import os
import random
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.playback.clips import BrokenClip, MemoryClip, WatchedClip, sealed
from tests.playback.conftest import PATIENCE_S, Screen, until
from viewer_app.evidence.age import AgeReader
from viewer_app.playback.buffers import FrameBuffers
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState
from viewer_app.session.ports import Clip

STOPS = 60


def finish(action: Callable[[], None]) -> None:
    """Do it under a watchdog: a deadlock fails the test and shows where every thread stands."""
    worker = threading.Thread(target=action, daemon=True)
    worker.start()
    worker.join(PATIENCE_S)
    if worker.is_alive():
        faulthandler.dump_traceback()
        pytest.fail("a deadlock")


def painted(player: FilmPlayer) -> list[bool]:
    """For each buffer that libVLC paints into, whether anything but black is in it."""
    buffers = player.surface._buffers
    assert buffers is not None
    return painted_in(buffers)


def painted_in(buffers: FrameBuffers) -> list[bool]:
    # counting is twenty times as quick as looking at each byte
    return [memory.count(0) < len(memory) for memory in map(bytes, buffers.memory)]


def reading() -> set[threading.Thread]:
    """The threads that read a clip ahead."""
    return {thread for thread in threading.enumerate() if thread.name == "read-ahead"}


def threads() -> int:
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - only their number


def files() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


class Opening:
    """An ``open`` under way on a thread of its own."""

    def __init__(self, player: FilmPlayer, clip: Clip) -> None:
        self._player = player
        self._clip = clip
        self.error: PlaybackError | None = None
        self._thread = threading.Thread(target=self._open, daemon=True)
        self._thread.start()

    def _open(self) -> None:
        try:
            self._player.open(self._clip)
        except PlaybackError as error:
            self.error = error

    def done(self) -> bool:
        return not self._thread.is_alive()


def moment(name: str, player: FilmPlayer, clip: Clip, chance: random.Random) -> Opening | None:
    """Bring the player to some moment of a kind."""
    opening = Opening(player, clip)
    if name == "opening":
        time.sleep(chance.random() * 0.15)
        return opening
    assert until(opening.done)
    if name == "seeking":
        for _ in range(chance.randrange(1, 4)):
            player.seek(chance.randrange(4000))
        return opening
    player.seek(chance.randrange(3000) if name != "at the end" else 3950)
    player.play()
    if name == "at the end":
        time.sleep(chance.random() * 0.5)
    elif name == "playing and seeking":
        time.sleep(chance.random() * 0.1)
        player.seek(chance.randrange(4000))
    else:
        time.sleep(chance.random() * 0.2)
    if name == "paused":
        player.pause()
        time.sleep(chance.random() * 0.1)
    return opening


MOMENTS = ("opening", "playing", "seeking", "playing and seeking", "paused", "at the end")


@pytest.mark.slow
def test_sixty_stops_never_deadlock_and_leave_nothing(
    player: FilmPlayer, screen: Screen, counted: bytes, tmp_path: Path
) -> None:
    chance = random.Random(11)  # noqa: S311
    asking = threading.Event()

    def ask() -> None:
        """As the screen does, from a thread of its own."""
        while not asking.wait(0.01):
            assert 0 <= player.position_ms() <= 4100
            player.volume = player.volume

    asker = threading.Thread(target=ask, daemon=True)
    asker.start()
    left: list[weakref.ref[AgeReader]] = []
    before = (0, 0)
    for number in range(STOPS):
        clip = sealed(counted, tmp_path)
        left.append(weakref.ref(clip))
        opening = moment(MOMENTS[number % len(MOMENTS)], player, clip, chance)
        finish(player.stop)
        assert opening is None or until(opening.done)
        # where it was not yet under way when it was to be stopped
        finish(player.stop)
        assert player.state is FilmState.EMPTY
        assert screen.now() is None
        assert not any(painted(player))
        clip.wipe()
        del clip, opening
        if number == len(MOMENTS):
            before = (threads(), files())
    asking.set()
    asker.join()
    gc.collect()
    assert [ref for ref in left if ref() is not None] == []
    assert screen.errors == []
    # the asking thread is gone as well
    assert until(lambda: threads() < before[0])
    assert files() <= before[1]
    player.open(MemoryClip(counted))
    assert screen.now() is not None


def test_a_stop_makes_an_open_under_way_give_up(
    player: FilmPlayer, screen: Screen, counted: bytes, heavy: bytes
) -> None:
    clip = WatchedClip(heavy, hold_from=70_000)
    opening = Opening(player, clip)
    assert clip.hanging.wait(PATIENCE_S)
    finish(player.stop)
    assert until(opening.done)
    assert opening.error is not None
    assert opening.error.code == "player.stopped"
    assert player.state is FilmState.EMPTY
    player.open(MemoryClip(counted))
    assert screen.now() is not None
    clip.gate.set()
    assert screen.errors == []


def test_a_stop_does_not_wait_for_the_very_first_read(
    player: FilmPlayer, screen: Screen, counted: bytes
) -> None:
    clip = WatchedClip(counted, hold_from=0)
    opening = Opening(player, clip)
    assert clip.hanging.wait(PATIENCE_S)
    finish(player.stop)
    assert until(opening.done)
    assert not clip.gate.is_set()
    assert opening.error is not None
    assert opening.error.code == "player.stopped"
    assert player.state is FilmState.EMPTY
    assert screen.now() is None
    player.open(MemoryClip(counted))
    assert screen.now() is not None
    clip.gate.set()


def test_stopping_from_two_threads_at_once(player: FilmPlayer, counted: bytes) -> None:
    for _ in range(5):
        player.open(MemoryClip(counted))
        player.play()
        other = threading.Thread(target=player.stop, daemon=True)
        other.start()
        finish(player.stop)
        other.join(PATIENCE_S)
        assert not other.is_alive()
        assert player.state is FilmState.EMPTY


def test_a_read_that_hangs_does_not_hold_up_a_stop(
    player: FilmPlayer, screen: Screen, counted: bytes, heavy: bytes
) -> None:
    clip = WatchedClip(heavy, hold_from=5_000_000)
    before = reading()
    player.open(clip)
    (hung,) = reading() - before
    player.play()
    assert clip.hanging.wait(PATIENCE_S)
    assert any(painted(player))
    finish(player.stop)  # returns while the read still hangs
    assert not clip.gate.is_set()
    assert player.state is FilmState.EMPTY
    assert not any(painted(player))
    assert screen.now() is None
    for command in (player.play, player.pause, lambda: player.seek(1000), player.stop):
        finish(command)
    # nobody waits for that read any more: the next film opens at once
    player.open(MemoryClip(counted))
    player.seek(1000)
    assert screen.settles_at(30)
    clip.gate.set()
    assert until(lambda: not hung.is_alive())
    assert screen.errors == []
    assert screen.ends == 0


def test_nothing_is_read_after_a_stop(player: FilmPlayer, heavy: bytes) -> None:
    clip = WatchedClip(heavy)
    player.open(clip)
    player.play()
    before = clip.reads
    assert until(lambda: clip.reads > before)
    player.stop()
    after = clip.reads
    time.sleep(0.3)
    assert clip.reads == after


@pytest.mark.parametrize("name", MOMENTS[1:])
def test_no_picture_is_left_in_memory(
    player: FilmPlayer, screen: Screen, counted: bytes, name: str
) -> None:
    moment(name, player, MemoryClip(counted), random.Random(5))  # noqa: S311
    assert any(painted(player))
    player.stop()
    assert not any(painted(player))
    assert screen.now() is None


def test_no_picture_is_left_in_memory_after_an_error(
    player: FilmPlayer, screen: Screen, heavy: bytes
) -> None:
    player.open(BrokenClip(heavy, 4_000_000, RuntimeError("gone")))
    assert any(painted(player))
    player.play()
    assert until(lambda: screen.errors != [])
    # libVLC goes on for a while with what it had read; every picture of that is black, too
    for _ in range(10):
        assert screen.now() is None
        time.sleep(0.05)
    player.stop()
    assert not any(painted(player))


def test_a_closed_player_stays_closed(player: FilmPlayer, counted: bytes) -> None:
    player.open(MemoryClip(counted))
    player.play()
    buffers = player.surface._buffers
    assert buffers is not None
    player.close()
    player.close()
    player.volume = 30
    assert player.state is FilmState.EMPTY
    assert player.surface.frame is None
    assert not any(painted_in(buffers))
    left = weakref.ref(buffers)
    del buffers
    assert left() is None  # nobody keeps this much memory for a player that is gone
