"""Which frame of the film a picture is that libVLC shows.

libVLC 3 gives pictures without a number or a time. Where it was told to go while held is known,
though, and from there it shows every frame in turn. Told from these are pictures it shows again:
while nothing new comes, it repeats the last one some 60 ms after it was shown
(``VOUT_REDISPLAY_DELAY`` less the time painting takes, in its video_output.c).
"""

from collections import deque
from typing import Final

from viewer_app.playback.timing import Timing

_REPEATS_AFTER_MS: Final = 45.0
"""No sooner is a picture shown again; the same picture sooner is a frame that looks the same."""

_LIKE_BEFORE_MS: Final = 150.0
"""So long after its buffer is full, the frame that was asked for looks the same as the last one, or
libVLC does not get rid of that one; not just after its start, though."""

_WAKE_MS: Final = 10.0
"""How long after it runs on the time it was sent to is due (es_out.c, i_wakeup_delay)."""

_UNSURE: Final = 6
"""Pictures that are told by their time, where libVLC landed beside the frame."""

_WATCHED: Final = 15
_LOST: Final = 0.7
_STEADY: Final = 0.5
"""So many frames too late or too early, ``_WATCHED`` times in a row and nearly the same each time,
and the count is set right. On a slow machine frames come late, too, but not by the same time."""

_WATCHED_AFTER_GAP: Final = 4

_GAP_MS: Final = 300.0
"""Without a new picture for so long, libVLC had nothing to show, and sets its clock anew."""


class FrameCount:
    """Counts frames. ``now_ms`` is monotonic time, in milliseconds, of the caller.

    Not safe for several threads.
    """

    def __init__(self) -> None:
        self.frame: int | None = None
        """The frame that libVLC showed last; None while unknown."""
        self.timing = Timing()
        self._target: int | None = None
        self.still = False
        """Whether libVLC, since it was held, shows its last picture again: no other will come."""
        self.stuck = False
        """Whether it shows that one where another was asked for: only a new start tells why."""
        self._running = False
        self._moves = False
        self._full_at_ms: float | None = None
        self._rested = self._emptied = self._early = False
        self._landed: int | None = None
        self._displayed_at_ms = self._counted_at_ms = 0.0
        self._unsure = 0
        self._begun_at_ms = self._begun_ms = 0.0
        self._origins: deque[float] = deque(maxlen=4)
        self._late: deque[float] = deque(maxlen=_WATCHED)
        self._needed = _WATCHED

    @property
    def landing(self) -> bool:
        """Whether the frame asked for has not come yet."""
        return self._target is not None

    def cue(self) -> None:
        """libVLC starts: its first pictures are not known, it may leave out some."""
        self._reset()
        self.frame, self.still = None, False

    def expect(self, frame: int, *, rested: bool) -> None:
        """libVLC, which is held, was told to go to this frame.

        ``rested``: it was held so long ago that no picture can be on its way from before.
        """
        self._reset()
        self._target, self._rested = frame, rested

    def run(self, now_ms: float, beside_ms: float | None = None) -> None:
        """libVLC was told to run on.

        ``beside_ms``: it was sent to this time and may have landed at a frame before that.
        """
        self._landed = None
        self._running, self._moves, self.still = True, False, False
        self._unsure = 0
        if beside_ms is not None:
            self._unsure, self._begun_at_ms, self._begun_ms = _UNSURE, now_ms, beside_ms
        self._origins.clear()
        self._late.clear()

    def hold(self) -> None:
        """libVLC was told to hold; what still comes is counted."""
        self._running = self.still = False

    def step(self) -> None:
        """libVLC was told to show the next frame."""
        self._landed, self.still = None, False

    def fill(self, now_ms: float, *, full: bool) -> None:
        """libVLC tells how full its buffer is: first, after a seek, that it is empty (es_out.c)."""
        self._emptied = True
        if full:
            self._full_at_ms = now_ms

    def display(self, now_ms: float, *, same: bool) -> int | None:
        """A picture is shown: the frame that it is, None where it is no new one.

        ``same``: it is the same to the last pixel as the one before.
        """
        soon = now_ms - self._displayed_at_ms < _REPEATS_AFTER_MS
        self._displayed_at_ms = now_ms
        self.still = self.still or (same and not soon and not self._running)
        if self._target is not None:
            return self._land(now_ms, same=same)
        if self.frame is None:
            return None
        if not self._running:
            return None if same else self._count_held()
        if same and (not (soon and self._moves) or self.frame == self.timing.last):
            return None
        if now_ms - self._counted_at_ms > _GAP_MS:
            self._origins.clear()
            self._late.clear()
            self._needed = _WATCHED_AFTER_GAP
        self._moves, self._counted_at_ms = True, now_ms
        self.frame = self._count_running(now_ms)
        return self.frame

    def report(self, told_ms: float, now_ms: float) -> None:
        """libVLC tells its position; exact at the moment it tells."""
        if self._running and self._target is None:
            self._origins.append(told_ms - now_ms)

    def _reset(self) -> None:
        self._target = self._landed = self._full_at_ms = None
        self._running = self._moves = self._emptied = self._early = self.stuck = False
        self._unsure = 0
        self._origins.clear()
        self._late.clear()

    def _land(self, now_ms: float, *, same: bool) -> int | None:
        target, full_at_ms = self._target, self._full_at_ms
        assert target is not None  # noqa: S101 - as the only caller has seen
        if same and not (self._early and self._emptied):
            waited = full_at_ms is not None and now_ms - full_at_ms > _LIKE_BEFORE_MS
            self.stuck = waited and self.frame is not None
            if not waited or self.stuck:
                return None
        elif not same and not (self._emptied if self._rested else full_at_ms is not None):
            # on its way since before, unless it stays: near the film's end it never is full
            self._early = True
            return None
        self.frame, self._target, self._landed = target, None, target
        return target

    def _count_held(self) -> int:
        """A picture that was on its way, or a step.

        After a seek there is but one: what was taken for it was on its way from before, or the
        one before it again.
        """
        assert self.frame is not None  # noqa: S101
        self.frame = self.frame + 1 if self._landed is None else self._landed
        return self.frame

    def _count_running(self, now_ms: float) -> int:
        assert self.frame is not None  # noqa: S101
        if self._unsure:
            self._unsure -= 1
            if self._origins:
                due_ms = now_ms + max(self._origins)
            else:
                due_ms = self._begun_ms + now_ms - self._begun_at_ms - _WAKE_MS
            return max(self.frame, self.timing.frame_at(due_ms + self._period_ms / 2))
        frame = self.frame + 1
        if len(self._origins) > 1:
            late_ms = now_ms + max(self._origins) - self.timing.start_ms(frame)
            self._late.append(late_ms / self._period_ms)
            if len(self._late) >= self._needed:
                least, most = min(self._late), max(self._late)
                off = (least + most) / 2
                if most - least < _STEADY:
                    self._needed = _WATCHED
                if abs(off) > _LOST and most - least < _STEADY:
                    self._late.clear()
                    frame = self.timing.within(frame + round(off))
        return frame

    @property
    def _period_ms(self) -> float:
        return self.timing.duration_ms(self.frame or 0) or 1.0
