"""Where the film is, to the millisecond: the time of the frame on the screen.

libVLC 3 tells its position only four times a second, and after a paused seek not at all. So the
position is taken from the picture: the frame on the screen is known by its number, and while it is
on, the position runs on within it, never past it. What stands still on the screen stands still
here, for whatever reason.
"""

from viewer_app.playback.timing import Timing


class FilmClock:
    """The position of one film. ``now_ms`` is monotonic time, in milliseconds, of the caller."""

    def __init__(self) -> None:
        self.timing = Timing()
        self.speed_percent = 100
        self._frame = 0
        self._shown_at_ms = 0.0
        self._running = False
        self._asked_ms: int | None = None
        self._ended = False

    def ask(self, position_ms: int) -> None:
        """This position was asked for; it is told for as long as its frame is on or looked for."""
        self._asked_ms = position_ms
        self._frame = self.timing.frame_at(position_ms)
        self._ended = False

    def show(self, frame: int, now_ms: float) -> None:
        """This frame came on the screen."""
        self._ended = False
        if self._asked_ms is not None and frame != self._frame:
            self._asked_ms = None
        self._frame, self._shown_at_ms = frame, now_ms

    def run(self, now_ms: float) -> None:
        """The film runs from the frame that is on."""
        self._running, self._ended = True, False
        self._shown_at_ms = now_ms

    def hold(self) -> None:
        """The film stands still at the frame that is on."""
        self._running = self._ended = False

    def end(self) -> None:
        """The last frame has been on for as long as it is."""
        self._running, self._ended = False, True
        self._asked_ms = None

    def position_ms(self, now_ms: float) -> int:
        """Where the film is: a time at which the frame on the screen is on."""
        if self._asked_ms is not None:
            return self._asked_ms
        start_ms = self.timing.first_ms(self._frame)
        if self._ended:
            return self.timing.length_ms or start_ms
        if not self._running:
            return start_ms
        last_ms = self.timing.first_ms(self._frame + 1) - 1
        gone_ms = max(now_ms - self._shown_at_ms, 0.0) * self.speed_percent / 100
        return max(min(start_ms + int(gone_ms), last_ms), start_ms)
