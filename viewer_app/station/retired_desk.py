"""A desk's key that a station no longer trusts, except for what it already held by then."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, Self

from viewer_app.evidence.addresses import DeskPin
from viewer_app.evidence.approval import DeskKey
from viewer_app.evidence.errors import KeyFormatError

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class RetiredDesk:
    """The key never counts for anything new again; it stays here so that it is not added again."""

    pin: DeskPin
    retired_at: datetime
    """UTC, whole seconds."""
    approvals: tuple[str, ...]
    """The digests (``approval_digest``) of the approvals that still count; none: not one."""

    def key(self, *, demonstration: bool) -> DeskKey:
        """The pin as approvals are verified with it."""
        return replace(self.pin.key(demonstration=demonstration), only=frozenset(self.approvals))

    def plain(self) -> dict[str, Any]:
        """For ``station.toml``."""
        return {
            "pin": str(self.pin),
            "retired_at": self.retired_at.strftime(_MOMENT),
            "approvals": list(self.approvals),
        }

    @classmethod
    def from_plain(cls, values: Any) -> Self:
        """The same, read back. Raises ValueError, TypeError, LookupError."""
        pin, retired_at, approvals = values["pin"], values["retired_at"], values["approvals"]
        if not isinstance(approvals, list) or not all(map(_DIGEST.fullmatch, approvals)):
            raise ValueError("not digests")
        try:
            parsed = DeskPin.parse(pin) if isinstance(pin, str) else None
        except KeyFormatError:
            parsed = None
        if parsed is None:
            raise ValueError("not a pin")
        moment = datetime.strptime(retired_at, _MOMENT).replace(tzinfo=UTC)
        return cls(parsed, moment, tuple(approvals))
