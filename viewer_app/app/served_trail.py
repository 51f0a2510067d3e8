"""The trail as the process that writes it serves it: anchored, and by its own rules."""

import threading
from collections.abc import Mapping, Sequence
from typing import Final

from viewer_app.app.anchors import anchor_key
from viewer_app.app.own_trails import OwnTrails
from viewer_app.app.trail import StationTrail
from viewer_app.audit import canonical
from viewer_app.audit.anchor_settings import AnyPlace
from viewer_app.audit.anchoring import Anchoring
from viewer_app.audit.standing import Anchorage, TrailFile
from viewer_app.audit.unfinished import Unfinished
from viewer_app.session.policy import Policy
from viewer_app.session.ports import AuditUnavailable, Event, Json
from viewer_app.session.record import Action
from viewer_app.vault import Vault

_ATTEMPTS_TOLD: Final = 100
"""Kinds of attempts told in one run: whoever tries must not be able to fill the trail."""


class ServedTrail:
    """Satisfies ``audit.writer_service.WrittenTrail``. Safe in every thread."""

    def __init__(
        self,
        trail: StationTrail,
        own: OwnTrails,
        anchoring: Anchoring,
        policy: Policy,
        vault: Vault,
    ) -> None:
        """``own`` and ``policy`` are those of the writer. Raises VaultError."""
        self._trail = trail
        self._own = own
        self._anchoring = anchoring
        self._policy = policy
        self._anchor_key = anchor_key(trail.origin, vault)
        self._lock = threading.Lock()
        self._attempts: set[str] = set()

    def record(self, event: Event) -> None:
        """Append one event. Raises AuditUnavailable.

        Whatever the program on the screen makes of its rules: a trail that was not anchored for as
        long as the writer's own rules allow takes no new session.
        """
        if event.action == Action.SESSION_OPENED:
            days = self._anchoring.days_without_anchor()
            if self._policy.wants_anchor(days):
                limit = self._policy.anchor_days
                raise AuditUnavailable("anchor.overdue", days=days, limit=limit)
        # the key changes with the end of a session: one at a time
        with self._lock:
            self._trail.record(event)

    def report_attempt(self, details: Mapping[str, Json]) -> None:
        """Write that somebody tried what nobody may: once for each kind, however often it is."""
        attempt = canonical.encode(details)
        with self._lock:
            if attempt in self._attempts or len(self._attempts) >= _ATTEMPTS_TOLD:
                return
            self._attempts.add(attempt)
        self._trail.report_incident(details)

    def count(self, action: str, object_: str) -> int:
        """How many ``ok`` events there are. Raises AuditUnavailable."""
        return self._trail.count(action, object_)

    def seal(self) -> str:
        """The signed checkpoint, which is then brought elsewhere. Raises AuditUnavailable."""
        note = self._trail.seal()
        self._anchoring.nudge()
        return note

    def unfinished_sessions(self) -> Sequence[Unfinished]:
        """Sessions without a closing event. Raises AuditUnavailable."""
        return self._trail.unfinished_sessions()

    def trails(self) -> Sequence[TrailFile]:
        """The trails of all years, the oldest first, that in use last."""
        return self._own.years

    def anchorage(self) -> Anchorage:
        """How the trail is anchored elsewhere. Never waits for a place."""
        standing = zip(self._anchoring.places, self._anchoring.states(), strict=True)
        return Anchorage(
            self._anchor_key,
            self._anchoring.days_without_anchor(),
            tuple((place, state) for place, state in standing if isinstance(place, AnyPlace)),
            self._anchoring.trouble(),
        )
