"""The canary: a film of colours that stand nowhere else, and how much of it an attacker got."""

import os
import subprocess
from pathlib import Path
from runpy import run_path

import numpy as np
from numpy.typing import NDArray

from tests.tools import ROOT, program

SECONDS = 180
_ONCE_S = 6
COLOURS = ((0xD4, 0x1F, 0x8C), (0x2B, 0xC7, 0x4E), (0x5A, 0x24, 0xE0), (0xE8, 0x9C, 0x12))
"""Red, green, blue of four bands beside each other; none is in the program's palette."""
LEAKED = 0.1
"""Each band covers nearly a quarter of the film: so much of a picture in each colour is a leak."""
_NEAR = 10
"""Steps of 255 that encoding a film and decoding it moves a colour, at most."""

Pictures = NDArray[np.uint8]
"""Any number of pixels, the last axis their red, green and blue."""


def canary_film() -> Path:
    """An MP4 with the canary below the counter of frames; made once and kept in ``.cache``."""
    path = ROOT / ".cache/films" / f"canary-{SECONDS}s.mp4"
    if path.exists():
        return path
    maker = run_path(str(ROOT / "scripts/make-demo-film"))
    width, height, box = maker["WIDTH"], maker["HEIGHT"], maker["box"]
    bands = [
        box(number * width // 4, 0, width // 4, height, f"0x{bytes(colour).hex()}")
        for number, colour in enumerate(COLOURS)
    ]
    picture = f"color=c=black:s={width}x{height}:r=10,{','.join(bands)},{maker['counter']()}"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{os.getpid()}-{path.name}")
    # drawn once and then repeated, which is much cheaper
    once = unfinished.with_name(f"once-{unfinished.name}")
    ffmpeg = [program("ffmpeg"), "-loglevel", "error", "-nostdin", "-y"]
    encoding = ["-c:v", "libx264", "-preset", "veryfast", "-bf", "0", "-pix_fmt", "yuv420p"]
    draw = ["-f", "lavfi", "-i", picture, *encoding, "-t", str(_ONCE_S), str(once)]
    subprocess.run([*ffmpeg, *draw], check=True)
    repeat = ["-stream_loop", str(SECONDS // _ONCE_S - 1), "-i", str(once), "-c", "copy"]
    subprocess.run([*ffmpeg, *repeat, "-movflags", "+faststart", str(unfinished)], check=True)
    once.unlink()
    unfinished.replace(path)
    return path


def shares(pictures: Pictures) -> list[float]:
    """Which part of the pixels has each of the canary's colours."""
    pixels = pictures.reshape(-1, 3)
    return [float(near(pixels, colour).mean()) for colour in COLOURS]


def near(pixels: Pictures, colour: tuple[int, int, int]) -> NDArray[np.bool_]:
    """Which of these pixels have this colour, as well as a film can give it."""
    low = np.maximum(np.array(colour) - _NEAR, 0).astype(np.uint8)
    high = np.minimum(np.array(colour) + _NEAR, 255).astype(np.uint8)
    within: NDArray[np.bool_] = ((pixels >= low) & (pixels <= high)).all(axis=1)
    return within


def leaked(pictures: Pictures) -> bool:
    """Whether the film can be seen in what the attacker got."""
    return min(shares(pictures)) > LEAKED


def absent(pictures: Pictures) -> bool:
    """Whether nothing of the film is in it: less of each colour than a fleck of noise."""
    return max(shares(pictures)) < 0.0005


def read_pictures(path: Path) -> Pictures:
    """The first pictures of an image or film in a file, as ffmpeg reads it."""
    command = [program("ffmpeg"), "-loglevel", "error", "-nostdin", "-i", str(path)]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "-frames:v", "3", "-"]
    taken = subprocess.run(command, check=True, capture_output=True)
    return np.frombuffer(taken.stdout, np.uint8).reshape(-1, 3)
