"""The municipality's rules: how long one may ask, how long a recording is kept, what proves who."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Final

from viewer_app.evidence.approval import VIEWINGS_LIMIT, Approval, Ground, HoldBasis, LegalHold
from viewer_app.messages import Language
from viewer_app.session.calendar import AMSTERDAM, days_between, dutch_day
from viewer_app.session.tongue import Tongue


class Document(StrEnum):
    """Identity documents (Wet op de identificatieplicht, art. 1)."""

    PASSPORT = "passport"
    IDENTITY_CARD = "identity_card"
    DRIVING_LICENCE = "driving_licence"
    RESIDENCE_PERMIT = "residence_permit"


class Companion(StrEnum):
    """Who may come along with a visitor, where the rules allow it."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    INTERPRETER = "interpreter"
    PARENT_OF_MINOR = "parent_of_minor"


class Place(StrEnum):
    """Where a visitor reads a text of the municipality's own."""

    CONDITIONS = "conditions"
    END = "end"


class Spoken(StrEnum):
    """A language that the screens can speak."""

    NL = "nl"
    EN = "en"

    @property
    def language(self) -> Language:
        """As the catalogue of messages wants it."""
        return "nl" if self is Spoken.NL else "en"


class Demand(StrEnum):
    """Whether real recordings open without something that a system may lack (Linux only)."""

    REQUIRED = "required"
    IF_AVAILABLE = "if_available"


class DestroyAfter(StrEnum):
    """What ends the life of a recording on the station; each includes those before it."""

    RETENTION = "retention"
    LAST_VIEWING = "last_viewing"
    APPOINTMENT = "appointment"


class Weakness(StrEnum):
    """In what way the program's memory may get out. None is accepted unless the rules name it."""

    CORE_DUMPS = "core_dumps"
    MEMORY_READABLE = "memory_readable"
    PRIVILEGES = "privileges"
    FOREIGN_CODE = "foreign_code"
    HEAP_NOT_CLEARED = "heap_not_cleared"
    MEMORY_NOT_LOCKED = "memory_not_locked"
    SWAP_OPEN = "swap_open"


@dataclass(frozen=True)
class Finding:
    """One rule that was not met: a message code and the facts of its sentence."""

    code: str
    facts: Mapping[str, str | int]


@dataclass(frozen=True)
class Whole:
    """Which whole numbers a rule can be."""

    least: int
    most: int


NOTICE_DAYS: Final = 3
"""How many days before a recording's last one the agenda begins to warn."""

Days = Annotated[int, Whole(1, 3650)]


