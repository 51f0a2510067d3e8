"""When the station's copy of a recording must be destroyed, and why: the rule, without the doing.

What is due is nothing that could still be seen: whenever one of these causes holds,
``check_approval`` refuses to open the recording. So nobody can begin to look at what is being
destroyed.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from viewer_app.evidence.approval import Approval, HoldBasis
from viewer_app.session.calendar import dutch_day
from viewer_app.session.policy import DestroyAfter, Policy

_DAY = timedelta(days=1)


class Cause(StrEnum):
    """Why a recording is destroyed; stable words of the audit trail."""

    RETENTION = "retention"
    HOLD = "hold"
    LAST_VIEWING = "last_viewing"
    APPOINTMENT = "appointment"
    UNREADABLE = "unreadable"
    """Nobody can say how old it is, and it came long enough ago."""


@dataclass(frozen=True)
class Due:
    """Why a recording must go, and since when: the first Dutch day on which it may not be there."""

    cause: Cause
    since: date


def find_due(approval: Approval, policy: Policy, viewings_used: int, now: datetime) -> Due | None:
    """Why this approval's recording must go now; None while it is kept.

    A legal hold that is not for the appointment alone outlasts viewings and appointment. The
    day of the last viewing is not known here, so it is said to be due since ``now``.
    """
    today = dutch_day(now)
    last_kept = policy.kept_until(approval.recorded_at, approval.hold)
    if today > last_kept:
        held = last_kept > policy.last_kept_day(approval.recorded_at)
        return Due(Cause.HOLD if held else Cause.RETENTION, last_kept + _DAY)
    if policy.destroy_after is DestroyAfter.RETENTION or _is_held_for_others(approval):
        return None
    if viewings_used >= approval.viewings:
        return Due(Cause.LAST_VIEWING, today)
    over = approval.valid_until + timedelta(minutes=policy.late_minutes)
    if policy.destroy_after is DestroyAfter.APPOINTMENT and now >= over:
        return Due(Cause.APPOINTMENT, dutch_day(over))
    return None


def find_due_unread(policy: Policy, came_at: datetime, now: datetime) -> Due | None:
    """Why a package whose approval cannot be read must go now; None while it is kept.

    Nobody can say how old the recording in it is, except that it is older than its coming here.
    """
    since = policy.last_kept_day(came_at) + _DAY
    return Due(Cause.UNREADABLE, since) if dutch_day(now) >= since else None


def _is_held_for_others(approval: Approval) -> bool:
    return approval.hold is not None and approval.hold.basis is not HoldBasis.REQUEST
