"""The first picture of a later clip, against QtMultimedia's player on the same sealed bytes.

QtMultimedia comes with PySide6-Addons, which no station has (dependency group ``bench``).
"""

import importlib.util
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QIODevice, QTimer, QUrl

from benchmarks.apart import measure_apart
from benchmarks.effort import Effort
from benchmarks.films import Film, Silence
from benchmarks.first_frame import first_picture_ms
from benchmarks.table import Figure, ratios
from viewer_app.playback.film import FilmPlayer
from viewer_app.session.ports import Clip

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame

_PATIENCE_MS = 10_000


class ClipDevice(QIODevice):
    """A clip as Qt reads it; decrypted as it is read."""

    def __init__(self, clip: Clip) -> None:
        super().__init__()
        self._clip = clip
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    def size(self) -> int:
        """Of the plaintext, in bytes."""
        return self._clip.size

    def isSequential(self) -> bool:  # noqa: N802
        """It can be read anywhere."""
        return False

    def readData(self, length: int) -> Any:  # noqa: N802
        """What stands at the current place."""
        buffer = bytearray(min(length, 64 * 1024))
        count = self._clip.read_into(self.pos(), memoryview(buffer))
        return bytes(buffer[:count])

    def writeData(self, data: bytes | bytearray | memoryview, length: int) -> int:  # noqa: N802
        """Nothing is written."""
        del data, length
        return -1


def rival_ms(player: "QMediaPlayer", sink: Any, film: Film) -> tuple[float, float]:
    """From opening the file to its first picture; and to that picture in colours to be painted."""
    taken: list[float] = []
    loop = QEventLoop()

    def shown(frame: "QVideoFrame") -> None:
        if frame.isValid() and not taken:
            taken.append((time.perf_counter() - start) * 1000)
            frame.toImage()
            taken.append((time.perf_counter() - start) * 1000)
            loop.quit()

    sink.videoFrameChanged.connect(shown)
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    start = time.perf_counter()
    clip = film.open_sealed()
    device = ClipDevice(clip)
    player.setSourceDevice(device, QUrl("clip.mp4"))
    player.play()
    if not taken:
        loop.exec()
    sink.videoFrameChanged.disconnect(shown)
    player.stop()
    player.setSource(QUrl())
    clip.wipe()
    return taken[0], taken[1]


def in_turns(rounds: str, *names: str) -> dict[str, list[float]]:
    """Both players in one process, warmed up, one after the other."""
    from PySide6.QtMultimedia import QMediaPlayer, QVideoSink  # noqa: PLC0415 - seldom there

    application = QCoreApplication([])
    film = Film(*map(Path, names))
    player, sink = QMediaPlayer(), QVideoSink()
    player.setVideoSink(sink)
    taken: dict[str, list[float]] = {"ours": [], "theirs": [], "painted": []}
    with closing(FilmPlayer(Silence())) as ours:
        for number in range(int(rounds) + 2):
            mine = first_picture_ms(ours, film, sealed=True)
            theirs, painted = rival_ms(player, sink, film)
            if number >= 2:  # what is done for the first time is not measured
                for name, each in (("ours", mine), ("theirs", theirs), ("painted", painted)):
                    taken[name].append(each)
    del application
    return taken


def measure(effort: Effort) -> list[Figure]:
    """The usual clip, again and again."""
    name, rival = "first frame, warm", "QMediaPlayer, same sealed bytes"
    if importlib.util.find_spec("PySide6.QtMultimedia") is None:
        return [Figure(name, rival, [], most=1.5, why="QtMultimedia is not installed")]
    taken = measure_apart(in_turns, effort.times(15), *effort.gallery.usual())
    figure = ratios(name, rival, taken["ours"], taken["theirs"])
    ready = ratios("the same", "until its picture, too, has colours to be painted",
                   taken["ours"], taken["painted"])  # fmt: skip
    return [
        Figure(figure.name, figure.rival, figure.values, most=1.5),
        ready,
        Figure("first frame, warm, sealed", "", taken["ours"], "ms"),
    ]
