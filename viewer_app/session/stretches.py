"""What ran of a film: every stretch in the order shown, and the parts that ran at all.

A part that is repeated is one stretch with a count, so that a second of film shown all morning
takes no more room than once. Positions are milliseconds of film, speeds percent.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from viewer_app.session.ports import Json

STRETCHES_IN_EVENT: Final = 80
"""An event has room for 4096 bytes; a stretch takes 36 of them at most."""


class Stretch(NamedTuple):
    """Ran without a break, so many times one after another."""

    start_ms: int
    end_ms: int
    speed_percent: int
    times: int = 1

    @property
    def spelling(self) -> Sequence[Json]:
        """As it stands in an event; how often is left out where it was once."""
        return tuple(self if self.times > 1 else self[:3])


class Stretches:
    """Grows while the film runs. Only ``parts`` may be asked while another thread is at it."""

    def __init__(self) -> None:
        self._closed: list[Stretch] = []
        self._running: Stretch | None = None
        self._parts: tuple[tuple[int, int], ...] = ()

    def run(self, position_ms: int, speed_percent: int) -> None:
        """A stretch begins here."""
        self.hold()
        self._running = Stretch(position_ms, position_ms, speed_percent)

    def reach(self, position_ms: int) -> None:
        """The film, if it runs, has come so far."""
        running = self._running
        if running is not None and position_ms > running.end_ms:
            self._running = running._replace(end_ms=position_ms)

    def repeat(self, loop: tuple[int, int], passes: int) -> bool:
        """The film came to the end of this part so often, and went on at its start.

        False where it does not run, or there is nothing to count.
        """
        running = self._running
        if running is None or passes < 1:
            return False
        start_ms, end_ms = loop
        self.reach(end_ms)
        self.hold()
        speed_percent = running.speed_percent
        if passes > 1:
            self._close(Stretch(start_ms, end_ms, speed_percent, passes - 1))
        self._running = Stretch(start_ms, start_ms, speed_percent)
        return True

    def hold(self) -> None:
        """The stretch that ran, if one did, ends where it has come to."""
        running, self._running = self._running, None
        if running is not None and running.end_ms > running.start_ms:
            self._close(running)

    def parts(self, position_ms: int) -> tuple[tuple[int, int], ...]:
        """What ran at least once, in the order of the film, if it has come so far now."""
        running, parts = self._running, self._parts
        if running is None:
            return parts
        return _joined(parts, running.start_ms, max(running.end_ms, position_ms))

    def spell(self) -> Iterator[Sequence[Json]]:
        """All that ran, for as many events as it takes."""
        spelt = [stretch.spelling for stretch in self._closed]
        for first in range(0, len(spelt), STRETCHES_IN_EVENT):
            yield spelt[first : first + STRETCHES_IN_EVENT]

    def _close(self, stretch: Stretch) -> None:
        last = self._closed[-1] if self._closed else None
        if last is not None and last[:3] == stretch[:3]:
            self._closed[-1] = last._replace(times=last.times + stretch.times)
            return
        self._closed.append(stretch)
        self._parts = _joined(self._parts, stretch.start_ms, stretch.end_ms)


def _joined(
    parts: tuple[tuple[int, int], ...], start_ms: int, end_ms: int
) -> tuple[tuple[int, int], ...]:
    """The parts with this one among them; those that touch become one."""
    if end_ms <= start_ms:
        return parts
    before = tuple(part for part in parts if part[1] < start_ms)
    after = tuple(part for part in parts if part[0] > end_ms)
    touched = parts[len(before) : len(parts) - len(after)]
    if touched:
        start_ms, end_ms = min(start_ms, touched[0][0]), max(end_ms, touched[-1][1])
    return (*before, (start_ms, end_ms), *after)
