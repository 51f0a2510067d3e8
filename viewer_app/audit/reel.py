"""What the events of one session say of the film itself: how it ran, stood, and was looked at.

Positions are milliseconds of film, as the player's clock gave them when each event was written.
Between two events the film ran on as the first one said, and came to the end of a part that was
repeated as often as the second one says (``passes``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from viewer_app.audit.body import Entry
from viewer_app.audit.details import number

NORMAL_SPEED: Final = 100
"""Percent."""

_LONGEST_MS: Final = 366 * 86_400_000
"""No session lasts so long; a trail that says so is for ``viewer_app.audit.verify``."""
_SERIES_GAP: Final = timedelta(seconds=2)
"""The session tells of single pictures every second while they are asked for: one series."""
_BESIDE: Final = frozenset(
    {"viewing.stepped", "viewing.scrubbed", "viewing.hovered", "viewing.thumbnails"}
)
"""Events between which a series of stills goes on."""


@dataclass(frozen=True)
class Span:
    """A stretch of film that ran without a break: ``start_ms`` up to ``end_ms``."""

    start_ms: int
    end_ms: int
    speed_percent: int
    began_at: datetime
    times: int = 1
    """How often, one time after another, where the part was repeated."""

    @property
    def took(self) -> timedelta:
        """How long it ran in all."""
        once_ms = (self.end_ms - self.start_ms) * NORMAL_SPEED // max(self.speed_percent, 1)
        return timedelta(milliseconds=min(once_ms * self.times, _LONGEST_MS))


@dataclass(frozen=True)
class Pause:
    """A picture that stood still. ``ended_at`` is None where the trail does not tell."""

    position_ms: int
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Jump:
    """The film was taken elsewhere, running or held."""

    from_ms: int
    to_ms: int
    at: datetime
    running: bool


@dataclass(frozen=True)
class Stills:
    """Single pictures: of the held film, or small ones above the timeline."""

    how: str
    """``stepped``, ``scrubbed`` (the slider was dragged) or ``hovered`` (small ones)."""
    from_ms: int
    to_ms: int
    pictures: int
    """How many were asked for; 0 where the station was cut off before it told."""
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Mark:
    """A moment of the film that the supervisor marked."""

    position_ms: int
    at: datetime
    remarked: bool
    """Whether there was a remark, as its commitment shows."""
    remark: str = field(default="", repr=False)
    """"" where there was none, where it was erased, or where it is not told here."""


@dataclass(frozen=True)
class Stall:
    """The recording could not be read for a while; the picture stood still."""

    position_ms: int
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Loop:
    """A part that was to be repeated. ``cleared_at`` is None where it stayed so to the end."""

    start_ms: int
    end_ms: int
    set_at: datetime
    cleared_at: datetime | None
    passes: int
    """How often the film went back to its start."""


class Reel:
    """Grows by one event after another; ``stop`` ends what is still under way."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.pauses: list[Pause] = []
        self.jumps: list[Jump] = []
        self.stills: list[Stills] = []
        self.marks: list[Mark] = []
        self.stalls: list[Stall] = []
        self.loops: list[Loop] = []
        self._length_ms: int | None = None
        self._running: Span | None = None
        self._held: Pause | None = None
        self._series: dict[str, Stills] = {}
        self._told_stills = False
        self._stall: Stall | None = None
        self._stalled_speed = 0
        self._loop: Loop | None = None
        self._at_end = False

    def take(self, entry: Entry, private: Mapping[str, str], length_ms: int | None) -> None:
        """Add what this event says; the film is ``length_ms`` long, where that is known."""
        self._length_ms = length_ms
        action, at, details = entry.action, entry.time, entry.details
        position = number(details, "position_ms")
        self._repeat(number(details, "passes") or 0, at)
        if position is not None and action != "viewing.played":
            self._reach(position)
        self._follow(entry, position)
        self._note(entry, private, position or 0)
        if action.startswith("viewing."):
            self._change_speed(number(details, "speed_percent"), at)
        if action not in _BESIDE:
            self._told_stills = action == "viewing.stills"

    def _follow(self, entry: Entry, position: int | None) -> None:
        """How the film goes on after this event."""
        at, details = entry.time, entry.details
        match entry.action:
            case "viewing.started":
                self._held = Pause(0, at, None)
            case "viewing.not_shown":
                self._held = None
            case "viewing.played":
                self._play(position, number(details, "speed_percent") or NORMAL_SPEED, at)
            case "viewing.sought":
                self._move(position, number(details, "to_ms") or 0, at)
            case "viewing.paused" | "viewing.ended":
                self._stand(position, at)
                self._at_end = entry.action == "viewing.ended"
            case "viewing.stalled":
                self._wait(position or 0, at)
            case "viewing.resumed":
                self._resume(position, at)

    def _note(self, entry: Entry, private: Mapping[str, str], position_ms: int) -> None:
        """What was done with the film besides."""
        match entry.action:
            case "viewing.stepped" | "viewing.scrubbed":
                how = entry.action.removeprefix("viewing.")
                self._begin_stills(how, position_ms, entry.time)
            case "viewing.stills":
                if self._tell_series(entry, "stepped", "scrubbed"):
                    self._held = Pause(position_ms, entry.time, None)
            case "viewing.hovered":
                self._begin_series("hovered", position_ms, entry.time)
            case "viewing.thumbnails":
                self._tell_series(entry, "hovered")
            case "viewing.marked":
                remark = private.get("remark", "")
                remarked = bool(remark) or "remark" in entry.commitments
                self.marks.append(Mark(position_ms, entry.time, remarked, remark))
            case "viewing.loop_set":
                self._set_loop(entry)
            case "viewing.loop_cleared":
                self._clear_loop(entry.time)

    def stop(self, dark_at: datetime | None) -> None:
        """Nothing more comes; the screen was black at this moment, where the trail tells."""
        self._end_span()
        self._end_series(dark_at, "stepped", "scrubbed", "hovered")
        self._hold(dark_at)
        self._end_stall(dark_at)
        if self._loop is not None:
            self.loops.append(self._loop)
            self._loop = None

    # --- running -------------------------------------------------------------------------------

    def _play(self, position: int | None, speed_percent: int, at: datetime) -> None:
        start = 0 if self._at_end or position is None else position
        self._reach(start)
        self._end_series(at)
        self._hold(at)
        self._run(start, speed_percent, at)

    def _run(self, start_ms: int, speed_percent: int, at: datetime) -> None:
        self._end_span()
        self._at_end = False
        if self._stall is not None:
            self._stalled_speed = speed_percent
            return
        self._running = Span(self._within(start_ms), self._within(start_ms), speed_percent, at)

    def _reach(self, position_ms: int) -> None:
        """The film is known to have come so far."""
        if self._running is not None and position_ms > self._running.end_ms:
            self._running = replace(self._running, end_ms=position_ms)

    def _repeat(self, passes: int, at: datetime) -> None:
        """The film came to the end of the part that is repeated so often, before this event."""
        running, loop = self._running, self._loop
        if passes < 1 or running is None or loop is None:
            return
        self._loop = replace(loop, passes=loop.passes + passes)
        start_ms, end_ms = self._within(loop.start_ms), self._within(loop.end_ms)
        self._reach(end_ms)
        first = self._running or running
        self._end_span()
        began_at = min(_later(first.began_at, first.took), at)
        if passes > 1 and start_ms < end_ms:
            again = Span(start_ms, end_ms, running.speed_percent, began_at, passes - 1)
            self.spans.append(again)
            began_at = min(_later(began_at, again.took), at)
        self._running = Span(start_ms, start_ms, running.speed_percent, began_at)

    def _change_speed(self, speed_percent: int | None, at: datetime) -> None:
        running = self._running
        if running is None and self._stalled_speed and speed_percent:
            self._stalled_speed = speed_percent
        if running is not None and speed_percent and speed_percent != running.speed_percent:
            self._run(running.end_ms, speed_percent, at)

    def _end_span(self) -> None:
        if self._running is not None and self._running.end_ms > self._running.start_ms:
            self.spans.append(self._running)
        self._running = None

    # --- standing ------------------------------------------------------------------------------

    def _hold(self, at: datetime | None) -> None:
        """The picture that stood until now goes."""
        if self._held is not None:
            self.pauses.append(replace(self._held, ended_at=at))
        self._held = None

    def _stand(self, position_ms: int | None, at: datetime) -> None:
        ended_ms = self._running.end_ms if self._running is not None else 0
        self._end_span()
        self._end_series(at)
        self._hold(at)
        self._stalled_speed = 0
        self._held = Pause(ended_ms if position_ms is None else position_ms, at, None)

    def _move(self, from_ms: int | None, to_ms: int, at: datetime) -> None:
        running = self._running
        speed_percent = running.speed_percent if running is not None else self._stalled_speed
        jump = Jump(from_ms or 0, self._within(to_ms), at, running=speed_percent > 0)
        self.jumps.append(jump)
        self._at_end = False
        self._end_series(at)
        if speed_percent > 0:
            self._run(to_ms, speed_percent, at)
        else:
            self._hold(at)
            self._held = Pause(jump.to_ms, at, None)

    def _wait(self, position_ms: int, at: datetime) -> None:
        self._end_stall(at)
        self._stall = Stall(position_ms, at, None)
        self._stalled_speed = self._running.speed_percent if self._running is not None else 0
        self._end_span()

    def _resume(self, position: int | None, at: datetime) -> None:
        speed_percent = self._stalled_speed
        stall_ms = self._stall.position_ms if self._stall is not None else 0
        self._end_stall(at)
        if speed_percent > 0:
            self._run(stall_ms if position is None else position, speed_percent, at)

    def _end_stall(self, at: datetime | None) -> None:
        if self._stall is not None:
            self.stalls.append(replace(self._stall, ended_at=at))
        self._stall, self._stalled_speed = None, 0

    # --- single pictures -----------------------------------------------------------------------

    def _begin_stills(self, how: str, position_ms: int, at: datetime) -> None:
        """The film is held, and shows one picture after another."""
        self._end_series(at)
        if self._begin_series(how, position_ms, at) and self._told_stills:
            self._held = None  # it stood still for no longer than the trail took
            return
        self._end_span()
        self._hold(at)
        self._stalled_speed = 0
        self._at_end = False

    def _begin_series(self, how: str, position_ms: int, at: datetime) -> bool:
        """A series begins; True: it is the last one of its kind, which goes on."""
        self._end_series(at, how)
        small = how == "hovered"
        for place in range(len(self.stills) - 1, -1, -1):
            last = self.stills[place]
            if (last.how == "hovered") is small:
                soon = last.ended_at is not None and at - last.ended_at <= _SERIES_GAP
                if last.how == how and soon and (small or self._told_stills):
                    self._series[how] = self.stills.pop(place)
                    return True
                break
        self._series[how] = Stills(how, position_ms, position_ms, 0, at, None)
        return False

    def _tell_series(self, entry: Entry, *kinds: str) -> bool:
        """Which pictures a series showed; False where none of these kinds was announced."""
        how = next((kind for kind in kinds if kind in self._series), None)
        if how is None:
            return False
        series, details = self._series.pop(how), entry.details
        told = [number(details, "from_ms"), number(details, "to_ms")]
        reached = [each for each in told if each is not None]
        if series.pictures or not reached:
            # otherwise where it began stands for nothing that was asked for
            reached += [series.from_ms, series.to_ms]
        self.stills.append(
            replace(
                series,
                from_ms=min(reached),
                to_ms=max(reached),
                pictures=series.pictures + max(number(details, "pictures") or 0, 0),
                ended_at=entry.time,
            )
        )
        return True

    def _end_series(self, at: datetime | None, *kinds: str) -> None:
        """Series of which nothing more was told."""
        for how in kinds or ("stepped", "scrubbed"):
            if how in self._series:
                self.stills.append(replace(self._series.pop(how), ended_at=at))

    # --- a part repeated -----------------------------------------------------------------------

    def _set_loop(self, entry: Entry) -> None:
        self._clear_loop(entry.time)
        start_ms, end_ms = number(entry.details, "start_ms"), number(entry.details, "end_ms")
        if start_ms is not None and end_ms is not None and start_ms < end_ms:
            self._loop = Loop(start_ms, end_ms, entry.time, None, 0)

    def _clear_loop(self, at: datetime) -> None:
        if self._loop is not None:
            self.loops.append(replace(self._loop, cleared_at=at))
        self._loop = None

    def _within(self, position_ms: int) -> int:
        """The player goes no further than the film, either way."""
        length_ms = self._length_ms
        return max(0, position_ms if length_ms is None else min(position_ms, length_ms))


def _later(moment: datetime, took: timedelta) -> datetime:
    try:
        return moment + took
    except OverflowError:  # in a trail that says it was written in the year 9999
        return moment
