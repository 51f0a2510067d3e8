"""A film that is brought to its first picture, and what libVLC tells of it from then on."""

import threading
import time
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from viewer_app.errors import InzageError
from viewer_app.playback.described import Described
from viewer_app.playback.engine import Engine, EngineEvents
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.listener import FilmListener, FilmState
from viewer_app.playback.patience import (
    FIRST_PICTURE_PATIENCE_S,
    LAST_PICTURE_S,
    LAST_PICTURES_S,
    LONE_PICTURE_S,
    NO_VIDEO_PATIENCE_S,
)
from viewer_app.playback.position import FilmClock
from viewer_app.playback.read_ahead import PATIENCE_S
from viewer_app.playback.reel import Reel
from viewer_app.playback.source import MemorySource
from viewer_app.playback.surface import FrameSurface, SurfaceEvents
from viewer_app.playback.timing import Timing
from viewer_app.playback.tracks import Tracks

_LOOK_EVERY_S = 0.1
_LOOK_AT_STORAGE_S = 0.01


class CuedFilm(Described):
    """The part of a film player under its commands: how a film starts, ends and fails."""

    def __init__(self, listener: FilmListener) -> None:
        self._listener = listener
        # held for the length of a command; never taken by libVLC's threads, so no deadlock
        self._command = threading.RLock()
        # guards what libVLC's threads change too; held for moments, with no call to libVLC in it
        self._lock = threading.Lock()
        self._timed = threading.Lock()
        self._news = threading.Event()
        self._source: MemorySource | None = None
        self._forget()
        self.surface = FrameSurface(
            SurfaceEvents(
                listener.frame_ready,
                self._picture_refused,
                self._frame_shown,
                self._loop_passed,
                self._picture_displayed,
            ),
            self._picture_size,
        )
        self._engine = Engine(
            self.surface,
            EngineEvents(
                self._ran_out,
                self._broke_off,
                self._length_told,
                self._position_told,
                self._buffer_filled,
            ),
        )
        self._reel = Reel(self._engine, self.surface, self._gives_up, self._is_waiting)

    @property
    def state(self) -> FilmState:
        """What the player does now."""
        return self._state

    @property
    def ended(self) -> bool:
        """Whether the film ran to its end and stands there still."""
        return self._state is FilmState.ENDED

    @property
    def length_ms(self) -> int:
        """The length of the film; 0 while unknown."""
        return self._length_ms

    @property
    def frame_ms(self) -> float:
        """How long a frame is on, on the average, in milliseconds; 0 where unknown."""
        return 1000 / self._tracks.fps if self._tracks.fps else 0.0

    @property
    def passes(self) -> int:
        """How often the film went back to the start of a part; counted as its clock goes back."""
        return self._passes

    @property
    def has_audio(self) -> bool:
        """Whether the film has sound; this machine may still have nothing to make it with."""
        return self._tracks.audio

    def position_ms(self) -> int:
        """Where the film is, in milliseconds: a time at which the frame on the screen is on."""
        with self._lock:
            position_ms = self._clock.position_ms(_now_ms())
        return min(position_ms, self._length_ms) if self._length_ms else position_ms

    @contextmanager
    def _commanding(self) -> Iterator[None]:
        """Hold the command lock; a film that ``stop`` could not wait for any more is let go."""
        with self._command:
            try:
                yield
            finally:
                if self._source is not None and self._source.cancelled:
                    self._let_go()

    def _let_go(self) -> None:
        """Stop and black out the film whose source was cancelled; with the command lock held."""
        self._source = None
        self._forget()
        self._engine.halt()
        self._engine.unload()
        self.surface.blacken()
        self._listener.changed()

    def _forget(self) -> None:
        with self._lock:
            self._state = FilmState.EMPTY
            self._opened = False
            self._restarts = False
            self._shown = False
            self._error: InzageError | None = None
            self._length_ms = 0
            self._tracks = Tracks()
            self._clock = FilmClock()
            self._passes = 0
            self._loop: tuple[int, int] | None = None
        self._set_aside()

    @property
    def _timing(self) -> Timing:
        return self._clock.timing

    def _time_frames(self, *, by_table: bool) -> None:
        """Take over what is known by now of when each frame is on."""
        table = self._frames if by_table else None
        with self._timed:  # or what libVLC's thread does not know yet would undo what is known here
            timing = Timing(self.frame_ms, self._length_ms, table or self._timing.table)
            with self._lock:
                self._clock.timing = timing
            self._reel.timing = timing
            with self.surface.counting() as count:
                count.timing = timing

    def _load(self, memory: MemorySource, demuxer: str) -> None:
        """Show the first picture of a clip, held. Raises PlaybackError."""
        self._engine.load(memory, demuxer)
        self.surface.reveal()
        self._become(FilmState.PAUSED)
        self._cue()

    def _cue(self) -> None:
        """Start libVLC and hold it at its first picture.

        libVLC has an option to start paused, but then shows no picture at all; and told to pause at
        the first picture, it stops some pictures later. It goes back when something is asked of it.
        """
        with self._lock:
            self._shown = False
        self._news.clear()
        with self.surface.counting() as count:
            count.cue()
        self._reel.started()
        self._engine.start()
        self._await_picture()
        self._engine.hold()

    def _recue(self) -> bool:
        """Start over, out of sight: what is on the screen stays until there is another picture.

        False where that failed, and where the storage keeps libVLC waiting: it could not stop then.
        """
        if not self._storage_answers():
            return False
        self._restarts = True  # an end that is told meanwhile is none of the film on the screen
        try:
            self.surface.hold()
            self._reel.over = True
            self._engine.halt()
            if self._is_stopping() or self._is_waiting():
                return False
            self._cue()
        except InzageError as error:
            self._fail(error)
            return False
        finally:
            self._restarts = False
        return True

    def _storage_answers(self) -> bool:
        """Whether libVLC has what it reads, or will have soon; returns when that can be told."""
        latest_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < latest_s and not (self._gives_up() or self._is_waiting()):
            source = self._source
            if source is None or not source.awaited:
                break
            time.sleep(_LOOK_AT_STORAGE_S)
        return not self._is_waiting()

    def _await_picture(self) -> None:
        """Wait for a picture. Raises what failed meanwhile, PlaybackError where nothing comes."""
        started_s = time.monotonic()
        patience_s, found = FIRST_PICTURE_PATIENCE_S, None
        while not self._shown:
            if self._error is not None:
                raise self._error
            if self._is_stopping():
                raise PlaybackError("player.stopped")
            if self._is_waiting():
                started_s = time.monotonic()
            if self._reel.over or time.monotonic() - started_s > patience_s:
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

    def _gives_up(self) -> bool:
        """Whether waiting for a picture is of no use any more."""
        return self._is_stopping() or self._error is not None

    def _is_waiting(self) -> bool:
        """Whether the storage keeps everybody waiting."""
        source = self._source
        return source is not None and source.stalled

    def _become(self, state: FilmState) -> None:
        """Enter a state, unless the film has failed meanwhile."""
        with self._lock:
            if self._state is FilmState.FAILED:
                return
            self._state = state
            if state is FilmState.PLAYING:
                self._clock.run(_now_ms())
            else:
                self._clock.hold()
        self._listener.changed()

    def _tell_end(self) -> None:
        with self._lock:
            if self._state is not FilmState.PLAYING or self._is_stopping():
                return
            self._state = FilmState.ENDED
            if self.ends_early:
                self._clock.hold()  # the rest of the length that the file tells was never shown
            else:
                self._clock.end()
        self._listener.ended()
        self._listener.changed()

    def _fail(self, error: InzageError) -> None:
        """Fail at once, not when libVLC has played what it had read so far."""
        with self._lock:
            if self._state in (FilmState.EMPTY, FilmState.FAILED) or self._is_stopping():
                return
            self._state = FilmState.FAILED
            self._error = error
            self._clock.hold()
            opened = self._opened
        self.surface.blacken()
        self._wake()
        if opened:
            self._listener.failed(error)
            self._listener.changed()

    def _wake(self) -> None:
        """Let a command that waits look again."""
        self._news.set()
        self._reel.displayed()

    @abstractmethod
    def _loop_passed(self) -> None:
        """The end of the part that is repeated was reached. Called from libVLC's thread."""

    @abstractmethod
    def _shows_rest(self) -> bool:
        """Whether frames that libVLC left out at the end are shown after all: it is not over yet.

        Called from libVLC's thread.
        """

    @abstractmethod
    def _loops_at_end(self) -> bool:
        """Whether the end of the film is the end of the part that is repeated."""

    # From here on: called from libVLC's threads.

    def _frame_shown(self, _frame: int) -> None:
        # another thread may have shown another one meanwhile
        frame = self.surface.frame
        with self._lock:
            if frame is not None:
                self._clock.show(frame, _now_ms())

    def _picture_displayed(self) -> None:
        self._shown = True
        self._wake()

    def _picture_size(self) -> tuple[int, int]:
        self._tracks = self._engine.tracks() or self._tracks
        self._time_frames(by_table=False)
        return self._tracks.width, self._tracks.height

    def _picture_refused(self, width: int, height: int) -> None:
        self._fail(PlaybackError("player.picture_too_large", width=width, height=height))

    def _broke_off(self) -> None:
        self._reel.over = True
        self._wake()
        if self._opened:
            self._fail(PlaybackError("player.broke_off"))

    def _ran_out(self) -> None:
        """libVLC has decoded all; it drops what it has not shown when this returns, so wait."""
        if not self._shown:
            self._news.wait(LONE_PICTURE_S)
        self._reel.over = True
        self._wake()
        self._await_last()
        if self._restarts or self._shows_rest():
            return
        if self._loops_at_end():
            self._loop_passed()
        else:
            self._tell_end()

    def _await_last(self) -> None:
        """Leave the last pictures the time to be shown, and the very last one its own time."""
        last = self._timing.last
        latest_s = time.monotonic() + LAST_PICTURES_S
        while time.monotonic() < latest_s and not (self._is_stopping() or self._restarts):
            head = self.surface.head
            if last is None or head is None or head >= last:
                time.sleep(LAST_PICTURE_S)
                return
            time.sleep(LAST_PICTURE_S / 10)

    def _length_told(self, length_ms: int) -> None:
        if self._state is not FilmState.EMPTY:
            self._length_ms = length_ms
            self._time_frames(by_table=False)
            if self._opened:
                self._listener.changed()

    def _position_told(self, position_ms: int) -> None:
        with self.surface.counting() as count:
            count.report(position_ms, _now_ms())

    def _buffer_filled(self, full: bool) -> None:
        with self.surface.counting() as count:
            count.fill(_now_ms(), full=full)


def _now_ms() -> float:
    return time.monotonic_ns() / 1e6
