"""Playing on a screen: what it costs over decoding alone, and whether every frame is shown."""

import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from benchmarks.apart import measure_apart
from benchmarks.effort import Effort
from benchmarks.films import Film, Silence, opened
from benchmarks.table import Figure, ratios
from viewer_app.demo.frame_counter import Area, read_frame_number
from viewer_app.playback import library
from viewer_app.playback.film import FilmPlayer
from viewer_app.ui.film_view import FilmView
from viewer_app.ui.theme import load_fonts

_SETTLED_S: Final = 1.0
_NOTHING: Final = ("--quiet", "--ignore-config", "--no-lua", "--no-osd", "--no-spu",
                   "--no-video-title-show", "--no-xlib", "--codec=avcodec,araw,none",
                   "--avcodec-hw=none", "--no-drop-late-frames", "--vout=vdummy",
                   "--no-audio", "--aout=dummy")  # fmt: skip


class Announcer(QObject):
    """Brings the news that a picture waits to Qt's thread."""

    frame_ready = Signal()


class Listener(Silence):
    """Tells an announcer, as the station's does."""

    def __init__(self, announcer: Announcer) -> None:
        super().__init__()
        self._announcer = announcer

    def frame_ready(self) -> None:
        self._announcer.frame_ready.emit()


class CountingView(FilmView):
    """The picture as the station shows it, remembering which frames were painted."""

    def __init__(self, player: FilmPlayer) -> None:
        super().__init__("film", player.surface)
        self._surface = player.surface
        self.painted: set[int | None] = set()
        self.gaps_ms: list[float] = []
        self._before = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint, and note the number that stands in the picture."""
        super().paintEvent(event)
        with self._surface.borrow() as frame:
            if frame is None:
                return
            whole = Area(0, 0, frame.width, frame.height)
            number = read_frame_number(frame.pixels, frame.stride, whole)
        if number not in self.painted:
            now = time.perf_counter()
            if self._before:
                self.gaps_ms.append((now - self._before) * 1000)
            self._before = now
        self.painted.add(number)


def played_on_screen(seconds: str, *film: str) -> dict[str, Any]:
    """Play on a window of 1080p; what it cost, and which frames were not painted."""
    application = QApplication([])
    load_fonts()
    announcer = Announcer()
    with closing(FilmPlayer(Listener(announcer))) as player:
        view = CountingView(player)
        announcer.frame_ready.connect(view.show_frame)
        view.resize(1920, 1080)
        view.show()
        view.reveal("K7QF-2M9D", "KANTOOR-1")
        with opened(player, Film(*map(Path, film)), sealed=True):
            player.play()
            _turn(_SETTLED_S)
            view.painted.clear()
            start, used = time.perf_counter(), time.process_time()
            _turn(float(seconds))
            spent = (time.process_time() - used) / (time.perf_counter() - start)
            player.pause()
            _turn(0.3)
        numbers = {number for number in view.painted if number is not None}
        view.hide()
    del application
    expected = set(range(min(numbers), max(numbers) + 1))
    return {
        "spent": spent,
        "lost": len(expected - numbers),
        "of": len(expected),
        "unreadable": None in view.painted,
        "longest_ms": max(view.gaps_ms),
    }


def decoded_to_nothing(seconds: str, path: str) -> float:
    """Processor seconds for each second of film where libVLC decodes and shows nothing."""
    vlc = library.load()  # in a process that plays with that of the system
    instance = vlc.Instance(list(_NOTHING))
    player = instance.media_player_new()
    player.set_media(instance.media_new_path(path))
    player.play()
    time.sleep(_SETTLED_S)
    start, used = time.perf_counter(), time.process_time()
    time.sleep(float(seconds))
    spent = (time.process_time() - used) / (time.perf_counter() - start)
    stop = threading.Thread(target=player.stop)
    stop.start()
    stop.join()
    return spent


def measure_painted(effort: Effort) -> list[Figure]:
    """In turns, each in a process of its own."""
    film = effort.gallery.long()
    seconds = 1 if effort.quick else 6
    painted, bare = [], []
    for number in range(effort.times(5)):
        for ours in (True, False) if number % 2 else (False, True):
            if ours:
                painted.append(measure_apart(played_on_screen, seconds, *film)["spent"])
            else:
                bare.append(measure_apart(decoded_to_nothing, seconds, film.plain))
    figure = ratios("processor, 1080p30 on the screen", "libVLC decoding to nothing",
                    painted, bare)  # fmt: skip
    return [
        Figure(figure.name, figure.rival, figure.values, most=2.3),
        Figure("the same", "", [100 * each for each in painted], "% of a core"),
        Figure("libVLC decoding to nothing", "", [100 * each for each in bare], "% of a core"),
    ]


def measure_lost(effort: Effort) -> list[Figure]:
    """Once, for a minute; the number in each painted picture tells which frame it is."""
    seconds = 2 if effort.quick else 60
    told = measure_apart(played_on_screen, seconds, *effort.gallery.long())
    name = f"frames lost of {told['of']}, 1080p30, {seconds} s, painted"
    return [
        Figure(name, "", [told["lost"]], "frames", most=0),
        Figure("longest wait for the next of them", "", [told["longest_ms"]], "ms"),
    ]


def _turn(seconds: float) -> None:
    """Let Qt's loop run so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
