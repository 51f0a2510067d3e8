"""The event as it stands in the trail: its fields, their spelling, and reading them back.

Names of fields and the six fields of BIO2 8.15.01: ``action`` (actie), ``object`` (object),
``outcome`` (resultaat), ``source`` (oorsprong), ``actor`` (actor), ``time`` (tijdstempel).

``v`` is the version of this shape, ``log`` the origin and ``seq`` the position in that log, ``id``
a UUID that stays with the event in every export, ``time`` UTC with milliseconds, ``mono`` the
milliseconds of the clock that never goes back, ``boot`` which run of the machine that clock counts
in, ``session`` the session code or "". ``private``, where present, maps names to commitments.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from viewer_app.audit import canonical
from viewer_app.audit.errors import EventError
from viewer_app.session.ports import Json

VERSION = 1
BODY_LIMIT = 4096
"""Bytes of one event."""
PRIVATE_LIMIT = 4096
"""Bytes of one personal value."""
SALT_SIZE = 32

_FIELDS = frozenset(
    {"v", "log", "seq", "id", "time", "mono", "boot", "session", "actor", "action", "object"}
    | {"outcome", "source", "details"}
)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_PRIVATE_NAME = re.compile(r"[a-z][a-z0-9_.]{0,39}")


@dataclass(frozen=True)
class Entry:
    """One event of the trail, read back."""

    seq: int
    id: str
    time: datetime
    mono: int
    boot: str
    session: str
    role: str
    actor: str
    action: str
    object: str
    outcome: str
    source: str
    log: str
    details: Mapping[str, Any]
    commitments: Mapping[str, str] = field(default_factory=dict)

    def did(self, action: str, object_: str) -> bool:
        """Whether this was done about this object, and neither refused nor failed."""
        return (self.action, self.object, self.outcome) == (action, object_, "ok")


def write_body(entry: Entry) -> str:
    """The canonical text of an event.

    Raises EventError: ``trail.event_invalid`` outside the profile, ``trail.event_too_large`` above
    BODY_LIMIT.
    """
    fields: dict[str, Json] = {
        "v": VERSION,
        "log": entry.log,
        "seq": entry.seq,
        "id": entry.id,
        "time": write_time(entry.time),
        "mono": entry.mono,
        "boot": entry.boot,
        "session": entry.session,
        "actor": {"role": entry.role, "id": entry.actor},
        "action": entry.action,
        "object": entry.object,
        "outcome": entry.outcome,
        "source": entry.source,
        "details": entry.details,
    }
    if entry.commitments:
        fields["private"] = entry.commitments
    body = canonical.encode(fields)
    if len(body.encode()) > BODY_LIMIT:
        raise EventError("trail.event_too_large", action=entry.action)
    return body


def read_body(body: str) -> Entry:
    """The event spelled by ``body``. Raises EventError (``trail.event_invalid``).

    Only the shape is checked here; that the spelling is canonical is for ``check_spelling``.
    """
    try:
        fields = json.loads(body)
        if fields.keys() - {"private"} != _FIELDS or fields["v"] != VERSION:
            raise EventError("trail.event_invalid", reason="fields")
        return Entry(
            seq=_typed(fields["seq"], int),
            id=_typed(fields["id"], str),
            time=read_time(_typed(fields["time"], str)),
            mono=_typed(fields["mono"], int),
            boot=_typed(fields["boot"], str),
            session=_typed(fields["session"], str),
            role=_typed(fields["actor"]["role"], str),
            actor=_typed(fields["actor"]["id"], str),
            action=_typed(fields["action"], str),
            object=_typed(fields["object"], str),
            outcome=_typed(fields["outcome"], str),
            source=_typed(fields["source"], str),
            log=_typed(fields["log"], str),
            details=_typed(fields["details"], dict),
            commitments=_typed(fields.get("private", {}), dict),
        )
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise EventError("trail.event_invalid", reason="shape") from None


def write_time(time: datetime) -> str:
    """``2026-03-01T12:00:00.123Z``: UTC, milliseconds, always 24 characters."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_time(text: str) -> datetime:
    """The aware time spelled by ``text``. Raises ValueError."""
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    return datetime.fromisoformat(text)


def milliseconds(time: datetime) -> int:
    """Milliseconds since 1970-01-01T00:00:00Z, without the rounding of a float."""
    since = time - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def commit_private(name: str, value: str, salt: bytes) -> str:
    """The commitment to a personal value: SHA-256(salt ‖ name ‖ 0x00 ‖ value) in hexadecimal.

    Without the 32 random bytes of salt nobody can try out names or case numbers, so once salt and
    value are erased the commitment says nothing. Raises EventError for a name that is no short
    ASCII word (which keeps the zero byte a clear border) and for a value above PRIVATE_LIMIT.
    """
    if not _PRIVATE_NAME.fullmatch(name):
        raise EventError("trail.event_invalid", reason="private_name")
    try:
        data = value.encode()
    except UnicodeEncodeError:
        raise EventError("trail.event_invalid", reason="surrogate") from None
    if len(data) > PRIVATE_LIMIT:
        raise EventError("trail.event_too_large", action=name)
    return hashlib.sha256(salt + name.encode() + b"\x00" + data).hexdigest()


def _typed(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError
    return value
