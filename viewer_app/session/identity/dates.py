"""Dates of six digits, YYMMDD (ICAO Doc 9303-3, 4.8), whose century is not written."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

_LEAP_YEAR: Final = 2000
_YEARS_BACK: Final = 50


@dataclass(frozen=True, repr=False)
class BirthDate:
    """A birth date as the zone has it. Personal data: never in a log.

    What the issuing state does not know is None. The year has two digits: whose hundredth birthday
    has been is not told from a child, so a birth date is never completed, only compared.
    """

    year: int | None
    month: int | None
    day: int | None

    @property
    def known(self) -> bool:
        """Whether anything of it is known."""
        return (self.year, self.month, self.day) != (None, None, None)

    @property
    def complete(self) -> bool:
        """Whether year, month and day are known."""
        return None not in (self.year, self.month, self.day)

    def agrees_with(self, day: date) -> bool:
        """Whether it can be this day: all that is known of it is the same."""
        return (
            self.year in (None, day.year % 100)
            and self.month in (None, day.month)
            and self.day in (None, day.day)
        )

    def __repr__(self) -> str:
        return "<BirthDate>"


def is_possible(birth: BirthDate) -> bool:
    """Whether some calendar has such a day, in whatever century."""
    if birth.month is not None and not 1 <= birth.month <= 12:
        return False
    if birth.day is None:
        return True
    leap = birth.year is None or birth.year % 4 == 0
    year = _LEAP_YEAR if leap else _LEAP_YEAR + 1
    longest = 31 if birth.month is None else monthrange(year, birth.month)[1]
    return 1 <= birth.day <= longest


def expiry_day(year: int, month: int, day: int, today: date) -> date:
    """The last day of validity. Raises ValueError where the calendar has no such day.

    Doc 9303 names no century; this is the year with these two digits from 50 years before today's
    to 49 years after it. No document that is read by a machine is older, and none is valid longer
    by its zone: one "without end", written as 9999, is found expired, which a person can overrule.
    """
    first = today.year - _YEARS_BACK
    return date(first + (year - first) % 100, month, day)
