"""The boxes of ISO base media files (ISO/IEC 14496-12): which there are, and moving their data."""

import struct
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

ReadInto = Callable[[int, memoryview], None]
"""Fills a buffer from an offset."""

_MOST_BOXES: Final = 1 << 20
"""Of one file on the top level: a fragment each second, and it runs for six days."""
_PLAIN_HEADER: Final = 8
_LARGE_HEADER: Final = 16
_TO_THE_TABLES: Final = frozenset({b"trak", b"mdia", b"minf", b"stbl"})
"""What holds the tables of chunk offsets (clause 8.7.5), from ``moov`` inwards."""
_OFFSET_BYTES: Final = {b"stco": 4, b"co64": 8}
_LARGEST_SHORT: Final = (1 << 32) - 1


class Box(NamedTuple):
    """One box. Places are bytes in the file."""

    name: bytes
    start: int
    contents: int
    """Where its header ends."""
    end: int
    """Where it ends as its header says, be that behind the end of the file."""


def list_boxes(read_into: ReadInto, size: int) -> Iterator[Box]:
    """The boxes of a file of ``size`` bytes, read by their headers alone (clause 4.2).

    Ends where a header is cut off or cannot be one, and after a box that ends behind the file.
    """
    start = 0
    for _ in range(_MOST_BOXES):
        header = memoryview(bytearray(min(_LARGE_HEADER, size - start)))
        if len(header) < _PLAIN_HEADER:
            return
        read_into(start, header)
        box = _box(bytes(header), start, size)
        if box is None:
            return
        yield box
        if box.end >= size:
            return
        start = box.end


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


def _box(header: bytes, start: int, size: int) -> Box | None:
    length, name, head = int.from_bytes(header[:4], "big"), header[4:8], _PLAIN_HEADER
    if length == 1 and len(header) == _LARGE_HEADER:
        length, head = int.from_bytes(header[8:], "big"), _LARGE_HEADER
    elif length == 0:  # to the end of the file
        length = size - start
    if length < head or not _is_name(name):
        return None
    return Box(name, start, start + head, start + length)


def _is_name(name: bytes) -> bool:
    """Whether these four bytes are printable, as every registered name is."""
    return all(0x20 <= sign < 0x7F or sign == 0xA9 for sign in name)


def _rebuilt(data: bytes, name: bytes, shift: int, *, wide: bool) -> bytes:
    """The box that is all of ``data``, with its chunk offsets moved by ``shift``."""
    boxes = _inside(data, 0)
    if [box.name for box in boxes] != [name]:
        raise ValueError("not the box that it should be")
    box = boxes[0]
    contents = data[box.contents : box.end]
    if name in _OFFSET_BYTES:
        name, contents = _moved(contents, _OFFSET_BYTES[name], shift, wide=wide)
    elif name in _TO_THE_TABLES or name == b"moov":
        parts = [(one.name, contents[one.start : one.end]) for one in _inside(contents, 0)]
        wanted = _TO_THE_TABLES | _OFFSET_BYTES.keys()
        contents = b"".join(
            _rebuilt(part, inner, shift, wide=wide) if inner in wanted else part
            for inner, part in parts
        )
    return struct.pack(">I4s", _PLAIN_HEADER + len(contents), name) + contents


def _inside(data: bytes, start: int) -> list[Box]:
    """The boxes that ``data`` is made of, one after another."""
    boxes = []
    while start < len(data):
        box = _box(data[start : start + _LARGE_HEADER], start, len(data))
        if box is None or box.end > len(data):
            raise ValueError("boxes that do not fit")
        boxes.append(box)
        start = box.end
    return boxes


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
