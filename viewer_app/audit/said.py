"""What many events say of themselves, read out of their bodies at once, field by field.

One pattern reads the fields out of the canonical spelling (``viewer_app.audit.canonical``), many
times faster than a parser. What it does not read is for a parser to judge.
"""

import re
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from viewer_app.audit import canonical

_STRING = r'"([^"]*+)"'
_UNREAD = r'"[^"]*+"'
_NUMBER = r"(0|[1-9]\d{0,15}+)"
# For lines of one body each, without any escape. Sound on canonical text: nothing but escapes could
# put a quote into a string, so `},"id":"` stands last where the details end. Nothing is given back
# (`*+`) where only one reading can be right: that is a fifth of the time.
_PATTERN = (
    rf'^\{{"action":{_STRING},"actor":\{{"id":{_UNREAD},"role":{_UNREAD}\}},"boot":{_STRING},'
    r'"details":\{(?:[^{}]*+|.*)\},'
    rf'"id":{_UNREAD},"log":"%s","mono":{_NUMBER},"object":{_STRING},"outcome":{_STRING},'
    rf'(?:"private":\{{[^{{}}]*+\}},)?"seq":{_NUMBER},"session":{_STRING},"source":{_UNREAD},'
    r'"time":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})Z","v":1\}$'
)
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - as the times it is taken from, all of UTC
_MILLISECOND: Final = timedelta(milliseconds=1)


class Said(NamedTuple):
    """What events say of themselves, by the field: all tuples are of one length."""

    seqs: tuple[int, ...]
    """Where they stand, whatever they say."""
    actions: tuple[str, ...]
    boots: tuple[str, ...]
    monos: tuple[int, ...]
    objects: tuple[str, ...]
    outcomes: tuple[str, ...]
    places: tuple[int, ...]
    """Where they say they stand."""
    sessions: tuple[str, ...]
    times: tuple[int, ...]
    """Milliseconds since 1970."""


class BodyPattern:
    """Reads bodies of one log, ``origin``."""

    def __init__(self, origin: str) -> None:
        escaped = re.escape(canonical.encode(origin)[1:-1])
        self._find = re.compile(_PATTERN % escaped, re.ASCII | re.MULTILINE).findall

    def read(self, seqs: tuple[int, ...], bodies: tuple[str, ...]) -> Said | None:
        """What the bodies say, by the pattern; None if it does not fit every one of them."""
        lines = "\n".join(bodies)
        if "\\" in lines or lines.count("\n") != len(bodies) - 1:
            return None
        found = self._find(lines)
        # A match is one line or more, so with as many matches as lines each body fits.
        if len(found) != len(bodies):
            return None
        said, boots, monos, about, outcomes, places, sessions, times = zip(*found, strict=True)
        try:
            moments = [moment - _EPOCH for moment in map(datetime.fromisoformat, times)]
        except ValueError:
            return None
        return Said(
            seqs=seqs,
            actions=said,
            boots=boots,
            monos=tuple(map(int, monos)),
            objects=about,
            outcomes=outcomes,
            places=tuple(map(int, places)),
            sessions=sessions,
            times=tuple(moment // _MILLISECOND for moment in moments),
        )
