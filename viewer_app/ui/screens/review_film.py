"""The film as a picture: what ran and how often, how fast, where it stood, and what was marked.

Nothing is said by colour alone: how often is height and a figure, speed is a figure and hatching
that leans another way for slower and for faster, a marker is a number, the others are signs; and a
legend names those that are there.
"""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPen

from viewer_app.audit.reel import NORMAL_SPEED
from viewer_app.audit.viewing import Viewing
from viewer_app.ui import language
from viewer_app.ui.icons import paint_icon
from viewer_app.ui.palette import DAY
from viewer_app.ui.screens.review_strokes import CENTRE, LEFT, Strokes, small_font

HEIGHT: Final = 9.6
"""Of the picture above its legend, in ems."""
LEGEND_LINE: Final = 1.8

_MOST: Final = 3
"""Times shown that still make a bar higher; the figure says the rest."""
_PIN: Final = 1.7
_TOP: Final = 3.4
_BAR: Final = 3.2
_BAND: Final = 1.1
"""Below the bar, where single pictures stand."""
_SCALES: Final = 5
_SIGN: Final = 1.8
_BETWEEN: Final = 1.4


def film_length_ms(viewing: Viewing) -> int:
    """How long the film is, or how far it came where that is all that is known."""
    reached = [span.end_ms for span in viewing.spans]
    reached += [pause.position_ms for pause in viewing.pauses]
    reached += [mark.position_ms for mark in viewing.marks]
    return viewing.length_ms or max(reached, default=0)


def pins(viewing: Viewing, top: float, width: float, em: float) -> list[QRectF]:
    """Where the number of each marker stands: above its moment, beside its neighbours."""
    length_ms, size = film_length_ms(viewing), _PIN * em
    marks = sorted(range(len(viewing.marks)), key=lambda at: viewing.marks[at].position_ms)
    found = [QRectF()] * len(marks)
    taken = -size
    for place in marks:
        share = min(viewing.marks[place].position_ms / max(length_ms, 1), 1.0)
        wanted = 0.3 * em + share * (width - 0.6 * em) - size / 2
        left = min(max(wanted, taken + size + 1, 0.0), max(width - size, 0.0))
        found[place] = QRectF(left, top, size, size)
        taken = left
    return found


def legend_lines(
    viewing: Viewing, words: dict[str, str], font: QFont, em: int, width: float
) -> list[dict[str, str]]:
    """The signs that are in this picture with their ``words``, on as many lines as they take."""
    speeds = [percent for _, _, percent in viewing.speeds]
    present = {
        "mark": bool(viewing.marks),
        "pause": bool(viewing.pauses),
        "stall": bool(viewing.stalls),
        "slower": any(percent < NORMAL_SPEED for percent in speeds),
        "faster": any(percent > NORMAL_SPEED for percent in speeds),
        "stills": any(stills.how != "hovered" for stills in viewing.stills),
        "hovered": any(stills.how == "hovered" for stills in viewing.stills),
    }
    metrics = QFontMetricsF(small_font(font, em))
    lines: list[dict[str, str]] = []
    x = width
    for sign in (sign for sign, there in present.items() if there):
        needs = _SIGN * em + metrics.horizontalAdvance(words[sign])
        if not lines or x + needs > width:
            lines.append({})
            x = 0.3 * em
        lines[-1][sign] = words[sign]
        x += needs + _BETWEEN * em
    return lines


