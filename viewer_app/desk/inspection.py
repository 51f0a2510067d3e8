"""What the bytes of a recording tell before anything is decoded: its kind, and whether it is whole.

A camera whose battery dies leaves a file that it never finished, and a copy that was broken off
ends anywhere. Each kind of file tells it in another way; a transport stream that was cut between
two packets does not tell it at all.
"""

from dataclasses import dataclass
from typing import Final

from viewer_app.desk.boxes import list_boxes
from viewer_app.desk.film_reader import Recording
from viewer_app.evidence.container import HEAD, Container, recognize

_FRAGMENTED: Final = frozenset({b"moof", b"sidx"})
_EBML: Final = 0x1A45DFA3
_SEGMENT: Final = 0x18538067
_RIFF_HEADER: Final = 8
_PLAIN_PACKET, _DATED_PACKET = 188, 192
_SYNC: Final = 0x47


@dataclass(frozen=True)
class Look:
    """What was found."""

    container: Container
    seekable: bool
    """Whether libVLC finds the asked picture in it: not in transport streams and fragments, nor in
    a Matroska file whose end is missing, where the places of its pictures stand."""
    ends_early: bool = False
    """Whether the file was not finished, or is not all there."""
    has_index: bool = True
    """Whether it says where its pictures are; without that nothing plays it."""


def look_at(recording: Recording) -> Look | None:
    """What ``recording`` tells; None where it is no film that a station plays.

    Reads a few hundred bytes, and the header of each box of an MP4. Raises what the recording does.
    """
    head = bytearray(min(HEAD, recording.size))
    recording.read_into(0, memoryview(head))
    container = recognize(bytes(head))
    if container is Container.MP4:
        return _look_at_boxes(recording)
    if container is Container.TRANSPORT_STREAM:
        length = _PLAIN_PACKET if head[_PLAIN_PACKET] == _SYNC else _DATED_PACKET
        return Look(container, seekable=False, ends_early=recording.size % length > 0)
    if container is Container.MATROSKA:
        ends_early = _is_matroska_open(bytes(head), recording.size)
        return Look(container, seekable=not ends_early, ends_early=ends_early)
    if container is Container.AVI:
        size = int.from_bytes(head[4:8], "little")
        whole = 0 < size <= recording.size - _RIFF_HEADER
        return Look(container, seekable=True, ends_early=not whole)
    return None


def _look_at_boxes(recording: Recording) -> Look:
    """ISO/IEC 14496-12: the index is ``moov``; fragments (clause 8.8) have one each."""
    boxes = list(list_boxes(recording.read_into, recording.size))
    names = {box.name for box in boxes}
    cut_off = bool(boxes) and boxes[-1].end > recording.size
    fragmented = bool(names & _FRAGMENTED)
    for box in boxes:
        if box.name == b"moov" and box.end <= recording.size:

            def read_into(offset: int, buffer: memoryview, start: int = box.contents) -> None:
                recording.read_into(start + offset, buffer)

            inside = list_boxes(read_into, box.end - box.contents)
            fragmented = fragmented or b"mvex" in {one.name for one in inside}
    return Look(Container.MP4, not fragmented, cut_off, has_index=b"moov" in names)


def _is_matroska_open(head: bytes, size: int) -> bool:
    """Whether the segment's length was never filled in (RFC 8794 clause 6.2), or is not all there.

    Where its header does not stand at the start, nothing can be said.
    """
    name, place = _read_number(head, 0, keep_marker=True)
    length, place = _read_number(head, place)
    if name != _EBML or length is None:
        return False
    name, place = _read_number(head, place + length, keep_marker=True)
    if name != _SEGMENT:
        return False
    length, place = _read_number(head, place)
    return length is None or place + length > size


def _read_number(data: bytes, place: int, *, keep_marker: bool = False) -> tuple[int | None, int]:
    """A variable-size integer (RFC 8794 clause 4), and where it ends; None for an unknown one."""
    if place >= len(data) or data[place] == 0:
        return 0, place
    width = 9 - data[place].bit_length()
    value = int.from_bytes(data[place : place + width], "big")
    marker = 1 << 7 * width
    if keep_marker:
        return value, place + width
    unknown = value == 2 * marker - 1
    return None if unknown else value - marker, place + width
