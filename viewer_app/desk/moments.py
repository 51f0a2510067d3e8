"""Moments and days as a desk types them: ISO 8601, in Dutch time where no zone is given."""

import re
from datetime import UTC, date, datetime
from typing import Final

from viewer_app.desk.errors import DeskError
from viewer_app.session.calendar import AMSTERDAM

_MOMENT: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII
)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_moment(text: str) -> datetime:
    """The moment in UTC, in whole seconds.

    A date alone is no moment: midnight would be a guess. Raises DeskError: ``moment.malformed``,
    ``moment.never`` and ``moment.twice`` where the clock in the Netherlands never showed this time
    or showed it twice, so that only a zone can tell which was meant.
    """
    try:
        moment = datetime.fromisoformat(_spelt(text, _MOMENT)).replace(microsecond=0)
        if moment.tzinfo is None:
            moment = _in_dutch_time(moment)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise DeskError("moment.malformed") from None


def parse_day(text: str) -> date:
    """The day in ``YYYY-MM-DD``. Raises DeskError (``day.malformed``)."""
    try:
        return date.fromisoformat(_spelt(text, _DAY))
    except ValueError:
        raise DeskError("day.malformed") from None


def is_day(text: str) -> bool:
    """Whether this is spelt as a day, not as a moment."""
    return _DAY.fullmatch(text.strip()) is not None


def _spelt(text: str, pattern: re.Pattern[str]) -> str:
    """Python's own reader also takes weeks, and dates without dashes."""
    if not pattern.fullmatch(text.strip()):
        raise ValueError("not spelt like that")
    return text.strip()


def _in_dutch_time(moment: datetime) -> datetime:
    """At a change of the clock, the two readings of a local time differ (PEP 495)."""
    earlier, later = (moment.replace(tzinfo=AMSTERDAM, fold=fold) for fold in (0, 1))
    before, after = earlier.utcoffset(), later.utcoffset()
    if before is None or after is None or before == after:
        return earlier
    raise DeskError("moment.never" if before < after else "moment.twice")
