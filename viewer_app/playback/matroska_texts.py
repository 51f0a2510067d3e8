"""Subtitle tracks of a Matroska file (RFC 9559), and where their blocks stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from viewer_app.evidence.film_bytes import FilmBytes, Memory, read
from viewer_app.evidence.matroska import (
    CLUSTER,
    SEGMENT,
    Element,
    elements,
    number,
)

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

_SEEK_HEAD, _SEEK, _SEEK_ID, _SEEK_POSITION = 0x114D9B74, 0x4DBB, 0x53AB, 0x53AC
_INFO, _TIMESTAMP_SCALE = 0x1549A966, 0x2AD7B1
_TRACKS, _TRACK = 0x1654AE6B, 0xAE
_NUMBER, _TYPE, _CODEC, _LANGUAGE, _LANGUAGE_BCP47 = 0xD7, 0x83, 0x86, 0x22B59C, 0x22B59D
_ENCODINGS, _ENCODING, _COMPRESSION = 0x6D80, 0x6240, 0x5034
_ALGORITHM, _SETTINGS = 0x4254, 0x4255
_CUES, _CUE, _CUE_TIME, _CUE_PLACES = 0x1C53BB6B, 0xBB, 0xB3, 0xB7
_CUE_TRACK, _CUE_CLUSTER, _CUE_RELATIVE = 0xF7, 0xF1, 0xF0
_TIMESTAMP, _GROUP, _BLOCK, _DURATION, _SIMPLE_BLOCK = 0xE7, 0xA0, 0xA1, 0x9B, 0xA3

_SUBTITLE: Final = 17
_ZLIB, _HEADER_STRIPPING = 0, 3
"""ContentCompAlgo."""
_CODECS: Final = frozenset({"S_TEXT/UTF8", "S_TEXT/ASS", "S_TEXT/SSA", "S_ASS", "S_SSA"})
_MOST_TABLE: Final = 16 << 20
"""Bytes of tracks or cues that are read at most."""
_BLOCK_HEADER: Final = 12
"""Bytes: track number, time and flags, with room for a long number."""
_UNKNOWN_LENGTH_MS: Final = 5_000
"""How long a text is shown whose block does not say."""


class Packing(Enum):
    """How a track's blocks are packed (ContentEncodings)."""

    NONE = auto()
    ZLIB = auto()


@dataclass(frozen=True)
class Track:
    """A track of text. Times are in units of ``scale_ms``; places count from ``origin``."""

    number: int
    codec: str
    language: str
    packing: Packing
    stripped: bytes
    """What each block begins with, which is left out of the file."""
    scale_ms: float
    origin: int
    cues: Element | None
    """The table of cues, if there is one."""


class Block(NamedTuple):
    """A text: when it is shown, in milliseconds, and where it stands."""

    start_ms: float
    end_ms: float
    offset: int
    size: int


def find_tracks(clip: "Clip") -> list[Track]:
    """The tracks of text, in their order. Raises what the clip raises."""
    segment = next((one for one in elements(clip) if one.id == SEGMENT), None)
    if segment is None:
        return []
    found = _head(clip, segment)
    info, tracks = _read(clip, found.get(_INFO)), _read(clip, found.get(_TRACKS))
    scale_ms = (_unsigned(info, _TIMESTAMP_SCALE) or 1_000_000) / 1e6
    return [
        track
        for entry in tracks.get(_TRACK, ())
        if (track := _track(_parts(entry), scale_ms, segment.contents, found.get(_CUES)))
    ]


def find_blocks(clip: "Clip", track: Track, most: int) -> list[Block]:
    """Where a track's texts stand: from the cues where these name them, else by looking through.

    Looking through reads a few bytes of every block of the whole film. Raises what the clip raises.
    """
    cued = list(islice(_cued_blocks(clip, track), most))
    return cued or list(islice(_every_block(clip, track), most))


def _head(clip: "Clip", segment: Element) -> dict[int, Element]:
    """What stands before the first cluster, and where the seek head says the rest is."""
    found: dict[int, Element] = {}
    for element in elements(clip, segment.contents, segment.end):
        if element.id == CLUSTER:
            break
        found.setdefault(element.id, element)
    for entry in _read(clip, found.get(_SEEK_HEAD)).get(_SEEK, ()):
        seek = _parts(entry)
        name, place = _unsigned(seek, _SEEK_ID), _unsigned(seek, _SEEK_POSITION)
        there = next(elements(clip, segment.contents + place), None)
        if there is not None and there.id == name:
            found.setdefault(name, there)
    return found


