"""The index of an MP4 (``moov``, ISO/IEC 14496-12 clause 8) rewritten for the same film many times.

The media data of the copies follow each other. All tracks of a copy are made equally long, by what
the last sample of each lasts, so that sound and pictures stay together however many there are.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_BRANCHES = (b"trak", b"mdia", b"minf", b"edts")
_LEFT_OUT = (b"sdtp", b"sbgp", b"sgpd", b"udta")
"""What says something of single samples, and what says nothing that matters."""

Rows = list[tuple[int, ...]]


class Film(NamedTuple):
    """An MP4 in parts."""

    first: bytes
    """The ``ftyp`` box."""
    moov: bytes
    """The contents of the ``moov`` box."""
    media_start: int
    """Where the media data starts in the file."""
    media: bytes


def parse(content: bytes) -> Film:
    """An MP4 in parts. Raises ValueError where it does not have one index and one media box."""
    places = {name: (start, end) for name, start, end in boxes(content)}
    if not {b"ftyp", b"moov", b"mdat"} <= places.keys() or b"moof" in places:
        raise ValueError("it is no MP4 with one index")
    start, end = places[b"mdat"]
    first = _box(b"ftyp", content[slice(*places[b"ftyp"])])
    return Film(first, content[slice(*places[b"moov"])], start, content[start:end])


def boxes(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of the contents of each box in here (clause 4.2)."""
    start = 0
    while start + 8 <= len(content):
        size, name = struct.unpack_from(">L4s", content, start)
        head = 8
        if size == 1:
            size, head = int.from_bytes(content[start + 8 : start + 16], "big"), 16
        yield name, start + head, start + size
        start += size or len(content)


class RepeatedIndex:
    """The index of ``copies`` copies of a film, whose media data start ``stride`` bytes apart."""

    def __init__(self, film: Film, copies: int, stride: int) -> None:
        self._film = film
        self._copies = copies
        self._stride = stride
        self.copy_s = max(_durations(film.moov))
        """How long one copy lasts."""
        self.frames = 0
        """Pictures of one copy; known once it was written."""

    def write(self, media_start: int) -> bytes:
        """The ``moov`` box, where the media data starts here. Its length does not depend on it."""
        (movie,) = (
            self._film.moov[a:b] for name, a, b in boxes(self._film.moov) if name == b"mvhd"
        )
        self._movie_scale = struct.unpack_from(">L", movie, 12)[0]
        self._shift = media_start - self._film.media_start
        return _box(b"moov", self._branch(self._film.moov, 1))

    def _branch(self, tree: bytes, scale: int) -> bytes:
        written = b""
        for name, start, end in boxes(tree):
            contents = tree[start:end]
            if name == b"mdhd":
                (scale,) = struct.unpack_from(">L", contents, 12)
            if name in _BRANCHES:
                contents = self._branch(contents, scale)
            elif name == b"stbl":
                contents = self._samples(contents, scale)
            else:
                contents = self._longer(name, contents, scale)
            if name not in _LEFT_OUT:
                written += _box(name, contents)
        return written

    def _longer(self, name: bytes, box: bytes, scale: int) -> bytes:
        """A header that tells how long the film is."""
        places = {b"mvhd": (16, self._movie_scale), b"tkhd": (20, self._movie_scale)}
        places |= {b"mdhd": (16, scale), b"elst": (8, self._movie_scale)}
        if name not in places:
            return box
        if box[0] != 0:
            raise ValueError("it is longer than 32 bits can tell")
        place, unit = places[name]
        if name == b"elst":  # an empty edit only says when the track begins
            while struct.unpack_from(">l", box, place + 4)[0] == -1:
                place += 12
        length = round(self._copies * self.copy_s * unit)
        return box[:place] + struct.pack(">L", length) + box[place + 4 :]

    def _samples(self, tree: bytes, scale: int) -> bytes:
        """The sample tables of a track (clauses 8.6 and 8.7)."""
        tables = {name: tree[start:end] for name, start, end in boxes(tree)}
        copies = range(self._copies)
        (samples,) = struct.unpack_from(">L", tables[b"stsz"], 8)
        wide = b"co64" in tables
        offsets = _rows(tables.pop(b"co64" if wide else b"stco"), "Q" if wide else "L")
        chunks = len(offsets)
        told = {
            b"stts": _table(self._times(_rows(tables[b"stts"], "LL"), scale) * self._copies, "LL"),
            b"stsc": _table(
                [
                    (first + copy * chunks, count, description)
                    for copy in copies
                    for first, count, description in _rows(tables[b"stsc"], "LLL")
                ],
                "LLL",
            ),
            b"stsz": tables[b"stsz"][:8]
            + struct.pack(">L", samples * self._copies)
            + tables[b"stsz"][12:] * self._copies,
            b"co64": _table(
                [(at + self._shift + copy * self._stride,) for copy in copies for (at,) in offsets],
                "Q",
            ),
        }
        if b"ctts" in tables:
            told[b"ctts"] = (
                tables[b"ctts"][:4] + _table(_rows(tables[b"ctts"], "LL") * self._copies, "LL")[4:]
            )
        if b"stss" in tables:
            keys = _rows(tables[b"stss"], "L")
            told[b"stss"] = _table(
                [(key + copy * samples,) for copy in copies for (key,) in keys], "L"
            )
            self.frames = samples
        kept = {name: box for name, box in tables.items() if name not in _LEFT_OUT}
        return b"".join(_box(name, box) for name, box in (kept | told).items())

    def _times(self, rows: Rows, scale: int) -> Rows:
        """What each sample of a copy lasts, in runs; together as long as every track's copy."""
        *most, (count, lasts) = rows
        short = round(self.copy_s * scale) - sum(number * each for number, each in rows)
        return [*most, *([(count - 1, lasts)] if count > 1 else []), (1, max(1, lasts + short))]


def _durations(tree: bytes) -> Iterator[float]:
    for name, start, end in boxes(tree):
        if name in _BRANCHES:
            yield from _durations(tree[start:end])
        elif name == b"mdhd":
            scale, duration = struct.unpack_from(">LL", tree, start + 12)
            yield duration / scale


def _rows(box: bytes, kind: str) -> Rows:
    return list(struct.iter_unpack(">" + kind, box[8:]))


def _table(rows: Rows, kind: str) -> bytes:
    packed = b"".join(map(struct.Struct(">" + kind).pack, *zip(*rows, strict=True)))
    return bytes(4) + struct.pack(">L", len(rows)) + packed


def _box(name: bytes, contents: bytes) -> bytes:
    return struct.pack(">L4s", 8 + len(contents), name) + contents
