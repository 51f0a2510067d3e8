"""The municipality's rules: how long one may ask, how long a recording is kept, what proves who."""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from viewer_app.evidence.approval import Approval, LegalHold
from viewer_app.session.calendar import AMSTERDAM, days_between, dutch_day
from viewer_app.session.errors import PolicyError

MOST_SCREENS: Final = 4
"""That a policy can allow."""
MOST_MINUTES: Final = 120
"""Between two times that presence is asked for; longer than that is never (0)."""


class Document(StrEnum):
    """Identity documents (Wet op de identificatieplicht, art. 1)."""

    PASSPORT = "passport"
    IDENTITY_CARD = "identity_card"
    DRIVING_LICENCE = "driving_licence"
    RESIDENCE_PERMIT = "residence_permit"


class Demand(StrEnum):
    """Whether real recordings open without something that a system may lack (Linux only)."""

    REQUIRED = "required"
    IF_AVAILABLE = "if_available"


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
class Policy:
    """The rules of one municipality; the defaults are the published rules of 21 and 28 days."""

    municipality: str = "Gemeente"
    request_days: int = 21
    retention_days: int = 28
    documents: tuple[Document, ...] = tuple(Document)
    screens: int = 1
    """How many screens may be connected while a real recording is shown."""
    anchor_days: int = 0
    """After how many days without an anchor elsewhere no new session opens; 0: never."""
    presence_minutes: int = 10
    """How often the supervisor types the passphrase again while a film is on; 0: never."""
    trail_years: int = 5
    """How many whole years a year's audit trail is kept after its end."""
    sandbox: Demand = Demand.REQUIRED
    """What the program's sandbox is made of: Landlock and seccomp."""
    own_libvlc: Demand = Demand.REQUIRED
    """The private copy of libVLC, which can neither write nor send."""
    accepted: tuple[Weakness, ...] = ()
    """What real recordings open in spite of."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, object], file: str) -> "Policy":
        """The policy in a parsed ``policy.toml``. Raises PolicyError with file and key."""
        known = {field.name for field in fields(cls)}
        for key in values:
            if key not in known:
                raise PolicyError(
                    "policy.unknown_key", file=file, key=key, allowed=", ".join(sorted(known))
                )
        return cls(
            municipality=_text(values, "municipality", cls.municipality, file),
            request_days=_days(values, "request_days", cls.request_days, file),
            retention_days=_days(values, "retention_days", cls.retention_days, file),
            documents=_documents(values, file),
            screens=_screens(values, cls.screens, file),
            anchor_days=_days(values, "anchor_days", cls.anchor_days, file, least=0),
            presence_minutes=_minutes(values, "presence_minutes", cls.presence_minutes, file),
            trail_years=_years(values, "trail_years", cls.trail_years, file),
            sandbox=_demand(values, "sandbox", cls.sandbox, file),
            own_libvlc=_demand(values, "own_libvlc", cls.own_libvlc, file),
            accepted=_accepted(values, file),
        )

    def wants_anchor(self, days_without: int) -> bool:
        """Whether the trail must be anchored elsewhere before another session may open."""
        return 0 < self.anchor_days < days_without

    def last_request_day(self, recorded_at: datetime) -> date:
        """The last calendar day on which a request for this recording is in time."""
        return dutch_day(recorded_at) + timedelta(days=self.request_days)

    def last_kept_day(self, recorded_at: datetime) -> date:
        """The last calendar day on which this recording exists without a legal hold."""
        return dutch_day(recorded_at) + timedelta(days=self.retention_days)

    def check_request(
        self,
        recorded_at: datetime,
        requested_at: datetime,
        hold: LegalHold | None,
        viewing_until: datetime,
    ) -> tuple[Finding, ...]:
        """Every rule that stands in the way of granting this request; empty if none does."""
        findings = []
        if requested_at < recorded_at:
            findings.append(Finding("rule.requested_before_recorded", {}))
        elif days_between(recorded_at, requested_at) > self.request_days:
            findings.append(
                Finding(
                    "rule.requested_too_late",
                    {
                        "day": days_between(recorded_at, requested_at),
                        "days": self.request_days,
                        "last_day": self.last_request_day(recorded_at).isoformat(),
                    },
                )
            )
        return (*findings, *self.check_retention(recorded_at, hold, viewing_until))

    def check_retention(
        self, recorded_at: datetime, hold: LegalHold | None, moment: datetime
    ) -> tuple[Finding, ...]:
        """Whether the recording may still exist at this moment; empty if it may."""
        if hold is not None or days_between(recorded_at, moment) <= self.retention_days:
            return ()
        return (
            Finding(
                "rule.past_retention",
                {
                    "days": self.retention_days,
                    "last_day": self.last_kept_day(recorded_at).isoformat(),
                },
            ),
        )


def load_policy(path: Path) -> Policy:
    """The municipality's rules in ``policy.toml``.

    Raises PolicyError, which names the file and the rule: ``policy.missing``,
    ``policy.unreadable`` and what ``Policy.from_mapping`` raises. There is no rule without a file:
    a station whose rules were lost must not fall back on somebody else's.
    """
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise PolicyError("policy.missing", file=path.name) from None
    except tomllib.TOMLDecodeError as error:
        raise PolicyError("policy.not_toml", file=path.name, reason=str(error)) from None
    except (OSError, ValueError):
        raise PolicyError("policy.unreadable", file=path.name) from None
    return Policy.from_mapping(values, path.name)


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
    second and excludes its last, as ``nbf`` and ``exp`` do (RFC 7519, 4.1.4 and 4.1.5).
    """
    findings = []
    if station not in approval.stations:
        findings.append(Finding("approval.other_station", {"station": station}))
    if approval.demonstration != demonstration:
        code = "approval.demonstration" if approval.demonstration else "approval.not_demonstration"
        findings.append(Finding(code, {}))
    if recipient not in approval.supervisors:
        findings.append(Finding("approval.other_supervisor", {}))
    if now < approval.valid_from:
        findings.append(Finding("approval.not_yet_valid", {"moment": _local(approval.valid_from)}))
    if now >= approval.valid_until:
        findings.append(Finding("approval.expired", {"moment": _local(approval.valid_until)}))
    if viewings_used >= approval.viewings:
        findings.append(Finding("approval.used_up", {"viewings": approval.viewings}))
    findings += policy.check_request(
        approval.recorded_at, approval.requested_at, approval.hold, now
    )
    return tuple(findings)


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


