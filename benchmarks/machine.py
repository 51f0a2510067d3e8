"""What the figures were measured on, and whether anything else was running."""

import os
import platform
import resource
import ssl
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from viewer_app.playback import library

BUSY_PERCENT = 12
"""Of the processors, taken by others before the start: with more, figures are worth little."""
_LOOK_S = 2.0


class Ticks(NamedTuple):
    """Processor time until now, in seconds: of everything, and of what this process started."""

    busy: float
    all: float
    own: float


def load() -> float:
    """How many programs wanted a processor, over the last minute."""
    return os.getloadavg()[0]


def ticks() -> Ticks:
    """Now (proc_stat(5)); read again later to see what was used between the two."""
    columns = Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    second = os.sysconf("SC_CLK_TCK")
    user, nice, system, idle, waiting, *rest = (int(column) / second for column in columns)
    busy = user + nice + system + sum(rest[:3])
    own = sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
    return Ticks(busy, busy + idle + waiting, own)


def busy_percent() -> float:
    """What share of the processors others take now; looks for two seconds."""
    before = ticks()
    time.sleep(_LOOK_S)
    return others_percent(before, ticks())


def others_percent(before: Ticks, after: Ticks) -> float:
    """What share of the processors others took meanwhile; the display server counts as another."""
    own, busy = after.own - before.own, after.busy - before.busy
    return max(0.0, 100 * (busy - own) / max(after.all - before.all, 1e-9))


def describe(at_start: float, load: float, others: float, seconds: float) -> str:
    """What is to be read above the table: when, on what, how busy.

    ``at_start`` is ``busy_percent`` before anything was measured, ``load`` the load average then,
    ``others`` what share of the processors others took meanwhile.
    """
    openssl = " ".join(ssl.OPENSSL_VERSION.split()[:2])
    versions = ", ".join(
        [
            f"Python {platform.python_version()}",
            *(f"{name} {version(name)}" for name in ("PySide6-Essentials", "cryptography")),
            openssl,
            f"libVLC {library.start().version}",
        ]
    )
    machine = f"{os.cpu_count()} processors ({_processor()}), no graphics card used, {_system()}"
    moment = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {seconds / 60:.0f} minutes"
    busy = f"the display server and other programs took {others:.0f} % of the processors"
    start = f"Before the start others took {at_start:.0f} %, load average {load:.2f}"
    parts = [f"{moment}; {machine}, {versions}.", f"{start}; meanwhile {busy}."]
    if at_start > BUSY_PERCENT:
        parts.append("**The machine was busy: only to be read as ratios, and loosely.**")
    return " ".join(parts)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return " ".join(line.partition(":")[2].split())
    return platform.machine()


def _system() -> str:
    return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
