"""The first picture of a later clip, against QtMultimedia's player on the same sealed bytes.

QtMultimedia comes with PySide6-Addons, which no station has (dependency group ``bench``).
"""

import importlib.util
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QIODevice,
    QObject,
    Qt,
    QTimer,
    QUrl,
    Signal,
    Slot,
)

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
_QUIET_MS = 300


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


class Eye(QObject):
    """Sees the first picture, in Qt's own thread: the player's may not wait for Python."""

    seen = Signal()

    def __init__(self, start: float) -> None:
        super().__init__()
        self._start = start
        self.taken_ms: list[float] = []
        """Until the picture; and until it was in colours to be painted."""

    @Slot(object)
    def look(self, frame: "QVideoFrame") -> None:
        """The first picture that is one."""
        if frame.isValid() and not self.taken_ms:
            self.taken_ms.append((time.perf_counter() - self._start) * 1000)
            frame.toImage()
            self.taken_ms.append((time.perf_counter() - self._start) * 1000)
            self.seen.emit()


def rival_ms(player: "QMediaPlayer", sink: Any, film: Film) -> tuple[float, float]:
    """From opening the file to its first picture; and to that picture in colours to be painted."""
    eye = Eye(time.perf_counter())
    sink.videoFrameChanged.connect(eye.look, Qt.ConnectionType.QueuedConnection)
    clip = film.open_sealed()
    device = ClipDevice(clip)
    player.setSourceDevice(device, QUrl("clip.mp4"))
    player.play()
    turn(_PATIENCE_MS, eye.seen)
    player.pause()
    turn(_QUIET_MS)  # it reads on for a moment, which needs Python, and ``stop`` would wait for it
    sink.videoFrameChanged.disconnect(eye.look)
    player.stop()
    player.setSource(QUrl())
    clip.wipe()
    return eye.taken_ms[0], eye.taken_ms[1]


def turn(milliseconds: int, until: Any = None) -> None:
    """Let Qt's loop run so long, or until the signal comes."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    if until is not None:
        until.connect(loop.quit)
    loop.exec()


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
