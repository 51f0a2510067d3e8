"""What the trail says in stable words, in words for people, in the language of the report."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from viewer_app import messages
from viewer_app.messages import Fact, Language
from viewer_app.reports.timeline import clock
from viewer_app.session.calendar import AMSTERDAM, dutch_day

_MONTHS: Final = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_PLACES: Final = ("position_ms", "start_ms", "from_ms", "end_ms", "to_ms", "length_ms")
"""Moments of the film, in the order in which they are told; the trail has them by the alphabet."""
_LISTS: Final = {
    "conditions": "condition",
    "failed": "failed",
    "compared": "field",
    "differs": "field",
    "overruled": "field",
}
_SPEAKING: Final = frozenset(
    {
        "reason",
        "code",
        "document",
        "ground",
        "regime",
        "hold",
        "end",
        "language",
        *_LISTS,
        "ranges",
    }
)
"""Details whose values say enough by themselves."""
_LEFT_OUT: Final = frozenset({"facts"})


class Words:
    """Sentences of the catalogue in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, code: str, **facts: Fact) -> str:
        """The sentence of this code."""
        return messages.text(code, self.language, facts)

    def of(self, table: str, word: str) -> str:
        """A stable word (``completed``) by its table (``end``); an unknown one as it is."""
        code = f"report.{table}.{word}"
        return self.say(code) if code in messages.catalogue() else word

    def reason(self, code: object) -> str:
        """Why something ended or failed: a person's reason, or what the program refused."""
        word = str(code)
        if word not in messages.catalogue():
            return self.of("reason", word)
        return messages.first_sentence(word, self.language)

    def companions(self, told: Mapping[str, Any]) -> str:
        """Who watched along, and how many where it is more than one: ``tolk, ouder (2)``."""
        named = ((self.of("companion", kind), number) for kind, number in told.items())
        return ", ".join(who if number == 1 else f"{who} ({number})" for who, number in named)

    def day(self, moment: datetime) -> str:
        """``2 maart 2026``."""
        return self.date(dutch_day(moment))

    def date(self, day: date) -> str:
        """``2 maart 2026``."""
        month = _MONTHS[self.language].split()[day.month - 1]
        return f"{day.day} {month} {day.year}"

    def details(self, details: Mapping[str, Any]) -> str:
        """The details of an event on one line, moments first."""
        places = [key for key in _PLACES if key in details]
        others = [key for key in details if key not in _PLACES and key not in _LEFT_OUT]
        told = (self._detail(key, details[key]) for key in (*places, *others))
        return " · ".join(part.rstrip(".") for part in told if part)

    def _detail(self, key: str, value: Any) -> str:
        if value in ("", [], {}, None):
            return ""
        is_company = key == "companions" and isinstance(value, Mapping)
        text = self.companions(value) if is_company else self._value(key, value)
        code = f"report.detail.{key}"
        if code in messages.catalogue():
            return self.say(code, value=text)
        return text if key in _SPEAKING else f"{key}: {text}"

    def _value(self, key: str, value: Any) -> str:
        if key in _PLACES and type(value) is int:
            return clock(value)
        if key in _LISTS and isinstance(value, list):
            return ", ".join(self.of(_LISTS[key], str(name)) for name in value)
        if key == "ranges" and isinstance(value, list):
            return ", ".join(map(_range, value))
        if key in _SPEAKING:
            return self.reason(value) if key in {"reason", "code"} else self.of(key, str(value))
        if key in {"clip_sha256", "original_sha256"}:
            return str(value)[:12] + "…"
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def local_time(moment: datetime | None) -> str:
    """``14:05:09`` in the Netherlands, or "" where nothing is known."""
    return "" if moment is None else f"{moment.astimezone(AMSTERDAM):%H:%M:%S}"


def _range(part: Any) -> str:
    if isinstance(part, list) and len(part) in {3, 4} and all(type(one) is int for one in part):
        times = f", {part[3]}×" if len(part) == 4 else ""
        return f"{clock(part[0])}–{clock(part[1])} ({part[2]} %{times})"
    return json.dumps(part)
