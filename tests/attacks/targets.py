"""Stations that play the canary, each in a process of its own on a screen of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.attacks.canary import Pictures, canary_film, leaked
from tests.displays import Environment
from tests.tools import ROOT, program
from tests.whole.house import House

PATIENCE_S = 30


@dataclass(frozen=True)
class Target:
    """A station with the canary on its screen, and what an attacker on that screen has."""

    clients: Environment
    """To start a client of the same display with."""
    outside: Environment
    """To start a client of the X display with that a nested compositor shows its window on; it sees
    everything, which is why nested proves nothing, and shows here that the film is on."""
    directory: Path
    """Where the compositor works and would leave its own pictures."""
    compositor: int
    """Its process."""

    def photograph(self) -> Pictures:
        """The screen as somebody in front of it sees it. Fails where the film is not on it."""
        seen = photograph(self.outside)
        assert leaked(seen), "the film is not on the screen"
        return seen


def photograph(display: Environment) -> Pictures:
    """The whole of an X display, as ImageMagick's ``import`` takes it."""
    command = [program("import"), "-window", "root", "-depth", "8", "rgb:-"]
    taken = subprocess.run(command, env=display, check=True, capture_output=True)
    return np.frombuffer(taken.stdout, np.uint8).reshape(-1, 3)


@contextmanager
def playing(directory: Path, display: Environment, *, real: bool) -> Iterator[None]:
    """A station that plays the canary on this display, as a real recording or a demonstration."""
    directory.mkdir(mode=0o700)
    house = House(directory, demonstration=not real)
    house.seal(canary_film())
    command = [sys.executable, "-m", "tests.whole.station_process", str(house.home.path), "playing"]
    bus = {"DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"]}
    with subprocess.Popen(
        [*command, *(["nested"] if real else [])],
        cwd=ROOT,
        env={**display, **bus},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as station:
        assert station.stdout
        assert station.stderr
        try:
            assert station.stdout.readline().strip() == "playing", station.stderr.read()
            yield
            # what an attacker did not get, he was kept from until the end
            assert station.poll() is None
            assert "guard.lost" not in house.actions()
        finally:
            station.terminate()
            station.communicate(timeout=PATIENCE_S)
            house.demolish()
