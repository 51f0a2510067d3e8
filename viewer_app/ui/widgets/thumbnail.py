"""A small picture of the place under the pointer, above the timeline and the time said there.

Nobody has to see it: what it shows is reached by going there, by keyboard as well. It appears and
goes without moving. Since it is a picture of the film too, it carries the words of the watermark,
and the trail is told of it before it is on the screen.
"""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from viewer_app.ui.film_controls import ThumbnailSource
from viewer_app.ui.film_view import lightness
from viewer_app.ui.framing import Framing, Shot
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.tone import paint_tone, tone_curve
from viewer_app.ui.watermark import Watermark
from viewer_app.ui.widgets.timeline import Timeline

_LONGER: Final = 240
"""Units of the longer side."""
_ABOVE: Final = 42
"""Units from the foot of the picture's place: the time under the pointer stands there."""
_EDGE: Final = 2


class ThumbnailCard(QWidget):
    """Lies over ``place``, above the timeline; nothing of the film is in it while it is hidden.

    It is turned and lit as ``framing`` says, as the film is. ``is_free`` says whether the film may
    be seen now, ``words`` what the watermark says.
    """

    asked = Signal(int)
    """The pointer is over this moment: its picture is shown once ``reveal`` was called."""

    def __init__(
        self,
        place: QWidget,
        source: ThumbnailSource,
        framing: Framing,
        is_free: Callable[[], bool],
        words: Callable[[], str],
    ) -> None:
        super().__init__(place)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place = place
        self._source = source
        self._framing = framing
        self._is_free = is_free
        self._words = words
        self._watermark = Watermark()
        self._timeline: Timeline | None = None
        self._unit = 1.0
        self._is_pointed_at = False
        self._moment_ms: int | None = None
        self.hide()

    def follow(self, timeline: Timeline) -> None:
        """Show what is under the pointer of this timeline."""
        self._timeline = timeline
        timeline.hovered.connect(self._hover)
        timeline.left.connect(self.forget)

    def rescale(self, unit: float) -> None:
        """Take this many pixels for a unit."""
        self._unit = unit

    def forget(self) -> None:
        """Nothing is under the pointer, or the film may not be seen."""
        self._is_pointed_at = False
        self._moment_ms = None
        self.hide()

    def reveal(self, moment_ms: int) -> None:
        """The trail knows that this moment is to be seen."""
        if self._is_pointed_at and self._is_free():
            self._moment_ms = moment_ms
            self._source.ask(moment_ms)
            self._show()

    def look_again(self) -> None:
        """Another small picture is there."""
        if self._is_pointed_at and self._is_free():
            self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture from borrowed memory, the watermark, an edge."""
        del event
        if self._moment_ms is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(NIGHT.ground))
        inside = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        with self._source.borrow(self._moment_ms) as small:
            if small is not None:
                # the image looks at the borrowed memory and must be gone before it is given back
                form = QImage.Format.Format_RGB32
                image = QImage(small.pixels, small.width, small.height, small.stride, form)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                framing, whole = self._framing, QRectF(image.rect())
                shot = Shot(inside, whole, QRectF(0, 0, 1, 1), framing.turns)
                shot.paint(painter, image)
                del image
                paint_tone(painter, inside, framing.brightness, framing.contrast)
                curve = tone_curve(framing.brightness, framing.contrast)
                self._watermark.paint(
                    painter,
                    inside,
                    self._words(),
                    time.monotonic(),
                    lambda under: lightness(small, shot.under(under), curve),
                )
        painter.setPen(QPen(QColor(NIGHT.edge), _EDGE))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _hover(self, moment_ms: int, _: int) -> None:
        dragging = self._timeline is not None and self._timeline.is_held
        if dragging or not self._is_free():  # a drag shows the film itself
            self.forget()
            return
        self._is_pointed_at = True
        self.asked.emit(moment_ms)

    def _show(self) -> None:
        """Be above the moment, if there is a picture to show."""
        if self._timeline is None or self._moment_ms is None:
            return
        with self._source.borrow(self._moment_ms) as small:
            if small is None:
                self.hide()
                return
            scale = _LONGER * self._unit / max(small.width, small.height)
            width, height = round(small.width * scale), round(small.height * scale)
            if self._framing.turns % 2:
                width, height = height, width
        room = self._place.height() - round(_ABOVE * self._unit)
        if height > room or width > self._place.width():
            self.hide()
            return
        self.resize(width + 2 * _EDGE, height + 2 * _EDGE)
        place = self._place.mapTo(self.window(), QPoint(0, 0)).x()
        x = round(self._timeline.x_of(self._moment_ms))
        middle = self._timeline.mapTo(self.window(), QPoint(x, 0)).x() - place
        left = min(max(middle - self.width() // 2, 0), self._place.width() - self.width())
        self.move(left, room - self.height())
        self.show()
        self.raise_()
        self.update()
