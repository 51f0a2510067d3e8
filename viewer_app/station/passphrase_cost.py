"""How costly trying a passphrase is made on this machine: measured once, when it is enrolled."""

import os
import time
from collections.abc import Callable
from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from viewer_app.station.identity_lock import MOST, RFC_9106, Cost

TARGET_S: Final = 0.5
"""Seconds that one passphrase should take: long for who guesses, short for who waits."""

_MEMORY_STEP_KIB: Final = 8 * 1024
_MEMORY_SHARE: Final = 8
"""The machine's memory, divided by this, is the most that one passphrase takes of it."""


def measure_cost(
    spend: Callable[[Cost], float] | None = None, memory_kib: int | None = None
) -> Cost:
    """What Argon2id can cost here so that a passphrase takes about ``TARGET_S`` seconds.

    Never less than ``RFC_9106``, however slow the machine, and never more than a record may ask
    for. More memory comes first and more passes second, since memory is what makes guessing on
    graphics cards dear (RFC 9106, section 4). ``spend`` tries a cost and says how many seconds that
    took; ``memory_kib`` is how much memory the machine has. Both are the real ones where not given.
    """
    spend = spend or _spend
    memory_kib = memory_kib or _machine_memory_kib()
    # the quicker of two: whatever else the machine does just now must not make guessing cheaper
    seconds = min(spend(RFC_9106), spend(RFC_9106))
    room = TARGET_S / max(seconds, 0.001)
    least, step = RFC_9106.memory_kib, _MEMORY_STEP_KIB
    most = min(MOST * least, max(least, memory_kib // _MEMORY_SHARE))
    memory = min(most, max(least, int(room * least) // step * step))
    left = room * least / memory
    passes = min(MOST * RFC_9106.passes, max(RFC_9106.passes, int(left * RFC_9106.passes)))
    return Cost(memory, passes, RFC_9106.lanes)


def _spend(cost: Cost) -> float:
    began = time.perf_counter()
    Argon2id(
        salt=bytes(16),
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(b"no passphrase")
    return time.perf_counter() - began


def _machine_memory_kib() -> int:
    """Where it cannot be asked (Windows), what keeps the memory at the RFC's."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024
    except (AttributeError, ValueError, OSError):
        return RFC_9106.memory_kib * _MEMORY_SHARE
