"""What the bytes of a recording tell before anything is decoded: its kind, whether it is whole."""

from dataclasses import dataclass
from itertools import islice
from typing import Final

from viewer_app.desk.film_reader import Recording
from viewer_app.evidence import matroska, mp4
from viewer_app.evidence.container import HEAD, Container, recognize
from viewer_app.evidence.film_bytes import read
from viewer_app.evidence.film_ending import Ending, find_ending

_FRAGMENTED: Final = frozenset({b"moof", b"sidx"})


@dataclass(frozen=True)
class Look:
    """What was found."""

    container: Container
    ending: Ending
    seekable: bool
    """Whether libVLC finds the asked picture in it: not in transport streams and fragments, nor in
    a Matroska file whose end is missing, where the places of its pictures stand."""


def look_at(recording: Recording) -> Look | None:
    """What ``recording`` tells; None where it is no film that a station plays.

    Reads a few bytes of each of its boxes, clusters or lists, of the first 65,536 of them at most.
    Raises what the recording does.
    """
    container = recognize(read(recording, 0, HEAD))
    if container is None:
        return None
    if container is Container.MP4:
        seekable = _has_one_index(recording)
    elif container is Container.MATROSKA:
        seekable = _is_finished(recording)
    else:
        seekable = container is Container.AVI
    return Look(container, find_ending(recording), seekable)


def _has_one_index(recording: Recording) -> bool:
    """Whether an MP4 is not in fragments, which have one each (ISO/IEC 14496-12 clause 8.8)."""
    for box in mp4.boxes(recording):
        if box.name in _FRAGMENTED:
            return False
        if box.name == b"moov":
            inside = mp4.boxes(recording, box.contents, box.end)
            if any(child.name == b"mvex" for child in inside):
                return False
    return True


def _is_finished(recording: Recording) -> bool:
    """Whether all of a Matroska file's segment is there, and its length was filled in at last."""
    for element in islice(matroska.elements(recording), matroska.MOST_ELEMENTS):
        if element.id == matroska.SEGMENT:
            return element.end is not None and element.end <= recording.size
    return True
