"""From opening a clip's file to its first picture, and what a large clip costs more."""

import subprocess
import time
from contextlib import closing
from pathlib import Path

from benchmarks.apart import measure_apart
from benchmarks.effort import Effort
from benchmarks.films import Film, Silence, opened
from benchmarks.table import Figure, ratios
from viewer_app.playback.film import FilmPlayer

GIGABYTE = 1000
"""Megabytes."""


def first_picture_ms(player: FilmPlayer, film: Film, *, sealed: bool) -> float:
    """From opening the file to its picture in memory; the film is stopped again."""
    start = time.perf_counter()
    with opened(player, film, sealed=sealed):
        return (time.perf_counter() - start) * 1000


def cold_ms(how: str, *film: str) -> float:
    """The same in a process that has shown nothing yet. ``how``: ``sealed`` or ``plain``."""
    shown = Film(*map(Path, film))
    shown.open_sealed().wipe()  # at a station, sign-in has loaded the ciphers long before
    with closing(FilmPlayer(Silence())) as player:
        return first_picture_ms(player, shown, sealed=how == "sealed")


def measure_cold(effort: Effort) -> list[Figure]:
    """A fresh process each time, sealed and plain in turns."""
    film = effort.gallery.usual()
    taken: dict[str, list[float]] = {"sealed": [], "plain": []}
    for number in range(effort.times(41)):  # some take a frame longer, of either kind
        for how in sorted(taken, reverse=number % 2 == 0):
            taken[how].append(measure_apart(cold_ms, how, *film))
    figure = ratios("first frame, cold", "plain file, same output", taken["sealed"], taken["plain"])
    return [
        Figure(figure.name, figure.rival, figure.values, most=1.05),
        Figure("the same, sealed", "", taken["sealed"], "ms"),
    ]


def measure_gigabyte(effort: Effort) -> list[Figure]:
    """Our way, against writing the clip to the disk with ``age`` and playing the file."""
    film = effort.gallery.large(20 if effort.quick else GIGABYTE)
    written = effort.directory / "written.mp4"
    ours, theirs = [], []
    with closing(FilmPlayer(Silence())) as player:
        for sealed in (True, False):  # what is done for the first time is not measured
            first_picture_ms(player, film, sealed=sealed)
        for _ in range(effort.times(5)):
            ours.append(first_picture_ms(player, film, sealed=True))
            start = time.perf_counter()
            command: list[str | Path] = ["age", "-d", "-i", film.key, "-o", written, film.sealed]
            subprocess.run(command, check=True)
            wait_ms = (time.perf_counter() - start) * 1000
            on_disk = film._replace(plain=written)
            theirs.append(wait_ms + first_picture_ms(player, on_disk, sealed=False))
            written.unlink()
    figure = ratios("first frame, 1 GB", "`age -d` to a file, then play it", ours, theirs)
    return [Figure(figure.name, figure.rival, figure.values, most=0.1)]
