"""One pass of a recording's streams into an MP4, packet by packet, from memory to memory.

The only module that loads PyAV, and with it FFmpeg's libraries. They are given a recording to read
and a sink to write to, and no way to open anything else.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NoReturn

import av
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.stream import Disposition, Stream
from av.video.codeccontext import VideoCodecContext

from viewer_app.desk.errors import CannotCopy
from viewer_app.desk.film_reader import FilmReader
from viewer_app.desk.interruption import held
from viewer_app.desk.mp4_sink import Mp4Sink
from viewer_app.desk.timeline import Timeline, Track
from viewer_app.evidence.container import Container
from viewer_app.held import Closable

if TYPE_CHECKING:
    from av.packet import Packet

    AnyPacket = Packet[Any]

_DEMUXERS: Final = {
    Container.MP4: "mov",
    Container.MATROSKA: "matroska",
    Container.AVI: "avi",
    Container.TRANSPORT_STREAM: "mpegts",
}
_LOOK_AHEAD: Final = {"probesize": str(32 << 20), "analyzeduration": "30000000"}
"""Bytes and microseconds in which the parameters of every stream must be found."""
_READ_BYTES: Final = 256 * 1024
_MOST_BEFORE_PICTURE: Final = 20_000
"""Packets that are looked through for the first picture that can be decoded."""
_MOST_DECODED: Final = 100
"""Packets from there on that are decoded to see one."""
_STREAM: Final = re.compile(r"^  Stream #0:(\d+)[^:]*: (\w+):", re.MULTILINE)
"""Number and kind of each stream in what libavformat tells; what the file says stands deeper."""
_COPIED: Final = frozenset({"video", "audio"})
_STILL: Final = Disposition.attached_pic | Disposition.timed_thumbnails


class Source(Closable):
    """A recording's streams, opened by libavformat. Usable as a context manager."""

    def __init__(self, reader: FilmReader, container: Container) -> None:
        """Raises CannotCopy where it finds nothing that it knows, and what ``reader`` raises."""
        self._reader = reader
        with _translated(reader):
            self._input: InputContainer = av.open(
                reader,
                "r",
                format=_DEMUXERS[container],
                container_options=_LOOK_AHEAD,
                buffer_size=_READ_BYTES,
                io_open=_refuse_to_open,
                metadata_errors="replace",
            )
        self.streams: list[Stream] = [one for one in self._input.streams if _is_copied(one)]
        self.pictures = [one for one in self.streams if one.type == "video"]
        self.tags = dict(self._input.metadata)
        self.left_out = len(self._input.streams) - len(self.streams)
        """Streams of other kinds, so far: positions, subtitles, still pictures."""
        self.damaged = 0
        """Packets that the recording itself shows to be incomplete, so far."""

    @property
    def picture_size(self) -> tuple[int, int]:
        """Width and height of the first stream of pictures, in pixels; 0 where unknown."""
        coder = self._coder()
        return (coder.width, coder.height) if coder is not None else (0, 0)

    def packets(self) -> Iterator["AnyPacket"]:
        """Every packet of the streams that are copied, in order.

        Raises as ``__init__`` does, and CannotCopy at the end where pictures or sound began too
        late to be known when it was opened.
        """
        packets = self._input.demux(*self.streams)
        while True:
            with _translated(self._reader):
                try:
                    packet = next(packets, None)
                except IndexError:  # behind the end, where PyAV meets a stream that began late
                    packet = None
            if packet is None:
                self._look_for_late_streams()
                return
            if packet.size:  # the last ones only tell a decoder that it is over
                self.damaged += packet.is_corrupt
                yield packet

    def _look_for_late_streams(self) -> None:
        """PyAV drops what is in them and does not say so; only libavformat's own words do."""
        av.logging.set_level(av.logging.INFO)
        try:
            told: str = self._input.dumps_format()  # type: ignore[attr-defined]  # a gap in its types
        finally:
            av.logging.set_level(None)
        known = len(self._input.streams)
        late = {int(number): kind for number, kind in _STREAM.findall(told) if int(number) >= known}
        if not _COPIED.isdisjoint(kind.casefold() for kind in late.values()):
            raise CannotCopy("a stream that begins later")
        self.left_out = known + len(late) - len(self.streams)

    def shows_picture(self) -> bool:
        """Whether the first picture can be decoded. Reads on from where the source is."""
        tried = 0
        for packet in self.packets():
            if packet.stream not in self.pictures or not (tried or packet.is_keyframe):
                continue
            tried += 1
            try:
                if packet.decode():
                    return True
            except FFmpegError:
                pass
            if tried == _MOST_DECODED:
                return False
        return self._gives_last_picture()

    def close(self) -> None:
        """Let go of libavformat's memory."""
        self._input.close()

    def _gives_last_picture(self) -> bool:
        """Whether the decoder kept a picture: the first, of a film of a few pictures."""
        coder = self._coder()
        try:
            return coder is not None and bool(coder.decode(None))
        except FFmpegError:
            return False

    def _coder(self) -> VideoCodecContext | None:
        """Of the first stream of pictures; None where nobody knows how they are coded."""
        context = self.pictures[0].codec_context
        return context if isinstance(context, VideoCodecContext) else None


