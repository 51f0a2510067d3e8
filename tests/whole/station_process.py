"""A station in a process of its own: ``python -m tests.whole.station_process HOME UNTIL [nested]``.

Works its own screens up to UNTIL (``viewing`` or ``playing``), says so on standard output, and then
goes on as it is until it is ended. With ``nested`` its capture guard takes a kiosk that runs inside
another screen as the same user, which is all that can be had here; it checks all else.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from tests.whole.house import Visit
from viewer_app.app.screen import run
from viewer_app.session.ports import CaptureGuard
from viewer_app.station import guard, hardening
from viewer_app.station.guard.kiosk import KioskGuard
from viewer_app.station.home import Home
from viewer_app.ui.names import Viewing
from viewer_app.ui.window import MainWindow


def nested_kiosk(**_: object) -> CaptureGuard:
    """The guard for a kiosk inside another screen."""
    socket = Path(os.environ["XDG_RUNTIME_DIR"], os.environ["WAYLAND_DISPLAY"])
    bus = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    return KioskGuard(socket, bus, allow_nested=True, allow_same_user=True)


def main() -> int:
    """Run the station; returns its exit code."""
    hardening.harden()
    home, until = Home(Path(sys.argv[1])), sys.argv[2]
    if "nested" in sys.argv:
        guard.choose = nested_kiosk  # type: ignore[assignment]

    def prepare(window: MainWindow) -> None:
        def drive() -> None:
            visit = Visit(window)
            visit.to_viewing()
            if until == "playing":
                visit.hands.press(Viewing.PLAY)
                visit.hands.wait(lambda: (visit.frame() or 0) > 10, "the film")
            print(until, flush=True)

        QTimer.singleShot(0, window, drive)

    return run(home, prepare)


if __name__ == "__main__":
    sys.exit(main())
