"""Small test films with motion, sound and a frame counter, made once and kept in ``.cache``."""

import hashlib
import os
import subprocess
from pathlib import Path

from tests.tools import ROOT, program

_MAKER = ROOT / "scripts/make-demo-film"


def film(seconds: int) -> Path:
    """A synthetic MP4 of ``seconds`` seconds. Nobody is in it, so it may lie on the disk."""
    program("ffmpeg")
    recipe = hashlib.sha256(_MAKER.read_bytes()).hexdigest()[:12]
    path = ROOT / ".cache/films" / f"{recipe}-{seconds}s.mp4"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{os.getpid()}-{path.name}")
        subprocess.run([_MAKER, unfinished, str(seconds)], check=True)
        unfinished.replace(path)
    return path
