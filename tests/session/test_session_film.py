"""What a session counts of its film is what its steps in the trail tell."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.session_doubles import World, as_read_back
from tests.session.sessions import viewing
from viewer_app.audit.reel import Span
from viewer_app.audit.viewing import read_viewing
from viewer_app.session.ports import AuditUnavailable
from viewer_app.session.record import End, Reason

STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["play", "pause", "end", "ended", "tick", "unloop", "looped"]),
            st.just(0),
        ),
        st.tuples(st.sampled_from(["stall", "resume", "mark"]), st.just(0)),
        # twice as likely as by their number, or few films run after a seek
        st.tuples(
            st.sampled_from(["run", "seek", "loop", "scrub", "hover"]), st.integers(1, 40_000)
        ),
        st.tuples(st.sampled_from(["run", "seek"]), st.integers(1, 120_000)),
        st.tuples(st.just("play"), st.just(0)),
        st.tuples(st.just("rounds"), st.integers(1, 20_000)),
        st.tuples(st.just("step"), st.integers(-300, 300)),
        st.tuples(st.just("speed"), st.integers(25, 400)),
    ),
    min_size=5,
    max_size=40,
)


PICTURES = {"step": "stepped", "scrub": "scrubbed", "hover": "hovered"}
"""Steps that each ask for one single picture, and how that is told."""


class Show:
    """A session and its film, which keeps the starts of all stretches that ran."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.session = viewing(world)
        self.session.play()
        self.starts: list[int] = []
        self.pictures: Counter[str] = Counter()
        self.waits = False

    def take(self, step: str, amount: int) -> None:
        """One thing that people, the player or the clock do."""
        session = self.session
        taken: dict[str, Callable[[], object]] = {
            "play": self.play,
            "pause": session.pause,
            "seek": lambda: session.seek(amount),
            "scrub": lambda: session.scrub(amount),
            "hover": lambda: session.preview(amount),
            "step": lambda: session.step(amount),
            "speed": lambda: session.set_speed(amount),
            "loop": lambda: self.repeat(amount % 7_000),
            "rounds": lambda: self.run_rounds(amount),
            "unloop": session.clear_loop,
            "looped": session.film_looped,
            "mark": lambda: session.mark(""),
            "stall": lambda: self.stall(waiting=True),
            "resume": lambda: self.stall(waiting=False),
            "tick": self.tick,
            "run": lambda: self.run(amount),
            "end": self.end,
            "ended": self.session.film_ended,
        }
        taken[step]()
        if step in PICTURES:
            self.pictures[PICTURES[step]] += 1

    def play(self) -> None:
        self.session.play()

    def repeat(self, milliseconds: int) -> None:
        """A part from a little before here, or few are ever come to the end of."""
        start_ms = max(0, self.world.player.at_ms - 500)
        end_ms = min(start_ms + 1 + milliseconds, self.world.player.length_ms)
        if start_ms < end_ms:
            self.session.set_loop(start_ms, end_ms)

    def run_rounds(self, milliseconds: int) -> None:
        self.play()
        self.repeat(milliseconds % 7_000)
        self.run(milliseconds)

    def stall(self, *, waiting: bool) -> None:
        self.waits = waiting
        if waiting:
            self.session.film_stalled()
        else:
            self.session.film_resumed()

    def tick(self) -> None:
        self.world.clock.advance(timedelta(seconds=11))
        self.session.tick()

    def run(self, milliseconds: int) -> None:
        player = self.world.player
        if player.running and not self.waits and player.at_ms < player.length_ms:
            self.starts.append(player.at_ms)
            player.run(milliseconds)

    def end(self) -> None:
        player = self.world.player
        if player.running and not self.waits and player.loop is None:
            self.run(player.length_ms)
            player.run_out()


def watch(world: World, steps: list[tuple[str, int]]) -> Show:
    """Take the steps, to the end of the session."""
    show = Show(world)
    for step, amount in steps:
        show.take(step, amount)
    show.session.stop(End.COMPLETED, Reason.FINISHED)
    return show


def as_measured(spans: Iterable[Span]) -> list[tuple[int, int, int, int]]:
    """As the session counts: the same stretch again, right after, is one more time."""
    told: list[tuple[int, int, int, int]] = []
    for span in spans:
        stretch = (span.start_ms, span.end_ms, span.speed_percent)
        times = span.times
        if told and told[-1][:3] == stretch:
            times += told.pop()[3]
        told.append((*stretch, times))
    return told


@given(STEPS)
def test_the_session_counts_what_its_steps_tell(steps: list[tuple[str, int]]) -> None:
    world = World()
    show = watch(world, steps)
    story = read_viewing([as_read_back(event) for event in world.trail.events])
    assert list(story.measured or ()) == as_measured(story.spans)
    assert all(story.times_shown(start_ms) for start_ms in show.starts)
    assert bool(show.starts) == bool(story.spans)
    parts = show.session.shown_ranges()
    assert sum(end_ms - start_ms for start_ms, end_ms in parts) == story.shown_ms
    assert all(any(a <= start and end <= b for a, b in parts) for start, end in story.ranges)
    assert all(end < start for (_, end), (start, _) in pairwise(parts))
    assert sum(loop.passes for loop in story.loops) == world.player.passes
    told: Counter[str] = Counter()
    for stills in story.stills:
        told[stills.how] += stills.pictures
    assert told == show.pictures


def test_a_trail_that_fails_while_the_film_runs_keeps_what_was_written() -> None:
    world = World()
    session = viewing(world)
    session.play()
    world.player.at_ms = 5_000
    world.trail.full = True
    with pytest.raises(AuditUnavailable):
        session.pause()
    ending = world.trail.events[-2]
    assert (ending.action, ending.details["position_ms"]) == ("session.interrupted", 5_000)
    story = read_viewing([as_read_back(event) for event in world.trail.events])
    assert [(span.start_ms, span.end_ms) for span in story.spans] == [(0, 5_000)]
    assert story.measured is None
