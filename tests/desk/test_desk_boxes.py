"""Moving the chunk offsets of an MP4's index."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app.desk.boxes import move_chunks
from viewer_app.evidence.film_bytes import Memory
from viewer_app.evidence.mp4 import boxes

FOUR_GIB = 1 << 32


def box(name: bytes, contents: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(contents), name) + contents


def table(offsets: list[int], *, wide: bool = False) -> bytes:
    form = "Q" if wide else "I"
    body = struct.pack(f">II{len(offsets)}{form}", 0, len(offsets), *offsets)
    return box(b"co64" if wide else b"stco", body)


def index(*tables: bytes) -> bytes:
    """A ``moov`` with a track for each table, and other boxes that must stay as they are."""
    tracks = [
        box(
            b"trak",
            box(b"tkhd", b"\1" * 84)
            + box(b"mdia", box(b"minf", box(b"stbl", box(b"stsz", b"stco" * 3) + one))),
        )
        for one in tables
    ]
    return box(b"moov", box(b"mvhd", b"\2" * 100) + b"".join(tracks) + box(b"udta", b"moov"))


def offsets_in(moov: bytes) -> list[int]:
    """Every offset, found by the tables' names alone."""
    found: list[int] = []
    for name, form, width in ((b"stco\0\0\0\0", "I", 4), (b"co64\0\0\0\0", "Q", 8)):
        at = moov.find(name)
        while at >= 0:
            (count,) = struct.unpack_from(">I", moov, at + 8)
            found += struct.unpack_from(f">{count}{form}", moov, at + 12)
            at = moov.find(name, at + 12 + count * width)
    return found


offsets = st.lists(st.integers(48, FOUR_GIB - 1), max_size=20)


@given(st.lists(offsets, min_size=1, max_size=3), st.integers(16, 64))
def test_every_offset_points_at_the_same_data(tracks: list[list[int]], prefix: int) -> None:
    before = index(*map(table, tracks))
    after = move_chunks(before, 48, prefix, 8)
    shift = prefix + len(after) + 8 - 48
    assert offsets_in(after) == [one + shift for track in tracks for one in track]
    # nothing else in it has changed
    fits = all(one + shift < FOUR_GIB for track in tracks for one in track)
    assert (len(after) == len(before)) is (fits or not any(tracks))
    assert [one.name for one in boxes(Memory(after))] == [b"moov"]


def test_offsets_of_64_bits_stay_so() -> None:
    before = index(table([48, 5 * FOUR_GIB], wide=True), table([100]))
    after = move_chunks(before, 48, 32, 16)
    shift = 32 + len(after) + 16 - 48
    assert sorted(offsets_in(after)) == [48 + shift, 100 + shift, 5 * FOUR_GIB + shift]
    assert len(after) == len(before)


def test_offsets_that_no_longer_fit_get_64_bits() -> None:
    before = index(table([48, FOUR_GIB - 10]), table([100]))
    after = move_chunks(before, 48, 32, 16)
    assert len(after) == len(before) + 3 * 4
    shift = 32 + len(after) + 16 - 48
    assert offsets_in(after) == [48 + shift, FOUR_GIB - 10 + shift, 100 + shift]


@pytest.mark.parametrize(
    "moov",
    [
        b"",
        box(b"free", b""),
        index(table([48])) + b"\0",
        index(table([48]))[:-1],
        box(b"moov", box(b"trak", box(b"mdia", b"\0\0\0\x09stbl"))),
        index(box(b"stco", struct.pack(">III", 0, 2, 48))),
        index(box(b"stco", b"")),
    ],
)
def test_what_is_no_index_is_refused(moov: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        move_chunks(moov, 48, 32, 8)
