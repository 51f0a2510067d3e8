"""What one session writes into the audit trail, and how it reads its own past there."""

from collections.abc import Iterable, Mapping
from typing import Final

from viewer_app.errors import InzageError
from viewer_app.evidence.approval import Approval
from viewer_app.session.company import Company
from viewer_app.session.ports import (
    Actor,
    AuditTrail,
    Clock,
    Event,
    GuardReport,
    Json,
    Outcome,
    SignInRefused,
)
from viewer_app.session.record import Action, Condition
from viewer_app.session.roles import Role
from viewer_app.session.tongue import Tongue

CONTINUED_EVERY_MS: Final = 10_000
"""While a film is on, the trail is written at least this often, so that a trail that fails is
noticed, and an auditor sees how far the film had come if the station loses power."""


class Journal:
    """Writes the events of one session; every method raises AuditUnavailable if it cannot."""

    def __init__(self, code: str, station: str, audit: AuditTrail, clock: Clock) -> None:
        self.code = code
        self.supervisor = ""
        self._station = station
        self._approval: Approval | None = None
        self._audit = audit
        self._clock = clock
        self._written_ms = 0

    @property
    def overdue(self) -> bool:
        """Whether nothing was written for so long that the trail must prove it still can be."""
        return self._clock.monotonic_ms() - self._written_ms >= CONTINUED_EVERY_MS

    def about(self, approval: Approval) -> None:
        """From here on, events are about this approval instead of about the station."""
        self._approval = approval

    def write(
        self,
        action: Action,
        outcome: Outcome = Outcome.OK,
        details: Mapping[str, Json] | None = None,
        private: Mapping[str, str] | None = None,
        *,
        object_: str = "",
    ) -> None:
        """Write one step of the session."""
        self._audit.record(
            Event(
                session=self.code,
                actor=Actor(Role.SUPERVISOR, self.supervisor),
                action=action,
                object=object_ or self._object(),
                outcome=outcome,
                details=details or {},
                private=private or {},
            )
        )
        self._written_ms = self._clock.monotonic_ms()

    def write_refused_sign_in(self, supervisor: str, refusal: SignInRefused) -> None:
        """Write a failed sign-in; outside a session if there is none yet."""
        session = self.code if self.supervisor else ""
        event = refused_sign_in(self._station, Role.SUPERVISOR, supervisor, refusal, session)
        self._audit.record(event)

    def viewings_used(self, approval: Approval) -> int:
        """How often this approval was viewed."""
        return viewings_used(self._audit, approval)

    def happened(self, action: Action, approval: Approval) -> bool:
        """Whether this was ever done, and not refused, about this approval."""
        return self._audit.count(action, approval_object(approval)) > 0

    def seal(self) -> str:
        """Have the trail signed as it stands; returns the checkpoint."""
        return self._audit.seal()

    def _object(self) -> str:
        if self._approval is None:
            return f"station:{self._station}"
        return approval_object(self._approval)


def refused_sign_in(
    station: str, role: Role, name: str, refusal: InzageError, session: str = ""
) -> Event:
    """That somebody could not sign in.

    A name nobody has may be a passphrase typed into the wrong field, so it is not written down.
    """
    written = "?" if refusal.code == "signin.unknown" else name
    return Event(
        session=session,
        actor=Actor(Role.STATION, station),
        action=Action.SIGN_IN_REFUSED,
        object=f"{role.value}:{written}",
        outcome=Outcome.REFUSED,
        details=failure(refusal),
    )


def viewings_used(audit: AuditTrail, approval: Approval) -> int:
    """How often this approval was viewed: begun, less those that never showed a picture.

    Counted in the trail itself, so that no file can be put back to win another viewing. Raises
    AuditUnavailable.
    """
    about = approval_object(approval)
    begun = audit.count(Action.VIEWING_STARTED, about)
    return begun - audit.count(Action.VIEWING_NOT_SHOWN, about)


def approval_object(approval: Approval) -> str:
    """How an approval is named as the object of an event."""
    return f"approval:{approval.approval_id}"


def code_of(error: Exception) -> str:
    """What the trail says of a failure; a defect of the program has no code of its own."""
    return error.code if isinstance(error, InzageError) else "session.internal"


def failure(error: Exception) -> dict[str, Json]:
    """An error as details of an event: its code and its facts, which hold no personal data."""
    if not isinstance(error, InzageError):
        return {"code": code_of(error)}
    return {"code": error.code, "facts": {key: str(fact) for key, fact in error.facts.items()}}


def guard_details(report: GuardReport) -> dict[str, Json]:
    """A guard's report as details of an event."""
    return {"platform": report.platform, "code": report.code, "findings": list(report.findings)}


def conditions_details(
    confirmed: Iterable[Condition], read_in: Tongue, company: Company
) -> dict[str, Json]:
    """What was agreed, in which language, and who was there. Who has company is not alone."""
    companions = {kind.value: company.companions[kind] for kind in sorted(company.companions)}
    agreed = sorted(each for each in confirmed if not (companions and each is Condition.ALONE))
    return {
        "conditions": agreed,
        "language": read_in.value,
        **({"companions": companions} if companions else {}),
        **({"second_person": True} if company.second_person else {}),
    }


def clip_details(approval: Approval) -> dict[str, Json]:
    """The clip's digest, and that of the recording it is a copy of, where it is one."""
    clip = approval.clip
    copied = {} if clip.original is None else {"original_sha256": clip.original.sha256}
    return {"clip_sha256": clip.sha256, **copied}


def hold_details(approval: Approval) -> dict[str, Json]:
    """On what a legal hold rests and its last day; its reason and who decided may be personal."""
    hold = approval.hold
    return {} if hold is None else {"hold": hold.basis.value, "hold_until": hold.until.isoformat()}
