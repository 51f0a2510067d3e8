"""Letters with an edge of the opposite lightness, put together from pictures drawn once.

Drawing the outline of a line of words takes some ten milliseconds, and the watermark's words change
every second: too long for the frame in which they do. Putting them together takes a tenth of one.
"""

import math
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from viewer_app.ui.theme import FAMILY

_EDGE: Final = 1 / 7
"""Width of the stroke around a letter as a part of the letters' size; half of it shows."""


class Ink(NamedTuple):
    """Colours, not opaque, of a letter and of its edge."""

    letters: QColor
    edge: QColor


class _Glyph(NamedTuple):
    image: QImage
    left: int  # of the image, from where the letter stands
    top: int  # of the image, from the line that letters stand on
    advance: float


class Lettering:
    """Words in letters of one size (pixels) and ink."""

    def __init__(self, size: int, ink: Ink) -> None:
        self._ink = ink
        self._edge = size * _EDGE
        self._font = _font(size)
        self._metrics = QFontMetricsF(self._font)
        self._glyphs: dict[str, _Glyph] = {}

    def draw(self, words: str) -> QImage:
        """The words on nothing, in an image that just holds them."""
        glyphs = [self._glyph(character) for character in words]
        top = min((glyph.top for glyph in glyphs), default=0)
        bottom = max((glyph.top + glyph.image.height() for glyph in glyphs), default=1)
        start = -min(glyphs[0].left, 0) if glyphs else 0
        length = start + sum(glyph.advance for glyph in glyphs) + self._edge
        image = _empty(math.ceil(length), bottom - top)
        painter = QPainter(image)
        cursor = float(start)
        for glyph in glyphs:
            painter.drawImage(round(cursor) + glyph.left, glyph.top - top, glyph.image)
            cursor += glyph.advance
        painter.end()
        return image

    def _glyph(self, character: str) -> _Glyph:
        glyph = self._glyphs.get(character)
        if glyph is None:
            glyph = self._glyphs[character] = self._draw_glyph(character)
        return glyph

    def _draw_glyph(self, character: str) -> _Glyph:
        path = QPainterPath()
        path.addText(QPointF(0, 0), self._font, character)
        bounds = path.boundingRect().adjusted(-self._edge, -self._edge, self._edge, self._edge)
        left, top = math.floor(bounds.left()), math.floor(bounds.top())
        image = _empty(math.ceil(bounds.right()) - left, math.ceil(bounds.bottom()) - top)
        path.translate(-left, -top)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._ink.edge, self._edge)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillPath(path, self._ink.letters)
        painter.end()
        return _Glyph(image, left, top, self._metrics.horizontalAdvance(character))


def fitting_size(words: str, wanted: int, width: float) -> int:
    """The largest size (pixels) up to ``wanted`` in which the words are no wider than ``width``."""
    metrics = QFontMetricsF(_font(wanted))
    length = sum(metrics.horizontalAdvance(character) for character in words) + 3 * wanted * _EDGE
    return wanted if length <= width else max(math.floor(wanted * width / length), 1)


def _font(size: int) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _empty(width: int, height: int) -> QImage:
    image = QImage(max(width, 1), max(height, 1), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image
