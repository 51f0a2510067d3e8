"""Calendar days as the municipality counts them.

A term in the rules is in calendar days in the Netherlands: the day of the recording is day 0, and a
term of 21 days includes the whole of day 21, whatever summer time does to the hours in between.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def dutch_day(moment: datetime) -> date:
    """The calendar day of an aware moment in the Netherlands. Raises ValueError on a naive one."""
    if moment.tzinfo is None:
        msg = "a moment without a time zone has no calendar day"
        raise ValueError(msg)
    return moment.astimezone(AMSTERDAM).date()


def days_between(start: datetime, end: datetime) -> int:
    """Whole calendar days from the day of ``start`` to the day of ``end``; negative if earlier."""
    return (dutch_day(end) - dutch_day(start)).days
