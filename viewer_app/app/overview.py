"""Sessions counted by week, by how they ended, and by how long they took."""

import statistics
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from viewer_app.audit.reader import SessionTimes
from viewer_app.audit.search import NOT_CLOSED
from viewer_app.session.calendar import dutch_day
from viewer_app.ui.backend import Duration, Overview, Week

WEEKS: Final = 26
"""Weeks counted, this one included: half a year fits a screen."""
_BORDERS: Final = (0, 5, 10, 15, 20, 30, 45, 60, 90)
"""Minutes; the last class has no upper bound."""


def count_sessions(sessions: Iterable[SessionTimes], now: datetime) -> Overview:
    """The weeks up to ``now``, each with its sessions, also where there were none.

    Weeks begin on Monday, days are those of the Netherlands. Sessions before the first week, and
    any that a clock put into the future, are left out.
    """
    this_week = _monday(dutch_day(now))
    mondays = [this_week - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    ends: dict[date, Counter[str]] = {monday: Counter() for monday in mondays}
    minutes: list[float] = []
    for session in sessions:
        week = ends.get(_monday(dutch_day(session.opened)))
        if week is None:
            continue
        week[session.end or NOT_CLOSED] += 1
        if session.closed is not None and session.closed >= session.opened:
            minutes.append((session.closed - session.opened).total_seconds() / 60)
    return Overview(
        weeks=[Week(monday, counted) for monday, counted in ends.items()],
        durations=_classes(minutes),
        median_minutes=statistics.median(minutes) if minutes else None,
    )


def _classes(minutes: list[float]) -> list[Duration]:
    classes = []
    for least, most in zip(_BORDERS, (*_BORDERS[1:], None), strict=True):
        fitting = sum(least <= value and (most is None or value < most) for value in minutes)
        classes.append(Duration(least, most, fitting))
    return classes


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
