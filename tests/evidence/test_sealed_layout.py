"""What is refused when a package is opened: any layout but the one, and any byte that changed."""

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.evidence.builders import age_file, seal
from tests.evidence.packages import check_whole, refusal
from viewer_app.evidence.approval import Approval
from viewer_app.evidence.archive import CLIP_OFFSET, TAIL_SIZE, Layout, Member
from viewer_app.evidence.errors import EvidenceError
from viewer_app.evidence.sealed import Package


@given(data=st.data())
def test_one_flipped_byte_anywhere_is_found(
    sealed: tuple[Path, Approval], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = sealed[0].read_bytes()
    behind_clip = CLIP_OFFSET + sealed[1].clip.size
    place = data.draw(
        st.integers(0, len(whole) - 1)
        | st.integers(0, 400)
        | st.integers(behind_clip, len(whole) - 1)
    )
    changed = bytearray(whole)
    changed[place] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.getbasetemp() / "flipped.inzage"
    path.write_bytes(changed)
    with pytest.raises(EvidenceError):
        check_whole(path)


def test_every_bit_of_the_zip_structure_counts(tmp_path: Path) -> None:
    path = tmp_path / "clip.inzage"
    approved = seal(path, b"short")
    whole = path.read_bytes()
    middle = CLIP_OFFSET + approved.clip.size
    places = [
        *range(CLIP_OFFSET),
        *range(middle, middle + 62),
        *range(len(whole) - TAIL_SIZE, len(whole)),
    ]
    descriptor = os.open(path, os.O_WRONLY)
    for place in places:
        for bit in range(8):
            os.pwrite(descriptor, bytes([whole[place] ^ 1 << bit]), place)
            with pytest.raises(EvidenceError):
                check_whole(path)
        os.pwrite(descriptor, whole[place : place + 1], place)
    os.close(descriptor)
    check_whole(path)


@given(data=st.data())
def test_a_package_cut_off_anywhere_is_refused(
    sealed: tuple[Path, Approval], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = sealed[0].read_bytes()
    size = data.draw(st.integers(0, len(whole) - 1) | st.integers(len(whole) - 300, len(whole) - 1))
    path = tmp_path_factory.getbasetemp() / "cut.inzage"
    path.write_bytes(whole[:size])
    expected = {"package.not_package"} if size < 4 else {"package.incomplete"}
    assert refusal(path) in expected


def test_a_copy_that_has_its_length_but_not_yet_its_bytes_is_incomplete(
    sealed: tuple[Path, Approval], tmp_path: Path
) -> None:
    whole = sealed[0].read_bytes()
    path = tmp_path / "arriving.inzage"
    path.write_bytes(whole[:1000].ljust(len(whole), b"\0"))
    assert refusal(path) == "package.incomplete"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda whole: whole + b"x", "package.incomplete"),
        (lambda whole: whole + bytes(22), "package.incomplete"),
        (lambda whole: whole + whole, "package.layout"),
        (lambda whole: b"x" + whole, "package.not_package"),
        (lambda whole: b"PK\3\4" + whole, "package.layout"),
        (lambda whole: whole[:-2] + b"\2\0hi", "package.incomplete"),  # a comment
        (lambda whole: whole[:-22] + bytes(4) + whole[-22:], "package.layout"),
        (lambda whole: whole[:-TAIL_SIZE] + b"gap" + whole[-TAIL_SIZE:], "package.layout"),
        (lambda whole: whole[: CLIP_OFFSET + 5] + whole[CLIP_OFFSET + 6 :], "package.layout"),
        (lambda _: b"", "package.not_package"),
        (lambda _: b"#!/bin/sh\nrm -rf /\n" * 50, "package.not_package"),
        (lambda whole: whole[-TAIL_SIZE:], "package.not_package"),
    ],
)
def test_leading_trailing_and_missing_bytes(
    sealed: tuple[Path, Approval], tmp_path: Path, change: Callable[[bytes], bytes], code: str
) -> None:
    path = tmp_path / "changed.inzage"
    path.write_bytes(change(sealed[0].read_bytes()))
    assert refusal(path) == code


def test_a_length_that_looks_like_an_entry_of_the_directory_is_only_a_length(
    tmp_path: Path,
) -> None:
    path = tmp_path / "clip.inzage"
    size = int.from_bytes(b"PK\1\2", "little")
    token = age_file(b"token")
    layout = Layout(Member(size, 0), Member(len(token), zlib.crc32(token)))
    with path.open("wb") as file:
        file.write(layout.clip_header())
        file.seek(layout.approval_header_offset)
        file.write(layout.approval_header() + token + layout.tail())
    with Package.open(path) as package:
        assert package.clip_size == size


