"""The film player: one clip at a time, from memory to memory."""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from viewer_app.playback import container
from viewer_app.playback.contents import Contents
from viewer_app.playback.engine import STOP_PATIENCE_S
from viewer_app.playback.listener import FilmListener, FilmState
from viewer_app.playback.running import RunningFilm
from viewer_app.playback.source import MemorySource

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

LOUDEST = 100
"""Full volume: the sound as it was recorded."""

SLOWEST: Final = 25
FASTEST: Final = 400
"""Percent of how it was recorded."""


class FilmPlayer(RunningFilm):
    """Plays one clip at a time; satisfies ``session.ports.Player``.

    All methods may be called from several threads: commands come one after another, and ``stop``
    makes one under way give up. ``state``, ``length_ms``, ``has_audio``, ``volume``, ``passes`` and
    ``position_ms`` never wait, so a screen may ask them at any time; ``scrub`` neither. ``surface``
    holds the pictures. Raises PlaybackError, when it is made, where libVLC is missing or will not
    start.
    """

    def __init__(self, listener: FilmListener) -> None:
        super().__init__(listener)
        # libVLC's threads must not call into an interpreter that is going away
        atexit.register(self.close)

    @property
    def speed_percent(self) -> int:
        """How fast the film runs, in percent of how it was recorded."""
        return self._clock.speed_percent

    @property
    def volume(self) -> int:
        """Loudness, 0 to ``LOUDEST``; kept from one film to the next."""
        return self._volume

    @volume.setter
    def volume(self, volume: int) -> None:
        self._volume = min(max(volume, 0), LOUDEST)
        if self._source is not None:
            self._engine.set_volume(self._volume)

    def open(self, clip: "Clip") -> None:
        """Take the clip and show its first picture, paused; returns when it is there.

        Raises PlaybackError (``player.not_a_video``, ``player.picture_too_large``,
        ``player.still_stopping``, ``player.stopped``), and what the clip raises where it is
        damaged. Then nothing is open.
        """
        with self._command:
            self.stop()
            self._attendant.forget()
            # first of all, so that a stop finds what to cancel even where the first read hangs
            memory = self._source = MemorySource(clip, self._fail, self._storage_told)
            try:
                demuxer = container.demuxer(memory.clip)
                # before libVLC, whose reading ahead may come to where the storage gives nothing
                self._contents = Contents(memory.clip, self._fail)
                self._load(memory, demuxer)
                self._confirm()
            except BaseException:
                self.stop()
                raise
        self._attendant.call()
        self._listener.changed()

    def play(self) -> None:
        """Play on; after the end, play again from the start. Does nothing while nothing is open."""
        with self._asking():
            if self._state in (FilmState.PAUSED, FilmState.ENDED):
                self._run()

    def pause(self) -> None:
        """Hold the picture: the one that is on the screen at this moment."""
        with self._asking():
            self._pause()

    def seek(self, position_ms: int) -> None:
        """Show the frame at this position, in milliseconds, playing or paused as it was.

        After the end, the film is paused there. While paused, it returns when the frame is shown.
        Outside the part that is repeated the film plays on: into it, or behind it to the end.
        """
        with self._asking():
            if self._state not in (FilmState.EMPTY, FilmState.FAILED):
                self._seek(position_ms)

    def scrub(self, position_ms: int) -> None:
        """Show the frame at this position soon, while a slider is dragged; returns at once.

        Of the positions that come while a picture is still looked for, only the last counts.
        """
        self._attendant.wish(position_ms)

    def step(self, frames: int) -> None:
        """Show the frame so many further, back where negative; the film is then held there.

        Past an end it shows the first or the last frame.
        """
        if self._step_meanwhile(frames):
            return
        with self._asking():
            self._pause()
            if self._state not in (FilmState.PAUSED, FilmState.ENDED):
                return
            self._become(FilmState.PAUSED)
            here = self.surface.frame or 0
            self._went_back = frames < 0
            self._step_to(here, self._timing.within(here + frames))

    def set_speed(self, percent: int) -> None:
        """How fast the film runs, 25 to 400 percent of how it was recorded; 100 when it opens.

        At any other speed than 100 the film runs frame by frame and without sound; on a machine
        that is too slow for a speed, every frame is shown all the same.
        """
        with self._asking():
            if self._opened:
                self._change_speed(min(max(percent, SLOWEST), FASTEST))

    def set_loop(self, start_ms: int, end_ms: int) -> None:
        """Go back to the start of this part each time its end is reached; nothing moves now."""
        with self._asking():
            first = self._timing.frame_at(start_ms)
            self._loop = (first, max(self._timing.frame_at(end_ms - 1), first) + 1)
            if not self._reel.over:
                # it was the part before that ended; behind this one each picture tells so anew
                self._attendant.take_turn()
            self.surface.limit(self._limit_from(self.surface.frame or 0))

    def clear_loop(self) -> None:
        """Run on at the end of the part that was repeated, if one was."""
        with self._asking():
            self._loop = None
            self.surface.limit(None)

    def stop(self) -> None:
        """Stop, paint black over every frame in memory and let the clip go. Safe to call twice.

        Returns after a few times ``engine.STOP_PATIENCE_S`` at most: where a read hangs, libVLC
        stops by itself when it comes back; its pictures stay black, and until then nothing else can
        be opened. A command under way that does not give up in time lets the clip go at its end.
        """
        self.surface.blacken()
        source = self._source
        if source is None:
            return
        source.cancel()
        self._wake()
        if not self._command.acquire(timeout=STOP_PATIENCE_S):
            return
        try:
            if self._source is source:
                self._let_go()
        finally:
            self._command.release()

    def close(self) -> None:
        """Stop and give libVLC's player back; this one cannot be used again. Safe to call twice."""
        atexit.unregister(self.close)
        self._attendant.close()
        self.stop()
        if self._command.acquire(timeout=STOP_PATIENCE_S):
            try:
                self.stop()  # what another thread opened meanwhile
                self._engine.close()
            finally:
                self._command.release()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """One command; what was still to be shown while scrubbing is out of date."""
        self._attendant.begin()
        try:
            with self._commanding():
                if self._opened and not self._gives_up():
                    self._time_frames(by_table=True)
                yield
        finally:
            self._attendant.end()
