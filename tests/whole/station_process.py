"""A station in a process of its own: ``python -m tests.whole.station_process HOME UNTIL [HOW…]``.

Works its own screens up to UNTIL (``viewing`` or ``playing``), says so on standard output, and then
goes on as it is until it is ended. With ``nested`` its capture guard takes a kiosk that runs inside
another screen as the same user, which is all that can be had here; it checks all else. With
``escape`` the program, once it has come so far, tries to get out of its sandbox, and says what came
of that instead. The controls: with ``free`` it never enters the sandbox, and with ``open`` it does
not close itself to other programs.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer

from tests.whole.house import Visit
from viewer_app.app import screen
from viewer_app.app.screen import run
from viewer_app.playback.film import FilmPlayer
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


def escape(home: Home, visit: Visit) -> dict[str, str]:
    """What a program that was taken over would try, on its own thread and on libVLC's."""
    libvlc_player = cast(FilmPlayer, visit.session._film._player)._engine._player
    snapshot = home.path.parent / "snapshot.png"

    def take_snapshot() -> None:
        libvlc_player.video_take_snapshot(0, str(snapshot), 0, 0)
        latest = time.monotonic() + 2  # it is written by another thread
        while not snapshot.exists() and time.monotonic() < latest:
            time.sleep(0.05)
        snapshot.stat()

    attempts: dict[str, Callable[[], object]] = {
        "write": lambda: (home.path.parent / "stolen").write_text("x"),
        "write in the home": lambda: (Path.home() / "stolen").write_text("x"),
        "connect": lambda: socket.socket(socket.AF_INET),
        "run": lambda: subprocess.run(["/bin/true"], check=True),
        "take a snapshot": take_snapshot,
    }
    results = {}
    for name, attempt in attempts.items():
        try:
            attempt()
            results[name] = "done"
        except OSError as error:
            results[name] = type(error).__name__
    return results


def main() -> int:
    """Run the station; returns its exit code."""
    if "open" in sys.argv:
        vars(hardening)["_STEPS"] = {}
    hardening.harden()
    home, until = Home(Path(sys.argv[1])), sys.argv[2]
    if "nested" in sys.argv:
        guard.choose = nested_kiosk  # type: ignore[assignment]
    if "free" in sys.argv:
        vars(screen)["confine"] = lambda *_: None

    def prepare(window: MainWindow) -> None:
        def drive() -> None:
            visit = Visit(window)
            visit.to_viewing()
            if until == "playing":
                visit.hands.press(Viewing.PLAY)
                visit.hands.wait(lambda: (visit.frame() or 0) > 10, "the film")
            print(
                until if "escape" not in sys.argv else json.dumps(escape(home, visit)), flush=True
            )

        QTimer.singleShot(0, window, drive)

    return run(home, prepare)


if __name__ == "__main__":
    sys.exit(main())
