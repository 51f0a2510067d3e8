"""How many screens are connected: asked by the capture guard, and told when one comes or goes."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen


class Displays(QObject):
    """The screens that Qt sees. Lives in the user interface's thread."""

    appeared = Signal()
    """One more screen; ``now`` counts it already."""
    gone = Signal()
    """One screen fewer; ``now`` does not count it any more."""

    def __init__(self) -> None:
        super().__init__()
        application = QGuiApplication.instance()
        self.now = len(QGuiApplication.screens())
        """Screens connected now."""
        self._most = self.now
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._added)
            application.screenRemoved.connect(self._removed)

    def most(self) -> int:
        """The most screens there were at once since this was last asked, from any thread.

        A screen that came and went between two proofs has been there.
        """
        most, self._most = self._most, self.now
        return most

    def _added(self, _: QScreen) -> None:
        self.now = len(QGuiApplication.screens())
        self._most = max(self._most, self.now)
        self.appeared.emit()

    def _removed(self, gone: QScreen) -> None:
        # Qt tells of it while the screen still stands in its list
        self.now = sum(screen is not gone for screen in QGuiApplication.screens())
        self.gone.emit()
