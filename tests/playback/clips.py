"""Clips for the tests: real films, in memory or sealed, whole or damaged."""

import io
import subprocess
import threading
from pathlib import Path

from tests.tools import ROOT, program
from viewer_app.demo.frame_counter import CELLS
from viewer_app.evidence.age import CHUNK, AgeReader, FileSlice, X25519Identity, encrypt
from viewer_app.evidence.age.payload import TAG

RATE = 30
"""Frames a second of every film that is made here."""


class MemoryClip:
    """A ``session.ports.Clip`` that is only bytes."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @property
    def size(self) -> int:
        return len(self._content)

    def read_into(self, offset: int, buffer: memoryview) -> int:
        part = self._content[offset : offset + len(buffer)]
        buffer[: len(part)] = part
        return len(part)

    def wipe(self) -> None:
        self._content = b""


_CARD = (240, 135)
"""Pixels: ten for each cell of the stamp, which is scaled up with the rest."""


def _stamp() -> str:
    """The cells of ``viewer_app.demo.frame_counter``, as a chain of ffmpeg's filters."""
    bits = [f"mod(floor(n/{1 << place}),2)" for place in range(15, -1, -1)]
    checks = [
        "mod(" + "+".join(f"floor(n/{1 << (place + nibble)})" for nibble in (0, 4, 8, 12)) + ",2)"
        for place in range(3, -1, -1)
    ]
    width, height = _CARD[0] // CELLS, 8
    boxes = [f"drawbox=x=0:y=0:w={_CARD[0]}:h={height}:color=black:t=fill"]
    for cell, lit in enumerate(["1", "0", *bits, *checks, "0", "1"]):
        place = f"x={cell * width}:y=0:w={width}:h={height}"
        boxes.append(f"drawbox={place}:color=white:t=fill:enable='{lit}'")
    return ",".join(boxes)


class Films:
    """Films made on demand, once, in a directory of their own."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def counted(self, seconds: float, *options: str, size: str = "640x360") -> Path:
        """A film whose frames carry their number (``viewer_app.demo.frame_counter``)."""
        name = "_".join(["counted", str(seconds), size, *options]).replace("-", "")
        path = self._directory / f"{name}.mp4"
        if not path.exists():
            program("ffmpeg")
            maker = ROOT / "scripts/make-demo-film"
            subprocess.run([maker, path, str(seconds), "--size", size, *options], check=True)
        return path

    def stamped(
        self,
        name: str,
        seconds: float,
        *options: str,
        size: str = "640x360",
        rate: int = RATE,
        sound: tuple[str, ...] = ("-c:a", "aac"),
        filters: str = "",
    ) -> Path:
        """A film of a test card whose frames carry their number; quicker to make than ``counted``.

        The ending of ``name`` says of which kind; ``options`` are ffmpeg's for the picture and the
        file, ``sound`` those for the sound, none for a silent film. ``filters`` come after the
        stamp, each with a comma before it.
        """
        path = self._directory / name
        if not path.exists():
            card = f"testsrc2=s={_CARD[0]}x{_CARD[1]}:r={rate},{_stamp()}{filters}"
            picture = f"{card},scale={size}:flags=neighbor,setsar=1,format=yuv420p"
            tone = ("-f", "lavfi", "-i", "sine=440:r=48000") if sound else ()
            command = [program("ffmpeg"), "-loglevel", "error", "-nostdin", "-y"]
            command += ["-f", "lavfi", "-i", picture, *tone, *options, *sound]
            subprocess.run([*command, "-t", str(seconds), str(path)], check=True)
        return path

    def converted(self, source: Path, name: str, *options: str) -> Path:
        """Another film made of one by ffmpeg; the ending of ``name`` says of which kind."""
        path = self._directory / name
        if not path.exists():
            command = [program("ffmpeg"), "-loglevel", "error", "-nostdin", "-y", "-i", str(source)]
            subprocess.run([*command, *options, str(path)], check=True)
        return path


class WatchedClip(MemoryClip):
    """A clip that counts its reads and, while its gate is shut, leaves them hanging as a bad disk.

    ``hold_from`` shuts the gate by itself once something at or behind this byte is asked for.
    """

    def __init__(self, content: bytes, *, hold_from: int | None = None) -> None:
        super().__init__(content)
        self.reads = 0
        self.hanging = threading.Event()
        self.gate = threading.Event()
        self.gate.set()
        self._hold_from = hold_from

    def read_into(self, offset: int, buffer: memoryview) -> int:
        self.reads += 1
        asked = range(offset, min(offset + len(buffer), self.size))
        if self._hold_from is not None and asked and asked[-1] >= self._hold_from:
            self._hold_from = None
            self.gate.clear()
        if not self.gate.is_set():
            self.hanging.set()
            self.gate.wait()
        return super().read_into(offset, buffer)


class BrokenClip(MemoryClip):
    """A clip whose reads raise from some byte on, as where a disk was pulled out."""

    def __init__(self, content: bytes, breaks_at: int, error: Exception) -> None:
        super().__init__(content)
        self._breaks_at = breaks_at
        self._error = error

    def read_into(self, offset: int, buffer: memoryview) -> int:
        asked = range(offset, min(offset + len(buffer), self.size))
        if asked and asked[-1] >= self._breaks_at:
            raise self._error
        return super().read_into(offset, buffer)


def seal(content: bytes, path: Path, *, damaged_at: int | None = None) -> X25519Identity:
    """Write the clip as an age file and return the key to it.

    With ``damaged_at``, one bit of the ciphertext of this byte is flipped after sealing.
    """
    identity = X25519Identity.generate()
    sink = io.BytesIO()
    encrypt(io.BytesIO(content), sink, [identity.recipient])
    file = bytearray(sink.getvalue())
    if damaged_at is not None:
        chunks = -(-len(content) // CHUNK)
        payload = len(file) - len(content) - chunks * TAG
        chunk, inside = divmod(damaged_at, CHUNK)
        file[payload + chunk * (CHUNK + TAG) + inside] ^= 1
    path.write_bytes(file)
    return identity


def sealed(content: bytes, directory: Path, *, damaged_at: int | None = None) -> AgeReader:
    """The clip as the station opens it: an age file, read chunk by chunk; see ``seal``."""
    path = directory / "clip.age"
    identity = seal(content, path, damaged_at=damaged_at)
    return AgeReader.open(FileSlice.open(path), [identity])
