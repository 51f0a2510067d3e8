"""A small trail to work on, with clocks that a test can move."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey
from viewer_app.session.ports import Actor, AuditUnavailable, Event, Json, Outcome
from viewer_app.session.roles import Role

ORIGIN = "inzage.example/0363/balie-1/2026"
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = VerifierKey.of(ORIGIN, SIGNER)


@dataclass
class TwoClocks:
    """Wall and monotonic time, moved by hand; every reading takes 10 ms."""

    wall: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    mono: int = 1_000_000

    def now(self) -> datetime:
        self.pass_time(10)
        return self.wall

    def monotonic_ms(self) -> int:
        return self.mono

    def pass_time(self, milliseconds: int) -> None:
        self.wall += timedelta(milliseconds=milliseconds)
        self.mono += milliseconds

    def set_wall(self, milliseconds: int) -> None:
        """Move only the wall clock, as somebody who sets the time does."""
        self.wall += timedelta(milliseconds=milliseconds)


@dataclass
class Trail:
    """Opens and re-opens one trail."""

    path: Path
    clock: TwoClocks
    opened: list[AuditLog] = field(default_factory=list)

    def create(self, signer: Ed25519PrivateKey = SIGNER, previous: str = "") -> AuditLog:
        return self._keep(
            AuditLog.create(
                self.path,
                signer=signer,
                origin=ORIGIN,
                source="balie-1",
                clock=self.clock,
                boot_id="boot-1",
                previous=previous,
            )
        )

    def open(
        self, signer: Ed25519PrivateKey = SIGNER, origin: str = ORIGIN, boot_id: str = "boot-1"
    ) -> AuditLog:
        return self._keep(
            AuditLog(
                self.path,
                signer=signer,
                origin=origin,
                source="balie-1",
                clock=self.clock,
                boot_id=boot_id,
            )
        )

    def _keep(self, log: AuditLog) -> AuditLog:
        self.opened.append(log)
        return log


def event(
    action: str,
    session: str = "K7QF-2M9D",
    object_: str = "approval:a1",
    *,
    outcome: Outcome = Outcome.OK,
    details: dict[str, Json] | None = None,
    private: dict[str, str] | None = None,
) -> Event:
    return Event(
        session=session,
        actor=Actor(Role.SUPERVISOR, "j.devries"),
        action=action,
        object=object_,
        outcome=outcome,
        details=details or {},
        private=private or {},
    )


WHOLE_SESSION = (
    "session.opened",
    "appointment.chosen",
    "identity.checked",
    "conditions.confirmed",
    "guard.proven",
    "viewing.started",
    "viewing.played",
    "viewing.paused",
    "keys.wiped",
    "viewing.stopped",
    "session.closed",
)


def write_session(log: AuditLog, session: str = "K7QF-2M9D", approval: str = "a1") -> None:
    """A whole, proper session."""
    for position, action in enumerate(WHOLE_SESSION):
        details: dict[str, Json] = {"position_ms": position * 1000}
        if action == "session.closed":
            details = {"end": "completed", "reason": "finished"}
        log.record(event(action, session, f"approval:{approval}", details=details))


def refused_code(action: Callable[[], object]) -> str:
    """The code with which the trail refuses this; nothing where it does not."""
    try:
        action()
    except AuditUnavailable as refused:
        return refused.code
    return ""
