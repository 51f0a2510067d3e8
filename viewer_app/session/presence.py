"""Whether the supervisor is still there: a dead man's handle for the time a film is on screen.

At the interval of the municipality's rules the supervisor is asked to type the passphrase again.
Until that is done no film is shown, and if it is not done for long the session ends. Only the clock
that never goes back is looked at, so moving the calendar neither asks nor ends.
"""

from typing import Final

from viewer_app.session.ports import Clock

_MINUTE_MS: Final = 60_000
_LEAST_PATIENCE_MINUTES: Final = 5
"""However short the interval: time enough to help a visitor first, or to find the words again."""
_INTERVALS: Final = 2
"""How many intervals an answer may take."""


class Presence:
    """The asking in one session. ``minutes``: how often; 0: never."""

    def __init__(self, minutes: int, clock: Clock) -> None:
        self._interval_ms = minutes * _MINUTE_MS
        self._patience_ms = max(_INTERVALS * minutes, _LEAST_PATIENCE_MINUTES) * _MINUTE_MS
        self._clock = clock
        self._confirmed_ms: int | None = None
        self._asked_ms: int | None = None

    @property
    def asked(self) -> bool:
        """Whether the supervisor was asked, and did not answer yet."""
        return self._asked_ms is not None

    @property
    def due(self) -> bool:
        """Whether it is time to ask."""
        return (
            self._interval_ms > 0
            and self._asked_ms is None
            and self._confirmed_ms is not None
            and self._clock.monotonic_ms() - self._confirmed_ms >= self._interval_ms
        )

    @property
    def lost(self) -> bool:
        """Whether no answer came for so long that nobody can be there."""
        return (
            self._asked_ms is not None
            and self._clock.monotonic_ms() - self._asked_ms >= self._patience_ms
        )

    @property
    def minutes_left(self) -> int:
        """How many minutes, the one begun included, are left for an answer."""
        left_ms = self._patience_ms - 1000 * self.waited_s
        return max(0, -(-left_ms // _MINUTE_MS))

    @property
    def waited_s(self) -> int:
        """For how many whole seconds an answer has been waited for."""
        return (
            0 if self._asked_ms is None else (self._clock.monotonic_ms() - self._asked_ms) // 1000
        )

    def ask(self) -> None:
        """The supervisor is asked now."""
        self._asked_ms = self._clock.monotonic_ms()

    def confirm(self) -> None:
        """The supervisor is there now, asked or not: the next interval begins."""
        self._confirmed_ms = self._clock.monotonic_ms()
        self._asked_ms = None
