"""What an administrator does to the station, in its audit trail."""

import getpass
from collections.abc import Mapping

from viewer_app.session.ports import Actor, AuditTrail, Event, Json, Outcome
from viewer_app.session.roles import Role


def record_administration(
    audit: AuditTrail,
    action: str,
    object_: str,
    details: Mapping[str, Json] | None = None,
    outcome: Outcome = Outcome.OK,
) -> None:
    """Write one act of administration, by whoever is signed in to the computer.

    Raises AuditUnavailable.
    """
    audit.record(
        Event(
            session="",
            actor=Actor(Role.ADMINISTRATOR, _user()),
            action=action,
            object=object_,
            outcome=outcome,
            details=details or {},
        )
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name
        return "?"
