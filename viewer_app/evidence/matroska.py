"""The elements of a Matroska or WebM file (RFC 8794, RFC 9559), read by their headers."""

import math
import struct
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from viewer_app.evidence.film_bytes import FilmBytes, Memory, read

SEGMENT: Final = 0x18538067
CLUSTER: Final = 0x1F43B675
TRACK_NUMBER: Final = 0xD7
TRACK_TYPE: Final = 0x83
CODEC: Final = 0x86
CUE_TRACK: Final = 0xF7
CUE_RELATIVE: Final = 0xF0

MOST_TABLE: Final = 16 << 20
"""Bytes of a table that are read at most."""

MOST_ELEMENTS: Final = 1 << 16
"""That are looked at where a few are expected: a file may consist of any number of empty ones."""

_MOST_PARTS: Final = 1 << 18
"""Of one element: the cues of 72 hours, one a second."""
_MOST_TRACKS: Final = 64
_MOST_IN_GROUP: Final = 64

Parts = dict[int, list[bytes]]
"""The contents of the elements in another one, by their id."""

_SEEK_HEAD, _SEEK, _SEEK_ID, _SEEK_POSITION = 0x114D9B74, 0x4DBB, 0x53AB, 0x53AC
_INFO, _TIMESTAMP_SCALE, _DURATION = 0x1549A966, 0x2AD7B1, 0x4489
_TRACKS, _TRACK = 0x1654AE6B, 0xAE
_CUES, _CUE, _CUE_TIME, _CUE_PLACES, _CUE_CLUSTER = 0x1C53BB6B, 0xBB, 0xB3, 0xB7, 0xF1
_TIMESTAMP, _GROUP, _BLOCK, _BLOCK_DURATION, _SIMPLE_BLOCK = 0xE7, 0xA0, 0xA1, 0x9B, 0xA3

_USUAL_SCALE: Final = 1_000_000
"""Nanoseconds of a unit of time where the file does not say."""
_BLOCK_HEADER: Final = 12
"""Bytes: track number, time and flags, with room for a long number."""
_MOST_HEADER: Final = 12
"""Bytes: an id of four and a size of eight."""
_MOST_NUMBER: Final = 8
"""Bytes of an integer (RFC 8794 sections 7.1 and 7.2)."""


class Element(NamedTuple):
    """An element: its id, and places in the file. ``end`` is None where its size is not told."""

    id: int
    contents: int
    end: int | None


def elements(film: FilmBytes, start: int = 0, end: int | None = None) -> Iterator[Element]:
    """The elements one after another; of one without a size, those in it follow.

    Ends where a header is cut off or can be none, and after an element that reaches behind ``end``.
    """
    end = film.size if end is None else min(end, film.size)
    while start < end:
        found = element(read(film, start, min(_MOST_HEADER, end - start)), start)
        if found is None:
            return
        yield found
        start = found.contents if found.end is None else found.end


def element(header: bytes, start: int = 0) -> Element | None:
    """The element with this header; None where it is cut off or can be none."""
    name = number(header, keep_mark=True)
    if name is None or name[1] > 4:
        return None
    size = number(header[name[1] :])
    if size is None:
        return None
    contents = start + name[1] + size[1]
    unknown = size[0] == (1 << 7 * size[1]) - 1  # RFC 8794 section 6.2
    return Element(name[0], contents, None if unknown else contents + size[0])


def number(data: bytes, *, keep_mark: bool = False) -> tuple[int, int] | None:
    """A number of variable size and how many bytes it takes (RFC 8794 section 4)."""
    if not data or data[0] == 0:
        return None
    length = 9 - data[0].bit_length()
    if len(data) < length:
        return None
    value = int.from_bytes(data[:length], "big")
    return (value if keep_mark else value & (1 << 7 * length) - 1), length


class Head(NamedTuple):
    """What a file tells of itself. Places count from ``origin``, where its segment's contents are.

    ``scale_ms`` is the length of a unit of time, ``duration_ms`` of the film, 0 where it does not
    say; ``tracks`` are the parts of each track's entry, 64 at most, ``cues`` the table of places,
    if any.
    """

    origin: int
    scale_ms: float
    duration_ms: float
    tracks: list[Parts]
    cues: Element | None


class Block(NamedTuple):
    """A block of one track: its time and length in units, and where its contents are.

    ``length`` is 0 where the block does not say.
    """

    track: int
    time: int
    length: int
    offset: int
    size: int


