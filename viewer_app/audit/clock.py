"""Noticing that somebody moved the clock.

The order of events never depends on wall time. But an auditor reads times, so a step of the wall
clock against the clock that never goes back is an event of its own.
"""

from datetime import datetime
from typing import Final, NamedTuple, Self

from viewer_app.audit.body import milliseconds
from viewer_app.session.ports import Clock, Json

TOLERANCE_MS: Final = 2000
"""A difference between the two clocks, from one event to the next, that is not a step."""


CLOCK_STEP: Final = "clock.step"
"""The event that the log writes when the clocks disagree."""


class Reading(NamedTuple):
    """Both clocks at one moment: UTC in whole milliseconds, and ``mono`` ms within ``boot``."""

    time: datetime
    mono: int
    boot: str

    @classmethod
    def of(cls, clock: Clock, boot: str) -> Self:
        """Read both clocks."""
        now = clock.now()
        whole = now.replace(microsecond=now.microsecond // 1000 * 1000)
        return cls(whole, clock.monotonic_ms(), boot)


def clock_step(before: Reading, after: Reading) -> dict[str, Json] | None:
    """What is wrong between two readings, as details of a ``clock.step`` event; None if nothing.

    Within one run of the machine the clocks must agree to TOLERANCE_MS; across a restart time must
    not have gone back, which is all that can be known then.
    """
    wall = milliseconds(after.time) - milliseconds(before.time)
    mono = after.mono - before.mono
    if before.boot != after.boot:
        return {"cause": "earlier", "wall_ms": wall} if wall < 0 else None
    if abs(wall - mono) > TOLERANCE_MS:
        return {"cause": "step", "wall_ms": wall, "mono_ms": mono}
    return None
