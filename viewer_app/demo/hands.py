"""Hands that work the real screens: they find parts by name, press, type and wait."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from viewer_app.demo.errors import TourFailed
from viewer_app.ui.window import MainWindow

_LOOK_MS: Final = 20
_PATIENCE_MS: Final = 60_000
"""How long a screen may take before the tour gives up; it is not a measurement."""


class Hands:
    """A mouse and a keyboard, for one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def screen(self) -> str:
        """The name of the screen shown now."""
        screens = (*self._window.conductor.screens, *self._window.reviewing.screens)
        return next((one.objectName() for one in screens if one.isVisible()), "")

    def find(self, name: str) -> QWidget:
        """The part of this name. Raises TourFailed where there is none."""
        widget = self._window.findChild(QWidget, name)
        if not isinstance(widget, QWidget):
            raise TourFailed("tour.stuck", what=name)
        return widget

    def has(self, name: str) -> bool:
        """Whether there is a part of this name now."""
        return self._window.findChild(QWidget, name) is not None

    def press(self, name: str) -> None:
        """Click what can be clicked, as soon as it can."""
        self.wait(lambda: self._can_press(name), name)
        reveal(self.find(name))
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def type(self, name: str, words: str) -> None:
        """Type into a field."""
        QTest.keyClicks(self.find(name), words)

    def wait_screen(self, name: str) -> None:
        """Wait until this screen is shown, and painted."""
        self.wait(lambda: self.screen == name, name)
        self.rest(150)

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Wait for something. Raises TourFailed (``tour.stuck``)."""
        waited = 0
        while not until():
            if waited > _PATIENCE_MS:
                raise TourFailed("tour.stuck", what=what)
            self.rest(_LOOK_MS)
            waited += _LOOK_MS

    def rest(self, milliseconds: int) -> None:
        """Let the program go on for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _can_press(self, name: str) -> bool:
        widget = self._window.findChild(QWidget, name)
        return isinstance(widget, QWidget) and widget.isVisible() and widget.isEnabled()


def reveal(part: QWidget) -> None:
    """Scroll to a part of the screen, as people do before they press it."""
    QApplication.sendPostedEvents()  # what was shown just now has its place
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(part)
        above = above.parentWidget()