@dataclass(frozen=True)
class Policy:
    """The rules of one municipality; the defaults are the published rules of 21 and 28 days.

    The types are what ``policy.toml`` is held against (``viewer_app.session.policy_file``): a text,
    a whole number within its bounds, yes or no, one word of an enumeration or several, and the
    texts a visitor reads (``viewer_app.session.policy_texts``).
    """

    municipality: str = "Gemeente"
    request_days: Days = 21
    retention_days: Days = 28
    hold_days: Annotated[int, Whole(0, 3650)] = 30
    """How many days after its request a granted one keeps the recording for its appointment."""
    grounds: tuple[Ground, ...] = tuple(Ground)
    """On which grounds a requester may see a recording."""
    documents: tuple[Document, ...] = tuple(Document)
    companions: tuple[Companion, ...] = ()
    """Who may watch along with a requester; each who does is recorded by kind."""
    second_person: bool = False
    """Whether a second member of staff must be there, beside the supervisor."""
    viewings: Annotated[int, Whole(1, VIEWINGS_LIMIT)] = 1
    """How often an approval may allow its recording to be shown."""
    appointment_minutes: Annotated[int, Whole(5, 1440)] = 1440
    """How long an appointment may last."""
    early_minutes: Annotated[int, Whole(0, 60)] = 0
    """How long before the appointment begins the recording may be opened."""
    late_minutes: Annotated[int, Whole(0, 60)] = 0
    """How long after the appointment's end the recording may still be opened."""
    viewing_minutes: Annotated[int, Whole(0, 480)] = 0
    """For how long at most a recording is on screen in one session; 0: no limit."""
    languages: tuple[Spoken, ...] = tuple(Spoken)
    """Which languages the screens offer; the first, where the station's own is not among them."""
    destroy_after: DestroyAfter = DestroyAfter.RETENTION
    """What the station's copy of a recording is destroyed after, if not on a hold for others."""
    screens: Annotated[int, Whole(1, 4)] = 1
    """How many screens may be connected while a real recording is shown."""
    anchor_days: Annotated[int, Whole(0, 3650)] = 0
    """After how many days without an anchor elsewhere no new session opens; 0: never."""
    presence_minutes: Annotated[int, Whole(0, 120)] = 10
    """How often the supervisor types the passphrase again while a film is on; 0: never."""
    trail_years: Annotated[int, Whole(1, 100)] = 5
    """How many whole years a year's audit trail is kept after its end."""
    sandbox: Demand = Demand.REQUIRED
    """What the program's sandbox is made of: Landlock and seccomp."""
    own_libvlc: Demand = Demand.REQUIRED
    """The private copy of libVLC, which can neither write nor send."""
    accepted: tuple[Weakness, ...] = ()
    """What real recordings open in spite of."""
    texts: Mapping[Tongue, Mapping[Place, str]] = field(default_factory=dict)
    """What the municipality adds to what the visitor reads, as plain text."""

    def own_text(self, place: Place, tongue: Tongue) -> tuple[str, Tongue]:
        """The municipality's text in this language, or else in Dutch, and in which it is.

        "" where there is none.
        """
        for language in (tongue, Tongue.DUTCH):
            if words := self.texts.get(language, {}).get(place, ""):
                return words, language
        return "", tongue

    def wants_anchor(self, days_without: int) -> bool:
        """Whether the trail must be anchored elsewhere before another session may open."""
        return 0 < self.anchor_days < days_without

    def last_request_day(self, recorded_at: datetime) -> date:
        """The last calendar day on which a request for this recording is in time."""
        return dutch_day(recorded_at) + timedelta(days=self.request_days)

    def last_kept_day(self, recorded_at: datetime) -> date:
        """The last calendar day on which this recording exists without a legal hold."""
        return dutch_day(recorded_at) + timedelta(days=self.retention_days)

    def last_held_day(self, requested_at: datetime) -> date:
        """The last calendar day up to which a granted request may keep its recording."""
        return dutch_day(requested_at) + timedelta(days=self.hold_days)

    def kept_until(self, recorded_at: datetime, hold: LegalHold | None) -> date:
        """The last calendar day on which this recording exists."""
        last = self.last_kept_day(recorded_at)
        return max(last, hold.until) if hold else last

    def check_request(
        self,
        recorded_at: datetime,
        requested_at: datetime,
        hold: LegalHold | None,
        viewing_until: datetime,
    ) -> tuple[Finding, ...]:
        """Every rule that stands in the way of granting this request; empty if none does."""
        return (
            *self.check_term(recorded_at, requested_at),
            *self.check_retention(recorded_at, hold, viewing_until),
        )

    def check_term(self, recorded_at: datetime, requested_at: datetime) -> tuple[Finding, ...]:
        """Whether the request came in time; empty if it did."""
        if requested_at < recorded_at:
            return (Finding("rule.requested_before_recorded", {}),)
        day = days_between(recorded_at, requested_at)
        if day <= self.request_days:
            return ()
        return (
            Finding(
                "rule.requested_too_late",
                {
                    "day": day,
                    "days": self.request_days,
                    "last_day": self.last_request_day(recorded_at).isoformat(),
                },
            ),
        )

    def check_appointment(
        self, valid_from: datetime, valid_until: datetime, viewings: int
    ) -> tuple[Finding, ...]:
        """Whether an approval may say this of its appointment; empty if it may."""
        findings = []
        if viewings > self.viewings:
            findings.append(
                Finding("rule.too_many_viewings", {"viewings": viewings, "most": self.viewings})
            )
        if valid_until - valid_from > timedelta(minutes=self.appointment_minutes):
            findings.append(
                Finding("rule.appointment_too_long", {"most": self.appointment_minutes})
            )
        return tuple(findings)

    def check_ground(self, ground: Ground) -> tuple[Finding, ...]:
        """Whether a requester may see a recording on this ground; empty if so."""
        if ground in self.grounds:
            return ()
        allowed = ", ".join(self.grounds)
        return (Finding("rule.other_ground", {"ground": ground.value, "allowed": allowed}),)

    def check_retention(
        self, recorded_at: datetime, hold: LegalHold | None, moment: datetime
    ) -> tuple[Finding, ...]:
        """Whether the recording may still exist at this moment; empty if it may."""
        if dutch_day(moment) <= self.kept_until(recorded_at, hold):
            return ()
        if hold is not None:
            return (Finding("rule.hold_ended", {"last_day": hold.until.isoformat()}),)
        return (self._past_retention(recorded_at),)

    def notices(
        self, recorded_at: datetime, hold: LegalHold | None, now: datetime
    ) -> tuple[Finding, ...]:
        """That the recording's last day is near, while it can still be kept longer."""
        last = self.kept_until(recorded_at, hold)
        days = (last - dutch_day(now)).days
        if not 0 <= days <= NOTICE_DAYS:
            return ()
        code = "notice.last_day" if days == 0 else "notice.last_days"
        return (Finding(code, {"days": days, "last_day": last.isoformat()}),)

    def check_hold(
        self,
        recorded_at: datetime,
        requested_at: datetime,
        granted_at: datetime,
        hold: LegalHold | None,
    ) -> tuple[Finding, ...]:
        """Whether a granted request may hold its recording like this; empty if it may.

        It must have been granted while the recording was kept anyway, and holds it for a limited
        time. What other holds rest on is not for this program to judge.
        """
        if hold is None or hold.basis is not HoldBasis.REQUEST:
            return ()
        if dutch_day(granted_at) > self.last_kept_day(recorded_at):
            return (self._past_retention(recorded_at),)
        last_day = self.last_held_day(requested_at)
        if hold.until > last_day:
            return (
                Finding(
                    "rule.held_too_long",
                    {"days": self.hold_days, "last_day": last_day.isoformat()},
                ),
            )
        return ()

    def _past_retention(self, recorded_at: datetime) -> Finding:
        return Finding(
            "rule.past_retention",
            {
                "days": self.retention_days,
                "last_day": self.last_kept_day(recorded_at).isoformat(),
            },
        )


