"""Moving the data of an ISO base media file (ISO/IEC 14496-12) behind its index."""

import struct
from typing import Final

from viewer_app.evidence.film_bytes import Memory
from viewer_app.evidence.mp4 import HEADER, Box, boxes

_TO_THE_TABLES: Final = frozenset({b"trak", b"mdia", b"minf", b"stbl"})
"""What holds the tables of chunk offsets (clause 8.7.5), from ``moov`` inwards."""
_OFFSET_BYTES: Final = {b"stco": 4, b"co64": 8}
_LARGEST_SHORT: Final = (1 << 32) - 1


def move_chunks(moov: bytes, data_from: int, prefix: int, data_header: int) -> bytes:
    """A ``moov`` box for a file in which it comes before the data, where it came behind it.

    ``data_from`` is where the data began in the file that ``moov`` was written for. In the new one
    ``prefix`` bytes come first, then this box, then the ``data_header`` bytes of the header of
    ``mdat``, then the data. Offsets get 64 bits where 32 are too few. Raises ValueError where this
    is no well-formed ``moov``.
    """
    for wide in (False, True):
        length = len(_rebuilt(moov, b"moov", 0, wide=wide))
        shift = prefix + length + data_header - data_from
        try:
            return _rebuilt(moov, b"moov", shift, wide=wide)
        except OverflowError:
            continue
    raise ValueError("offsets beyond 64 bits")


def _rebuilt(data: bytes, name: bytes, shift: int, *, wide: bool) -> bytes:
    """The box that is all of ``data``, with its chunk offsets moved by ``shift``."""
    found = _inside(data)
    if [box.name for box in found] != [name]:
        raise ValueError("not the box that it should be")
    box = found[0]
    contents = data[box.contents : box.end]
    if name in _OFFSET_BYTES:
        name, contents = _moved(contents, _OFFSET_BYTES[name], shift, wide=wide)
    elif name in _TO_THE_TABLES or name == b"moov":
        parts = [(one.name, contents[one.start : one.end]) for one in _inside(contents)]
        wanted = _TO_THE_TABLES | _OFFSET_BYTES.keys()
        contents = b"".join(
            _rebuilt(part, inner, shift, wide=wide) if inner in wanted else part
            for inner, part in parts
        )
    return struct.pack(">I4s", HEADER + len(contents), name) + contents


def _inside(data: bytes) -> list[Box]:
    """The boxes that ``data`` is made of, one after another."""
    found = list(boxes(Memory(data)))
    if (found[-1].end if found else 0) != len(data):
        raise ValueError("boxes that do not fit")
    return found


def _moved(table: bytes, width: int, shift: int, *, wide: bool) -> tuple[bytes, bytes]:
    """A table of offsets and its name; raises OverflowError where 32 bits are too few."""
    start, count = table[:8], int.from_bytes(table[4:8], "big")
    if len(table) != 8 + count * width:
        raise ValueError("a table of another length")
    form = {4: "I", 8: "Q"}
    offsets = struct.unpack(f">{count}{form[width]}", table[8:])
    width = 8 if wide else width
    moved = [offset + shift for offset in offsets]
    if width == 4 and moved and max(moved) > _LARGEST_SHORT:
        raise OverflowError
    name = b"stco" if width == 4 else b"co64"
    return name, start + struct.pack(f">{count}{form[width]}", *moved)
