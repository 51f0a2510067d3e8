"""Films held in any way, films of hours, and real footage: from the first picture to the end."""

from collections.abc import Callable, Iterator

import pytest

from tests.playback.clips import Films, MemoryClip
from tests.playback.conftest import Screen, until
from tests.playback.test_playback_containers import FOOTAGE, footage, has_content, picture
from viewer_app.demo.frame_counter import Area, read_frame_number
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState
from viewer_app.playback.surface import Frame

H264 = ("-c:v", "libx264", "-preset", "ultrafast")
WIDE, HIGH = 640, 360
STRIP = 12
"""Rows of the picture, as it lies in the file, that hold its number."""


def middle_ms(number: int, rate: float = 30) -> int:
    return int((number + 0.5) * 1000 / rate)


def number_in(frame: Frame, turned: int) -> int | None:
    """The number of a frame that is shown turned so many degrees, against the clock."""

    def pixels() -> Iterator[memoryview]:
        for row in range(STRIP):
            for column in range(WIDE):
                x, y = {
                    90: (row, WIDE - 1 - column),
                    180: (WIDE - 1 - column, HIGH - 1 - row),
                    270: (HIGH - 1 - row, column),
                }[turned]
                at = y * frame.stride + x * 4
                yield frame.pixels[at : at + 4]

    return read_frame_number(b"".join(pixels()), WIDE * 4, Area(0, 0, WIDE, HIGH))


def shows(player: FilmPlayer, number: int, turned: int) -> Callable[[], bool]:
    def shown() -> bool:
        with player.surface.borrow() as frame:
            assert frame is not None
            upright = (WIDE, HIGH) if turned == 180 else (HIGH, WIDE)
            assert (frame.width, frame.height) == upright
            return number_in(frame, turned) == number

    return shown


@pytest.mark.parametrize("turned", [90, 180, 270])
@pytest.mark.parametrize("ending", ["mp4", "mov"])
def test_a_film_is_shown_as_the_camera_was_held(
    player: FilmPlayer, films: Films, turned: int, ending: str
) -> None:
    source = films.stamped("level.mp4", 1, *H264, "-g", "10")
    held = ("-c", "copy", "-metadata:s:v", f"rotate={turned}")
    player.open(MemoryClip(films.converted(source, f"held-{turned}.{ending}", *held).read_bytes()))
    for number in (17, 4):
        player.seek(middle_ms(number))
        assert until(shows(player, number, turned)), number


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["mp4", "mkv"])
def test_a_film_of_three_hours_is_sought_to_the_very_frame(
    player: FilmPlayer, screen: Screen, films: Films, ending: str
) -> None:
    hours = films.stamped(
        "hours.mp4", 3 * 3600, *H264, "-g", "40", "-movflags", "+faststart",
        size="240x136", rate=2, sound=(),
    )  # fmt: skip
    if ending == "mkv":
        hours = films.converted(hours, "hours.mkv", "-c", "copy")
    player.open(MemoryClip(hours.read_bytes()))
    assert player.length_ms == pytest.approx(3 * 3_600_000, abs=600)
    for number in (21_000, 7, 10_801, 10_800, 15_999):
        player.seek(middle_ms(number, rate=2))
        assert screen.settles_at(number), number
        assert player.position_ms() == pytest.approx(middle_ms(number, rate=2), abs=300)


@pytest.mark.parametrize("name", FOOTAGE)
def test_real_footage_runs_to_its_end_and_starts_again(
    player: FilmPlayer, screen: Screen, name: str
) -> None:
    player.open(MemoryClip(footage(name)))
    player.seek(max(player.length_ms - 400, 0))
    player.play()
    assert until(lambda: screen.ends == 1)
    assert player.state is FilmState.ENDED
    assert not player.ends_early
    assert has_content(picture(player))
    player.seek(0)
    first = picture(player)
    assert has_content(first)
    player.play()
    assert until(lambda: picture(player) != first)
    assert screen.errors == []
