"""How a recording goes into its package: as it is, or copied into a file that can be sought in."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from viewer_app.desk.errors import CannotCopy
from viewer_app.desk.faststart import FaststartCopy, Survey
from viewer_app.desk.film_reader import FilmReader
from viewer_app.desk.inspection import Look, look_at
from viewer_app.desk.interruption import deferrable
from viewer_app.evidence.approval import Original
from viewer_app.evidence.container import TALLEST, WIDEST
from viewer_app.evidence.film_ending import Ending
from viewer_app.evidence.secret import Secret

_PIECE: Final = 64 * 1024
_HEARD_S: Final = 0.1
"""Sound before the first picture that is shorter is what coders put there."""
_READINGS: Final = 3
"""How often a recording is read that is copied: to learn the index, for its digest, to seal it."""
_NO_FILM: Final = frozenset({"recording.no_index", "recording.no_picture", "recording.not_opened"})


class Film(Protocol):
    """A recording that is open: a film's first bytes have been seen, and nothing else was read."""

    @property
    def name(self) -> str:
        """The file's, without its directory."""
        ...

    @property
    def size(self) -> int:
        """Bytes of the film."""
        ...

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill the buffer or a part of it; returns the bytes read, 0 at the end."""
        ...

    def read_into(self, offset: int, buffer: memoryview, /) -> None:
        """Fill the buffer from ``offset``, wherever ``readinto`` is."""
        ...

    def check_unchanged(self) -> None:
        """Refuse a file that somebody is still writing. Raises DeskError."""
        ...


class Readable(Protocol):
    """What is encrypted."""

    @property
    def size(self) -> int:
        """Bytes."""
        ...

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill the buffer or a part of it; returns the bytes read, 0 at the end."""
        ...


@dataclass(frozen=True)
class Notice:
    """Something the desk should know of a recording that is sealed all the same: a message code."""

    code: str
    facts: Mapping[str, str | int]


@dataclass(frozen=True)
class Prepared:
    """What is sealed, and what is said of it."""

    content: Readable
    original: Original | None
    """The recording, where ``content`` is a copy of its streams."""
    notices: tuple[Notice, ...]
    done: float = 0.0
    """How much of all the work was done before ``content`` is read."""


@contextmanager
def prepared(film: Film, told: Callable[[float], None]) -> Iterator[Prepared]:
    """Look at ``film`` and, where a station could not seek in it exactly, copy its streams.

    ``told`` hears how much of all the work is done by then, up to ``Prepared.done``. A signal waits
    for FFmpeg. Raises DeskError (``recording.no_copier``, ``recording.changed``), PayloadError.
    """
    with deferrable(), _looked_at(film, told) as ready:
        yield ready


@contextmanager
def _looked_at(film: Film, told: Callable[[float], None]) -> Iterator[Prepared]:
    look = look_at(film)
    if look is None:
        yield Prepared(film, None, ())
        return
    notices = [*_say_of_file(film, look), *_say_of_picture(film, look)]
    copy = None
    if not look.seekable and not {one.code for one in notices} & _NO_FILM:
        try:
            copy = FaststartCopy(film, look.container, lambda done: told(_part(done, film)))
        except CannotCopy as error:
            facts = {"file": film.name, "reason": str(error)}
            notices.append(Notice("recording.not_copied", facts))
    if copy is None:
        yield Prepared(film, None, tuple(notices))
        return
    with closing(copy):
        sha256 = _digest(film, lambda done: told(1 / _READINGS + _part(done, film)))
        original = Original(look.container.value, film.size, sha256)
        notices = [*_say_of_copy(film, original, copy.survey), *notices]
        yield Prepared(copy, original, tuple(notices), done=2 / _READINGS)


def _part(done: int, film: Film) -> float:
    return done / film.size / _READINGS


def _digest(film: Film, told: Callable[[int], None]) -> str:
    """SHA-256 of the film from its start to its end."""
    digest, done = hashlib.sha256(), 0
    with Secret(_PIECE) as piece:
        while length := film.readinto(piece.view):
            digest.update(piece.view[:length])
            done += length
            told(done)
    return digest.hexdigest()


def _say_of_file(film: Film, look: Look) -> Iterator[Notice]:
    if look.ending is Ending.NO_INDEX:
        yield Notice("recording.no_index", {"file": film.name})
    elif look.ending is Ending.CUT:
        yield Notice("recording.ends_early", {"file": film.name})


def _say_of_picture(film: Film, look: Look) -> Iterator[Notice]:
    """Whether there is a picture that is not too large, and FFmpeg can show the first.

    Nothing where PyAV is missing.
    """
    if look.ending is Ending.NO_INDEX:
        return
    try:
        # a hundred megabytes that no station needs
        from viewer_app.desk.muxing import Source, codec_of  # noqa: PLC0415
    except ImportError:
        return
    try:
        with Source(FilmReader(film), look.container) as source:
            if not source.pictures:
                yield Notice("recording.no_picture", {"file": film.name})
                return
            width, height = source.picture_size
            facts: dict[str, str | int] = {"file": film.name}
            if width > WIDEST or height > TALLEST:
                yield Notice("recording.too_large", {**facts, "width": width, "height": height})
            elif not source.shows_picture():
                yield Notice(
                    "recording.not_shown", {**facts, "codec": codec_of(source.pictures[0])}
                )
    except CannotCopy as error:
        yield Notice("recording.not_opened", {"file": film.name, "reason": str(error)})


def _say_of_copy(film: Film, original: Original, survey: Survey) -> Iterator[Notice]:
    facts: dict[str, str | int] = {"file": film.name}
    kind = original.container
    yield Notice("recording.copied", {**facts, "container": kind, "sha256": original.sha256})
    if survey.sound_before_s >= _HEARD_S:
        lead_ms = round(survey.sound_before_s * 1000)
        yield Notice("recording.sound_before", {**facts, "lead_ms": lead_ms})
    for code, count in (
        ("recording.damaged_inside", survey.damaged),
        ("recording.starts_late", survey.skipped),
        ("recording.clock_jumps", survey.jumps),
        ("recording.left_out", survey.left_out),
    ):
        if count:
            yield Notice(code, {**facts, "count": count})
