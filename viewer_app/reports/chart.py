"""Numbers as bars, and a few large ones beside each other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from viewer_app.reports.sheet import (
    ACCENT,
    BODY,
    INK,
    LEFT,
    LINE,
    MEASURE,
    QUIET,
    SMALL,
    SOFT,
    Sheet,
)

_ROW = 17.0
_LABEL = 190.0
_NUMBER = 34.0
_HEIGHT = 90.0
_LABELS = 9


def draw_tiles(sheet: Sheet, tiles: Sequence[tuple[str, str]]) -> None:
    """The numbers that matter most: each large, with what it counts below."""
    gap = 10.0
    width = (MEASURE - gap * (len(tiles) - 1)) / len(tiles)
    sheet.need(62)
    for place, (number, name) in enumerate(tiles):
        x = LEFT + place * (width + gap)
        sheet.block(x, sheet.y, width, 56, SOFT)
        sheet.text(number, x + 10, sheet.y + 6, width - 16, size=22, bold=True, colour=ACCENT)
        sheet.text(name, x + 10, sheet.y + 37, width - 16, size=SMALL, colour=INK)
    sheet.y += 62


def draw_bars(sheet: Sheet, bars: Sequence[tuple[str, int]]) -> None:
    """A bar a line: its name, its number, and the bar."""
    most = max((number for _, number in bars), default=0)
    for name, number in bars:
        label = _LABEL - 8
        height = max(sheet.height(name, label) + 3, _ROW)
        sheet.need(height)
        sheet.text(name, LEFT, sheet.y, label, size=BODY)
        right = Qt.AlignmentFlag.AlignRight
        sheet.text(str(number), LEFT + _LABEL, sheet.y, _NUMBER - 8, bold=True, align=right)
        room = MEASURE - _LABEL - _NUMBER
        sheet.block(LEFT + _LABEL + _NUMBER, sheet.y + 1.5, room * number / most, 9, ACCENT)
        sheet.y += height


def draw_columns(sheet: Sheet, columns: Sequence[tuple[str, int]]) -> None:
    """A column for each moment, from left to right, on one scale from zero."""
    most = max((number for _, number in columns), default=0)
    if not most:
        return
    sheet.need(_HEIGHT + 26)
    base = sheet.y + _HEIGHT
    width = MEASURE / len(columns)
    every = -(-len(columns) // _LABELS)
    for place, (name, number) in enumerate(columns):
        x = LEFT + place * width
        height = (_HEIGHT - 14) * number / most
        bar = min(width * 0.7, 28.0)
        sheet.block(x + (width - bar) / 2, base - height, bar, height, ACCENT)
        centre = Qt.AlignmentFlag.AlignHCenter
        if number and len(columns) <= 3 * _LABELS:
            top = base - height - 12
            sheet.text(str(number), x, top, width, size=SMALL, colour=INK, align=centre)
        if place % every == 0:
            middle = x + width / 2 - 30
            sheet.text(name, middle, base + 4, 60, size=SMALL, colour=QUIET, align=centre)
    sheet.line((LEFT, base), (LEFT + MEASURE, base), LINE, 0.8)
    sheet.y = base + 24
