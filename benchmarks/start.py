"""From starting the program to its first window on the screen, against a bare window of PySide6.

Both are looked at from outside, by a second connection to the display: a window counts once
something of it was painted. The station's first window says that it starts; how long it is until
people can sign in is told, too.
"""

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.effort import Effort
from benchmarks.films import ROOT
from benchmarks.table import Figure, ratios
from viewer_app.demo.stage import stage

BARE: Final = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.setGeometry(window.screen().geometry())
window.showFullScreen()
sys.exit(application.exec())
"""
_PATIENCE_S: Final = 30.0
_Z_PIXMAP: Final = 2
_ALL_PLANES: Final = 0xFFFFFFFF


class Watcher:
    """Looks at one place of an X display: where the station has its rail."""

    def __init__(self) -> None:
        self._x11 = x11 = ctypes.CDLL("libX11.so.6")
        for name in ("XOpenDisplay", "XDefaultRootWindow", "XGetImage"):
            getattr(x11, name).restype = ctypes.c_void_p
        x11.XGetPixel.restype = ctypes.c_ulong
        x11.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        display = x11.XOpenDisplay(None)
        if not display:
            raise OSError("there is no X display")
        self._display = ctypes.c_void_p(display)
        self._root = ctypes.c_ulong(x11.XDefaultRootWindow(self._display))

    def colour(self) -> int:
        """Red, green and blue of the point; 0 where no window is."""
        area = (ctypes.c_int(20), ctypes.c_int(540), ctypes.c_uint(1), ctypes.c_uint(1))
        planes = ctypes.c_ulong(_ALL_PLANES)
        image = self._x11.XGetImage(self._display, self._root, *area, planes, _Z_PIXMAP)
        pixel: int = self._x11.XGetPixel(image, 0, 0)
        # XDestroyImage is a macro: the image's own function, which frees it
        self._x11.XFree(ctypes.c_void_p(image))
        return pixel & 0xFFFFFF


@contextmanager
def started(command: Sequence[str | Path], environment: dict[str, str]) -> Iterator[float]:
    """When the program was started, on ``time.perf_counter``; it is ended afterwards."""
    quiet = subprocess.DEVNULL
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        yield start
    finally:
        process.terminate()
        process.wait()


def seen_ms(
    watcher: Watcher, command: Sequence[str | Path], environment: dict[str, str], windows: int
) -> list[float]:
    """From starting the program to each of so many windows, one after the other, in ms."""
    while watcher.colour():
        time.sleep(0.01)
    before = 0
    seen: list[float] = []
    with started(command, environment) as start:
        while len(seen) < windows:
            if time.perf_counter() - start > _PATIENCE_S:
                raise TimeoutError("no window came")
            time.sleep(0.001)
            now = watcher.colour()
            if now != before:
                before = now
                seen.append((time.perf_counter() - start) * 1000)
    return seen


def measure(effort: Effort) -> list[Figure]:
    """In turns, each in a fresh process, on the display of the private session."""
    watcher = Watcher()
    ours, theirs, ready = [], [], []
    python = [sys.executable, "-I"]
    with stage(effort.gallery.usual().plain, "nl") as home:
        environment = {**os.environ, "INZAGE_HOME": str(home.path)}
        bare: list[str | Path] = [*python, "-c", BARE]
        station: list[str | Path] = [*python, "-m", "viewer_app", "run"]
        for number in range(effort.times(9) + 1):
            times = {}
            for windows in (2, 1) if number % 2 else (1, 2):
                command = station if windows == 2 else bare
                times[windows] = seen_ms(watcher, command, environment, windows)
            if number:  # the first time, files come from the disk
                ours.append(times[2][0])
                ready.append(times[2][1])
                theirs.append(times[1][0])
    figure = ratios("start to first window", "bare PySide6 window", ours, theirs)
    return [
        Figure(figure.name, figure.rival, figure.values, most=1.5),
        Figure("the same", "", ours, "ms"),
        Figure("start to signing in", "", ready, "ms"),
    ]
