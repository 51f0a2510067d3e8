"""The first window: that the station is starting. It needs nothing of the program but its look."""

from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget

from viewer_app.resources import resource
from viewer_app.ui.palette import DAY

WORDS: Final = ("Het station start.", "The station is starting.")
"""In both languages: which one this station speaks stands in settings that are not read yet."""

_FONT: Final = "AtkinsonHyperlegibleNext-SemiBold.ttf"
_HEIGHTS_OF_A_LINE: Final = 30
"""The screen's height in letters."""
_PATIENCE_MS: Final = 500
"""Where a display has not shown the window by then, the station starts all the same."""


class StartWindow(QMainWindow):
    """Stands on the screen until the station's own window, or why there is none, is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Inzagestation")
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, QColor(DAY.ground))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(DAY.ink))
        self.setPalette(palette)
        self._ground = ground = QWidget()
        column = QVBoxLayout(ground)
        column.addStretch()
        font = self._font()
        for words in WORDS:
            label = QLabel(words)
            label.setFont(font)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch()
        self.setCentralWidget(ground)

    def wait_until_seen(self) -> None:
        """Return when the window was painted, or after half a second. Call once it is shown."""
        loop = QEventLoop()
        eye = _Eye(loop)
        self._ground.installEventFilter(eye)
        QTimer.singleShot(_PATIENCE_MS, loop.quit)
        loop.exec()
        self._ground.removeEventFilter(eye)

    def _font(self) -> QFont:
        number = QFontDatabase.addApplicationFont(str(resource("theme", "fonts", _FONT)))
        families = QFontDatabase.applicationFontFamilies(number)
        font = QFont(families)
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(max(16, self.screen().size().height() // _HEIGHTS_OF_A_LINE))
        return font


class _Eye(QObject):
    """Ends the waiting when what it looks at has been painted."""

    def __init__(self, loop: QEventLoop) -> None:
        super().__init__()
        self._loop = loop

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The picture is handed to the display once the painting is done: the turn after."""
        del watched
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._loop.quit)
        return False
