"""Terms count in Dutch calendar days: the day of recording is day 0, the last day is included."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app.evidence.approval import LegalHold
from viewer_app.session.calendar import AMSTERDAM, days_between, dutch_day
from viewer_app.session.errors import PolicyError
from viewer_app.session.policy import Document, Policy

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
    assert policy.check_retention(made, LegalHold("klacht"), too_late) == ()


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


def test_another_municipality_has_other_terms() -> None:
    policy = Policy.from_mapping(
        {"municipality": "Noordwijk", "request_days": 14, "documents": ["passport"]}, "policy.toml"
    )
    assert (policy.request_days, policy.retention_days) == (14, 28)
    assert policy.documents == (Document.PASSPORT,)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"request_day": 21}, "policy.unknown_key"),
        ({"request_days": 0}, "policy.not_days"),
        ({"request_days": True}, "policy.not_days"),
        ({"retention_days": "28"}, "policy.not_days"),
        ({"anchor_days": -1}, "policy.not_days"),
        ({"screens": 0}, "policy.not_screens"),
        ({"screens": True}, "policy.not_screens"),
        ({"screens": 5}, "policy.not_screens"),
        ({"screens": "1"}, "policy.not_screens"),
        ({"presence_minutes": -1}, "policy.not_minutes"),
        ({"presence_minutes": 121}, "policy.not_minutes"),
        ({"presence_minutes": True}, "policy.not_minutes"),
        ({"presence_minutes": 10.0}, "policy.not_minutes"),
        ({"presence_minutes": "10"}, "policy.not_minutes"),
        ({"sandbox": "never"}, "policy.not_demand"),
        ({"sandbox": True}, "policy.not_demand"),
        ({"own_libvlc": "no"}, "policy.not_demand"),
        ({"own_libvlc": ["required"]}, "policy.not_demand"),
        ({"accepted": "swap_open"}, "policy.unknown_weakness"),
        ({"accepted": ["swap"]}, "policy.unknown_weakness"),
        ({"accepted": [["swap_open"]]}, "policy.unknown_weakness"),
        ({"accepted": True}, "policy.unknown_weakness"),
        ({"trail_years": 0}, "policy.not_years"),
        ({"trail_years": True}, "policy.not_years"),
        ({"municipality": "  "}, "policy.not_text"),
        ({"documents": []}, "policy.unknown_document"),
        ({"documents": ["library_card"]}, "policy.unknown_document"),
        ({"documents": [["passport"]]}, "policy.unknown_document"),
    ],
)
def test_a_wrong_rule_is_refused_by_name(values: dict[str, object], code: str) -> None:
    with pytest.raises(PolicyError) as refusal:
        Policy.from_mapping(values, "policy.toml")
    assert refusal.value.code == code
    for language in ("nl", "en"):
        assert "policy.toml" in refusal.value.text(language)
