"""What the film does by itself while something is asked of it is told as it was."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.session.session_doubles import FakePlayer, World, as_read_back
from tests.session.sessions import viewing
from tests.session.test_session_film import as_measured
from tests.session.test_session_stopping import HangingPlayer, stop_meanwhile
from viewer_app.audit.viewing import Viewing, read_viewing
from viewer_app.session.machine import Session
from viewer_app.session.ports import Event, Json
from viewer_app.session.record import End, Reason


@dataclass
class RunningOnPlayer(FakePlayer):
    """Its film runs on for so long between the trail's write and what was asked for."""

    runs_on_ms: int = 0

    def seek(self, position_ms: int) -> None:
        self.run(self.runs_on_ms)
        super().seek(position_ms)

    def set_loop(self, start_ms: int, end_ms: int) -> None:
        self.run(self.runs_on_ms)
        super().set_loop(start_ms, end_ms)


@dataclass
class LatePlayer(HangingPlayer):
    """Hangs before anything moves, as where another command still has the player."""

    def play(self) -> None:
        if not self._hang("play"):
            super().play()

    def seek(self, position_ms: int) -> None:
        if not self._hang("seek"):
            super().seek(position_ms)


def finish(session: Session, world: World) -> Viewing:
    """Stop; the story as an auditor reads it."""
    session.stop(End.COMPLETED, Reason.FINISHED)
    return read_viewing([as_read_back(event) for event in world.trail.events])


def told(world: World) -> list[tuple[str, dict[str, Json]]]:
    """The events since the film ran first."""
    first = world.trail.actions.index("viewing.played") + 1
    return [(str(event.action), dict(event.details)) for event in world.trail.events[first:]]


@pytest.mark.parametrize(
    ("leave", "place_ms", "left"),
    [
        (lambda session: session.seek(10_000), 10_000, ["viewing.sought"]),
        (lambda session: session.step(-1), 99_960, ["viewing.stepped"]),
    ],
)
def test_an_end_that_is_told_late_is_no_end_where_the_film_was_taken_meanwhile(
    leave: Callable[[Session], object], place_ms: int, left: list[str]
) -> None:
    world = World()
    session = viewing(world)
    session.play()
    world.player.run_out()
    leave(session)
    assert not session.playing
    before = list(world.trail.events)
    assert session.film_ended() is False
    assert world.trail.events == before
    session.play()
    world.player.run(20)
    story = finish(session, world)
    assert told(world)[0] == ("viewing.ended", {"position_ms": 100_000})
    assert [action for action, _ in told(world)][1:2] == left
    played = [details for action, details in told(world) if action == "viewing.played"]
    assert [details["position_ms"] for details in played] == [place_ms]
    assert story.measured == ((0, 100_000, 100, 1), (place_ms, place_ms + 20, 100, 1))
    assert as_measured(story.spans) == list(story.measured)


def test_a_film_that_ended_is_told_so_once() -> None:
    world = World()
    session = viewing(world)
    session.play()
    world.player.run_out()
    assert [session.film_ended(), session.film_ended()] == [True, False]
    session.play()
    world.player.run_out()
    assert session.film_ended()
    assert world.trail.actions.count("viewing.ended") == 2


def test_a_part_that_began_again_just_before_a_seek_is_not_counted_behind_it() -> None:
    player = RunningOnPlayer()
    world = World(player=player)
    session = viewing(world)
    session.set_loop(0, 60_000)
    session.seek(50_000)
    session.play()
    player.run(9_990)
    player.runs_on_ms = 20
    session.seek(30_000)
    player.run(1_000)
    assert list(session.shown_ranges()) == [(30_000, 31_000), (50_000, 59_990)]
    assert finish(session, world).measured == ((50_000, 59_990, 100, 1), (30_000, 31_000, 100, 1))


def test_a_part_that_began_again_just_before_another_was_set_is_not_told_of_that_one() -> None:
    player = RunningOnPlayer()
    world = World(player=player)
    session = viewing(world)
    session.set_loop(0, 60_000)
    session.play()
    player.run(59_990)
    player.runs_on_ms = 20
    session.set_loop(70_000, 80_000)
    session.pause()
    assert told(world)[-1] == ("viewing.paused", {"position_ms": 10})
    story = finish(session, world)
    assert [loop.passes for loop in story.loops] == [0, 0]
    assert story.measured == ((0, 60_000, 100, 1), (0, 10, 100, 1))


def test_what_ran_before_it_was_heard_that_the_storage_is_back_is_told() -> None:
    world = World()
    session = viewing(world)
    session.play()
    world.player.run(3_000)
    session.film_stalled()
    world.player.run(400)  # it went on by itself
    session.film_resumed()
    world.player.run(100)
    session.film_stalled()
    session.seek(50_000)
    world.player.run(400)
    session.film_resumed()
    world.player.run(100)
    story = finish(session, world)
    waits = {"viewing.stalled", "viewing.resumed"}
    positions = [details["position_ms"] for action, details in told(world) if action in waits]
    assert positions == [3_000, 3_000, 3_500, 50_000]
    assert story.measured == ((0, 3_000, 100, 1), (3_000, 3_500, 100, 1), (50_000, 50_500, 100, 1))
    assert as_measured(story.spans) == list(story.measured)


def test_a_film_cut_off_on_its_way_did_not_run_from_where_it_was_sent() -> None:
    player = LatePlayer(hangs_in="seek")
    world = World(player=player)
    session = viewing(world)
    session.play()
    player.run(40_000)
    stop_meanwhile(session, player, lambda: session.seek(10_000))
    story = read_viewing([as_read_back(event) for event in world.trail.events])
    assert as_measured(story.spans) == [(0, 40_000, 100, 1)]
    assert told(world)[-1][1]["position_ms"] == 10_000


def test_a_film_cut_off_as_it_begins_again_did_not_run_to_its_end() -> None:
    player = LatePlayer()
    world = World(player=player)
    session = viewing(world)
    player.run_out()
    session.film_ended()
    player.hangs_in = "play"
    stop_meanwhile(session, player, session.play)
    story = read_viewing([as_read_back(event) for event in world.trail.events])
    assert story.spans == ()


def test_a_film_cut_off_while_the_trail_is_written_did_not_run_from_where_it_was_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    session = viewing(world)
    session.play()
    world.player.run(40_000)
    record = world.trail.record

    def record_slowly(event: Event) -> None:
        record(event)
        if event.action == "viewing.sought":
            session._film.cut()

    monkeypatch.setattr(world.trail, "record", record_slowly)
    session.seek(10_000)
    story = finish(session, world)
    assert as_measured(story.spans) == [(0, 40_000, 100, 1)]