def _track(
    parts: dict[int, list[bytes]], scale_ms: float, origin: int, cues: Element | None
) -> Track | None:
    codec = _text(parts, _CODEC)
    if _unsigned(parts, _TYPE) != _SUBTITLE or codec not in _CODECS:
        return None
    packing, stripped = Packing.NONE, b""
    for encodings in parts.get(_ENCODINGS, ()):
        ways = _parts(encodings).get(_ENCODING, [])
        compression = _parts(ways[0]).get(_COMPRESSION) if len(ways) == 1 else None
        if compression is None:  # encrypted, or packed twice
            return None
        way = _parts(compression[0])
        algorithm = _unsigned(way, _ALGORITHM)
        if algorithm == _HEADER_STRIPPING:
            stripped = way.get(_SETTINGS, [b""])[0]
        elif algorithm == _ZLIB:
            packing = Packing.ZLIB
        else:
            return None
    language = _text(parts, _LANGUAGE_BCP47) or _text(parts, _LANGUAGE) or "eng"
    return Track(
        _unsigned(parts, _NUMBER), codec, "" if language == "und" else language,
        packing, stripped, scale_ms, origin, cues,
    )  # fmt: skip


def _cued_blocks(clip: "Clip", track: Track) -> Iterator[Block]:
    for cue in _read(clip, track.cues).get(_CUE, ()):
        for entry in _parts(cue).get(_CUE_PLACES, ()):
            place = _parts(entry)
            if _unsigned(place, _CUE_TRACK) != track.number or _CUE_RELATIVE not in place:
                continue
            cluster = next(elements(clip, track.origin + _unsigned(place, _CUE_CLUSTER)), None)
            if cluster is None or cluster.id != CLUSTER:
                continue
            start = cluster.contents + _unsigned(place, _CUE_RELATIVE)
            element = next(elements(clip, start, cluster.end), None)
            time = next(elements(clip, cluster.contents, cluster.end), None)
            if element is not None and time is not None and time.id == _TIMESTAMP:
                yield from _block(clip, track, element, _value(clip, time))


def _every_block(clip: "Clip", track: Track) -> Iterator[Block]:
    time = 0
    for cluster in elements(clip, track.origin):
        if cluster.id == _TIMESTAMP:  # of a cluster without a size
            time = _value(clip, cluster)
        yield from _block(clip, track, cluster, time)
        if cluster.id != CLUSTER or cluster.end is None:
            continue
        for element in elements(clip, cluster.contents, cluster.end):
            if element.id == _TIMESTAMP:
                time = _value(clip, element)
            yield from _block(clip, track, element, time)


def _block(clip: "Clip", track: Track, element: Element, cluster_time: int) -> Iterator[Block]:
    """The text in a group or simple block, if it is of this track (RFC 9559 section 10)."""
    if element.end is None or element.id not in (_GROUP, _SIMPLE_BLOCK):
        return
    block, length = element, 0
    if element.id == _GROUP:
        parts = list(elements(clip, element.contents, element.end))
        found = next((part for part in parts if part.id == _BLOCK), None)
        if found is None or found.end is None:
            return
        block = found
        length = next((_value(clip, part) for part in parts if part.id == _DURATION), 0)
    assert block.end is not None  # noqa: S101 - told from above
    header = read(clip, block.contents, min(_BLOCK_HEADER, block.end - block.contents))
    name = number(header)
    if name is None or name[0] != track.number or len(header) < name[1] + 3:
        return
    time, start = header[name[1] : name[1] + 2], block.contents + name[1] + 3
    start_ms = (cluster_time + int.from_bytes(time, "big", signed=True)) * track.scale_ms
    end_ms = start_ms + (length * track.scale_ms or _UNKNOWN_LENGTH_MS)
    yield Block(start_ms, end_ms, start, block.end - start)


def _read(clip: "Clip", element: Element | None) -> dict[int, list[bytes]]:
    """The parts of an element; none where it is not there, has no size or is too large."""
    if element is None or element.end is None or element.end - element.contents > _MOST_TABLE:
        return {}
    return _parts(read(clip, element.contents, element.end - element.contents))


def _value(clip: FilmBytes, element: Element) -> int:
    end = element.contents if element.end is None else element.end
    return int.from_bytes(read(clip, element.contents, min(end - element.contents, 8)), "big")


def _parts(data: bytes) -> dict[int, list[bytes]]:
    parts: dict[int, list[bytes]] = {}
    for element in elements(Memory(data)):
        parts.setdefault(element.id, []).append(data[element.contents : element.end])
    return parts


def _unsigned(parts: dict[int, list[bytes]], name: int) -> int:
    return int.from_bytes(parts.get(name, [b""])[0], "big")


def _text(parts: dict[int, list[bytes]], name: int) -> str:
    return parts.get(name, [b""])[0].rstrip(b"\0").decode("ascii", "replace")
