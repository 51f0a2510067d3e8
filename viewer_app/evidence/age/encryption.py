"""Writing age files, in a bounded amount of memory."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from os import urandom
from typing import Protocol

from viewer_app.evidence.age.header import HEADER_LIMIT, header_text, mac_text
from viewer_app.evidence.age.payload import (
    CHUNK,
    NONCE_BYTES,
    SEALED_CHUNK,
    TAG,
    ChunkCipher,
    header_mac,
)
from viewer_app.evidence.age.x25519 import FILE_KEY_BYTES, X25519Recipient
from viewer_app.evidence.errors import HeaderError
from viewer_app.evidence.secret import Secret

_CHUNKS_A_WRITE = 16
"""Large writes cost less, and lie in larger pieces in the page cache that is read from later."""


class PlainSource(Protocol):
    """What is encrypted: an open binary file (``path.open("rb")``) or ``io.BytesIO``."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill the buffer or a part of it; returns the bytes read, 0 at the end."""
        ...


class Sink(Protocol):
    """Where the age file goes: anything that takes all it is given, as buffered files do."""

    def write(self, data: bytes | memoryview, /) -> int:
        """Write all of ``data``."""
        ...


@dataclass(frozen=True)
class Encrypted:
    """What was written: what an approval binds.

    ``header_sha256`` is over the header with its last newline and the payload nonce; ``size``, in
    bytes, and ``sha256`` are of the whole age file. Digests are hexadecimal.
    """

    header_sha256: str
    size: int
    sha256: str


def encrypt(
    source: PlainSource,
    sink: Sink,
    recipients: Iterable[X25519Recipient],
    *,
    progress: Callable[[int], None] | None = None,
) -> Encrypted:
    """Write ``source``, read to its end, to ``sink`` as an age file for all ``recipients``.

    ``progress`` is told the plaintext bytes done so far. Raises HeaderError for so many recipients
    that no reader here would take the header, ValueError for none, and what source and sink raise.
    """
    with Secret.random(FILE_KEY_BYTES) as file_key:
        stanzas = tuple(recipient.wrap(file_key) for recipient in dict.fromkeys(recipients))
        if not stanzas:
            raise ValueError("an age file needs a recipient")
        text = header_text(stanzas)
        start = text + mac_text(header_mac(file_key, text).finalize())
        if len(start) > HEADER_LIMIT:
            raise HeaderError("age.header_too_long", limit=HEADER_LIMIT)
        nonce = urandom(NONCE_BYTES)
        cipher = ChunkCipher(file_key, nonce)
    try:
        return _encrypt_payload(source, _Written(sink, start + nonce), cipher, progress)
    finally:
        cipher.wipe()


class _Written:
    """A sink, and the digests and length of what went into it."""

    def __init__(self, sink: Sink, start: bytes) -> None:
        self._sink = sink
        self._digest = hashlib.sha256(start)
        self._header_sha256 = self._digest.hexdigest()
        self._size = len(start)
        sink.write(start)

    def write(self, data: memoryview) -> None:
        self._digest.update(data)
        self._sink.write(data)
        self._size += len(data)

    def summary(self) -> Encrypted:
        return Encrypted(self._header_sha256, self._size, self._digest.hexdigest())


def _encrypt_payload(
    source: PlainSource,
    written: _Written,
    cipher: ChunkCipher,
    progress: Callable[[int], None] | None,
) -> Encrypted:
    """All chunks, several to a write; one is read ahead, since the last is marked as the last."""
    sealed = memoryview(bytearray(_CHUNKS_A_WRITE * SEALED_CHUNK))
    with Secret(CHUNK) as first, Secret(CHUNK) as second:
        chunk, ahead = first.view, second.view
        length, done = _fill(source, chunk), 0
        for index in count():
            following = _fill(source, ahead) if length == CHUNK else 0
            last = following == 0
            start = index % _CHUNKS_A_WRITE * SEALED_CHUNK
            end = start + length + TAG
            cipher.encrypt_into(index, chunk[:length], sealed[start:end], last=last)
            done += length
            if last or end == len(sealed):
                written.write(sealed[:end])
                if progress:
                    progress(done)
            if last:
                break
            chunk, ahead, length = ahead, chunk, following
    return written.summary()


def _fill(source: PlainSource, buffer: memoryview) -> int:
    """Read until the buffer is full or the source ends; returns the bytes read."""
    done = 0
    while done < len(buffer):
        read = source.readinto(buffer[done:])
        if not read:
            break
        done += read
    return done
