"""Sessions counted by week, end and length."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from viewer_app.app.overview import WEEKS, count_sessions
from viewer_app.audit.reader import SessionTimes

NOW = datetime(2026, 3, 25, 12, 0, tzinfo=UTC)


def session(opened: datetime, minutes: float | None, end: str = "completed") -> SessionTimes:
    closed = None if minutes is None else opened + timedelta(minutes=minutes)
    return SessionTimes(opened, closed, end if closed else "")


def test_weeks_begin_on_the_dutch_monday() -> None:
    # 23:30 UTC on Sunday is Monday in the Netherlands
    counted = count_sessions([session(datetime(2026, 3, 22, 23, 30, tzinfo=UTC), 10)], NOW)
    assert counted.weeks[-1].monday == date(2026, 3, 23)
    assert counted.weeks[-1].ends == {"completed": 1}
    assert counted.weeks[-2].total == 0
    assert len(counted.weeks) == WEEKS


def test_ends_lengths_and_the_median() -> None:
    sessions = [
        session(NOW - timedelta(days=1), 4.9),
        session(NOW - timedelta(days=1), 5.0, "refused"),
        session(NOW - timedelta(days=9), 120),
        session(NOW - timedelta(days=9), None),
    ]
    counted = count_sessions(sessions, NOW)
    assert counted.ends == {"completed": 2, "refused": 1, "open": 1}
    assert [each.sessions for each in counted.durations] == [1, 1, 0, 0, 0, 0, 0, 0, 1]
    assert counted.durations[-1].most is None
    assert counted.median_minutes == 5.0
    assert count_sessions([], NOW).median_minutes is None


@given(st.lists(st.tuples(st.integers(-400, 400), st.one_of(st.none(), st.integers(-50, 600)))))
def test_every_session_of_the_weeks_is_counted_once(days: list[tuple[int, int | None]]) -> None:
    sessions = [session(NOW - timedelta(days=back), minutes) for back, minutes in days]
    counted = count_sessions(sessions, NOW)
    first, last = counted.weeks[0].monday, counted.weeks[-1].monday + timedelta(days=7)
    inside = [each for each in sessions if first <= each.opened.date() < last]
    assert sum(week.total for week in counted.weeks) == len(inside)
    closed = [each for each in inside if each.closed and each.closed >= each.opened]
    assert sum(each.sessions for each in counted.durations) == len(closed)
