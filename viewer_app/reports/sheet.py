"""Pages with a running foot, and a place on them that moves down as things are set.

All lengths are in points (1/72 inch), from the top left corner of the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPdfWriter, QPen, QTextOption

from viewer_app.reports.typesetting import HEIGHT, UNITS, WIDTH, font

LEFT: Final = 56.0
RIGHT: Final = WIDTH - 56.0
TOP: Final = 56.0
BOTTOM: Final = HEIGHT - 68.0
MEASURE: Final = RIGHT - LEFT

INK: Final = "#10222b"
QUIET: Final = "#43555e"
LINE: Final = "#cdd7db"
ACCENT: Final = "#0b5966"
SOFT: Final = "#e0eff1"
WARN: Final = "#8a5a00"
"""As on the screen by day; each is legible on white (WCAG 2.2, 1.4.3)."""

Place = tuple[float, float]
"""From the left and from the top."""

BODY: Final = 9.5
SMALL: Final = 8.0


@dataclass(frozen=True)
class Foot:
    """What stands under every page: on the left, and how the page is counted on the right."""

    text: str
    page: Callable[[int, int], str]
    notice: str = ""
    """A warning above the line, for what must not be left lying about."""


class Sheet:
    """The page being set."""

    def __init__(self, writer: QPdfWriter, painter: QPainter, foot: Foot, pages: int = 0) -> None:
        """``pages``: how many there will be, where that is known."""
        self.number = 1
        self.y = TOP
        self._writer = writer
        self._painter = painter
        self._foot = foot
        self._pages = pages

    # --- room ----------------------------------------------------------------------------------

    def need(self, height: float) -> bool:
        """Make sure that ``height`` fits below; whether a new page was begun for it."""
        if self.y + height <= BOTTOM or self.y == TOP:
            return False
        self.break_page()
        return True

    def break_page(self) -> None:
        """Go on at the top of a new page."""
        self._draw_foot()
        self._writer.newPage()
        self.number += 1
        self.y = TOP

    def finish(self) -> int:
        """End the last page; returns how many there are.

        A page's foot is set after the rest of it, for that is the order in which it is read aloud.
        """
        self._draw_foot()
        return self.number

    def skip(self, height: float) -> None:
        """Leave room, though never at the top of a page."""
        if self.y > TOP:
            self.y += height

    # --- text ----------------------------------------------------------------------------------

    def title(self, text: str, under: str) -> None:
        """The title of the report, and a line under it."""
        self.y += self.text(text, LEFT, self.y, MEASURE, size=26, bold=True, colour=ACCENT) + 2
        self.y += self.text(under, LEFT, self.y, MEASURE, size=11, colour=QUIET) + 10
        self.rule(ACCENT, 1.5)
        self.y += 14

    def heading(self, text: str, keep: float = 60) -> None:
        """The heading of a part, with at least ``keep`` points of it on the same page."""
        self.skip(16)
        self.need(24 + keep)
        self.y += self.text(text, LEFT, self.y, MEASURE, size=14, bold=True, colour=ACCENT) + 6

    def paragraph(self, text: str, *, size: float = BODY, colour: str = INK) -> None:
        """A paragraph over the whole measure."""
        self.need(self.height(text, MEASURE, size=size))
        self.y += self.text(text, LEFT, self.y, MEASURE, size=size, colour=colour) + 4

    def text(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        *,
        size: float = BODY,
        bold: bool = False,
        colour: str = INK,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> float:
        """Set ``text`` into a column; returns its height."""
        height = self.height(text, width, size=size, bold=bold)
        self._painter.setFont(font(size, bold=bold))
        self._painter.setPen(QColor(colour))
        # a point of room: what was measured must not wrap once more for a rounded unit
        box = _rectangle(x, y, width, height + 1)
        self._painter.drawText(box, _plain(text), _option(align))
        return height

    def height(self, text: str, width: float, *, size: float = BODY, bold: bool = False) -> float:
        """How high ``text`` becomes in a column of this width."""
        self._painter.setFont(font(size, bold=bold))
        box = _rectangle(0, 0, width, 10 * HEIGHT)
        return self._painter.boundingRect(box, _plain(text) or " ", _option()).height() / UNITS

    # --- shapes --------------------------------------------------------------------------------

    def rule(self, colour: str = LINE, width: float = 0.5) -> None:
        """A line over the whole measure."""
        self.line((LEFT, self.y), (RIGHT, self.y), colour, width)

    def line(self, start: Place, end: Place, colour: str, width: float = 0.5) -> None:
        """A straight line."""
        self._painter.setPen(QPen(QColor(colour), width * UNITS))
        self._painter.drawLine(QPointF(*start) * UNITS, QPointF(*end) * UNITS)

    def block(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        self._painter.fillRect(_rectangle(x, y, width, height), QColor(colour))

    def _draw_foot(self) -> None:
        y = HEIGHT - 50
        if self._foot.notice:
            self.text(self._foot.notice, LEFT, y - 14, MEASURE, size=SMALL, bold=True, colour=WARN)
        self.line((LEFT, y), (RIGHT, y), LINE)
        self.text(self._foot.text, LEFT, y + 5, MEASURE - 90, size=SMALL, colour=QUIET)
        place = self._foot.page(self.number, self._pages or self.number)
        right = Qt.AlignmentFlag.AlignRight
        self.text(place, RIGHT - 90, y + 5, 90, size=SMALL, colour=QUIET, align=right)


def _rectangle(x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(x * UNITS, y * UNITS, width * UNITS, height * UNITS)


def _option(align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> QTextOption:
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _plain(text: str) -> str:
    """Text out of the trail: shown as it is, with no sign that turns or hides others."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text)
