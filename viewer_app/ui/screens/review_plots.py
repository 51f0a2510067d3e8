"""Bars for the overview, drawn by pyqtgraph. Import this only when a plot is wanted.

Everything pyqtgraph adds to a picture for a desk is taken away: menus, exports, dragging, zooming,
hovering. The plots are pictures; the table beside them says the same for a screen reader.
"""

from collections.abc import Sequence
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer_app.ui.palette import DAY

FILLS: Final[tuple[tuple[str, Qt.BrushStyle], ...]] = (
    (DAY.accent, Qt.BrushStyle.SolidPattern),
    (DAY.warn, Qt.BrushStyle.BDiagPattern),
    (DAY.stop, Qt.BrushStyle.DiagCrossPattern),
    (DAY.edge, Qt.BrushStyle.Dense4Pattern),
    (DAY.ink, Qt.BrushStyle.HorPattern),
)
"""Colour and hatching of each kind of bar: either alone tells them apart."""
_LINES: Final = 15.0
"""Height of a plot in ems of the text."""


class Bars(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph carries no types
    """Stacked bars over named places; one kind of bar, or several on top of each other."""

    _labels: Sequence[str] = ()

    def __init__(self, name: str) -> None:
        super().__init__(background=DAY.surface, enableMenu=False)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.setInteractive(False)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        plot = self.getPlotItem()
        plot.setMouseEnabled(x=False, y=False)
        plot.setMenuEnabled(enableMenu=False, enableViewBoxMenu=None)
        plot.hideButtons()
        plot.getViewBox().setMenuEnabled(False)
        self.sceneObj.contextMenu = []  # the scene's own: Export…
        plot.showGrid(y=True, alpha=0.18)

    def show_bars(self, labels: Sequence[str], kinds: Sequence[Sequence[int]], axis: str) -> None:
        """One place for each label; each kind is stacked on those before it."""
        plot = self.getPlotItem()
        plot.clear()
        self._labels = labels
        places = list(range(len(labels)))
        floor = [0] * len(labels)
        for (colour, hatch), heights in zip(FILLS, kinds, strict=False):
            plot.addItem(
                pg.BarGraphItem(
                    x=places,
                    y0=list(floor),
                    height=list(heights),
                    width=0.72,
                    brush=QBrush(QColor(colour), hatch),
                    pen=pg.mkPen(DAY.ink, width=1),
                )
            )
            floor = [low + high for low, high in zip(floor, heights, strict=True)]
        top = max([*floor, 1])
        plot.setXRange(-0.6, len(labels) - 0.4, padding=0)
        plot.setYRange(0, top * 1.08, padding=0)
        plot.setLimits(yMin=0)
        step = _step(top)
        plot.getAxis("left").setTicks([[(at, str(at)) for at in range(0, top + 1, step)]])
        plot.getAxis("left").setLabel(axis, color=DAY.ink)
        self._dress()

    def resizeEvent(self, event: Any) -> None:
        """Leave out labels that would run into each other."""
        super().resizeEvent(event)
        if self._labels:
            self._dress()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def rescale(self, unit: float) -> None:
        """Follow the text size."""
        self.ensurePolished()
        self.setFixedHeight(round(_LINES * 18 * unit))
        self._dress()

    def _dress(self) -> None:
        font = QFont(self.font())
        font.setPixelSize(max(round(self.fontInfo().pixelSize() * 0.86), 1))
        metrics = QFontMetricsF(font)
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setStyle(tickFont=font, tickLength=-4)
            axis.setPen(DAY.edge)
            axis.setTextPen(DAY.ink)  # after the pen, which sets it too
        left = self.getPlotItem().getAxis("left")
        left.label.setFont(font)
        left.setWidth(round(metrics.height() * 3.4))
        bottom = self.getPlotItem().getAxis("bottom")
        bottom.setHeight(round(metrics.height() * 1.6))
        if self._labels:
            widest = max(metrics.horizontalAdvance(label) for label in self._labels) * 1.35
            room = max(self.width() - left.width(), 1) / len(self._labels)
            every = max(-(-int(widest) // max(int(room), 1)), 1)
            ticks = [(at, label) for at, label in enumerate(self._labels) if at % every == 0]
            bottom.setTicks([ticks])


def _step(top: int) -> int:
    """The distance of the lines up to ``top``: 1, 2, 5, 10, 20, …; about five of them."""
    power = 1
    while True:
        for step in (1, 2, 5):
            if top <= 6 * step * power:
                return step * power
        power *= 10


class Patch(QWidget):
    """A small square in the fill of one kind of bar, for the legend."""

    def __init__(self, kind: int) -> None:
        super().__init__()
        self._kind = kind
        self.rescale(1.0)

    def rescale(self, unit: float) -> None:
        """As large as the words beside it."""
        self.setFixedSize(round(22 * unit), round(22 * unit))

    def paintEvent(self, event: Any) -> None:
        """Paint the square."""
        del event
        colour, hatch = FILLS[self._kind]
        painter = pg.QtGui.QPainter(self)
        painter.setBrush(QBrush(QColor(colour), hatch))
        painter.setPen(QColor(DAY.ink))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
