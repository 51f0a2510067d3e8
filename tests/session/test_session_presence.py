"""The supervisor is asked to be there still, and no film is seen until the answer."""

from datetime import timedelta

import pytest

from tests.session.session_doubles import World, passphrase
from tests.session.sessions import at_conditions, viewing
from viewer_app.errors import InzageError
from viewer_app.session.errors import Refused, WrongState
from viewer_app.session.machine import Session
from viewer_app.session.policy import Policy
from viewer_app.session.ports import AuditUnavailable, SignInRefused
from viewer_app.session.record import End, Reason, State

WRONG = b"wrong horse battery"


def watching(minutes: int = 10) -> tuple[World, Session]:
    """A film that runs, under a rule of so many minutes."""
    world = World(policy=Policy(presence_minutes=minutes))
    session = viewing(world)
    session.play()
    return world, session


def wait(world: World, session: Session, **much: int) -> None:
    world.clock.advance(timedelta(**much))
    session.tick()


def asked() -> tuple[World, Session]:
    world, session = watching()
    world.player.at_ms = 4_000
    wait(world, session, minutes=10)
    assert session.presence_asked
    return world, session


def details(world: World, action: str) -> list[dict[str, object]]:
    return [dict(event.details) for event in world.trail.events if event.action == action]


def test_at_the_interval_the_film_is_held_and_the_supervisor_asked() -> None:
    world, session = watching()
    wait(world, session, minutes=9, seconds=59)
    assert (session.presence_asked, world.player.running) == (False, True)
    wait(world, session, seconds=1)
    assert session.presence_asked
    assert (session.state, session.playing, world.player.running) == (State.VIEWING, False, False)
    assert world.trail.actions[-2:] == ["viewing.paused", "presence.asked"]


def test_a_held_film_is_asked_about_too_and_nothing_is_written_of_a_pause() -> None:
    world, session = watching()
    session.pause()
    world.trail.events.clear()
    wait(world, session, minutes=10)
    assert world.trail.actions == ["presence.asked"]


def test_nothing_of_the_film_can_be_seen_until_the_passphrase_is_typed() -> None:
    world, session = asked()
    for step in (session.play, lambda: session.seek(9_000)):
        with pytest.raises(WrongState) as refused:
            step()
        assert refused.value.code == "presence.asked"
        assert "wachtzin" in refused.value.text("nl")
    assert (world.player.running, world.player.at_ms) == (False, 4_000)
    wait(world, session, seconds=42)
    session.confirm_presence(passphrase())
    assert not session.presence_asked
    assert details(world, "presence.confirmed") == [{"waited_seconds": 42, "position_ms": 4_000}]
    assert not world.player.running, "the visitor goes on when the visitor is ready"
    session.play()
    assert world.player.running


def test_the_next_interval_begins_with_the_answer() -> None:
    world, session = asked()
    wait(world, session, minutes=3)
    session.confirm_presence(passphrase())
    wait(world, session, minutes=9)
    assert world.trail.actions.count("presence.asked") == 1
    wait(world, session, minutes=1)
    assert session.presence_asked
    assert world.trail.actions.count("presence.asked") == 2


def test_a_wrong_passphrase_keeps_the_film_out_of_sight_and_is_an_event() -> None:
    world, session = asked()
    with pytest.raises(SignInRefused):
        session.confirm_presence(passphrase(WRONG))
    assert session.presence_asked
    refused = world.trail.events[-1]
    assert (refused.action, refused.session, refused.object) == (
        "signin.refused",
        session.code,
        "supervisor:jansen",
    )
    with pytest.raises(WrongState):
        session.play()
    session.confirm_presence(passphrase())
    assert not session.presence_asked


def test_a_keyring_that_fails_meanwhile_keeps_the_film_out_of_sight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world, session = asked()

    def locked(supervisor: str, phrase: object) -> str:
        raise InzageError("keyring.locked")

    with monkeypatch.context() as patch:
        patch.setattr(world.supervisors, "verify", locked)
        with pytest.raises(InzageError, match=r"."):
            session.confirm_presence(passphrase())
    assert session.presence_asked
    session.confirm_presence(passphrase())
    assert not session.presence_asked


@pytest.mark.parametrize(("minutes", "patience"), [(1, 5), (2, 5), (3, 6), (10, 20), (45, 90)])
def test_without_an_answer_the_session_ends_with_its_own_reason(
    minutes: int, patience: int
) -> None:
    world, session = watching(minutes)
    wait(world, session, minutes=minutes)
    assert session.presence_minutes_left == patience
    wait(world, session, minutes=patience - 1, seconds=59)
    assert session.presence_minutes_left == 1
    assert session.state is State.VIEWING
    with pytest.raises(Refused) as refused:
        wait(world, session, seconds=1)
    assert refused.value.code == "presence.lost"
    assert (session.state, session.end, session.reason) == (
        State.CLOSING,
        End.INTERRUPTED,
        "presence.lost",
    )
    assert world.clips.opened[0].wiped
    assert world.player.clip is None
    assert world.trail.actions[-2:] == ["keys.wiped", "session.interrupted"]
    session.close()
    assert details(world, "session.closed") == [{"end": "interrupted", "reason": "presence.lost"}]


def test_a_municipality_may_leave_it_out() -> None:
    world, session = watching(0)
    wait(world, session, hours=5)
    assert (session.presence_asked, world.player.running) == (False, True)


def test_only_a_film_on_screen_is_asked_about() -> None:
    world = World()
    session = at_conditions(world)
    wait(world, session, minutes=50)
    session.start_viewing(passphrase())
    wait(world, session, minutes=9)
    assert not session.presence_asked
    with pytest.raises(WrongState):
        session.confirm_presence(passphrase())
    assert "presence.confirmed" not in world.trail.actions


def test_moving_the_calendar_neither_asks_nor_ends() -> None:
    world, session = watching()
    world.clock.moment += timedelta(days=1)
    session.tick()
    assert not session.presence_asked


def test_stopping_works_while_it_is_asked() -> None:
    world, session = asked()
    session.stop(End.ABORTED, Reason.SUPERVISOR_STOPPED)
    assert not session.presence_asked
    assert world.clips.opened[0].wiped
    with pytest.raises(WrongState):
        session.confirm_presence(passphrase())


@pytest.mark.parametrize("answer", [b"correct horse battery", WRONG])
def test_a_trail_that_fails_at_the_answer_takes_the_film(answer: bytes) -> None:
    world, session = asked()
    world.trail.broken = True
    with pytest.raises(AuditUnavailable):
        session.confirm_presence(passphrase(answer))
    assert session.state is State.CLOSED
    assert world.clips.opened[0].wiped


def test_a_trail_that_fails_at_the_question_takes_the_film() -> None:
    world, session = watching()
    world.trail.broken = True
    with pytest.raises(AuditUnavailable):
        wait(world, session, minutes=10)
    assert session.state is State.CLOSED
    assert world.player.clip is None
