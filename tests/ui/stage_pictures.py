"""The pictures of the stage's film, and who lends them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QRadialGradient


@dataclass
class Frame:
    """A picture of the film."""

    width: int
    height: int
    stride: int
    pixels: memoryview
    serial: int


class Frames:
    """Lends one picture, which a test may change."""

    def __init__(self) -> None:
        self.image: QImage | None = None
        self.serial = 0
        self.borrowed = 0

    @contextmanager
    def borrow(self) -> Iterator[Frame | None]:
        image = self.image
        if image is None:
            yield None
            return
        self.borrowed += 1
        pixels = memoryview(bytes(image.constBits()))
        yield Frame(image.width(), image.height(), image.bytesPerLine(), pixels, self.serial)
        self.borrowed -= 1


def street() -> QImage:
    """A street at night as a bodycam sees it, with nobody real in it."""
    image = QImage(1920, 1080, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    sky = QLinearGradient(0, 0, 0, 620)
    sky.setColorAt(0, QColor("#0b1526"))
    sky.setColorAt(1, QColor("#33415c"))
    painter.fillRect(0, 0, 1920, 620, sky)
    painter.fillRect(0, 620, 1920, 460, QColor("#23262b"))
    for left, width, height, tone in (
        (0, 360, 430, "#1a2130"),
        (360, 260, 340, "#222a3b"),
        (1240, 300, 380, "#1e2636"),
        (1540, 380, 470, "#171d2a"),
    ):
        painter.fillRect(left, 640 - height, width, height, QColor(tone))
        for row in range(height // 95):
            for column in range(width // 90):
                lit = (row * 7 + column * 5 + left) % 4 == 0
                window = QRectF(left + 26 + column * 90, 662 - height + row * 95, 42, 56)
                painter.fillRect(window, QColor("#f0c66a" if lit else "#0e131d"))
    glow = QRadialGradient(QPointF(960, 300), 520)
    glow.setColorAt(0, QColor(255, 226, 160, 150))
    glow.setColorAt(1, QColor(255, 226, 160, 0))
    painter.fillRect(0, 0, 1920, 1080, glow)
    painter.fillRect(952, 300, 14, 400, QColor("#0c0f14"))
    painter.setBrush(QColor("#fff3cf"))
    painter.drawEllipse(QPointF(960, 296), 26, 14)
    for left, coat in ((700, "#2d4a63"), (1120, "#5a3033")):
        painter.setBrush(QColor("#c9a98c"))
        painter.drawEllipse(QPointF(left + 50, 560), 34, 42)
        painter.setBrush(QColor(coat))
        painter.drawRoundedRect(QRectF(left, 604, 100, 220), 34, 34)
        painter.setBrush(QColor("#15181d"))
        painter.drawRect(QRectF(left + 12, 800, 32, 170))
        painter.drawRect(QRectF(left + 56, 800, 32, 170))
    painter.end()
    return image


def plain(colour: str, width: int = 640, height: int = 360) -> QImage:
    """A picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image
