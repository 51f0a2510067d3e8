"""What a session counts of its film is what its steps in the trail tell."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.session_doubles import World, as_read_back
from tests.session.test_session_steps import viewing
from viewer_app.audit.viewing import read_viewing
from viewer_app.session.ports import AuditUnavailable
from viewer_app.session.record import End, Reason

STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["play", "pause", "end", "tick"]), st.just(0)),
        # twice as likely as by their number, or few films run after a seek
        st.tuples(st.sampled_from(["run", "seek"]), st.integers(1, 40_000)),
        st.tuples(st.sampled_from(["run", "seek"]), st.integers(1, 120_000)),
    ),
    min_size=5,
    max_size=40,
)


def watch(world: World, steps: list[tuple[str, int]]) -> list[int]:
    """Take the steps; the starts of all stretches that ran, as the player would know them."""
    session, player = viewing(world), world.player
    session.play()
    starts: list[int] = []
    for step, amount in steps:
        if step == "play":
            if player.at_ms == player.length_ms:
                player.at_ms = 0  # as the real one, after the end
                session.seek(0)
            session.play()
        elif step == "pause":
            session.pause()
        elif step == "seek":
            session.seek(amount)
        elif step == "tick":
            world.clock.advance(timedelta(seconds=11))
            session.tick()
        elif step == "run" and player.running and amount and player.at_ms < player.length_ms:
            starts.append(player.at_ms)
            player.at_ms = min(player.at_ms + amount, player.length_ms)
        elif step == "end" and player.running:
            if player.at_ms < player.length_ms:
                starts.append(player.at_ms)
            player.running, player.at_ms = False, player.length_ms
            session.film_ended()
    session.stop(End.COMPLETED, Reason.FINISHED)
    return starts


@given(STEPS)
def test_the_session_counts_what_its_steps_tell(steps: list[tuple[str, int]]) -> None:
    world = World()
    ran = watch(world, steps)
    story = read_viewing([as_read_back(event) for event in world.trail.events])
    spans = tuple((span.start_ms, span.end_ms, span.speed_percent) for span in story.spans)
    assert (story.measured or ()) == spans
    assert all(story.times_shown(start_ms) for start_ms in ran)
    assert bool(ran) == bool(spans)


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
