"""Starting Qt on a platform this program chose itself, and running the window.

The first window says that the station starts. Only behind it is imported and opened what takes
longer: trail, keyring, libVLC, and all the screens. The sandbox stands before either.
"""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from viewer_app.app.confinement import confine
from viewer_app.errors import InzageError
from viewer_app.ui.starting import StartWindow

if TYPE_CHECKING:
    from viewer_app.app.program import Program
    from viewer_app.session.ports import Json
    from viewer_app.station.home import Home
    from viewer_app.ui.affinity import Affinity
    from viewer_app.ui.window import MainWindow

_PLATFORMS: Final = {"win32": "windows", "darwin": "cocoa"}
_LISTEN_MS: Final = 200
_DISPLAYS_TOLD: Final = 8


class NoScreen(InzageError):
    """There is no display to show anything on."""


def start_qt() -> QApplication:
    """Qt on this machine's screen; nothing from the command line or environment chooses another.

    Qt's other platforms serve the screen over the network (``vnc``) or draw where nobody looks.
    Raises NoScreen (``screen.missing``).
    """
    wanted = _platform()
    os.environ["QT_QPA_PLATFORM"] = wanted
    # Its own name and no arguments: Qt takes -platform and -plugin from them.
    application = QApplication(["inzagestation"])
    if QApplication.platformName() != wanted:
        raise NoScreen("screen.other", platform=QApplication.platformName())
    application.setApplicationName("Inzagestation")
    application.setQuitOnLastWindowClosed(True)
    return application


def run(
    home: "Home",
    prepare: "Callable[[MainWindow], None] | None" = None,
    extra_writable: Sequence[Path] = (),
) -> int:
    """Open the station's window, full screen, until it is closed; returns the exit code.

    ``prepare`` is called with the window once it is shown. Where the station cannot start, a window
    says why, and the exit code is 1; where there is no display, only standard error does. From here
    on the process is in the sandbox, for good; a demonstration can write in ``extra_writable`` too.
    No other thread may run yet.
    """
    refusal = confine(home, extra_writable)
    try:
        application = start_qt()
    except InzageError as error:
        _tell(error)
        return 1
    affinity = _protected(application)
    first = StartWindow()
    _fill_screen(first)
    first.wait_until_seen()
    try:
        if refusal is not None:
            raise refusal
        program = _open(home, affinity)
    except InzageError as error:
        _tell(error)
        if prepare is None:
            _show_fault(application, error, first)
        return 1
    from viewer_app.ui.window import MainWindow  # noqa: PLC0415 - behind the first window

    window = MainWindow(application, program)
    window.conductor.session_changed.connect(program.warm)
    try:
        if affinity is not None:
            from viewer_app.app.windows import lock_viewing  # noqa: PLC0415 - on Windows only

            lock_viewing(window, affinity)
        _fill_screen(window)
        first.close()
        _listen_to_signals(window)
        if prepare is not None:
            prepare(window)
        return application.exec()
    finally:
        window.shut_down()
        program.close()


def _protected(application: QApplication) -> "Affinity | None":
    """On Windows every window from now on is kept from capture, the first one too."""
    if sys.platform == "win32":
        from viewer_app.app.windows import watch_windows  # noqa: PLC0415 - on Windows only

        return watch_windows(application)
    return None


def _open(home: "Home", affinity: "Affinity | None") -> "Program":
    """All there is behind the screens. Raises InzageError where the station cannot start."""
    from viewer_app.app.program import Program  # noqa: PLC0415 - behind the first window
    from viewer_app.station import guard  # noqa: PLC0415

    handles = affinity.handles if affinity is not None else tuple
    return Program(home, guard.choose(windows=handles), screen_facts())


def _show_fault(application: QApplication, error: InzageError, first: StartWindow) -> None:
    from viewer_app.ui.fault import FaultWindow  # noqa: PLC0415 - behind the first window

    fault = FaultWindow(application, error)
    _fill_screen(fault)
    first.close()
    application.exec()


def _tell(error: InzageError) -> None:
    sys.stderr.write(f"{error.text('nl')}\n{error.text('en')}\n")


def screen_facts() -> "dict[str, Json]":
    """What the trail says of the displays: platform, Qt, and the size of each in pixels."""
    displays: list[Json] = []
    for screen in QGuiApplication.screens()[:_DISPLAYS_TOLD]:
        size, scale = screen.size(), screen.devicePixelRatio()
        displays.append(
            {"width": round(size.width() * scale), "height": round(size.height() * scale)}
        )
    return {
        "platform": QGuiApplication.platformName(),
        "qt": qVersion() or "",
        "display_count": len(QGuiApplication.screens()),
        "displays": displays,
    }


def _fill_screen(window: QWidget) -> None:
    # an X server without a window manager leaves the size to the program
    window.setGeometry(window.screen().geometry())
    window.showFullScreen()


def _platform() -> str:
    if sys.platform in _PLATFORMS:
        return _PLATFORMS[sys.platform]
    if os.environ.get("WAYLAND_DISPLAY"):
        return "wayland"
    if os.environ.get("DISPLAY"):
        return "xcb"
    raise NoScreen("screen.missing")


def _listen_to_signals(window: QMainWindow) -> None:
    """Let Ctrl+C and a service manager's stop end the session first, and then the program.

    Python handles signals between its own instructions, so Qt's loop must come back to it.
    """

    def stop(*_: object) -> None:
        # Not quit(), which asks the window, and that stays while somebody is signed in. Shutting
        # the window down ends the session.
        QApplication.exit(0)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    timer = QTimer(window)
    timer.timeout.connect(lambda: None)
    timer.start(_LISTEN_MS)
