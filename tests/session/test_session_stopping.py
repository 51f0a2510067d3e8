"""Stopping while another step of the film is under way and does not come back by itself."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from tests.session.session_doubles import FakePlayer, World, as_read_back, passphrase
from tests.session.sessions import at_conditions, viewing
from viewer_app.audit.viewing import read_viewing
from viewer_app.errors import InzageError
from viewer_app.session.errors import WrongState
from viewer_app.session.machine import Session
from viewer_app.session.ports import Clip
from viewer_app.session.record import End, Reason, State

PATIENCE_S = 20


@dataclass
class HangingPlayer(FakePlayer):
    """Opens, plays or seeks until it is stopped, as where a disk hangs; then knows no position."""

    hangs_in: str = ""
    hanging: threading.Event = field(default_factory=threading.Event)
    stopped: threading.Event = field(default_factory=threading.Event)

    def open(self, clip: Clip) -> None:
        super().open(clip)
        if self._hang("open"):
            raise InzageError("player.stopped")

    def play(self) -> None:
        super().play()
        self._hang("play")

    def seek(self, position_ms: int) -> None:
        super().seek(position_ms)
        self._hang("seek")

    def stop(self) -> None:
        super().stop()
        self.stopped.set()

    def _hang(self, command: str) -> bool:
        if self.hangs_in != command:
            return False
        self.stopped.clear()
        self.hanging.set()
        assert self.stopped.wait(PATIENCE_S), "nobody stopped it"
        self.at_ms = 0
        return True


def start(step: Callable[[], object]) -> tuple[threading.Thread, list[BaseException]]:
    """Take a step on a thread of its own, and keep what it raised."""
    raised: list[BaseException] = []

    def work() -> None:
        try:
            step()
        except BaseException as error:  # noqa: BLE001 - told to the test
            raised.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread, raised


def stop_meanwhile(session: Session, player: HangingPlayer, step: Callable[[], object]) -> None:
    """The visitor wants to stop while the step hangs; both come back, and nothing went wrong."""
    under_way, raised = start(step)
    assert player.hanging.wait(PATIENCE_S)
    stopping, refused = start(lambda: session.stop(End.ABORTED, Reason.CITIZEN_STOPPED))
    for thread in (stopping, under_way):
        thread.join(PATIENCE_S)
        assert not thread.is_alive()
    assert raised == []
    # where the step itself ended the session there is nothing left to stop
    assert all(isinstance(error, WrongState) for error in refused)
    assert (session.state, session.end, session.reason) == (
        State.CLOSING,
        End.ABORTED,
        Reason.CITIZEN_STOPPED,
    )


def hanging(command: str) -> tuple[World, HangingPlayer]:
    player = HangingPlayer(hangs_in=command)
    return World(player=player), player


def test_stopping_an_opening_that_hangs_gives_the_viewing_back() -> None:
    world, player = hanging("open")
    session = at_conditions(world)
    stop_meanwhile(session, player, lambda: session.start_viewing(passphrase()))
    assert world.trail.actions[-4:] == [
        "viewing.started",
        "viewing.not_shown",
        "keys.wiped",
        "session.aborted",
    ]
    assert world.clips.opened[0].wiped
    assert player.clip is None


def test_stopping_a_seek_that_hangs_counts_only_what_ran_before() -> None:
    world, player = hanging("seek")
    session = viewing(world)
    session.play()
    player.at_ms = 4_000
    stop_meanwhile(session, player, lambda: session.seek(50_000))
    assert world.trail.actions[-4:] == [
        "viewing.sought",
        "viewing.shown",
        "keys.wiped",
        "session.aborted",
    ]
    story = read_viewing([as_read_back(event) for event in world.trail.events])
    assert story.measured == ((0, 4_000, 100, 1),)


def test_stopping_a_film_that_hangs_as_it_begins_counts_nothing() -> None:
    world, player = hanging("")
    session = viewing(world)
    player.run_out()
    session.film_ended()
    player.hangs_in = "play"
    stop_meanwhile(session, player, session.play)
    assert not session.playing
    assert "viewing.shown" not in world.trail.actions


def test_where_the_film_was_is_noted_before_the_player_forgets() -> None:
    world, player = hanging("seek")
    session = viewing(world)
    stop_meanwhile(session, player, lambda: session.seek(7_300))
    assert world.trail.events[-1].details == {"reason": "citizen_stopped", "position_ms": 7_300}


@pytest.mark.parametrize("step", ["play", "pause", "seek"])
def test_what_comes_after_the_film_was_cut_off_neither_happens_nor_is_written(step: str) -> None:
    world = World()
    session = viewing(world)
    session._film.cut()
    before = list(world.trail.events)
    steps: dict[str, Callable[[], object]] = {
        "play": session.play,
        "pause": session.pause,
        "seek": lambda: session.seek(5_000),
    }
    with pytest.raises(WrongState):
        steps[step]()
    session.film_ended()
    world.clock.ms += 60_000
    session.tick()
    assert world.trail.events == before
    session.stop(End.ABORTED, Reason.CITIZEN_STOPPED)
    assert session.end is End.ABORTED


def test_a_stop_when_nothing_is_open_leaves_nothing_behind() -> None:
    world = World()
    session = world.session()
    with pytest.raises(WrongState):
        session.stop(End.ABORTED, Reason.SUPERVISOR_STOPPED)
    assert world.trail.events == []
    session = viewing(world)
    assert session.state is State.VIEWING


def test_a_stop_during_a_sign_in_that_is_refused_does_not_stop_the_next() -> None:
    world = World()
    session = world.session()
    session.request_stop(End.ABORTED, Reason.SUPERVISOR_STOPPED)
    with pytest.raises(InzageError):
        session.sign_in("jansen", passphrase(b"wrong horse battery"))
    with pytest.raises(WrongState):
        session.stop(End.ABORTED, Reason.SUPERVISOR_STOPPED)
    again = at_conditions(world, session=session)
    again.start_viewing(passphrase())
    assert again.state is State.VIEWING
