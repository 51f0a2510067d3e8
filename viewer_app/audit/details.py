"""Details of an event, read with care: what has the wrong shape counts as not there."""

from collections.abc import Mapping
from typing import Any


def number(details: Mapping[str, Any], name: str) -> int | None:
    """A whole number, or None."""
    value = details.get(name)
    return value if type(value) is int else None


def text(details: Mapping[str, Any], name: str) -> str:
    """A text, or ""."""
    value = details.get(name)
    return value if isinstance(value, str) else ""


def texts(details: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The texts of a list."""
    values = details.get(name)
    return tuple(v for v in values if isinstance(v, str)) if isinstance(values, list) else ()


def counts(details: Mapping[str, Any], name: str) -> dict[str, int]:
    """How many there are of each kind."""
    values = details.get(name)
    if not isinstance(values, dict):
        return {}
    return {kind: many for kind, many in values.items() if type(many) is int and many > 0}


def ranges(details: Mapping[str, Any], name: str) -> list[tuple[int, int, int, int]]:
    """What ran: start, end, speed, and how often, which is once where it is not told."""
    values = details.get(name)
    return [
        (value[0], value[1], value[2], value[3] if len(value) == 4 else 1)
        for value in (values if isinstance(values, list) else ())
        if isinstance(value, list) and len(value) in {3, 4} and all(type(n) is int for n in value)
    ]
