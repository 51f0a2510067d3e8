"""What kind of film file the first bytes announce, and which libVLC demuxer reads it best.

Only containers that cameras write are taken. libVLC would try every format it knows, among them
playlists, which name other files to open.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from viewer_app.playback.errors import PlaybackError

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

_HEAD = 4 * 192 + 5
_MOST_BOXES = 64

_TS_SYNC = 0x47
_TS_LAYOUTS = ((0, 188), (4, 192))
"""Offset of the first sync byte and packet length: ISO/IEC 13818-1 clause 2.4.3.2, and M2TS."""

_FIRST_BOXES = frozenset({b"ftyp", b"styp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"})
"""What an ISO base media (ISO/IEC 14496-12) or QuickTime file starts with."""

_NATIVE_MP4 = "mp4"
_LIBAVFORMAT = "avformat"


def demuxer(clip: "Clip") -> str:
    """The name of the libVLC demuxer for this clip.

    ``avformat`` for fragmented MP4, where libVLC's own lands at the wrong picture after a seek, and
    for MPEG-TS read through callbacks, where its own finds neither length nor position.
    Raises PlaybackError (``player.not_a_video``), and what the clip raises when it is damaged.
    """
    head = _read(clip, 0, _HEAD)
    if head[4:8] in _FIRST_BOXES:
        return _LIBAVFORMAT if _is_fragmented(clip) else _NATIVE_MP4
    if head.startswith(b"\x1a\x45\xdf\xa3"):  # EBML: Matroska, WebM (RFC 8794 clause 11.2.1)
        return "mkv"
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return "avi"
    if head.startswith(b"\x00\x00\x01\xba"):  # pack_start_code, ISO/IEC 13818-1 clause 2.5.3.4
        return "ps"
    if any(_is_transport_stream(head, first, length) for first, length in _TS_LAYOUTS):
        return _LIBAVFORMAT
    raise PlaybackError("player.not_a_video")


def _is_transport_stream(head: bytes, first: int, length: int) -> bool:
    return len(head) > first + 3 * length and all(
        head[first + packet * length] == _TS_SYNC for packet in range(4)
    )


def _is_fragmented(clip: "Clip") -> bool:
    """Whether a ``moof``, ``sidx`` or ``mvex`` box says so (ISO/IEC 14496-12 clause 8.8)."""
    for name, start, end in _boxes(clip, 0, clip.size):
        if name in (b"moof", b"sidx"):
            return True
        if name == b"moov":
            return any(child == b"mvex" for child, _, _ in _boxes(clip, start, end))
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
