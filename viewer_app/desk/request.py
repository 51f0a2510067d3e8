"""A citizen's request as the desk decides on it, and everything that may stand in its way."""

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from viewer_app.desk.keys import Desk
from viewer_app.evidence.addresses import StationAddress
from viewer_app.evidence.age import X25519Recipient
from viewer_app.evidence.approval import (
    Approval,
    ClipBinding,
    Ground,
    HoldBasis,
    LegalHold,
    Regime,
    Requester,
    write_claims,
)
from viewer_app.evidence.errors import ApprovalError
from viewer_app.session.calendar import dutch_day
from viewer_app.session.policy import Finding, Policy

_NO_CLIP: Final = ClipBinding(header_sha256="0" * 64, size=1, sha256="0" * 64)
_SECOND: Final = timedelta(seconds=1)
_GRANTED: Final = "Inzageverzoek toegewezen"
_CLAIMS: Final = {
    "case": ("request.text", "--case"),
    "requester.name": ("request.text", "--name"),
    "legal_hold.reason": ("request.text", "--hold-reason"),
    "legal_hold.by": ("request.text", "--hold-by"),
    "legal_hold.until": ("request.moment", "--hold-until"),
    "requester.birth_date": ("request.birth_date", "--birth-date"),
    "aud": ("request.list", "--station"),
    "supervisors": ("request.list", "--supervisor"),
    "viewings": ("request.viewings", "--viewings"),
    "recorded_at": ("request.moment", "--recorded-at"),
    "requested_at": ("request.moment", "--requested-at"),
    "nbf": ("request.moment", "--from"),
    "exp": ("request.moment", "--until"),
}
"""Which sentence, about which option, says that a claim cannot be in an approval."""


@dataclass(frozen=True, repr=False)
class Request:
    """What is asked, and the appointment for it. Holds personal data: never in a log.

    Moments have a time zone; ``valid_until`` is the first moment after the appointment. Raises
    ValueError for a moment without a zone.
    """

    case: str
    recorded_at: datetime
    requested_at: datetime
    ground: Ground
    regime: Regime
    requester: Requester
    supervisors: tuple[X25519Recipient, ...]
    stations: tuple[StationAddress, ...]
    valid_from: datetime
    valid_until: datetime
    viewings: int = 1
    hold: LegalHold | None = None

    def __post_init__(self) -> None:
        moments = (self.recorded_at, self.requested_at, self.valid_from, self.valid_until)
        if any(moment.utcoffset() is None for moment in moments):
            raise ValueError("a moment needs a time zone")

    def __repr__(self) -> str:
        return "<Request>"

    def draft(self, desk: Desk, now: datetime) -> Approval:
        """The approval of this request as ``desk`` would sign it now, not bound to a clip yet."""
        return Approval(
            approval_id=str(uuid.uuid4()),
            desk=desk.name,
            stations=tuple(address.station for address in self.stations),
            issued_at=_whole_second(now),
            valid_from=_whole_second(self.valid_from),
            valid_until=_whole_second(self.valid_until),
            case=self.case,
            recorded_at=_whole_second(self.recorded_at),
            requested_at=_whole_second(self.requested_at),
            ground=self.ground,
            regime=self.regime,
            requester=self.requester,
            supervisors=tuple(map(str, self.supervisors)),
            hold=self.hold,
            viewings=self.viewings,
            demonstration=desk.demonstration,
            clip=_NO_CLIP,
        )


def grant(request: Request, desk: Desk, policy: Policy, now: datetime) -> Request:
    """The request as it is granted now: with a hold of its own until the appointment, where needed.

    That is where the recording's retention ends before the appointment and no other hold was given.
    A recording that is past its retention already cannot be held any more.
    """
    kept = policy.last_kept_day(request.recorded_at)
    last_day = dutch_day(request.valid_until - _SECOND)
    if request.hold or not policy.hold_days or not dutch_day(now) <= kept < last_day:
        return request
    return replace(request, hold=LegalHold(_GRANTED, HoldBasis.REQUEST, desk.name, last_day))


def check_request(
    request: Request, desk: Desk, policy: Policy, now: datetime
) -> tuple[Finding, ...]:
    """Every reason not to grant this request now: empty if there is none.

    First moments, keys and the municipality's rules; where those are right, what the approval's
    format cannot say.
    """
    draft = request.draft(desk, now)
    findings = (
        *_check_moments(draft),
        *_check_keys(request, desk),
        *policy.check_ground(draft.ground),
        *policy.check_appointment(draft.valid_from, draft.valid_until, draft.viewings),
        *policy.check_request(
            draft.recorded_at, draft.requested_at, draft.hold, draft.valid_until - _SECOND
        ),
        *policy.check_hold(draft.recorded_at, draft.requested_at, draft.issued_at, draft.hold),
    )
    return findings or _check_claims(draft)


def _check_moments(draft: Approval) -> list[Finding]:
    """``draft`` is issued now."""
    now, findings = draft.issued_at, []
    if draft.recorded_at > now:
        findings.append(Finding("request.in_future", {"option": "--recorded-at"}))
    if draft.requested_at > now:
        findings.append(Finding("request.in_future", {"option": "--requested-at"}))
    if draft.valid_until <= draft.valid_from:
        findings.append(Finding("request.window_order", {}))
    if draft.valid_until <= now:
        findings.append(Finding("request.window_past", {}))
    return findings


def _check_keys(request: Request, desk: Desk) -> list[Finding]:
    """The keys of stations and desk open approvals only: a mix-up would let them open the clip."""
    others = {desk.recipient, *(address.recipient for address in request.stations)}
    if others.isdisjoint(request.supervisors):
        return []
    return [Finding("request.not_supervisor", {})]


def _check_claims(draft: Approval) -> tuple[Finding, ...]:
    try:
        write_claims(draft)
    except ApprovalError as error:
        code, option = _CLAIMS[str(error.facts["claim"])]
        return (Finding(code, {"option": option}),)
    return ()


def _whole_second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
