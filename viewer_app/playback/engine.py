"""libVLC's player, driven so that it neither deadlocks nor forgets.

libVLC 3 has rules that shape this module:

* None of its functions may be called from one of its callbacks: ``stop`` waits for the very
  thread the callback runs in.
* ``stop`` also waits for a read under way. So it runs on a thread of its own, which is waited for
  only so long; after that the engine is *stalled* and touches libVLC no more until that thread is
  done.
* After a pause, and after a seek, it needs a moment before a seek (``PAUSE_SETTLES_S``,
  ``SEEK_SETTLES_S``).
* Everything it calls back must stay referenced until it has stopped.
"""

import threading
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from viewer_app.playback import library, source, tracks
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.source import MemorySource
from viewer_app.playback.surface import FrameSurface
from viewer_app.playback.tracks import Tracks

STOP_PATIENCE_S = 3.0
"""How long ``halt`` waits for a read that hangs."""

PAUSE_SETTLES_S = 0.1
"""How long after a pause its decoder may still be at a picture.

A seek in that time lets this picture through without a date, and while paused libVLC never gets rid
of a picture without a date: every later seek would show it again.
"""

SEEK_SETTLES_S = 0.05
"""How long after the picture of a seek its decoder may still be at work.

A seek in that time may find it with half a picture.
"""

RESTED_S = 0.5
"""So long after a pause libVLC shows nothing new, on a busy machine either."""

_FULL = 100.0
"""Percent."""


class EngineEvents(NamedTuple):
    """What libVLC tells, each from a thread of its own. None may call the engine back."""

    ended: Callable[[], None]
    broke_off: Callable[[], None]
    length_ms: Callable[[int], None]
    position_ms: Callable[[int], None]
    buffered: Callable[[bool], None]
    """How its buffer fills, after the start or a seek: whether it is full."""


class Engine:
    """One libVLC player, kept for all clips since each new one costs memory for good.

    Its commands must come one after another; only ``set_volume``, ``tracks`` and the properties
    may be used at any time. Raises PlaybackError, when it is made, where libVLC will not start.
    """

    def __init__(self, surface: FrameSurface, events: EngineEvents) -> None:
        self._libvlc = library.start()
        self._player = self._libvlc.new_player()
        self._surface = surface
        surface.attach(self._libvlc, self._player)
        self._source: MemorySource | None = None
        self._media: Any = None
        self._stopping: threading.Thread | None = None
        self._settled_s = self._held_at_s = 0.0
        self._closed = False
        self._closing = threading.Lock()
        self._told = self._listen(events)

    @property
    def stalled(self) -> bool:
        """Whether libVLC still waits for a read that hangs."""
        return self._stopping is not None and self._stopping.is_alive()

    def load(self, memory: MemorySource, demuxer: str) -> None:
        """Take another source, after ``halt``.

        Raises PlaybackError: ``player.still_stopping``, and ``player.stopped`` after ``close``.
        """
        self._refuse_while_stalled()
        if self._closed:  # libVLC has freed the player
            raise PlaybackError("player.stopped")
        self.unload()
        self._source = memory
        self._media = self._libvlc.new_media(memory.callbacks)
        for option in (*source.OPTIONS, f":demux={demuxer}"):
            self._media.add_option(option)
        self._player.set_media(self._media)

    def start(self) -> None:
        """Play from the start, after ``load`` or ``halt``. Raises PlaybackError."""
        self._refuse_while_stalled()
        if self._player.play() != 0:
            raise PlaybackError("player.libvlc_refuses")

    def hold(self) -> None:
        """Hold the picture; not before the first was shown: then libVLC would stop instead."""
        if not self.stalled:
            self._player.set_pause(1)
            self._held_at_s = time.monotonic()
            self._settle_for(PAUSE_SETTLES_S)

    @property
    def rested(self) -> bool:
        """Whether no picture can be on its way any more from before ``hold``."""
        return time.monotonic() - self._held_at_s > RESTED_S

    def resume(self) -> None:
        """Play on."""
        if not self.stalled:
            self._player.set_pause(0)

    def settle(self) -> None:
        """Wait until a pause or a seek just done has come about; needed before ``go_to``."""
        time.sleep(max(0.0, self._settled_s - time.monotonic()))

    def landed(self) -> None:
        """The picture of ``go_to`` was shown."""
        self._settle_for(SEEK_SETTLES_S)

    def go_to(self, position_ms: int) -> None:
        """Show the frame that is on at this time; on a frame's boundary libVLC may be one off."""
        if not self.stalled:
            self._player.set_time(position_ms)

    def advance(self) -> None:
        """Show the next frame, while held; from then on, going on needs a seek after it.

        Where the decoder has not made it yet, the frame before is shown again, and the next
        ``advance`` shows it.
        """
        if not self.stalled:
            self._player.next_frame()

    def set_volume(self, percent: int) -> None:
        """Loudness; 100 is as recorded. Without a sound output nothing happens."""
        with self._closing:
            if not self._closed and not self.stalled:
                self._player.audio_set_volume(percent)

    def tracks(self) -> Tracks | None:
        """The tracks found so far."""
        if self.stalled or self._media is None:
            return None
        return tracks.find(self._libvlc, self._media)

    def halt(self) -> None:
        """Stop; returns after at most ``STOP_PATIENCE_S``, then perhaps ``stalled``."""
        if self._closed:
            return
        if self._stopping is None or not self._stopping.is_alive():
            stop = self._player.stop
            self._stopping = threading.Thread(target=stop, name="libvlc-stop", daemon=True)
            self._stopping.start()
        self._stopping.join(STOP_PATIENCE_S)

    def unload(self) -> None:
        """Let the source go, after ``halt``; while stalled it is kept."""
        if self.stalled or self._media is None:
            return
        self._player.set_media(None)
        self._media.release()
        self._media = self._source = None

    def close(self) -> None:
        """Give libVLC's player and its pictures' memory back, after ``halt``.

        While stalled nothing happens.
        """
        self.unload()
        with self._closing:
            if self.stalled or self._closed:
                return
            self._closed = True
            self._player.release()
        # its binding keeps the player, and so what it paints into, for ever
        self._surface.give_back()

    def _settle_for(self, seconds: float) -> None:
        self._settled_s = max(self._settled_s, time.monotonic() + seconds)

    def _refuse_while_stalled(self) -> None:
        if self.stalled:
            raise PlaybackError("player.still_stopping")

    def _listen(self, events: EngineEvents) -> Any:
        manager, kinds = self._player.event_manager(), self._libvlc.vlc.EventType
        for kind, tell in (
            (kinds.MediaPlayerEndReached, lambda _: events.ended()),
            (kinds.MediaPlayerEncounteredError, lambda _: events.broke_off()),
            (kinds.MediaPlayerLengthChanged, lambda event: events.length_ms(event.u.new_length)),
            (kinds.MediaPlayerTimeChanged, lambda event: events.position_ms(event.u.new_time)),
            (kinds.MediaPlayerBuffering, lambda event: events.buffered(event.u.new_cache >= _FULL)),
        ):
            manager.event_attach(kind, tell)
        return manager
