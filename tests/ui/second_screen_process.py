"""The program's windows on a display of their own: prints where they are, before and after a swap.

``python -m tests.ui.second_screen_process``; nothing of a real station is used.
"""

import json
import sys

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.stage import StageBackend
from tests.ui.stage_agenda import full_agenda
from viewer_app.session.policy import Policy
from viewer_app.ui.window import MainWindow

_LOOKED_MS = 2_500
"""Longer than the program takes to find out where a display put its windows."""


def told(window: MainWindow) -> dict[str, object]:
    """Where both windows are, and how large."""
    citizen = window.second_screen.citizen
    return {
        "in_use": window.second_screen.in_use,
        "supervisor": window.screen().name(),
        "citizen": citizen.screen().name() if citizen.isVisible() else "",
        "whole": window.size() == window.screen().size(),
    }


def main() -> None:
    """Show both, look, swap, look."""
    application = QApplication([])
    backend = StageBackend(policy=Policy(screens=2))
    full_agenda(backend)
    window = MainWindow(application, backend)
    window.showFullScreen()
    QTest.qWait(_LOOKED_MS)
    found = [told(window)]
    window.second_screen.swap()
    QTest.qWait(_LOOKED_MS)
    found.append(told(window))
    json.dump(found, sys.stdout)
    window.shut_down()


if __name__ == "__main__":
    main()
