"""Which libVLC demuxer reads a film file best."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from viewer_app.evidence.container import HEAD, Container, recognize
from viewer_app.playback.errors import PlaybackError

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

_MOST_BOXES = 64
_NATIVE_MP4 = "mp4"
_LIBAVFORMAT = "avformat"
_DEMUXERS: Final = {
    Container.MATROSKA: "mkv",
    Container.AVI: "avi",
    Container.TRANSPORT_STREAM: _LIBAVFORMAT,
}


def demuxer(clip: "Clip") -> str:
    """The name of the libVLC demuxer for this clip.

    ``avformat`` for fragmented MP4, where libVLC's own lands at the wrong picture after a seek; for
    MP4 with one track, as cameras without sound write it, where its own reads up to 15 seconds
    ahead (``DEMUX_TRACK_MAX_PRELOAD`` in its mp4.c; samples of another track would end the run)
    and, once it came to the end, no longer seeks while paused; and for MPEG-TS read through
    callbacks, where its own finds neither length nor position.
    Raises PlaybackError (``player.not_a_video``), and what the clip raises when it is damaged.
    """
    container = recognize(_read(clip, 0, HEAD))
    if container is None:
        raise PlaybackError("player.not_a_video")
    if container is Container.MP4:
        return _LIBAVFORMAT if _needs_libavformat(clip) else _NATIVE_MP4
    return _DEMUXERS[container]


def _needs_libavformat(clip: "Clip") -> bool:
    """Whether an MP4 is fragmented or has one track (ISO/IEC 14496-12 clauses 8.8 and 8.3.1)."""
    for name, start, end in _boxes(clip, 0, clip.size):
        if name in (b"moof", b"sidx"):
            return True
        if name == b"moov":
            children = [child for child, _, _ in _boxes(clip, start, end)]
            return b"mvex" in children or children.count(b"trak") == 1
    return False


def _boxes(clip: "Clip", start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of the contents of each box, read by its header alone (clause 4.2)."""
    for _ in range(_MOST_BOXES):
        header = _read(clip, start, 16)
        if start + 8 > end or len(header) < 8:
            return
        size, contents = int.from_bytes(header[:4], "big"), start + 8
        if size == 1:
            size, contents = int.from_bytes(header[8:16], "big"), start + 16
        elif size == 0:  # to the end of the file
            size = end - start
        if start + size < contents:
            return
        yield header[4:8], contents, min(start + size, end)
        start += size


def _read(clip: "Clip", offset: int, count: int) -> bytes:
    """At most ``count`` bytes; headers only, so that no picture is copied about."""
    buffer = bytearray(count)
    got = 0
    while got < count:
        more = clip.read_into(offset + got, memoryview(buffer)[got:])
        if more == 0:
            break
        got += more
    return bytes(buffer[:got])
