"""When each frame of a Matroska film is on (RFC 9559), where its frames come evenly.

The file has no list of its frames. But it says how long each one is on, and its cues name the key
frames; when the first one is on, and whether frames are stored in another order, is looked up in
its first blocks.
"""

from itertools import islice
from typing import TYPE_CHECKING, Final

from viewer_app.evidence import matroska
from viewer_app.evidence.matroska import Head, Parts, unsigned
from viewer_app.playback.frame_table import MOST_FRAMES, FrameTable

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

_VIDEO: Final = 1
_DEFAULT_DURATION: Final = 0x23E383
"""Nanoseconds of a frame."""
_MOST_BLOCKS: Final = 600
"""Of all tracks, that are looked at: some ten seconds."""
_MOST_ELEMENTS: Final = 8 * _MOST_BLOCKS
"""What else stands between them."""
_MOST_LOOKED_AT: Final = 60
_UNEVEN_MS: Final = 2.0
"""Further off than this, frames do not come evenly: times are rounded to whole units."""


def make_matroska_table(clip: "Clip") -> FrameTable | None:
    """The table of a Matroska film whose frames come evenly; None for others.

    Reads the head, the cues and the first blocks. Raises what the clip raises.
    """
    head = matroska.find_head(clip)
    track = next((one for one in head.tracks if _is_video(one)), None) if head else None
    if head is None or track is None or not head.duration_ms:
        return None
    frame_ms = unsigned(track, _DEFAULT_DURATION) / 1e6
    times_ms = _first_times_ms(clip, head, unsigned(track, matroska.TRACK_NUMBER))
    if not frame_ms or not times_ms:
        return None
    shown = sorted(times_ms)[: -len(times_ms) // 4]  # of the last ones some come later in the file
    first_ms = shown[0] if shown else times_ms[0]
    if any(abs(at - first_ms - n * frame_ms) > _UNEVEN_MS for n, at in enumerate(shown)):
        return None
    count = max(round((head.duration_ms - first_ms) / frame_ms), 1)
    if count > MOST_FRAMES:
        return None
    number = unsigned(track, matroska.TRACK_NUMBER)
    keys = {
        round((time * head.scale_ms - first_ms) / frame_ms)
        for time, place in matroska.cues(clip, head)
        if unsigned(place, matroska.CUE_TRACK) == number
    }
    starts = [first_ms + frame * frame_ms for frame in range(count)]
    known = sorted(key for key in keys | {0} if 0 <= key < count)
    return FrameTable(starts, known, times_ms != sorted(times_ms))


def _is_video(track: Parts) -> bool:
    return unsigned(track, matroska.TRACK_TYPE) == _VIDEO


def _first_times_ms(clip: "Clip", head: Head, number: int) -> list[float]:
    """When the first frames are on, in the order of the file."""
    blocks = islice(matroska.blocks(clip, head, _MOST_ELEMENTS), _MOST_BLOCKS)
    times = (block.time * head.scale_ms for block in blocks if block.track == number)
    return list(islice(times, _MOST_LOOKED_AT))
