"""The picture near, turned and lit: read back from what stands on the screen."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.ui.screening import CODE, Screening
from tests.ui.stage_pictures import plain
from tests.ui.test_ui_watermark import (
    GROUNDS,
    Reader,
    light,
    night,
    picture,
    size_for,
    snow,
    street,
)
from viewer_app.ui.film_view import FilmView
from viewer_app.ui.framing import Framing
from viewer_app.ui.tone import tone_curve

Screens = Callable[..., Screening]

COLOURS = [
    QColor(red, green, blue)
    for red in (40, 120, 200)
    for green in (40, 120, 200)
    for blue in (60, 180)
]
ACROSS, DOWN = 6, 3


def board(width: int = 1200, height: int = 600) -> QImage:
    """Six by three fields, each of a colour of its own."""
    image = plain("#000000", width, height)
    painter = QPainter(image)
    for number, colour in enumerate(COLOURS):
        column, row = number % ACROSS, number // ACROSS
        field = QRectF(column * width / ACROSS, row * height / DOWN, width / ACROSS, height / DOWN)
        painter.fillRect(field, colour)
    painter.end()
    return image


def light_of(colour: QColor) -> NDArray[np.int_]:
    return np.array([colour.red(), colour.green(), colour.blue()])


def field_at(image: QImage, x: float, y: float) -> int | None:
    """Which field stands at a place of the screen; None for none of them."""
    seen = light_of(image.pixelColor(round(x), round(y)))
    for number, colour in enumerate(COLOURS):
        if (abs(seen - light_of(colour)) <= 2).all():
            return number
    return None


def fields(image: QImage, columns: int, rows: int) -> list[list[int | None]]:
    """What stands in the middles of so many columns and rows of the screen."""
    across, down = image.width() / columns, image.height() / rows
    return [
        [field_at(image, (column + 0.5) * across, (row + 0.5) * down) for column in range(columns)]
        for row in range(rows)
    ]


def bare(screening: Screening) -> Screening:
    """Without the watermark and the small map, which stand over the picture."""
    screening.view._watermark.paint = lambda *_, **__: None  # type: ignore[method-assign]
    return screening


@pytest.fixture
def unmapped(monkeypatch: pytest.MonkeyPatch) -> None:
    """No small map in the corner."""
    monkeypatch.setattr("viewer_app.ui.film_view.paint_minimap", lambda *_: None)


@pytest.mark.usefixtures("unmapped")
def test_three_times_nearer_shows_the_fields_in_the_middle(screen: Screens) -> None:
    screening = bare(screen(board(), 1200, 600))
    screening.paint()
    screening.view.framing.zoom_by(3)
    assert fields(screening.paint(), 2, 1) == [[8, 9]]
    screening.view.framing.pan_by(-0.5, 1)
    assert fields(screening.paint(), 2, 1) == [[13, 14]]


@pytest.mark.usefixtures("unmapped")
def test_a_quarter_turn_is_clockwise_and_fits_again(screen: Screens) -> None:
    screening = bare(screen(board(), 600, 1200))
    screening.view.framing.turn()
    assert fields(screening.paint(), DOWN, ACROSS) == [
        [12 + column, 6 + column, column] for column in range(ACROSS)
    ]
    screening.view.framing.turn()
    screening.view.resize(1200, 600)
    upside_down = fields(screening.paint(), ACROSS, DOWN)
    assert upside_down == [
        [17 - number - row * 6 for number in range(ACROSS)] for row in range(DOWN)
    ]
    screening.view.framing.turn()
    screening.view.resize(600, 1200)
    assert fields(screening.paint(), DOWN, ACROSS) == [
        [5 - row, 11 - row, 17 - row] for row in range(ACROSS)
    ]


@pytest.mark.usefixtures("unmapped")
def test_near_and_turned_one_sees_what_lies_there(screen: Screens) -> None:
    screening = bare(screen(board(), 600, 1200))
    framing = screening.view.framing
    screening.paint()
    framing.turn()
    screening.paint()
    framing.zoom_by(3)
    framing.pan_by(0, -1)
    # three times nearer one column of the turned film is as wide as the screen
    assert fields(screening.paint(), 1, 2) == [[6], [7]]


def test_a_view_that_follows_shows_the_same_part_and_black_around(screen: Screens) -> None:
    leading = bare(screen(board(), 1200, 600))
    leading.paint()
    leading.view.framing.zoom_by(2)
    follower = FilmView("film", leading.frames, leading.view.framing, leads=False)
    try:
        follower.resize(600, 600)
        follower.reveal(CODE, "KANTOOR-1")
        image = follower.grab().toImage()
        place = follower.shown_rect()
        assert place == QRectF(0, 150, 600, 300)
        assert all(image.pixelColor(x, 60) == QColor("#000000") for x in range(0, 600, 20))
        first = fields(leading.paint(), 2, 1)
        seen = image.copy(place.toRect())
        assert fields(seen, 2, 1) == first == [[8, 9]]
    finally:
        follower.deleteLater()


def test_the_small_map_stands_there_only_while_one_is_near(screen: Screens) -> None:
    screening = bare(screen(plain("#808080"), 1280, 720))
    whole = screening.paint()
    corner = [(x, y) for x in range(1060, 1270, 10) for y in range(10, 140, 10)]
    assert {whole.pixelColor(x, y).name() for x, y in corner} == {"#808080"}
    screening.view.framing.zoom_by(2)
    near = {screening.paint().pixelColor(x, y).name() for x, y in corner}
    assert {"#808080", "#8adbe5"} <= near or len(near) > 2
    screening.view.framing.show_whole()
    assert screening.paint() == whole


# --- brightness and contrast ---------------------------------------------------------------------


def greys() -> QImage:
    """Every grey, in columns five pixels wide."""
    row = np.repeat(np.arange(256, dtype=np.uint8), 5)
    return picture(np.broadcast_to(row, (720, 1280)).copy())


def levels(screening: Screening) -> NDArray[np.float64]:
    """What each grey is painted as."""
    values: NDArray[np.float64] = light(screening.paint())[360, 2::5]
    return values


@pytest.mark.parametrize("brightness", [-100, -40, 0, 20, 50, 100])
@pytest.mark.parametrize("contrast", [-100, -30, 0, 40, 100])
def test_light_and_dark_keep_their_order(screen: Screens, brightness: int, contrast: int) -> None:
    screening = bare(screen(greys(), 1280, 720))
    screening.view.framing.set_brightness(brightness)
    screening.view.framing.set_contrast(contrast)
    painted = levels(screening)
    assert (np.diff(painted) >= -1).all()  # Qt rounds in each layer
    promised = np.frombuffer(tone_curve(brightness, contrast), np.uint8)
    assert abs(painted - promised).max() <= 6  # and a step grows in the next layers


@pytest.mark.parametrize("unused", [0, 28, 255])
def test_the_byte_that_a_film_leaves_unused_makes_no_difference(
    screen: Screens, unused: int
) -> None:
    film = greys()
    pixels = np.frombuffer(film.bits(), np.uint8)
    pixels[3::4] = unused
    screening = bare(screen(film, 1280, 720))
    screening.view.framing.set_brightness(70)
    screening.view.framing.set_contrast(30)
    painted = levels(screening)
    assert abs(painted - np.frombuffer(tone_curve(70, 30), np.uint8)).max() <= 6


def test_settings_that_are_neutral_change_no_pixel(screen: Screens) -> None:
    screening = bare(screen(street(1280, 720), 1280, 720))
    image = screening.paint()
    assert image == street(1280, 720).convertToFormat(QImage.Format.Format_RGB32)
    framing = screening.view.framing
    framing.set_brightness(60)
    framing.set_contrast(-20)
    assert screening.paint() != image
    framing.reset()
    assert screening.paint() == image


def test_night_becomes_almost_six_times_as_light_and_black_and_white_stay(screen: Screens) -> None:
    screening = bare(screen(greys(), 1280, 720))
    before = levels(screening)
    for brightness, times in ((33, 1.8), (67, 1.8**2), (100, 1.8**3)):
        screening.view.framing.set_brightness(brightness)
        painted = levels(screening)
        assert painted[0] == 0
        assert painted[255] == pytest.approx(255)
        assert (painted[1:255] >= before[1:255]).all()
        assert painted[8] / before[8] == pytest.approx(times, rel=0.12)
        assert painted[64] < 250  # a lamp still has a shape


def test_contrast_parts_light_from_dark_about_the_middle(screen: Screens) -> None:
    screening = bare(screen(greys(), 1280, 720))
    screening.view.framing.set_contrast(80)
    painted = levels(screening)
    assert (painted[10:120] < np.arange(10, 120)).all()
    assert (painted[136:246] > np.arange(136, 246)).all()
    screening.view.framing.set_contrast(-80)
    flat = levels(screening)
    assert flat.max() - flat.min() < 120


# --- the watermark over all of it -----------------------------------------------------------------


def near(framing: Framing) -> None:
    framing.zoom_by(8, 0.6, 0.3)


def turned(framing: Framing) -> None:
    framing.turn()
    framing.zoom_by(2)


def bright(framing: Framing) -> None:
    framing.set_brightness(100)


def dim(framing: Framing) -> None:
    framing.set_brightness(-100)
    framing.set_contrast(100)


@pytest.mark.parametrize("look", [near, turned, bright, dim])
@pytest.mark.parametrize(
    "ground", [GROUNDS[0], GROUNDS[1], GROUNDS[4]], ids=["snow", "night", "street"]
)
def test_the_session_can_be_read_however_one_looks(
    screen: Screens,
    ground: Callable[[int, int], QImage],
    look: Callable[[Framing], None],
) -> None:
    screening = screen(ground(1280, 720))
    screening.paint()
    look(screening.view.framing)
    screening.at = 11.0
    painted = light(screening.paint())
    for place in screening.places():
        assert Reader(painted, place, size_for(screening)).read_code() == CODE


@pytest.mark.parametrize(
    ("ground", "brightness", "ink"),
    [(snow, 0, 2), (snow, -100, 0), (night, 0, 0)],
)
def test_the_ink_is_chosen_by_what_is_painted_not_by_what_was_recorded(
    screen: Screens, ground: Callable[[int, int], QImage], brightness: int, ink: int
) -> None:
    screening = screen(ground(1280, 720))
    screening.view.framing.set_brightness(brightness)
    screening.paint()
    assert screening.view._watermark._inks == [ink, ink]


def test_the_ink_is_chosen_by_the_part_that_is_seen(screen: Screens) -> None:
    """White above and black below: turned upside down, or near one of them, it is the other."""
    half = plain("#ffffff", 1280, 720)
    painter = QPainter(half)
    painter.fillRect(0, 360, 1280, 360, QColor("#000000"))
    painter.end()
    screening = screen(half)
    framing = screening.view.framing
    screening.paint()
    assert screening.view._watermark._inks == [2, 0]
    framing.turn()
    framing.turn()
    screening.paint()
    assert screening.view._watermark._inks == [0, 2]
    framing.zoom_by(4, 0.5, 0)
    screening.paint()
    assert screening.view._watermark._inks == [0, 0]


# --- subtitles -----------------------------------------------------------------------------------


def test_subtitles_can_be_read_and_wrap_and_the_watermark_stays_above_them(
    screen: Screens,
) -> None:
    screening = screen(plain("#ffffff"), 1280, 720)
    said = "Meneer, wilt u even blijven staan? " * 3
    screening.view.subtitle = lambda: said
    boxes = []
    paint = screening.view._subtitle.paint

    def seen(painter: QPainter, visible: QRectF, words: str) -> QRectF:
        boxes.append(paint(painter, visible, words))
        return boxes[-1]

    screening.view._subtitle.paint = seen  # type: ignore[method-assign]
    # when the lower copy of the watermark is at its lowest
    lowest = max(range(60), key=lambda at: _lower(screening, at).bottom())
    screening.at = float(lowest)
    painted = light(screening.paint())
    box = boxes[-1].toRect()
    assert QRectF(0, 360, 1280, 360).contains(boxes[-1])
    assert box.height() > 3 * 30  # it wrapped
    ground, ink = np.percentile(
        painted[box.top() : box.bottom(), box.left() : box.right()], [50, 99]
    )
    assert ground < 90
    assert ink > 235
    above = _lower(screening, lowest)
    above.moveBottom(box.top())
    assert Reader(painted, above, size_for(screening)).read_code() == CODE


def _lower(screening: Screening, at: float) -> QRectF:
    screening.at = at
    return screening.places()[1]


def test_what_was_said_is_forgotten_when_all_is_black(screen: Screens) -> None:
    screening = screen(plain("#ffffff"))
    screening.view.subtitle = lambda: "Ik heet Willeke."
    screening.paint()
    assert screening.view._subtitle._layouts
    screening.view.blank()
    assert not screening.view._subtitle._layouts
