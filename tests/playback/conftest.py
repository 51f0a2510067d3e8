"""A film player with a listener that remembers, and films to play."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.playback.clips import Films
from viewer_app.demo.frame_counter import Area, read_frame_number
from viewer_app.errors import InzageError
from viewer_app.playback.film import FilmPlayer

PATIENCE_S = 20
"""Only how long a test waits before it gives up; nothing is measured by it."""


class Screen:
    """A listener that paints as a screen would: it borrows each picture that is announced."""

    def __init__(self) -> None:
        self.player: FilmPlayer
        self.numbers: list[int | None] = []
        self.errors: list[InzageError] = []
        self.ends = self.loops = 0
        self.stalls: list[bool] = []
        self.changes = 0
        self._waiting = threading.Event()
        self._closing = False
        self._painter = threading.Thread(target=self._paint, daemon=True)

    def start(self, player: FilmPlayer) -> None:
        self.player = player
        self._painter.start()

    def close(self) -> None:
        self._closing = True
        self._waiting.set()
        self._painter.join()

    def frame_ready(self) -> None:
        self._waiting.set()

    def ended(self) -> None:
        self.ends += 1

    def looped(self) -> None:
        self.loops += 1

    def stalled(self, waiting: bool) -> None:
        self.stalls.append(waiting)

    def failed(self, error: InzageError) -> None:
        self.errors.append(error)

    def changed(self) -> None:
        self.changes += 1

    def now(self) -> int | None:
        """The number of the frame in the surface; None where it is black or has no number."""
        with self.player.surface.borrow() as frame:
            if frame is None:
                return None
            whole = Area(0, 0, frame.width, frame.height)
            return read_frame_number(frame.pixels, frame.stride, whole)

    def settles_at(self, number: int) -> bool:
        """Whether this frame comes, and stays when libVLC has had time to show another."""
        came = until(lambda: self.now() == number)
        time.sleep(0.1)
        return came and self.now() == number

    def _paint(self) -> None:
        while self._waiting.wait() and not self._closing:
            self._waiting.clear()
            self.numbers.append(self.now())


def until(condition: Callable[[], bool]) -> bool:
    """Wait for a condition; False where it does not come true in ``PATIENCE_S``."""
    latest = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > latest:
            return False
        time.sleep(0.005)
    return True


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def player(screen: Screen) -> Iterator[FilmPlayer]:
    player = FilmPlayer(screen)
    screen.start(player)
    yield player
    player.close()
    screen.close()


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Films:
    return Films(tmp_path_factory.mktemp("films"))


@pytest.fixture(scope="session")
def counted(films: Films) -> bytes:
    """A film of four seconds, 120 frames, with sound, as body cameras write them."""
    path: Path = films.counted(4, "--gop", "30")
    return path.read_bytes()


@pytest.fixture(scope="session")
def heavy(films: Films) -> bytes:
    """Two seconds in 8 MB: far more than libVLC reads ahead."""
    return make_heavy(films, key_frames=30)


def make_heavy(films: Films, *, key_frames: int) -> bytes:
    """Such a film with a key frame every so many frames."""
    rate = ("-b:v", "32M", "-minrate", "32M", "-maxrate", "32M", "-bufsize", "2M")
    codec = ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-g", str(key_frames))
    filled = ("-x264-params", "nal-hrd=cbr:filler=1", "-movflags", "+faststart")
    source = films.counted(2, "--gop", "30")
    name = f"heavy{key_frames}.mp4"
    return films.converted(source, name, *codec, *rate, *filled).read_bytes()
