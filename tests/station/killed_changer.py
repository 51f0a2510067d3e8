"""Kills a station at every durable step of a change of key or of year, and starts it again.

    python -m tests.station.killed_changer DIRECTORY session|year

Prints a JSON object for each step at which it was killed, and one, with ``killed`` false, for the
run that nothing ended. Run in a process of its own, since it forks.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from tests.station.enrolled import enrolled
from viewer_app.app.trail import StationTrail, open_station_trail
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.store import Store
from viewer_app.audit.verify import verify
from viewer_app.session.ports import Actor, Event
from viewer_app.session.roles import Role
from viewer_app.station.clock import SystemClock
from viewer_app.station.enrolment import AUDIT_KEY, OTHER_AUDIT_KEY
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

DURABLE = ((Vault, "put"), (Vault, "remove"), (Store, "append"), (Settings, "save"))
SESSION = ("session.opened", "session.aborted", "session.closed")


@dataclass
class LaterClock(SystemClock):
    """The machine's clock, so many years on."""

    years: int

    def now(self) -> datetime:
        now = super().now()
        leap = (now.month, now.day) == (2, 29)
        return now.replace(year=now.year + self.years, day=28 if leap else now.day)


def main(directory: Path, kind: str) -> None:
    years = 1 if kind == "year" else 0
    step = 0
    killed = True
    while killed:
        home = Home(directory / str(step))
        with enrolled(home):
            killed = run_until(step, partial(work, home, years))
            print(json.dumps({"step": step, "killed": killed, **start_again(home, years)}))
        step += 1


def run_until(
    step: int, act: Callable[[], object], durable: Iterable[tuple[Any, str]] = DURABLE
) -> bool:
    """Run ``act`` in a process that dies after so many durable steps; whether it did."""
    child = os.fork()
    if child == 0:
        try:
            arm(step, durable)
            act()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0, "it failed by itself"
        return False
    return True


def arm(step: int, durable: Iterable[tuple[Any, str]]) -> None:
    """Die after ``step`` further durable steps are done."""
    left = [step]

    def deadly(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def act(*arguments: Any, **names: Any) -> Any:
            done = real(*arguments, **names)
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return done

        setattr(owner, name, act)

    for owner, name in durable:
        deadly(owner, name)


def work(home: Home, years: int) -> StationTrail:
    """Start the station, this year or later, and hold one short session."""
    settings = Settings.load(home.settings)
    trail = open_station_trail(home, settings, Vault(settings.vault), LaterClock(years))
    trail.recover_sessions()
    code = f"S-{trail.log.size}"
    for action in SESSION:
        actor = Actor(Role.SUPERVISOR, "j.devries")
        trail.record(Event(code, actor, action, "approval:a1"))
    return trail


def start_again(home: Home, years: int) -> Mapping[str, object]:
    """What is there after the next start and one more session."""
    work(home, years).close()
    settings = Settings.load(home.settings)
    vault = Vault(settings.vault)
    keys = [settings.audit_key, *settings.year_keys]
    reports = [
        verify(path, VerifierKey.parse(key), thorough=True)
        for path, key in zip(home.trails(), keys, strict=True)
    ]
    return {
        "integrity": [report.integrity.state for report in reports],
        "completeness": [report.completeness.state for report in reports],
        "keys": sum(vault.holds(place) for place in (AUDIT_KEY, OTHER_AUDIT_KEY)),
        "trails": len(reports),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
