"""The municipality may say how long a recording is on screen; then it goes, film or no film."""

from datetime import timedelta

import pytest

from tests.session.session_doubles import World, passphrase
from tests.session.sessions import at_conditions, viewing
from viewer_app.session.errors import Refused
from viewer_app.session.policy import Policy
from viewer_app.session.record import End, State


@pytest.mark.parametrize("playing", [True, False])
def test_when_the_time_is_over_the_recording_closes(playing: bool) -> None:
    world = World(policy=Policy(viewing_minutes=7))
    session = viewing(world)
    if playing:
        session.play()
    world.clock.advance(timedelta(minutes=6, seconds=59))
    session.tick()
    assert session.state is State.VIEWING
    world.clock.advance(timedelta(seconds=1))
    with pytest.raises(Refused) as refused:
        session.tick()
    assert refused.value.code == "viewing.time_over"
    assert "7" in refused.value.text("nl")
    assert (session.end, session.reason) == (End.INTERRUPTED, "viewing.time_over")
    assert world.clips.opened[0].wiped
    assert world.player.clip is None
    assert world.trail.actions[-2:] == ["keys.wiped", "session.interrupted"]
    session.close()


def test_the_time_begins_with_the_first_picture() -> None:
    world = World(policy=Policy(viewing_minutes=7))
    session = at_conditions(world)
    world.clock.advance(timedelta(minutes=20))
    session.start_viewing(passphrase())
    world.clock.advance(timedelta(minutes=6))
    session.tick()
    assert session.state is State.VIEWING


def test_without_a_limit_it_stays() -> None:
    world = World(policy=Policy(presence_minutes=0))
    session = viewing(world)
    world.clock.advance(timedelta(hours=9))
    session.tick()
    assert session.state is State.VIEWING


def test_setting_the_calendar_neither_lengthens_nor_shortens_it() -> None:
    world = World(policy=Policy(viewing_minutes=7))
    session = viewing(world)
    world.clock.moment += timedelta(days=1)
    session.tick()
    world.clock.moment -= timedelta(days=2)
    world.clock.ms += 7 * 60_000
    with pytest.raises(Refused):
        session.tick()
