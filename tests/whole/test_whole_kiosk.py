"""A real recording on Weston's kiosk, which is where it may open, and what ends it there."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.displays import Weston
from tests.films import film as make_film
from tests.tools import ROOT, program
from tests.whole.house import House
from viewer_app.audit.report import State

Houses = Callable[..., House]

pytestmark = pytest.mark.display

_PATIENCE_S = 30


def in_kiosk(house: House, weston: Weston, *options: str) -> subprocess.Popen[str]:
    """The station as a client of this compositor."""
    command = [sys.executable, "-m", "tests.whole.station_process", str(house.home.path)]
    environment = {
        **weston.clients,
        "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"],
    }
    return subprocess.Popen(
        [*command, "playing", *options],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(house: House, action: str) -> None:
    latest = time.monotonic() + _PATIENCE_S
    while action not in house.actions():
        assert time.monotonic() < latest, f"{action} never came: {house.actions()}"
        time.sleep(0.1)


def test_a_real_recording_plays_until_somebody_offers_to_share_the_screen(
    houses: Houses, weston: Weston
) -> None:
    house = houses(demonstration=False)
    house.seal(make_film(12))
    with in_kiosk(house, weston, "nested") as station:
        assert station.stdout
        assert station.stderr
        assert station.stdout.readline().strip() == "playing", station.stderr.read()
        proven = next(e.entry for e in house.events() if e.entry.action == "guard.proven")
        assert (proven.outcome, proven.details["code"]) == ("ok", "guard.proven")

        attack = [program("weston-screenshooter")]
        taken = subprocess.run(
            attack, env=weston.clients, cwd=house.home.path.parent, capture_output=True, check=False
        )
        assert taken.returncode != 0
        assert list(house.home.path.parent.glob("*.png")) == []

        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        with open_dbus_connection() as sharing:
            name = ("org.gnome.Mutter.ScreenCast", 0)
            sharing.send_and_get_reply(new_method_call(bus, "RequestName", "su", name))
            wait_for(house, "session.interrupted")
        station.terminate()
        assert station.wait(timeout=_PATIENCE_S) == 0
    lost = next(e.entry for e in house.events() if e.entry.action == "guard.lost")
    assert "guard.screencast_service:mutter" in lost.details["findings"]
    actions = house.actions()
    assert actions.index("guard.lost") < actions.index("keys.wiped")
    assert house.verify().completeness.state is State.HOLDS


def test_in_a_nested_kiosk_as_it_really_is_nothing_opens(
    houses: Houses, weston: Weston, film: Path
) -> None:
    house = houses(demonstration=False)
    house.seal(film)
    with in_kiosk(house, weston) as station:
        wait_for(house, "guard.refused")
        station.terminate()
        assert station.wait(timeout=_PATIENCE_S) == 0
    refused = next(e.entry for e in house.events() if e.entry.action == "guard.refused")
    assert refused.outcome == "refused"
    assert "guard.nested:x11" in refused.details["findings"]
    assert "viewing.started" not in house.actions()
