"""The film from its first moment to its last: what was shown, marks, the part that is repeated."""

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy

from viewer_app.ui.palette import NIGHT
from viewer_app.ui.widgets.spoken import SpokenSlider

_HEIGHT: Final = 60
_GROOVE: Final = 12
_HANDLE: Final = 28
_MARK: Final = 10
_FLAG: Final = 18
_REACH: Final = 14
"""Units to each side of a flag's pole where it can be taken: 28, more than WCAG 2.2, 2.5.8 asks."""


class Timeline(SpokenSlider):
    """Where the film is, in milliseconds. The filled parts are those that ran on screen.

    A drag shows frames all the while and is one wish, told when the handle is let go. Keys are the
    screen's: this widget only has the focus, and tells a screen reader its place.
    """

    scrubbed = Signal(int)
    """The handle is dragged, and is here now."""
    loop_moved = Signal(int, int)
    """The flags of the part that is repeated were dragged here: start and end."""
    hovered = Signal(int, int)
    """The pointer is over this moment (milliseconds), at this x of the widget."""
    left = Signal()
    """The pointer is over it no more."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.is_held = False
        """Whether a hand has the handle."""
        self.setObjectName(name)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._unit = 1.0
        self._shown: Sequence[tuple[int, int]] = ()
        self._marks: Sequence[int] = ()
        self._loop: tuple[int | None, int | None] = (None, None)
        self._frame_ms = 0.0
        self._pointer: float | None = None
        self._flag: int | None = None

    # --- what the screen tells -----------------------------------------------------------------

    def show_position(self, position_ms: int) -> None:
        """Follow the film, unless somebody holds the handle."""
        if not self.is_held:
            self.set_value(position_ms)
        self.tell()

    def show_shown(self, ranges: Sequence[tuple[int, int]]) -> None:
        """What ran until now: start and end of each part, in milliseconds."""
        if tuple(ranges) != tuple(self._shown):
            self._shown = tuple(ranges)
            self.update()

    def show_marks(self, positions: Sequence[int]) -> None:
        """Where something was marked."""
        self._marks = tuple(positions)
        self.update()

    def show_loop(self, start_ms: int | None, end_ms: int | None) -> None:
        """The part that is repeated, or as much of it as was chosen."""
        if self._flag is None:
            self._loop = (start_ms, end_ms)
            self.update()

    def set_frame(self, frame_ms: float) -> None:
        """How long a frame is on, in milliseconds; 0 where unknown."""
        self._frame_ms = frame_ms

    def let_go(self) -> None:
        """Forget a drag that is under way."""
        self._flag = None
        self.is_held = False

    def x_of(self, position_ms: int) -> float:
        """Where in the widget a moment is."""
        room = self.width() - self._edge * 2
        return self._edge + room * position_ms / max(self.maximum(), 1)

    def moment_at(self, x: float) -> int:
        """Which moment is at this place of the widget: where the nearest frame begins."""
        room = max(self.width() - self._edge * 2, 1)
        place = min(max((x - self._edge) / room, 0.0), 1.0) * self.maximum()
        if not self._frame_ms:
            return round(place)
        # up, or the millisecond named would still belong to the frame before
        return min(math.ceil(round(place / self._frame_ms) * self._frame_ms), self.maximum())

    # --- Qt ------------------------------------------------------------------------------------

    def rescale(self, unit: float) -> None:
        """Take this many pixels for a unit."""
        self._unit = unit
        self.setFixedHeight(round(_HEIGHT * unit))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a flag, or bring the handle here and hold it."""
        if event.button() is not Qt.MouseButton.LeftButton or not self.maximum():
            return
        x = event.position().x()
        self._flag = self._flag_at(event.position())
        if self._flag is None:
            self.is_held = True
            self._drag_to(self.moment_at(x))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the pointer; drag what is held."""
        self._pointer = event.position().x()
        moment = self.moment_at(self._pointer)
        if self._flag is not None:
            ends = list(self._loop)
            ends[self._flag] = moment
            self._loop = (ends[0], ends[1])
        elif self.is_held:
            self._drag_to(moment)
        self.hovered.emit(moment, round(self._pointer))
        self.update()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """One wish: where the handle was let go, or how the part is repeated now."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._flag is not None:
            self._flag = None
            start, end = self._loop
            if start is not None and end is not None:
                self.loop_moved.emit(min(start, end), max(start, end))
        elif self.is_held:
            self.set_value(self.moment_at(event.position().x()))
            self.is_held = False
            self.sought.emit(self.value())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._forget_pointer()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """What cannot be pressed tells of no moment, and nobody holds any of it."""
        if event.type() is QEvent.Type.EnabledChange and not self.isEnabled():
            self.let_go()  # no release of the button will come
            self._forget_pointer()
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Do nothing: a stray turn of the wheel is not a wish."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the screen."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove, what was shown, the repeated part, marks, the pointer's place and the handle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_groove(painter)
        self._paint_loop(painter)
        for position in self._marks:
            self._paint_mark(painter, self.x_of(position))
        if self._pointer is not None and self.isEnabled():
            painter.setPen(QPen(QColor(NIGHT.ink), max(self._unit, 1.0)))
            x = self.x_of(self.moment_at(self._pointer))
            painter.drawLine(QPointF(x, self._groove().top()), QPointF(x, self._groove().bottom()))
        half = _HANDLE / 2 * self._unit
        painter.setPen(QPen(QColor(NIGHT.ground), 2 * self._unit))
        painter.setBrush(QColor(NIGHT.ink if self.isEnabled() else NIGHT.on_disabled))
        painter.drawEllipse(QPointF(self.x_of(self.value()), self._middle), half, half)
        painter.end()

    # --- inside --------------------------------------------------------------------------------

    @property
    def _edge(self) -> float:
        """Room left and right, so that handle and flags stay inside."""
        return (_HANDLE / 2 + 1) * self._unit

    @property
    def _middle(self) -> float:
        return self.height() / 2

    def _groove(self) -> QRectF:
        height = _GROOVE * self._unit
        width = self.width() - 2 * self._edge
        return QRectF(self._edge, self._middle - height / 2, width, height)

    def _forget_pointer(self) -> None:
        self._pointer = None
        self.left.emit()
        self.update()

    def _drag_to(self, moment: int) -> None:
        if moment != self.value():
            self.set_value(moment)
        self.tell()
        self.scrubbed.emit(moment)

    def _flag_at(self, place: QPointF) -> int | None:
        """The flag under this place, 0 for the start and 1 for the end, once there are both."""
        if None in self._loop or place.y() > (_FLAG + 4) * self._unit:
            return None
        far = [abs(place.x() - self.x_of(end)) for end in self._loop if end is not None]
        nearest = far.index(min(far))
        return nearest if far[nearest] <= _REACH * self._unit else None

    def _paint_groove(self, painter: QPainter) -> None:
        groove = self._groove()
        painter.setPen(QPen(QColor(NIGHT.edge), self._unit))
        painter.setBrush(QColor(NIGHT.ground))
        painter.drawRoundedRect(groove, groove.height() / 2, groove.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(NIGHT.accent if self.isEnabled() else NIGHT.edge))
        inside = groove.adjusted(0, 2 * self._unit, 0, -2 * self._unit)
        for start, end in self._shown:
            left, right = self.x_of(start), self.x_of(end)
            part = QRectF(left, inside.top(), max(right - left, self._unit), inside.height())
            painter.drawRoundedRect(part, inside.height() / 3, inside.height() / 3)

    def _paint_loop(self, painter: QPainter) -> None:
        start, end = self._loop
        colour = QColor(NIGHT.warn if self.isEnabled() else NIGHT.edge)
        groove = self._groove()
        if start is not None and end is not None:
            top = groove.top() - 4 * self._unit
            painter.setPen(QPen(colour, 3 * self._unit))
            painter.drawLine(QPointF(self.x_of(start), top), QPointF(self.x_of(end), top))
        for moment, letter, side in ((start, "A", 0.0), (end, "B", -1.0)):
            if moment is None:
                continue
            x, tall = self.x_of(moment), _FLAG * self._unit
            painter.setPen(QPen(colour, 2 * self._unit))
            painter.drawLine(QPointF(x, 0), QPointF(x, groove.bottom()))
            flag = QRectF(x + side * tall, 0, tall, tall * 0.86)
            painter.fillRect(flag, colour)
            font = QFont(self.font())
            font.setPixelSize(max(round(tall * 0.76), 1))
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(NIGHT.ground))
            painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, letter)

    def _paint_mark(self, painter: QPainter, x: float) -> None:
        top = self._groove().bottom() + 3 * self._unit
        half, tall = _MARK / 2 * self._unit, _MARK * 1.2 * self._unit
        shape = QPolygonF(
            [QPointF(x, top), QPointF(x + half, top + tall), QPointF(x - half, top + tall)]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(NIGHT.good if self.isEnabled() else NIGHT.edge))
        painter.drawPolygon(shape)
