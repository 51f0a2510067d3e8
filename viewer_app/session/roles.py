"""The people the audit trail knows, by role."""

from enum import StrEnum


class Role(StrEnum):
    """Who acts, in the audit trail's stable words."""

    SUPERVISOR = "supervisor"
    DESK = "desk"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    STATION = "station"
