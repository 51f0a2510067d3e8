"""A film view of its own, with a clock that stands still."""

from datetime import UTC, datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from tests.ui.stage_names import STATION
from tests.ui.stage_pictures import Frames
from viewer_app.ui.film_view import FilmView
from viewer_app.ui.theme import load_fonts

CODE = "K7QF-2M9D"
NOON = datetime(2025, 3, 3, 11, 0, 0, tzinfo=UTC)


class Screening:
    """One picture, shown in a view of a size, marked with ``CODE`` and ``STATION``."""

    def __init__(self, picture: QImage, width: int, height: int) -> None:
        load_fonts()
        self.frames = Frames()
        self.frames.image = picture
        self.view = FilmView("film", self.frames)
        self.now, self.at = NOON, 0.0
        self.view.clock = lambda: self.now
        self.view.seconds = lambda: self.at
        self.view.resize(width, height)
        self.view.reveal(CODE, STATION)

    def paint(self) -> QImage:
        """What stands on the screen."""
        return self.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    def places(self) -> tuple[QRectF, QRectF]:
        """Where the watermark's two copies stand."""
        assert self.frames.image
        picture = self.view.picture_rect(self.frames.image.width(), self.frames.image.height())
        words = self.view.watermark_words
        return self.view._watermark.places(picture, words, self.at)
