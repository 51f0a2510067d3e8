"""What the rules mean is told in days; leap days and summer time change none of them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app.evidence.approval import Ground
from viewer_app.messages import LANGUAGES
from viewer_app.session.calendar import AMSTERDAM, days_between, dutch_day, spell_day
from viewer_app.session.explanation import explain, tell
from viewer_app.session.policy import Policy

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
TIMES = st.times()
TERMS = st.tuples(st.integers(1, 60), st.integers(1, 60)).map(sorted)


def local(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, AMSTERDAM).astimezone(UTC)


@given(day=DAYS, days=st.integers(-800, 800), first=TIMES, last=TIMES)
def test_a_day_is_a_day_however_long(day: date, days: int, first: time, last: time) -> None:
    end = day + timedelta(days=days)
    assert days_between(local(day, first), local(end, last)) == days
    assert dutch_day(local(end, last)) == end


@pytest.mark.parametrize(
    ("recorded", "last", "kept"),
    [
        (date(2028, 2, 8), date(2028, 2, 29), date(2028, 3, 7)),
        (date(2027, 2, 8), date(2027, 3, 1), date(2027, 3, 8)),
        (date(2100, 2, 8), date(2100, 3, 1), date(2100, 3, 8)),  # no leap year
        (date(2028, 2, 29), date(2028, 3, 21), date(2028, 3, 28)),
        (date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5)),  # a day of 23 hours
        (date(2026, 10, 4), date(2026, 10, 25), date(2026, 11, 1)),  # and one of 25
        (date(2026, 12, 20), date(2027, 1, 10), date(2027, 1, 17)),
    ],
)
def test_the_last_days_of_a_recording(recorded: date, last: date, kept: date) -> None:
    for hour in (time.min, time(2, 30), time.max):
        told = explain(Policy(), local(recorded, hour), local(last, time.max))
        assert (told.last_request_day, told.last_kept_day) == (last, kept)
        assert (told.request_day, told.refusal, told.days_left) == (21, "", 7)
        late = explain(Policy(), local(recorded, hour), local(last + timedelta(days=1), time.min))
        assert (late.request_day, late.refusal) == (22, "rule.requested_too_late")


@given(
    day=DAYS,
    terms=TERMS,
    asked=st.integers(-5, 90),
    hold=st.none() | st.integers(0, 120),
    first=TIMES,
    last=TIMES,
)
def test_what_is_told_is_what_the_rules_do(
    *, day: date, terms: list[int], asked: int, hold: int | None, first: time, last: time
) -> None:
    policy = Policy("Súdwest", terms[0], terms[1], early_minutes=5)
    until = None if hold is None else day + timedelta(days=hold)
    recorded, requested = local(day, first), local(day + timedelta(days=asked), last)
    told = explain(policy, recorded, requested, until)
    assert bool(told.refusal) == bool(policy.check_term(recorded, requested))
    assert (told.request_day, told.recorded_on) == (asked, day)
    assert told.kept_until == day + timedelta(days=max(terms[1], hold or 0))
    if told.held_until is not None:
        assert told.held_until == told.requested_on + timedelta(days=30) > told.last_kept_day
        assert not told.refusal
    assert told.days_left == (told.kept_until - told.requested_on).days
    if until is None:
        assert not policy.check_retention(recorded, None, local(told.kept_until, time.max))
        assert policy.check_retention(recorded, None, local(told.destroyed_on, time.min))
    for language in LANGUAGES:
        text = "\n".join(tell(told, language))
        assert "…" not in text
        assert "explain." not in text
        for said in (day, told.requested_on, told.last_kept_day, told.destroyed_on):
            assert spell_day(said, language) in text


def lines(recorded: str, requested: str, **more: date) -> str:
    start, end = (date.fromisoformat(each) for each in (recorded, requested))
    told = explain(Policy(), local(start, time(12)), local(end, time(12)), **more)
    return "\n".join(tell(told, "nl"))


def test_a_request_on_day_21_leaves_seven_days() -> None:
    text = lines("2026-11-02", "2026-11-23")
    assert "op dag 21, maandag 23 november 2026: op tijd" in text
    assert "blijven er 7 dagen" in text
    assert "tot en met maandag 30 november 2026" in text
    assert "Vanaf dinsdag 1 december 2026 opent zij niet meer" in text
    assert "uiterlijk maandag 30 november 2026 toegewezen" in text
    assert "hoogstens tot en met woensdag 23 december 2026" in text


def test_a_request_on_day_22_is_too_late_unless_it_came_in_earlier() -> None:
    text = lines("2026-11-02", "2026-11-24", hold_until=date(2027, 1, 31))
    assert "op dag 22, dinsdag 24 november 2026: te laat, tenzij" in text
    assert "uiterlijk maandag 23 november 2026" in text
    assert "Een bewaarplicht verandert dit niet" in text
    assert "tot en met zondag 31 januari 2027" in text
    assert "blijven er" not in text
    assert "toegewezen" not in text


def test_a_hold_within_the_term_changes_nothing() -> None:
    text = lines("2026-11-02", "2026-11-03", hold_until=date(2026, 11, 30))
    assert "verandert niets" in text
    assert "Vanaf dinsdag 1 december 2026" in text


@pytest.mark.parametrize(
    ("kept", "asked", "said"),
    [(21, 20, "blijft er 1 dag"), (21, 21, "blijven er 0 dagen"), (22, 20, "blijven er 2 dagen")],
)
def test_few_days_are_told_as_few(kept: int, asked: int, said: str) -> None:
    made = datetime(2026, 11, 2, 12, tzinfo=UTC)
    told = explain(Policy(retention_days=kept), made, made + timedelta(days=asked))
    assert said in "\n".join(tell(told, "nl"))


def test_a_request_that_can_be_seen_in_time_needs_no_hold_of_its_own() -> None:
    made = datetime(2026, 11, 2, 12, tzinfo=UTC)
    for policy, asked in ((Policy(hold_days=0), 21), (Policy(hold_days=10), 18)):
        assert explain(policy, made, made + timedelta(days=asked)).held_until is None


def test_the_rules_of_the_appointment_are_told_where_they_limit_it() -> None:
    made = datetime(2026, 11, 2, 12, tzinfo=UTC)
    usual = "\n".join(tell(explain(Policy(), made, made), "nl"))
    assert "hoogstens 1 keer kijken, in een afspraak van hoogstens 1440 minuten" in usual
    for absent in ("vereiste", "vanzelf dicht", "voor de afspraak tot"):
        assert absent not in usual
    strict = Policy(
        grounds=(Ground.FILMED,), viewing_minutes=30, appointment_minutes=45, late_minutes=10
    )
    told = "\n".join(tell(explain(strict, made, made), "nl"))
    assert "mag kijken: gefilmd." in told
    assert "hoogstens 45 minuten" in told
    assert "hoogstens 30 minuten op het scherm" in told
    assert "vanaf 0 minuten voor de afspraak tot 10 minuten erna" in told


def test_a_request_before_the_recording_is_told_as_a_mistake() -> None:
    assert "voor de opname" in lines("2026-11-02", "2026-11-01")
