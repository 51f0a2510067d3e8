"""Whatever is done in a session, the steps it writes are those the grammar knows as whole."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.session.session_doubles import World, passphrase
from tests.session.test_session_steps import viewing
from viewer_app.audit.grammar import check_sessions, letter
from viewer_app.errors import InzageError
from viewer_app.session.machine import Session
from viewer_app.session.policy import Policy
from viewer_app.session.record import OPEN_STATES, End, Reason, State

DONE = st.sampled_from(["play", "pause", "seek", "ended", "second", "minute", "wrong", "present"])


def do(world: World, session: Session, step: str) -> None:
    """One thing a person, the film or the clock can do; a refusal is an answer."""
    try:
        match step:
            case "play":
                session.play()
            case "pause":
                session.pause()
            case "seek":
                session.seek(1_000)
            case "ended":
                session.film_ended()
            case "second" | "minute":
                world.clock.advance(timedelta(seconds=1 if step == "second" else 60))
                session.tick()
            case "wrong" | "present":
                right = b"correct horse battery"
                session.confirm_presence(passphrase(right if step == "present" else right[::-1]))
    except InzageError:
        pass


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
