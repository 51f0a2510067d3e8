"""What playing a sealed film costs of a processor."""

import time
from contextlib import closing

from benchmarks.effort import Effort
from benchmarks.films import Film, Silence, opened
from benchmarks.table import Figure, ratios
from viewer_app.playback.film import FilmPlayer

_SETTLED_S = 0.5


def spent_per_second(player: FilmPlayer, film: Film, seconds: float, *, sealed: bool) -> float:
    """Seconds of a processor for each second of film, after the first moments."""
    with opened(player, film, sealed=sealed):
        player.play()
        time.sleep(_SETTLED_S)
        start, used = time.perf_counter(), time.process_time()
        time.sleep(seconds)
        spent = (time.process_time() - used) / (time.perf_counter() - start)
        player.pause()
    return spent


def measure(effort: Effort) -> list[Figure]:
    """Sealed and plain in turns, the pictures left in memory."""
    film = effort.gallery.long()
    seconds = 0.5 if effort.quick else 5
    spent: dict[bool, list[float]] = {True: [], False: []}
    with closing(FilmPlayer(Silence())) as player:
        spent_per_second(player, film, 0.5, sealed=True)
        for number in range(effort.times(6)):
            for sealed in (True, False) if number % 2 else (False, True):
                spent[sealed].append(spent_per_second(player, film, seconds, sealed=sealed))
    figure = ratios("processor for a second of 1080p30", "plain file", spent[True], spent[False])
    return [
        Figure(figure.name, figure.rival, figure.values, most=1.03),
        Figure("the same, sealed", "", [100 * each for each in spent[True]], "% of a core"),
    ]
