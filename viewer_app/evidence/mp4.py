"""What an ISO base media file (ISO/IEC 14496-12) or QuickTime file says of its own tracks.

Only boxes are read that tell what there is and where; never a picture. What does not fit is left
out: whoever asks gets fewer tracks, not an error, since a player may still make something of it.
"""

import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice, repeat
from typing import Final, NamedTuple

from viewer_app.evidence.film_bytes import FilmBytes, read

MOST_INDEX: Final = 64 << 20
"""Bytes of ``moov`` that are read at most: that of a film of days is smaller."""

MOST_SAMPLES: Final = 1 << 22
"""Of one track that are looked at: 38 hours at 30 a second. A file may claim any number."""

_MOST_BOXES: Final = 1 << 16

_MOST_TRACKS: Final = 64
HEADER: Final = 8
"""Bytes of a box's header; twice as many where its size does not fit in four of them."""

_NESTED: Final = frozenset({b"mdia", b"minf", b"stbl", b"edts"})
_DEEPEST: Final = 3
"""``stbl`` in ``minf`` in ``mdia``."""

_ENTRY_FIELDS: Final = 8
"""Bytes of a full box of which a table is told: version, flags, and the number of entries."""


class Box(NamedTuple):
    """A box: its name, and places in the file. ``end`` is what its header says, be that too far."""

    name: bytes
    start: int
    contents: int
    end: int