class Muxing(Closable):
    """The streams of one recording on their way into one MP4. Usable as a context manager.

    Two passes over the same recording write the same bytes.
    """

    def __init__(self, reader: FilmReader, container: Container, sink: Mp4Sink) -> None:
        """Raises CannotCopy, and what ``reader`` raises."""
        self._reader, self._sink = reader, sink
        self.source = Source(reader, container)
        self.skipped = 0
        """Pictures before the first that can be decoded: nobody could see them."""
        self.sound_before_s = 0.0
        """Seconds of sound before that picture: copied, but before the start of the copy."""
        try:
            packets = self.source.packets()
            first, waiting = self._find_first_picture(packets)
            self._packets = chain(waiting, packets)
            self._output = self._open_output()
            self.timeline = self._make_timeline(first, waiting)
        except BaseException:
            self.source.close()
            raise

    def advance(self) -> bool:
        """Move the next packet into the sink, or finish the file; False where that was done.

        Raises CannotCopy, and what ``reader`` raises.
        """
        packet = next(self._packets, None)
        with _translated(self._reader, self._sink):
            if packet is None:
                self._output.close()
                return False
            number = self.source.streams.index(packet.stream)
            out = self._output.streams[number]
            placed = self.timeline.place(number, packet.dts, packet.pts, packet.duration or 0)
            packet.stream, packet.time_base = out, _base(out)
            packet.dts, packet.pts, packet.duration = placed
            self._output.mux_one(packet)
        return True

    def close(self) -> None:
        """Let go of libavformat's memory."""
        # its muxer would still write the end of a file that was broken off
        self._sink.error = self._sink.error or EOFError()
        with suppress(FFmpegError), held():
            self._output.close()
        self.source.close()

    def _find_first_picture(
        self, packets: Iterator["AnyPacket"]
    ) -> tuple["AnyPacket", list["AnyPacket"]]:
        """The first picture that can be decoded, and all up to the first that says when it is.

        Matroska does not write down when a picture is decoded, and libavformat finds it out from
        the second or third on.
        """
        if not self.source.pictures:
            raise CannotCopy("no video")
        waiting: list[AnyPacket] = []
        pictures: list[AnyPacket] = []
        for packet in packets:
            is_picture = packet.stream is self.source.pictures[0]
            if is_picture and not pictures and not packet.is_keyframe:
                self.skipped += 1
                continue
            waiting.append(packet)
            if is_picture:
                pictures.append(packet)
                if packet.dts is not None:
                    break
            if len(waiting) + self.skipped > _MOST_BEFORE_PICTURE:
                break
        if not pictures:
            raise CannotCopy("no key frame")
        _fill_in(pictures)
        return pictures[0], waiting

    def _open_output(self) -> OutputContainer:
        with _translated(self._reader, self._sink):
            pcm = any(codec_of(one).startswith("pcm_") for one in self.source.streams)
            output = av.open(
                self._sink,
                "w",
                # players know uncompressed sound by QuickTime's names for it
                format="mov" if pcm else "mp4",
                container_options={"fflags": "+bitexact"},
                io_open=_refuse_to_open,
            )
            output.metadata.update(self.source.tags)
            for stream in self.source.streams:
                try:
                    out = output.add_stream_from_template(stream, opaque=True)
                except ValueError:  # an MP4 has no name for it
                    raise CannotCopy(codec_of(stream)) from None
                out.metadata.update(stream.metadata)
            output.start_encoding()
            return output

    def _make_timeline(self, first: "AnyPacket", waiting: list["AnyPacket"]) -> Timeline:
        sounds = [_seconds(one) for one in waiting if one.stream.type == "audio"]
        known = [one for one in sounds if one is not None]
        start_s = _seconds(first) or Fraction(0)
        self.sound_before_s = float(max(start_s - min(known), Fraction(0))) if known else 0.0
        pairs = zip(self.source.streams, self._output.streams, strict=True)
        return Timeline(start_s, [Track(_base(one), _base(out)) for one, out in pairs])


def codec_of(stream: Stream) -> str:
    """FFmpeg's name of a stream's codec; ``unknown`` where it has no decoder of it."""
    return stream.codec_context.name if stream.codec_context else "unknown"


@contextmanager
def _translated(reader: FilmReader, sink: Mp4Sink | None = None) -> Iterator[None]:
    """Raise what the recording or the sink met; what FFmpeg itself refuses is CannotCopy."""
    try:
        with held():
            yield
    except (FFmpegError, ValueError, OverflowError) as error:
        _raise_kept(reader, sink)
        raise CannotCopy(getattr(error, "strerror", None) or str(error)) from None
    _raise_kept(reader, sink)


def _raise_kept(reader: FilmReader, sink: Mp4Sink | None) -> None:
    if reader.error is not None:
        raise reader.error
    if sink is not None and sink.error is not None:
        raise sink.error


def _refuse_to_open(*_: object) -> NoReturn:
    raise PermissionError


def _is_copied(stream: Stream) -> bool:
    return stream.type in _COPIED and not stream.disposition & _STILL


def _base(stream: Stream) -> Fraction:
    if not stream.time_base:
        raise CannotCopy("no time base")
    return stream.time_base


def _fill_in(pictures: list["AnyPacket"]) -> None:
    """When the first pictures are decoded, each as long before the next as it lasts."""
    for packet, after in zip(pictures[-2::-1], pictures[:0:-1], strict=True):
        if after.dts is not None:
            packet.dts = after.dts - (packet.duration or 1)


def _seconds(packet: "AnyPacket") -> Fraction | None:
    units = packet.pts if packet.pts is not None else packet.dts
    return units * packet.time_base if units is not None else None
