"""Terms count in Dutch calendar days: the day of recording is day 0, the last day is included."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.session.session_doubles import NOON, RECIPIENT, STATION, make_approval
from viewer_app.evidence.approval import Ground, HoldBasis, LegalHold
from viewer_app.session.calendar import AMSTERDAM, days_between, dutch_day
from viewer_app.session.policy import Policy, check_approval

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
TIMES = st.times()


def local(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, AMSTERDAM).astimezone(UTC)


@given(day=DAYS, recorded=TIMES, asked=TIMES)
def test_day_21_is_in_time_and_day_22_is_not(day: date, recorded: time, asked: time) -> None:
    policy = Policy()
    made = local(day, recorded)
    until = made + timedelta(days=1)
    last = local(day + timedelta(days=21), asked)
    assert policy.check_request(made, last, None, until) == ()
    late = local(day + timedelta(days=22), asked)
    assert [finding.code for finding in policy.check_request(made, late, None, until)] == [
        "rule.requested_too_late"
    ]


@given(day=DAYS, recorded=TIMES, viewed=TIMES)
def test_day_28_may_be_viewed_and_day_29_only_under_a_hold(
    day: date, recorded: time, viewed: time
) -> None:
    policy = Policy()
    made = local(day, recorded)
    assert policy.check_retention(made, None, local(day + timedelta(days=28), viewed)) == ()
    too_late = local(day + timedelta(days=29), viewed)
    assert [finding.code for finding in policy.check_retention(made, None, too_late)] == [
        "rule.past_retention"
    ]
    hold = LegalHold("klacht", HoldBasis.COMPLAINT, "FG", day + timedelta(days=29))
    assert policy.check_retention(made, hold, too_late) == ()
    day_after = local(day + timedelta(days=30), viewed)
    assert [finding.code for finding in policy.check_retention(made, hold, day_after)] == [
        "rule.hold_ended"
    ]


@given(
    day=DAYS,
    times=st.tuples(TIMES, TIMES, TIMES),
    asked=st.integers(0, 21),
    granted=st.integers(0, 60),
    until=st.integers(0, 80),
    days=st.integers(0, 60),
)
def test_a_granted_request_holds_what_is_there_and_not_for_ever(
    *, day: date, times: tuple[time, time, time], asked: int, granted: int, until: int, days: int
) -> None:
    made, requested, decided = (
        local(day + timedelta(days=away), at)
        for away, at in zip((0, asked, granted), times, strict=True)
    )
    policy = Policy(hold_days=days)
    last = day + timedelta(days=until)
    own = LegalHold("verzoek", HoldBasis.REQUEST, "Bureau Inzage", last)
    findings = policy.check_hold(made, requested, decided, own)
    assert (findings == ()) == (granted <= 28 and until <= asked + days)
    other = LegalHold("zaak", HoldBasis.PROCEEDINGS, "Juridische Zaken", last)
    assert policy.check_hold(made, requested, decided, other) == ()
    assert policy.check_hold(made, requested, decided, None) == ()


def test_a_recording_of_a_summer_night_belongs_to_the_dutch_day() -> None:
    half_past_midnight = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert dutch_day(half_past_midnight) == date(2026, 7, 2)
    assert days_between(half_past_midnight, datetime(2026, 7, 2, 21, 59, tzinfo=UTC)) == 0
    assert days_between(half_past_midnight, datetime(2026, 7, 2, 22, 0, tzinfo=UTC)) == 1


def test_a_moment_without_a_time_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="time zone"):
        dutch_day(datetime(2026, 7, 1))  # noqa: DTZ001 - that is the point


def test_a_request_older_than_its_recording_is_named() -> None:
    made = datetime(2026, 7, 1, tzinfo=UTC)
    findings = Policy().check_request(made, made - timedelta(seconds=1), None, made)
    assert [finding.code for finding in findings] == ["rule.requested_before_recorded"]


def test_an_appointment_within_the_rules_may_be_approved() -> None:
    policy = Policy(viewings=2, appointment_minutes=45)
    start = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    assert policy.check_appointment(start, start + timedelta(minutes=45), 2) == ()
    findings = policy.check_appointment(start, start + timedelta(minutes=45, seconds=1), 3)
    assert [finding.code for finding in findings] == [
        "rule.too_many_viewings",
        "rule.appointment_too_long",
    ]


@pytest.mark.parametrize(
    ("minutes", "code"),
    [
        (-15.1, "approval.not_yet_valid"),
        (-15, None),
        (0, None),
        (69.9, None),
        (70, "approval.expired"),
    ],
)
def test_the_margins_open_the_recording_a_little_longer(minutes: float, code: str | None) -> None:
    approval = make_approval(valid_from=NOON, valid_until=NOON + timedelta(hours=1))
    findings = check_approval(
        approval,
        policy=Policy(early_minutes=15, late_minutes=10),
        station=STATION,
        demonstration=False,
        recipient=RECIPIENT,
        viewings_used=0,
        now=NOON + timedelta(minutes=minutes),
    )
    assert [finding.code for finding in findings] == ([code] if code else [])


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        (Policy(viewings=1), "rule.too_many_viewings"),
        (Policy(viewings=2, grounds=(Ground.BYSTANDER,)), "rule.other_ground"),
        (Policy(viewings=2, grounds=(Ground.FILMED,)), None),
        (Policy(viewings=2, appointment_minutes=119), "rule.appointment_too_long"),
        (Policy(viewings=2, appointment_minutes=120), None),
    ],
)
def test_an_approval_that_goes_beyond_the_rules_opens_nothing(
    rules: Policy, code: str | None
) -> None:
    findings = check_approval(
        make_approval(viewings=2),
        policy=rules,
        station=STATION,
        demonstration=False,
        recipient=RECIPIENT,
        viewings_used=0,
        now=NOON,
    )
    assert [finding.code for finding in findings] == ([code] if code else [])


HOLDS = st.none() | st.tuples(st.sampled_from(HoldBasis), st.integers(20, 60))


@settings(max_examples=300)
@given(
    day=DAYS,
    times=st.tuples(TIMES, TIMES, TIMES, TIMES),
    asked=st.integers(0, 24),
    granted=st.sampled_from([10, 27, 28, 29, 30]),
    seen=st.integers(20, 50),
    hold=HOLDS,
)
def test_no_recording_opens_after_its_last_day(
    *,
    day: date,
    times: tuple[time, time, time, time],
    asked: int,
    granted: int,
    seen: int,
    hold: tuple[HoldBasis, int] | None,
) -> None:
    """Days counted from the recording, by hand."""
    recorded, requested, issued, now = (
        local(day + timedelta(days=away), at).replace(microsecond=0)
        for away, at in zip((0, asked, granted, seen), times, strict=True)
    )
    held = hold and LegalHold("reden", hold[0], "naam", day + timedelta(days=hold[1]))
    approval = replace(
        make_approval(recorded_at=recorded, requested_at=requested, hold=held),
        issued_at=issued,
        valid_from=now,
        valid_until=now + timedelta(hours=1),
    )
    findings = check_approval(
        approval,
        policy=Policy(),
        station=STATION,
        demonstration=False,
        recipient=RECIPIENT,
        viewings_used=0,
        now=now,
    )
    in_time = requested >= recorded and asked <= 21
    own = hold is not None and hold[0] is HoldBasis.REQUEST
    fair = hold is None or not own or (granted <= 28 and hold[1] <= asked + 30)
    kept_until = max(28, hold[1]) if hold else 28
    assert (findings == ()) == (in_time and fair and seen <= kept_until)
