"""The picture of the film: painted from borrowed memory, with the watermark in the same pass.

How near, which side up and how light is the framing's; all of it is done in the painting, from
source rectangles, and no picture is ever scaled or changed into a copy.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer_app.session.calendar import AMSTERDAM
from viewer_app.ui.framing import LEAST_ZOOM, Framing, Shot
from viewer_app.ui.framing_words import describe
from viewer_app.ui.grip import Grip
from viewer_app.ui.minimap import paint_minimap
from viewer_app.ui.subtitle import Subtitle
from viewer_app.ui.tone import paint_tone, tone_curve
from viewer_app.ui.watermark import Ground, Watermark
from viewer_app.ui.widgets.banner import announce

_STILL_MS: Final = 100
"""While no new picture comes, the watermark moves on this often."""
_PIXEL: Final = 4
"""Bytes."""
_LUMA: Final = (0.0722, 0.7152, 0.2126)
"""Weights of blue, green and red."""
_SAMPLES_ACROSS: Final = 48
_SAMPLES_DOWN: Final = 6
_SETTLED_MS: Final = 400
"""So long after the last change of framing it is told in words, or a wheel would never be quiet."""


class BorrowedFrame(Protocol):
    """A picture, valid while borrowed: rows of ``stride`` bytes of blue-green-red-unused."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def stride(self) -> int: ...
    @property
    def pixels(self) -> memoryview: ...
    @property
    def serial(self) -> int: ...


class FrameSource(Protocol):
    """Where pictures come from; ``viewer_app.playback.surface.FrameSurface`` is one."""

    def borrow(self) -> AbstractContextManager[BorrowedFrame | None]:
        """The newest picture, or None when all is black."""
        ...


