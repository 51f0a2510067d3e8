"""Sealed clips: a recording and its approval in one package (``.inzage``)."""

import contextlib
import errno
import hashlib
import io
import os
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, Self

from viewer_app.errors import system_reason
from viewer_app.evidence import archive
from viewer_app.evidence.age import (
    AgeReader,
    FileSlice,
    Opening,
    PlainSource,
    X25519Identity,
    X25519Recipient,
    encrypt,
    read_header,
)
from viewer_app.evidence.approval import ClipBinding
from viewer_app.evidence.archive import Layout, Member
from viewer_app.evidence.errors import AgeError, NoMatchError, SealedClipError
from viewer_app.files import draft_of, move_into_place, new_file
from viewer_app.held import Closable

SUFFIX = ".inzage"

_APPROVAL_LIMIT = 256 * 1024
"""Bytes of ``approval.age``: a token of the largest size for the most recipients."""
_BLOCK = 1024 * 1024

Progress = Callable[[int], None]


def write_package(
    path: Path,
    clip: PlainSource,
    approve: Callable[[ClipBinding], str],
    *,
    clip_recipients: Iterable[X25519Recipient],
    approval_recipients: Iterable[X25519Recipient],
    progress: Progress | None = None,
) -> ClipBinding:
    """Encrypt ``clip`` and its approval into a new package; returns what the approval binds.

    ``approve`` gets the binding of the encrypted clip and returns the signed approval. The clip is
    streamed: memory does not grow with it. ``progress`` is told the bytes of the clip done so far.

    The package is written beside its place under a passing name and appears, whole and synced to
    the disk, only at the end; after any failure nothing is left. Raises SealedClipError where the
    file exists or cannot be written, and what ``clip`` and ``approve`` raise.
    """
    if os.path.lexists(path):
        raise SealedClipError("package.exists", file=path.name)
    part = draft_of(path)
    try:
        with new_file(part) as file:
            binding, member = _write_clip(file, clip, clip_recipients, progress)
            _write_rest(file, member, approve(binding), approval_recipients)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(part, path)
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return binding


class Package(Closable):
    """An opened package. Its layout has been checked; what is inside has not yet.

    Opening reads a few hundred bytes, however large the package is. Usable as a context manager.
    """

    def __init__(self, file: FileSlice, layout: Layout) -> None:
        """Use ``open``."""
        self._file = file
        self._layout = layout

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a package and check its layout.

        Raises SealedClipError where the file cannot be opened or is not exactly what
        ``write_package`` writes: members missing, added, renamed, compressed or overlapping,
        anything cut off, put in front, between or behind. Raises PayloadError where the disk fails.
        """
        try:
            file = FileSlice.open(path)
        except OSError as error:
            raise SealedClipError("package.unreadable", reason=system_reason(error)) from None
        try:
            return cls(file, _check_layout(file))
        except BaseException:
            file.close()
            raise

    @property
    def size(self) -> int:
        """Bytes of the whole package."""
        return self._layout.size

    @property
    def clip_size(self) -> int:
        """Bytes of the encrypted clip: what an approval binds."""
        return self._layout.clip.size

    def clip_opening(self) -> Opening:
        """The start of the clip, read without a key: for whom it is encrypted. Raises AgeError."""
        with contextlib.closing(self._clip()) as clip:
            return read_header(clip)

    def clip_header_sha256(self) -> str:
        """Hexadecimal SHA-256 of the clip's age header and nonce. Raises AgeError."""
        return self.clip_opening().header_sha256

    def count_recipients(self) -> tuple[int, int]:
        """How many keys open the clip, and how many the approval. Raises AgeError."""
        approval = self._approval()
        with contextlib.closing(self._clip()) as clip, contextlib.closing(approval):
            return len(read_header(clip).stanzas), len(read_header(approval).stanzas)

    def clip_sha256(self, progress: Progress | None = None) -> str:
        """Hexadecimal SHA-256 of the whole encrypted clip, read from the disk now.

        ``progress`` is told the bytes done so far. Raises PayloadError where it cannot be read.
        """
        digest = hashlib.sha256()
        block = memoryview(bytearray(_BLOCK))
        with contextlib.closing(self._clip()) as clip:
            for start in range(0, clip.size, _BLOCK):
                part = block[: min(_BLOCK, clip.size - start)]
                clip.read_into(start, part)
                digest.update(part)
                if progress:
                    progress(start + len(part))
        return digest.hexdigest()

    def check_start(self, binding: ClipBinding) -> None:
        """Compare the clip with what was approved by size and header, in constant time.

        Raises SealedClipError (``clip.swapped``), AgeError.
        """
        if self.clip_size != binding.size or self.clip_header_sha256() != binding.header_sha256:
            raise SealedClipError("clip.swapped")

    def check_clip(self, binding: ClipBinding, progress: Progress | None = None) -> None:
        """Compare the whole clip with what was approved, byte for byte, by size and digests.

        Raises SealedClipError: ``clip.swapped`` where it is another clip, ``clip.changed`` where it
        is the one that was approved but not all of it as it was. Raises AgeError where its header
        is not well formed or it cannot be read.
        """
        self.check_start(binding)
        if self.clip_sha256(progress) != binding.sha256:
            raise SealedClipError("clip.changed")

    def read_approval(self, identity: X25519Identity) -> bytes:
        """The signed approval, decrypted, for ``verify_approval``.

        Raises NoMatchError where it is encrypted to others, SealedClipError where it is damaged.
        """
        try:
            with contextlib.closing(AgeReader.open(self._approval(), (identity,))) as reader:
                token = bytearray(reader.size)
                reader.read_into(0, memoryview(token))
                return bytes(token)
        except NoMatchError:
            raise
        except AgeError:
            raise SealedClipError("package.approval_damaged") from None

    def open_clip(self, identity: X25519Identity, binding: ClipBinding) -> AgeReader:
        """The clip, checked against the approval's binding by size, header and nonce, and opened.

        The whole digest of the binding is for ``clip_sha256``. The clip stays open when the package
        is closed; the caller wipes it. Raises SealedClipError where it is not the clip that was
        approved, AgeError where it cannot be opened.
        """
        self.check_start(binding)
        reader = AgeReader.open(self._clip(), (identity,))
        # Compared again: what was just opened is what was approved, whatever was read before.
        if reader.header_sha256 != binding.header_sha256:
            reader.wipe()
            raise SealedClipError("clip.swapped")
        return reader

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        self._file.close()

    def _clip(self) -> FileSlice:
        return self._file.part(archive.CLIP_OFFSET, self._layout.clip.size)

    def _approval(self) -> FileSlice:
        return self._file.part(self._layout.approval_offset, self._layout.approval.size)


