"""A slider whose value a screen reader tells as people do: in words, and in whole seconds.

Qt's own sliders tell a bare number, which would be milliseconds. Qt hands the words on where the
system knows values in words (Windows: UI Automation's value pattern); to AT-SPI it tells numbers
only, so there the words are the description too.
"""

import sys
from functools import cache
from typing import Final
from weakref import ref

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleValueInterface
from PySide6.QtWidgets import QAccessibleWidget, QSlider
from shiboken6 import VoidPtr, getCppPointer

from viewer_app.ui.film_time import place_in_words

_SECOND_MS: Final = 1_000
_VALUES_IN_WORDS: Final = ("win32",)
"""Platforms whose screen readers get them from Qt."""


class SpokenSlider(QSlider):
    """Tells where it is, in milliseconds, out of the whole."""

    sought = Signal(int)
    """Somebody wishes it to be here, be it by a screen reader."""

    def __init__(self) -> None:
        _teach()  # before Qt can ask what this one is
        super().__init__(Qt.Orientation.Horizontal)

    def words(self) -> str:
        """The place in words, in the language spoken now."""
        return place_in_words(self.value(), self.maximum())

    def tell(self) -> None:
        """Have the words of the place ready where a value can only be a number."""
        if sys.platform not in _VALUES_IN_WORDS and self.words() != self.accessibleDescription():
            self.setAccessibleDescription(self.words())


class _Seconds(QAccessibleValueInterface):
    """The value as a number: whole seconds."""

    def __init__(self, slider: SpokenSlider) -> None:
        super().__init__()
        self._slider = ref(slider)

    def currentValue(self) -> int:
        slider = self._slider()
        return slider.value() // _SECOND_MS if slider is not None else 0

    def minimumValue(self) -> int:
        return 0

    def maximumValue(self) -> int:
        slider = self._slider()
        return slider.maximum() // _SECOND_MS if slider is not None else 0

    def minimumStepSize(self) -> int:
        return 1

    def setCurrentValue(self, value: float) -> None:
        """A wish, as if the handle was let go there."""
        slider = self._slider()
        if slider is not None and slider.isEnabled():
            slider.sought.emit(min(max(round(value * _SECOND_MS), 0), slider.maximum()))


class _Spoken(QAccessibleWidget):
    """What a screen reader sees of such a slider."""

    def __init__(self, slider: SpokenSlider) -> None:
        super().__init__(slider, QAccessible.Role.Slider)
        self._slider = ref(slider)
        self._seconds = _Seconds(slider)

    def text(self, t: QAccessible.Text) -> str:
        slider = self._slider()
        if t is QAccessible.Text.Value and slider is not None:
            return slider.words()
        return super().text(t)

    def interface_cast(self, t: QAccessible.InterfaceType) -> int:
        if t is QAccessible.InterfaceType.ValueInterface:
            return VoidPtr(getCppPointer(self._seconds)[0])  # type: ignore[return-value]
        return super().interface_cast(t)


@cache
def _teach() -> None:
    """Have Qt ask here how these sliders are told; it keeps what it was given until it ends."""
    QAccessible.installFactory(_spoken)


def _spoken(_: str, thing: QObject | None) -> QAccessibleInterface | None:
    return _Spoken(thing) if isinstance(thing, SpokenSlider) else None
