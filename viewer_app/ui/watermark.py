"""Who watches where and when, moving over the film: a photo of the screen tells it too.

Two copies drift through the upper and the lower half on paths that never repeat within a viewing,
so that no crop of half the picture and no fixed blot removes both. Light letters with a dark edge:
readable on snow and at night.
"""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from viewer_app.ui.theme import FAMILY

_HEIGHT: Final = 1 / 26
"""Height of the letters as a part of the picture's height."""
_SMALLEST: Final = 13
"""Pixels."""
_LETTERS: Final = QColor(255, 255, 255, 178)
_EDGE: Final = QColor(0, 0, 0, 160)
_ACROSS_S: Final = (47.0, 61.0)
_DOWN_S: Final = (29.0, 37.0)
"""Seconds for one sweep of each copy; no two share a divisor."""


class Watermark:
    """Draws its words into a picture; they are drawn anew only when they or their size change."""

    def __init__(self) -> None:
        self._drawn: tuple[str, int] = ("", 0)
        self._image = QImage()

    def paint(self, painter: QPainter, picture: QRectF, words: str, seconds: float) -> None:
        """Paint both copies over ``picture`` as they stand ``seconds`` after an arbitrary start."""
        image = self._letters(words, picture)
        for place in self.places(picture, words, seconds):
            painter.drawImage(place.topLeft(), image)

    def places(self, picture: QRectF, words: str, seconds: float) -> tuple[QRectF, QRectF]:
        """Where both copies stand at this moment, in the coordinates of ``picture``."""
        image = self._letters(words, picture)
        width, height = image.width(), image.height()
        free_x = max(picture.width() - width, 0.0)
        free_y = max(picture.height() / 2 - height, 0.0)
        found = []
        for copy, top in enumerate((picture.top(), picture.center().y())):
            x = picture.left() + free_x * _sweep(seconds, _ACROSS_S[copy], 0.35 * copy)
            y = top + free_y * _sweep(seconds, _DOWN_S[copy], 0.5 * copy)
            found.append(QRectF(round(x), round(y), width, height))
        return found[0], found[1]

    def _letters(self, words: str, picture: QRectF) -> QImage:
        size = max(round(picture.height() * _HEIGHT), _SMALLEST)
        if self._drawn != (words, size):
            self._image = draw_words(words, size)
            self._drawn = (words, size)
        return self._image


def draw_words(words: str, size: int) -> QImage:
    """The words in letters of ``size`` pixels, light with a dark edge, on nothing."""
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold)
    path = QPainterPath()
    path.addText(QPointF(0, 0), font, words)
    edge = size / 7
    bounds = path.boundingRect().adjusted(-edge, -edge, edge, edge)
    path.translate(-bounds.left(), -bounds.top())
    image = QImage(
        math.ceil(bounds.width()),
        math.ceil(bounds.height()),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(_EDGE, edge)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.fillPath(path, _LETTERS)
    painter.end()
    return image


def _sweep(seconds: float, period: float, phase: float) -> float:
    """To and fro between 0 and 1, slowly at the ends."""
    return 0.5 - 0.5 * math.cos(2 * math.pi * (seconds / period + phase))
