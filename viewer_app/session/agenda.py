"""An appointment as the station's agenda tells of it: whether somebody came, and what came of it.

Nothing of this is kept anywhere: it follows from the approvals and from the audit trail each time.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from viewer_app.evidence.approval import Approval
from viewer_app.session.calendar import dutch_day
from viewer_app.session.journal import Journal
from viewer_app.session.policy import Finding
from viewer_app.session.ports import Appointment
from viewer_app.session.record import Action


class Attendance(StrEnum):
    """What became of an appointment."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    """Somebody's identity was checked and agreed; the recording was not shown yet."""
    REFUSED = "refused"
    NOT_APPEARED = "not_appeared"
    """A supervisor recorded it, or the appointment is over and nobody came."""
    VIEWED = "viewed"


class When(StrEnum):
    """Where in the agenda an appointment stands."""

    TODAY = "today"
    COMING = "coming"
    PAST = "past"


class AgendaEntry(NamedTuple):
    """An appointment, why it cannot be opened now, and what is better known in time."""

    appointment: Appointment
    findings: tuple[Finding, ...]
    notices: tuple[Finding, ...]
    attendance: Attendance
    when: When
    can_be_missed: bool
    """Whether it began and nobody came yet, so that it may be recorded that nobody did."""


_TOLD: Final = (
    (Action.APPOINTMENT_NO_SHOW, Attendance.NOT_APPEARED),
    (Action.SESSION_REFUSED, Attendance.REFUSED),
    (Action.IDENTITY_CHECKED, Attendance.ARRIVED),
)
"""What an event about an approval says of its appointment; the first that happened counts."""


def find_attendance(journal: Journal, approval: Approval, *, over: bool) -> Attendance:
    """What became of this appointment, by the trail. Raises AuditUnavailable.

    Where nobody came until it was ``over``, nobody appeared.
    """
    if journal.viewings_used(approval):
        return Attendance.VIEWED
    for action, attendance in _TOLD:
        if journal.happened(action, approval):
            return attendance
    return Attendance.NOT_APPEARED if over else Attendance.EXPECTED


def is_over(approval: Approval, late_minutes: int, now: datetime) -> bool:
    """Whether the appointment, with the margin of the rules after it, has ended."""
    return now >= approval.valid_until + timedelta(minutes=late_minutes)


def find_when(approval: Approval, now: datetime, *, over: bool) -> When:
    """Its place by calendar day in the Netherlands. All of today stays there, over or not."""
    day, today = dutch_day(approval.valid_from), dutch_day(now)
    if day > today:
        return When.COMING
    return When.PAST if over and day < today else When.TODAY
