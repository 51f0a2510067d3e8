"""What goes over the socket between a program and the process that writes its trail.

One line of canonical JSON for each request, one for each answer. A request is
``{"do": "record" | "count" | "seal" | "unfinished" | "trails" | "anchorage", …}``; an answer
``{"done": …}`` or ``{"refused": code, "facts": {…}}``. Nothing else can be asked: no reading of
personal values, no erasing, no change of key.
"""

import json
from collections.abc import Mapping
from typing import Any, BinaryIO, Final

from viewer_app.audit import canonical
from viewer_app.audit.errors import AuditError, EventError
from viewer_app.session.ports import Actor, Event, Json, Outcome
from viewer_app.session.roles import Role

LINE_LIMIT: Final = 64 * 1024
"""Bytes of one line: an event of 4096, its personal values, and room for their spelling."""

OWN_ACTIONS: Final = ("trail.", "key.", "clock.", "audit.", "incident.", "retention.")
"""What only the trail itself may say, or who has its file and key."""

RESERVED: Final = "trail.event_reserved"
_ACTION_SHOWN: Final = 60
"""Characters of what was asked for, which may be anything."""


class WireError(AuditError):
    """A line that is too long or not a request or answer."""


def send(stream: BinaryIO, message: Mapping[str, Json]) -> None:
    """Write one line. Raises WireError, OSError."""
    line = canonical.encode(message).encode() + b"\n"
    if len(line) > LINE_LIMIT:
        raise WireError("trail.event_too_large", action=str(message.get("do", "")))
    stream.write(line)
    stream.flush()


def receive(stream: BinaryIO) -> dict[str, Any] | None:
    """Read one line; None at the end of the stream. Raises WireError, OSError."""
    line = stream.readline(LINE_LIMIT)
    if not line:
        return None
    try:
        message = json.loads(line) if line.endswith(b"\n") else None
    except (ValueError, RecursionError):
        message = None
    if not isinstance(message, dict):
        raise WireError("trail.event_invalid", reason="line")
    return message


def write_event(event: Event) -> dict[str, Json]:
    """The event as part of a request."""
    return {
        "session": event.session,
        "role": event.actor.role.value,
        "actor": event.actor.id,
        "action": str(event.action),
        "object": event.object,
        "outcome": event.outcome.value,
        "details": event.details,
        "private": dict(event.private),
    }


def read_event(message: Any) -> Event:
    """The event of a request.

    Raises EventError: wrong shape, or (``trail.event_reserved``) the trail's own to write.
    """
    try:
        texts = [message[name] for name in ("session", "actor", "action", "object")]
        details, private = message["details"], message["private"]
        role, outcome = Role(message["role"]), Outcome(message["outcome"])
        values = [*texts, *private.values()]
        if not isinstance(details, dict) or not all(isinstance(value, str) for value in values):
            raise EventError("trail.event_invalid", reason="shape")
    except (ValueError, TypeError, KeyError, AttributeError):
        raise EventError("trail.event_invalid", reason="shape") from None
    session, actor, action, object_ = texts
    if action.startswith(OWN_ACTIONS):
        raise EventError(RESERVED, action=action[:_ACTION_SHOWN])
    return Event(session, Actor(role, actor), action, object_, outcome, details, private)
