"""How fast a sealed clip plays, against the plain file through the same output.

    uv run python benchmarks/playback.py [--quick] [--rounds 7] [--seeks 10] [--huge-gb 2.0]

Prints ratios, each as median, least and most over the rounds, in one run and in turns:

- first frame: from opening the file to the first picture in memory, sealed against plain, in a
  process that has shown nothing yet and of a later clip;
- seek to frame: from asking for a moment to its picture in memory, sealed against plain;
- first frame of a clip of many GB against one of 10 MB, both sealed;
- memory: the peak of a process that plays and seeks a clip of many GB, against 10 MB.

The film is 720p of 8 Mbit/s; the large one is the same film many times over. Everything has been
read once before, so the disk has no part in it.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from viewer_app.errors import InzageError
from viewer_app.evidence.age import AgeReader, FileSlice, X25519Identity, encrypt
from viewer_app.evidence.secret import Secret
from viewer_app.playback.film import FilmPlayer
from viewer_app.session.ports import Clip

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 10
RATE = "8M"
PLAYED_S = 4.0
MEMORY_ROUNDS = 3


class FileClip:
    """The plain file: what a player without protection would read."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDONLY)
        self.size = os.fstat(self._handle).st_size

    def read_into(self, offset: int, buffer: memoryview) -> int:
        return os.preadv(self._handle, [buffer], offset)

    def wipe(self) -> None:
        os.close(self._handle)


class Silence:
    """A listener that only notes what went wrong."""

    def __init__(self) -> None:
        self.ended_once = threading.Event()
        self.errors: list[InzageError] = []

    def frame_ready(self) -> None: ...

    def ended(self) -> None:
        self.ended_once.set()

    def looped(self) -> None: ...

    def stalled(self, waiting: bool) -> None: ...

    def failed(self, error: InzageError) -> None:
        self.errors.append(error)

    def changed(self) -> None: ...


class Film(NamedTuple):
    """A film on disk, plain and sealed."""

    plain: Path
    sealed: Path
    key: Path

    def open_plain(self) -> Clip:
        return FileClip(self.plain)

    def open_sealed(self) -> Clip:
        with X25519Identity.parse(Secret.take(bytearray(self.key.read_bytes()))) as identity:
            return AgeReader.open(FileSlice.open(self.sealed), [identity])


def make_film(directory: Path) -> Path:
    """About 10 MB, as body cameras write them."""
    drawn, path = directory / "drawn.mp4", directory / "small.mp4"
    subprocess.run(
        [sys.executable, ROOT / "scripts/make-demo-film", drawn, str(SECONDS)], check=True
    )
    rate = ["-b:v", RATE, "-minrate", RATE, "-maxrate", RATE, "-bufsize", "2M"]
    codec = ["-c:v", "libx264", "-preset", "veryfast", "-bf", "0", "-g", "60", "-c:a", "copy"]
    run_ffmpeg("-i", drawn, *codec, *rate, "-x264-params", "nal-hrd=cbr:filler=1", path)
    return path


def make_huge(small: Path, path: Path, gigabytes: float) -> Path:
    """The same film over and over."""
    times = max(1, round(gigabytes * 1e9 / small.stat().st_size))
    run_ffmpeg("-stream_loop", str(times - 1), "-i", small, "-c", "copy", path)
    return path


def run_ffmpeg(*options: str | Path) -> None:
    command: list[str | Path] = ["ffmpeg", "-loglevel", "error", "-nostdin", "-y"]
    *most, out = options
    subprocess.run([*command, *most, "-movflags", "+faststart", out], check=True)


def seal(plain: Path) -> Film:
    identity = X25519Identity.generate()
    film = Film(plain, plain.with_suffix(".age"), plain.with_suffix(".key"))
    with plain.open("rb") as source, film.sealed.open("wb") as sink:
        encrypt(source, sink, [identity.recipient])
    with identity.encode() as key:
        film.key.write_bytes(key.view)
    return film


def first_frame_ms(player: FilmPlayer, film: Film, *, sealed: bool) -> float:
    """From opening the file to its picture; the film is stopped again."""
    start = time.perf_counter()
    clip = film.open_sealed() if sealed else film.open_plain()
    player.open(clip)
    taken = time.perf_counter() - start
    player.stop()
    clip.wipe()
    return taken * 1000


def seek_ms(player: FilmPlayer, film: Film, positions: list[int], *, sealed: bool) -> float:
    """The median over these positions, while paused."""
    clip = film.open_sealed() if sealed else film.open_plain()
    player.open(clip)
    taken = []
    for position in positions:
        time.sleep(0.15)  # nobody asks again at once; and no waiting for the seek before
        start = time.perf_counter()
        player.seek(position)
        taken.append((time.perf_counter() - start) * 1000)
    player.stop()
    clip.wipe()
    return statistics.median(taken)


def first_frame_cold_ms(film: Film, *, sealed: bool) -> float:
    """As ``first_frame_ms``, in a process of its own that has shown nothing yet."""
    return measured_apart("--first" if sealed else "--first-plain", film)


