"""The films that are played for the figures, plain and sealed, and how each is opened.

The copy of libVLC that a station has lacks the plug-in that opens files. The plain file needs it,
so here both are played with the system's libVLC, which is the same version.
"""

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from viewer_app.errors import InzageError
from viewer_app.evidence.age import AgeReader, FileSlice, X25519Identity, encrypt
from viewer_app.evidence.secret import Secret
from viewer_app.playback import bundle
from viewer_app.playback.film import FilmPlayer
from viewer_app.session.ports import Clip

ROOT: Final = Path(__file__).resolve().parent.parent
FRAME_RATE: Final = 30
_MAKER: Final = ROOT / "scripts/make-demo-film"
_RATE: Final = "8M"
_GRAIN: Final = "noise=alls=14:allf=t"
"""A lens at dusk: what is drawn would need a tenth of the bits, and next to nothing to decode."""


def use_system_libvlc() -> None:
    """Have this process play with the system's libVLC; before it plays anything.

    For processes that only measure: the rest of the program is to use its own copy.
    """
    vars(bundle)["place"] = lambda: Path("no-copy-here")


class FileClip:
    """The plain file: what a player without protection would read."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDONLY)
        self.size = os.fstat(self._handle).st_size

    def read_into(self, offset: int, buffer: memoryview) -> int:
        """Fill the buffer from here; returns how many bytes there were."""
        return os.preadv(self._handle, [buffer], offset)

    def wipe(self) -> None:
        """Close the file."""
        os.close(self._handle)


class Silence:
    """A listener that only notes what went wrong, and the end."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.errors: list[InzageError] = []

    def frame_ready(self) -> None: ...

    def ended(self) -> None:
        self.over.set()

    def looped(self) -> None: ...

    def stalled(self, waiting: bool) -> None: ...

    def failed(self, error: InzageError) -> None:
        self.errors.append(error)

    def changed(self) -> None: ...


class Film(NamedTuple):
    """A film on disk, plain and sealed, with the throw-away key that opens it."""

    plain: Path
    sealed: Path
    key: Path

    def open_sealed(self) -> Clip:
        """As the station does, header, key and last chunk checked."""
        with X25519Identity.parse(Secret.take(bytearray(self.key.read_bytes()))) as identity:
            return AgeReader.open(FileSlice.open(self.sealed), [identity])


class Gallery:
    """Makes films on demand. What ffmpeg draws is kept in ``.cache``; sealed files are not."""

    def __init__(self, directory: Path, *, quick: bool) -> None:
        self._directory = directory
        self._quick = quick

    @property
    def seconds(self) -> int:
        """How long ``long`` is."""
        return 5 if self._quick else 66

    @property
    def short_seconds(self) -> int:
        """How long ``usual`` is."""
        return 3 if self._quick else 10

    def usual(self) -> Film:
        """1080p30 of 8 Mbit/s, with grain and sound, as body cameras write it; about 10 MB."""
        whole = self._drawn()
        path = self._kept(f"{whole.stem}-{self.short_seconds}s.mp4")
        if not path.exists():
            _ffmpeg(path, "-i", whole, "-t", str(self.short_seconds), "-c", "copy")
        return self._seal(path)

    def long(self) -> Film:
        """The same film, more than a minute of it; each frame carries its number."""
        return self._seal(self._drawn())

    def large(self, megabytes: int) -> Film:
        """The same film over and over, so large."""
        whole = self._drawn()
        path = self._directory / f"large-{megabytes}.mp4"
        if not path.exists():
            times = max(1, round(megabytes * 1e6 / whole.stat().st_size))
            _ffmpeg(path, "-stream_loop", str(times - 1), "-i", whole, "-c", "copy")
        return self._seal(path)

    def _drawn(self) -> Path:
        recipe = hashlib.sha256(_MAKER.read_bytes() + _GRAIN.encode()).hexdigest()[:10]
        path = self._kept(f"bench-{recipe}-{self.seconds}s.mp4")
        if not path.exists():
            drawn = path.with_suffix(".drawn.mp4")
            length = str(self.seconds)
            size = ("--size", "640x360" if self._quick else "1920x1080")
            subprocess.run([sys.executable, _MAKER, drawn, length, *size], check=True)
            bits = "1M" if self._quick else _RATE
            rate = ["-b:v", bits, "-minrate", bits, "-maxrate", bits, "-bufsize", "2M"]
            codec = ["-c:v", "libx264", "-preset", "veryfast", "-bf", "0", "-g", "60"]
            filled = ["-x264-params", "nal-hrd=cbr:filler=1"]
            _ffmpeg(path, "-i", drawn, "-vf", _GRAIN, *codec, *rate, *filled, "-c:a", "copy")
            drawn.unlink()
        return path

    def _kept(self, name: str) -> Path:
        directory = ROOT / ".cache/films"
        directory.mkdir(parents=True, exist_ok=True)
        return directory / name

    def _seal(self, plain: Path) -> Film:
        stem = self._directory / plain.stem
        film = Film(plain, stem.with_suffix(".age"), stem.with_suffix(".key"))
        if not film.key.exists():
            identity = X25519Identity.generate()
            with plain.open("rb") as source, film.sealed.open("wb") as sink:
                encrypt(source, sink, [identity.recipient])
            with identity.encode() as key:
                film.key.write_bytes(key.view)
        return film


@contextmanager
def opened(player: FilmPlayer, film: Film, *, sealed: bool) -> Iterator[None]:
    """The film in the player, held at its first picture.

    Sealed, as the station plays it. Plain, by the same player with the same output, but libVLC
    reads the file by itself, by its path: nothing of ours stands between.
    """
    clip = film.open_sealed() if sealed else FileClip(film.plain)
    libvlc = player._engine._libvlc
    if not sealed:
        vars(libvlc)["new_media"] = lambda _: libvlc.instance.media_new_path(str(film.plain))
    try:
        player.open(clip)
        yield
    finally:
        vars(libvlc).pop("new_media", None)
        player.stop()
        clip.wipe()


def _ffmpeg(out: Path, *options: str | Path) -> None:
    part = out.with_suffix(".part.mp4")
    command: list[str | Path] = ["ffmpeg", "-loglevel", "error", "-nostdin", "-y"]
    subprocess.run([*command, *options, "-movflags", "+faststart", part], check=True)
    part.replace(out)
