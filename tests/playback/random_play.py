"""Plays films whose frames carry their number at random, and looks at every picture shown.

    python -m tests.playback.random_play SECONDS [SEED]

It plays, pauses, seeks, drags, steps, repeats, changes speed, runs
into the end and opens other films, in any order; whatever is held must be the frame that the
position names, whatever runs must be in order and named as closely as can be looked at. Prints how
often each was done, and what it took of threads, file handles and memory. A fault says the seed.
"""

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.playback.clips import RATE, Films, MemoryClip
from tests.playback.conftest import Screen, until
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState

HELD_S = 0.12
"""So long a held picture is looked at: libVLC repeats it sooner."""

_STATUS = Path("/proc/self/status")


class Usage(NamedTuple):
    """What this process has now; memory in MiB.

    Pictures lie in shared pages, which stay when they are painted over, and are counted apart.
    """

    threads: int
    files: int
    memory: float
    pictures: float

    @classmethod
    def now(cls) -> "Usage":
        threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208 - only their number
        files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        told = _STATUS.read_text()
        memory, pictures = (
            int(told.split(f"{kind}:")[1].split()[0]) / 1024 for kind in ("RssAnon", "RssShmem")
        )
        return cls(threads, files, memory, pictures)


class NumberedFilm(NamedTuple):
    """A film of ``RATE`` frames a second, and how many those are."""

    content: bytes
    frames: int


class RandomPlay:
    """One player, driven by chance through these films."""

    def __init__(
        self, player: FilmPlayer, screen: Screen, films: Sequence[NumberedFilm], seed: int
    ) -> None:
        self.done: Counter[str] = Counter()
        self._player = player
        self._screen = screen
        self._films = films
        self._last = 0
        self._seed = seed
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._acts: dict[Callable[[], None], int] = {
            self.play: 6,
            self.pause: 4,
            self.seek: 6,
            self.seek_in_a_hurry: 2,
            self.drag: 2,
            self.step_on: 5,
            self.step_back: 6,
            self.change_speed: 2,
            self.repeat: 2,
            self.run_into_the_end: 2,
            self.open: 1,
        }

    def run(self, seconds: float) -> None:
        """Go on for so long."""
        latest = time.monotonic() + seconds
        self.open()
        while time.monotonic() < latest:
            acts, weights = list(self._acts), list(self._acts.values())
            act = self._chance.choices(acts, weights)[0]
            self.done[act.__name__] += 1
            act()
            self._check(act.__name__)
        self._player.clear_loop()
        self._player.set_speed(100)

    def open(self) -> None:
        film = self._chance.choice(self._films)
        self._last = film.frames - 1
        self._player.open(MemoryClip(film.content))
        assert self._screen.now() in (0, 1), "libVLC may leave out the first picture, no more"
        self._screen.numbers.clear()  # between two films all is black
        self._player.seek(0)

    def play(self) -> None:
        self._player.play()
        time.sleep(self._chance.random() * 0.8)

    def pause(self) -> None:
        self._player.pause()

    def seek(self) -> None:
        self._player.seek(self._chance.randrange(self._player.length_ms))

    def seek_in_a_hurry(self) -> None:
        for _ in range(self._chance.randrange(2, 8)):
            self.seek()
            time.sleep(self._chance.random() * 0.05)

    def drag(self) -> None:
        number = 0
        for _ in range(self._chance.randrange(2, 20)):
            number = self._chance.randrange(self._last + 1)
            self._player.scrub(self._middle(number))
            time.sleep(0.02)
        assert until(lambda: self._screen.now() == number), self._told("drag", number)
        self._player.seek(self._middle(number))

    def step_on(self) -> None:
        self._step(self._chance.choice((1, 1, 1, 1, 2, 5, 30)))

    def step_back(self) -> None:
        self._step(-self._chance.choice((1, 1, 1, 1, 2, 5, 30)))

    def change_speed(self) -> None:
        self._player.set_speed(self._chance.choice((25, 50, 100, 100, 100, 200, 400)))

    def repeat(self) -> None:
        if self._chance.random() < 0.4:
            self._player.clear_loop()
            return
        start, end = sorted(self._chance.sample(range(self._player.length_ms), 2))
        self._player.set_loop(start, end)

    def run_into_the_end(self) -> None:
        self._player.clear_loop()
        self._player.set_speed(100)
        ends = self._screen.ends
        self._player.seek(self._player.length_ms - 300)
        self._player.play()
        assert until(lambda: self._screen.ends > ends), self._told("the end", None)
        assert self._screen.now() == self._last, self._told("the end", self._last)

    def _step(self, frames: int) -> None:
        self._player.pause()
        before = self._named()
        if self._player.state is FilmState.ENDED:
            before = self._last
        for _ in range(self._chance.randrange(1, 5)):
            self._player.step(frames)
            before = min(max(before + frames, 0), self._last)
            assert self._screen.now() == before, self._told("step", before)

    def _check(self, what: str) -> None:
        assert self._screen.errors == [], self._told(what, None)
        assert None not in self._screen.numbers, self._told(what, None)
        if self._player.state is FilmState.PAUSED:
            number = self._screen.now()
            assert number == self._named(), self._told(what, self._named())
            time.sleep(HELD_S)
            assert self._screen.now() == number, self._told(what, number)
        elif self._player.state is FilmState.PLAYING:
            # going back to the start of a part, it names that before it is shown
            assert until(self._agrees), self._told(what, self._named())
        self._screen.numbers.clear()

    def _agrees(self) -> bool:
        """Whether what runs is named as closely as can be looked at; or it was over meanwhile."""
        least, number, most = self._named(), self._screen.now(), self._named()
        running = self._player.state is FilmState.PLAYING
        return not running or (number is not None and least - 1 <= number <= most + 1)

    def _named(self) -> int:
        """The frame that the position names."""
        return int(self._player.position_ms() * RATE / 1000 + 1e-3)

    def _middle(self, number: int) -> int:
        return int((number + 0.5) * 1000 / RATE)

    def _told(self, what: str, expected: int | None) -> str:
        return (
            f"seed {self._seed}, {what} after {self.done.total()}: frame {self._screen.now()}, "
            f"expected {expected}, named {self._named()}, {self._player.state}, "
            f"{self._player.speed_percent} %, {self._screen.errors} {self._screen.numbers[-9:]}"
        )


def make_films(films: Films) -> list[NumberedFilm]:
    """Of two sizes, with and without sound."""
    with_sound = films.counted(4, "--gop", "30")
    silent = films.counted(7, "--gop", "60", "--silent", size="1280x720")
    return [NumberedFilm(with_sound.read_bytes(), 120), NumberedFilm(silent.read_bytes(), 210)]


def main() -> None:
    seconds, *more = sys.argv[1:]
    seed = int(more[0]) if more else random.randrange(10**6)  # noqa: S311
    with tempfile.TemporaryDirectory() as directory:
        films = make_films(Films(Path(directory)))
    screen = Screen()
    player = FilmPlayer(screen)
    screen.start(player)
    try:
        RandomPlay(player, screen, films, seed).run(min(float(seconds) / 4, 30))
        before = Usage.now()
        driver = RandomPlay(player, screen, films, seed + 1)
        driver.run(float(seconds))
        print(f"seed {seed}:", ", ".join(f"{name} {n}" for name, n in driver.done.items()))
        print(f"before {before}\nafter  {Usage.now()}")
    finally:
        player.close()
        screen.close()


if __name__ == "__main__":
    main()
