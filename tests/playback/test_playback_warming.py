"""The black film at sign-in: nobody is told of it, and it is never in anybody's way."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from tests.playback.clips import MemoryClip
from tests.playback.conftest import Screen, until
from viewer_app.playback import warming
from viewer_app.playback.listener import FilmState
from viewer_app.playback.warming import WarmedPlayer


@pytest.fixture
def warmed(screen: Screen) -> Iterator[WarmedPlayer]:
    player = WarmedPlayer(screen)
    screen.start(player)
    yield player
    player.close()
    screen.close()


FIRST = ([0], [1])
"""On a busy machine libVLC leaves out the first picture when it starts; playing goes back to it."""


def shows_the_film(screen: Screen) -> bool:
    return until(lambda: [screen.now()] in FIRST)


def told(screen: Screen) -> tuple[object, ...]:
    return screen.numbers, screen.errors, screen.ends, screen.loops, screen.stalls, screen.changes


def test_nobody_is_told_of_it_and_the_recording_after_it_is_shown(
    warmed: WarmedPlayer, screen: Screen, counted: bytes
) -> None:
    warmed.warm()
    assert until(lambda: warmed.is_warm)
    assert warmed.surface._buffers is not None, "nothing was played"
    assert (warmed.surface._buffers.width, warmed.surface._buffers.height) == (1920, 1080)
    assert told(screen) == ([], [], 0, 0, [], 0)
    at_rest = (warmed.state, warmed.length_ms, warmed.position_ms(), screen.now())
    assert at_rest == (FilmState.EMPTY, 0, 0, None)
    warmed.open(MemoryClip(counted))
    assert until(lambda: screen.numbers[:1] in FIRST)
    assert warmed.state is FilmState.PAUSED
    warmed.play()
    assert until(lambda: screen.ends == 1)


def test_a_recording_opened_meanwhile_is_the_one_that_is_shown(
    counted: bytes,
) -> None:
    for delay in (0, 0.002, 0.01, 0.03):
        screen = Screen()
        player = WarmedPlayer(screen)
        screen.start(player)
        player.warm()
        time.sleep(delay)
        player.open(MemoryClip(counted))
        assert player.is_warm
        assert shows_the_film(screen), f"another picture, {delay} s after the warming began"
        assert player.state is FilmState.PAUSED
        assert screen.errors == []
        player.close()
        screen.close()


def test_nothing_is_warmed_while_a_recording_is_open_or_after_one(
    warmed: WarmedPlayer, screen: Screen, counted: bytes
) -> None:
    warmed.open(MemoryClip(counted))
    before = threading.active_count()
    warmed.warm()
    assert threading.active_count() == before
    assert shows_the_film(screen)


@pytest.mark.usefixtures("warmed")
@pytest.mark.parametrize("content", [None, b"", b"not a film" * 100])
def test_without_a_film_that_plays_the_recording_is_shown_all_the_same(
    screen: Screen,
    counted: bytes,
    content: bytes | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    warmed = cast(WarmedPlayer, screen.player)
    film = tmp_path / "black.mp4"
    if content is not None:
        film.write_bytes(content)
    monkeypatch.setattr(warming, "resource", lambda *_: film)
    warmed.warm()
    assert until(lambda: warmed.is_warm)
    assert told(screen)[1:] == ([], 0, 0, [], 0)
    warmed.open(MemoryClip(counted))
    assert shows_the_film(screen)


def test_the_player_can_be_closed_while_it_warms_up(screen: Screen) -> None:
    player = WarmedPlayer(screen)
    player.warm()
    player.close()
    assert player.is_warm
    assert told(screen) == ([], [], 0, 0, [], 0) or screen.changes == 1
