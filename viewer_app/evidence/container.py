"""What kind of film file the first bytes announce.

Only containers that cameras write are taken. A player would try every format it knows, among them
playlists, which name other files to open. The desk looks as well, so that nobody comes to the town
hall for a file that the station will not play.

MPEG program streams (ISO/IEC 13818-1 clause 2.5; ``.mpg``, ``.vob``) are not taken. Read through
callbacks, libVLC 3's own reader of them ends at once without a picture, libavformat's leaves out
the first second, and neither finds H.264 in one.
"""

from enum import StrEnum

HEAD = 4 * 192 + 5
"""How many of a file's first bytes tell its kind."""

WIDEST, TALLEST = 4096, 4096
"""Pixels; 2160p (4096 x 2160), also standing. A station refuses a larger picture."""

_TS_SYNC = 0x47
_TS_LAYOUTS = ((0, 188), (4, 192))
"""Offset of the first sync byte and packet length: ISO/IEC 13818-1 clause 2.4.3.2, and M2TS."""

_FIRST_BOXES = frozenset({b"ftyp", b"styp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"})
"""What an ISO base media (ISO/IEC 14496-12) or QuickTime file starts with."""


class Container(StrEnum):
    """A kind of film file that cameras write, as an approval names it (``clip.original``)."""

    MP4 = "mp4"
    MATROSKA = "matroska"
    AVI = "avi"
    TRANSPORT_STREAM = "mpegts"


def recognize(head: bytes) -> Container | None:
    """The kind of film file with these first ``HEAD`` bytes; None where it is no such file."""
    if head[4:8] in _FIRST_BOXES:
        return Container.MP4
    if head.startswith(b"\x1a\x45\xdf\xa3"):  # EBML: Matroska, WebM (RFC 8794 clause 11.2.1)
        return Container.MATROSKA
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return Container.AVI
    if any(_is_transport_stream(head, first, length) for first, length in _TS_LAYOUTS):
        return Container.TRANSPORT_STREAM
    return None


def _is_transport_stream(head: bytes, first: int, length: int) -> bool:
    return len(head) > first + 3 * length and all(
        head[first + packet * length] == _TS_SYNC for packet in range(4)
    )
