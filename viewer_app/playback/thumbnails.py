"""Small pictures of a film at places where it is not: for the pointer over the timeline.

A second libVLC player makes them, one at a time, from the same clip and in memory only. It is made
when the first is asked for and kept, since each new one costs memory for good. For each picture it
starts at the key frame before the place and is stopped as soon as that is there: a player that is
held and sent about would need all that ``film`` knows. Its threads are the last to get the
processor, and rest as long as they worked, so that the film itself loses nothing.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from viewer_app.errors import InzageError
from viewer_app.evidence.container import HEAD, Container, recognize
from viewer_app.evidence.film_bytes import read
from viewer_app.playback import container, library, source, tracks
from viewer_app.playback.small_pictures import Cache, SmallSurface
from viewer_app.playback.small_reads import ClipInput
from viewer_app.playback.surface import Frame

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

STEP_MS: Final = 1_000
"""A picture stands for so much of the film: key frames are seldom nearer to each other."""
PATIENCE_S = 3.0
"""How long one may take before it is given up."""
STOP_PATIENCE_S: Final = 2.0
"""How long ``stop`` waits for the one under way, which ends at its next read."""
LARGE: Final = 1920 * 1200
"""Pixels of a film beyond which none is made while it plays: decoding it takes all there is."""

_NICE: Final = 15
_OPTIONS: Final = (
    *source.OPTIONS,
    ":input-fast-seek",  # the key frame before the place, and nothing is decoded up to it
    ":no-audio",
    ":avcodec-threads=1",
    ":avcodec-skiploopfilter=4",
)


@dataclass
class _Film:
    """The clip that is open, and how it is read."""

    clip: "Clip"
    reads: ClipInput
    demuxer: str | None = ""
    """"" while it is not known; None where no place but the first can be found."""
    first: int | None = None
    """The checksum of its first picture, once that was made."""


class Thumbnails:
    """Makes small pictures of one clip after another. Nothing but ``stop`` and ``close`` waits.

    ``on_ready`` is called, from a thread of its own, with the place that was asked for, in
    milliseconds, when its picture is there. ``is_playing`` says whether the film runs now.
    """

    def __init__(self, on_ready: Callable[[int], None], is_playing: Callable[[], bool]) -> None:
        self._on_ready = on_ready
        self._is_playing = is_playing
        self._news = threading.Condition()
        self._film: _Film | None = None
        self._wanted: int | None = None
        self._working = self._closed = False
        self._cache = Cache()
        self._surface = SmallSurface(self._picture_size)
        self._over = threading.Event()
        self._libvlc: library.LibVlc | None = None
        self._player: Any = None
        self._media: Any = None
        self._worker: threading.Thread | None = None

    def begin(self, clip: "Clip") -> None:
        """From now on pictures are of this clip, which the caller wipes after ``stop``."""
        self.stop()
        with self._news:
            self._film = _Film(clip, ClipInput(clip))
            self._surface.light()

    def ask(self, position_ms: int) -> None:
        """Make the picture of this place, unless there is one; forget what was asked before.

        Nothing happens while no clip is open.
        """
        with self._news:
            film, known = self._film, self._cache.has(_step(position_ms))
            if film is None or film.demuxer is None or self._closed or known:
                return
            self._wanted = position_ms
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="thumbnails", daemon=True)
                self._worker.start()
            self._news.notify_all()

    @contextmanager
    def borrow(self, position_ms: int) -> Iterator[Frame | None]:
        """The picture for this place, which stays as it is until it is given back; None for none.

        It is that of the key frame before the place.
        """
        with self._cache.borrow(_step(position_ms)) as picture:
            yield picture

    def darken(self) -> None:
        """Make none any more, overwrite all that were made and what still comes. Waits for none."""
        with self._news:
            film, self._film, self._wanted = self._film, None, None
            self._surface.darken()
            self._cache.wipe()
            if film is not None:
                film.reads.cancel()
                self._over.set()
            self._news.notify_all()

    def stop(self) -> None:
        """As ``darken``; then wait a little for the one under way. Safe to call twice."""
        self.darken()
        with self._news:
            self._news.wait_for(lambda: not self._working, STOP_PATIENCE_S)

    def close(self) -> None:
        """Stop, and give libVLC's player back. Safe to call twice."""
        with self._news:
            self._closed = True
        self.stop()
        with self._news:
            self._news.notify_all()
        if self._worker is not None:
            self._worker.join(STOP_PATIENCE_S)

    # From here on: the worker's.

    def _work(self) -> None:
        _stand_back()
        while (wanted := self._next()) is not None:
            film, position_ms = wanted
            started_s = time.monotonic()
            with suppress(InzageError, OSError):
                self._make(film, position_ms)
            with self._news:
                self._working = False
                self._news.notify_all()
            self._rest(time.monotonic() - started_s)
        if self._player is not None:
            self._player.release()
            self._player = None

    def _rest(self, seconds: float) -> None:
        """While the film runs, work half the time at most."""
        latest_s = time.monotonic() + seconds
        with self._news:
            while self._film is not None and not self._closed and self._is_playing():
                left_s = latest_s - time.monotonic()
                if left_s <= 0 or not self._news.wait(left_s):
                    return

    def _next(self) -> tuple[_Film, int] | None:
        """What to make; None when there will be nothing more."""
        with self._news:
            while True:
                self._news.wait_for(lambda: self._wanted is not None or self._closed)
                if self._closed:
                    return None
                position_ms, self._wanted = self._wanted, None
                if self._film is None or position_ms is None or self._is_too_much():
                    continue
                if self._cache.has(_step(position_ms)):  # it was being made when it was asked for
                    continue
                self._working = True
                return self._film, position_ms

    def _is_too_much(self) -> bool:
        return self._surface.film_pixels > LARGE and self._is_playing()

    def _make(self, film: _Film, position_ms: int) -> None:
        if film.demuxer == "":
            film.demuxer = _demuxer(film.clip)
        if film.demuxer is None:
            return
        if film.first is None and self._show(film, 0):
            film.first = self._surface.checksum()
            self._keep(film, 0)
            if not self._player.get_length():  # then it starts at the first picture, always
                film.demuxer = None
        if film.demuxer is None:
            return
        step = _step(position_ms)
        if not self._cache.has(step):
            if not self._show(film, step):
                return
            self._keep(film, step)
        self._on_ready(position_ms)

    def _show(self, film: _Film, step: int) -> bool:
        """Have libVLC paint the picture; whether it did."""
        player = self._ready_player()
        self._media = self._new_media(film, step)
        self._surface.expect(film.first if step else None)
        self._over.clear()
        try:
            player.set_media(self._media)
            if player.play() != 0:
                return False
            shown = self._surface.await_picture(self._over, PATIENCE_S)
            # where a read hangs, ``stop`` lets go of it, and with it libVLC
            player.stop()
            return shown
        finally:
            player.set_media(None)
            self._media.release()
            self._media = None

    def _keep(self, film: _Film, step: int) -> None:
        with self._news:
            if self._film is film:
                self._cache.keep(step, self._surface)

    def _new_media(self, film: _Film, step: int) -> Any:
        assert self._libvlc is not None  # noqa: S101 - the player came first
        media = self._libvlc.new_media(film.reads.callbacks)
        options = [*_OPTIONS, f":demux={film.demuxer}"]
        if step:
            options.append(f":start-time={step * STEP_MS / 1000:.3f}")
        for option in options:
            media.add_option(option)
        return media

    def _ready_player(self) -> Any:
        if self._player is None:
            self._libvlc = library.start()
            self._player = self._libvlc.new_player()
            self._surface.attach(self._libvlc, self._player)
            manager, kinds = self._player.event_manager(), self._libvlc.vlc.EventType
            for kind in (kinds.MediaPlayerEndReached, kinds.MediaPlayerEncounteredError):
                manager.event_attach(kind, lambda _: self._over.set())
        return self._player

    def _picture_size(self) -> tuple[int, int]:
        """Called from libVLC's thread."""
        found = tracks.find(self._libvlc, self._media) if self._libvlc and self._media else None
        return (found.width, found.height) if found else (0, 0)


def _demuxer(clip: "Clip") -> str | None:
    """In a transport stream a fast start finds half a picture, which no desk seals any more."""
    if recognize(read(clip, 0, HEAD)) is Container.TRANSPORT_STREAM:
        return None
    return container.demuxer(clip)


def _step(position_ms: int) -> int:
    return max(position_ms, 0) // STEP_MS


def _stand_back() -> None:
    """Let this thread and all that it starts, libVLC's among them, come after the others."""
    if sys.platform == "linux":  # elsewhere it would be the whole process
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