def _check_layout(file: FileSlice) -> Layout:
    start = bytearray(min(archive.CLIP_OFFSET, file.size))
    file.read_into(0, memoryview(start))
    end = bytearray(min(archive.END_SIZE, file.size))
    file.read_into(file.size - len(end), memoryview(end))
    try:
        layout = archive.parse_tail(bytes(end[-archive.TAIL_SIZE :]), file.size)
        _check_headers(file, bytes(start), layout)
    except SealedClipError:
        archive.refuse_foreign(bytes(start), bytes(end))
        raise
    return layout


def _check_headers(file: FileSlice, start: bytes, layout: Layout) -> None:
    if layout.approval.size > _APPROVAL_LIMIT:
        raise SealedClipError("package.layout")
    expected = layout.approval_header()
    header = bytearray(len(expected))
    file.read_into(layout.approval_header_offset, memoryview(header))
    if start != layout.clip_header() or header != expected:
        raise SealedClipError("package.layout")


def _write_clip(
    file: BinaryIO,
    clip: PlainSource,
    recipients: Iterable[X25519Recipient],
    progress: Progress | None,
) -> tuple[ClipBinding, Member]:
    # Its local header needs the checksum, which is known at the end.
    file.seek(archive.CLIP_OFFSET)
    sink = _Checksum(file)
    written = encrypt(clip, sink, recipients, progress=progress)
    binding = ClipBinding(written.header_sha256, written.size, written.sha256)
    return binding, Member(written.size, sink.crc)


def _write_rest(
    file: BinaryIO, clip: Member, token: str, recipients: Iterable[X25519Recipient]
) -> None:
    approval = io.BytesIO()
    encrypt(io.BytesIO(token.encode("ascii")), approval, recipients)
    sealed = approval.getvalue()
    layout = Layout(clip, Member(len(sealed), zlib.crc32(sealed)))
    file.write(layout.approval_header() + sealed + layout.tail())
    file.seek(0)
    file.write(layout.clip_header())


class _Checksum:
    """A file and the CRC-32 of what is written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.crc = 0

    def write(self, data: bytes | memoryview, /) -> int:
        self.crc = zlib.crc32(data, self.crc)
        return self._file.write(data)


def _not_written(path: Path, error: OSError) -> SealedClipError:
    if isinstance(error, FileExistsError):
        return SealedClipError("package.exists", file=path.name)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SealedClipError("package.disk_full", file=path.name)
    return SealedClipError("package.not_written", file=path.name, reason=system_reason(error))
