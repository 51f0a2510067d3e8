"""Brings libVLC to a frame: starts it, holds it, sends it elsewhere, lets it run from there.

Where libVLC stands and what is on the screen are two things: frames that are still in memory are
shown from there. This module is about the first.
"""

import threading
import time
from collections.abc import Callable
from typing import Final

from viewer_app.playback.engine import Engine
from viewer_app.playback.patience import (
    NEAR_END_MS,
    SEEK_PATIENCE_S,
    STEP_PATIENCE_S,
    STILL_PATIENCE_S,
)
from viewer_app.playback.surface import FrameSurface
from viewer_app.playback.timing import Timing

_LOOK_EVERY_S: Final = 0.05
_LEAST_SPACING_S: Final = 0.004
_MOST_SPACING_S: Final = 0.03
_LAST_MS: Final = 17.0
"""Nearer to the end of a film than this, libVLC may find no picture any more."""

_TRIES: Final = 4
"""Once libVLC shows the frame before again; more often only where frames look the same."""


class Reel:
    """Where libVLC is in the film. Its methods must be called one after another.

    ``gives_up`` says whether a wait is of no use any more; ``waits`` whether the storage keeps
    libVLC waiting, which may take any time: nothing is waited for then.
    """

    def __init__(
        self,
        engine: Engine,
        surface: FrameSurface,
        gives_up: Callable[[], bool],
        waits: Callable[[], bool],
    ) -> None:
        self._engine = engine
        self._surface = surface
        self._gives_up = gives_up
        self._waits = waits
        self._displayed = threading.Event()
        self.timing = Timing()
        self.cued = False
        """Started, and not yet sent anywhere."""
        self.over = False
        """libVLC has come to the end, and must be started again."""
        self._clean = False
        self.stepped = False
        """It was brought on by ``advance``: running on, it would now leave out some frames."""
        self._target_ms = 0.0
        self._stepped_at_s = 0.0
        self._spacing_s = _LEAST_SPACING_S
        self._held = True

    def displayed(self) -> None:
        """libVLC showed a picture. Called from its thread."""
        self._displayed.set()

    def started(self) -> None:
        """libVLC was started and held at its first picture."""
        self.cued, self.over, self._clean, self._held = True, False, False, True
        self.stepped = False

    @property
    def must_restart(self) -> bool:
        """Whether libVLC must start over to seek.

        It is at its end, or, being held, it may have read to the end. Then it told its decoder to
        give out all it has, which while held happens only after the next seek, and costs that the
        key frame it needs: its picture would be grey.
        """
        if self.over:
            return True
        head = self._surface.head
        if not self._held or self.cued or head is None or not self.timing.length_ms:
            return False
        return self.timing.start_ms(head) > self.timing.length_ms - NEAR_END_MS

    def is_ready_after(self, frame: int) -> bool:
        """Whether libVLC is held, and would run on with the frame after this one."""
        return self._clean and not self.over and self._surface.head in (frame, frame + 1)

    def can_advance_from(self, frame: int) -> bool:
        """Whether ``advance`` brings libVLC to the frame after this one."""
        return self._held and not self.cued and not self.over and self._surface.head == frame

    def go_to(self, frame: int) -> bool:
        """Bring libVLC to this frame, held; False where it did not come there."""
        way = self.timing.way_to(frame)
        landed = self._land(way.frame - way.steps, way.target_ms)
        return landed and all(self.advance() for _ in range(way.steps))

    def go_near(self, frame: int) -> bool:
        """As ``go_to``, to run on from there: where frames are reordered, perhaps to one before."""
        return self._land(frame, self.timing.middle_ms(frame))

    def run_on(self) -> None:
        """Let libVLC run on, from where ``go_near`` or ``go_to`` brought it."""
        with self._surface.counting() as count:
            count.run(_now_ms(), self._target_ms if self.timing.reordered else None)
        self._held = self._clean = False
        self._displayed.clear()
        self._engine.resume()
        if self.timing.reordered:  # what is on the screen until then is another frame
            self._displayed.wait(STILL_PATIENCE_S)

    def hold(self) -> None:
        """Hold libVLC where it is."""
        if not self._held:
            with self._surface.counting() as count:
                count.hold()
            self._engine.hold()
            self._held, self._clean = True, False

    def advance(self) -> bool:
        """Bring libVLC, which is held, to the next frame; False where none came.

        Asked before its decoder has made that frame, libVLC shows the one before again, and may
        first sleep until that would have been due; so it is given time, and more after each miss.
        """
        before = self._surface.head
        self._clean, self.stepped = False, True
        for _ in range(_TRIES):
            time.sleep(max(self._stepped_at_s + self._spacing_s - time.monotonic(), 0.0))
            with self._surface.counting() as count:
                count.step()
            self._engine.advance()
            came = self._wait(lambda: self._surface.head != before, STEP_PATIENCE_S, once=True)
            self._stepped_at_s = time.monotonic()
            if came:
                self._spacing_s = max(self._spacing_s * 0.9, _LEAST_SPACING_S)
                return True
            if self._gives_up() or self._waits():
                break
            self._spacing_s = min(self._spacing_s * 2, _MOST_SPACING_S)
        return False

    def _land(self, frame: int, target_ms: float) -> bool:
        # a picture that is still on its way would be taken for the one that is asked for
        self._wait(self._is_still, STILL_PATIENCE_S)
        self._engine.settle()
        self.cued = False
        start_ms, end_ms = self.timing.start_ms(frame), self.timing.length_ms
        if end_ms:
            target_ms = min(target_ms, max((start_ms + end_ms) / 2, end_ms - _LAST_MS))
        self._target_ms = max(target_ms, 0.0)
        with self._surface.counting() as count:
            count.expect(frame, rested=self._engine.rested)
        self._engine.go_to(int(self._target_ms))
        self._wait(self._has_landed_or_cannot, SEEK_PATIENCE_S)
        landed = not self._is_landing()
        self._engine.landed()
        self._clean = landed and not self.stepped
        return landed

    def _is_still(self) -> bool:
        with self._surface.counting() as count:
            return count.still

    def _has_landed_or_cannot(self) -> bool:
        with self._surface.counting() as count:
            return count.stuck or not count.landing

    def _is_landing(self) -> bool:
        with self._surface.counting() as count:
            return count.landing

    def _wait(self, condition: Callable[[], bool], seconds: float, *, once: bool = False) -> bool:
        """Whether it comes true; ``once``: or is not by the next picture."""
        latest_s = time.monotonic() + seconds
        while True:
            self._displayed.clear()
            if condition():
                return True
            left_s = latest_s - time.monotonic()
            if left_s <= 0 or self._gives_up() or self._waits():
                return False
            if self._displayed.wait(min(left_s, _LOOK_EVERY_S)) and once:
                return condition()


def _now_ms() -> float:
    return time.monotonic_ns() / 1e6
