"""A recording's streams, unchanged, in an MP4 whose index comes first.

libVLC finds the asked picture of such a file, and not of every kind that cameras write. The copy is
made twice, since the index, which comes first, is known last: once to learn it, with all data
dropped, and once while the copy is read. It is nowhere as a whole.
"""

import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from viewer_app.desk.boxes import move_chunks
from viewer_app.desk.errors import CannotCopy, DeskError
from viewer_app.desk.film_reader import FilmReader, Recording
from viewer_app.desk.mp4_sink import Mp4Sink
from viewer_app.evidence.container import Container

if TYPE_CHECKING:
    from viewer_app.desk.muxing import Muxing

Told = Callable[[int], None]
"""Is told how many bytes of the recording were read."""

_SHORT_HEADER: Final = 8
_LONG_HEADER: Final = 16
_LARGEST_SHORT: Final = (1 << 32) - 1


@dataclass(frozen=True)
class Survey:
    """What was found out about a recording when its copy was made for the first time."""

    left_out: int
    """Streams that are neither pictures nor sound."""
    skipped: int
    """Pictures before the first that can be decoded."""
    sound_before_s: float
    """Seconds of sound before that picture, which are not heard."""
    jumps: int
    """How often the recording's clock jumped."""
    damaged: int
    """Packets that the recording itself shows to be incomplete."""


class FaststartCopy:
    """The copy, made while it is read from start to end. Usable as ``seal.Film``."""

    def __init__(self, recording: Recording, container: Container, told: Told) -> None:
        """Make it for the first time, reading all of ``recording``; ``told`` hears how far that is.

        Raises CannotCopy, what the recording raises, DeskError (``recording.no_copier``) where PyAV
        is not installed on this desk.
        """
        self._recording, self._container = recording, container
        sink = Mp4Sink()
        with _start_muxing(FilmReader(recording, told), container, sink) as muxing:
            while muxing.advance():
                while sink.take():
                    pass
            source, timeline = muxing.source, muxing.timeline
            self.survey = Survey(
                source.left_out,
                muxing.skipped,
                muxing.sound_before_s,
                timeline.jumps,
                source.damaged,
            )
        try:
            self._head = _make_head(sink)
        except ValueError:
            raise CannotCopy("unexpected layout") from None
        self._index = hashlib.sha256(sink.index).digest()
        self._size = len(self._head) + sink.data_size
        self._muxing: Muxing | None = None
        self._sink = Mp4Sink()
        self._ready = memoryview(self._head)
        self._written = self._over = False

    @property
    def size(self) -> int:
        """Bytes."""
        return self._size

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill the buffer or a part of it; returns the bytes read, 0 at the end.

        Raises DeskError (``recording.changed``) where the recording is not what it was before, and
        what it raises.
        """
        while not self._ready and not self._over:
            self._ready = memoryview(self._next())
        length = min(len(buffer), len(self._ready))
        buffer[:length] = self._ready[:length]
        self._ready = self._ready[length:]
        return length

    def close(self) -> None:
        """Let go of what is in memory. Safe to call twice."""
        self._over = True
        self._ready = memoryview(b"")
        if self._muxing is not None:
            self._muxing.close()
            self._muxing = None

    def _next(self) -> bytes:
        """More data; none at the end, where all of it was found to be the same as before."""
        try:
            if self._muxing is None:
                reader = FilmReader(self._recording)
                self._muxing = _start_muxing(reader, self._container, self._sink)
            while not (data := self._sink.take()):
                if self._written:
                    self._over = True
                    self._check_same()
                    break
                self._written = not self._muxing.advance()
        except CannotCopy:
            raise self._changed() from None
        return data

    def _check_same(self) -> None:
        size = len(self._head) + self._sink.data_size
        if (size, hashlib.sha256(self._sink.index).digest()) != (self._size, self._index):
            raise self._changed()

    def _changed(self) -> DeskError:
        return DeskError("recording.changed", file=self._recording.name)


def _start_muxing(reader: FilmReader, container: Container, sink: Mp4Sink) -> "Muxing":
    try:
        # a hundred megabytes that only some recordings need, and no station
        from viewer_app.desk.muxing import Muxing  # noqa: PLC0415
    except ImportError:
        raise DeskError("recording.no_copier", file=reader.name) from None
    return Muxing(reader, container, sink)


def _make_head(sink: Mp4Sink) -> bytes:
    """All that comes before the data. Raises ValueError where the muxer wrote something else."""
    short = _SHORT_HEADER + sink.data_size <= _LARGEST_SHORT
    header = _SHORT_HEADER if short else _LONG_HEADER
    index = move_chunks(sink.index, sink.data_from, len(sink.start), header)
    size = header + sink.data_size
    data = struct.pack(">I4s", size, b"mdat") if short else struct.pack(">I4sQ", 1, b"mdat", size)
    return sink.start + index + data
