"""When each picture and sound of a recording is on, in the time of its copy.

The copy begins at 0 with its first picture, as the station counts. Where the recording's own clock
goes back (the camera started anew while it wrote) or runs an hour ahead at once, the copy goes on
as if it had not: a player would end there, or wait.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

_BACK_S: Final = 0.5
_AHEAD_S: Final = 3600.0
_SAME_S: Final = 10.0
"""Nearer than this to where it is expected, a time is of the same run of the clock."""


@dataclass
class Track:
    """One stream: the units it is counted in, and how far it is."""

    base: Fraction
    """Seconds in a unit of the recording."""
    out: Fraction
    """Seconds in a unit of the copy."""
    run: int = 0
    """Which run of the clock it is in."""
    offset: int = 0
    """Units of the recording between its clock and the copy's, in that run."""
    expected: int | None = None
    """When the next one should be decoded: units of the recording, on the clock of the copy."""
    last: int | None = None
    """When the last one is decoded: units of the copy."""


@dataclass
class Timeline:
    """The clock of a recording and that of its copy."""

    start_s: Fraction
    """The moment of the recording's clock, in seconds, that is 0 in the copy."""
    tracks: Sequence[Track]
    jumps: int = 0
    """How often the recording's clock jumped."""
    _offsets: list[Fraction] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._offsets.append(self.start_s)
        for track in self.tracks:
            track.offset = round(self.start_s / track.base)

    def place(
        self, number: int, dts: int | None, pts: int | None, duration: int
    ) -> tuple[int, int, int]:
        """When the next one of a track is decoded and shown, and how long, in units of the copy.

        ``dts``, ``pts`` and ``duration`` are in units of the recording, None where it does not say.
        Decoding goes forward in each track, and nothing is shown before it is decoded.
        """
        track = self.tracks[number]
        known = dts if dts is not None else pts
        if known is None:
            placed = track.expected or 0
        else:
            self._find_run(track, known)
            placed = known - track.offset
        shown = pts - track.offset if pts is not None else placed
        track.expected = placed + duration
        decode = _rescaled(placed, track)
        if track.last is not None and decode <= track.last:
            decode = track.last + 1
        track.last = decode
        return decode, max(decode, _rescaled(shown, track)), _rescaled(duration, track)

    def _find_run(self, track: Track, dts: int) -> None:
        """Enter another run of the clock where this time cannot be of the one it was in."""
        if track.expected is None:
            return
        away_s = float((dts - track.offset - track.expected) * track.base)
        if -_BACK_S < away_s < _AHEAD_S:
            return
        for run in range(track.run + 1, len(self._offsets)):
            offset = round(self._offsets[run] / track.base)
            if abs(float((dts - offset - track.expected) * track.base)) < _SAME_S:
                track.run, track.offset = run, offset
                return
        latest_s = max(one.expected * one.base for one in self.tracks if one.expected is not None)
        self._offsets.append(dts * track.base - latest_s)
        self.jumps += 1
        track.run = len(self._offsets) - 1
        track.offset = round(self._offsets[-1] / track.base)


def _rescaled(units: int, track: Track) -> int:
    """Units of the copy, the nearest; halves go up."""
    whole = units * track.base.numerator * track.out.denominator
    parts = track.base.denominator * track.out.numerator
    return (2 * whole + parts) // (2 * parts)
