"""The stage's film: a player that remembers what was asked of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtGui import QImage

from tests.ui.stage_pictures import Frame, street
from tests.ui.stage_world import World
from viewer_app.session.ports import Clip


class Thumbnails:
    """Lends one small picture for every place, once a test says that it is there."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.image: QImage | None = None

    def ask(self, position_ms: int) -> None:
        self.asked.append(position_ms)

    @contextmanager
    def borrow(self, position_ms: int) -> Iterator[Frame | None]:
        image = self.image
        if image is None:
            yield None
            return
        pixels = memoryview(bytes(image.constBits()))
        yield Frame(image.width(), image.height(), image.bytesPerLine(), pixels, 0)


class Film:
    """The player and its controls."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.frame_ms = 40.0
        self.speed_percent = 100
        self.loop: tuple[int, int] | None = None
        self.passes = 0
        self.ended = False
        self.subtitles: Sequence[str] = ()
        self.subtitle: int | None = None
        self.said = ""
        self.ends_early = False
        self.thumbnails = Thumbnails()

    def subtitle_text(self) -> str:
        return self.said if self.subtitle is not None else ""

    def open(self, clip: Clip) -> None:
        self.world.position = 0
        self.world.frames.image = street()

    def play(self) -> None:
        self.ended = False

    def pause(self) -> None:
        pass

    def seek(self, position_ms: int) -> None:
        self.ended = False
        self.world.position = position_ms
        self.world.sought.append(position_ms)

    def scrub(self, position_ms: int) -> None:
        self.world.position = position_ms

    def step(self, frames: int) -> None:
        self.world.position = max(self.world.position + round(frames * self.frame_ms), 0)

    def set_speed(self, percent: int) -> None:
        self.speed_percent = percent

    def set_loop(self, start_ms: int, end_ms: int) -> None:
        self.loop = (start_ms, end_ms)

    def clear_loop(self) -> None:
        self.loop = None

    def position_ms(self) -> int:
        return self.world.position

    def stop(self) -> None:
        self.world.stopped += 1
        self.world.frames.image = None

    @property
    def length_ms(self) -> int:
        return self.world.length

    @property
    def has_audio(self) -> bool:
        return self.world.has_audio

    @property
    def volume(self) -> int:
        return self.world.volume

    @volume.setter
    def volume(self, percent: int) -> None:
        self.world.volume = percent
