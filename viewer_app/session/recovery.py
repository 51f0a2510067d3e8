"""Closing in the trail what the station could not close when it lost power or was killed."""

from viewer_app.session.ports import Actor, AuditTrail, Event, Json, Outcome
from viewer_app.session.record import Action, End
from viewer_app.session.roles import Role

RECOVERED = "session.recovered"
"""The reason of a session that was closed this way; also the code of its sentence."""


def close_unfinished(
    audit: AuditTrail,
    *,
    station: str,
    session: str,
    last_action: str,
    last_object: str,
    position_ms: int | None,
) -> None:
    """Write that a session was cut off, and close it.

    The process that held its keys and pictures is gone, and they went with it: they were never
    anywhere but in its memory. Raises AuditUnavailable.
    """
    details: dict[str, Json] = {"last_action": last_action}
    if position_ms is not None:
        details["position_ms"] = position_ms
    actor = Actor(Role.STATION, station)
    audit.record(Event(session, actor, Action.SESSION_RECOVERED, last_object, Outcome.OK, details))
    closed: dict[str, Json] = {"end": End.INTERRUPTED.value, "reason": RECOVERED}
    audit.record(Event(session, actor, Action.SESSION_CLOSED, last_object, Outcome.OK, closed))
