"""Who watches where and when, moving over the film: a photo of the screen tells it too.

Two copies drift through the upper and the lower half of what is visible on paths that never repeat
within a viewing, so that no crop of half the picture and no fixed blot removes both. Each copy
takes the ink that reads on the picture under it: dark letters on snow, light ones at night, fainter
where less is enough. Every ink has an edge of the other lightness, so that words across a border of
dark and light are whole.
"""

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from viewer_app.ui.lettering import Ink, Lettering, fitting_size

INKS: Final = (
    Ink(QColor(255, 255, 255, 150), QColor(0, 0, 0, 120)),
    Ink(QColor(255, 255, 255, 178), QColor(0, 0, 0, 160)),
    Ink(QColor(0, 0, 0, 150), QColor(255, 255, 255, 120)),
)
"""For the night, for the day and for snow."""
_BORDERS: Final = (0.25, 0.7)
"""How light the picture is where one ink gives way to the next: 0 is black and 1 white."""
_HOLD: Final = 0.05
"""So far past a border the ink still stays, or it would flicker."""
_HEIGHT: Final = 1 / 26
"""Height of the letters as a part of the visible picture's height."""
_SMALLEST: Final = 13
"""Pixels, unless the words are then wider than the picture."""
_ACROSS_S: Final = (47.0, 61.0)
_DOWN_S: Final = (29.0, 37.0)
"""Seconds for one sweep of each copy; no two share a divisor."""

Ground = Callable[[QRectF], float]
"""How light the picture is under a rectangle, 0 to 1."""


class Watermark:
    """Draws its words into a picture; they are drawn anew only when they, size or ink change."""

    def __init__(self) -> None:
        self._inks = [1, 1]
        self._letterings: dict[int, Lettering] = {}
        self._images: dict[int, QImage] = {}
        self._drawn: tuple[str, float, float] = ("", 0.0, 0.0)
        self._size = 0

    def paint(
        self,
        painter: QPainter,
        visible: QRectF,
        words: str,
        seconds: float,
        ground: Ground,
        *,
        clear: QRectF | None = None,
    ) -> None:
        """Paint both copies into what is ``visible`` of the picture.

        They stand as they do ``seconds`` after an arbitrary start, but above ``clear``, which is
        at the foot of the picture, where somebody reads.
        """
        for copy, place in enumerate(self.places(visible, words, seconds)):
            if clear is not None and place.intersects(clear):
                place.moveBottom(max(clear.top(), visible.top() + place.height()))
            ink = self._inks[copy] = choose_ink(ground(place), self._inks[copy])
            painter.drawImage(place.topLeft(), self._image(words, ink))

    def places(self, visible: QRectF, words: str, seconds: float) -> tuple[QRectF, QRectF]:
        """Where both copies stand at this moment, in the coordinates of ``visible``."""
        self._prepare(words, visible)
        image = self._image(words, self._inks[0])
        width, height = image.width(), image.height()
        free_x = max(visible.width() - width, 0.0)
        free_y = max(visible.height() / 2 - height, 0.0)
        found = []
        for copy, top in enumerate((visible.top(), visible.center().y())):
            x = visible.left() + free_x * _sweep(seconds, _ACROSS_S[copy], 0.35 * copy)
            y = top + free_y * _sweep(seconds, _DOWN_S[copy], 0.5 * copy)
            found.append(QRectF(round(x), round(y), width, height))
        return found[0], found[1]

    def _prepare(self, words: str, visible: QRectF) -> None:
        drawn = (words, visible.width(), visible.height())
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._images.clear()
        wanted = max(round(visible.height() * _HEIGHT), _SMALLEST)
        size = fitting_size(words, wanted, visible.width())
        if size != self._size:
            self._size = size
            self._letterings.clear()

    def _image(self, words: str, ink: int) -> QImage:
        image = self._images.get(ink)
        if image is None:
            lettering = self._letterings.get(ink)
            if lettering is None:
                lettering = self._letterings[ink] = Lettering(self._size, INKS[ink])
            image = self._images[ink] = lettering.draw(words)
        return image


def choose_ink(light: float, before: int) -> int:
    """The place in ``INKS`` of the ink for a picture this light; ``before`` is the one so far."""
    night, snow = _BORDERS
    if before == 0:
        night += _HOLD
    elif before == 2:
        snow -= _HOLD
    return 0 if light < night else 2 if light > snow else 1


def _sweep(seconds: float, period: float, phase: float) -> float:
    """To and fro between 0 and 1, slowly at the ends."""
    return 0.5 - 0.5 * math.cos(2 * math.pi * (seconds / period + phase))