def check_approval(
    approval: Approval,
    *,
    policy: Policy,
    station: str,
    demonstration: bool,
    recipient: str,
    viewings_used: int,
    now: datetime,
) -> tuple[Finding, ...]:
    """Every reason why this approval opens nothing here, now, for this supervisor.

    ``recipient`` is the supervisor's age recipient. The window is half-open: it includes its first
    second and excludes its last, as ``nbf`` and ``exp`` do (RFC 7519, 4.1.4 and 4.1.5); the margins
    of the policy are added to it, which is the leeway that those sections speak of.
    """
    findings = []
    if station not in approval.stations:
        findings.append(Finding("approval.other_station", {"station": station}))
    if approval.demonstration != demonstration:
        code = "approval.demonstration" if approval.demonstration else "approval.not_demonstration"
        findings.append(Finding(code, {}))
    if recipient not in approval.supervisors:
        findings.append(Finding("approval.other_supervisor", {}))
    opens_at = approval.valid_from - timedelta(minutes=policy.early_minutes)
    if now < opens_at:
        findings.append(Finding("approval.not_yet_valid", {"moment": _local(opens_at)}))
    if now >= approval.valid_until + timedelta(minutes=policy.late_minutes):
        findings.append(Finding("approval.expired", {"moment": _local(approval.valid_until)}))
    if viewings_used >= approval.viewings:
        findings.append(Finding("approval.used_up", {"viewings": approval.viewings}))
    findings += policy.check_ground(approval.ground)
    findings += policy.check_appointment(
        approval.valid_from, approval.valid_until, approval.viewings
    )
    findings += policy.check_request(
        approval.recorded_at, approval.requested_at, approval.hold, now
    )
    findings += policy.check_hold(
        approval.recorded_at, approval.requested_at, approval.issued_at, approval.hold
    )
    return tuple(findings)


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
