"""The picture of the film: painted from borrowed memory, with the watermark in the same pass."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Final, Protocol

from PySide6.QtCore import QRectF, QSizeF, Qt, QTimerEvent
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer_app.session.calendar import AMSTERDAM
from viewer_app.ui.watermark import Watermark

_STILL_MS: Final = 100
"""While no new picture comes, the watermark moves on this often."""
_PIXEL: Final = 4
"""Bytes."""
_LUMA: Final = (0.0722, 0.7152, 0.2126)
"""Weights of blue, green and red."""
_SAMPLES_ACROSS: Final = 48
_SAMPLES_DOWN: Final = 6


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

    def __init__(self, name: str, frames: FrameSource) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        self._frames = frames
        self._watermark = Watermark()
        self._line = ""
        self._dark = True
        self._timer = 0
        self._painted_at = 0.0
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.seconds: Callable[[], float] = time.monotonic

    @property
    def watermark_words(self) -> str:
        """What the watermark says now: session, station, day and time."""
        return f"{self._line} · {self.clock().astimezone(AMSTERDAM):%d-%m-%Y %H:%M:%S}"

    def reveal(self, session: str, station: str) -> None:
        """Show pictures from now on, marked with this session and station."""
        self._line = f"{session} · {station}"
        self._dark = False
        self.update()

    def blank(self) -> None:
        """Black, at once: painted before this returns."""
        self._dark = True
        self.repaint()

    def show_frame(self) -> None:
        """A new picture waits."""
        self.update()

    def picture_rect(self, width: int, height: int) -> QRectF:
        """Where a picture of this size goes: as large as fits, in the middle."""
        size = QSizeF(width, height)
        size.scale(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(round(left), round(top), round(size.width()), round(size.height()))

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

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the watermark moving while shown."""
        self._timer = self._timer or self.startTimer(_STILL_MS)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0
        super().hideEvent(event)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Move the watermark on if no picture did."""
        del event
        if not self._dark and time.monotonic() - self._painted_at > _STILL_MS / 1000:
            self.update()

    def _paint_frame(self, painter: QPainter, frame: BorrowedFrame) -> None:
        # The image looks at the borrowed memory and must be gone before it is given back.
        image = QImage(
            frame.pixels, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32
        )
        place = self.picture_rect(frame.width, frame.height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
        del image
        visible = place.intersected(QRectF(self.rect()))
        self._watermark.paint(
            painter,
            visible,
            self.watermark_words,
            self.seconds(),
            lambda under: lightness(frame, place, under),
        )


def lightness(frame: BorrowedFrame, place: QRectF, under: QRectF) -> float:
    """How light the picture is under a rectangle, 0 black to 1 white (luma, Rec. ITU-R BT.709).

    ``place`` is where the whole picture is painted; both are in the same coordinates. A few hundred
    pixels are looked at where they lie: nothing of the picture is copied.
    """
    part = under.intersected(place)
    across, down = frame.width / place.width(), frame.height / place.height()
    left, right = (round((x - place.left()) * across) for x in (part.left(), part.right()))
    top, bottom = (round((y - place.top()) * down) for y in (part.top(), part.bottom()))
    step = max((right - left) // _SAMPLES_ACROSS, 1) * _PIXEL
    total, count = 0.0, 0
    for sample in range(_SAMPLES_DOWN):
        row = top + int((bottom - top) * (sample + 0.5) / _SAMPLES_DOWN)
        start = row * frame.stride + left * _PIXEL
        end = row * frame.stride + right * _PIXEL
        for channel, weight in enumerate(_LUMA):
            total += weight * sum(frame.pixels[start + channel : end : step])
        count += len(range(start, end, step))
    return total / (255 * count) if count else 0.0
