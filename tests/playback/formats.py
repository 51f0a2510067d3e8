"""The ways in which cameras write films, combined so that each pair occurs in some film."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product, starmap
from pathlib import Path
from typing import NamedTuple

from tests.playback.clips import Films

SECONDS = 0.8
GOP = 10

FILES: Mapping[str, tuple[str, ...]] = {
    "first.mp4": ("-movflags", "+faststart"),
    "last.mp4": (),
    "fragmented.mp4": ("-movflags", "frag_keyframe+empty_moov"),
    "sidx.mp4": ("-movflags", "dash+frag_keyframe"),
    "quicktime.mov": (),
    "matroska.mkv": (),
    "transport.ts": (),
    "film.avi": (),
}
PICTURES: Mapping[str, tuple[str, ...]] = {
    "H.264 baseline": ("-c:v", "libx264", "-preset", "ultrafast", "-profile:v", "baseline"),
    "H.264 high": (
        *("-c:v", "libx264", "-preset", "superfast", "-profile:v", "high", "-bf", "2"),
        *("-x264-params", "cabac=1:b-adapt=0"),
    ),
    "H.265": (
        *("-c:v", "libx265", "-preset", "ultrafast"),
        *("-x265-params", "log-level=error:bframes=2:b-adapt=0"),
    ),
}
SOUNDS: Mapping[str, tuple[str, ...]] = {
    "AAC": ("-c:a", "aac"),
    "MP3": ("-c:a", "mp3"),
    "PCM": ("-c:a", "pcm_s16le"),
    "none": (),
}
SIZES: Mapping[str, str] = {
    "480p": "854x480",
    "720p": "1280x720",
    "1080p": "1920x1080",
    "2160p": "3840x2160",
}
RATES: Mapping[str, int] = {"25": 25, "30": 30, "50": 50, "60": 60, "variable": 30}
UNEVEN = ",setpts='(N+floor(N/3))/30/TB'"
"""Every third frame is on twice as long, as where a camera saves frames in the dark."""

WITH_PCM = frozenset({"quicktime.mov", "matroska.mkv", "film.avi"})
NOT_EXACT = frozenset({"fragmented.mp4", "sidx.mp4", "transport.ts"})
"""Where libVLC lands near the frame that is asked for: the desk copies these into another file."""


SOUND_FIRST_MS: Mapping[str, float] = {"AAC": 1024 / 48, "MP3": 1105 / 48}
"""How much later pictures start in Matroska, where nothing is left out of what an encoder adds."""


class Kind(NamedTuple):
    """One way of writing a film."""

    file: str
    picture: str
    sound: str
    size: str
    rate: str

    def __str__(self) -> str:
        return ", ".join(self)

    @property
    def possible(self) -> bool:
        """Whether ffmpeg can write it, and a camera would."""
        pcm = self.sound != "PCM" or self.file in WITH_PCM
        avi = self.picture != "H.265" and self.rate != "variable"
        return pcm and self._is_possible_in_4k and (avi or self.file != "film.avi")

    @property
    def _is_possible_in_4k(self) -> bool:
        """Cameras write 2160p slowly, into few kinds of files; two cores decode no more."""
        usual = self.file in ("first.mp4", "last.mp4", "quicktime.mov", "matroska.mkv")
        return self.size != "2160p" or (usual and self.rate in ("25", "30"))

    @property
    def exact(self) -> bool:
        """Whether the very frame is shown that is asked for."""
        even = self.picture == "H.264 baseline" or self.rate != "variable"
        plain = self.picture == "H.264 baseline" and self.sound in ("PCM", "none")
        return {"matroska.mkv": even, "film.avi": plain}.get(self.file, self.file not in NOT_EXACT)

    @property
    def starts_ms(self) -> list[float]:
        """When each frame begins to be shown."""
        count = round(SECONDS * RATES[self.rate])
        if self.rate == "variable":
            starts = [(number + number // 3) / 30 * 1000 for number in range(count)]
            return [start for start in starts if start < SECONDS * 1000]
        return [number / RATES[self.rate] * 1000 for number in range(count)]

    def middle_ms(self, frame: int) -> int:
        """A time at which this frame is on."""
        starts = [*self.starts_ms, SECONDS * 1000]
        late_ms = SOUND_FIRST_MS.get(self.sound, 0) if self.file == "matroska.mkv" else 0
        return int((starts[frame] + starts[frame + 1]) / 2 + late_ms)

    def make(self, films: Films) -> Path:
        """The film, of ``SECONDS``."""
        name = "-".join(self).replace(" ", "").replace(".", "")
        uneven = self.rate == "variable"
        options = [*PICTURES[self.picture], "-g", str(GOP), *FILES[self.file]]
        if self.picture == "H.265" and self.file.endswith(("mp4", "mov")):
            options += ["-tag:v", "hvc1"]
        if uneven:
            options += ["-vsync", "vfr"]
        return films.stamped(
            f"{name}-{self.file}",
            SECONDS,
            *options,
            size=SIZES[self.size],
            rate=RATES[self.rate],
            sound=SOUNDS[self.sound],
            filters=UNEVEN if uneven else "",
        )


WAYS: tuple[Sequence[str], ...] = tuple(map(list, (FILES, PICTURES, SOUNDS, SIZES, RATES)))


def pairs_of(kind: Kind) -> set[tuple[int, str, int, str]]:
    """The pairs of ways that this film combines."""
    return {(a, kind[a], b, kind[b]) for a, b in combinations(range(len(kind)), 2)}


def every_kind() -> Iterator[Kind]:
    """All that is possible."""
    return (kind for kind in starmap(Kind, product(*WAYS)) if kind.possible)


def pairwise() -> list[Kind]:
    """Few films in which each possible pair of ways occurs: always the one with most new pairs."""
    kinds = {kind: pairs_of(kind) for kind in every_kind()}
    missing = set().union(*kinds.values())
    chosen: list[Kind] = []
    while missing:
        best = max(kinds, key=lambda kind: len(kinds[kind] & missing))
        chosen.append(best)
        missing -= kinds.pop(best)
    return chosen
