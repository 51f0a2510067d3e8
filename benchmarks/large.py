"""A clip of 10 GB against one of 10 MB: its first picture, and the memory it takes.

Nearly all of the 10 GB is made as it is read (``benchmarks.large_clip``). 10 GB of 8 Mbit/s last
three hours, and libVLC reads the list of all frames before it shows one. So it is measured with
10 GB, too, that last no longer than the small clip does: the size alone; and without encryption, to
see what libVLC's own share is.
"""

import time
from contextlib import closing
from pathlib import Path

from benchmarks.apart import measure_apart
from benchmarks.effort import Effort
from benchmarks.films import Silence
from benchmarks.large_clip import LargeFilm, write_large
from benchmarks.table import Figure, ratios
from viewer_app.evidence.age import AgeReader
from viewer_app.playback.film import FilmPlayer
from viewer_app.session.ports import Clip

_SIZE = 10_000_000_000
_FILMS = ("small", "long", "wide", "small plain", "long plain")


def prepare(effort: Effort) -> dict[str, Path]:
    """The films, each of the usual one over and over: once, and 10 GB in two ways."""
    usual = effort.gallery.usual().plain
    size = 200_000_000 if effort.quick else _SIZE
    places = {name: effort.directory / f"{name}.part" for name in ("small", "long", "wide")}
    write_large(usual, 0, places["small"])
    write_large(usual, size, places["long"])
    write_large(usual, size, places["wide"], copies=1)
    return places


def first_picture_ms(player: FilmPlayer, film: LargeFilm, *, sealed: bool) -> float:
    """From opening the file to its picture in memory; the film is stopped again."""
    start = time.perf_counter()
    clip: Clip
    if sealed:
        made = film.sealed()
        start = time.perf_counter()  # whoever sealed it is not measured
        clip = AgeReader.open(made, [film.identity])
    else:
        clip = film.open_plain()
    player.open(clip)
    taken = (time.perf_counter() - start) * 1000
    player.stop()
    clip.wipe()
    return taken


def peak_mib(path: str, kind: str, pause: str) -> float:
    """The most memory that a process needed to play the film, here and there, in MiB.

    ``kind``: ``sealed`` or ``plain``.
    """
    film = LargeFilm.load(Path(path))
    with closing(FilmPlayer(Silence())) as player:
        clip = film.open_sealed() if kind == "sealed" else film.open_plain()
        player.open(clip)
        for part in (0, 1, 3, 2):
            player.seek(player.length_ms * part // 5)
            player.play()
            time.sleep(float(pause))
            player.pause()
        player.stop()
        clip.wipe()
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def measure_time(effort: Effort) -> list[Figure]:
    """In turns, in one process that has shown each of them before."""
    films = {name: LargeFilm.load(place) for name, place in prepare(effort).items()}
    taken: dict[str, list[float]] = {name: [] for name in _FILMS}
    with closing(FilmPlayer(Silence())) as player:
        for number in range(effort.times(11) + 1):
            for name in _FILMS if number % 2 else reversed(_FILMS):
                kind, _, plain = name.partition(" ")
                each = first_picture_ms(player, films[kind], sealed=not plain)
                if number:  # what is done for the first time is not measured
                    taken[name].append(each)
    long = ratios("first frame, 10 GB of three hours", "10 MB", taken["long"], taken["small"])
    wide = ratios("the same, 10 GB no longer than those", "10 MB", taken["wide"], taken["small"])
    bare = ratios(
        *("the same, three hours, not encrypted", "10 MB, not encrypted"),
        *(taken["long plain"], taken["small plain"]),
    )
    return [
        Figure(long.name, long.rival, long.values, most=1.2),
        Figure(wide.name, wide.rival, wide.values, most=1.2),
        bare,
        Figure("the same, sealed, three hours", "", taken["long"], "ms"),
    ]


def measure_memory(effort: Effort) -> list[Figure]:
    """In processes apart."""
    places = prepare(effort)
    pause = 0.2 if effort.quick else 1.0
    grown: dict[str, list[float]] = {name: [] for name in _FILMS if not name.startswith("small")}
    for _ in range(effort.times(2)):
        peaks = {}
        for name in _FILMS:
            kind, _, plain = name.partition(" ")
            peaks[name] = measure_apart(peak_mib, places[kind], plain or "sealed", pause)
        grown["long"].append(peaks["long"] - peaks["small"])
        grown["wide"].append(peaks["wide"] - peaks["small"])
        grown["long plain"].append(peaks["long plain"] - peaks["small plain"])
    memory = "peak memory, 10 GB"
    return [
        Figure(f"{memory} of three hours", "10 MB", grown["long"], "MiB", most=16),
        Figure(f"{memory} no longer than those", "10 MB", grown["wide"], "MiB", most=16),
        Figure(f"{memory} of three hours, not encrypted", "10 MB", grown["long plain"], "MiB"),
    ]
