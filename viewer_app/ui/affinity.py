"""On Windows: every window of the program is kept out of captures from the moment it is shown.

One filter for the whole application sees windows come, change and be made anew, menus and tooltips
too, and asks for protection each time: Windows forgets it when a window is made anew, and has been
seen to lose it when one is hidden or minimised. What protects a window is given by the caller; on
any platform but Windows there is nothing that could, and the program does not use this.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import getCppPointer

_PROTECTED_ON: Final = {
    QEvent.Type.Show,
    QEvent.Type.WindowStateChange,
    QEvent.Type.WinIdChange,
}
_GONE_ON: Final = {QEvent.Type.Hide, QEvent.Type.Close, QEvent.Type.DeferredDelete}


class Affinity(QObject):
    """Protects each window of an application as it comes."""

    exposed = Signal()
    """A window could not be protected: blank what must not be seen."""

    def __init__(self, application: QApplication, protect: Callable[[int], bool]) -> None:
        """``protect`` takes the handle of a window; whether it is protected now, read back."""
        super().__init__(application)
        self._protect = protect
        self._handles: dict[int, int] = {}
        application.installEventFilter(self)

    def handles(self) -> list[int]:
        """The handles of all windows that are shown. For any thread."""
        return list(self._handles.copy().values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See windows come and go; no event is held back."""
        kind = event.type()
        if kind in _PROTECTED_ON and isinstance(watched, QWidget) and watched.isWindow():
            # Qt tells of it before the system does it: now to be early, and again to be sure
            if kind == QEvent.Type.Show or watched.isVisible():
                self._protect_window(watched)
            QTimer.singleShot(0, watched, lambda: self._see(watched))
        elif kind in _GONE_ON and isinstance(watched, QWidget):
            self._handles.pop(_address(watched), None)
        return False

    def _see(self, window: QWidget) -> None:
        if window.isVisible() and not self._protect_window(window):
            self.exposed.emit()

    def _protect_window(self, window: QWidget) -> bool:
        # not winId(), which would make a window where the system has none any more
        handle = int(window.internalWinId())
        self._handles[_address(window)] = handle
        return self._protect(handle)


def _address(window: QWidget) -> int:
    """What stays the same for a window that Qt made itself; Python's own object does not."""
    addresses = getCppPointer(window)
    return int(addresses[0])


class WhileShown(QObject):
    """Does one thing when a widget is shown, and another when it is hidden."""

    def __init__(
        self, widget: QWidget, enter: Callable[[], object], leave: Callable[[], object]
    ) -> None:
        super().__init__(widget)
        self._enter = enter
        self._leave = leave
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the widget come and go; no event is held back."""
        if event.type() == QEvent.Type.Show:
            self._enter()
        elif event.type() == QEvent.Type.Hide:
            self._leave()
        return False


def clear_clipboard() -> None:
    """Leave nothing on the clipboard, and nothing of before."""
    QApplication.clipboard().clear()
