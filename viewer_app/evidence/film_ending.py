"""Whether a film file goes on to its end, or stops short, as where a camera's battery died.

Told from the file's own structure alone, without playing it: a box, a cluster or a list that says
that it is longer than the file. A file that was cut off just between two of them cannot be told
from a whole one, and an MPEG transport stream only where it stops within a packet.
"""

from enum import StrEnum
from typing import Final

from viewer_app.evidence import matroska, mp4
from viewer_app.evidence.container import HEAD, Container, recognize
from viewer_app.evidence.film_bytes import FilmBytes, read

_MOST_LISTS: Final = 1 << 16
"""Of an AVI file that are looked at: each holds a gigabyte, as its writers have it."""

_TS_PACKETS: Final = (188, 192)
"""Bytes of a packet: ISO/IEC 13818-1 clause 2.4.3.2, and M2TS."""

_TS_SYNC: Final = 0x47


class Ending(StrEnum):
    """How a film file ends."""

    WHOLE = "whole"
    """Nothing says that anything is missing."""

    CUT = "cut"
    """It stops short; what there is can be played."""

    NO_INDEX = "no_index"
    """The pictures are there, but not the index at the end, without which no player finds them."""


def find_ending(film: FilmBytes) -> Ending:
    """How this film file ends. Raises only what the film raises when it is read.

    Reads a few bytes of each box, cluster or list: of a fragmented film that lasts for hours, tens
    of thousands of them.
    """
    find = {
        Container.MP4: _mp4,
        Container.MATROSKA: _matroska,
        Container.AVI: _avi,
        Container.TRANSPORT_STREAM: _transport_stream,
    }
    container = recognize(read(film, 0, HEAD))
    return Ending.WHOLE if container is None else find[container](film)


def _mp4(film: FilmBytes) -> Ending:
    names, end = set(), 0
    for box in mp4.boxes(film):
        if box.name != b"moov" or box.end <= film.size:
            names.add(box.name)
        end = box.end
    if not names & {b"moov", b"moof"}:
        return Ending.NO_INDEX if b"mdat" in names else Ending.WHOLE
    stump = 0 < film.size - end < mp4.HEADER
    return Ending.CUT if end > film.size or stump else Ending.WHOLE


def _matroska(film: FilmBytes) -> Ending:
    reached = 0
    for count, element in enumerate(matroska.elements(film)):
        if count == matroska.MOST_ELEMENTS:  # taken to be whole
            return Ending.WHOLE
        reached = element.contents if element.end is None else element.end
    return Ending.WHOLE if reached == film.size else Ending.CUT


def _avi(film: FilmBytes) -> Ending:
    """RIFF lists one after another: the second and later ones are OpenDML's."""
    start = 0
    for _ in range(_MOST_LISTS):
        if start + 12 > film.size:
            break
        header = read(film, start, 8)
        length = int.from_bytes(header[4:8], "little")
        if header[:4] != b"RIFF":
            return Ending.WHOLE
        # a writer fills in the length last
        if length == 0 or start + 8 + length > film.size:
            return Ending.CUT
        start += 8 + length + length % 2
    return Ending.WHOLE


def _transport_stream(film: FilmBytes) -> Ending:
    plain = read(film, 0, 1)[0] == _TS_SYNC
    return Ending.WHOLE if film.size % _TS_PACKETS[not plain] == 0 else Ending.CUT