def measured_apart(how: str, film: Film) -> float:
    """What this script prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, how, *film], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def measure_memory(film: Film, *, sealed: bool) -> float:
    """MiB that a process of its own needed at most while it played and sought."""
    return measured_apart("--play" if sealed else "--play-plain", film)


def play_here(clip: Clip) -> None:
    """Play, seek all over, play; print the most memory that took, in MiB."""
    listener = Silence()
    with closing(FilmPlayer(listener)) as player:
        player.open(clip)
        for part in (0, 1, 3, 2):
            player.seek(player.length_ms * part // 5)
            player.play()
            time.sleep(PLAYED_S / 4)
            player.pause()
    clip.wipe()
    assert not listener.errors
    status = Path("/proc/self/status").read_text()
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024)


def line(name: str, values: list[float], unit: str, aim: str = "") -> None:
    """Median, least and most."""
    middle = statistics.median(values)
    print(f"{name:<52}{middle:9.2f} [{min(values):.2f}–{max(values):.2f}] {unit:<4}{aim}")


def ratios(ours: list[float], theirs: list[float]) -> list[float]:
    return [one / other for one, other in zip(ours, theirs, strict=True)]


def measure(small: Film, huge: Film, rounds: int, seeks: int) -> None:
    player = FilmPlayer(Silence())
    chance = random.Random(1)  # noqa: S311
    cold: dict[bool, list[float]] = {True: [], False: []}
    for sealed in (True, False, False, True) * rounds:
        cold[sealed].append(first_frame_cold_ms(small, sealed=sealed))
    first: dict[str, list[float]] = {name: [] for name in ("plain", "sealed", "huge", "huge plain")}
    sought: dict[str, list[float]] = {"plain": [], "sealed": []}
    for warm in (True, False):  # what is done for the first time is not measured
        first_frame_ms(player, small, sealed=warm)
        first_frame_ms(player, huge, sealed=warm)
    for number in range(rounds):
        turns = [("plain", small), ("sealed", small), ("huge", huge), ("huge plain", huge)]
        for _ in range(3):
            chance.shuffle(turns)
            for name, film in turns:
                first[name].append(first_frame_ms(player, film, sealed="plain" not in name))
        positions = [chance.randrange(SECONDS * 1000 - 2500) for _ in range(seeks)]
        order = ("plain", "sealed") if number % 2 else ("sealed", "plain")
        for name in order:
            sought[name].append(seek_ms(player, small, positions, sealed=name == "sealed"))
    player.close()
    more: dict[bool, list[float]] = {True: [], False: []}
    for sealed in (True, False) * MEMORY_ROUNDS:
        peaks = [measure_memory(film, sealed=sealed) for film in (small, huge)]
        more[sealed].append(peaks[1] - peaks[0])
    size = huge.sealed.stat().st_size / 1e9
    print(f"{'':<52}{'median':>9} [least–most]")
    line(
        "first frame of a fresh process, sealed ÷ plain",
        ratios(cold[True], cold[False]),
        "×",
        "aim ≤ 1.05",
    )
    line(
        "first frame of a later clip, sealed ÷ plain",
        ratios(first["sealed"], first["plain"]),
        "×",
        "aim ≤ 1.05",
    )
    line("seek to frame, sealed ÷ plain", ratios(sought["sealed"], sought["plain"]), "×", "aim ≤ 1")
    opened = ratios(first["huge"], first["sealed"])
    line(f"first frame, sealed, {size:.1f} GB ÷ 10 MB", opened, "×", "aim ≤ 1.2")
    opened = ratios(first["huge plain"], first["plain"])
    line("the same of the plain files: libVLC's own share", opened, "×")
    opened = ratios(first["huge"], first["huge plain"])
    line(f"first frame of {size:.1f} GB, sealed ÷ plain", opened, "×", "aim ≤ 1.05")
    line(f"peak memory, sealed, {size:.1f} GB − 10 MB", more[True], "MiB", "aim ≤ 16")
    line("the same of the plain files: libVLC's own share", more[False], "MiB")
    line("first frame of a fresh process, plain", cold[False], "ms")
    line("first frame of a fresh process, sealed", cold[True], "ms")
    line("first frame, plain", first["plain"], "ms")
    line("first frame, sealed", first["sealed"], "ms")
    line(f"first frame, sealed, {size:.1f} GB", first["huge"], "ms")
    line("seek to frame, plain", sought["plain"], "ms")
    line("seek to frame, sealed", sought["sealed"], "ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few rounds and a smaller large clip")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seeks", type=int, default=10)
    parser.add_argument("--huge-gb", type=float, default=2.0)
    for apart in ("--play", "--play-plain", "--first", "--first-plain"):
        parser.add_argument(apart, nargs=3, type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.play:
        play_here(Film(*chosen.play).open_sealed())
        return
    if chosen.play_plain:
        play_here(Film(*chosen.play_plain).open_plain())
        return
    if chosen.first or chosen.first_plain:
        film = Film(*(chosen.first or chosen.first_plain))
        film.open_sealed().wipe()  # at a station, sign-in has loaded the ciphers long before
        with closing(FilmPlayer(Silence())) as player:
            print(first_frame_ms(player, film, sealed=bool(chosen.first)))
        return
    if chosen.quick:
        chosen.rounds, chosen.seeks, chosen.huge_gb = 3, 5, 0.3
    with tempfile.TemporaryDirectory(prefix="inzage-playback-") as place:
        directory = Path(place)
        small = make_film(directory)
        huge = make_huge(small, directory / "huge.mp4", chosen.huge_gb)
        measure(seal(small), seal(huge), chosen.rounds, chosen.seeks)


if __name__ == "__main__":
    main()
