"""Writing age files, in a bounded amount of memory."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
    digest = hashlib.sha256(start + nonce)
    header_sha256 = digest.hexdigest()
    sink.write(start + nonce)
    size = len(start) + NONCE_BYTES
    # The last chunk is marked as such, so one chunk is read ahead.
    with (
        Secret(CHUNK) as first,
        Secret(CHUNK) as second,
        memoryview(bytearray(SEALED_CHUNK)) as out,
    ):
        chunk, ahead = first.view, second.view
        done = index = 0
        try:
            length, last = _fill(source, chunk), False
            while not last:
                following = _fill(source, ahead) if length == CHUNK else 0
                last = following == 0
                sealed = out[: length + TAG]
                cipher.encrypt_into(index, chunk[:length], sealed, last=last)
                digest.update(sealed)
                sink.write(sealed)
                size += len(sealed)
                done += length
                index += 1
                if progress:
                    progress(done)
                chunk, ahead, length = ahead, chunk, following
        finally:
            cipher.wipe()
    return Encrypted(header_sha256, size, digest.hexdigest())


def _fill(source: PlainSource, buffer: memoryview) -> int:
    """Read until the buffer is full or the source ends; returns the bytes read."""
    done = 0
    while done < len(buffer):
        read = source.readinto(buffer[done:])
        if not read:
            break
        done += read
    return done
