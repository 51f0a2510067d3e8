"""The first window: that the station is starting. It needs nothing of the program but its look.

It does without Qt's own namespace (``PySide6.QtCore.Qt``): making its many enumerations takes as
long as all the rest of this window.
"""

from typing import Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from viewer_app.resources import resource
from viewer_app.ui.palette import DAY

WORDS: Final = ("Het station start.", "The station is starting.")
"""In both languages: which one this station speaks stands in settings that are not read yet."""

_FONT: Final = "AtkinsonHyperlegibleNext-SemiBold.ttf"
_STYLE: Final = "SemiBold"
_HEIGHT_IN_LETTERS: Final = 30
"""The screen's height over that of a letter."""
_PATIENCE_MS: Final = 500
"""Where a display has not shown the window by then, the station starts all the same."""


class StartWindow(QWidget):
    """Stands on the screen until the station's own window, or why there is none, is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop()
        self.setWindowTitle("Inzagestation")
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, QColor(DAY.ground))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(DAY.ink))
        self.setPalette(palette)
        font = self._font()
        column = QVBoxLayout(self)
        column.addStretch()
        for words in WORDS:
            label = QLabel(words)
            label.setFont(font)
            row = QHBoxLayout()
            row.addStretch()
            row.addWidget(label)
            row.addStretch()
            column.addLayout(row)
        column.addStretch()

    def wait_until_seen(self) -> None:
        """Return when the window was painted, or after half a second. Call once it is shown."""
        QTimer.singleShot(_PATIENCE_MS, self._loop.quit)
        self._loop.exec()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture is handed to the display once the painting is done: the turn after."""
        super().paintEvent(event)
        QTimer.singleShot(0, self._loop.quit)

    def _font(self) -> QFont:
        number = QFontDatabase.addApplicationFont(str(resource("theme", "fonts", _FONT)))
        families = QFontDatabase.applicationFontFamilies(number)
        font = QFontDatabase.font(families[0], _STYLE, 0) if families else QFont()
        font.setPixelSize(max(16, self.screen().size().height() // _HEIGHT_IN_LETTERS))
        return font
