"""What the audit room refuses.

A step that cannot be recorded is no error of this room: it raises the session's AuditUnavailable.
"""

from viewer_app.errors import InzageError


class AuditError(InzageError):
    """Root of this room's own errors."""


class EventError(AuditError):
    """An event or a body outside the profile: floats, too large, keys that are not ASCII."""


class NoteError(AuditError):
    """A signed note, key or checkpoint that is malformed, or not signed by the trusted key."""


class ProofError(AuditError):
    """A proof was asked for a position the tree does not have."""


class TrailError(AuditError):
    """A trail that cannot be read: missing, foreign, newer, damaged."""


class ExportError(AuditError):
    """An export that cannot be written, or is not what it says."""
