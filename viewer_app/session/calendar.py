"""Calendar days as the municipality counts them.

A term in the rules is in calendar days in the Netherlands: the day of the recording is day 0, and a
term of 21 days includes the whole of day 21, whatever summer time does to the hours in between.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from viewer_app.messages import Fact, Language

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_DAYS: Final = {
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_MONTHS: Final = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def dutch_day(moment: datetime) -> date:
    """The calendar day of an aware moment in the Netherlands. Raises ValueError on a naive one."""
    if moment.tzinfo is None:
        msg = "a moment without a time zone has no calendar day"
        raise ValueError(msg)
    return moment.astimezone(AMSTERDAM).date()


def days_between(start: datetime, end: datetime) -> int:
    """Whole calendar days from the day of ``start`` to the day of ``end``; negative if earlier."""
    return (dutch_day(end) - dutch_day(start)).days


def spell_day(day: date, language: Language) -> str:
    """``maandag 2 maart 2026``, ``Monday 2 March 2026``."""
    name = _DAYS[language].split()[day.weekday()]
    month = _MONTHS[language].split()[day.month - 1]
    return f"{name} {day.day} {month} {day.year}"


def spell_days(facts: Mapping[str, Fact | date], language: Language) -> dict[str, Fact]:
    """The facts of a sentence, with each day among them spelt."""
    return {
        name: spell_day(fact, language) if isinstance(fact, date) else fact
        for name, fact in facts.items()
    }