class FilmPicture:
    """Paints one session's film."""

    def __init__(self, strokes: Strokes, viewing: Viewing, chosen: int) -> None:
        self._strokes = strokes
        self._painter = strokes.painter
        self._em = strokes.em
        self._viewing = viewing
        self._chosen = chosen
        self._length_ms = film_length_ms(viewing)

    def paint(self, top: float, width: float, legend: list[dict[str, str]]) -> None:
        """All of it, from ``top`` down, with the lines of its legend."""
        em = self._em
        bar = QRectF(0.3 * em, top + _TOP * em, width - 0.6 * em, _BAR * em)
        self._bar = bar
        self._strokes.groove(bar)
        self._paint_ran()
        self._paint_speeds()
        self._paint_stills()
        for pause in self._viewing.pauses:
            self._paint_pause(self._at(pause.position_ms))
        for stall in self._viewing.stalls:
            self._paint_stall(self._at(stall.position_ms))
        self._paint_pins(pins(self._viewing, top, width, em))
        labels = [language.film_time(self._length_ms * k // 4) for k in range(_SCALES)]
        self._strokes.scale(bar, labels, _BAND * em)
        self._paint_legend(top + HEIGHT * em, legend)

    def _at(self, position_ms: int) -> float:
        share = min(position_ms / self._length_ms, 1.0) if self._length_ms else 0.0
        return self._bar.left() + self._bar.width() * share

    def _paint_ran(self) -> None:
        bar, painter = self._bar, self._painter
        for start, end, times in self._viewing.coverage:
            if not times:
                continue
            height = bar.height() * (0.4 + 0.6 * (min(times, _MOST) - 1) / (_MOST - 1))
            width = self._at(end) - self._at(start)
            part = QRectF(self._at(start), bar.bottom() - height, width, height)
            painter.fillRect(part, QColor(DAY.accent))
            painter.setPen(QPen(QColor(DAY.surface), self._em / 12))
            painter.drawRect(part)
            self._strokes.text(part, CENTRE, f"{times}×", DAY.on_accent, fit=True)

    def _paint_speeds(self) -> None:
        bar, em = self._bar, self._em
        for start_ms, end_ms, percent in self._viewing.speeds:
            left = self._at(start_ms)
            part = QRectF(left, bar.top(), self._at(end_ms) - left, 0.9 * em)
            self._hatch(part, slower=percent < NORMAL_SPEED)
            label = f"{percent} %"
            width = self._strokes.advance(label) + 0.4 * em
            tag = QRectF(part.center().x() - width / 2, part.top(), width, part.height())
            self._painter.fillRect(tag, QColor(DAY.warn_soft))
            self._strokes.text(tag, CENTRE, label)

    def _hatch(self, part: QRectF, *, slower: bool) -> None:
        lines = Qt.BrushStyle.BDiagPattern if slower else Qt.BrushStyle.FDiagPattern
        self._painter.fillRect(part, QColor(DAY.warn_soft))
        self._painter.fillRect(part, QBrush(QColor(DAY.warn), lines))

    def _paint_stills(self) -> None:
        em = self._em
        for how in ("stepped", "scrubbed", "hovered"):
            shown, small = self._viewing.pictures(how), how == "hovered"
            y = self._bar.bottom() + (0.85 if small else 0.4) * em
            for start_ms, end_ms in shown.parts if shown else ():
                left, right = self._at(start_ms), self._at(end_ms)
                self._dots(left, max(right, left + 0.3 * em), y, small=small)

    def _dots(self, left: float, right: float, y: float, *, small: bool) -> None:
        pen = QPen(QColor(DAY.ink), (0.14 if small else 0.28) * self._em)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.1, 2.0])
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _paint_pause(self, x: float) -> None:
        em, bar, painter = self._em, self._bar, self._painter
        x = min(max(x, bar.left() + 0.3 * em), bar.right() - 0.3 * em)
        painter.setPen(QPen(QColor(DAY.ink), em / 10))
        painter.drawLine(QPointF(x, bar.top() - 0.3 * em), QPointF(x, bar.bottom()))
        self._paint_pause_sign(x, bar.top() - 1.2 * em)

    def _paint_pause_sign(self, x: float, y: float) -> None:
        em, painter = self._em, self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(DAY.ink))
        for shift in (-0.32, 0.12):
            painter.drawRect(QRectF(x + shift * em, y, 0.2 * em, 0.8 * em))

    def _paint_stall(self, x: float) -> None:
        em, bar = self._em, self._bar
        self._painter.setPen(QPen(QColor(DAY.warn), em / 8))
        self._painter.drawLine(QPointF(x, bar.top() - 0.2 * em), QPointF(x, bar.bottom()))
        sign = QRectF(x - 0.5 * em, bar.top() - 1.3 * em, em, em)
        self._painter.fillRect(sign, QColor(DAY.surface))
        paint_icon(self._painter, "clock", sign, DAY.warn)

    def _paint_pins(self, places: list[QRectF]) -> None:
        em, painter = self._em, self._painter
        order = [at for at in range(len(places)) if at != self._chosen]
        if 0 <= self._chosen < len(places):
            order.append(self._chosen)  # on top of the others
        for place in order:
            pin, mark = places[place], self._viewing.marks[place]
            chosen = place == self._chosen
            x = self._at(mark.position_ms)
            painter.setPen(QPen(QColor(DAY.ink), em / (6 if chosen else 14)))
            painter.drawLine(QPointF(pin.center().x(), pin.bottom()), QPointF(x, self._bar.top()))
            if chosen:
                painter.drawLine(QPointF(x, self._bar.top()), QPointF(x, self._bar.bottom()))
            self._pin(pin, str(place + 1), chosen=chosen)

    def _pin(self, pin: QRectF, number: str, *, chosen: bool) -> None:
        em, painter = self._em, self._painter
        painter.setPen(QPen(QColor(DAY.ink), em / (6 if chosen else 12)))
        painter.setBrush(QColor(DAY.ink if chosen else DAY.surface))
        painter.drawRoundedRect(pin.adjusted(1, 1, -1, -1), 0.4 * em, 0.4 * em)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._strokes.text(pin, CENTRE, number, DAY.surface if chosen else DAY.ink)

    # --- what the signs mean -------------------------------------------------------------------

    def _paint_legend(self, top: float, lines: list[dict[str, str]]) -> None:
        em, strokes = self._em, self._strokes
        for line in lines:
            x = 0.3 * em
            for sign, word in line.items():
                self._paint_sign(sign, QRectF(x, top, 1.4 * em, 1.4 * em))
                advance = strokes.advance(word)
                box = QRectF(x + _SIGN * em, top, advance + em, 1.4 * em)
                strokes.text(box, LEFT, word, DAY.quiet)
                x += _SIGN * em + advance + _BETWEEN * em
            top += LEGEND_LINE * em

    def _paint_sign(self, sign: str, box: QRectF) -> None:
        em, middle = self._em, box.center()
        if sign == "mark":
            self._pin(box, "1", chosen=False)
        elif sign == "pause":
            self._paint_pause_sign(middle.x(), middle.y() - 0.4 * em)
        elif sign == "stall":
            paint_icon(self._painter, "clock", box.adjusted(3, 3, -3, -3), DAY.warn)
        elif sign in {"stills", "hovered"}:
            self._dots(box.left(), box.right(), middle.y(), small=sign == "hovered")
        else:
            part = QRectF(box.left(), middle.y() - 0.45 * em, box.width(), 0.9 * em)
            self._hatch(part, slower=sign == "slower")
