"""The machine's clocks."""

import secrets
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SystemClock:
    """Wall time and a clock that never goes back (``viewer_app.session.ports.Clock``)."""

    def now(self) -> datetime:
        """The time now, UTC."""
        return datetime.now(UTC)

    def monotonic_ms(self) -> int:
        """Milliseconds since the machine started, those it slept included where it can tell."""
        clock = getattr(time, "CLOCK_BOOTTIME", None)
        if clock is None:
            return time.monotonic_ns() // 1_000_000
        return time.clock_gettime_ns(clock) // 1_000_000


@cache
def boot_id() -> str:
    """Which run of the machine ``monotonic_ms`` counts in.

    Where the system does not tell (outside Linux), each run of the program counts as its own.
    """
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except OSError:
        return secrets.token_hex(16)
