"""A station in a process of its own: ``python -m tests.whole.station_process HOME UNTIL``.

Works its own screens up to UNTIL (``viewing`` or ``playing``), says so on standard output, and then
goes on as it is until it is ended.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from tests.whole.house import Visit
from viewer_app.app.screen import run
from viewer_app.station import hardening
from viewer_app.station.home import Home
from viewer_app.ui.names import Viewing
from viewer_app.ui.window import MainWindow


def main() -> int:
    """Run the station; returns its exit code."""
    hardening.harden()
    home, until = Home(Path(sys.argv[1])), sys.argv[2]

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
