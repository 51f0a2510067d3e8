"""A slider that tells a screen reader its value as people do, in words.

Qt's own sliders tell a bare number, here milliseconds, and tell it anew at each of them. Qt hands
words on where the system knows values in words (Windows: UI Automation's value pattern). To AT-SPI
it tells only numbers, so there the words are the description. A number beside them cannot be had:
Qt for Python crashes where ``interface_cast`` of ours has to say that there is no such interface.
"""

import sys
from functools import cache
from typing import Final
from weakref import ref

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from viewer_app.ui.film_time import place_in_words

_VALUES_IN_WORDS: Final = ("win32",)
"""Platforms whose screen readers get them from Qt."""


class SpokenSlider(QWidget):
    """Where something is, in milliseconds, out of the whole; how it looks is the subclass's."""

    sought = Signal(int)
    """Somebody wishes it to be here."""

    def __init__(self) -> None:
        _teach()  # before Qt can ask what this one is
        super().__init__()
        self._value = self._maximum = 0

    def value(self) -> int:
        """Where it is, 0 to ``maximum``."""
        return self._value

    def maximum(self) -> int:
        """How long the whole is."""
        return self._maximum

    def set_maximum(self, maximum: int) -> None:
        """How long the whole is from now on; the value stays within it."""
        self._maximum = maximum
        self.set_value(self._value)
        self.update()

    def set_value(self, value: int) -> None:
        """Be here, or at the end that is nearer."""
        value = min(max(value, 0), self._maximum)
        if value != self._value:
            self._value = value
            self.update()

    def words(self) -> str:
        """The place in words, in the language spoken now."""
        return place_in_words(self._value, self._maximum)

    def tell(self) -> None:
        """Have the words of the place ready where a value can only be a number."""
        if sys.platform not in _VALUES_IN_WORDS and self.words() != self.accessibleDescription():
            self.setAccessibleDescription(self.words())


class _Spoken(QAccessibleWidget):
    """What a screen reader sees of such a slider."""

    def __init__(self, slider: SpokenSlider) -> None:
        super().__init__(slider, QAccessible.Role.Slider)
        self._slider = ref(slider)

    def text(self, t: QAccessible.Text) -> str:
        slider = self._slider()
        if t is QAccessible.Text.Value and slider is not None:
            return slider.words()
        return super().text(t)


@cache
def _teach() -> None:
    """Have Qt ask here how these sliders are told; it keeps what it was given until it ends."""
    QAccessible.installFactory(_spoken)


def _spoken(_: str, thing: QObject | None) -> QAccessibleInterface | None:
    return _Spoken(thing) if isinstance(thing, SpokenSlider) else None
