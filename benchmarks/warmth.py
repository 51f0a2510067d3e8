"""What the black film at sign-in saves of the wait for the first recording of the day."""

import time
from contextlib import closing
from pathlib import Path

from benchmarks.apart import measure_apart
from benchmarks.effort import Effort
from benchmarks.films import Film, Silence
from benchmarks.first_frame import first_picture_ms
from benchmarks.table import Figure, ratios
from viewer_app.playback.warming import WarmedPlayer


def first_ms(how: str, *film: str) -> list[float]:
    """In a fresh process: until a picture after sign-in, and the most memory that took."""
    shown = Film(*map(Path, film))
    shown.open_sealed().wipe()  # at a station, sign-in has loaded the ciphers long before
    with closing(WarmedPlayer(Silence())) as player:
        if how == "warmed":
            player.warm()
            while not player.is_warm:
                time.sleep(0.01)
        first = first_picture_ms(player, shown, sealed=True)
        status = Path("/proc/self/status").read_text()
        resident = int(status.split("VmHWM:")[1].split()[0]) / 1024
        return [first, resident]


def measure(effort: Effort) -> list[Figure]:
    """A fresh process each time, warmed and not in turns."""
    film = effort.gallery.usual()
    taken: dict[str, list[list[float]]] = {"warmed": [], "cold": []}
    for number in range(effort.times(9)):
        for how in sorted(taken, reverse=number % 2 == 0):
            taken[how].append(measure_apart(first_ms, how, *film))
    warmed, cold = ([each[0] for each in taken[how]] for how in ("warmed", "cold"))
    figure = ratios("first frame after sign-in, warmed", "the same, not warmed", warmed, cold)
    more = [ours[1] - theirs[1] for ours, theirs in zip(*taken.values(), strict=True)]
    return [
        figure,
        Figure("the same, warmed", "", warmed, "ms"),
        Figure("memory it takes, with that film open", "not warmed", more, "MiB"),
    ]
