"""Canonical JSON: one spelling for one value, so that the same event always has the same hash.

A profile of RFC 8785 (JCS): objects with ASCII keys, arrays, strings, booleans, null and integers
below 2**53 in size. Inside this profile Python's own encoder spells exactly what RFC 8785 asks for;
outside it (floats, larger integers, keys beyond ASCII, whose UTF-16 order differs) it would not, so
those are refused.
"""

import json
from collections.abc import Mapping, Sequence

from viewer_app.audit.errors import EventError
from viewer_app.session.ports import Json

INTEGER_LIMIT = 2**53
"""Integers are smaller in size: the range in which every JSON reader agrees (RFC 7493)."""
DEPTH_LIMIT = 8

_encode = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode


def encode(value: Json) -> str:
    """The one spelling of ``value``. Raises EventError (``trail.event_invalid``)."""
    return _encode(_plain(value, DEPTH_LIMIT))


def decode(text: str) -> Json:
    """The value spelled by ``text``, which must be its one spelling.

    Raises EventError (``trail.event_invalid``) for anything else: other spacing or order, doubled
    keys, numbers outside the profile, text that is not JSON.
    """
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError):
        raise EventError("trail.event_invalid", reason="json") from None
    if encode(value) != text:
        raise EventError("trail.event_invalid", reason="spelling")
    return value


def _plain(value: object, depth: int) -> object:
    """A copy out of plain dicts, lists, strings and integers, with everything else refused."""
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        if not -INTEGER_LIMIT < value < INTEGER_LIMIT:
            raise EventError("trail.event_invalid", reason="integer")
        return int(value)
    if depth == 0:
        raise EventError("trail.event_invalid", reason="depth")
    if isinstance(value, Mapping):
        return {_key(key): _plain(member, depth - 1) for key, member in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_plain(member, depth - 1) for member in value]
    raise EventError("trail.event_invalid", reason="type")


def _key(key: object) -> str:
    if not isinstance(key, str) or not key.isascii():
        raise EventError("trail.event_invalid", reason="key")
    return str(key)


def _text(text: str) -> str:
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise EventError("trail.event_invalid", reason="surrogate") from None
    return str(text)
