"""What is different on Windows: windows that protect themselves, and keys that do nothing.

Not run on Windows yet: see ``station.guard.windows`` and ``.github/workflows/windows.yml``.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from viewer_app.station.guard.windows import protect
from viewer_app.station.guard.windows_keys import KeyHook, system_key_hook
from viewer_app.ui.affinity import Affinity, WhileShown, clear_clipboard
from viewer_app.ui.window import MainWindow


def watch_windows(application: QApplication) -> Affinity:
    """Protect every window from now on."""
    return Affinity(application, protect)


def lock_viewing(window: MainWindow, affinity: Affinity, hook: KeyHook | None = None) -> None:
    """While the film is on the screen: blank at once where a window loses its protection, keep the
    keys that capture and switch, and leave nothing on the clipboard before or after.

    ``hook`` is the system's unless given.
    """
    keys = hook or system_key_hook()
    viewing = window.conductor.viewing
    affinity.exposed.connect(viewing.blank)

    def enter() -> None:
        clear_clipboard()
        if not keys.set():
            # not from within the step that shows the film
            QTimer.singleShot(0, window, window.conductor.stop_now)

    def leave() -> None:
        keys.release()
        clear_clipboard()

    WhileShown(viewing, enter, leave)
