"""Where one is in a picture that is near: the whole of it, small, in a corner, and how near."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QLocale, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from viewer_app.ui.framing import Shot
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.theme import FAMILY

_WIDTH: Final = 1 / 7
"""Of the window, for a wide picture."""
_LARGEST: Final = 260
_SMALLEST: Final = 90
"""Pixels; smaller than this there is only the figure."""
_MARGIN: Final = 1 / 60
_LETTERS: Final = 1 / 48
_LEAST_LETTERS: Final = 14
_SHADE: Final = QColor(0, 0, 0, 150)
_BACK: Final = QColor(7, 11, 13, 215)

PaintWhole = Callable[[QRectF], None]


def paint_minimap(
    painter: QPainter, room: QRectF, shot: Shot, zoom: float, paint_whole: PaintWhole
) -> QRectF | None:
    """Paint it into the corner of ``room``, of which ``shot`` is the picture.

    ``paint_whole`` paints all of the picture into a place, turned as it is. Returns where the
    small picture is, to be marked as any other; None where there is only the figure.
    """
    margin = round(max(room.height() * _MARGIN, 8))
    turned = QSizeF(
        shot.target.width() / shot.part.width(), shot.target.height() / shot.part.height()
    )
    longest = min(room.width() * _WIDTH, _LARGEST)
    box = turned.scaled(QSizeF(longest, longest), Qt.AspectRatioMode.KeepAspectRatio)
    right, top = room.right() - margin, room.top() + margin
    there = None
    if longest >= _SMALLEST:
        width, height = round(box.width()), round(box.height())
        there = QRectF(right - width, top, width, height).toRect().toRectF()
        _paint_map(painter, there, shot.part, paint_whole)
        top = there.bottom() + margin / 2
    _paint_figure(painter, QPointF(right, top), zoom, room.height())
    return there


def zoom_figure(zoom: float) -> str:
    """Such as ``2,0×``."""
    return f"{QLocale().toString(zoom, 'f', 1)}×"


def _paint_map(painter: QPainter, place: QRectF, seen: QRectF, paint_whole: PaintWhole) -> None:
    painter.fillRect(place.adjusted(-3, -3, 3, 3), _BACK)
    paint_whole(place)
    part = QRectF(
        round(place.left() + seen.left() * place.width()),
        round(place.top() + seen.top() * place.height()),
        max(round(seen.width() * place.width()), 6),
        max(round(seen.height() * place.height()), 6),
    )
    painter.save()
    painter.setClipRect(place)
    for beside in (
        QRectF(place.left(), place.top(), place.width(), part.top() - place.top()),
        QRectF(place.left(), part.bottom(), place.width(), place.bottom() - part.bottom()),
        QRectF(place.left(), part.top(), part.left() - place.left(), part.height()),
        QRectF(part.right(), part.top(), place.right() - part.right(), part.height()),
    ):
        painter.fillRect(beside, _SHADE)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width, out in ((QColor(NIGHT.ground), 4, 1), (QColor(NIGHT.accent), 2, 1)):
        pen = QPen(colour, width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(part.adjusted(-out, -out, out, out))
    painter.setPen(QPen(QColor(NIGHT.edge), 1))
    painter.drawRect(place.adjusted(-1.5, -1.5, 1.5, 1.5))


def _paint_figure(painter: QPainter, corner: QPointF, zoom: float, height: float) -> None:
    font = QFont(FAMILY)
    font.setPixelSize(max(round(height * _LETTERS), _LEAST_LETTERS))
    font.setWeight(QFont.Weight.DemiBold)
    words, metrics = zoom_figure(zoom), QFontMetricsF(font)
    pad = metrics.height() * 0.4
    width, tall = metrics.horizontalAdvance(words) + 2 * pad, metrics.height() * 1.3
    pill = QRectF(corner.x() - width, corner.y(), width, tall).toRect().toRectF()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_BACK)
    painter.drawRoundedRect(pill, tall / 4, tall / 4)
    painter.setFont(font)
    painter.setPen(QColor(NIGHT.ink))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
