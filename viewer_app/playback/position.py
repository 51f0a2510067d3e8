"""Where the film is, to the millisecond.

libVLC 3 tells its position four times a second and an eighth of a second late, and after a paused
seek not at all. So the position is kept here: what was asked for, plus the time since while the
film runs; what libVLC tells only corrects it where pictures came late.
"""

_LATE_MS = 127
"""How far libVLC's position lags behind the picture; measured."""

_DRIFT_MS = 400
"""A report further off than this is believed over the clock: reports come every 250 ms."""

_SILENCE_MS = 1_000
"""Without a report for so long no film runs: reading or decoding has stalled."""

_SETTLING_MS = 600
"""After a seek, reports of the position before it may still come."""


class FilmClock:
    """The position of one film. ``now_ms`` is monotonic time, in milliseconds, of the caller."""

    def __init__(self) -> None:
        self._position_ms = 0.0
        self._since_ms: float | None = None
        self._starting = False
        self._told_ms = 0.0
        self._told_at_ms = 0.0
        self._settled_ms = 0.0

    def hold(self, now_ms: float) -> None:
        """The film stops at the picture it is at."""
        self._position_ms = self.position_ms(now_ms)
        self._since_ms = None
        self._starting = False

    def move(self, position_ms: float, now_ms: float) -> None:
        """The film goes on from elsewhere, running or held as it was."""
        running = self._since_ms is not None or self._starting
        self._position_ms = position_ms
        self._since_ms = None
        self._starting = False
        self._settled_ms = now_ms + _SETTLING_MS
        if running:
            self.run(now_ms)

    def run(self, now_ms: float) -> None:
        """The film was told to run; it does so from its next picture on."""
        if self._since_ms is None:
            self._starting = True
            self._told_at_ms = now_ms

    def picture(self, now_ms: float) -> None:
        """A picture was shown."""
        if self._starting:
            self._starting = False
            self._since_ms = self._told_at_ms = now_ms

    def report(self, told_ms: float, now_ms: float) -> None:
        """libVLC tells its position."""
        if self._since_ms is None or told_ms == self._told_ms:
            return
        position_ms = self.position_ms(now_ms)
        late_ms = told_ms + _LATE_MS
        off = now_ms > self._settled_ms and abs(late_ms - position_ms) > _DRIFT_MS
        self._position_ms = late_ms if off else position_ms
        self._since_ms = self._told_at_ms = now_ms
        self._told_ms = told_ms

    def position_ms(self, now_ms: float) -> float:
        """Where the film is."""
        if self._since_ms is None:
            return self._position_ms
        until_ms = min(now_ms, self._told_at_ms + _SILENCE_MS)
        return self._position_ms + max(0.0, until_ms - self._since_ms)
