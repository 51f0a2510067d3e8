"""A session as a picture: which parts of the film were shown, how often, how fast, and when.

Nothing is said by colour alone: how often is height and a figure, speed is a figure and hatching,
what happened is a sign; and ``tell`` says all of it in words.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer_app.audit.viewing import Viewing
from viewer_app.ui import language, words
from viewer_app.ui.icons import paint_icon
from viewer_app.ui.names import Review
from viewer_app.ui.palette import DAY
from viewer_app.ui.screens.review_film import (
    HEIGHT,
    LEGEND_LINE,
    FilmPicture,
    film_length_ms,
    legend_lines,
    pins,
)
from viewer_app.ui.screens.review_strokes import CENTRE, Strokes

_FILM: Final = 1.6
"""Where the film begins, in ems of the text."""
_CLOCK: Final = 3.4
"""The bar of the session, below its heading."""
_BELOW: Final = 3.2


class Timeline(QWidget):
    """Above, the film from its beginning to its end; below, the session by the clock."""

    mark_chosen = Signal(int)
    """Somebody pointed at this marker, counted from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(Review.TIMELINE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._viewing = Viewing()
        self._ends_at: datetime | None = None
        self._chosen = -1

    @property
    def viewing(self) -> Viewing:
        """The session shown."""
        return self._viewing

    def show_viewing(self, viewing: Viewing, last: datetime | None) -> None:
        """This session, whose last event was at ``last``."""
        self._viewing, self._ends_at, self._chosen = viewing, last, -1
        self.retranslate()
        self.updateGeometry()

    def choose_mark(self, place: int) -> None:
        """Let this marker stand out; -1: none."""
        self._chosen = place
        self.update()

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
        told = [*self._tell_shown(), *self._tell_speeds(), *self._tell_loops()]
        told += [*self._tell_stills(), *self._tell_stalls()]
        if viewing.pauses:
            stood = (language.film_time(pause.position_ms) for pause in viewing.pauses)
            places = ", ".join(dict.fromkeys(stood))
            told.append(self.tr("The picture stood still at {places}.").format(places=places))
        if viewing.jumps:
            jumps = ", ".join(
                f"{language.film_time(jump.from_ms)} → {language.film_time(jump.to_ms)}"
                for jump in viewing.jumps
            )
            told.append(self.tr("Went to another moment: {jumps}.").format(jumps=jumps))
        if viewing.marks:
            places = ", ".join(
                f"{number}: {language.film_time(mark.position_ms)}"
                for number, mark in enumerate(viewing.marks, start=1)
            )
            told.append(self.tr("Marked: {places}.").format(places=places))
        marks = [f"{words.action(code)} {language.clock(at)}" for code, _, at in self._marks()]
        return [*told, ", ".join(marks) + "."] if marks else told

    def sizeHint(self) -> QSize:
        """High enough for both parts."""
        self.ensurePolished()
        return QSize(20 * self._em(), round((self._heading_at() + _CLOCK + _BELOW) * self._em()))

    def minimumSizeHint(self) -> QSize:
        """The same height: it does not squeeze."""
        return QSize(1, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both parts."""
        del event
        em = self._em()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strokes = Strokes(painter, em, self.font())
        width = self.width()
        strokes.heading(0, width, self.tr("The film: height and figure say how often it was shown"))
        if film_length_ms(self._viewing):
            film = FilmPicture(strokes, self._viewing, self._chosen)
            film.paint(_FILM * em, width, self._legend_lines())
        else:
            box = QRectF(0, _FILM * em, width, HEIGHT * em)
            strokes.text(box, CENTRE, self.tr("Nothing of the film was shown."))
        top = self._heading_at() * em
        strokes.heading(top, width, self.tr("The session by the clock"))
        bar = QRectF(0.3 * em, top + _CLOCK * em, width - 0.6 * em, 1.5 * em)
        self._paint_clock(strokes, bar)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Higher where the legend takes another line."""
        super().resizeEvent(event)
        self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the marker that is pointed at."""
        em = self._em()
        places = pins(self._viewing, _FILM * em, self.width(), em)
        for place in reversed(range(len(places))):
            if places[place].contains(event.position()):
                self.mark_chosen.emit(place)
                return
        super().mousePressEvent(event)

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
        for start_ms, end_ms, percent in self._viewing.speeds:
            yield self.tr("{start} to {end}: at {percent} % of the speed.").format(
                start=language.film_time(start_ms),
                end=language.film_time(end_ms),
                percent=percent,
            )

    def _tell_loops(self) -> Iterator[str]:
        for loop in self._viewing.loops:
            if loop.passes:
                told = self.tr("{start} to {end} was repeated %n time(s).", "", loop.passes)
                yield told.format(
                    start=language.film_time(loop.start_ms), end=language.film_time(loop.end_ms)
                )

    def _tell_stills(self) -> Iterator[str]:
        for how in ("stepped", "scrubbed", "hovered"):
            shown = self._viewing.pictures(how)
            if shown is None:
                continue
            if how == "stepped":
                told = self.tr("Step by step, %n picture(s): {parts}.", "", shown.number)
            elif how == "scrubbed":
                told = self.tr("Dragged through, %n picture(s) at most: {parts}.", "", shown.number)
            else:
                told = self.tr(
                    "Small pictures above the timeline, %n at most: {parts}.", "", shown.number
                )
            yield told.format(parts=", ".join(_part(*part) for part in shown.parts))
            if not shown.told:
                yield self.tr("After the last of these the trail does not tell which came.")

    def _tell_stalls(self) -> Iterator[str]:
        for stall in self._viewing.stalls:
            place = language.film_time(stall.position_ms)
            if stall.ended_at is None:
                yield self.tr("Waited for the storage at {place}.").format(place=place)
            else:
                seconds = round((stall.ended_at - stall.began_at).total_seconds())
                told = self.tr("Waited for the storage at {place}: %n second(s).", "", seconds)
                yield told.format(place=place)

    def _legend(self) -> dict[str, str]:
        return {
            "mark": self.tr("marked"),
            "pause": self.tr("stood still"),
            "stall": self.tr("waited for the storage"),
            "slower": self.tr("slower"),
            "faster": self.tr("faster"),
            "stills": self.tr("single pictures"),
            "hovered": self.tr("small pictures"),
        }

    def _marks(self) -> Iterator[tuple[str, str, datetime]]:
        """What happened by the clock besides the film: action, icon, time."""
        viewing = self._viewing
        icons = {"guard.proven": "lock"}
        for change in viewing.guard:
            yield change.action, icons.get(change.action, "warning"), change.at
        for failure in viewing.integrity_failures:
            yield "integrity.failed", "cross", failure.at
        for stall in viewing.stalls:
            yield "viewing.stalled", "clock", stall.began_at
        if viewing.keys_wiped_at:
            yield "keys.wiped", "check", viewing.keys_wiped_at

    # --- the picture ---------------------------------------------------------------------------

    def _paint_clock(self, strokes: Strokes, bar: QRectF) -> None:
        em, viewing, painter = strokes.em, self._viewing, strokes.painter
        strokes.groove(bar)
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
            left, right = at(span.began_at), at(span.began_at + span.took)
            ran = QRectF(left, bar.top(), max(right - left, em / 8), bar.height())
            painter.fillRect(ran, QColor(DAY.accent))
        self._paint_marks(painter, bar, at)
        clocks = [begin + (end - begin) * k / 4 for k in range(5)]
        strokes.scale(bar, [language.clock(moment) for moment in clocks])

    def _paint_marks(self, painter: QPainter, bar: QRectF, at: Callable[[datetime], float]) -> None:
        em, taken = self._em(), -1e9
        colours = {"lock": DAY.good, "check": DAY.good, "cross": DAY.stop}
        for _, icon, moment in sorted(self._marks(), key=lambda mark: mark[2]):
            x = at(moment)
            painter.setPen(QPen(QColor(colours.get(icon, DAY.warn)), em / 9))
            painter.drawLine(QPointF(x, bar.top() - 0.2 * em), QPointF(x, bar.bottom()))
            middle = min(max(x, taken + 1.2 * em, 0.6 * em), self.width() - 0.6 * em)
            taken = middle
            sign = QRectF(middle - 0.5 * em, bar.top() - 1.3 * em, em, em)
            paint_icon(painter, icon, sign, colours.get(icon, DAY.warn))

    def _heading_at(self) -> float:
        """Where the heading of the clock stands, in ems."""
        return _FILM + HEIGHT + LEGEND_LINE * len(self._legend_lines()) + 0.8

    def _legend_lines(self) -> list[dict[str, str]]:
        return legend_lines(self._viewing, self._legend(), self.font(), self._em(), self.width())

    def _em(self) -> int:
        return max(self.fontInfo().pixelSize(), 1)


def _part(start_ms: int, end_ms: int) -> str:
    start, end = language.film_time(start_ms), language.film_time(end_ms)
    return start if start == end else f"{start}–{end}"
