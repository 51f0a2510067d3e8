"""From asking for a moment, or for the frame before, to its picture."""

import random
import statistics
import time
from contextlib import closing

from benchmarks.effort import Effort
from benchmarks.films import FRAME_RATE, Film, Silence, opened
from benchmarks.table import Figure, ratios
from viewer_app.playback.film import FilmPlayer

_REST_S = 0.6
"""Nobody asks again at once, and waiting for the seek before is not to be measured.

Nor is what the player does for itself from 0.15 s after that (``attendant``): at that very moment
some seeks wait for it and others do not.
"""


def sought_ms(player: FilmPlayer, film: Film, moments: list[int], *, sealed: bool) -> list[float]:
    """How long each of these seeks took, while paused."""
    taken = []
    with opened(player, film, sealed=sealed):
        for moment in moments:
            time.sleep(_REST_S)
            start = time.perf_counter()
            player.seek(moment)
            taken.append((time.perf_counter() - start) * 1000)
    return taken


def measure_seeking(effort: Effort) -> list[Figure]:
    """The same moments, sealed and plain in turns."""
    film = effort.gallery.long()
    chance = random.Random(6)  # noqa: S311
    middles: dict[bool, list[float]] = {True: [], False: []}
    slows: dict[bool, list[float]] = {True: [], False: []}
    with closing(FilmPlayer(Silence())) as player:
        sought_ms(player, film, [1000], sealed=True)
        for number in range(effort.times(5)):
            last_ms = effort.gallery.seconds * 1000 - 3000
            moments = [chance.randrange(last_ms) for _ in range(4 if effort.quick else 20)]
            for sealed in (True, False) if number % 2 else (False, True):
                taken = sought_ms(player, film, moments, sealed=sealed)
                middles[sealed].append(statistics.median(taken))
                slows[sealed].append(statistics.quantiles(taken, n=20)[-1])
    rival = "plain file, same output"
    middle = ratios("seek to exact frame, median", rival, middles[True], middles[False])
    slow = ratios("seek to exact frame, p95", rival, slows[True], slows[False])
    return [
        Figure(middle.name, middle.rival, middle.values, most=0.85),
        Figure(slow.name, slow.rival, slow.values, most=0.85),
        Figure("seek to exact frame, sealed", "", middles[True], "ms"),
    ]


def measure_stepping(effort: Effort) -> list[Figure]:
    """A frame back, again and again, as one who looks for the moment does.

    And what it takes without frames to go back to: a seek to a frame that is not kept.
    """
    film = effort.gallery.long()
    chance = random.Random(7)  # noqa: S311
    steps, seeks = [], []
    with closing(FilmPlayer(Silence())) as player:
        for _ in range(effort.times(6)):
            with opened(player, film, sealed=True):
                start_ms = chance.randrange(1000, effort.gallery.seconds * 1000 - 3000)
                player.seek(start_ms)
                player.play()
                time.sleep(0.7)
                player.pause()
                time.sleep(_REST_S)
                for number in range(3 if effort.quick else 8):
                    if number:
                        steps.append(_timed_step(player))
                    else:
                        _timed_step(player)
                    time.sleep(_REST_S)
                for _ in range(2 if effort.quick else 4):
                    frame = chance.randrange(FRAME_RATE, effort.gallery.seconds * FRAME_RATE - 90)
                    start = time.perf_counter()
                    player.seek(round((frame + 0.5) * 1000 / FRAME_RATE))
                    seeks.append((time.perf_counter() - start) * 1000)
                    time.sleep(_REST_S)
    return [
        Figure("frame back", "", steps, "ms", most=35),
        Figure("the same where it is not kept: a seek", "", seeks, "ms"),
    ]


def _timed_step(player: FilmPlayer) -> float:
    start = time.perf_counter()
    player.step(-1)
    return (time.perf_counter() - start) * 1000
