"""The trail when a process under a user of its own writes it (``audit_socket`` in the settings)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from viewer_app.audit.anchor_state import PlaceState
from viewer_app.audit.places import anchor_name
from viewer_app.audit.remote import RemoteAuditLog
from viewer_app.audit.unfinished import Unfinished
from viewer_app.session.ports import AuditTrail, AuditUnavailable
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
    """Satisfies ``OpenTrail``. Keys, anchors, verification and erasing are the writer's work."""

    def __init__(self, settings: Settings) -> None:
        """Ask the writer which trail it writes.

        Raises AuditUnavailable: no answer, or (``trail.other_station``) it is another station's.
        """
        super().__init__(Path(settings.audit_socket))
        latest = self.trails()[-1]
        assert latest.path is not None  # noqa: S101 - read_trails has seen to it
        self.path = latest.path
        self.origin = latest.key.name
        station = anchor_name(self.origin).rpartition("/")[2]
        if station != settings.station:
            self.close()
            raise AuditUnavailable(
                "trail.other_station", socket=Path(settings.audit_socket).name, station=station
            )


class RemoteAnchoring:
    """How the writer's anchoring stands (``session.ports.Anchoring``), as it last told."""

    def __init__(self, trail: RemoteTrail) -> None:
        """Ask the writer. Raises AuditUnavailable."""
        self._trail = trail
        self._known = trail.anchorage()

    @property
    def places(self) -> Sequence[object]:
        """The places there are."""
        return self._known.places

    def look(self) -> None:
        """Ask the writer anew. Waits for its answer, never for a place. Raises AuditUnavailable."""
        self._known = self._trail.anchorage()

    def days_without_anchor(self) -> int:
        """Whole days, by what the writer says now. Raises AuditUnavailable."""
        self.look()
        return self._known.days

    def trouble(self) -> tuple[PlaceState, ...]:
        """Places that a person should hear of, as the writer last told. Never waits."""
        return self._known.trouble
