"""A quiet sign that something is being done."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from viewer_app.ui.palette import DAY, Scheme
from viewer_app.ui.theme import measured
from viewer_app.ui.widgets.text import Text

_STEP_MS = 50
_TURN = 18


class Busy(QWidget):
    """A turning arc with words beside it; hidden when there is nothing to wait for."""

    def __init__(self, scheme: Scheme = DAY) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        measured(row, 12)
        self._arc = _Arc(scheme)
        self._words = Text("label", wrap=False)
        row.addWidget(self._arc)
        row.addWidget(self._words)
        self.hide()

    def show_words(self, words: str) -> None:
        """Say what is being done; an empty text hides the sign."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class _Arc(QWidget):
    def __init__(self, scheme: Scheme) -> None:
        super().__init__()
        self._scheme = scheme
        self._angle = 0
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._turn)
        self.rescale(1.0)

    def rescale(self, unit: float) -> None:
        self.setFixedSize(QSize(round(28 * unit), round(28 * unit)))

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def _turn(self) -> None:
        self._angle = (self._angle + _TURN) % 360
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        width = self.width() / 8
        rect = QRectF(self.rect()).adjusted(width, width, -width, -width)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._scheme.line), width))
        painter.drawEllipse(rect)
        pen = QPen(QColor(self._scheme.accent), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(rect, -self._angle * 16, 100 * 16)
        painter.end()
