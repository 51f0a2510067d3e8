"""The ZIP64 file around a sealed clip: one layout, byte for byte (PKWARE APPNOTE 6.3.10).

Every ZIP program can read a package, but this one reads only what it would have written itself:
two stored members, clip first, nothing before, between or behind them, sizes and offsets always in
their 64-bit places, no dates, no comments. So there is nothing in a package for two programs to
disagree about, and no unchecked byte for anything to hide in. What differs between packages is two
lengths and two checksums; the reader takes those from the directory, builds the rest again and
compares.
"""

import struct
from dataclasses import dataclass

from viewer_app.evidence.errors import SealedClipError

CLIP_NAME = b"clip.age"
APPROVAL_NAME = b"approval.age"

_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_END = struct.Struct("<4s4H2LH")
_SIZES = struct.Struct("<2H2Q")
_SIZES_AND_OFFSET = struct.Struct("<2H3Q")
_LOCAL_MARK, _ENTRY_MARK = b"PK\x03\x04", b"PK\x01\x02"
_END64_MARK, _LOCATOR_MARK, _END_MARK = b"PK\x06\x06", b"PK\x06\x07", b"PK\x05\x06"
_VERSION = 45  # 4.5: ZIP64
_STORED = 0
_FIRST_DAY = 0x21  # 1980-01-01, the first day a ZIP file can name
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_ZIP64 = 1

LOCAL_SIZE = _LOCAL.size + _SIZES.size
"""Bytes of a local header without the name."""
CLIP_OFFSET = LOCAL_SIZE + len(CLIP_NAME)
"""Where the clip's bytes start in every package."""
TAIL_SIZE = (
    2 * (_ENTRY.size + _SIZES_AND_OFFSET.size)
    + len(CLIP_NAME)
    + len(APPROVAL_NAME)
    + _END64.size
    + _LOCATOR.size
    + _END.size
)
"""Bytes from the start of the directory to the end of the file."""
END_SIZE = 2 * TAIL_SIZE
"""Bytes at the end of a file that ``refuse_foreign`` looks at: room for what is in the way."""


@dataclass(frozen=True)
class Member:
    """Length in bytes and CRC-32 of one member."""

    size: int
    crc: int


@dataclass(frozen=True)
class Layout:
    """Where everything stands in a package with these two members."""

    clip: Member
    approval: Member

    @property
    def approval_header_offset(self) -> int:
        """Where the clip ends and the approval's local header starts."""
        return CLIP_OFFSET + self.clip.size

    @property
    def approval_offset(self) -> int:
        """Where the approval's bytes start."""
        return self.approval_header_offset + LOCAL_SIZE + len(APPROVAL_NAME)

    @property
    def tail_offset(self) -> int:
        """Where the directory starts."""
        return self.approval_offset + self.approval.size

    @property
    def size(self) -> int:
        """Bytes of the whole package."""
        return self.tail_offset + TAIL_SIZE

    def clip_header(self) -> bytes:
        """The local header at the start of the file."""
        return _local_header(CLIP_NAME, self.clip)

    def approval_header(self) -> bytes:
        """The local header between clip and approval."""
        return _local_header(APPROVAL_NAME, self.approval)

    def tail(self) -> bytes:
        """The directory and its end records."""
        directory = _entry(CLIP_NAME, self.clip, 0)
        directory += _entry(APPROVAL_NAME, self.approval, self.approval_header_offset)
        start, length = self.tail_offset, len(directory)
        end64 = _END64.pack(
            *(_END64_MARK, _END64.size - 12, _VERSION, _VERSION, 0, 0, 2, 2, length, start)
        )
        locator = _LOCATOR.pack(_LOCATOR_MARK, 0, start + length, 1)
        end = _END.pack(_END_MARK, 0, 0, _FULL16, _FULL16, _FULL32, _FULL32, 0)
        return directory + end64 + locator + end


def parse_tail(tail: bytes, size: int) -> Layout:
    """The layout of a package of ``size`` bytes with this tail, its last ``TAIL_SIZE`` bytes.

    Raises SealedClipError where the tail is not exactly that of such a package.
    """
    if len(tail) != TAIL_SIZE:
        raise SealedClipError("package.layout")
    length = _ENTRY.size + len(CLIP_NAME) + _SIZES_AND_OFFSET.size
    layout = Layout(
        clip=_member(tail[:length], CLIP_NAME), approval=_member(tail[length:], APPROVAL_NAME)
    )
    if layout.size != size or layout.tail() != tail:
        raise SealedClipError("package.layout")
    return layout


def refuse_foreign(start: bytes, end: bytes) -> None:
    """Say what is wrong with a file that is no package, if more can be said than that.

    ``start`` is the file's first bytes, ``end`` its last ``END_SIZE``. Raises SealedClipError for
    no ZIP file, one that is cut off or goes on behind its end, one with other members, and one
    whose members are compressed or encrypted; returns for everything else.

    Not for telling whether a file is a package: it looks for marks, and a length can look like one.
    """
    if not start.startswith(_LOCAL_MARK):
        raise SealedClipError("package.not_package")
    record = end[-_END.size :]
    if not record.startswith(_END_MARK) or not record.endswith(b"\0\0"):
        raise SealedClipError("package.incomplete")
    entries = _entries(end)
    if [name for name, _, _ in entries] != [CLIP_NAME, APPROVAL_NAME]:
        raise SealedClipError("package.members")
    if any(method != _STORED for _, method, _ in entries):
        raise SealedClipError("package.compressed")
    if any(flags for _, _, flags in entries):
        raise SealedClipError("package.layout")


def _local_header(name: bytes, member: Member) -> bytes:
    fixed = _LOCAL.pack(
        *(_LOCAL_MARK, _VERSION, 0, _STORED, 0, _FIRST_DAY, member.crc, _FULL32, _FULL32),
        *(len(name), _SIZES.size),
    )
    return fixed + name + _SIZES.pack(_ZIP64, _SIZES.size - 4, member.size, member.size)


def _entry(name: bytes, member: Member, offset: int) -> bytes:
    fixed = _ENTRY.pack(
        *(_ENTRY_MARK, _VERSION, _VERSION, 0, _STORED, 0, _FIRST_DAY),
        *(member.crc, _FULL32, _FULL32, len(name), _SIZES_AND_OFFSET.size),
        *(0, 0, 0, 0, _FULL32),
    )
    extra = (_ZIP64, _SIZES_AND_OFFSET.size - 4, member.size, member.size, offset)
    return fixed + name + _SIZES_AND_OFFSET.pack(*extra)


def _member(entry: bytes, name: bytes) -> Member:
    """What an entry of the directory says of its member; ``parse_tail`` checks the rest of it."""
    crc = _ENTRY.unpack_from(entry)[7]
    size = _SIZES_AND_OFFSET.unpack_from(entry, _ENTRY.size + len(name))[2]
    return Member(size, crc)


def _entries(end: bytes) -> list[tuple[bytes, int, int]]:
    """Name, method and flags of the directory entries at the end, as far as they can be made out.

    An entry at any place is found by its mark; a directory that is longer still has more members
    than a package.
    """
    entries = []
    place = end.find(_ENTRY_MARK)
    while place >= 0 and place + _ENTRY.size <= len(end):
        fields = _ENTRY.unpack_from(end, place)
        flags, method, length = fields[3], fields[4], fields[10]
        name_start = place + _ENTRY.size
        entries.append((end[name_start : name_start + length], method, flags))
        place = end.find(_ENTRY_MARK, name_start + length)
    return entries
