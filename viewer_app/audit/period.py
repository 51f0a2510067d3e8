"""A period of time to look at, from one moment up to but not including another."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from viewer_app.session.calendar import AMSTERDAM


@dataclass(frozen=True)
class Period:
    """``start <= moment < end``; None where there is no such border. Moments are aware."""

    start: datetime | None = None
    end: datetime | None = None

    @classmethod
    def of_days(cls, first: date | None, last: date | None) -> Self:
        """Whole calendar days in the Netherlands, the last one included."""
        start = None if first is None else _midnight(first)
        end = None if last is None else _midnight(last + timedelta(days=1))
        return cls(start, end)

    def holds(self, moment: datetime) -> bool:
        """Whether ``moment`` lies in it."""
        after = self.start is None or self.start <= moment
        return after and (self.end is None or moment < self.end)


EVER = Period()
"""All of time."""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)
