"""Tables that run over pages, with their head on each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from viewer_app.reports.sheet import BODY, INK, LEFT, LINE, QUIET, RIGHT, SMALL, Sheet

_GAP = 8.0
_PAD = 3.5


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in points, and whether it holds numbers."""

    head: str
    width: float
    number: bool = False


def draw_table(
    sheet: Sheet, columns: Sequence[Column], rows: Iterable[Sequence[str]], size: float = SMALL
) -> None:
    """Set a table; a row is never cut by the end of a page unless it is longer than one."""
    sheet.need(60)
    _draw_head(sheet, columns)
    for cells in rows:
        height = max(
            sheet.height(cell, column.width - _GAP, size=size)
            for column, cell in zip(columns, cells, strict=True)
        )
        if sheet.need(height + 2 * _PAD):
            _draw_head(sheet, columns)
        x = LEFT
        for column, cell in zip(columns, cells, strict=True):
            _draw_cell(sheet, column, cell, x, size)
            x += column.width
        sheet.y += height + 2 * _PAD
        sheet.rule(LINE, 0.4)


def draw_facts(sheet: Sheet, facts: Iterable[tuple[str, str]], label_width: float = 150) -> None:
    """Set what is known, a fact a line: its name, and what it is."""
    width = RIGHT - LEFT - label_width
    for name, value in facts:
        height = max(sheet.height(name, label_width - _GAP, bold=True), sheet.height(value, width))
        sheet.need(height + 4)
        sheet.text(name, LEFT, sheet.y, label_width - _GAP, size=BODY, colour=QUIET)
        sheet.text(value, LEFT + label_width, sheet.y, width, size=BODY, colour=INK)
        sheet.y += height + 4


def _draw_head(sheet: Sheet, columns: Sequence[Column]) -> None:
    x = LEFT
    height = max(
        sheet.height(column.head, column.width - _GAP, size=SMALL, bold=True) for column in columns
    )
    for column in columns:
        _draw_cell(sheet, column, column.head, x, SMALL, bold=True)
        x += column.width
    sheet.y += height + 2 * _PAD
    sheet.rule(QUIET, 0.9)


def _draw_cell(
    sheet: Sheet, column: Column, cell: str, x: float, size: float, *, bold: bool = False
) -> None:
    align = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    width = column.width - _GAP
    sheet.text(
        cell,
        x,
        sheet.y + _PAD,
        width,
        size=size,
        bold=bold,
        colour=QUIET if bold else INK,
        align=align,
    )
