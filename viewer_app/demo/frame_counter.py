"""Reads back, from pixels, the frame number that ``scripts/make-demo-film`` draws into a film.

The strip runs along the top edge, ``1/30`` of the picture high: 24 cells, white, black, 16 bits
of the number (highest first), 4 bits of check (the nibbles of the number, exclusive or), black,
white.
"""

from typing import NamedTuple

CELLS = 24
STRIP = 1 / 30
DARKEST_WHITE, LIGHTEST_BLACK = 170, 85
_PIXEL = 4


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
    so scaling does no harm; a cell that is neither black nor white, or a wrong check, gives None.
    """
    flat = memoryview(pixels).cast("B")
    bits = 0
    for cell in range(CELLS):
        level = _level(flat, stride, area, cell)
        if LIGHTEST_BLACK < level < DARKEST_WHITE:
            return None
        bits = bits << 1 | (level >= DARKEST_WHITE)
    head, number, check, tail = bits >> 22, bits >> 6 & 0xFFFF, bits >> 2 & 0xF, bits & 0b11
    nibbles = number ^ number >> 4 ^ number >> 8 ^ number >> 12
    if (head, tail, check) != (0b10, 0b01, nibbles & 0xF):
        return None
    return number


def _level(flat: memoryview, stride: int, area: Area, cell: int) -> float:
    """The mean brightness, 0 to 255, of the middle of a cell."""
    column = area.left + int((cell + 0.5) * area.width / CELLS)
    row = area.top + int(STRIP * area.height / 2)
    samples = [
        flat[(row + down) * stride + (column + right) * _PIXEL + colour]
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
        for colour in range(3)
        if row + down >= 0
    ]
    return sum(samples) / len(samples)
