"""What the watermark adds to painting a frame of 1080p (aim: about a millisecond at most).

    uv run python benchmarks/watermark.py [--frames 900]

Prints milliseconds per frame for all of painting and for the watermark in it, as median, the worst
in a hundred and the worst. Every thirtieth frame has new words, as at 30 frames a second. The film
is noise, drawn at its own size.
"""

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from viewer_app.ui.film_view import FilmView
from viewer_app.ui.theme import load_fonts

WIDTH, HEIGHT = 1920, 1080
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


class Noise(NamedTuple):
    """One picture of a film."""

    width: int
    height: int
    stride: int
    pixels: memoryview
    serial: int = 0


class Film:
    """Lends the same picture each time."""

    def __init__(self) -> None:
        pixels = memoryview(os.urandom(WIDTH * HEIGHT * 4))
        self._frame = Noise(WIDTH, HEIGHT, WIDTH * 4, pixels)

    @contextmanager
    def borrow(self) -> Iterator[Noise]:
        """The picture."""
        yield self._frame


def main() -> None:
    """Paint, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=900)
    frames = parser.parse_args().frames
    _application = QApplication([])
    load_fonts()
    view = FilmView("film", Film())
    view.resize(WIDTH, HEIGHT)
    view.reveal("K7QF-2M9D", "KANTOOR-1")
    screen = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    watermark: Any = view._watermark
    paint = watermark.paint
    whole: list[float] = []
    marks: list[float] = []

    def timed(*what: Any, **where: Any) -> None:
        begun = time.perf_counter()
        paint(*what, **where)
        marks.append((time.perf_counter() - begun) * 1000)

    watermark.paint = timed
    for number in range(frames):
        at = number / 30
        view.seconds = lambda at=at: at  # type: ignore[misc]
        view.clock = lambda at=at: BEGIN + timedelta(seconds=int(at))  # type: ignore[misc]
        begun = time.perf_counter()
        view.render(screen)
        whole.append((time.perf_counter() - begun) * 1000)
    for name, measured in (("a frame", whole), ("its watermark", marks)):
        worst = statistics.quantiles(measured, n=100)[-1]
        print(
            f"{name}: {statistics.median(measured):.2f} ms; "
            f"one in a hundred over {worst:.2f}, the worst {max(measured):.2f}"
        )


if __name__ == "__main__":
    main()
