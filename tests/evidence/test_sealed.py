"""Sealed clips: one layout, opened at once whatever the size, and no byte that can be changed."""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.evidence.builders import DESK_KEY, age_file, identity, read_all, sparse_package
from tests.evidence.packages import FILM, check_whole
from viewer_app.evidence.age import CHUNK
from viewer_app.evidence.approval import Approval, verify_approval
from viewer_app.evidence.archive import Layout, Member
from viewer_app.evidence.errors import NoMatchError, PayloadError, SealedClipError
from viewer_app.evidence.sealed import Package


def test_what_was_sealed_comes_out(sealed: tuple[Path, Approval]) -> None:
    path, approved = sealed
    assert check_whole(path) == approved
    seen = list[int]()
    with Package.open(path) as package:
        assert package.clip_size == approved.clip.size
        assert package.clip_header_sha256() == approved.clip.header_sha256
        assert package.clip_sha256(seen.append) == approved.clip.sha256
        clip = package.open_clip(identity(), approved.clip)
    assert seen[-1] == approved.clip.size
    assert read_all(clip) == FILM  # the clip outlives the package
    clip.wipe()


def test_every_zip_program_can_read_it(sealed: tuple[Path, Approval]) -> None:
    with zipfile.ZipFile(sealed[0]) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["clip.age", "approval.age"]
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


def test_nothing_readable_is_in_it(sealed: tuple[Path, Approval]) -> None:
    data = sealed[0].read_bytes()
    for secret in (FILM[:32], b"Z-2026-0042", b"Wit", b"balie-1", b"1980-02-29"):
        assert secret not in data
    assert stat.S_IMODE(sealed[0].stat().st_mode) == 0o600


def test_the_station_reads_the_approval_but_not_the_clip(sealed: tuple[Path, Approval]) -> None:
    path, approved = sealed
    with Package.open(path) as package:
        package.read_approval(identity(2))
        with pytest.raises(NoMatchError):
            package.open_clip(identity(2), approved.clip)
        with pytest.raises(NoMatchError):
            package.read_approval(identity(3))


# What is found behind an intact layout.


def rebuilt(path: Path, clip: bytes, approval_member: bytes) -> None:
    """A package in the right layout with these members."""
    layout = Layout(
        Member(len(clip), zlib.crc32(clip)),
        Member(len(approval_member), zlib.crc32(approval_member)),
    )
    path.write_bytes(
        layout.clip_header() + clip + layout.approval_header() + approval_member + layout.tail()
    )


def members(path: Path) -> tuple[bytes, bytes]:
    with zipfile.ZipFile(path) as archive:
        return archive.read("clip.age"), archive.read("approval.age")


def test_a_swapped_clip_is_refused(sealed: tuple[Path, Approval], tmp_path: Path) -> None:
    path, approved = sealed
    other = tmp_path / "other.inzage"
    same_film = age_file(FILM)  # the same film and recipient, but not the file that was approved
    rebuilt(other, same_film, members(path)[1])
    with Package.open(other) as package:
        for check in (
            lambda: package.check_clip(approved.clip),
            lambda: package.open_clip(identity(), approved.clip),
        ):
            with pytest.raises(SealedClipError) as caught:
                check()
            assert caught.value.code == "clip.swapped"


@pytest.mark.parametrize(
    ("other", "intake", "opening"),
    [
        ({"header_sha256": "0" * 64}, "clip.swapped", "clip.swapped"),
        ({"size": len(FILM)}, "clip.swapped", "clip.swapped"),
        ({"sha256": "0" * 64}, "clip.changed", None),  # compared whole at intake, not at opening
    ],
)
def test_each_value_of_the_binding_counts(
    sealed: tuple[Path, Approval], other: dict[str, Any], intake: str, opening: str | None
) -> None:
    path, approved = sealed
    binding = replace(approved.clip, **other)
    with Package.open(path) as package:
        with pytest.raises(SealedClipError) as caught:
            package.check_clip(binding)
        assert caught.value.code == intake
        if opening is None:
            package.open_clip(identity(), binding).wipe()
            return
        with pytest.raises(SealedClipError) as caught:
            package.open_clip(identity(), binding)
        assert caught.value.code == opening


def test_a_clip_changed_in_the_middle_is_found_at_intake(
    sealed: tuple[Path, Approval], tmp_path: Path
) -> None:
    clip, token = members(sealed[0])
    changed = bytearray(clip)
    changed[CHUNK // 2] ^= 1
    rebuilt(tmp_path / "changed.inzage", bytes(changed), token)
    with Package.open(tmp_path / "changed.inzage") as package:
        with pytest.raises(SealedClipError) as caught:
            package.check_clip(sealed[1].clip)
        assert caught.value.code == "clip.changed"
        clip_reader = package.open_clip(identity(), sealed[1].clip)
        with pytest.raises(PayloadError):
            read_all(clip_reader)
        clip_reader.wipe()


def test_a_damaged_approval_is_named_as_such(sealed: tuple[Path, Approval], tmp_path: Path) -> None:
    clip, token = members(sealed[0])
    for damaged in (token[:-1], token[:10], b"", token[:-1] + b"\0", b"x" * 100):
        path = tmp_path / "damaged.inzage"
        rebuilt(path, clip, damaged)
        with Package.open(path) as package, pytest.raises(SealedClipError) as caught:
            package.read_approval(identity(2))
        assert caught.value.code == "package.approval_damaged"


# Opening costs the same, whatever the size.


@contextmanager
def counted_reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The length of every read from a file."""
    real, lengths = os.preadv, list[int]()

    def preadv(file: int, buffers: tuple[memoryview, ...], place: int) -> int:
        lengths.append(sum(map(len, buffers)))
        return real(file, buffers, place)

    with monkeypatch.context() as patch:
        patch.setattr(os, "preadv", preadv)
        yield lengths


def test_ten_gigabytes_open_like_ten_megabytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = []
    for name, size in (("small", 10**7), ("large", 10**10)):
        path = tmp_path / f"{name}.inzage"
        approved = sparse_package(path, size // CHUNK)
        assert path.stat().st_size == pytest.approx(size, rel=0.02)
        assert path.stat().st_blocks * 512 < 1_000_000  # the rest is a hole
        with counted_reads(monkeypatch) as lengths:
            with Package.open(path) as package:
                token = package.read_approval(identity())
                clip = package.open_clip(identity(), verify_approval(token, [DESK_KEY]).clip)
            assert clip.size == (size // CHUNK - 1) * CHUNK + 100
            clip.wipe()
        assert approved.clip.size == package.clip_size
        reads.append(lengths)
    small, large = reads
    assert len(small) == len(large)
    assert abs(sum(small) - sum(large)) < 20  # the approval says the size, in more digits
    assert sum(large) < 300_000


def test_a_clip_beyond_four_gigabytes_is_read_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "large.inzage"
    approved = sparse_package(path, 100_000)
    with Package.open(path) as package:
        clip = package.open_clip(identity(), approved.clip)
    buffer = bytearray(b"\xaa" * 200)
    assert clip.read_into(99_999 * CHUNK, memoryview(buffer)) == 100
    assert buffer == bytes(100) + b"\xaa" * 100
    with pytest.raises(PayloadError) as caught:
        clip.read_into(70_000 * CHUNK, memoryview(buffer))
    assert caught.value.facts == {"chunk": 70_000}
    clip.wipe()
