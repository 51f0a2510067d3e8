"""The words of a film's subtitles: white on a dark ground, at the foot of what is seen."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from viewer_app.ui.theme import FAMILY

_HEIGHT: Final = 1 / 22
"""Height of the letters as a part of the visible picture's height."""
_SMALLEST: Final = 14
_WIDEST: Final = 0.9
"""Of the picture."""
_MOST_LINES: Final = 4
_MOST_LETTERS: Final = 400
"""A file that says more at once is not saying anything that can be read."""
_INK: Final = QColor(255, 255, 255)
_GROUND: Final = QColor(0, 0, 0, 190)


class Subtitle:
    """Lays words out once, and paints them until they change."""

    def __init__(self) -> None:
        self._laid: tuple[str, int, int] = ("", 0, 0)
        self._layouts: list[QTextLayout] = []

    def forget(self) -> None:
        """Keep none of the words."""
        self._laid = ("", 0, 0)
        self._layouts.clear()

    def paint(self, painter: QPainter, visible: QRectF, words: str) -> QRectF:
        """Paint the words into what is visible of the picture; returns where, empty for nothing."""
        words = words.strip()[:_MOST_LETTERS]
        if not words:
            self.forget()
            return QRectF()
        size = max(round(visible.height() * _HEIGHT), _SMALLEST)
        width = math.floor(visible.width() * _WIDEST)
        if self._laid != (words, size, width):
            self._lay_out(words, size, width)
        pad = round(size * 0.3)
        height = sum(layout.boundingRect().height() for layout in self._layouts)
        wide = max(_widest(layout) for layout in self._layouts)
        box = QRectF(
            round(visible.center().x() - wide / 2 - pad),
            round(visible.bottom() - visible.height() * 0.04 - height - 2 * pad),
            math.ceil(wide + 2 * pad),
            math.ceil(height + 2 * pad),
        )
        painter.fillRect(box, _GROUND)
        painter.setPen(_INK)
        top = box.top() + pad
        for layout in self._layouts:
            layout.draw(painter, QPointF(visible.center().x() - width / 2, top))
            top += layout.boundingRect().height()
        return box

    def _lay_out(self, words: str, size: int, width: int) -> None:
        self._laid = (words, size, width)
        self._layouts.clear()
        font = QFont(FAMILY)
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.Medium)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        left = _MOST_LINES
        for paragraph in words.splitlines():
            layout = QTextLayout(paragraph.strip(), font)
            layout.setTextOption(option)
            layout.setCacheEnabled(True)
            layout.beginLayout()
            top = 0.0
            while left and (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                line.setPosition(QPointF(0, top))
                top += line.height()
                left -= 1
            layout.endLayout()
            if top:
                self._layouts.append(layout)


def _widest(layout: QTextLayout) -> float:
    return max(layout.lineAt(line).naturalTextWidth() for line in range(layout.lineCount()))