@given(st.binary(max_size=300), st.binary(max_size=300), st.integers(0, TAIL_SIZE - 22))
@example(b"", b"", 140)  # both names, and less than a package's directory
def test_pieces_of_a_directory_are_refused(
    tmp_path_factory: pytest.TempPathFactory, before: bytes, between: bytes, kept: int
) -> None:
    """A start, some of a real directory and its end, in files of any size."""
    tail = Layout(Member(500, 0), Member(500, 0)).tail()
    path = tmp_path_factory.getbasetemp() / "pieces.inzage"
    path.write_bytes(b"PK\3\4" + before + tail[:kept] + between + tail[-22:])
    assert refusal(path) in {"package.members", "package.layout"}


Members = list[tuple[str, bytes]]
CLIP, APPROVAL = ("clip.age", age_file(b"film")), ("approval.age", age_file(b"token"))


def foreign(path: Path, members: Members, compression: int = zipfile.ZIP_STORED) -> None:
    """A package as another ZIP program might make it."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in members:
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "members",
    [
        [CLIP],
        [APPROVAL],
        [CLIP, APPROVAL, ("readme.txt", b"hello")],
        [CLIP, APPROVAL, ("", b"")],
        [CLIP, CLIP],
        [CLIP, APPROVAL, APPROVAL],
        [CLIP, CLIP, APPROVAL],
        [APPROVAL, CLIP],
        [CLIP, ("../approval.age", b"x")],
        [CLIP, ("/approval.age", b"x")],
        [CLIP, ("..\\approval.age", b"x")],
        [CLIP, ("Approval.age", b"x")],
        [CLIP, ("approval.age/", b"")],
        [CLIP, ("approval.agé", b"x")],
        [("sub/clip.age", b"x"), APPROVAL],
        [(f"{number}.age", b"x") for number in range(500)],
    ],
    ids=lambda members: "+".join(name for name, _ in members)[:40],
)
def test_other_members_are_refused(members: Members, tmp_path: Path) -> None:
    foreign(tmp_path / "foreign.inzage", members)
    assert refusal(tmp_path / "foreign.inzage") == "package.members"


def test_compressed_members_are_refused(tmp_path: Path) -> None:
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        path = tmp_path / f"{method}.inzage"
        foreign(path, [CLIP, APPROVAL], method)
        assert refusal(path) == "package.compressed"


def test_the_right_members_in_another_layout_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "foreign.inzage"
    foreign(path, [CLIP, APPROVAL])
    assert refusal(path) == "package.layout"


def test_data_descriptors_are_refused(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        for name, data in (CLIP, APPROVAL):
            archive.writestr(name, data)
    (tmp_path / "foreign.inzage").write_bytes(pipe.getvalue())
    assert refusal(tmp_path / "foreign.inzage") == "package.layout"


def test_overlapping_members_are_refused(sealed: tuple[Path, Approval], tmp_path: Path) -> None:
    """The clip's entry claims the approval's bytes too; or both name the same place."""
    whole = bytearray(sealed[0].read_bytes())
    entry = len(whole) - TAIL_SIZE
    sizes = entry + 46 + len("clip.age") + 4
    longer = whole.copy()
    for place in (sizes, sizes + 8):
        longer[place : place + 8] = struct.pack("<Q", sealed[1].clip.size + 500)
    same = whole.copy()
    offset = entry + 46 + len("clip.age") + 28 + 46 + len("approval.age") + 20
    same[offset : offset + 8] = bytes(8)
    for changed in (longer, same):
        path = tmp_path / "overlap.inzage"
        path.write_bytes(changed)
        assert refusal(path) == "package.layout"


def test_sizes_beyond_the_file_are_refused(tmp_path: Path) -> None:
    for size in (0, 2**32, 2**63, 2**64 - 1):
        path = tmp_path / "huge.inzage"
        try:
            tail = Layout(Member(size, 0), Member(500, 0)).tail()
        except struct.error:
            tail = (
                Layout(Member(5, 0), Member(500, 0))
                .tail()
                .replace(struct.pack("<Q", 5), struct.pack("<Q", size))
            )
        path.write_bytes(Layout(Member(5, 0), Member(5, 0)).clip_header() + bytes(600) + tail)
        assert refusal(path) == "package.layout"


def test_an_approval_of_a_megabyte_is_refused(tmp_path: Path) -> None:
    clip, token = age_file(b"film"), bytes(1_000_000)
    layout = Layout(Member(len(clip), zlib.crc32(clip)), Member(len(token), zlib.crc32(token)))
    path = tmp_path / "clip.inzage"
    path.write_bytes(layout.clip_header() + clip + layout.approval_header() + token + layout.tail())
    assert refusal(path) == "package.layout"


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.inzage")
    for name in ("missing.inzage", "pipe.inzage", "."):
        assert refusal(tmp_path / name) == "package.unreadable"
