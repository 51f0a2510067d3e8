"""Zoom, place and turns: rules that hold for every film, window and way of getting there."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from viewer_app.ui.framing import MOST_ZOOM, Framing, Shot

NEAR = 1e-6


class Look(NamedTuple):
    """A framing somebody got to, and what it shows of which film in which window."""

    framing: Framing
    room: QRectF
    width: int
    height: int

    @property
    def shot(self) -> Shot:
        return self.framing.shot(self.room, self.width, self.height)


@st.composite
def looks(draw: st.DrawFn) -> Look:
    sizes = st.integers(40, 4096)
    room = QRectF(0, 0, draw(sizes), draw(sizes))
    framing = Framing()
    framing.set_window(room.width(), room.height())
    look = Look(framing, room, draw(sizes), draw(sizes))
    _ = look.shot
    unit = st.floats(0, 1)
    for _step in range(draw(st.integers(0, 5))):
        if draw(st.booleans()):
            framing.zoom_by(draw(st.floats(0.2, 4)), draw(unit), draw(unit))
        if draw(st.booleans()):
            framing.pan_by(draw(st.floats(-1, 1)), draw(st.floats(-1, 1)))
        if draw(st.booleans()):
            framing.turn()
    return look


@given(look=looks())
def test_what_is_shown_lies_in_the_picture_and_fills_the_window_where_it_can(look: Look) -> None:
    shot, room = look.shot, look.room
    assert QRectF(-NEAR, -NEAR, 1 + 2 * NEAR, 1 + 2 * NEAR).contains(shot.part)
    assert room.adjusted(-1, -1, 1, 1).contains(shot.target)
    whole_x, whole_y = shot.part.width() > 1 - NEAR, shot.part.height() > 1 - NEAR
    assert shot.target.width() >= room.width() - 1 or whole_x
    assert shot.target.height() >= room.height() - 1 or whole_y
    assert 1 <= look.framing.zoom <= MOST_ZOOM
    if look.framing.zoom == 1:
        assert whole_x
        assert whole_y


@given(look=looks())
def test_pixels_are_square_whatever_is_done(look: Look) -> None:
    shot = look.shot
    across, down = shot.source.width(), shot.source.height()
    if shot.turns % 2:
        across, down = down, across
    # the target is rounded to whole pixels
    least = min(shot.target.width(), shot.target.height())
    if least >= 20:
        scale = (shot.target.width() / across) / (shot.target.height() / down)
        assert scale == pytest.approx(1, abs=2 / least)


@given(look=looks(), x=st.floats(0, 1), y=st.floats(0, 1), factor=st.floats(1.05, 2))
def test_what_is_under_the_pointer_stays_there_when_one_goes_nearer(
    look: Look, x: float, y: float, factor: float
) -> None:
    pointer = QPointF(look.room.width() * x, look.room.height() * y)
    before = look.shot
    if not before.target.contains(pointer):
        return
    look.framing.zoom_by(factor, x, y)
    after = look.shot
    # the rounding of the target
    pixel_x = 2 * before.part.width() / before.target.width()
    pixel_y = 2 * before.part.height() / before.target.height()
    left, right = _spot(before, pointer), _spot(after, pointer)
    # while there are black bars the picture stays in the middle, so what is beside it moves
    if after.target.contains(pointer):
        if before.part.width() < 1 - NEAR:
            assert abs(left.x() - right.x()) <= pixel_x
        if before.part.height() < 1 - NEAR:
            assert abs(left.y() - right.y()) <= pixel_y


def _spot(shot: Shot, pointer: QPointF) -> QPointF:
    """What is at the pointer, in fractions of the turned picture."""
    x = (pointer.x() - shot.target.left()) / shot.target.width()
    y = (pointer.y() - shot.target.top()) / shot.target.height()
    part = shot.part
    return QPointF(part.left() + x * part.width(), part.top() + y * part.height())


@given(look=looks())
def test_four_quarters_are_none(look: Look) -> None:
    before = look.shot
    for _ in range(4):
        look.framing.turn()
    after = look.shot
    assert after.turns == before.turns
    # with bars on a side, or an edge in the way, the middle cannot stay in every turn
    if look.framing.zoom == 1:
        assert after == before


def test_the_middle_stays_the_middle_when_the_picture_is_turned() -> None:
    framing = Framing()
    room = QRectF(0, 0, 1000, 1000)
    framing.set_window(1000, 1000)
    framing.shot(room, 1000, 1000)
    framing.zoom_by(4, 0.75, 0.25)
    middle = framing.shot(room, 1000, 1000).source.center()
    for turns in (1, 2, 3, 0):
        framing.turn()
        shot = framing.shot(room, 1000, 1000)
        assert shot.turns == turns
        assert shot.source.center().x() == pytest.approx(middle.x())
        assert shot.source.center().y() == pytest.approx(middle.y())


def test_dragging_ends_at_the_edges_of_the_picture() -> None:
    framing = Framing()
    room = QRectF(0, 0, 1600, 900)
    framing.set_window(1600, 900)
    framing.shot(room, 1600, 900)
    framing.zoom_by(2)
    told: list[bool] = []
    framing.changed.connect(lambda: told.append(True))
    framing.pan_by(0.25, 0)
    assert framing.shot(room, 1600, 900).source == QRectF(600, 225, 800, 450)
    framing.pan_by(5, 5)
    assert framing.shot(room, 1600, 900).source == QRectF(800, 450, 800, 450)
    count = len(told)
    framing.pan_by(1, 1)
    assert len(told) == count
    framing.show_whole()
    assert framing.shot(room, 1600, 900).source == QRectF(0, 0, 1600, 900)


def test_an_upright_film_fills_a_wide_window_as_soon_as_it_is_near_enough() -> None:
    framing = Framing()
    room = QRectF(0, 0, 1600, 900)
    framing.set_window(1600, 900)
    assert framing.shot(room, 900, 1600).target == QRectF(547, 0, 506, 900)
    framing.zoom_by(2)
    assert framing.shot(room, 900, 1600).target.width() == round(506.25 * 2)
    framing.zoom_by(4)
    assert framing.shot(room, 900, 1600).target == room


def test_it_says_when_something_changed_and_only_then() -> None:
    framing = Framing()
    told: list[bool] = []
    framing.changed.connect(lambda: told.append(True))
    framing.zoom_out()
    framing.set_brightness(0)
    framing.reset()
    framing.show_whole()
    assert not told
    framing.set_brightness(300)
    framing.set_contrast(-300)
    assert (framing.brightness, framing.contrast) == (100, -100)
    assert len(told) == 2
    framing.zoom_in()
    framing.zoom_out()
    assert framing.zoom == 1
    framing.reset()
    assert framing.is_neutral
    assert len(told) == 5
