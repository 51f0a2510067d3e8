"""How the picture is looked at: how near, which part, which side up, how light.

All of it is in fractions, so that views of different sizes can share it and show the very same part
of the film. Nothing here is animated.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter

LEAST_ZOOM, MOST_ZOOM = 1.0, 8.0
ZOOM_STEP: Final = 1.25
_ALMOST_WHOLE: Final = 1.02
"""Nearer than this to the whole picture is the whole picture."""
MOST_TONE: Final = 100
_QUARTERS: Final = 4


@dataclass(frozen=True)
class Shot:
    """Which part of a picture is painted where."""

    target: QRectF
    """In pixels of the view."""
    source: QRectF
    """In pixels of the picture as it was recorded."""
    part: QRectF
    """The part that is shown, in fractions of the picture as it is turned."""
    turns: int
    """Quarters clockwise, 0 to 3."""

    def paint(self, painter: QPainter, image: QImage) -> None:
        """Paint the part of the image; nothing of it is copied."""
        if not self.turns:
            painter.drawImage(self.target, image, self.source)
            return
        width, height = self.target.width(), self.target.height()
        if self.turns % 2:
            width, height = height, width
        painter.save()
        painter.translate(self.target.center())
        painter.rotate(90 * self.turns)
        painter.drawImage(QRectF(-width / 2, -height / 2, width, height), image, self.source)
        painter.restore()

    def under(self, place: QRectF) -> QRectF:
        """What of the picture, in its own pixels, lies under a place of the view."""
        seen = place.intersected(self.target)
        across, down = self.target.width(), self.target.height()
        shown = QRectF(
            (seen.left() - self.target.left()) / across,
            (seen.top() - self.target.top()) / down,
            seen.width() / across,
            seen.height() / down,
        )
        inside = turned_back(shown, self.turns)
        return QRectF(
            self.source.left() + inside.left() * self.source.width(),
            self.source.top() + inside.top() * self.source.height(),
            inside.width() * self.source.width(),
            inside.height() * self.source.height(),
        )


class Framing(QObject):
    """Zoom, place, quarter turns, brightness and contrast; one or more views follow it.

    A *window* is what the film is seen through: a whole view, or as much of it as has the shape of
    the view that leads. The picture is never farther away than when it just fits, and never moved
    so far that the window shows anything beside it that could be filled.
    """

    changed = Signal()
    """Something is to be painted otherwise."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zoom = LEAST_ZOOM
        self._centre = (0.5, 0.5)
        self._turns = 0
        self._brightness = self._contrast = 0
        self._picture = 16 / 9
        self._window = 16 / 9

    @property
    def zoom(self) -> float:
        """How many times nearer than the whole picture, 1 to 8."""
        return self._zoom

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of what is seen, in fractions of the picture as it is turned."""
        return self._held(*self._centre)

    @property
    def turns(self) -> int:
        """Quarters clockwise, 0 to 3."""
        return self._turns

    @property
    def brightness(self) -> int:
        """-100, dark, to 100; 0 leaves every pixel as it was recorded."""
        return self._brightness

    @property
    def contrast(self) -> int:
        """-100, flat, to 100; 0 leaves every pixel as it was recorded."""
        return self._contrast

    @property
    def window(self) -> float:
        """Width by height of the window."""
        return self._window

    @property
    def is_neutral(self) -> bool:
        """Whether the whole picture is seen as it was recorded."""
        return self._zoom == LEAST_ZOOM and not (self._turns or self._brightness or self._contrast)

    def zoom_by(self, factor: float, x: float = 0.5, y: float = 0.5) -> None:
        """Go nearer or farther; the point of the picture at ``x``, ``y`` of the window stays."""
        across, down = self._extent()
        middle_x, middle_y = self.centre
        held_x, held_y = middle_x + (x - 0.5) / across, middle_y + (y - 0.5) / down
        zoom = min(max(self._zoom * factor, LEAST_ZOOM), MOST_ZOOM)
        zoom = LEAST_ZOOM if zoom < _ALMOST_WHOLE else zoom
        if zoom == self._zoom:
            return
        self._zoom = zoom
        across, down = self._extent()
        self._centre = self._held(held_x - (x - 0.5) / across, held_y - (y - 0.5) / down)
        self.changed.emit()

    def zoom_in(self) -> None:
        """One step nearer to the middle."""
        self.zoom_by(ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step farther from the middle."""
        self.zoom_by(1 / ZOOM_STEP)

    def pan_by(self, dx: float, dy: float) -> None:
        """See more of what is on the right (``dx``) and below (``dy``), in fractions of the window.

        It ends at the edges of the picture.
        """
        across, down = self._extent()
        before = self.centre
        self._centre = self._held(before[0] + dx / across, before[1] + dy / down)
        if self._centre != before:
            self.changed.emit()

    def turn(self) -> None:
        """A quarter clockwise; the middle of what is seen stays the middle."""
        x, y = self.centre
        self._turns = (self._turns + 1) % _QUARTERS
        self._centre = (1 - y, x)
        self.changed.emit()

    def set_brightness(self, percent: int) -> None:
        """From -100 to 100; beyond counts as the end."""
        percent = min(max(percent, -MOST_TONE), MOST_TONE)
        if percent != self._brightness:
            self._brightness = percent
            self.changed.emit()

    def set_contrast(self, percent: int) -> None:
        """From -100 to 100; beyond counts as the end."""
        percent = min(max(percent, -MOST_TONE), MOST_TONE)
        if percent != self._contrast:
            self._contrast = percent
            self.changed.emit()

    def show_whole(self) -> None:
        """The whole picture again, as it is turned and as light as it is."""
        if self._zoom != LEAST_ZOOM:
            self._zoom, self._centre = LEAST_ZOOM, (0.5, 0.5)
            self.changed.emit()

    def reset(self) -> None:
        """The whole picture, as it was recorded."""
        if not self.is_neutral:
            self._zoom, self._centre, self._turns = LEAST_ZOOM, (0.5, 0.5), 0
            self._brightness = self._contrast = 0
            self.changed.emit()

    # --- what the views tell and ask -----------------------------------------------------------

    def set_window(self, width: float, height: float) -> None:
        """The view that leads has this size."""
        if width > 0 and height > 0 and width / height != self._window:
            self._window = width / height
            self.changed.emit()

    def shot(self, room: QRectF, width: int, height: int) -> Shot:
        """What of a picture of this size is painted where, through a window that is ``room``."""
        self._picture = width / height
        across, down = self._extent()
        wide, tall = min(1 / across, 1.0), min(1 / down, 1.0)
        x, y = self.centre
        part = QRectF(x - wide / 2, y - tall / 2, wide, tall)
        shown_across = room.width() * min(across, 1.0)
        shown_down = room.height() * min(down, 1.0)
        target = QRectF(
            round(room.left() + (room.width() - shown_across) / 2),
            round(room.top() + (room.height() - shown_down) / 2),
            round(shown_across),
            round(shown_down),
        )
        inside = turned_back(part, self._turns)
        source = QRectF(
            inside.left() * width,
            inside.top() * height,
            inside.width() * width,
            inside.height() * height,
        )
        return Shot(target, source, part, self._turns)

    def _extent(self) -> tuple[float, float]:
        """Width and height of the picture, as near as it is, in fractions of the window."""
        picture = 1 / self._picture if self._turns % 2 else self._picture
        ratio = picture / self._window
        return min(ratio, 1.0) * self._zoom, min(1 / ratio, 1.0) * self._zoom

    def _held(self, x: float, y: float) -> tuple[float, float]:
        """The nearest middle with which the window is as full as it can be."""
        across, down = self._extent()
        return _within(x, across), _within(y, down)


def _within(middle: float, extent: float) -> float:
    half = min(0.5 / extent, 0.5)
    return min(max(middle, half), 1 - half)


def turned_back(part: QRectF, turns: int) -> QRectF:
    """A part in fractions of a turned picture, in fractions of the picture as it was recorded."""
    x, y, width, height = part.left(), part.top(), part.width(), part.height()
    if turns == 1:
        return QRectF(y, 1 - x - width, height, width)
    if turns == 2:
        return QRectF(1 - x - width, 1 - y - height, width, height)
    if turns == 3:
        return QRectF(1 - y - height, x, height, width)
    return part
