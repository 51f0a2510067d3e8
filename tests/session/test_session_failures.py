"""What fails before or under a viewing: nothing opens, or the film goes, and the trail says why."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.session.session_doubles import World, passphrase
from tests.session.sessions import at_conditions, viewing
from viewer_app.errors import InzageError
from viewer_app.evidence.errors import PayloadError
from viewer_app.evidence.secret import Secret
from viewer_app.session.errors import Refused
from viewer_app.session.ports import AuditUnavailable, Identity
from viewer_app.session.record import End, Reason, State


def test_a_film_that_never_showed_gives_the_viewing_back() -> None:
    world = World()
    session = at_conditions(world)
    world.player.error = InzageError("player.not_a_film")
    with pytest.raises(InzageError) as refused:
        session.start_viewing(passphrase())
    assert refused.value.code == "player.not_a_film"
    assert session.state is State.CLOSING
    assert world.clips.opened[0].wiped
    session.close()
    world.player.error = None
    assert viewing(world).state is State.VIEWING


def test_damage_found_before_the_first_picture_is_an_event_and_gives_the_viewing_back() -> None:
    world = World()
    session = at_conditions(world)
    world.player.error = PayloadError("clip.not_authentic", chunk=3)
    with pytest.raises(PayloadError):
        session.start_viewing(passphrase())
    failed, not_shown, *ending = world.trail.events[-4:]
    assert (failed.action, failed.details["code"]) == ("integrity.failed", "clip.not_authentic")
    assert not_shown.action == "viewing.not_shown"
    assert [event.action for event in ending] == ["keys.wiped", "session.interrupted"]


def test_a_real_clip_stays_shut_where_capture_cannot_be_ruled_out() -> None:
    world = World()
    session = at_conditions(world)
    world.guard.proven = False
    with pytest.raises(Refused) as refusal:
        session.start_viewing(passphrase())
    assert refusal.value.code == "guard.test"
    assert session.state is State.CONDITIONS_CONFIRMED
    assert world.supervisors.identities == []
    assert world.trail.actions[-1] == "guard.refused"


def test_a_proof_lost_while_the_supervisor_unlocks_opens_nothing() -> None:
    """Looking for a security key, and touching it, takes as long as it takes."""
    world = World()
    session = at_conditions(world)
    unlock = world.supervisors.unlock

    def take_long(supervisor: str, phrase: Secret) -> Identity:
        identity = unlock(supervisor, phrase)
        world.guard.proven = False
        return identity

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world.supervisors, "unlock", take_long)
        with pytest.raises(Refused) as refusal:
            session.start_viewing(passphrase())
    assert refusal.value.code == "guard.test"
    assert session.state is State.CONDITIONS_CONFIRMED
    assert [identity.wiped for identity in world.supervisors.identities] == [True]
    assert world.clips.opened == []
    assert world.trail.actions[-2:] == ["guard.proven", "guard.refused"]
    world.guard.proven = True
    session.start_viewing(passphrase())
    assert len(world.clips.opened) == 1


def test_losing_the_guard_while_viewing_ends_it_at_once() -> None:
    world = World()
    session = viewing(world)
    session.play()
    world.guard.proven = False
    with pytest.raises(Refused):
        session.tick()
    assert (session.state, session.end) == (State.CLOSING, End.INTERRUPTED)
    assert world.clips.opened[0].wiped
    assert not world.player.running


def test_a_clip_that_is_not_authentic_never_opens() -> None:
    world = World()
    session = at_conditions(world)
    world.clips.error = InzageError("clip.swapped")
    with pytest.raises(InzageError) as refused:
        session.start_viewing(passphrase())
    assert refused.value.code == "clip.swapped"
    assert (session.state, session.reason) == (State.CLOSING, "clip.swapped")
    assert "viewing.started" not in world.trail.actions
    assert world.supervisors.identities[0].wiped


def test_damage_found_while_playing_stops_the_film_and_is_an_event() -> None:
    world = World()
    session = viewing(world)
    session.play()
    world.player.at_ms = 4_000
    session.film_failed(InzageError("clip.not_authentic", chunk=7))
    assert (session.state, session.end) == (State.CLOSING, End.INTERRUPTED)
    failed = world.trail.events[world.trail.actions.index("integrity.failed")]
    assert failed.details == {
        "code": "clip.not_authentic",
        "facts": {"chunk": "7"},
        "position_ms": 4_000,
    }
    assert failed.outcome == "failed"


@pytest.mark.parametrize("step", ["play", "pause", "seek", "tick", "film_ended", "stop"])
def test_when_the_trail_fails_the_film_goes(step: str) -> None:
    world = World()
    session = viewing(world)
    session.play()
    if step == "film_ended":
        world.player.run_out()
    world.trail.broken = True
    world.clock.advance(timedelta(seconds=11))
    steps: dict[str, Callable[[], object]] = {
        "play": session.play,
        "pause": session.pause,
        "seek": lambda: session.seek(1000),
        "tick": session.tick,
        "film_ended": session.film_ended,
        "stop": lambda: session.stop(End.COMPLETED, Reason.FINISHED),
    }
    with pytest.raises(AuditUnavailable):
        steps[step]()
    assert session.state is State.CLOSED
    assert not world.player.running
    assert world.player.clip is None
    assert world.clips.opened[0].wiped


def test_on_a_full_disk_the_film_goes_and_the_session_is_closed_all_the_same() -> None:
    world = World()
    session = viewing(world)
    world.trail.full = True
    with pytest.raises(AuditUnavailable):
        session.play()
    assert session.state is State.CLOSED
    assert world.player.clip is None
    assert session.checkpoint
    assert world.trail.actions[-3:] == ["keys.wiped", "session.interrupted", "session.closed"]
    assert world.trail.events[-1].details == {"end": "interrupted", "reason": "audit.disk_full"}


def test_when_the_trail_fails_before_viewing_the_step_does_not_happen() -> None:
    world = World()
    session = at_conditions(world)
    world.trail.broken = True
    with pytest.raises(AuditUnavailable):
        session.start_viewing(passphrase())
    assert session.state is not State.VIEWING
    assert world.player.clip is None
