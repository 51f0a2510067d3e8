"""The trail when a process under a user of its own writes it (``audit_socket`` in the settings)."""

from pathlib import Path
from typing import Protocol

from viewer_app.audit.log import Unfinished
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.remote import RemoteAuditLog
from viewer_app.session.ports import AuditTrail
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings


class OpenTrail(AuditTrail, Protocol):
    """A trail in use, whoever writes it: what the program needs besides the session's port."""

    @property
    def path(self) -> Path:
        """The file, which this user may not be allowed to read."""
        ...

    @property
    def origin(self) -> str:
        """Its name."""
        ...

    def unfinished_sessions(self) -> list[Unfinished]:
        """Sessions without a closing event. Raises AuditUnavailable."""
        ...

    def close(self) -> None:
        """Let it go. Safe to call twice."""
        ...


class RemoteTrail(RemoteAuditLog):
    """Satisfies ``OpenTrail``. Keys change, anchors and verification are the writer's work."""

    def __init__(self, home: Home, settings: Settings) -> None:
        super().__init__(Path(settings.audit_socket))
        self.path = home.trail
        self.origin = VerifierKey.parse(settings.trail_key).name
