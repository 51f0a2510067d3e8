"""When a recording must go: never while it may still be seen, and on the first day it may not."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.session.session_doubles import NOON, RECIPIENT, STATION, make_approval
from viewer_app.evidence.approval import Approval, HoldBasis, LegalHold
from viewer_app.session.calendar import AMSTERDAM, dutch_day
from viewer_app.session.destruction import Cause, Due, find_due, find_due_unread
from viewer_app.session.explanation import explain, tell
from viewer_app.session.policy import DestroyAfter, Policy, check_approval

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
TIMES = st.times()
HOLDS = st.none() | st.tuples(st.sampled_from(HoldBasis), st.integers(0, 60))


def local(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, AMSTERDAM).astimezone(UTC)


def opens(approval: Approval, policy: Policy, used: int, now: datetime) -> bool:
    return not check_approval(
        approval,
        policy=policy,
        station=STATION,
        demonstration=False,
        recipient=RECIPIENT,
        viewings_used=used,
        now=now,
    )


@settings(max_examples=300)
@given(
    day=DAYS,
    times=st.tuples(TIMES, TIMES),
    kept=st.integers(1, 40),
    seen=st.integers(0, 70),
    hold=HOLDS,
    rule=st.sampled_from(DestroyAfter),
    used=st.integers(0, 2),
    window=st.integers(-3000, 3000),
)
def test_what_is_due_opens_no_more_and_what_is_past_its_last_day_is_due(
    *,
    day: date,
    times: tuple[time, time],
    kept: int,
    seen: int,
    hold: tuple[HoldBasis, int] | None,
    rule: DestroyAfter,
    used: int,
    window: int,
) -> None:
    recorded, now = local(day, times[0]), local(day + timedelta(days=seen), times[1])
    held = hold and LegalHold("reden", hold[0], "naam", day + timedelta(days=hold[1]))
    begins = now + timedelta(minutes=window)
    approval = replace(
        make_approval(recorded_at=recorded, requested_at=recorded, hold=held),
        valid_from=begins,
        valid_until=begins + timedelta(hours=1),
    )
    policy = Policy(
        request_days=1, retention_days=kept, hold_days=60, destroy_after=rule, late_minutes=10
    )
    due = find_due(approval, policy, used, now)
    if due is not None:
        assert not opens(approval, policy, used, now)
        assert due.since <= dutch_day(now)
    last = max(kept, hold[1]) if hold else kept  # counted by hand
    if seen > last:
        cause = Cause.HOLD if last > kept else Cause.RETENTION
        assert due == Due(cause, day + timedelta(days=last + 1))
    elif rule is DestroyAfter.RETENTION or (hold and hold[0] is not HoldBasis.REQUEST):
        assert due is None
    elif used >= 1:
        assert due is not None
        assert due.cause is Cause.LAST_VIEWING
    else:
        over = window + 60 + 10 <= 0 and rule is DestroyAfter.APPOINTMENT
        assert (due is not None and due.cause is Cause.APPOINTMENT) == over


@given(day=DAYS, came=TIMES, now=TIMES, later=st.integers(-2, 60))
def test_what_nobody_can_read_goes_a_whole_retention_after_it_came(
    day: date, came: time, now: time, later: int
) -> None:
    due = find_due_unread(Policy(), local(day, came), local(day + timedelta(days=later), now))
    since = day + timedelta(days=29)
    assert due == (Due(Cause.UNREADABLE, since) if later >= 29 else None)


def test_over_the_change_to_summer_time_the_last_day_is_whole() -> None:
    recorded = local(date(2026, 3, 1), time(23, 59))
    approval = make_approval(recorded_at=recorded, requested_at=recorded)
    last = datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)  # 23:59:59 in the Netherlands, UTC+2
    assert find_due(approval, Policy(), 0, last) is None
    due = find_due(approval, Policy(), 0, last + timedelta(seconds=1))
    assert due == Due(Cause.RETENTION, date(2026, 3, 30))


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (DestroyAfter.RETENTION, None),
        (DestroyAfter.LAST_VIEWING, "after the last viewing the station destroys"),
        (DestroyAfter.APPOINTMENT, "or after the end of the appointment"),
    ],
)
def test_the_explanation_says_what_ends_a_recording(rule: DestroyAfter, said: str | None) -> None:
    policy = Policy(destroy_after=rule)
    whole = "\n".join(tell(explain(policy, NOON - timedelta(days=2), NOON), "en"))
    assert "station destroys" not in whole if said is None else said in whole
