"""What the agenda shows, what became of an appointment, and recording that nobody came."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.session_doubles import NOON, RECIPIENT, World, make_approval, passphrase
from tests.session.sessions import ALL, GOOD_CHECK
from viewer_app.evidence.approval import Approval, HoldBasis, LegalHold
from viewer_app.session.agenda import AgendaEntry, Attendance, When
from viewer_app.session.calendar import dutch_day
from viewer_app.session.errors import Refused, WrongState
from viewer_app.session.machine import Session
from viewer_app.session.policy import Document, Policy
from viewer_app.session.ports import Appointment, AuditUnavailable
from viewer_app.session.record import End, IdentityCheck, Reason, State
from viewer_app.session.tongue import Tongue

NOT_THE_PHOTO = IdentityCheck(Document.PASSPORT, True, False, True, True)


def signed_in(world: World, approval: Approval) -> tuple[Session, Appointment]:
    """A session before that appointment."""
    appointment = Appointment("clip.inzage", approval)
    world.clips.waiting = (appointment,)
    session = world.session()
    session.sign_in("jansen", passphrase())
    return session, appointment


def entry(world: World, approval: Approval) -> AgendaEntry:
    """How the agenda of a fresh session tells of it."""
    session, _ = signed_in(world, approval)
    (told,) = session.agenda()
    return told


def nothing(session: Session) -> None:
    session.stop(End.ABORTED, Reason.SUPERVISOR_STOPPED)


def proven(session: Session) -> None:
    session.check_identity(GOOD_CHECK)
    session.stop(End.ABORTED, Reason.SUPERVISOR_STOPPED)


def shown(session: Session) -> None:
    session.check_identity(GOOD_CHECK)
    session.confirm_conditions(ALL, Tongue.DUTCH)
    session.start_viewing(passphrase())
    session.stop(End.COMPLETED, Reason.FINISHED)


@pytest.mark.parametrize(
    ("happens", "attendance"),
    [
        (nothing, Attendance.EXPECTED),
        (proven, Attendance.ARRIVED),
        (lambda session: session.check_identity(NOT_THE_PHOTO), Attendance.REFUSED),
        (lambda session: session.stop(End.REFUSED, Reason.WANTS_TO_FILM), Attendance.REFUSED),
        (shown, Attendance.VIEWED),
    ],
)
def test_what_became_of_an_appointment_follows_from_the_trail(
    happens: Callable[[Session], None], attendance: Attendance
) -> None:
    world, approval = World(), make_approval()
    session, appointment = signed_in(world, approval)
    session.choose(appointment)
    happens(session)
    session.close()
    assert entry(world, approval).attendance is attendance
    world.clock.advance(timedelta(hours=3))
    expected = attendance is Attendance.EXPECTED
    over = Attendance.NOT_APPEARED if expected else attendance  # nobody came to the end
    assert entry(world, approval).attendance is over


def test_that_nobody_came_is_recorded_once_and_opens_nothing_any_more() -> None:
    world, approval = World(), make_approval(viewings=3)
    session, appointment = signed_in(world, approval)
    assert session.agenda()[0].can_be_missed
    session.record_no_show(appointment)
    assert session.state is State.SIGNED_IN
    event = world.trail.events[-1]
    assert (event.action, event.outcome) == ("appointment.no_show", "ok")
    assert event.object == f"approval:{approval.approval_id}"
    assert event.details == {"regime": "wpg"}
    assert event.private == {"case": approval.case}
    (told,) = session.agenda()
    assert (told.attendance, told.can_be_missed) == (Attendance.NOT_APPEARED, False)
    assert told.findings[0].code == "appointment.no_show"
    with pytest.raises(Refused) as again:
        session.record_no_show(appointment)
    assert again.value.code == "appointment.came"
    with pytest.raises(Refused) as refusal:
        session.choose(appointment)
    assert refusal.value.code == "appointment.no_show"
    assert "nieuwe goedkeuring" in refusal.value.text("nl")
    assert world.trail.count("viewing.started", event.object) == 0


def test_another_approval_of_the_same_case_opens_all_the_same() -> None:
    world, approval = World(), make_approval()
    session, appointment = signed_in(world, approval)
    session.record_no_show(appointment)
    anew = make_approval(approval_id="00000000-0000-4000-8000-00000000000a")
    session.choose(Appointment("anew.inzage", anew))
    assert session.state is State.APPOINTMENT_CHOSEN


def test_a_chosen_appointment_to_which_nobody_came_ends_the_session() -> None:
    world, approval = World(), make_approval()
    session, appointment = signed_in(world, approval)
    session.choose(appointment)
    session.record_no_show(appointment)
    assert (session.state, session.end) == (State.CLOSING, End.ABORTED)
    assert session.reason == Reason.NOT_APPEARED
    session.close()
    assert entry(world, approval).attendance is Attendance.NOT_APPEARED


def test_who_was_refused_and_did_not_come_back_stays_refused() -> None:
    world, approval = World(), make_approval()
    session, appointment = signed_in(world, approval)
    session.choose(appointment)
    session.stop(End.REFUSED, Reason.NO_DOCUMENT)
    session.close()
    session, _ = signed_in(world, approval)
    with pytest.raises(Refused) as refusal:
        session.record_no_show(appointment)
    assert refusal.value.code == "appointment.came"
    session.choose(appointment)
    session.record_no_show(appointment)
    assert (session.end, session.reason) == (End.ABORTED, Reason.NOT_APPEARED)
    assert "appointment.no_show" not in world.trail.actions


@pytest.mark.parametrize(
    ("approval", "code"),
    [
        (make_approval(valid_from=NOON + timedelta(minutes=1)), "appointment.not_begun"),
        (make_approval(supervisors=("age1other",)), "approval.other_supervisor"),
    ],
)
def test_what_has_not_begun_or_is_anothers_is_not_recorded(approval: Approval, code: str) -> None:
    world = World()
    session, appointment = signed_in(world, approval)
    before = list(world.trail.events)
    with pytest.raises(Refused) as refusal:
        session.record_no_show(appointment)
    assert refusal.value.code == code
    assert refusal.value.text("en") != code
    assert (world.trail.events, session.state) == (before, State.SIGNED_IN)


def test_it_is_recorded_of_the_chosen_appointment_only() -> None:
    world, approval = World(), make_approval()
    session, appointment = signed_in(world, approval)
    session.choose(appointment)
    other = make_approval(approval_id="00000000-0000-4000-8000-00000000000a")
    with pytest.raises(WrongState):
        session.record_no_show(Appointment("other.inzage", other))


def test_a_trail_that_fails_changes_nothing() -> None:
    world, approval = World(), make_approval()
    session, appointment = signed_in(world, approval)
    world.trail.broken = True
    with pytest.raises(AuditUnavailable):
        session.record_no_show(appointment)
    world.trail.broken = False
    assert session.agenda()[0].attendance is Attendance.EXPECTED


@given(
    st.integers(-10 * 24 * 60, 10 * 24 * 60), st.integers(1, 24 * 60), st.sampled_from([0, 15, 60])
)
def test_every_appointment_has_one_place_by_its_dutch_day(
    start: int, minutes: int, late: int
) -> None:
    begins = NOON + timedelta(minutes=start)
    ends = begins + timedelta(minutes=minutes)
    world = World(policy=Policy(late_minutes=late))
    told = entry(world, make_approval(valid_from=begins, valid_until=ends))
    day, today = dutch_day(begins), dutch_day(NOON)
    over = ends + timedelta(minutes=late) <= NOON
    assert (told.when is When.COMING) == (day > today)
    assert (told.when is When.PAST) == (day < today and over)
    assert (told.attendance is Attendance.NOT_APPEARED) == over
    assert told.can_be_missed == (begins <= NOON and not over)


def test_the_agenda_shows_only_this_supervisors_appointments_with_reasons() -> None:
    world = World()
    later = make_approval(
        valid_from=NOON + timedelta(hours=2), valid_until=NOON + timedelta(hours=3)
    )
    world.clips.waiting = [
        Appointment("now.inzage", make_approval()),
        Appointment("later.inzage", later),
        Appointment("other.inzage", make_approval(supervisors=("age1other",))),
    ]
    session = world.session()
    session.sign_in("jansen", passphrase())
    assert RECIPIENT in make_approval().supervisors
    assert [
        (entry.appointment.package, [finding.code for finding in entry.findings])
        for entry in session.agenda()
    ] == [("now.inzage", []), ("later.inzage", ["approval.not_yet_valid"])]


@pytest.mark.parametrize(
    ("recorded_days", "hold_days", "code"),
    [
        (24, None, None),
        (25, None, "notice.last_days"),
        (27, None, "notice.last_days"),
        (28, None, "notice.last_day"),
        (28, 9, None),
        (40, 2, "notice.last_days"),
        (40, 0, "notice.last_day"),
        (29, None, None),  # gone; the findings say so
    ],
)
def test_the_agenda_warns_before_the_last_day(
    recorded_days: int, hold_days: int | None, code: str | None
) -> None:
    world = World()
    hold = None
    if hold_days is not None:
        until = NOON.date() + timedelta(days=hold_days)
        hold = LegalHold("Klacht", HoldBasis.COMPLAINT, "Commissie", until)
    recorded_at = NOON - timedelta(days=recorded_days)
    approval = make_approval(recorded_at=recorded_at, requested_at=recorded_at, hold=hold)
    world.clips.waiting = [Appointment("now.inzage", approval)]
    session = world.session()
    session.sign_in("jansen", passphrase())
    (entry,) = session.agenda()
    assert [notice.code for notice in entry.notices] == ([code] if code else [])
    for notice in entry.notices:
        last = approval.hold.until if approval.hold else Policy().last_kept_day(recorded_at)
        assert notice.facts["last_day"] == last.isoformat()