def boxes(film: FilmBytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes one after another, read by their headers alone (clause 4.2).

    Ends where a header is cut off or can be none, and after a box that reaches behind ``end``.
    """
    end = film.size if end is None else min(end, film.size)
    for _ in range(_MOST_BOXES):
        header = read(film, start, min(2 * HEADER, end - start))
        if len(header) < HEADER:
            return
        size, contents = int.from_bytes(header[:4], "big"), start + HEADER
        if size == 1:
            size, contents = int.from_bytes(header[8:16], "big"), start + 2 * HEADER
        elif size == 0:  # to the end of the file
            size = end - start
        if start + size < contents:
            return
        yield Box(header[4:8], start, contents, start + size)
        start += size
        if start >= end:
            return


@dataclass(frozen=True)
class Track:
    """A track: what it holds, and the tables that tell when and where.

    ``handler`` is its kind (``vide``, ``soun``, ``sbtl``, ``text``, ``subt``; clause 8.4.3),
    ``codec`` the name of its first sample entry (clause 8.5.2), ``timescale`` ticks a second,
    ``delay`` how many ticks of the track its edit list leaves out at the start.
    """

    handler: bytes
    codec: bytes
    timescale: int
    language: str
    width: int
    height: int
    delay: int
    tables: Mapping[bytes, memoryview]

    @property
    def count(self) -> int:
        """How many samples there are (clause 8.7.3)."""
        table = self.tables.get(b"stsz", memoryview(b""))
        return min(int.from_bytes(table[8:12], "big"), MOST_SAMPLES)

    def sizes(self) -> Sequence[int]:
        """Bytes of each sample (clause 8.7.3)."""
        table = self.tables.get(b"stsz", memoryview(b""))
        same = int.from_bytes(table[4:8], "big")
        if same:
            return [same] * self.count
        return _numbers(table[12:])[: self.count]

    def places(self) -> list[int]:
        """Where in the file each sample begins (clauses 8.7.4 and 8.7.5)."""
        wide = b"co64" in self.tables
        table = self.tables.get(b"co64" if wide else b"stco", memoryview(b""))
        chunks = _numbers(table[_ENTRY_FIELDS:], 8 if wide else 4)
        runs = _numbers(self.tables.get(b"stsc", memoryview(b""))[_ENTRY_FIELDS:])
        sizes = iter(self.sizes())
        places: list[int] = []
        done = 0  # a table may name a chunk again, and again, and be gone through for ever
        for run in range(0, len(runs) - 2, 3):
            first, each = max(runs[run] - 1, done), runs[run + 1]
            done = max(runs[run + 3] - 1, first) if run + 3 < len(runs) else len(chunks)
            for chunk in chunks[first:done]:
                inside = list(islice(sizes, each))
                places += accumulate(inside[:-1], initial=chunk) if inside else ()
        return places

    def decoded(self) -> list[int]:
        """The tick at which each sample is decoded, the order of the file (clause 8.6.1.2)."""
        runs = _numbers(self.tables.get(b"stts", memoryview(b""))[_ENTRY_FIELDS:])
        steps = _run_lengths(runs, self.count)
        return list(islice(accumulate(steps, initial=0), self.count))

    def composed(self) -> list[int]:
        """The tick at which each sample is shown, in the order of the file (clause 8.6.1.3)."""
        decoded = self.decoded()
        table = self.tables.get(b"ctts")
        if table is None:
            return decoded
        runs = _numbers(table[_ENTRY_FIELDS:])
        shifts = list(_run_lengths(runs, len(decoded)))
        # signed in version 1, and written so by some in version 0
        signed = [shift - (1 << 32) if shift >> 31 else shift for shift in shifts]
        return [at + shift for at, shift in zip(decoded, signed, strict=False)]

    def sync(self) -> list[int] | None:
        """The samples from which decoding can start, counted from 0; None: all (clause 8.6.2)."""
        table = self.tables.get(b"stss")
        return None if table is None else [one - 1 for one in _numbers(table[_ENTRY_FIELDS:])]


def index(film: FilmBytes) -> bytes | None:
    """The contents of ``moov``; None where there is none, it is cut off, or larger than any."""
    for box in boxes(film):
        if box.name == b"moov":
            length = box.end - box.contents
            if box.end > film.size or length > MOST_INDEX:
                return None
            return read(film, box.contents, length)
    return None


def tracks(moov: bytes) -> list[Track]:
    """The tracks in the contents of a ``moov`` box, in their order: 64 at most."""
    found = (_track(part) for name, part in _inside(memoryview(moov)) if name == b"trak")
    return list(islice((track for track in found if track is not None), _MOST_TRACKS))


def _track(trak: memoryview) -> Track | None:
    found: dict[bytes, memoryview] = {}
    for name, part in islice(_flat(trak), _MOST_BOXES):
        found.setdefault(name, part)  # QuickTime has a second handler, of the data, further in
    header, handler = found.get(b"mdhd"), found.get(b"hdlr")
    if header is None or handler is None or len(header) < 24 or len(handler) < 12:
        return None
    long = header[0] == 1
    timescale = int.from_bytes(header[20:24] if long else header[12:16], "big")
    language = int.from_bytes(header[32:34] if long else header[20:22], "big")
    entries = found.get(b"stsd", memoryview(b""))
    picture = entries[_ENTRY_FIELDS + 32 : _ENTRY_FIELDS + 36]
    return Track(
        bytes(handler[8:12]),
        bytes(entries[12:16]),
        timescale,
        _language(language),
        int.from_bytes(picture[:2], "big"),
        int.from_bytes(picture[2:], "big"),
        _delay(found.get(b"elst", memoryview(b""))),
        found,
    )


def _flat(part: memoryview, deep: int = _DEEPEST) -> Iterator[tuple[bytes, memoryview]]:
    """All boxes, also those in the boxes that hold nothing else."""
    for name, contents in _inside(part):
        yield name, contents
        if name in _NESTED and deep:
            yield from _flat(contents, deep - 1)


def _inside(part: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    start = 0
    for _ in range(_MOST_BOXES):
        if start + HEADER > len(part):
            return
        size, contents = int.from_bytes(part[start : start + 4], "big"), start + HEADER
        if size == 1:
            size, contents = int.from_bytes(part[start + 8 : start + 16], "big"), start + 16
        elif size == 0:
            size = len(part) - start
        if start + size < contents:
            return
        yield bytes(part[start + 4 : start + 8]), part[contents : start + size]
        start += size


def _delay(elst: memoryview) -> int:
    """Ticks left out at the start by the first edit that shows something (clause 8.6.6)."""
    if len(elst) < _ENTRY_FIELDS:
        return 0
    width = 8 if elst[0] == 1 else 4
    entry = 2 * width + 4
    for start in range(_ENTRY_FIELDS, len(elst) - entry + 1, entry):
        media = int.from_bytes(elst[start + width : start + 2 * width], "big", signed=True)
        if media >= 0:
            return media
    return 0


def _language(packed: int) -> str:
    """Three letters, five bits each, as ISO 639-2 has them (clause 8.4.2); "" where unknown."""
    letters = "".join(chr(0x60 + (packed >> shift & 31)) for shift in (10, 5, 0))
    return letters if letters.isascii() and letters.isalpha() and letters != "und" else ""


def _run_lengths(runs: Sequence[int], most: int) -> Iterator[int]:
    pairs = zip(runs[::2], runs[1::2], strict=False)
    return islice(chain.from_iterable(repeat(value, count) for count, value in pairs), most)


def _numbers(table: memoryview, width: int = 4) -> Sequence[int]:
    """A table of unsigned numbers, highest byte first."""
    numbers = array("I" if width == 4 else "Q")
    assert numbers.itemsize == width  # noqa: S101 - so on every system that has Qt
    numbers.frombytes(table[: len(table) // width * width])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
