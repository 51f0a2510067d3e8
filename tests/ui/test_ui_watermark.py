"""The watermark read back from painted pictures, by somebody who does not know what it says."""

import subprocess
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.films import film
from tests.tools import program
from tests.ui.screening import CODE, NOON, Screening
from tests.ui.stage_names import STATION
from tests.ui.stage_pictures import plain
from tests.ui.visit import Visit
from viewer_app.session.record import new_session_code
from viewer_app.ui.lettering import Ink, Lettering, fitting_size
from viewer_app.ui.theme import load_fonts
from viewer_app.ui.watermark import INKS, Watermark, choose_ink

Light = NDArray[np.float64]
"""How light each pixel is: rows from the top, 0 to 255."""
Screens = Callable[..., Screening]

SIZES = {"full": (1920, 1080), "small": (1280, 720)}
STENCIL = Ink(QColor(255, 255, 255), QColor(0, 0, 0))
_LETTERS = sorted({letter for _ in range(500) for letter in new_session_code()} - {"-"})


def light(image: QImage) -> Light:
    """The lightness of every pixel."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(bytes(image.constBits()), np.uint8)
    rows = pixels.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 4]
    colours = rows.reshape(image.height(), image.width(), 4)[:, :, :3].astype(float)
    values: Light = colours @ np.array([0.0722, 0.7152, 0.2126])
    return values


def picture(values: NDArray[np.uint8]) -> QImage:
    """A picture in greys."""
    height, width = values.shape
    grey = QImage(values.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
    return grey.convertToFormat(QImage.Format.Format_RGB32)


def snow(width: int, height: int) -> QImage:
    """A field in the sun: almost white, a little grain."""
    grain = np.random.default_rng(1).normal(244, 5, (height, width))
    return picture(grain.clip(0, 255).astype(np.uint8))


def night(width: int, height: int) -> QImage:
    """An unlit street: almost black, the grain of a camera that sees little."""
    grain = np.random.default_rng(2).normal(10, 8, (height, width))
    return picture(grain.clip(0, 255).astype(np.uint8))


def noise(width: int, height: int) -> QImage:
    """Every pixel anything."""
    return picture(np.random.default_rng(3).integers(0, 256, (height, width), dtype=np.uint8))


def lamps(width: int, height: int) -> QImage:
    """Night and glaring light, in stripes narrower than the words are long."""
    row = np.where(np.arange(width) // (width // 16) % 2, 250, 6).astype(np.uint8)
    return picture(np.broadcast_to(row, (height, width)).copy())


@cache
def _film_frame() -> bytes:
    command = [program("ffmpeg"), "-loglevel", "error", "-ss", "1", "-i", str(film(3))]
    command += ["-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "bgr0", "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def street(width: int, height: int) -> QImage:
    """A picture of the demonstration film."""
    image = QImage(_film_frame(), 1280, 720, 1280 * 4, QImage.Format.Format_RGB32)
    return image.copy().scaled(width, height)


GROUNDS = [snow, night, noise, lamps, street]


def _neighbours(values: NDArray[Any], axis: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """All values but the first and all but the last, along an axis."""
    return (values[1:], values[:-1]) if axis == 0 else (values[:, 1:], values[:, :-1])


class Reader:
    """Reads letters one after another: the one that the picture is most like."""

    def __init__(self, painted: Light, place: QRectF, size: int) -> None:
        top, left = int(place.top()), int(place.left())
        self._seen = painted[top : top + int(place.height()), left : left + int(place.width())]
        self._letters = Lettering(size, STENCIL)

    def likeness(self, words: str) -> float:
        """The correlation, 0 to 1, of the picture's steps of light with those of these words.

        Steps from pixel to pixel, because what lies under the words differs more in itself.
        """
        stencil = self._letters.draw(words).convertToFormat(QImage.Format.Format_ARGB32)
        pixels = np.frombuffer(bytes(stencil.constBits()), np.uint8)
        pixels = pixels.reshape(stencil.height(), stencil.width(), 4)
        height = min(len(self._seen), len(pixels))
        width = min(self._seen.shape[1], pixels.shape[1])
        opaque = pixels[:height, :width, 3] > 100
        drawn = pixels[:height, :width, 1].astype(float)
        best = 0.0
        # letters by themselves may be lower than the line they stand in
        for down in range(len(self._seen) - height + 1):
            seen = self._seen[down : down + height, :width]
            products, squares_seen, squares_drawn = 0.0, 0.0, 0.0
            for axis in (0, 1):
                inside = np.logical_and(*_neighbours(opaque, axis))
                step_seen = np.subtract(*_neighbours(seen, axis))[inside]
                step_drawn = np.subtract(*_neighbours(drawn, axis))[inside]
                products += float(step_seen @ step_drawn)
                squares_seen += float(step_seen @ step_seen)
                squares_drawn += float(step_drawn @ step_drawn)
            if squares_seen and squares_drawn:
                best = max(best, abs(products) / (squares_seen * squares_drawn) ** 0.5)
        return best

    def read_code(self) -> str:
        """The session code: eight letters and digits, with a dash in the middle."""
        read = ""
        while len(read) < len(CODE):
            dash = "-" if len(read) == 4 else ""
            read += dash
            read += max(_LETTERS, key=lambda letter: self.likeness(read + letter))
        return read


def size_for(screening: Screening) -> int:
    return screening.view._watermark._size


@pytest.mark.parametrize("ground", GROUNDS, ids=lambda ground: ground.__name__)
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_the_session_can_be_read_from_each_copy(
    screen: Screens, ground: Callable[[int, int], QImage], size: tuple[int, int]
) -> None:
    screening = screen(ground(*size), *size)
    for second in (0.0, 11.0):
        screening.at = second
        painted = light(screening.paint())
        for place in screening.places():
            reader = Reader(painted, place, size_for(screening))
            assert reader.read_code() == CODE


@pytest.mark.parametrize("ground", GROUNDS, ids=lambda ground: ground.__name__)
def test_station_and_minute_can_be_told_from_others(
    screen: Screens, ground: Callable[[int, int], QImage]
) -> None:
    screening = screen(ground(1280, 720))
    words = screening.view.watermark_words
    assert words == f"{CODE} · {STATION} · 03-03-2025 12:00:00"
    others = [words.replace("12:00", other) for other in ("12:01", "12:09", "13:00", "11:59")]
    others += [words.replace("03-03", "08-03"), words.replace(STATION, STATION[:-1] + "8")]
    painted = light(screening.paint())
    for place in screening.places():
        reader = Reader(painted, place, size_for(screening))
        assert reader.likeness(words) > 0.4
        assert all(reader.likeness(other) < reader.likeness(words) for other in others)


@pytest.mark.parametrize("ground", GROUNDS, ids=lambda ground: ground.__name__)
def test_it_hides_little_of_the_film(screen: Screens, ground: Callable[[int, int], QImage]) -> None:
    screening = screen(ground(1920, 1080), 1920, 1080)
    marked = light(screening.paint())
    screening.view._watermark.paint = lambda *_, **__: None  # type: ignore[method-assign]
    plainly = light(screening.paint())
    changed = abs(marked - plainly) > 4
    assert 0.002 < changed.mean() < 0.03


@pytest.mark.parametrize("grey", range(0, 256, 15))
def test_letters_stand_out_from_their_edges_and_one_of_both_from_the_film(
    screen: Screens, grey: int
) -> None:
    screening = screen(plain(f"#{grey:02x}{grey:02x}{grey:02x}", 1280, 720))
    painted = light(screening.paint())
    for place in screening.places():
        top, left = int(place.top()), int(place.left())
        part = painted[top : top + int(place.height()), left : left + int(place.width())]
        darkest, lightest = np.percentile(part, [5, 95])
        assert lightest - darkest > 70
        assert max(lightest - grey, grey - darkest) > 70


def test_the_ink_follows_the_light_and_does_not_flicker() -> None:
    rising = [light / 100 for light in range(101)]
    inks, ink = [], 1
    for level in rising + rising[::-1]:
        ink = choose_ink(level, ink)
        inks.append(ink)
    assert sum(a != b for a, b in pairwise(inks)) == 4
    assert inks[0] == 0
    assert inks[100] == 2
    for border in (0.25, 0.7):
        ink = choose_ink(border + 0.01, choose_ink(border - 0.01, 1))
        flickering = [border + (0.02 if n % 2 else -0.02) for n in range(20)]
        seen = []
        for level in flickering:
            ink = choose_ink(level, ink)
            seen.append(ink)
        assert len(set(seen[1:])) == 1


@pytest.mark.parametrize(("colour", "ink"), [("#ffffff", 2), ("#101010", 0), ("#808080", 1)])
def test_the_ink_is_chosen_by_what_lies_under_the_words(
    screen: Screens, colour: str, ink: int
) -> None:
    """The half with the other copy is of another lightness."""
    half = plain(colour, 1280, 720)
    painter = QPainter(half)
    painter.fillRect(0, 360, 1280, 360, QColor("#808080" if ink != 1 else "#ffffff"))
    painter.end()
    screening = screen(half)
    screening.paint()
    assert screening.view._watermark._inks == [ink, 1 if ink != 1 else 2]


def test_it_moves_and_tells_the_time(screen: Screens) -> None:
    screening = screen(plain("#203040"))
    seen = []
    for second in range(0, 120, 5):
        screening.at = float(second)
        screening.now = NOON + timedelta(seconds=second)
        painted = light(screening.paint())
        seen.append(screening.places())
        reader = Reader(painted, seen[-1][0], size_for(screening))
        assert reader.likeness(screening.view.watermark_words) > 0.8
    for copy in (0, 1):
        assert len({(place[copy].x(), place[copy].y()) for place in seen}) > 20
        across = [place[copy].x() for place in seen]
        assert max(across) - min(across) > 500


@given(
    corner=st.tuples(st.integers(-4000, 4000), st.integers(-4000, 4000)),
    size=st.tuples(st.integers(200, 4000), st.integers(200, 4000)),
    seconds=st.floats(0, 10_000),
)
def test_whatever_part_is_visible_each_half_of_it_has_a_whole_watermark(
    qapp: QApplication, corner: tuple[int, int], size: tuple[int, int], seconds: float
) -> None:
    load_fonts()
    words = f"{CODE} · {STATION} · 03-03-2025 12:00:00"
    (left, top), (width, height) = corner, size
    upper, lower = Watermark().places(QRectF(left, top, width, height), words, seconds)
    room = QRectF(left - 1, top - 1, width + 2, height / 2 + 2)
    assert room.contains(upper)
    assert room.translated(0, height / 2).contains(lower)
    assert upper.height() > 8


@given(wanted=st.integers(8, 120), width=st.integers(60, 3000))
def test_the_words_are_as_large_as_fits(qapp: QApplication, wanted: int, width: int) -> None:
    load_fonts()
    words = f"{CODE} · {STATION}"
    size = fitting_size(words, wanted, width)
    assert size <= wanted
    assert Lettering(size, INKS[1]).draw(words).width() <= max(width, 40)
    if size < wanted:
        assert Lettering(size + 2, INKS[1]).draw(words).width() > width * 0.9


def test_it_moves_while_the_film_is_paused(visit: Visit) -> None:
    visit.to_viewing()
    view = visit.window.conductor.viewing.view
    first = view.grab().toImage()
    visit.wait(lambda: view.grab().toImage() != first)


@pytest.mark.parametrize("ground", [snow, night], ids=lambda ground: ground.__name__)
def test_the_small_map_says_which_session_it_is_of_also_beside_the_picture(
    screen: Screens, ground: Callable[[int, int], QImage]
) -> None:
    """An upright film leaves room beside it: the map stands where the watermark never comes."""
    screening = screen(ground(360, 640))
    screening.view.framing.zoom_by(1.25)
    painted = light(screening.paint())
    longest = 1280 / 7
    there = QRectF(1280 - 12 - round(longest * 9 / 16), 12, round(longest * 9 / 16), round(longest))
    assert screening.view.picture_rect(360, 640).right() < there.left()
    mark = screening.view._map_watermark
    for place in mark.places(there, CODE, screening.at):
        assert Reader(painted, place, mark._size).read_code() == CODE
