"""The elements of a Matroska or WebM file (RFC 8794, RFC 9559), read by their headers."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from viewer_app.evidence.film_bytes import FilmBytes, read

SEGMENT: Final = 0x18538067
CLUSTER: Final = 0x1F43B675

_MOST_HEADER: Final = 12
"""Bytes: an id of four and a size of eight."""


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
