"""What the trail says of a clip that the desk copied from a recording of another kind."""

from dataclasses import replace

import pytest

from tests.session.session_doubles import World, make_approval
from tests.session.sessions import viewing
from viewer_app.evidence.approval import Original
from viewer_app.session.record import Action

ORIGINAL = Original("mpegts", 2_000, "c" * 64)


@pytest.mark.parametrize(("original", "told"), [(None, None), (ORIGINAL, "c" * 64)])
def test_the_trail_tells_of_which_recording_a_clip_is_a_copy(
    original: Original | None, told: str | None
) -> None:
    approval, world = make_approval(), World()
    viewing(world, replace(approval, clip=replace(approval.clip, original=original)))
    (chosen,) = [one for one in world.trail.events if one.action == Action.APPOINTMENT_CHOSEN]
    assert chosen.details["clip_sha256"] == "b" * 64
    assert chosen.details.get("original_sha256") == told
