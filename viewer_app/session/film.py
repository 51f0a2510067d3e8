"""The film of one session: the player, and a record of what it ran."""

import threading
from collections.abc import Iterator, Mapping
from typing import Final

from viewer_app.session.ports import Clip, Json, Player

NORMAL_SPEED: Final = 100
"""Percent."""
RANGES_IN_EVENT: Final = 80
"""An event has room for 4096 bytes; a range takes 30 of them at most."""


class Film:
    """Works the player. Positions in milliseconds of film; what ran is counted as it runs."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._opened = False
        self._stopped_ms: int | None = None
        self._noting = threading.Lock()
        self._at_end = False
        self._ranges: list[tuple[int, int, int]] = []
        self._running: tuple[int, int, int] | None = None

    @property
    def is_cut(self) -> bool:
        """Whether it was cut off or stopped: nothing can be asked of it any more."""
        return self._stopped_ms is not None

    def open(self, clip: Clip) -> None:
        """Take the clip and show its first picture, held. Raises InzageError."""
        self._opened = True
        self._player.open(clip)

    def beginning(self) -> dict[str, Json]:
        """Where ``play`` will begin, how long the film is, and at what speed, for an event."""
        return {
            "position_ms": 0 if self._at_end else self._place(),
            "length_ms": self._player.length_ms,
            "speed_percent": NORMAL_SPEED,
        }

    def position(self) -> dict[str, Json]:
        """Where the film is, or was when it was stopped, for an event; before it opened nothing."""
        if not self._opened:
            return {}
        position_ms = self._place()
        self._reach(position_ms)
        return {"position_ms": position_ms}

    def play(self) -> None:
        """Run on; from the start if it was at its end."""
        start_ms = 0 if self._at_end else self._place()
        self._player.play()
        self._hold(start_ms)
        self._run(start_ms, NORMAL_SPEED)

    def pause(self) -> None:
        """Hold the picture."""
        self._player.pause()
        self._hold(self._place())

    def seek(self, position_ms: int) -> None:
        """Go to this moment, running or held as it was."""
        running = self._running
        self._hold(self._place())
        self._player.seek(position_ms)
        if running is not None:
            self._run(self._place(), running[2])

    def end(self) -> None:
        """The player came to the end by itself."""
        self._hold(self._place())
        self._at_end = True

    def cut(self) -> None:
        """Stop at once, while another thread may be at any of the methods here.

        What that one asked of the player gives up, and nothing more of the film is counted as run.
        ``stop`` is still to come.
        """
        try:
            self._note_end()
        finally:
            self._player.stop()

    def stop(self) -> None:
        """Stop, having noted where: afterwards the player does not know. Safe to call twice."""
        try:
            self._note_end()
            if self._stopped_ms is not None:
                self._hold(self._stopped_ms)
        finally:
            self._player.stop()

    def shown(self) -> Iterator[Mapping[str, Json]]:
        """What ran, for as many events as it takes: start, end, speed in percent, in that order."""
        for first in range(0, len(self._ranges), RANGES_IN_EVENT):
            yield {"ranges": self._ranges[first : first + RANGES_IN_EVENT]}

    def _note_end(self) -> None:
        with self._noting:
            if self._opened and self._stopped_ms is None:
                self._stopped_ms = self._player.position_ms()

    def _place(self) -> int:
        """Where the film is, or was when it was cut off."""
        position_ms = self._player.position_ms()
        # asked in this order, so that what a stopped player says is never believed
        return position_ms if self._stopped_ms is None else self._stopped_ms

    def _run(self, start_ms: int, speed_percent: int) -> None:
        """A stretch begins here, unless the film was cut off meanwhile."""
        if self._stopped_ms is None:
            self._running = (start_ms, start_ms, speed_percent)

    def _reach(self, position_ms: int) -> None:
        """The film, if it runs, has come so far."""
        if self._running is not None:
            start_ms, end_ms, speed_percent = self._running
            self._running = (start_ms, max(end_ms, position_ms), speed_percent)

    def _hold(self, position_ms: int) -> None:
        """The stretch that ran, if one did, ends here."""
        self._reach(position_ms)
        if self._running is not None and self._running[1] > self._running[0]:
            self._ranges.append(self._running)
        self._running = None
        self._at_end = False
