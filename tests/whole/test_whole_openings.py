"""What a real recording asks of the program itself, by really starting it without."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.displays import Weston
from tests.films import film as make_film
from tests.tools import ROOT
from tests.whole.house import House, Visit
from viewer_app.session.policy import Weakness
from viewer_app.station import sandbox
from viewer_app.station.hardening import CLEARING

Houses = Callable[..., House]
Enter = Callable[[House], Visit]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="hardening is Linux's")

PATIENCE_S = 40
MACHINES = (Weakness.SWAP_OPEN, Weakness.FOREIGN_CODE)
"""What belongs to the machine of whoever runs the tests."""
LAUNCHED = {"GLIBC_TUNABLES": CLEARING}


@contextmanager
def in_kiosk(house: House, weston: Weston, environment: Mapping[str, str]) -> Iterator[None]:
    """The station as a client of this compositor, which its guard takes for the kiosk's."""
    command = [sys.executable, "-m", "tests.whole.station_process", str(house.home.path)]
    bus = {"DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"]}
    with subprocess.Popen(
        [*command, "viewing", "nested"],
        cwd=ROOT,
        env={**weston.clients, **bus, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as station:
        try:
            yield
        finally:
            station.terminate()
            assert station.wait(timeout=PATIENCE_S) == 0


def wait_for(house: House, *actions: str) -> dict[str, Any]:
    """The details of the first event of one of these actions."""
    latest = time.monotonic() + PATIENCE_S
    while True:
        for event in house.events():
            if event.entry.action in actions:
                return {"action": event.entry.action, **event.entry.details}
        assert time.monotonic() < latest, house.actions()
        time.sleep(0.1)


@pytest.mark.slow
@pytest.mark.display
@pytest.mark.parametrize(
    ("accepted", "environment", "came"),
    [
        (MACHINES, LAUNCHED, "viewing.started"),
        (MACHINES, {}, "guard.refused"),
        ((*MACHINES, Weakness.HEAP_NOT_CLEARED), {}, "viewing.started"),
    ],
    ids=["launched", "not launched", "accepted"],
)
def test_without_the_launcher_a_real_recording_opens_only_where_the_rules_accept_it(
    houses: Houses,
    weston: Weston,
    accepted: tuple[Weakness, ...],
    environment: dict[str, str],
    came: str,
) -> None:
    house = houses(demonstration=False, accepted=accepted)
    house.seal(make_film(8))
    with in_kiosk(house, weston, environment):
        found = wait_for(house, "viewing.started", "guard.refused")
    assert found["action"] == came
    started = wait_for(house, "station.started")
    assert started["accepted"] == [weakness.value for weakness in accepted]
    assert started["process"]["heap_cleared"] == (environment == LAUNCHED)
    if came == "guard.refused":
        assert found["code"] == "hardening.heap_not_cleared"
        assert found["findings"] == ["hardening.heap_not_cleared"]
        assert "viewing.started" not in house.actions()


def test_a_demonstration_runs_all_the_same_and_the_trail_says_how(
    house: House, enter: Enter, film: Path
) -> None:
    house.seal(film)
    visit = enter(house)
    visit.to_viewing()
    started = wait_for(house, "station.started")
    assert "hardening.heap_not_cleared" in started["hardening"]
    assert started["process"] == {
        "dumpable": False,
        "no_new_privileges": True,
        "core_limit": 0,
        "heap_cleared": False,
        "secrets": started["process"]["secrets"],
        "swap": started["process"]["swap"],
    }
    assert started["process"]["secrets"] in {"hidden", "locked"}
    assert started["process"]["swap"] in {"off", "encrypted", "kept_out", "open"}
    # the tests' own process stays outside; tests/whole/test_whole_traces.py has one inside
    assert started["sandbox"] == {
        "rule": "required",
        "seccomp": False,
        "landlock": False,
        "landlock_abi": sandbox.available().landlock_abi,
    }
    assert started["libvlc"] == {"rule": "required", "own": True}


def test_from_inside_its_sandbox_the_station_says_so(house: House, film: Path) -> None:
    if sandbox.available().missing:
        pytest.skip("this kernel lacks what the sandbox is made of")
    house.seal(film)
    command = [sys.executable, "-m", "tests.whole.station_process", str(house.home.path)]
    with subprocess.Popen(
        [*command, "viewing"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as station:
        started = wait_for(house, "station.started")
        station.kill()
    assert (started["sandbox"]["seccomp"], started["sandbox"]["landlock"]) == (True, True)


_OPENINGS = """
import json, sys
from pathlib import Path
from viewer_app.app import openings
from viewer_app.playback import bundle, library
from viewer_app.session.policy import Demand, Policy, Weakness
if sys.argv[1] == "none":
    bundle.place = lambda: Path("/nonexistent/libvlc")
told = {}
for rule in Demand:
    found = openings.unaccepted(Policy(own_libvlc=rule, accepted=tuple(Weakness)))
    told[rule.value] = list(found)
told["files"] = sorted(map(str, library.loaded_files()))
print(json.dumps(told))
"""


@pytest.mark.parametrize("copy", ["own", "none"])
def test_the_systems_libvlc_is_enough_only_where_the_rules_say_so(copy: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _OPENINGS, copy],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    told = json.loads(ended.stdout)
    own = str(Path(sys.prefix, "libvlc").resolve())
    assert any("libvlccore" in file for file in told["files"])
    assert all(file.startswith(own) for file in told["files"]) == (copy == "own")
    assert told["required"] == ([] if copy == "own" else ["player.libvlc_not_own"])
    assert told["if_available"] == []