class FilmView(QWidget):
    """Shows the newest picture as large as fits, on black, and nothing at all until ``reveal``."""

    revealed = Signal(str, str)
    """Pictures are shown from now on, with this session and station."""
    blanked = Signal()
    """All is black."""

    def __init__(
        self, name: str, frames: FrameSource, framing: Framing | None = None, *, leads: bool = True
    ) -> None:
        """``framing`` is its own unless given.

        A view that ``leads`` gives the framing its own shape. Another one shows the very same part
        of the film, with black around it where its shape is another.
        """
        super().__init__()
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        self.framing = framing if framing is not None else Framing(self)
        self.subtitle: Callable[[], str] = str
        """What the film's subtitles say now, if anything."""
        self.speaks = True
        """Whether a screen reader hears how the picture is looked at; one view is enough."""
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.seconds: Callable[[], float] = time.monotonic
        self._frames = frames
        self._leads = leads
        self._watermark = Watermark()
        self._map_watermark = Watermark()
        self._subtitle = Subtitle()
        self._session = self._line = ""
        self._dark = True
        self._still = QTimer(self, interval=_STILL_MS)
        self._still.timeout.connect(self._move_on)
        self._painted_at = 0.0
        self._grip = Grip(self, self.framing)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._tell)
        self.framing.changed.connect(self._reframe)
        self.setAccessibleDescription(describe(self.framing))

    @property
    def watermark_words(self) -> str:
        """What the watermark says now: session, station, day and time."""
        return f"{self._line} · {self.clock().astimezone(AMSTERDAM):%d-%m-%Y %H:%M:%S}"

    def reveal(self, session: str, station: str) -> None:
        """Show pictures from now on, marked with this session and station."""
        self._session, self._line = session, f"{session} · {station}"
        self._dark = False
        self.update()
        self.revealed.emit(session, station)

    def blank(self) -> None:
        """Black, at once: painted before this returns."""
        self._dark = True
        self._subtitle.forget()
        self.repaint()
        self.blanked.emit()

    def show_frame(self) -> None:
        """A new picture waits."""
        self.update()

    def lead(self, *, leads: bool) -> None:
        """Whether the framing has the shape of this view from now on."""
        self._leads = leads
        if leads:
            self.framing.set_window(self.width(), self.height())
        self.update()

    def picture_rect(self, width: int, height: int) -> QRectF:
        """Where a picture of this size goes, or as much of it as is seen."""
        return self._shot(width, height).target

    def shown_rect(self) -> QRectF | None:
        """Where the picture is painted now; None while all is black."""
        if self._dark:
            return None
        with self._frames.borrow() as frame:
            return None if frame is None else self.picture_rect(frame.width, frame.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint black, the picture and the watermark, in one pass."""
        del event
        self._painted_at = time.monotonic()
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if not self._dark:
            with self._frames.borrow() as frame:
                if frame is not None:
                    self._paint_frame(painter, frame)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the framing the shape, if this view leads."""
        super().resizeEvent(event)
        if self._leads:
            self.framing.set_window(self.width(), self.height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleDescription(describe(self.framing))
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the watermark moving while shown."""
        self._still.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        self._still.stop()
        super().hideEvent(event)

    def _move_on(self) -> None:
        """Move the watermark, if no picture did."""
        if not self._dark and time.monotonic() - self._painted_at > _STILL_MS / 1000:
            self.update()

    def _reframe(self) -> None:
        self.update()
        self._settled.start()

    def _tell(self) -> None:
        words = describe(self.framing)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if self.speaks and self.isVisible() and not self._dark:
                announce(self, words)

    def _room(self) -> QRectF:
        """As much of this view as has the shape of the framing's window: all, if it leads."""
        if self._leads:
            self.framing.set_window(self.width(), self.height())  # before it was ever shown, too
            room = QRectF(self.rect())
        else:
            size = QSizeF(self.framing.window, 1.0)
            size.scale(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            room = QRectF(round(left), round(top), round(size.width()), round(size.height()))
        self._grip.room = room
        return room

    def _shot(self, width: int, height: int) -> Shot:
        return self.framing.shot(self._room(), width, height)

    def _paint_frame(self, painter: QPainter, frame: BorrowedFrame) -> None:
        shot = self._shot(frame.width, frame.height)
        self._paint_picture(painter, frame, shot)
        self._watermark.paint(
            painter,
            shot.target,
            self.watermark_words,
            self.seconds(),
            self._ground(frame, shot),
            clear=self._subtitle.paint(painter, shot.target, self.subtitle()),
        )

    def _paint_picture(self, painter: QPainter, frame: BorrowedFrame, shot: Shot) -> None:
        # The image looks at the borrowed memory and must be gone before it is given back.
        image = QImage(
            frame.pixels, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32
        )
        framing, whole = self.framing, QRectF(image.rect())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_shot(painter, image, shot)
        if framing.zoom == LEAST_ZOOM:
            return

        def small(place: QRectF) -> Shot:
            return Shot(place, whole, QRectF(0, 0, 1, 1), shot.turns)

        def paint_whole(place: QRectF) -> None:
            self._paint_shot(painter, image, small(place))

        there = paint_minimap(painter, self._room(), shot, framing.zoom, paint_whole)
        if there is not None:
            # The other watermark never comes where a narrow picture leaves room beside it. Here
            # is no room for more words than the session, by which the trail knows the rest.
            ground = self._ground(frame, small(there))
            self._map_watermark.paint(painter, there, self._session, self.seconds(), ground)

    def _ground(self, frame: BorrowedFrame, shot: Shot) -> Ground:
        """How light the frame looks where the shot paints it."""
        curve = tone_curve(self.framing.brightness, self.framing.contrast)
        return lambda under: lightness(frame, shot.under(under), curve)

    def _paint_shot(self, painter: QPainter, image: QImage, shot: Shot) -> None:
        shot.paint(painter, image)
        paint_tone(painter, shot.target, self.framing.brightness, self.framing.contrast)


def lightness(frame: BorrowedFrame, part: QRectF, curve: bytes) -> float:
    """How light a part of the picture looks, 0 black to 1 white (luma, Rec. ITU-R BT.709).

    ``part`` is in pixels of the picture, and ``curve`` tells what each lightness of a channel is
    painted as. A few hundred pixels are looked at where they lie: nothing of the picture is copied.
    """
    left, right = round(part.left()), round(part.right())
    top, bottom = round(part.top()), round(part.bottom())
    step = max((right - left) // _SAMPLES_ACROSS, 1) * _PIXEL
    total, count = 0.0, 0
    for sample in range(_SAMPLES_DOWN):
        row = top + int((bottom - top) * (sample + 0.5) / _SAMPLES_DOWN)
        start = row * frame.stride + left * _PIXEL
        end = row * frame.stride + right * _PIXEL
        for channel, weight in enumerate(_LUMA):
            levels = frame.pixels[start + channel : end : step]
            total += weight * sum(map(curve.__getitem__, levels))
        count += len(range(start, end, step))
    return total / (255 * count) if count else 0.0