def _text(values: Mapping[str, object], key: str, default: str, file: str) -> str:
    value = values.get(key, default)
    if not isinstance(value, str) or not value.strip():
        raise PolicyError("policy.not_text", file=file, key=key)
    return value.strip()


def _days(
    values: Mapping[str, object], key: str, default: int, file: str, *, least: int = 1
) -> int:
    value = values.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= 3650:
        raise PolicyError("policy.not_days", file=file, key=key, least=least)
    return value


def _minutes(values: Mapping[str, object], key: str, default: int, file: str) -> int:
    value = values.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_MINUTES:
        raise PolicyError("policy.not_minutes", file=file, key=key, most=MOST_MINUTES)
    return value


def _years(values: Mapping[str, object], key: str, default: int, file: str) -> int:
    value = values.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 100:
        raise PolicyError("policy.not_years", file=file, key=key)
    return value


def _demand(values: Mapping[str, object], key: str, default: Demand, file: str) -> Demand:
    try:
        return Demand(values.get(key, default))  # type: ignore[arg-type]
    except ValueError:
        allowed = ", ".join(demand.value for demand in Demand)
        raise PolicyError("policy.not_demand", file=file, key=key, allowed=allowed) from None


def _accepted(values: Mapping[str, object], file: str) -> tuple[Weakness, ...]:
    names = values.get("accepted", [])
    with suppress(ValueError):
        if isinstance(names, list):
            return tuple(Weakness(name) for name in names)
    allowed = ", ".join(weakness.value for weakness in Weakness)
    raise PolicyError("policy.unknown_weakness", file=file, allowed=allowed)


def _screens(values: Mapping[str, object], default: int, file: str) -> int:
    value = values.get("screens", default)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_SCREENS:
        raise PolicyError("policy.not_screens", file=file, most=MOST_SCREENS)
    return value


def _documents(values: Mapping[str, object], file: str) -> tuple[Document, ...]:
    names = values.get("documents", [document.value for document in Document])
    allowed = {document.value: document for document in Document}
    if (
        not isinstance(names, list)
        or not names
        or any(not isinstance(name, str) or name not in allowed for name in names)
    ):
        raise PolicyError("policy.unknown_document", file=file, allowed=", ".join(allowed))
    return tuple(allowed[name] for name in names)
