"""The number in a painted picture is read, wherever the watermark stands: the tests rely on it."""

from functools import cache

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.ui.stage_pictures import plain
from viewer_app.demo.frame_counter import CELLS, Area, read_frame_number
from viewer_app.ui.theme import load_fonts
from viewer_app.ui.watermark import Watermark

WORDS = "K3F9-7QXM · ZAAL-1 · di 3 mrt 2026 14:05"
NUMBERS = (0, 1, 29, 0x5A5A, 0xFFFF)
SIZES = [(1920, 1080), (1280, 720), (640, 360)]
TENTHS = range(600)
"""Of a second: both copies have been everywhere they go, up and down."""


@cache
def counted(number: int, width: int, height: int, ground: str) -> QImage:
    """A picture of one colour with the strip along its top."""
    check = number ^ number >> 4 ^ number >> 8 ^ number >> 12
    bits = 0b10 << 22 | number << 6 | (check & 0xF) << 2 | 0b01
    picture = plain(ground, width, height)
    painter = QPainter(picture)
    for cell in range(CELLS):
        left, right = (round(edge * width / CELLS) for edge in (cell, cell + 1))
        lit = bits >> (CELLS - 1 - cell) & 1
        painter.fillRect(left, 0, right - left, height // 30, QColor("white" if lit else "black"))
    painter.end()
    return picture


@pytest.mark.parametrize("ink", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("size", SIZES)
def test_the_number_is_read_under_the_watermark(
    qapp: QApplication, size: tuple[int, int], ink: float
) -> None:
    load_fonts()
    watermark, visible = Watermark(), QRectF(0, 0, *size)
    for tenth in TENTHS:
        if watermark.places(visible, WORDS, tenth / 10)[0].top() > size[1] / 30:
            continue
        number = NUMBERS[tenth % len(NUMBERS)]
        painted = counted(number, *size, "gray").copy()
        painter = QPainter(painted)
        watermark.paint(painter, visible, WORDS, tenth / 10, lambda _: ink)
        painter.end()
        area = Area(0, 0, *size)
        assert read_frame_number(painted.constBits(), painted.bytesPerLine(), area) == number, tenth


@pytest.mark.parametrize("grey", ["#606060", "#808080", "#b0b0b0"])
def test_no_number_is_read_where_none_is(qapp: QApplication, grey: str) -> None:
    picture = plain(grey)
    area = Area(0, 0, picture.width(), picture.height())
    assert read_frame_number(picture.constBits(), picture.bytesPerLine(), area) is None
