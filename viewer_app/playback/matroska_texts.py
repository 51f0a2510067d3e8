"""Subtitle tracks of a Matroska file (RFC 9559), and where their blocks stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from viewer_app.evidence import matroska
from viewer_app.evidence.matroska import Head, Parts, parts, text, unsigned

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

_LANGUAGE, _LANGUAGE_BCP47 = 0x22B59C, 0x22B59D
_ENCODINGS, _ENCODING, _COMPRESSION = 0x6D80, 0x6240, 0x5034
_ALGORITHM, _SETTINGS = 0x4254, 0x4255

_SUBTITLE: Final = 17
_ZLIB, _HEADER_STRIPPING = 0, 3
"""ContentCompAlgo."""
_CODECS: Final = frozenset({"S_TEXT/UTF8", "S_TEXT/ASS", "S_TEXT/SSA", "S_ASS", "S_SSA"})
_MOST_STRIPPED: Final = 256
"""Bytes that each block begins with; it would be no subtitle otherwise."""
_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z0-9-]{2,35}")
"""As long as any is (RFC 5646 section 4.4.1)."""
_UNKNOWN_LENGTH_MS: Final = 5_000
"""How long a text is shown whose block does not say."""


class Packing(Enum):
    """How a track's blocks are packed (ContentEncodings)."""

    NONE = auto()
    ZLIB = auto()


@dataclass(frozen=True)
class Track:
    """A track of text."""

    number: int
    codec: str
    language: str
    packing: Packing
    stripped: bytes
    """What each block begins with, which is left out of the file."""
    head: Head


class Block(NamedTuple):
    """A text: when it is shown, in milliseconds, and where it stands."""

    start_ms: float
    end_ms: float
    offset: int
    size: int


def find_tracks(clip: "Clip") -> list[Track]:
    """The tracks of text, in their order. Raises what the clip raises."""
    head = matroska.find_head(clip)
    if head is None:
        return []
    return [track for entry in head.tracks if (track := _track(entry, head))]


def find_blocks(clip: "Clip", track: Track, most: int) -> list[Block]:
    """Where a track's texts stand: from the cues where these name them, else by looking through.

    Looking through reads a few bytes of every block of the whole film. Raises what the clip raises.
    """
    cued = list(islice(_texts(_cued_blocks(clip, track), track), most))
    return cued or list(islice(_texts(matroska.blocks(clip, track.head), track), most))


def _track(entry: Parts, head: Head) -> Track | None:
    codec = text(entry, matroska.CODEC)
    if unsigned(entry, matroska.TRACK_TYPE) != _SUBTITLE or codec not in _CODECS:
        return None
    packing, stripped = Packing.NONE, b""
    for encodings in entry.get(_ENCODINGS, ()):
        ways = parts(encodings).get(_ENCODING, [])
        compression = parts(ways[0]).get(_COMPRESSION) if len(ways) == 1 else None
        if compression is None:  # encrypted, or packed twice
            return None
        way = parts(compression[0])
        algorithm = unsigned(way, _ALGORITHM)
        if algorithm == _HEADER_STRIPPING:
            stripped = way.get(_SETTINGS, [b""])[0]
            if len(stripped) > _MOST_STRIPPED:
                return None
        elif algorithm == _ZLIB:
            packing = Packing.ZLIB
        else:
            return None
    language = text(entry, _LANGUAGE_BCP47) or text(entry, _LANGUAGE) or "eng"
    if language == "und" or not _LANGUAGE_TAG.fullmatch(language):
        language = ""
    number = unsigned(entry, matroska.TRACK_NUMBER)
    return Track(number, codec, language, packing, stripped, head)


def _cued_blocks(clip: "Clip", track: Track) -> Iterator[matroska.Block]:
    for _, place in matroska.cues(clip, track.head):
        if unsigned(place, matroska.CUE_TRACK) == track.number:
            block = matroska.cued_block(clip, track.head, place)
            if block is not None:
                yield block


def _texts(blocks: Iterator[matroska.Block], track: Track) -> Iterator[Block]:
    scale_ms = track.head.scale_ms
    for block in blocks:
        if block.track == track.number:
            start_ms = block.time * scale_ms
            length_ms = block.length * scale_ms or _UNKNOWN_LENGTH_MS
            yield Block(start_ms, start_ms + length_ms, block.offset, block.size)
