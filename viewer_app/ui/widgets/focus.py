"""The ring around whatever has the keyboard: two colours, so that one of them always shows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget
from shiboken6 import isValid

from viewer_app.ui.palette import DAY

_NO_FOCUS: Final = Qt.FocusPolicy.NoFocus


def gather(holder: QWidget) -> None:
    """Say that a widget only holds others together: a ring in it may reach over its edge."""
    holder.setProperty("gathers", True)


def follow_layout(root: QWidget) -> None:
    """Let Tab go through ``root`` as its layouts hold its widgets; again when some are new."""
    holders = [widget for widget in _held(root) if widget.focusPolicy() is not _NO_FOCUS]
    for before, after in pairwise(holders):
        QWidget.setTabOrder(before, after)


class FocusRings(QObject):
    """Moves one ring along with the keyboard focus inside ``window``."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ring: _Ring | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._move)

    def _move(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        if new is None or not isValid(self._window) or new.window() is not self._window:
            return
        if new.focusPolicy() is not Qt.FocusPolicy.NoFocus:  # a page rests between two answers
            parent, between = _holder(new)
            if parent is not None:
                self._ring = _Ring(parent, new, between)


class _Ring(QWidget):
    def __init__(self, parent: QWidget, focused: QWidget, between: Sequence[QWidget]) -> None:
        super().__init__(parent)
        self._focused = focused
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._watched = (focused, *between, parent)
        for widget in self._watched:
            widget.installEventFilter(self)
        self._follow()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self._watched and event.type() in {
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.Show,
        }:
            self._follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        width = self._width()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for step, colour in ((0.5, DAY.focus_outer), (1.5, DAY.focus_inner)):
            inset = width * step
            rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(rect, width * (5 - step), width * (5 - step))
        painter.end()

    def _follow(self) -> None:
        reach = round(self._width() * 2)
        parent = self.parentWidget()
        if parent is None:
            return
        around = QRect(self._focused.mapTo(parent, QPoint(0, 0)), self._focused.size())
        around = around.adjusted(-reach, -reach, reach, reach)
        self.setGeometry(around.intersected(parent.rect()))  # beyond it nothing is painted

    def _width(self) -> float:
        return max(self._focused.fontInfo().pixelSize() / 7, 2.0)


def _held(widget: QWidget) -> Iterator[QWidget]:
    """A widget, and those that it holds, in the order of its layouts."""
    yield widget
    layout = widget.layout()
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if inside is not None:
        yield from _held(inside)
    elif layout is not None:
        yield from _held_by(layout)


def _held_by(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _held_by(inner)
        elif widget is not None:
            yield from _held(widget)


def _holder(focused: QWidget) -> tuple[QWidget | None, Sequence[QWidget]]:
    """On what the ring is drawn, and what lies between that and the widget."""
    between = []
    parent = focused.parentWidget()
    while parent is not None and parent.property("gathers"):
        between.append(parent)
        parent = parent.parentWidget()
    return parent, between
