"""The look: fonts, the style sheet in a scheme's colours, and the size of everything.

Every length is in *units*: one unit is one pixel at text size 100 % on a screen 900 pixels high. It
grows with the screen and with the text size a person chooses, so nothing has a fixed pixel size.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from PySide6.QtCore import QMargins, QObject, Qt
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from viewer_app.resources import resource
from viewer_app.ui.palette import DAY, Scheme

FAMILY: Final = "Atkinson Hyperlegible Next"
TEXT_SIZES: Final = (100, 125, 150, 200)
"""Percentages a person can choose (WCAG 2.2, 1.4.4 asks for 200 %)."""

_LENGTH: Final = re.compile(r"(-?\d+)u\b")
_COLOUR: Final = re.compile(r"@([a-z_]+)")
_REFERENCE_HEIGHT: Final = 900
_SMALLEST, _LARGEST = 0.9, 1.8


Edges = tuple[int, int, int, int]
"""Left, top, right, bottom, in units."""


def unit_for(screen_height: int, text_size: int) -> float:
    """Pixels in a unit, for a screen's height in pixels and a text size in per cent."""
    fit = min(max(screen_height / _REFERENCE_HEIGHT, _SMALLEST), _LARGEST)
    return fit * text_size / 100


@cache
def load_fonts() -> None:
    """Make the program's own font known to Qt (SIL Open Font License, beside the files).

    Once: at each new font Qt forgets all that it measured with those it had.
    """
    for file in sorted(resource("theme", "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def style_sheet(scheme: Scheme, unit: float) -> str:
    """The style sheet in these colours, with a unit of this many pixels."""
    template = resource("theme", "theme.qss").read_text(encoding="utf-8")
    coloured = _COLOUR.sub(lambda found: str(getattr(scheme, found[1])), template)
    return _LENGTH.sub(lambda found: f"{_pixels(int(found[1]), unit)}px", coloured)


def dress_application(application: QApplication) -> None:
    """What the style sheet cannot say: the base style, and a palette for what is painted by Qt."""
    if application.style().objectName() != "fusion":  # set again, it would polish every widget
        application.setStyle("Fusion")
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(DAY.ground))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(DAY.ink))
    palette.setColor(QPalette.ColorRole.Base, QColor(DAY.surface))
    palette.setColor(QPalette.ColorRole.Text, QColor(DAY.ink))
    palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(DAY.quiet))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(DAY.accent))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(DAY.on_accent))
    application.setPalette(palette)


def measured(
    layout: QBoxLayout | QGridLayout, gap: int = 16, margins: Edges = (0, 0, 0, 0)
) -> None:
    """Give a layout its gap and margins (left, top, right, bottom) in units; see ``rescale``."""
    layout.setProperty("gap", gap)
    layout.setProperty("edges", list(margins))
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)


def limit_width(widget: QWidget, units: int) -> None:
    """Keep a widget at most this many units wide; see ``rescale``."""
    widget.setProperty("widest", units)


def keep_width(widget: QWidget, units: int) -> None:
    """Keep a widget at least this many units wide; see ``rescale``."""
    widget.setProperty("least", units)


def put_in_middle(whole: QVBoxLayout, column: QWidget, widest: int, margins: Edges) -> None:
    """Fill a layout with one column in its middle: at most ``widest`` units, ``margins`` beside."""
    limit_width(column, widest)
    across = QHBoxLayout()
    measured(across, 0, margins)
    across.addStretch(1)
    across.addWidget(column, 100)
    across.addStretch(1)
    measured(whole, 0)
    whole.addStretch(1)
    whole.addLayout(across)
    whole.addStretch(1)


def foldable(row: QBoxLayout) -> None:
    """Let this row become a column where there is little room; see ``rescale``."""
    row.setProperty("folds", True)


def rescale(root: QWidget, unit: float, *, narrow: bool) -> None:
    """Set every gap, margin and limit below ``root`` to a unit of this many pixels.

    ``narrow`` folds the rows that can be folded. A widget that has a method ``rescale(unit)`` sets
    sizes of its own there.
    """
    for layout in _layouts(root):
        if isinstance(layout, QBoxLayout) and layout.property("folds"):
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            layout.setDirection(down if narrow else across)
        gap, edges = layout.property("gap"), layout.property("edges")
        if gap is None:
            continue
        layout.setSpacing(_pixels(gap, unit))
        left, top, right, bottom = (_pixels(edge, unit) for edge in edges)
        layout.setContentsMargins(QMargins(left, top, right, bottom))
    for widget in (root, *root.findChildren(QWidget)):
        widest = widget.property("widest")
        if widest is not None:
            widget.setMaximumWidth(_pixels(widest, unit))
        least = widget.property("least")
        if least is not None:
            widget.setMinimumWidth(_pixels(least, unit))
        sized: Callable[[float], None] | None = getattr(widget, "rescale", None)
        if sized is not None:
            sized(unit)


def _layouts(root: QObject) -> Iterator[QLayout]:
    yield from root.findChildren(QLayout, options=Qt.FindChildOption.FindChildrenRecursively)


def _pixels(units: int, unit: float) -> int:
    """Whole pixels, and never none where there was something."""
    pixels = round(units * unit)
    return pixels if pixels or not units else (1 if units > 0 else -1)
