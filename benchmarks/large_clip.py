"""A film of any size, sealed or plain, of which nothing but its beginning is on the disk.

    large = write_large(film, 10_000_000_000, directory / "large.part")
    clip = large.open_sealed()   # a session.ports.Clip, for FilmPlayer.open
    clip = large.open_plain()    # the same film without encryption, through the same source
    large = LargeFilm.load(directory / "large.part")   # in another process

The film is an MP4 whose index says that the frames of ``film`` follow each other over and over; it
is a real index (sample sizes, times, key frames, 64-bit chunk offsets), as long as such a film has.
Frame ``n`` of it is frame ``n % frames`` of ``film``. What a reader asks for is made when it asks:
one copy of the media data is kept, and each 64 KiB chunk is encrypted under its own number, which
takes about as long as decrypting it. So a reader cannot tell; but compare a large film with a small
one made in the same way (``write_large(film, 0, …)`` is ``film`` once).

10 GB of 8 Mbit/s are almost three hours, of which libVLC reads the list of all frames before it
shows one, and keeps it in memory. With ``copies`` the film is only that long, and every copy is
followed by bytes that no frame uses: this is the size alone, without the length.
"""

import json
import os
import struct
import threading
from pathlib import Path
from typing import NamedTuple, Self

from benchmarks.repeated_index import RepeatedIndex, parse
from viewer_app.evidence.age import CHUNK, AgeReader, X25519Identity
from viewer_app.evidence.age.header import header_text, mac_text
from viewer_app.evidence.age.payload import NONCE_BYTES, SEALED_CHUNK, TAG, ChunkCipher, header_mac
from viewer_app.evidence.secret import Secret
from viewer_app.session.ports import Clip

_MEDIA_HEAD = struct.Struct(">L4sQ")


class Facts(NamedTuple):
    """What is known of a large film beside its file."""

    head: int
    """Bytes before the media data."""
    payload: int
    """Bytes of one copy of the media data."""
    stride: int
    """Bytes from one copy to the next; those behind its media data are zeros."""
    copies: int
    frames: int
    """Frames of one copy."""
    copy_ms: float
    """How long one copy lasts, in milliseconds."""

    @property
    def size(self) -> int:
        """Bytes of the whole film."""
        return self.head + self.copies * self.stride


class LargeFilm:
    """Opens one film as often as is asked; see ``write_large`` and ``load``."""

    def __init__(self, path: Path, facts: Facts) -> None:
        self.facts = facts
        self._path = path
        self.identity = X25519Identity.generate()
        """A throw-away key."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """The film that ``write_large`` put here, perhaps in another process."""
        return cls(path, Facts(**json.loads(_beside(path).read_text("utf-8"))))

    @property
    def size(self) -> int:
        """Bytes of the plain film."""
        return self.facts.size

    @property
    def length_ms(self) -> float:
        """How long it lasts."""
        return self.facts.copies * self.facts.copy_ms

    def open_plain(self) -> Clip:
        """The film as it is."""
        return PlainFilm(self._path, self.facts)

    def open_sealed(self) -> AgeReader:
        """The film sealed, opened as the station opens it: header, key, last chunk."""
        return AgeReader.open(self.sealed(), [self.identity])

    def sealed(self) -> "SealedFilm":
        """The sealed film before it is opened: an ``AgeSource``."""
        return SealedFilm(PlainFilm(self._path, self.facts), self.identity)


class PlainFilm:
    """A ``session.ports.Clip``: the index, then the media data over and over."""

    def __init__(self, path: Path, facts: Facts) -> None:
        self._handle = os.open(path, os.O_RDONLY)
        self._facts = facts
        self.size = facts.size

    def read_into(self, offset: int, buffer: memoryview) -> int:
        """Fill the buffer from here; returns how many bytes there were."""
        head, stride = self._facts.head, self._facts.stride
        media_end = head + self._facts.payload
        wanted = max(0, min(len(buffer), self.size - offset))
        done = 0
        while done < wanted:
            place, end = offset + done, head
            if place >= head:
                place = head + (place - head) % stride
                end = media_end if place < media_end else head + stride
            part = buffer[done : done + min(wanted - done, end - place)]
            if place < media_end:
                os.preadv(self._handle, [part], place)
            else:
                part[:] = bytes(len(part))
            done += len(part)
        return wanted

    def wipe(self) -> None:
        """Close the file."""
        os.close(self._handle)


class SealedFilm:
    """An ``AgeSource`` (``evidence.age.slice``) that is encrypted as it is read."""

    def __init__(self, film: PlainFilm, identity: X25519Identity) -> None:
        nonce = os.urandom(NONCE_BYTES)
        with Secret.random(16) as file_key:
            text = header_text((identity.recipient.wrap(file_key),))
            self._start = text + mac_text(header_mac(file_key, text).finalize()) + nonce
            self._cipher = ChunkCipher(file_key, nonce)
        self._film = film
        self._lock = threading.Lock()
        self._count = max(1, -(-film.size // CHUNK))
        self._plain = memoryview(bytearray(CHUNK))
        self._sealed = memoryview(bytearray(SEALED_CHUNK))
        self._closed = False
        self.asked = 0
        """Bytes that were asked for."""

    @property
    def size(self) -> int:
        """Bytes of the age file."""
        return len(self._start) + self._film.size + self._count * TAG

    def read_into(self, offset: int, buffer: memoryview) -> None:
        """Fill the buffer from here."""
        assert 0 <= offset <= self.size - len(buffer)
        with self._lock:
            self.asked += len(buffer)
            start = self._start[offset : offset + len(buffer)]
            buffer[: len(start)] = start
            done = len(start)
            while done < len(buffer):
                index, skip = divmod(offset + done - len(self._start), SEALED_CHUNK)
                part = self._encrypt(index)[skip : skip + len(buffer) - done]
                buffer[done : done + len(part)] = part
                done += len(part)

    def position(self, offset: int) -> int:
        """There is no file under it."""
        return offset

    def close(self) -> None:
        """Let the file go. Safe to call twice."""
        if not self._closed:
            self._closed = True
            self._cipher.wipe()
            self._film.wipe()

    def _encrypt(self, index: int) -> memoryview:
        length = self._film.read_into(index * CHUNK, self._plain)
        sealed = self._sealed[: length + TAG]
        last = index == self._count - 1
        self._cipher.encrypt_into(index, self._plain[:length], sealed, last=last)
        return sealed


def write_large(film: Path, size: int, path: Path, copies: int | None = None) -> LargeFilm:
    """Write what is needed to show ``film``, an MP4, over and over until it has ``size`` bytes.

    Once at least, or ``copies`` times, far apart. ``path`` gets the index and one copy of the media
    data, a file beside it what ``load`` needs. Raises ValueError where ``film`` is not an MP4 with
    one index.
    """
    parts = parse(film.read_bytes())
    payload = len(parts.media)
    times = copies or max(1, round(size / payload))
    stride = max(payload, size // times) if copies else payload
    index = RepeatedIndex(parts, times, stride)
    head_size = len(parts.first) + len(index.write(0)) + _MEDIA_HEAD.size
    head = parts.first + index.write(head_size)
    head += _MEDIA_HEAD.pack(1, b"mdat", _MEDIA_HEAD.size + times * stride)
    facts = Facts(head_size, payload, stride, times, index.frames, index.copy_s * 1000)
    path.write_bytes(head + parts.media)
    _beside(path).write_text(json.dumps(facts._asdict()), "utf-8")
    return LargeFilm(path, facts)


def _beside(path: Path) -> Path:
    return path.with_suffix(".json")
