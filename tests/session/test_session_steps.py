"""The session's rules, one by one, as a supervisor meets them."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.session.session_doubles import NOON, World, make_approval, passphrase
from tests.session.sessions import ALL, GOOD_CHECK, at_conditions, viewing
from viewer_app.audit import canonical
from viewer_app.audit.body import BODY_LIMIT
from viewer_app.evidence.approval import Approval, HoldBasis, LegalHold
from viewer_app.session.errors import Refused, WrongState
from viewer_app.session.policy import Document
from viewer_app.session.ports import Appointment, Json, SignInRefused
from viewer_app.session.record import Condition, End, IdentityCheck, Reason, State
from viewer_app.session.tongue import Tongue


def test_a_whole_appointment_leaves_its_steps_in_order_and_nothing_unlocked() -> None:
    world = World()
    session = viewing(world)
    session.play()
    session.pause()
    session.seek(5000)
    session.play()
    world.player.run_out()
    session.film_ended()
    session.stop(End.COMPLETED, Reason.FINISHED)
    session.close("Rustig verlopen.")

    assert session.state is State.CLOSED
    assert world.trail.actions == [
        "session.opened",
        "appointment.chosen",
        "identity.checked",
        "conditions.confirmed",
        "guard.proven",
        "viewing.started",
        "viewing.played",
        "viewing.paused",
        "viewing.sought",
        "viewing.played",
        "viewing.ended",
        "viewing.shown",
        "keys.wiped",
        "viewing.stopped",
        "session.closed",
    ]
    assert {event.session for event in world.trail.events} == {session.code}
    assert world.clips.opened[0].wiped
    assert world.supervisors.identities[0].wiped
    assert world.player.clip is None
    assert session.checkpoint == "checkpoint 15"


def test_remarks_and_case_number_are_private_values_never_details() -> None:
    world = World()
    session = viewing(world)
    session.stop(End.COMPLETED, Reason.FINISHED)
    session.close("Mevrouw Jansen was tevreden.")
    assert world.trail.events[-1].private == {"remarks": "Mevrouw Jansen was tevreden."}
    for event in world.trail.events:
        assert "Jansen" not in repr(event.details)
        assert "Z-2026-0042" not in repr(event)


def test_the_supervisors_identity_is_wiped_before_the_film_is_shown() -> None:
    world = World()
    viewing(world)
    assert world.supervisors.identities[0].wiped
    assert not world.clips.opened[0].wiped


@pytest.mark.parametrize(
    ("approval", "code"),
    [
        (make_approval(valid_from=NOON + timedelta(minutes=1)), "approval.not_yet_valid"),
        (make_approval(valid_until=NOON), "approval.expired"),
        (make_approval(stations=("elders",)), "approval.other_station"),
        (make_approval(supervisors=("age1other",)), "approval.other_supervisor"),
        (make_approval(demonstration=True), "approval.demonstration"),
        (make_approval(recorded_at=NOON - timedelta(days=29)), "rule.requested_too_late"),
        (
            make_approval(
                recorded_at=NOON - timedelta(days=29), requested_at=NOON - timedelta(days=10)
            ),
            "rule.past_retention",
        ),
    ],
)
def test_an_approval_that_is_not_valid_here_and_now_is_refused_with_its_reason(
    approval: Approval, code: str
) -> None:
    world = World()
    session = world.session()
    session.sign_in("jansen", passphrase())
    with pytest.raises(Refused) as refusal:
        session.choose(Appointment("clip.inzage", approval))
    assert refusal.value.code == code
    assert refusal.value.text("nl") != code
    assert session.state is State.SIGNED_IN
    assert world.trail.events[-1].outcome == "refused"


def test_a_legal_hold_keeps_a_recording_viewable_after_retention() -> None:
    approval = make_approval(
        recorded_at=NOON - timedelta(days=40),
        requested_at=NOON - timedelta(days=20),
        hold=LegalHold("Lopende klacht", HoldBasis.COMPLAINT, "Commissie", NOON.date()),
    )
    world = World()
    assert viewing(world, approval).state is State.VIEWING
    chosen = next(event for event in world.trail.events if event.action == "appointment.chosen")
    assert (chosen.details["hold"], chosen.details["hold_until"]) == ("complaint", "2026-11-24")
    assert chosen.details["regime"] == "wpg"
    assert "klacht" not in repr(world.trail.events)


def test_an_approval_that_runs_out_between_choosing_and_starting_opens_nothing() -> None:
    world = World()
    session = at_conditions(world)
    world.clock.advance(timedelta(hours=1))
    with pytest.raises(Refused, match="appointment ended"):
        session.start_viewing(passphrase())
    assert session.state is State.CLOSING
    assert session.end is End.REFUSED
    assert world.clips.opened == []


def test_a_viewing_counts_once_it_was_begun_and_not_twice() -> None:
    world = World()
    first = viewing(world)
    first.stop(End.ABORTED, Reason.CITIZEN_STOPPED)
    first.close()
    second = world.session()
    second.sign_in("jansen", passphrase())
    with pytest.raises(Refused) as refusal:
        second.choose(Appointment("clip.inzage", make_approval()))
    assert refusal.value.code == "approval.used_up"


@pytest.mark.parametrize("point", ["still_valid", "photo_matches", "name_matches"])
def test_one_point_of_the_identity_check_that_fails_ends_in_refusal(point: str) -> None:
    world = World()
    session = world.session()
    session.sign_in("jansen", passphrase())
    session.choose(Appointment("clip.inzage", make_approval()))
    points = ("still_valid", "photo_matches", "name_matches", "birth_date_matches")
    session.check_identity(IdentityCheck(Document.PASSPORT, *(name != point for name in points)))
    assert (session.state, session.end) == (State.CLOSING, End.REFUSED)
    checked = world.trail.events[world.trail.actions.index("identity.checked")]
    assert checked.details == {"document": "passport", "failed": [point]}


def test_every_condition_must_be_confirmed() -> None:
    world = World()
    session = world.session()
    session.sign_in("jansen", passphrase())
    session.choose(Appointment("clip.inzage", make_approval()))
    session.check_identity(GOOD_CHECK)
    for missing in Condition:
        with pytest.raises(Refused, match="Not all conditions"):
            session.confirm_conditions(ALL - {missing}, Tongue.DUTCH)
    assert session.state is State.IDENTITY_CHECKED


def test_a_demonstration_plays_without_proof_but_only_on_a_demonstration_station() -> None:
    world = World(demonstration=True)
    world.guard.proven = False
    assert viewing(world, make_approval(demonstration=True)).state is State.VIEWING
    session = world.session()
    session.sign_in("jansen", passphrase())
    with pytest.raises(Refused) as refusal:
        session.choose(Appointment("real.inzage", make_approval()))
    assert refusal.value.code == "approval.not_demonstration"


def test_a_wrong_passphrase_is_refused_recorded_and_can_be_tried_again() -> None:
    world = World()
    session = world.session()
    with pytest.raises(SignInRefused):
        session.sign_in("jansen", passphrase(b"wrong wrong wrong"))
    assert world.trail.actions == ["signin.refused"]
    assert world.trail.events[0].session == ""
    session.sign_in("jansen", passphrase())
    assert session.state is State.SIGNED_IN


def test_a_name_nobody_has_is_not_written_down() -> None:
    world = World()
    with pytest.raises(SignInRefused):
        world.session().sign_in("my secret passphrase", passphrase())
    assert "secret" not in repr(world.trail.events)


def test_a_wrong_passphrase_at_the_film_opens_nothing_and_keeps_the_step() -> None:
    world = World()
    session = at_conditions(world)
    with pytest.raises(SignInRefused):
        session.start_viewing(passphrase(b"wrong wrong wrong"))
    assert session.state is State.CONDITIONS_CONFIRMED
    assert world.clips.opened == []
    session.start_viewing(passphrase())
    assert session.state.value == "viewing"


def test_stop_asked_while_the_passphrase_is_checked_shows_nothing() -> None:
    world = World()
    session = at_conditions(world)
    session.request_stop(End.ABORTED, Reason.CITIZEN_STOPPED)
    session.start_viewing(passphrase())
    assert (session.state, session.end) == (State.CLOSING, End.ABORTED)
    assert "viewing.started" not in world.trail.actions
    assert world.clips.opened[0].wiped


def test_steps_out_of_turn_change_nothing() -> None:
    world = World()
    session = world.session()
    session.sign_in("jansen", passphrase())
    before = list(world.trail.events)
    steps: tuple[Callable[[], object], ...] = (
        lambda: session.check_identity(GOOD_CHECK),
        lambda: session.confirm_conditions(ALL, Tongue.DUTCH),
        lambda: session.start_viewing(passphrase()),
        session.play,
        session.close,
        lambda: session.sign_in("jansen", passphrase()),
    )
    for step in steps:
        with pytest.raises(WrongState):
            step()
    assert session.state is State.SIGNED_IN
    assert world.trail.events == before


def test_the_ranges_shown_are_written_at_the_end_in_events_that_fit() -> None:
    world = World()
    session = viewing(world)
    for start_ms in range(0, 90_000, 500):
        session.seek(start_ms)
        session.play()
        world.player.at_ms += 400
        session.pause()
    session.stop(End.COMPLETED, Reason.FINISHED)
    shown = [event for event in world.trail.events if event.action == "viewing.shown"]
    ranges: list[Json] = []
    for event in shown:
        told = event.details["ranges"]
        assert isinstance(told, list)
        ranges += told
    assert ranges == [(start_ms, start_ms + 400, 100) for start_ms in range(0, 90_000, 500)]
    assert all(len(canonical.encode(event.details)) < BODY_LIMIT - 600 for event in shown)
    assert world.trail.actions[-2:] == ["keys.wiped", "viewing.stopped"]


def test_the_end_says_where_the_film_was_when_it_was_stopped() -> None:
    world = World()
    session = viewing(world)
    session.play()
    world.player.at_ms = 7_300
    session.stop(End.ABORTED, Reason.CITIZEN_STOPPED)
    assert world.trail.events[-1].details == {"reason": "citizen_stopped", "position_ms": 7_300}


def test_after_its_end_the_film_plays_from_its_start() -> None:
    world = World()
    session = viewing(world)
    session.play()
    world.player.run_out()
    session.film_ended()
    session.play()
    played = [event for event in world.trail.events if event.action == "viewing.played"]
    assert [event.details["position_ms"] for event in played] == [0, 0]
