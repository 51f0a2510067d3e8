"""When each frame of a film is on, as its index says, and how libVLC is brought to show it.

libVLC tells no frame from another, and lands beside the one asked for where pictures are stored in
another order than they are shown in (B-frames): it goes by the times of packets, and one that comes
later in the file may be shown earlier. A key frame it hits, and from there it goes on frame by
frame.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, NamedTuple

from viewer_app.evidence import mp4

MOST_STEPS: Final = 400
"""Frames to go from a key frame at most; where there are more, libVLC lands near enough."""

_READ_AHEAD_MS: Final = 1_000
"""Nearer to the end libVLC reads on to it at once, and then goes no further while it is held."""

MOST_FRAMES: Final = mp4.MOST_SAMPLES
"""Of a film that has a table: 38 hours at 30 a second."""

_MOST_REORDERED: Final = 16
"""Frames that may be shown before one that comes earlier in the file (H.264 Annex A.3.1 h)."""

_H264: Final = frozenset({b"avc1", b"avc2", b"avc3", b"avc4"})


class Way(NamedTuple):
    """How a frame is reached: ask libVLC for ``target_ms``, then go ``steps`` frames further."""

    frame: int
    target_ms: float
    steps: int


@dataclass(frozen=True)
class FrameTable:
    """``starts_ms``: when each frame begins to be shown, in order, in milliseconds of film.

    ``key_frames``: the frames at which decoding can start, in order. ``reordered``: whether frames
    are stored in another order.
    """

    starts_ms: list[float]
    key_frames: list[int]
    reordered: bool

    def way_to(self, frame: int) -> Way:
        """How libVLC is brought to show this frame exactly, while paused."""
        frame = min(max(frame, 0), len(self.starts_ms) - 1)
        if not self.reordered:
            return Way(frame, self._middle_ms(frame), 0)
        known = max(bisect_right(self.key_frames, frame) - 1, 0)
        end_ms = self.starts_ms[-1]
        while known and end_ms - self.starts_ms[self.key_frames[known]] < _READ_AHEAD_MS:
            known -= 1
        key = self.key_frames[known]
        if not 0 <= frame - key <= MOST_STEPS:
            return Way(frame, self._middle_ms(frame), 0)
        return Way(frame, self._middle_ms(key), frame - key)

    def _middle_ms(self, frame: int) -> float:
        """A time within the frame: on the boundary of two libVLC may show the other one."""
        start = self.starts_ms[frame]
        if frame + 1 < len(self.starts_ms):
            return (start + self.starts_ms[frame + 1]) / 2
        return start + (start - self.starts_ms[frame - 1]) / 2 if frame else start


def make_table(moov: bytes) -> FrameTable | None:
    """The table of a film with this index (the contents of ``moov``); None where it has none."""
    for track in mp4.tracks(moov):
        if track.handler == b"vide" and track.count and track.timescale:
            return _table(track)
    return None


def _table(track: mp4.Track) -> FrameTable | None:
    shown = track.composed()
    if len(shown) != track.count:
        return None
    order = sorted(range(len(shown)), key=shown.__getitem__)
    reordered = order != list(range(len(order)))
    sync = track.sync()
    if sync is None:
        keys = list(range(len(order)))
    elif reordered:
        wanted = {one for one in sync if one < len(shown) and _is_clean(track, shown, one)}
        keys = [frame for frame, sample in enumerate(order) if sample in wanted]
    else:
        keys = [sample for sample in sync if sample < len(order)]
    scale = 1000 / track.timescale
    starts = [(shown[sample] - track.delay) * scale for sample in order]
    return FrameTable(starts, keys or [0], reordered)


def _is_clean(track: mp4.Track, shown: list[int], sample: int) -> bool:
    """Whether no picture that is shown before this key frame is stored after it (open GOP).

    libVLC would show such a one first, without what it was made from; a decoder of H.265 leaves
    it out by itself (its NAL unit type says so).
    """
    behind = shown[sample + 1 : sample + 1 + _MOST_REORDERED]
    return track.codec not in _H264 or all(one > shown[sample] for one in behind)
