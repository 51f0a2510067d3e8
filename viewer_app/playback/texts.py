"""The subtitles in a film file: which there are, and where each of their texts stands.

They are read here and not by libVLC, whose renderer searches the machine's fonts and writes down
what it found (docs/decisions/0037). Where there is no text in the file itself there is none:
pictures of text, as on a DVD, are not read.
"""

import re
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from viewer_app.evidence import mp4
from viewer_app.evidence.container import HEAD, Container, recognize
from viewer_app.evidence.film_bytes import read
from viewer_app.playback import matroska_texts
from viewer_app.playback.matroska_texts import Packing

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

MOST_BYTES: Final = 8 * 1024
"""Of one text: more is no subtitle."""

MOST_TEXTS: Final = 200_000
"""Of one track: fifty hours with one a second."""

_HANDLERS: Final = frozenset({b"sbtl", b"text", b"subt"})
_TIMED_TEXT: Final = frozenset({b"tx3g", b"text"})
_OVERRIDE: Final = re.compile(r"\{[^}]*\}")
_MARKUP: Final = re.compile(r"</?[A-Za-z][^>]{0,80}>")
_ASS_FIELDS_BEFORE_TEXT: Final = 8

_LANGUAGES: Final = {
    "nld": "Nederlands", "dut": "Nederlands", "nl": "Nederlands",
    "eng": "English", "en": "English",
    "deu": "Deutsch", "ger": "Deutsch", "de": "Deutsch",
    "fra": "Français", "fre": "Français", "fr": "Français",
}  # fmt: skip
"""What people call the languages that are likely here (ISO 639-2, BCP 47); others by their code."""


@dataclass(frozen=True)
class Place:
    """A text: from when to when it is shown, in milliseconds, and where in the file it stands."""

    start_ms: float
    end_ms: float
    offset: int
    size: int


@dataclass(frozen=True)
class TextTrack:
    """One subtitle track. ``places`` looks for its texts, which may take a while."""

    language: str
    places: Callable[[], Sequence[Place]] = field(repr=False)
    decode: Callable[[bytes], str] = field(repr=False)


def find_texts(clip: "Clip", moov: bytes | None) -> list[TextTrack]:
    """The subtitle tracks of a film, in their order. ``moov`` is its index, if it has one.

    Raises what the clip raises.
    """
    container = recognize(read(clip, 0, HEAD))
    if container is Container.MP4 and moov is not None:
        return [
            TextTrack(track.language, _in_mp4(track), timed_text)
            for track in mp4.tracks(moov)
            if track.handler in _HANDLERS and track.codec in _TIMED_TEXT and track.timescale
        ]
    if container is Container.MATROSKA:
        return [
            TextTrack(track.language, _in_matroska(clip, track), _unpacked(track))
            for track in matroska_texts.find_tracks(clip)
        ]
    return []


def name_tracks(tracks: Iterable[TextTrack]) -> list[str]:
    """What each track is called: its language, and a number where that is not enough."""
    names: list[str] = []
    for track in tracks:
        name = _LANGUAGES.get(track.language, track.language)
        taken = name in names or not name
        names.append(f"{name} {len(names) + 1}".strip() if taken else name)
    return names


def place_at(places: Sequence[Place], position_ms: float) -> Place | None:
    """The last text that is shown at this time."""
    index = bisect_right(places, position_ms, key=lambda place: place.start_ms) - 1
    if index >= 0 and position_ms < places[index].end_ms:
        return places[index]
    return None


def timed_text(sample: bytes) -> str:
    """The text of a sample of 3GPP Timed Text (3GPP TS 26.245 clause 5.17) or of QuickTime."""
    length = int.from_bytes(sample[:2], "big")
    text = sample[2 : 2 + length]
    if text[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return text.decode("utf-16", "replace").strip()
    return text.decode("utf-8", "replace").strip()


def subrip(block: bytes) -> str:
    """The text of a block of S_TEXT/UTF8 (RFC 9559 appendix; SubRip's own tags are left out)."""
    return _MARKUP.sub("", block.decode("utf-8", "replace")).replace("\r", "").strip()


def advanced(block: bytes) -> str:
    """The text of a block of S_TEXT/ASS or SSA: its last field, without what only says how."""
    fields = block.decode("utf-8", "replace").split(",", _ASS_FIELDS_BEFORE_TEXT)
    if len(fields) <= _ASS_FIELDS_BEFORE_TEXT:
        return ""
    text = _OVERRIDE.sub("", fields[-1])
    return text.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ").strip()


def _in_mp4(track: mp4.Track) -> Callable[[], Sequence[Place]]:
    def find() -> Sequence[Place]:
        starts, scale = track.composed()[:MOST_TEXTS], 1000 / track.timescale
        times = [(start - track.delay) * scale for start in starts]
        return [
            Place(start, end, offset, size)
            for start, end, offset, size in zip(
                times, [*times[1:], float("inf")], track.places(), track.sizes(), strict=False
            )
            if 2 < size <= MOST_BYTES
        ]

    return find


def _in_matroska(clip: "Clip", track: matroska_texts.Track) -> Callable[[], Sequence[Place]]:
    def find() -> Sequence[Place]:
        blocks = matroska_texts.find_blocks(clip, track, MOST_TEXTS)
        return sorted(
            (Place(*block) for block in blocks if block.size <= MOST_BYTES),
            key=lambda place: place.start_ms,
        )

    return find


def _unpacked(track: matroska_texts.Track) -> Callable[[bytes], str]:
    decode = subrip if track.codec == "S_TEXT/UTF8" else advanced

    def unpack(block: bytes) -> str:
        if track.packing is Packing.ZLIB:
            try:
                block = zlib.decompressobj().decompress(block, MOST_BYTES)
            except zlib.error:
                return ""
        return decode(track.stripped + block)

    return unpack
