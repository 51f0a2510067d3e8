"""A session as a picture: which parts of the film were shown, how often, how fast, and when.

Nothing is said by colour alone: how often is height and a figure, speed is a figure and hatching,
what happened is a sign; and ``tell`` says all of it in words.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer_app.audit.reel import NORMAL_SPEED
from viewer_app.audit.viewing import Viewing
from viewer_app.ui import language, words
from viewer_app.ui.icons import paint_icon
from viewer_app.ui.names import Review
from viewer_app.ui.palette import DAY

_MOST: Final = 3
"""Times shown that still make a bar higher; the figure says the rest."""
_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_HEIGHT: Final = 15.6
"""In ems of the text."""


class Timeline(QWidget):
    """Above, the film from its beginning to its end; below, the session by the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(Review.TIMELINE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._viewing = Viewing()
        self._ends_at: datetime | None = None

    def show_viewing(self, viewing: Viewing, last: datetime | None) -> None:
        """This session, whose last event was at ``last``."""
        self._viewing, self._ends_at = viewing, last
        self.retranslate()
        self.updateGeometry()

    def retranslate(self) -> None:
        """Say it in the language spoken now."""
        self.setAccessibleName(self.tr("What was shown of the film"))
        self.setAccessibleDescription("\n".join(self.tell()))
        self.update()

    def tell(self) -> list[str]:
        """Everything in the picture, in words."""
        viewing = self._viewing
        if not viewing.shown:
            return [self.tr("Nothing of the film was shown.")]
        told = [*self._tell_shown(), *self._tell_speeds()]
        if viewing.pauses:
            places = ", ".join(language.film_time(pause.position_ms) for pause in viewing.pauses)
            told.append(self.tr("The picture stood still at {places}.").format(places=places))
        if viewing.jumps:
            jumps = ", ".join(
                f"{language.film_time(jump.from_ms)} → {language.film_time(jump.to_ms)}"
                for jump in viewing.jumps
            )
            told.append(self.tr("Went to another moment: {jumps}.").format(jumps=jumps))
        marks = [f"{words.action(code)} {language.clock(at)}" for code, _, at in self._marks()]
        return [*told, ", ".join(marks) + "."] if marks else told

    def sizeHint(self) -> QSize:
        """High enough for both parts."""
        self.ensurePolished()
        return QSize(20 * self._em(), round(_HEIGHT * self._em()))

    def minimumSizeHint(self) -> QSize:
        """The same height: it does not squeeze."""
        return QSize(1, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both parts."""
        del event
        em = self._em()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, room = 0.3 * em, self.width() - 0.6 * em
        self._heading(painter, 0, self.tr("The film: height and figure say how often it was shown"))
        self._paint_film(painter, QRectF(left, 3.2 * em, room, 3.2 * em))
        self._heading(painter, 9 * em, self.tr("The session by the clock"))
        self._paint_clock(painter, QRectF(left, 12.4 * em, room, 1.5 * em))
        painter.end()

    # --- words ---------------------------------------------------------------------------------

    def _tell_shown(self) -> Iterator[str]:
        coverage = self._viewing.coverage
        for count in sorted({times for _, _, times in coverage if times}):
            parts = ", ".join(
                f"{language.film_time(start)}–{language.film_time(end)}"
                for start, end, times in coverage
                if times == count
            )
            yield self.tr("Shown %n time(s): {parts}.", "", count).format(parts=parts)
        if not coverage:
            yield self.tr("One picture was shown, standing still; the film did not run.")

    def _tell_speeds(self) -> Iterator[str]:
        for span in self._viewing.spans:
            if span.speed_percent != NORMAL_SPEED:
                yield self.tr("{start} to {end}: at {percent} % of the speed.").format(
                    start=language.film_time(span.start_ms),
                    end=language.film_time(span.end_ms),
                    percent=span.speed_percent,
                )

    def _marks(self) -> Iterator[tuple[str, str, datetime]]:
        """What happened by the clock besides the film: action, icon, time."""
        viewing = self._viewing
        icons = {"guard.proven": "lock"}
        for change in viewing.guard:
            yield change.action, icons.get(change.action, "warning"), change.at
        for failure in viewing.integrity_failures:
            yield "integrity.failed", "cross", failure.at
        if viewing.keys_wiped_at:
            yield "keys.wiped", "check", viewing.keys_wiped_at

    # --- the picture ---------------------------------------------------------------------------

    def _paint_film(self, painter: QPainter, bar: QRectF) -> None:
        em, viewing = self._em(), self._viewing
        length = self._length_ms()
        self._groove(painter, bar)
        if not length:
            self._text(painter, bar, _CENTRE, self.tr("Nothing of the film was shown."))
            return

        def at(position_ms: int) -> float:
            return bar.left() + bar.width() * min(position_ms / length, 1.0)

        for start, end, times in viewing.coverage:
            if not times:
                continue
            height = bar.height() * (0.4 + 0.6 * (min(times, _MOST) - 1) / (_MOST - 1))
            part = QRectF(at(start), bar.bottom() - height, at(end) - at(start), height)
            painter.fillRect(part, QColor(DAY.accent))
            painter.setPen(QPen(QColor(DAY.surface), em / 12))
            painter.drawRect(part)
            self._text(painter, part, _CENTRE, f"{times}×", DAY.on_accent, fit=True)
        for span in viewing.spans:
            if span.speed_percent != NORMAL_SPEED:
                left = at(span.start_ms)
                part = QRectF(left, bar.top(), at(span.end_ms) - left, 0.9 * em)
                self._paint_speed(painter, part, f"{span.speed_percent} %")
        for pause in viewing.pauses:
            self._paint_pause(painter, at(pause.position_ms), bar.top())
        self._paint_scale(painter, bar, [language.film_time(length * k // 4) for k in range(5)])

    def _paint_speed(self, painter: QPainter, part: QRectF, label: str) -> None:
        em = self._em()
        painter.fillRect(part, QColor(DAY.warn_soft))
        painter.fillRect(part, QBrush(QColor(DAY.warn), Qt.BrushStyle.BDiagPattern))
        width = QFontMetricsF(self._small()).horizontalAdvance(label) + 0.4 * em
        tag = QRectF(part.center().x() - width / 2, part.top(), width, part.height())
        painter.fillRect(tag, QColor(DAY.warn_soft))
        self._text(painter, tag, _CENTRE, label, DAY.ink)

    def _paint_pause(self, painter: QPainter, x: float, y: float) -> None:
        em = self._em()
        x = min(max(x, 0.5 * em), self.width() - 0.5 * em)
        painter.setPen(QPen(QColor(DAY.ink), em / 10))
        painter.drawLine(QPointF(x, y - 0.3 * em), QPointF(x, y + 3.2 * em))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(DAY.ink))
        for shift in (-0.32, 0.12):
            painter.drawRect(QRectF(x + shift * em, y - 1.2 * em, 0.2 * em, 0.8 * em))

    def _paint_clock(self, painter: QPainter, bar: QRectF) -> None:
        em, viewing = self._em(), self._viewing
        self._groove(painter, bar)
        begin, end = viewing.opened_at, viewing.closed_at or self._ends_at
        if begin is None or end is None or end <= begin:
            return
        whole = (end - begin).total_seconds()

        def at(moment: datetime) -> float:
            share = (moment - begin).total_seconds() / whole
            return bar.left() + bar.width() * min(max(share, 0.0), 1.0)

        if viewing.started_at is not None:
            last = viewing.ended_at or end
            shown = QRectF(at(viewing.started_at), bar.top(), 0, bar.height())
            shown.setRight(at(last))
            painter.fillRect(shown, QColor(DAY.accent_soft))
            painter.setPen(QPen(QColor(DAY.accent), em / 12))
            painter.drawRect(shown)
        for span in viewing.spans:
            took = timedelta(
                milliseconds=(span.end_ms - span.start_ms) * 100 / max(span.speed_percent, 1)
            )
            left, right = at(span.began_at), at(span.began_at + took)
            ran = QRectF(left, bar.top(), max(right - left, em / 8), bar.height())
            painter.fillRect(ran, QColor(DAY.accent))
        self._paint_marks(painter, bar, at)
        clocks = [begin + (end - begin) * k / 4 for k in range(5)]
        self._paint_scale(painter, bar, [language.clock(moment) for moment in clocks])

    def _paint_marks(self, painter: QPainter, bar: QRectF, at: Callable[[datetime], float]) -> None:
        em, taken = self._em(), -1e9
        colours = {"lock": DAY.good, "check": DAY.good, "warning": DAY.warn, "cross": DAY.stop}
        for _, icon, moment in sorted(self._marks(), key=lambda mark: mark[2]):
            x = at(moment)
            painter.setPen(QPen(QColor(colours[icon]), em / 9))
            painter.drawLine(QPointF(x, bar.top() - 0.2 * em), QPointF(x, bar.bottom()))
            middle = min(max(x, taken + 1.2 * em, 0.6 * em), self.width() - 0.6 * em)
            taken = middle
            sign = QRectF(middle - 0.5 * em, bar.top() - 1.3 * em, em, em)
            paint_icon(painter, icon, sign, colours[icon])

    def _paint_scale(self, painter: QPainter, bar: QRectF, labels: list[str]) -> None:
        em = self._em()
        for place, label in enumerate(labels):
            x = bar.left() + bar.width() * place / (len(labels) - 1)
            painter.setPen(QPen(QColor(DAY.edge), em / 14))
            painter.drawLine(QPointF(x, bar.bottom()), QPointF(x, bar.bottom() + 0.35 * em))
            room = 6 * em
            if place == 0:
                box, flags = QRectF(x, 0, room, em), _LEFT
            elif place == len(labels) - 1:
                box, flags = QRectF(x - room, 0, room, em), _RIGHT
            else:
                box, flags = QRectF(x - room / 2, 0, room, em), _CENTRE
            box.moveTop(bar.bottom() + 0.5 * em)
            self._text(painter, box, flags, label, DAY.quiet)

    def _groove(self, painter: QPainter, bar: QRectF) -> None:
        painter.setPen(QPen(QColor(DAY.edge), max(self._em() / 14, 1.0)))
        painter.setBrush(QColor(DAY.ground))
        painter.drawRect(bar)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _heading(self, painter: QPainter, top: float, heading: str) -> None:
        box = QRectF(0, top, self.width(), 1.4 * self._em())
        metrics = QFontMetricsF(self._small())
        fitting = metrics.elidedText(heading, Qt.TextElideMode.ElideRight, box.width())
        self._text(painter, box, _LEFT, fitting, DAY.quiet)

    def _text(
        self,
        painter: QPainter,
        box: QRectF,
        flags: int,
        text: str,
        colour: str = DAY.ink,
        *,
        fit: bool = False,
    ) -> None:
        """Words in a box; ``fit``: only where there is room for them."""
        font = self._small()
        if fit and QFontMetricsF(font).horizontalAdvance(text) > box.width():
            return
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(box, flags, text)

    def _length_ms(self) -> int:
        viewing = self._viewing
        reached = [span.end_ms for span in viewing.spans]
        reached += [pause.position_ms for pause in viewing.pauses]
        return viewing.length_ms or max(reached, default=0)

    def _em(self) -> int:
        return max(self.fontInfo().pixelSize(), 1)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(round(0.86 * self._em()), 1))
        return font
