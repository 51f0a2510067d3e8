"""What an event may say of a film's speed and of a part that is repeated.

A session refuses anything else before it writes (``viewer_app.session.showing``), so what is beyond
these bounds was not written by one.
"""

import re
from typing import Final

from viewer_app.audit.body import Entry
from viewer_app.audit.details import number, ranges
from viewer_app.session.film import FASTEST, SLOWEST

BOUNDED: Final = frozenset(
    {"viewing.played", "viewing.speed_set", "viewing.loop_set", "viewing.shown"}
)
"""Events of which more counts than that they happened."""
_SPEED: Final = re.compile(r'"speed_percent":(?:2[5-9]|[3-9]\d|[1-3]\d\d|400)[,}]', re.ASCII)
"""From ``SLOWEST`` to ``FASTEST``, as canonical text spells it."""


def says_more(action: str, body: str) -> bool:
    """Whether this event of ``BOUNDED`` must be read; quick, for all of a year's.

    ``body`` is in its canonical spelling, in which a name is in quotes only where it is a name.
    """
    if action == "viewing.played":
        return not (_SPEED.search(body) and body.count('"speed_percent":') == 1)
    return True


def out_of_bounds(entry: Entry) -> str:
    """The code of what this event says and no session can do, or ""."""
    details = entry.details
    match entry.action:
        case "viewing.played" if "speed_percent" not in details:
            return ""
        case "viewing.played" | "viewing.speed_set":
            speed_percent = number(details, "speed_percent")
            fits = speed_percent is not None and SLOWEST <= speed_percent <= FASTEST
            return "" if fits else "verify.speed_impossible"
        case "viewing.loop_set":
            start_ms, end_ms = number(details, "start_ms"), number(details, "end_ms")
            length_ms = number(details, "length_ms") or 0
            fits = start_ms is not None and end_ms is not None and 0 <= start_ms < end_ms
            fits = fits and (length_ms == 0 or (end_ms or 0) <= length_ms)
            return "" if fits else "verify.loop_impossible"
        case "viewing.shown":
            shown = ranges(details, "ranges")
            told = details.get("ranges")
            fits = (
                isinstance(told, list) and len(told) == len(shown) and all(map(_could_run, shown))
            )
            return "" if fits else "verify.shown_impossible"
    return ""


def _could_run(stretch: tuple[int, int, int, int]) -> bool:
    start_ms, end_ms, speed_percent, times = stretch
    return 0 <= start_ms < end_ms and SLOWEST <= speed_percent <= FASTEST and times >= 1
