"""A session stopped while its film hangs, with the real player: black first, then the end."""

import threading
from collections.abc import Callable

import pytest

from tests.playback.clips import WatchedClip
from tests.playback.conftest import PATIENCE_S, Screen, until
from tests.session.session_doubles import World, passphrase
from tests.session.sessions import at_conditions
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState
from viewer_app.session.errors import WrongState
from viewer_app.session.machine import Session
from viewer_app.session.record import End, Reason, State


def session_with(player: FilmPlayer, clip: WatchedClip) -> tuple[World, Session]:
    """A session in which only the film remains to be started, and which opens this clip."""
    world = World()
    world.clips.open = lambda appointment, identity: clip  # type: ignore[method-assign]
    world.player = player  # type: ignore[assignment]
    return world, at_conditions(world)


class UnderWay:
    """A step on a thread of its own."""

    def __init__(self, step: Callable[[], None]) -> None:
        self.refused = False
        self._step = step
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        try:
            self._step()
        except WrongState:  # the session ended meanwhile, as it was asked to
            self.refused = True

    def done(self) -> bool:
        return not self._thread.is_alive()


def stopping(session: Session) -> UnderWay:
    return UnderWay(lambda: session.stop(End.ABORTED, Reason.CITIZEN_STOPPED))


def assert_ended(session: Session, player: FilmPlayer, screen: Screen) -> None:
    assert (session.state, session.end, session.reason) == (
        State.CLOSING,
        End.ABORTED,
        Reason.CITIZEN_STOPPED,
    )
    assert player.state is FilmState.EMPTY
    assert screen.now() is None
    assert screen.errors == []


def test_an_opening_that_hangs_is_stopped_and_recorded_as_the_visitors_wish(
    player: FilmPlayer, screen: Screen, heavy: bytes
) -> None:
    clip = WatchedClip(heavy, hold_from=70_000)
    world, session = session_with(player, clip)
    opening = UnderWay(lambda: session.start_viewing(passphrase()))
    assert clip.hanging.wait(PATIENCE_S)
    stop = stopping(session)
    assert until(stop.done)
    assert until(opening.done)
    assert not clip.gate.is_set(), "it returned while the read still hangs"
    assert_ended(session, player, screen)
    assert world.trail.actions[-4:] == [
        "viewing.started",
        "viewing.not_shown",
        "keys.wiped",
        "session.aborted",
    ]
    assert not opening.refused
    clip.gate.set()
    assert until(lambda: not player._engine.stalled)


def test_a_seek_that_hangs_is_stopped(player: FilmPlayer, screen: Screen, heavy: bytes) -> None:
    clip = WatchedClip(heavy, hold_from=5_000_000)
    world, session = session_with(player, clip)
    session.start_viewing(passphrase())
    seek = UnderWay(lambda: session.seek(player.length_ms * 3 // 4))
    assert clip.hanging.wait(PATIENCE_S)
    stop = stopping(session)
    assert until(stop.done)
    assert until(seek.done)
    assert not clip.gate.is_set()
    assert_ended(session, player, screen)
    assert world.trail.actions[-3:] == ["viewing.sought", "keys.wiped", "session.aborted"]
    clip.gate.set()
    assert until(lambda: not player._engine.stalled)


@pytest.mark.parametrize("times", [1, 2])
def test_a_first_read_that_hangs_is_stopped_before_anything_is_on_screen(
    player: FilmPlayer, screen: Screen, counted: bytes, times: int
) -> None:
    clip = WatchedClip(counted, hold_from=0)
    world, session = session_with(player, clip)
    opening = UnderWay(lambda: session.start_viewing(passphrase()))
    assert clip.hanging.wait(PATIENCE_S)
    stops = [stopping(session) for _ in range(times)]
    assert until(lambda: opening.done() and all(stop.done() for stop in stops))
    assert not clip.gate.is_set(), "it returned while the read still hangs"
    assert_ended(session, player, screen)
    assert screen.numbers == []
    assert "viewing.not_shown" in world.trail.actions
    clip.gate.set()
