"""An appointment as the station's agenda tells of it."""

from typing import NamedTuple

from viewer_app.session.policy import Finding
from viewer_app.session.ports import Appointment


class AgendaEntry(NamedTuple):
    """An appointment, why it cannot be opened now, and what is better known in time."""

    appointment: Appointment
    findings: tuple[Finding, ...]
    notices: tuple[Finding, ...]
