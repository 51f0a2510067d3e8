"""A film that runs, stands and goes elsewhere: what the commands of a player are made of."""

import time
from collections.abc import Callable
from typing import Final

from viewer_app.playback.attendant import Attendant
from viewer_app.playback.cueing import CuedFilm
from viewer_app.playback.listener import FilmListener, FilmState
from viewer_app.playback.patience import NEAR_END_MS

AS_RECORDED: Final = 100
"""Percent: the speed at which libVLC itself runs, with sound."""

_FEW_BEFORE: Final = 4
"""So many frames before the one on the screen are in memory at the least, after a moment."""

_MOST_WAITS: Final = 10
"""So often no next frame comes, at a speed of our own, and the film is over."""

_STALLED_LOOK_S: Final = 0.05

_KEPT_UP_WITH: Final = 1920 * 1088
"""Pixels. Of larger pictures a busy machine leaves out some; what then seems to be left at the end
may have been shown."""


class RunningFilm(CuedFilm):
    """The part of a film player between its commands and libVLC.

    Its methods are called with the command lock held, one after another.
    """

    def __init__(self, listener: FilmListener) -> None:
        self._volume = AS_RECORDED
        self._went_back = self._prepares = self._rest_is_left = False
        self._due_s = 0.0
        self._waits = 0
        self._postponed: Callable[[], object] | None = None
        super().__init__(listener)
        self._attendant = Attendant(self._attend)

    def _run(self) -> None:
        """Let the film run from the frame behind the one on the screen, from 0 after the end."""
        self._postponed, self._went_back, self._rest_is_left = None, False, False
        here, ended = self.surface.frame or 0, self._state is FilmState.ENDED
        if ended:
            self._go_first(0)
        following = 0 if ended or self._reel.cued else self._timing.within(here + 1)
        if not self._runs_by_itself:
            if following > 0 or self._show(0):
                self._begin_pacing()
            return
        self._engine.set_volume(self._volume)
        if ended or not self._reel.is_ready_after(here):
            self._run_from(following)
        else:
            self._run_on(following)

    def _run_from(self, frame: int) -> None:
        """Let the film run from this frame on, which is shown first."""
        if not self._reach_near(frame):
            if self._is_waiting():
                self._become(FilmState.PLAYING)
                self._postponed = lambda: self._run_from(frame)
            return
        if self._reel.over:  # so short that it ended before it could be held
            self._become(FilmState.PLAYING)
            self._tell_end()
        else:
            self._run_on(frame)

    def _run_on(self, frame: int) -> None:
        self._become(FilmState.PLAYING)
        self.surface.follow(self._limit_from(frame))
        self._reel.run_on()

    def _reach_near(self, frame: int) -> bool:
        """Bring libVLC where it can run from this frame on; False where that failed."""
        for _ in range(2):
            if self._is_waiting():
                return False
            if (self._reel.must_restart or self._reel.stepped) and not self._recue():
                return False
            if self._timing.reordered:
                self.surface.hold()
            else:
                self.surface.want(frame)
            if self._reel.over or self._reel.go_near(frame):
                return True
            if self._gives_up() or self._is_waiting():
                return False
            self._reel.over = True
        return True

    def _pause(self) -> None:
        self._postponed = None
        if self._state is FilmState.PLAYING:
            self.surface.hold()
            self._become(FilmState.PAUSED)
            self._reel.hold()

    def _seek(self, position_ms: int) -> None:
        self._postponed, self._went_back, self._rest_is_left = None, False, False
        self._attendant.take_turn()  # a part whose end was just reached is left all the same
        position_ms = max(0, min(position_ms, self._length_ms or position_ms))
        frame = self._timing.frame_at(position_ms)
        if self._state is FilmState.PLAYING:
            self._go_first(position_ms)
            if self._runs_by_itself:
                self._run_elsewhere(frame)
                return
        if self._state is FilmState.ENDED:
            self._become(FilmState.PAUSED)
        if self._show(frame):
            with self._lock:
                self._clock.ask(position_ms)

    def _step_to(self, here: int, frame: int) -> None:
        if frame == here or self.surface.show(frame):
            return
        if frame == here + 1 and self._reel.can_advance_from(here):
            self.surface.want(frame)
            if self._reel.advance():
                return
        near = here - self._reach <= frame < here
        if not (near and self._fetch(frame, show=True)):
            self._show(frame)

    def _step_meanwhile(self, frames: int) -> bool:
        """Step within what is in memory while ``_make_ready`` works; False where it must wait.

        Called without the command lock, which that work has.
        """
        here = self.surface.frame
        if not self._prepares or here is None or self._gives_up():
            return False
        return self.surface.show(self._timing.within(here + frames))

    def _change_speed(self, percent: int) -> None:
        before = self._runs_by_itself
        with self._lock:
            self._clock.speed_percent = percent
        if self._state is not FilmState.PLAYING or before is self._runs_by_itself:
            return
        if before:
            self.surface.hold()
            self._reel.hold()
            self._begin_pacing()
        else:
            self._run()

    def _run_elsewhere(self, frame: int) -> None:
        """Run on from this frame, while running."""
        self.surface.hold()
        self._reel.hold()
        self._run_from(frame)

    def _go_first(self, position_ms: int) -> None:
        """The film runs from there, however long its picture takes; it never ran up to there."""
        self.surface.hold()
        with self._lock:
            self._clock.ask(position_ms)

    @property
    def _runs_by_itself(self) -> bool:
        return self._clock.speed_percent == AS_RECORDED and not self._rest_is_left

    def _show(self, frame: int) -> bool:
        """Show this frame, held; False where it did not come, or comes when the storage is back."""
        if self.surface.show(frame):
            return True
        for _ in range(2):
            if self._is_waiting():
                break
            if self._reel.must_restart and not self._recue():
                break
            self.surface.want(frame)
            if self._reel.go_to(frame):
                return True
            if self._gives_up():
                return False
            if not self._is_waiting():  # libVLC does not get rid of the picture of before
                self._reel.over = True
        if self._is_waiting():
            self._postponed = lambda: self._show(frame)
        return False

    @property
    def _reach(self) -> int:
        """How many frames back are brought into memory together."""
        return max(self.surface.capacity // 3, 1)

    def _fetch(self, last: int, *, show: bool) -> bool:
        """Bring this frame and those before it into memory; False where it did not come.

        Gives way to whoever wants the player, unless that is most likely one of these frames.
        """
        if self._is_waiting() or (self._reel.must_restart and not self._recue()):
            return False
        if show:
            self.surface.want(last)
        else:
            self.surface.hold()
        if not self._reel.go_to(max(last - self._reach, 0)):
            return False
        while (self.surface.head or 0) < last:
            gives_way = self._attendant.is_wanted and not (show or self._went_back)
            if gives_way or not self._reel.advance():
                return False
        return True

    def _storage_told(self, waiting: bool) -> None:
        """The storage keeps libVLC waiting, or does not any more. Called from a thread of its."""
        self._listener.stalled(waiting)
        if not waiting:
            self._attendant.call()

    # --- repeating a part ----------------------------------------------------------------------

    def _limit_from(self, frame: int) -> int | None:
        """Up to where frames are shown, from this one on; from behind the part, all of them."""
        loop = self._loop
        return loop[1] if loop is not None and frame < loop[1] else None

    def _loops_at_end(self) -> bool:
        loop, last = self._loop, self._timing.last
        playing = self._state is FilmState.PLAYING
        if self.ends_early:  # the rest of the part is not there, and never ran
            return False
        return playing and loop is not None and last is not None and loop[1] > last

    def _loop_passed(self) -> None:
        self._attendant.turn_back()

    def _go_back(self) -> None:
        """From the end of the part to its start."""
        loop = self._loop
        if loop is None or self._state is not FilmState.PLAYING:
            return
        start_ms = self._timing.first_ms(loop[0])
        self._rest_is_left = False
        with self._lock:
            self._passes += 1
            self._clock.ask(start_ms)
        if self._runs_by_itself:
            self._run_elsewhere(loop[0])
        elif self._show(loop[0]):
            self._begin_pacing()
        self._listener.looped()

    # --- at a speed of our own, frame by frame -------------------------------------------------

    def _begin_pacing(self) -> None:
        self._become(FilmState.PLAYING)
        self._waits = 0
        self._due_s = time.monotonic() + self._pause_behind(self.surface.frame or 0)
        self._attendant.call()

    def _shows_rest(self) -> bool:
        """Go on frame by frame where libVLC came to the end before its last pictures.

        A film so short it may have read to the end before it was sent to the start. Its decoder
        then gives out all it has at the wrong time, and keeps the last pictures to itself.
        """
        last, head = self._timing.last, self.surface.head
        left = last is not None and head is not None and head < last
        short = self._timing.table is not None and self._length_ms <= NEAR_END_MS
        large = self._tracks.width * self._tracks.height > _KEPT_UP_WITH
        runs = self._state is FilmState.PLAYING and self._runs_by_itself
        if left and short and runs and not (large or self.ends_early or self._is_stopping()):
            self._waits, self._due_s = 0, time.monotonic()
            self._rest_is_left = True
            self._attendant.call()
        return self._rest_is_left

    def _pause_behind(self, frame: int) -> float:
        return self._timing.duration_ms(frame) / 1000 * AS_RECORDED / self._clock.speed_percent

    def _pace(self) -> float | None:
        """Show the next frame when its time has come; returns after how many seconds again."""
        early_s = self._due_s - time.monotonic()
        if early_s > 0:
            return early_s
        here, last = self.surface.frame or 0, self._timing.last
        limit = self._limit_from(here)
        if (limit is not None and here + 1 >= limit) or (here == last and self._loops_at_end()):
            self._go_back()
            return 0.0
        if here == last or self._waits > (0 if self._rest_is_left else _MOST_WAITS):
            self._tell_end()
            return None
        if not self._show_next(here):
            if self._is_waiting():
                return _STALLED_LOOK_S
            self._waits += 1
            return 0.0
        self._waits = 0
        # late frames are shown one after another, not in a burst
        self._due_s = max(self._due_s + self._pause_behind(here + 1), time.monotonic())
        return max(self._due_s - time.monotonic(), 0.0)

    def _show_next(self, here: int) -> bool:
        if self.surface.show(here + 1):
            return True
        self.surface.want(here + 1)
        if self._reel.can_advance_from(here):
            return self._reel.advance()
        return self._show(here + 1)

    # --- what nobody waits for -----------------------------------------------------------------

    def _attend(self) -> float | None:
        """One thing at a time; returns after how many seconds again."""
        with self._commanding():
            if not self._opened or self._gives_up():
                self._attendant.forget()
                return None
            self._time_frames(by_table=True)
            if (wish := self._attendant.take_wish()) is not None:
                self._pause()
                self._seek(wish)
                return self._attendant.rests_s
            if self._postponed is not None and not self._is_waiting():
                postponed, self._postponed = self._postponed, None
                postponed()
            if self._attendant.take_turn():
                self._go_back()
            if self._state is FilmState.PLAYING:
                return None if self._runs_by_itself else self._pace()
            if self._state is not FilmState.PAUSED or self._is_waiting():
                return None
            if self._attendant.rests_s and not self._went_back:
                return self._attendant.rests_s
            self._prepares = True
            more = self._make_ready()
            self._prepares = False
            return 0.0 if more else self._attendant.rests_s or None

    def _make_ready(self) -> bool:
        """Bring near what will be asked for next: frames further back, then running on.

        Whether there may be more to do.
        """
        here, rested = self.surface.frame, not self._attendant.rests_s
        if here is None:
            if self._reel.cued and rested:
                self.surface.want(0)
                self._reel.go_to(0)
            return False
        before = here - self.surface.first_before(here)
        if here > before and before < (self._reach if self._went_back else _FEW_BEFORE):
            fetched = self._fetch(here - before - 1, show=False)
            return fetched and self.surface.first_before(here) < here - before
        if rested and self._can_be_readied_behind(here):
            self.surface.hold()
            if not self._reel.stepped or self._recue():
                self._reel.go_to(here + 1)
        return False

    def _can_be_readied_behind(self, frame: int) -> bool:
        ready = self._reel.is_ready_after(frame) or frame == self._timing.last
        return not (ready or self._timing.reordered or self._reel.must_restart)