def find_head(film: FilmBytes) -> Head | None:
    """What the file tells of itself; None where it is no such file."""
    first = islice(elements(film), MOST_ELEMENTS)
    segment = next((one for one in first if one.id == SEGMENT), None)
    if segment is None:
        return None
    found: dict[int, Element] = {}
    for one in islice(elements(film, segment.contents, segment.end), MOST_ELEMENTS):
        if one.id == CLUSTER:
            break
        found.setdefault(one.id, one)
    for entry in parts_of(film, found.get(_SEEK_HEAD)).get(_SEEK, ()):
        seek = parts(entry)
        place = segment.contents + unsigned(seek, _SEEK_POSITION)
        there = next(elements(film, place), None)
        if there is not None and there.id == unsigned(seek, _SEEK_ID):
            found.setdefault(there.id, there)
    info = parts_of(film, found.get(_INFO))
    scale_ms = (unsigned(info, _TIMESTAMP_SCALE) or _USUAL_SCALE) / 1e6
    duration_ms = _real(info, _DURATION) * scale_ms
    entries = parts_of(film, found.get(_TRACKS)).get(_TRACK, [])
    return Head(
        segment.contents,
        scale_ms,
        duration_ms if math.isfinite(duration_ms) else 0.0,
        [parts(entry) for entry in entries[:_MOST_TRACKS]],
        found.get(_CUES),
    )


def cues(film: FilmBytes, head: Head) -> Iterator[tuple[int, Parts]]:
    """The time of each cue, in units, and the parts of each place that it names."""
    for cue in parts_of(film, head.cues).get(_CUE, ()):
        found = parts(cue)
        for place in found.get(_CUE_PLACES, ()):
            yield unsigned(found, _CUE_TIME), parts(place)


def cued_block(film: FilmBytes, head: Head, place: Parts) -> Block | None:
    """The block at a place that a cue names exactly; None where it does not, or none is there."""
    if CUE_RELATIVE not in place:
        return None
    cluster = next(elements(film, head.origin + unsigned(place, _CUE_CLUSTER)), None)
    if cluster is None or cluster.id != CLUSTER:
        return None
    time = next(elements(film, cluster.contents, cluster.end), None)
    start = cluster.contents + unsigned(place, CUE_RELATIVE)
    there = next(elements(film, start, cluster.end), None)
    if there is None or time is None or time.id != _TIMESTAMP:
        return None
    return _block(film, there, _value(film, time))


def blocks(film: FilmBytes, head: Head, most: int | None = None) -> Iterator[Block]:
    """Every block, in the order of the file, read by their headers (RFC 9559 section 10).

    ``most`` is how many elements are looked at for them; None for those of the whole file.
    """
    time = 0
    for there in islice(_in_clusters(film, head), most):
        if there.id == _TIMESTAMP:
            time = _value(film, there)
        block = _block(film, there, time)
        if block is not None:
            yield block


def parts_of(film: FilmBytes, one: Element | None) -> Parts:
    """The parts of an element; none where it is not there, has no size or is too large."""
    if one is None or one.end is None or one.end - one.contents > MOST_TABLE:
        return {}
    return parts(read(film, one.contents, one.end - one.contents))


def parts(data: bytes) -> Parts:
    """The parts of an element with these contents, each id with all that there are of it."""
    found: Parts = {}
    for one in islice(elements(Memory(data)), _MOST_PARTS):
        found.setdefault(one.id, []).append(data[one.contents : one.end])
    return found


def unsigned(found: Parts, name: int) -> int:
    """A part that is a number; 0 where it is not there, or longer than a number is."""
    data = found.get(name, [b""])[0]
    return int.from_bytes(data, "big") if len(data) <= _MOST_NUMBER else 0


def text(found: Parts, name: int) -> str:
    """A part that is a word; "" where it is not there."""
    return found.get(name, [b""])[0].rstrip(b"\0").decode("ascii", "replace")


def _real(found: Parts, name: int) -> float:
    data = found.get(name, [b""])[0]
    if len(data) not in (4, 8):
        return 0.0
    (real,) = struct.unpack(">f" if len(data) == 4 else ">d", data)
    return float(real) if math.isfinite(real) else 0.0


def _in_clusters(film: FilmBytes, head: Head) -> Iterator[Element]:
    """All elements, of clusters that say how long they are those in them."""
    for one in elements(film, head.origin):
        if one.id == CLUSTER and one.end is not None:
            yield from elements(film, one.contents, one.end)
        else:
            yield one


def _value(film: FilmBytes, one: Element) -> int:
    end = one.contents if one.end is None else one.end
    return int.from_bytes(read(film, one.contents, min(end - one.contents, _MOST_NUMBER)), "big")


def _block(film: FilmBytes, one: Element, cluster_time: int) -> Block | None:
    if one.end is None or one.id not in (_GROUP, _SIMPLE_BLOCK):
        return None
    there, length = one, 0
    if one.id == _GROUP:
        inside = list(islice(elements(film, one.contents, one.end), _MOST_IN_GROUP))
        there = next((part for part in inside if part.id == _BLOCK), one)
        length = next((_value(film, part) for part in inside if part.id == _BLOCK_DURATION), 0)
    end = there.contents if there.end is None else there.end
    header = read(film, there.contents, min(_BLOCK_HEADER, end - there.contents))
    track = number(header)
    if track is None or len(header) < track[1] + 3:
        return None
    time = int.from_bytes(header[track[1] : track[1] + 2], "big", signed=True)
    start = there.contents + track[1] + 3
    return Block(track[0], cluster_time + time, length, start, end - start)
