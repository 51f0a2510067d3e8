"""What the pictures of a session are drawn with: words, grooves and scales, in ems of text."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from viewer_app.ui.palette import DAY

CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)
LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def small_font(font: QFont, em: int) -> QFont:
    """For the words in a picture beside text of this size."""
    small = QFont(font)
    small.setPixelSize(max(round(0.86 * em), 1))
    return small


class Strokes:
    """A painter with the text of one size. ``em``: pixels."""

    def __init__(self, painter: QPainter, em: int, font: QFont) -> None:
        self.painter = painter
        self.em = em
        self.small = small_font(font, em)

    def advance(self, text: str) -> float:
        """How wide these words are, in pixels."""
        return QFontMetricsF(self.small).horizontalAdvance(text)

    def text(
        self, box: QRectF, flags: int, text: str, colour: str = DAY.ink, *, fit: bool = False
    ) -> None:
        """Words in a box; ``fit``: only where there is room for them."""
        if fit and self.advance(text) > box.width():
            return
        self.painter.setFont(self.small)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(box, flags, text)

    def heading(self, top: float, width: float, heading: str) -> None:
        """A line of words, cut short where it does not fit."""
        box = QRectF(0, top, width, 1.4 * self.em)
        metrics = QFontMetricsF(self.small)
        fitting = metrics.elidedText(heading, Qt.TextElideMode.ElideRight, box.width())
        self.text(box, LEFT, fitting, DAY.quiet)

    def groove(self, bar: QRectF) -> None:
        """The empty bar."""
        self.painter.setPen(QPen(QColor(DAY.edge), max(self.em / 14, 1.0)))
        self.painter.setBrush(QColor(DAY.ground))
        self.painter.drawRect(bar)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)

    def scale(self, bar: QRectF, labels: Sequence[str], below: float = 0.0) -> None:
        """Ticks with labels, spread evenly, so much below the bar."""
        em, painter = self.em, self.painter
        bottom = bar.bottom() + below
        for place, label in enumerate(labels):
            x = bar.left() + bar.width() * place / (len(labels) - 1)
            painter.setPen(QPen(QColor(DAY.edge), em / 14))
            painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 0.35 * em))
            room = 6 * em
            if place == 0:
                box, flags = QRectF(x, 0, room, em), LEFT
            elif place == len(labels) - 1:
                box, flags = QRectF(x - room, 0, room, em), RIGHT
            else:
                box, flags = QRectF(x - room / 2, 0, room, em), CENTRE
            box.moveTop(bottom + 0.5 * em)
            self.text(box, flags, label, DAY.quiet)
