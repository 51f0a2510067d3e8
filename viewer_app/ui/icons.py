"""Line icons of the program's own, drawn from SVG in the colour and size they are asked for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from viewer_app.resources import resource


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Paint the icon ``name`` into ``rect``."""
    _renderer(name, colour).render(painter, rect)


def icon(name: str, colour: str, disabled: str, size: int, beside: int) -> QIcon:
    """An icon for a button, ``size`` pixels, with a colour of its own when disabled.

    ``beside`` pixels stay empty at its right: a style sheet cannot set that room.
    """
    picture = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        picture.addPixmap(_pixmap(name, ink, size, beside), mode)
    return picture


def _pixmap(name: str, colour: str, size: int, beside: int) -> QPixmap:
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    pixmap = QPixmap(QSize(size + beside, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return pixmap


@lru_cache(maxsize=128)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resource("theme", "icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
