"""What a proof ran into: message codes, and the report made of them."""

import re
import time
from collections.abc import Iterable
from typing import NamedTuple

from viewer_app.errors import InzageError
from viewer_app.session.ports import GuardReport

PROVEN = "guard.proven"

_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Finding(NamedTuple):
    """One reason why capture is not shown to be impossible.

    ``code`` is a message code; ``detail`` names what was found, where there may be several.
    """

    code: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.code}:{self.detail}" if self.detail else self.code


class NotShown(InzageError):
    """A proof cannot go on; the code is that of the finding."""


class Deadline:
    """The moment by which a proof must be complete, whatever the other side does."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, always more than 0. Raises TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def report(platform: str, findings: Iterable[Finding]) -> GuardReport:
    """The report on these findings, the most important first; without any, it is proven."""
    found = tuple(dict.fromkeys(findings))
    code = found[0].code if found else PROVEN
    return GuardReport(not found, platform, code, tuple(map(str, found)))


def shown_name(name: str) -> str:
    """A name another program made up, as the detail of a finding: short and plain, or hidden."""
    return name if _NAME.fullmatch(name) else "unreadable"
