"""Reads back, from pixels, the frame number that ``scripts/make-demo-film`` draws into a film.

The strip runs along the top edge, ``1/30`` of the picture high: 24 cells, white, black, 16 bits
of the number (highest first), 4 bits of check (the nibbles of the number, exclusive or), black,
white.
"""

from typing import NamedTuple

CELLS = 24
STRIP = 1 / 30
DARKEST_WHITE, LIGHTEST_BLACK = 210, 85
"""Of all that is seen in a white cell the lightest, and in a black one the darkest.

The watermark darkens white and lightens black, but never what is between its letters, and where
it makes black lightest it stays below 190 (``ui.watermark.INKS``).
"""
_PIXEL = 4
_COLUMNS = range(-3, 4)
"""Looked at, from the middle of a cell: twelfths of its width."""


class Area(NamedTuple):
    """Where in a larger picture the film is painted, in pixels."""

    left: int
    top: int
    width: int
    height: int


def read_frame_number(
    pixels: bytes | bytearray | memoryview, stride: int, area: Area
) -> int | None:
    """The number of the film's frame painted in ``area``, or None where none can be read.

    ``pixels`` holds rows of ``stride`` bytes, four bytes a pixel, the first three of them colour
    (RV32, Qt's ``Format_RGB32`` and ``Format_ARGB32``). Each cell is judged by the middle of it,
    so scaling does no harm, and by its lightest and its darkest place, so the watermark does none.
    A cell that is neither black nor white, or a wrong check, gives None.
    """
    flat = memoryview(pixels).cast("B")
    bits = 0
    for cell in range(CELLS):
        darkest, lightest = _levels(flat, stride, area, cell)
        white = lightest >= DARKEST_WHITE
        if not white and darkest > LIGHTEST_BLACK:
            return None
        bits = bits << 1 | white
    head, number, check, tail = bits >> 22, bits >> 6 & 0xFFFF, bits >> 2 & 0xF, bits & 0b11
    nibbles = number ^ number >> 4 ^ number >> 8 ^ number >> 12
    if (head, tail, check) != (0b10, 0b01, nibbles & 0xF):
        return None
    return number


def _levels(flat: memoryview, stride: int, area: Area, cell: int) -> tuple[float, float]:
    """The least and the greatest brightness, 0 to 255, in the middle of a cell."""
    row = area.top + int(STRIP * area.height / 2)
    levels = []
    for twelfths in _COLUMNS:
        column = area.left + int((cell + 0.5 + twelfths / 12) * area.width / CELLS)
        for near in range(max(row - 1, 0), row + 2):
            start = near * stride + column * _PIXEL
            levels.append(sum(flat[start : start + 3]) / 3)
    return min(levels), max(levels)
