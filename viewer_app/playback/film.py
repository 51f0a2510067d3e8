"""The film player: one clip at a time, from memory to memory."""

import atexit
import math
import threading
import time
from typing import TYPE_CHECKING

from viewer_app.errors import InzageError
from viewer_app.playback import container
from viewer_app.playback.contents import Contents
from viewer_app.playback.described import Described
from viewer_app.playback.engine import STOP_PATIENCE_S, Engine, EngineEvents
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.listener import FilmListener, FilmState
from viewer_app.playback.patience import (
    FIRST_PICTURE_PATIENCE_S,
    LAST_PICTURE_S,
    LONE_PICTURE_S,
    NEAR_END_MS,
    NO_VIDEO_PATIENCE_S,
    SEEK_PATIENCE_S,
)
from viewer_app.playback.position import FilmClock
from viewer_app.playback.source import MemorySource
from viewer_app.playback.surface import FrameSurface
from viewer_app.playback.tracks import Tracks

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

LOUDEST = 100
"""Full volume: the sound as it was recorded."""

_LOOK_EVERY_S = 0.1


class FilmPlayer(Described):
    """Plays one clip at a time; satisfies ``session.ports.Player``.

    All methods may be called from several threads: commands come one after another, and ``stop``
    makes one under way give up. ``state``, ``length_ms``, ``has_audio``, ``volume`` and
    ``position_ms`` never wait, so a screen may ask them at any time. ``surface`` holds the
    pictures. Raises PlaybackError, when it is made, where libVLC is missing or will not start.
    """

    def __init__(self, listener: FilmListener) -> None:
        self._listener = listener
        # held for the length of a command; never taken by libVLC's threads, so no deadlock
        self._command = threading.RLock()
        # guards what libVLC's threads change too; held for moments, with no call to libVLC in it
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._landed = threading.Event()
        self._volume = LOUDEST
        self._source: MemorySource | None = None
        self._loop: tuple[int, int] | None = None
        self._forget()
        self.surface = FrameSurface(
            listener.frame_ready, self._picture_refused, self._picture_shown, self._picture_size
        )
        self._engine = Engine(
            self.surface,
            EngineEvents(self._ran_out, self._broke_off, self._length_told, self._position_told),
        )
        # libVLC's threads must not call into an interpreter that is going away
        atexit.register(self.close)

    @property
    def state(self) -> FilmState:
        """What the player does now."""
        return self._state

    @property
    def length_ms(self) -> int:
        """The length of the film; 0 while unknown."""
        return self._length_ms

    @property
    def frame_ms(self) -> float:
        """How long a frame is on, on the average, in milliseconds; 0 where unknown."""
        return 1000 / self._tracks.fps if self._tracks.fps else 0.0

    @property
    def speed_percent(self) -> int:
        """How fast the film runs, in percent of how it was recorded."""
        return self._speed_percent

    @property
    def passes(self) -> int:
        """How often the film went back to the start of a part; counted as its clock goes back."""
        return self._passes

    @property
    def has_audio(self) -> bool:
        """Whether the film has sound; this machine may still have nothing to make it with."""
        return self._tracks.audio

    @property
    def volume(self) -> int:
        """Loudness, 0 to ``LOUDEST``; kept from one film to the next."""
        return self._volume

    @volume.setter
    def volume(self, volume: int) -> None:
        self._volume = min(max(volume, 0), LOUDEST)
        if self._source is not None:
            self._engine.set_volume(self._volume)

    def position_ms(self) -> int:
        """Where the film is, in milliseconds."""
        with self._lock:
            position_ms = int(self._clock.position_ms(_now_ms()))
        return min(position_ms, self._length_ms) if self._length_ms else position_ms

    def open(self, clip: "Clip") -> None:
        """Take the clip and show its first picture, paused; returns when it is there.

        Raises PlaybackError (``player.not_a_video``, ``player.picture_too_large``,
        ``player.still_stopping``, ``player.stopped``), and what the clip raises where it is
        damaged. Then nothing is open.
        """
        with self._command:
            self.stop()
            # first of all, so that a stop finds what to cancel even where the first read hangs
            memory = self._source = MemorySource(clip, self._fail, self._listener.stalled)
            try:
                self._engine.load(memory, container.demuxer(memory.clip))
                self.surface.reveal()
                self._cue()
                self._contents = Contents(memory.clip, self._fail)
                self._confirm()
            except BaseException:
                self.stop()
                raise
        self._listener.changed()

    def play(self) -> None:
        """Play on; after the end, play again from the start. Does nothing while nothing is open."""
        with self._command:
            if self._state not in (FilmState.PAUSED, FilmState.ENDED):
                return
            if self._over and not self._recue():
                return
            if self._cued:
                self._go_to(0)
            self._engine.set_volume(self._volume)
            self._become(FilmState.PLAYING)
            self._engine.resume()
            if self._over:  # so short that it ended before it could be held
                self._tell_end()

    def pause(self) -> None:
        """Hold the picture."""
        with self._command:
            if self._state is FilmState.PLAYING:
                self._become(FilmState.PAUSED)
                self._engine.hold()

    def seek(self, position_ms: int) -> None:
        """Show the frame at this position, in milliseconds, playing or paused as it was.

        After the end, the film is paused there. While paused, it returns when the frame is shown:
        a seek while libVLC still looks for the picture of another lets that one through without a
        date, and while paused libVLC never gets rid of a picture without a date.
        """
        with self._command:
            if self._state in (FilmState.EMPTY, FilmState.FAILED):
                return
            if (self._over or self._is_near_end()) and not self._recue():
                return
            self._go_to(position_ms)
            if self._state is not FilmState.PAUSED or self._has_landed():
                return
            # the picture of before is the right one, or libVLC does not get rid of it
            if self._recue():
                self._go_to(position_ms)
                self._has_landed()

    def scrub(self, position_ms: int) -> None:
        """Show the frame at this position while a slider is dragged; the film is held."""
        self.pause()
        self.seek(position_ms)

    def step(self, frames: int) -> None:
        """Show the frame so many further, back where negative; the film is then held there."""
        self.pause()
        self.seek(round(self.position_ms() + frames * self.frame_ms))

    def set_speed(self, percent: int) -> None:
        """How fast the film runs, 25 to 400 percent of how it was recorded; 100 when it opens."""
        self._speed_percent = percent

    def set_loop(self, start_ms: int, end_ms: int) -> None:
        """Go back to the start of this part each time its end is reached; nothing moves now."""
        self._loop = (start_ms, end_ms)

    def clear_loop(self) -> None:
        """Run on at the end of the part that was repeated, if one was."""
        self._loop = None

    def stop(self) -> None:
        """Stop, paint black over every frame in memory and let the clip go. Safe to call twice.

        Returns after a few times ``engine.STOP_PATIENCE_S`` at most: where a read hangs, libVLC
        stops by itself when it comes back; its pictures stay black, and until then nothing else can
        be opened.
        """
        self.surface.blacken()
        source = self._source
        if source is None:
            return
        source.cancel()
        self._wake()
        if not self._command.acquire(timeout=STOP_PATIENCE_S):
            return  # an ``open`` whose first read hangs: it gives up when that comes back
        try:
            if self._source is not source:
                return
            self._source = None
            self._forget()
            self._engine.halt()
            self._engine.unload()
            self.surface.blacken()
        finally:
            self._command.release()
        self._listener.changed()

    def close(self) -> None:
        """Stop and give libVLC's player back; this one cannot be used again. Safe to call twice."""
        atexit.unregister(self.close)
        self.stop()
        if self._command.acquire(timeout=STOP_PATIENCE_S):
            self._engine.close()
            self._command.release()

    def _forget(self) -> None:
        with self._lock:
            self._state = FilmState.EMPTY
            self._opened = False
            self._over = False
            self._shown = False
            self._cued = False
            self._error: InzageError | None = None
            self._length_ms = 0
            self._tracks = Tracks()
            self._clock = FilmClock()
            self._speed_percent = 100
            self._loop = None
            self._passes = 0
        self._set_aside()

    def _cue(self) -> None:
        """Start libVLC and hold it at its first picture, which stays in the surface.

        libVLC has an option to start paused, but then shows no picture at all; and told to pause at
        the first picture, it stops some pictures later. It goes back when something is asked of it.
        """
        self._cued = True
        self._start(FilmState.PAUSED)
        self._await_picture()
        self._engine.hold()

    def _is_near_end(self) -> bool:
        """Whether libVLC may have read to the end while paused; then it must start over to seek.

        It told its decoder to give out all it has, which while paused happens only after the next
        seek, and costs that the key frame it needs: its picture would be grey.
        """
        near_ms = self._length_ms - NEAR_END_MS
        paused = self._state is FilmState.PAUSED and not self._cued
        return paused and self.position_ms() > near_ms

    def _has_landed(self) -> bool:
        """Whether the picture of the last seek comes, or something else ends the waiting."""
        landed = self._landed.wait(SEEK_PATIENCE_S)
        self._engine.landed()
        return landed

    def _recue(self) -> bool:
        """As ``_cue``, from the start again: the picture shown now stays until there is another.

        False where that failed.
        """
        try:
            self._engine.halt()
            if self._is_stopping():
                return False
            self.surface.freeze()
            self._cue()
        except InzageError as error:
            self._fail(error)
            return False
        return True

    def _start(self, state: FilmState) -> None:
        with self._lock:
            self._over = self._shown = False
            self._clock = FilmClock()
        self._news.clear()
        self._become(state)
        self._engine.start()

    def _await_picture(self) -> None:
        """Wait for a picture. Raises what failed meanwhile, PlaybackError where nothing comes."""
        started_s = time.monotonic()
        patience_s, found = FIRST_PICTURE_PATIENCE_S, None
        while not self._shown:
            if self._error is not None:
                raise self._error
            if self._is_stopping():
                raise PlaybackError("player.stopped")
            if self._over or time.monotonic() - started_s > patience_s:
                raise PlaybackError("player.broke_off") if self._opened else self._refusal(found)
            found = self._engine.tracks() or found
            if found is not None:
                patience_s = FIRST_PICTURE_PATIENCE_S if found.video else NO_VIDEO_PATIENCE_S
            self._news.wait(_LOOK_EVERY_S)

    def _confirm(self) -> None:
        """From now on the listener is told what fails. Raises what has failed until now."""
        with self._lock:
            self._opened = True
            if self._error is not None:
                raise self._error

    def _is_stopping(self) -> bool:
        """Whether ``stop`` was called; what fails or ends after that is nobody's concern."""
        source = self._source
        return source is None or source.cancelled

    def _wake(self) -> None:
        """Let a command that waits look again."""
        self._news.set()
        self._landed.set()

    def _go_to(self, position_ms: int) -> None:
        if self._is_stopping():
            return
        wanted_ms = max(0, position_ms)
        frame_ms = 1000 / self._tracks.fps if self._tracks.fps else 0.0
        if self._length_ms:
            wanted_ms = min(wanted_ms, self._length_ms)
        target_ms = float(wanted_ms)
        if frame_ms:
            # on the boundary of two frames libVLC may show the other one
            target_ms = (math.floor(wanted_ms / frame_ms + 1e-3) + 0.5) * frame_ms
            if self._length_ms:
                target_ms = min(target_ms, self._length_ms - frame_ms / 2)
        with self._lock:
            self._clock.move(wanted_ms, _now_ms())
        self._engine.settle()
        self._landed.clear()
        self.surface.reveal()
        self._engine.go_to(max(0, int(target_ms)))
        self._cued = False

    def _become(self, state: FilmState) -> None:
        """Enter a state, unless the film has failed meanwhile."""
        with self._lock:
            if self._state is FilmState.FAILED:
                return
            self._state = state
            if state is FilmState.PLAYING:
                self._clock.run(_now_ms())
            else:
                self._clock.hold(_now_ms())
        self._listener.changed()

    # From here on: called from libVLC's threads.

    def _picture_shown(self, other: bool) -> None:
        with self._lock:
            self._clock.picture(_now_ms())
            first, self._shown = not self._shown, True
            cued = self._cued
        if first:
            if cued:
                self.surface.freeze()
            self._news.set()
        if other:
            self._landed.set()

    def _picture_size(self) -> tuple[int, int]:
        self._tracks = self._engine.tracks() or self._tracks
        return self._tracks.width, self._tracks.height

    def _picture_refused(self, width: int, height: int) -> None:
        self._fail(PlaybackError("player.picture_too_large", width=width, height=height))

    def _broke_off(self) -> None:
        with self._lock:
            self._over = True
            opened = self._opened
        self._wake()
        if opened:
            self._fail(PlaybackError("player.broke_off"))

    def _ran_out(self) -> None:
        """libVLC has decoded all; it drops what it has not shown when this returns, so wait."""
        if not self._shown:
            self._news.wait(LONE_PICTURE_S)
        with self._lock:
            self._over = True
        self._wake()
        if not self._is_stopping():
            time.sleep(LAST_PICTURE_S)
        self._tell_end()

    def _tell_end(self) -> None:
        with self._lock:
            if self._state is not FilmState.PLAYING or self._is_stopping():
                return
            self._state = FilmState.ENDED
            self._clock = FilmClock()
            self._clock.move(self._length_ms, _now_ms())
        self._listener.ended()
        self._listener.changed()

    def _fail(self, error: InzageError) -> None:
        """Fail at once, not when libVLC has played what it had read so far."""
        with self._lock:
            if self._state in (FilmState.EMPTY, FilmState.FAILED) or self._is_stopping():
                return
            self._state = FilmState.FAILED
            self._error = error
            self._clock.hold(_now_ms())
            opened = self._opened
        self.surface.blacken()
        self._wake()
        if opened:
            self._listener.failed(error)
            self._listener.changed()

    def _length_told(self, length_ms: int) -> None:
        if self._state is not FilmState.EMPTY:
            self._length_ms = length_ms
            if self._opened:
                self._listener.changed()

    def _position_told(self, position_ms: int) -> None:
        with self._lock:
            self._clock.report(position_ms, _now_ms())


def _now_ms() -> float:
    return time.monotonic_ns() / 1e6
