"""Sliders that go where they are pressed and leave the wheel alone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider


class Slider(QSlider):
    """A level slider; the handle jumps to where the groove is pressed."""

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the handle here first, then let it be dragged."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setValue(self._value_at(event.position().x()))
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Do nothing: a stray turn of the wheel is not a wish."""
        event.accept()

    def _value_at(self, x: float) -> int:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        style = self.style()
        handle = style.pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, self)
        span = max(self.width() - handle, 1)
        place = round(x - handle / 2)
        return QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, span)


class Timeline(Slider):
    """Where the film is, in milliseconds. A drag is one wish: told when the handle is let go."""

    sought = Signal(int)
    dragged = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setRange(0, 0)
        self.sliderMoved.connect(self.dragged)
        self.sliderReleased.connect(lambda: self.sought.emit(self.value()))

    def show_position(self, position_ms: int) -> None:
        """Follow the film, unless somebody holds the handle."""
        if not self.isSliderDown():
            self.setValue(position_ms)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End are wishes; the other keys belong to the screen."""
        ends = {Qt.Key.Key_Home: self.minimum(), Qt.Key.Key_End: self.maximum()}
        target = ends.get(Qt.Key(event.key()))
        if target is None:
            event.ignore()
        else:
            self.sought.emit(target)
