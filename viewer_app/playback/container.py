"""Which libVLC demuxer reads a film file best."""

from typing import TYPE_CHECKING

from viewer_app.evidence.container import HEAD, Container, recognize
from viewer_app.evidence.film_bytes import read
from viewer_app.evidence.mp4 import boxes, index, tracks
from viewer_app.playback.errors import PlaybackError

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

_NATIVE_MP4 = "mp4"
_LIBAVFORMAT = "avformat"


def demuxer(clip: "Clip") -> str:
    """The name of the libVLC demuxer for this clip.

    libVLC's own for plain MP4. ``avformat``, which is libavformat's, for the rest:

    * fragmented MP4, where libVLC's own lands at the wrong picture after a seek;
    * MP4 with one track, as cameras without sound write it, where its own reads up to 15 seconds
      ahead (``DEMUX_TRACK_MAX_PRELOAD`` in its mp4.c; samples of another track would end the run)
      and, once it came to the end, no longer seeks while paused;
    * MP4 that was cut off, where its own leaves out the last pictures that are there, and MP4 with
      AV1, for which its own finds no decoder;
    * Matroska, where its own lands a frame late and, without cues, nowhere; AVI, where its own
      counts in whole seconds; and MPEG-TS read through callbacks, where its own finds neither
      length nor position.

    Raises PlaybackError (``player.not_a_video``, and ``player.no_index`` for an MP4 that ends
    before its index), and what the clip raises when it is damaged.
    """
    container = recognize(read(clip, 0, HEAD))
    if container is None:
        raise PlaybackError("player.not_a_video")
    return _mp4_demuxer(clip) if container is Container.MP4 else _LIBAVFORMAT


def _mp4_demuxer(clip: "Clip") -> str:
    """By whether it is fragmented or has one track (ISO/IEC 14496-12 clauses 8.8 and 8.3.1)."""
    found: set[bytes] = set()
    plain, end = False, 0
    for box in boxes(clip):
        end = box.end
        if box.name in (b"moof", b"sidx"):
            return _LIBAVFORMAT
        if box.name == b"moov" and b"moov" not in found:  # the first one counts (mp4.index)
            children = [child.name for child in boxes(clip, box.contents, box.end)]
            plain = b"mvex" not in children and children.count(b"trak") != 1 and not _is_av1(clip)
        found.add(box.name)
    if b"mdat" in found and b"moov" not in found:
        raise PlaybackError("player.no_index")
    return _NATIVE_MP4 if plain and end <= clip.size else _LIBAVFORMAT


def _is_av1(clip: "Clip") -> bool:
    return any(track.codec == b"av01" for track in tracks(index(clip) or b""))
