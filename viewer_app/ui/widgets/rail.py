"""The rail at the side: where am I in the appointment, whose session, and the way out."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from viewer_app.ui import language
from viewer_app.ui.icons import paint_icon
from viewer_app.ui.names import Frame
from viewer_app.ui.palette import DAY
from viewer_app.ui.theme import measured
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import STEPS
from viewer_app.ui.widgets.text import Rule, Text

_WIDE: Final = 288
_NARROW: Final = 92


class Rail(QFrame):
    """Steps, session and standing controls. Narrow, it shows only numbers and signs."""

    stop_asked = Signal()
    language_asked = Signal()
    text_size_asked = Signal()
    swap_asked = Signal()

    def __init__(self, station: str, municipality: str, version: str) -> None:
        super().__init__()
        self.setProperty("part", "rail")
        self._narrow = False
        self._stoppable = False
        self._text_size = 100
        self._station, self._version = station, version
        self._wordmark = Text("wordmark", wrap=False)
        self._wordmark.setText("Inzagestation")
        self._municipality = Text("small")
        self._municipality.setText(municipality)
        self.steps = Steps()
        self._session_label = Text("small")
        self._session_code = Text("code", wrap=False)
        self._supervisor = Text("small")
        self._station_line = Text("small")
        self.stop = Button(Frame.STOP, "stop", "stop").on_rail()
        self.stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._language = Button(Frame.LANGUAGE, "plain", "language").on_rail()
        self._size = Button(Frame.TEXT_SIZE, "plain", "text").on_rail()
        self._swap = Button(Frame.SWAP, "plain", "swap").on_rail()
        self._swap.hide()
        self.stop.clicked.connect(self.stop_asked)
        self._language.clicked.connect(self.language_asked)
        self._size.clicked.connect(self.text_size_asked)
        self._swap.clicked.connect(self.swap_asked)
        self._build()
        self.show_session("", "")
        self.retranslate()

    def offer_stop(self, *, offered: bool) -> None:
        """Whether there is something to stop."""
        self._stoppable = offered
        self._refresh()

    def offer_languages(self, *, offered: bool) -> None:
        """Whether there is another language to switch to."""
        self._language.setVisible(offered)

    def offer_swap(self, *, offered: bool) -> None:
        """Whether the visitor has a screen to change with."""
        self._swap.setVisible(offered)

    def show_session(self, code: str, supervisor: str) -> None:
        """Whose session this is; empty: nobody is signed in, and there is nothing to stop."""
        self._session_code.setText(code)
        self._supervisor.setText(supervisor)
        self._refresh()

    def show_text_size(self, per_cent: int) -> None:
        """The text size in use."""
        self._text_size = per_cent
        self.retranslate()

    def set_narrow(self, *, narrow: bool) -> None:
        """Give the room to the page, where there is little."""
        self._narrow = narrow
        self.steps.set_narrow(narrow=narrow)
        self._refresh()
        self.retranslate()

    def rescale(self, unit: float) -> None:
        """Follow the text size."""
        self.setFixedWidth(round((_NARROW if self._narrow else _WIDE) * unit))

    def retranslate(self) -> None:
        """Say every word of the rail in the language spoken now."""
        other = language.other()
        name = language.NAMES[other]
        self._language.setText(other.upper() if self._narrow else name)
        self._language.set_picture("" if self._narrow else "language")
        self._language.setAccessibleName(name)
        size = self.tr("Text size {percent} %").format(percent=self._text_size)
        self._size.setText("" if self._narrow else size)
        self._size.setAccessibleName(size)
        self._size.setAccessibleDescription(self.tr("Makes the text larger, and normal again."))
        swap = self.tr("Swap the screens")
        self._swap.setText("" if self._narrow else swap)
        self._swap.setAccessibleName(swap)
        self._swap.setAccessibleDescription(
            self.tr("Changes which screen is yours and which is the visitor's.")
        )
        self.stop.setText("" if self._narrow else self.tr("Stop (F12)"))
        self.stop.setAccessibleName(self.tr("Stop the appointment (F12)"))
        self._session_label.setText(self.tr("Session"))
        standing = self.tr("Station {station}, version {version}")
        self._station_line.setText(standing.format(station=self._station, version=self._version))
        self.steps.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _refresh(self) -> None:
        signed_in = bool(self._session_code.text())
        wide = not self._narrow
        for widget in (self._wordmark, self._municipality, self._station_line, self._rule):
            widget.setVisible(wide)
        for widget in (self._session_label, self._session_code, self._supervisor):
            widget.setVisible(signed_in and wide)
        self.stop.setVisible(signed_in and self._stoppable)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        measured(column, 10, (16, 28, 16, 20))
        column.addWidget(self._wordmark)
        column.addWidget(self._municipality)
        column.addSpacing(12)
        column.addWidget(self.steps)
        column.addStretch(1)
        column.addWidget(self._session_label)
        column.addWidget(self._session_code)
        column.addWidget(self._supervisor)
        column.addWidget(self.stop)
        self._rule = Rule()
        column.addWidget(self._rule)
        column.addWidget(self._language)
        column.addWidget(self._size)
        column.addWidget(self._swap)
        column.addWidget(self._station_line)


class Steps(QWidget):
    """The steps of an appointment, with what is done, where we are, and what comes."""

    def __init__(self) -> None:
        super().__init__()
        self._step = 1
        self._done: set[int] = set()
        self._narrow = False
        self._words: tuple[str, ...] = ("",) * STEPS
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_step(self, step: int) -> None:
        """Where we are, counted from 1; 0 hides the steps.

        A step is done once the next one follows it. Where an appointment ends early, what was left
        out stays open: an appointment that never came to viewing does not look as if it had.
        """
        if step <= 1:
            self._done.clear()
        elif step == self._step + 1:
            self._done.add(self._step)
        self._step = step
        self.setVisible(step > 0)
        self.retranslate()

    @property
    def done(self) -> frozenset[int]:
        """The steps that were done."""
        return frozenset(self._done)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the numbers only."""
        self._narrow = narrow
        self.updateGeometry()

    def retranslate(self) -> None:
        """Name the steps in the language spoken now."""
        self._words = (
            self.tr("Sign in"),
            self.tr("Appointment"),
            self.tr("Identity"),
            self.tr("Conditions"),
            self.tr("Viewing"),
            self.tr("Closing"),
        )
        if self._step:
            where = self.tr("Step {step} of {steps}: {name}")
            name = self._words[self._step - 1]
            self.setAccessibleName(where.format(step=self._step, steps=STEPS, name=name))
        self.update()

    def sizeHint(self) -> QSize:
        """One row for each step; narrow, one number."""
        self.ensurePolished()
        em = self._em()
        return QSize(8 * em, round(em * (3.2 if self._narrow else 2.75 * STEPS)))

    def minimumSizeHint(self) -> QSize:
        """The same height: it does not squeeze."""
        return QSize(2 * self._em(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line of dots with their names."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._narrow:
            self._paint_narrow(painter)
        else:
            for step in range(1, STEPS + 1):
                self._paint_step(painter, step)
        painter.end()

    def _paint_narrow(self, painter: QPainter) -> None:
        painter.setPen(QColor(DAY.rail_ink))
        painter.setFont(self._font(bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, f"{self._step}/{STEPS}")

    def _paint_step(self, painter: QPainter, step: int) -> None:
        em = self._em()
        row = 2.75 * em
        radius = 0.85 * em
        middle = (step - 0.5) * row
        left = 0.2 * em + radius
        done, here = step in self._done, step == self._step
        if step < STEPS:
            painter.setPen(QPen(QColor(DAY.rail_mark if done else DAY.rail_edge), em / 9))
            top, bottom = middle + radius + em / 6, middle + row - radius - em / 6
            painter.drawLine(round(left), round(top), round(left), round(bottom))
        dot = QRectF(left - radius, middle - radius, 2 * radius, 2 * radius)
        painter.setPen(QPen(QColor(DAY.rail_mark if done or here else DAY.rail_edge), em / 9))
        painter.setBrush(QColor(DAY.rail_mark if here else DAY.rail))
        painter.drawEllipse(dot)
        if done:
            inner = dot.adjusted(radius / 2.4, radius / 2.4, -radius / 2.4, -radius / 2.4)
            paint_icon(painter, "check", inner, DAY.rail_mark)
        else:
            painter.setPen(QColor(DAY.rail if here else DAY.rail_quiet))
            painter.setFont(self._font(bold=True))
            painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(step))
        painter.setPen(QColor(DAY.rail_ink if here else DAY.rail_quiet))
        painter.setFont(self._font(bold=here))
        room = QRectF(left + radius + 0.8 * em, middle - row / 2, self.width(), row)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._words[step - 1])

    def _em(self) -> int:
        return max(self.fontInfo().pixelSize(), 1)

    def _font(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return font
