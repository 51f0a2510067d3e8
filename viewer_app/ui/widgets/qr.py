"""A QR code on the screen, for a telephone held in front of it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer_app.audit.receipt import QUIET_ZONE, Matrix

_UNITS = 340
"""At least this wide: 8 cm on an office screen, which a telephone reads from 80."""


class QrCode(QWidget):
    """Black on white in whole pixels, with its quiet zone, whatever the colours around it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._matrix: Matrix = ()
        self._unit = 1.0
        self.hide()

    def show_code(self, matrix: Matrix) -> None:
        """Show these modules; nothing at all where there are none."""
        self._matrix = matrix
        self.rescale(self._unit)
        self.setVisible(bool(matrix))
        self.update()

    def rescale(self, unit: float) -> None:
        """Take the size that goes with a unit of so many pixels: whole pixels a module."""
        self._unit = unit
        modules = self._modules
        if modules:
            pixel = -(-round(_UNITS * unit) // modules)
            self.setFixedSize(QSize(pixel * modules, pixel * modules))

    @property
    def _modules(self) -> int:
        """Modules on a side, with the quiet zone; 0 for no code."""
        return len(self._matrix) + 2 * QUIET_ZONE if self._matrix else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._matrix:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        side = self.width() // self._modules
        for y, row in enumerate(self._matrix, start=QUIET_ZONE):
            for x, dark in enumerate(row, start=QUIET_ZONE):
                if dark:
                    module = QRect(QPoint(x * side, y * side), QSize(side, side))
                    painter.fillRect(module, Qt.GlobalColor.black)
        painter.end()
