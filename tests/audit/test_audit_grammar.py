"""Whatever is done in a session, the steps it writes are those the grammar knows as whole."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.session.session_doubles import World, as_read_back, passphrase
from tests.session.sessions import viewing
from viewer_app.audit.bounds import out_of_bounds
from viewer_app.audit.grammar import check_sessions, letter
from viewer_app.errors import InzageError
from viewer_app.session.machine import Session
from viewer_app.session.policy import Policy
from viewer_app.session.record import OPEN_STATES, End, Reason, State

DONE = st.sampled_from(
    [
        "play",
        "pause",
        "seek",
        "ended",
        "second",
        "minute",
        "wrong",
        "present",
        "step",
        "scrub",
        "hover",
        "mark",
        "faster",
        "repeat",
        "stalled",
        "resumed",
    ]
)


def do(world: World, session: Session, step: str) -> None:
    """One thing a person, the film or the clock can do; a refusal is an answer."""
    right = b"correct horse battery"
    done: dict[str, Callable[[], object]] = {
        "play": session.play,
        "pause": session.pause,
        "seek": lambda: session.seek(1_000),
        "ended": lambda: end_film(world, session),
        "second": lambda: pass_time(world, session, 1),
        "minute": lambda: pass_time(world, session, 60),
        "wrong": lambda: session.confirm_presence(passphrase(right[::-1])),
        "present": lambda: session.confirm_presence(passphrase(right)),
        "step": lambda: session.step(1),
        "scrub": lambda: session.scrub(2_000),
        "hover": lambda: session.preview(3_000),
        "mark": lambda: session.mark("x"),
        "faster": lambda: session.set_speed(200),
        "repeat": lambda: session.set_loop(0, 2_000),
        "stalled": session.film_stalled,
        "resumed": session.film_resumed,
    }
    with suppress(InzageError):
        done[step]()


def pass_time(world: World, session: Session, seconds: int) -> None:
    world.clock.advance(timedelta(seconds=seconds))
    session.tick()


def end_film(world: World, session: Session) -> None:
    if world.player.running:
        world.player.run_out()
    session.film_ended()


@given(steps=st.lists(DONE, max_size=30))
def test_a_session_that_asks_for_presence_is_whole(steps: list[str]) -> None:
    world = World(policy=Policy(presence_minutes=2))
    session = viewing(world)
    for step in steps:
        do(world, session, step)
    if session.state in OPEN_STATES:
        session.stop(End.COMPLETED, Reason.FINISHED)
    if session.state is State.CLOSING:
        session.close()
    history = [
        (seq, letter(event.action, event.outcome))
        for seq, event in enumerate(world.trail.events)
        if event.session
    ]
    assert check_sessions({session.code: history}) == []
    assert {out_of_bounds(as_read_back(event)) for event in world.trail.events} == {""}
