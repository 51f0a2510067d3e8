"""Wheel, mouse and fingers on the picture, as wishes to its framing. Keys are the screen's."""

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QEventPoint, QMouseEvent, QNativeGestureEvent, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from viewer_app.ui.framing import LEAST_ZOOM, ZOOM_STEP, Framing

_NOTCH: Final = 120
"""Eighths of a degree in one step of a wheel (QWheelEvent::angleDelta)."""
_SLACK: Final = 24
"""Pixels that a finger may move and still tap."""
_CLOSEST: Final = 8.0
"""Pixels; fingers nearer to each other than this tell no size."""
_TWO: Final = 2

_PRESSES: Final = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_TOUCHES: Final = (
    *(QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate),
    *(QEvent.Type.TouchEnd, QEvent.Type.TouchCancel),
)


class Grip(QObject):
    """Turns what hands do on a view into zoom and place.

    A wheel and two fingers go nearer and farther, where they are; a mouse that drags, one finger or
    two move a picture that is near; a double click or a double tap shows the whole again.
    """

    def __init__(self, view: QWidget, framing: Framing) -> None:
        super().__init__(view)
        self._view = view
        self._framing = framing
        self.room = QRectF(view.rect())
        """The window, in pixels of the view."""
        self._dragged_from: QPointF | None = None
        self._fingers: list[QPointF] = []
        self._tap_began: tuple[float, QPointF] | None = None
        self._tapped: tuple[float, QPointF] | None = None
        view.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        view.installEventFilter(self)
        framing.changed.connect(self._show_hand)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is meant for the picture."""
        del watched
        kind = event.type()
        if isinstance(event, QTouchEvent) and kind in _TOUCHES:
            self._touch(event)
            return True
        if isinstance(event, QWheelEvent):
            return self._roll(event)
        if isinstance(event, QNativeGestureEvent):
            return self._pinch_pad(event)
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        return False

    def _place(self, position: QPointF) -> tuple[float, float]:
        """A place of the view in fractions of the window."""
        return (
            (position.x() - self.room.left()) / max(self.room.width(), 1),
            (position.y() - self.room.top()) / max(self.room.height(), 1),
        )

    def _drag(self, before: QPointF, after: QPointF) -> None:
        old, new = self._place(before), self._place(after)
        self._framing.pan_by(old[0] - new[0], old[1] - new[1])

    def _roll(self, event: QWheelEvent) -> bool:
        turned = event.angleDelta().y() / _NOTCH
        if turned:
            self._framing.zoom_by(ZOOM_STEP**turned, *self._place(event.position()))
        event.accept()
        return True

    def _pinch_pad(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._framing.zoom_by(max(1 + event.value(), 0.1), *self._place(event.position()))
        return True

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, near = event.type(), self._framing.zoom > LEAST_ZOOM
        if kind in _PRESSES and event.button() is Qt.MouseButton.LeftButton and near:
            if kind == QEvent.Type.MouseButtonDblClick:
                self._framing.show_whole()
            else:
                self._dragged_from = event.position()
                self._show_hand()
            return True
        if kind == QEvent.Type.MouseMove and self._dragged_from is not None:
            self._drag(self._dragged_from, event.position())
            self._dragged_from = event.position()
            return True
        if kind == QEvent.Type.MouseButtonRelease and self._dragged_from is not None:
            self._dragged_from = None
            self._show_hand()
            return True
        return False

    def _show_hand(self) -> None:
        if self._framing.zoom == LEAST_ZOOM:
            self._dragged_from = None
            self._view.unsetCursor()
        elif self._dragged_from is None:
            self._view.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self._view.setCursor(Qt.CursorShape.ClosedHandCursor)

    # --- fingers -------------------------------------------------------------------------------

    def _touch(self, event: QTouchEvent) -> None:
        event.accept()
        points = event.points()
        ended = event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)
        lifted = QEventPoint.State.Released
        down = [] if ended else [point.position() for point in points if point.state() != lifted]
        if event.type() == QEvent.Type.TouchBegin:
            self._tap_began = (event.timestamp(), points[0].position())
        if len(down) > 1:
            self._tap_began = None
        if down and len(down) == len(self._fingers):
            self._follow(self._fingers, down)
        if event.type() == QEvent.Type.TouchEnd:
            self._end_tap(event.timestamp(), points[0].position())
        self._fingers = down

    def _follow(self, before: Sequence[QPointF], after: Sequence[QPointF]) -> None:
        old, new = _middle(before), _middle(after)
        self._drag(old, new)
        if len(after) >= _TWO:
            apart = max(_spread(before), _CLOSEST)
            self._framing.zoom_by(max(_spread(after), _CLOSEST) / apart, *self._place(new))

    def _end_tap(self, at: float, where: QPointF) -> None:
        began, before = self._tap_began, self._tapped
        self._tap_began = self._tapped = None
        if began is None or _apart(began[1], where) > _SLACK:
            return
        if (
            before is not None
            and at - before[0] <= QApplication.doubleClickInterval()
            and _apart(before[1], where) <= 2 * _SLACK
        ):
            self._framing.show_whole()
        else:
            self._tapped = (at, where)


def _middle(places: Sequence[QPointF]) -> QPointF:
    count = len(places)
    return QPointF(
        sum(place.x() for place in places) / count, sum(place.y() for place in places) / count
    )


def _spread(places: Sequence[QPointF]) -> float:
    """How far fingers are from their middle, on the average."""
    middle = _middle(places)
    return sum(_apart(middle, place) for place in places) / len(places)


def _apart(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())
