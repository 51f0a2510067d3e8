"""A municipality may want the trail anchored elsewhere before another session opens."""

import pytest

from tests.session.session_doubles import FakeAnchoring, World, passphrase
from viewer_app.session.policy import Policy
from viewer_app.session.ports import SignInRefused
from viewer_app.session.record import State


@pytest.mark.parametrize(("limit", "days"), [(0, 0), (0, 4000), (7, 0), (7, 7)])
def test_within_the_limit_sessions_open(limit: int, days: int) -> None:
    world = World(policy=Policy(anchor_days=limit), anchoring=FakeAnchoring(days))
    session = world.session()
    session.sign_in("jansen", passphrase())
    assert session.state is State.SIGNED_IN


def test_beyond_the_limit_none_opens_and_the_trail_says_why() -> None:
    world = World(policy=Policy(anchor_days=7), anchoring=FakeAnchoring(8))
    session = world.session()
    with pytest.raises(SignInRefused) as refusal:
        session.sign_in("jansen", passphrase())
    assert refusal.value.code == "anchor.overdue"
    assert session.supervisor == ""
    assert world.trail.actions == ["signin.refused"]
    assert world.trail.events[0].object == "supervisor:jansen"
    for language in ("nl", "en"):
        sentence = refusal.value.text(language)
        assert "8" in sentence
        assert "7" in sentence

    world.anchoring.days = 0  # reached in the meantime
    session.sign_in("jansen", passphrase())
    assert session.state is State.SIGNED_IN


def test_a_wrong_passphrase_is_told_first_and_no_stray_name_is_written() -> None:
    world = World(policy=Policy(anchor_days=7), anchoring=FakeAnchoring(8))
    session = world.session()
    for name, typed, code in (
        ("jansen", b"wrong", "signin.wrong_passphrase"),
        ("my passphrase", b"wrong", "signin.unknown"),
    ):
        with pytest.raises(SignInRefused) as refusal:
            session.sign_in(name, passphrase(typed))
        assert refusal.value.code == code
    assert world.trail.events[-1].object == "supervisor:?"
