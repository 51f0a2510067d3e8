"""Reading age files: plaintext by offset, decrypted into memory that can be wiped."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature

from viewer_app.evidence.age.header import HEADER_LIMIT, Header, Stanza, parse_header
from viewer_app.evidence.age.payload import (
    CHUNK,
    NONCE_BYTES,
    TAG,
    ChunkCipher,
    header_mac,
)
from viewer_app.evidence.age.sealed_chunks import SealedChunks
from viewer_app.evidence.age.slice import AgeSource
from viewer_app.evidence.age.x25519 import X25519Identity, check_stanza
from viewer_app.evidence.errors import HeaderError, HmacError, NoMatchError, PayloadError
from viewer_app.evidence.secret import Secret

_KEPT_CHUNKS = 4
"""Decrypted chunks kept for small reads: a demuxer goes back and forth between few places."""


@dataclass(frozen=True)
class Opening:
    """The start of an age file, read without a key.

    ``header_sha256`` is the hexadecimal SHA-256 of header and payload nonce, ``payload_start`` the
    offset in bytes of the first chunk.
    """

    header: Header
    nonce: bytes
    header_sha256: str

    @property
    def stanzas(self) -> tuple[Stanza, ...]:
        """The recipient stanzas, in the file's order."""
        return self.header.stanzas

    @property
    def payload_start(self) -> int:
        return self.header.size + NONCE_BYTES


def read_header(source: AgeSource) -> Opening:
    """The start of an age file. Raises HeaderError, or PayloadError where it cannot be read."""
    start = bytearray(min(source.size, HEADER_LIMIT + NONCE_BYTES))
    source.read_into(0, memoryview(start))
    header = parse_header(bytes(start[:HEADER_LIMIT]))
    for stanza in header.stanzas:
        check_stanza(stanza)
        # "An scrypt stanza, if present, MUST be the only stanza in the header": who mixes them
        # wants a file that others can write to look like one that only the passphrase can.
        if stanza.kind == "scrypt" and len(header.stanzas) > 1:
            raise HeaderError("age.passphrase_mixed")
    opening = bytes(start[: header.size + NONCE_BYTES])
    if len(opening) < header.size + NONCE_BYTES:
        raise HeaderError("age.header_cut_off")
    return Opening(header, opening[header.size :], hashlib.sha256(opening).hexdigest())


class AgeReader:
    """An opened age file whose header and last chunk are authentic; each chunk is checked as read.

    All methods may be called from several threads; one reads at a time. ``wipe`` waits for none
    that waits for the storage.
    """

    def __init__(self, source: AgeSource, opening: Opening, file_key: Secret) -> None:
        """Use ``open``. Owns the source. Raises PayloadError for an impossible length."""
        self._source = source
        # held for a whole read, which may hang in the storage
        self._turn = threading.Lock()
        # held while plaintext or key is at work: at most for one chunk
        self._lock = threading.Lock()
        self._wiped = False
        self._sealed = SealedChunks(source, opening.payload_start)
        self._last = self._sealed.count - 1
        self._header_sha256 = opening.header_sha256
        self._size = self._sealed.size - self._sealed.count * TAG
        self._cipher = ChunkCipher(file_key, opening.nonce)
        self._plain = Secret(min(_KEPT_CHUNKS, self._sealed.count) * CHUNK)
        self._free = [self._plain.view[at : at + CHUNK] for at in range(0, len(self._plain), CHUNK)]
        self._kept: OrderedDict[int, memoryview] = OrderedDict()

    @classmethod
    def open(cls, source: AgeSource, identities: Iterable[X25519Identity]) -> Self:
        """Open an age file with the first identity that fits; the identities may be wiped after.

        Owns ``source`` from here on, and closes it where opening fails. The last chunk is decrypted
        now: its nonce says that it is the last, so a file that was cut off anywhere is refused
        before a byte of it is handed out.

        Raises HeaderError, NoMatchError, HmacError, PayloadError.
        """
        try:
            opening = read_header(source)
            with _unwrap(opening.header, identities) as file_key:
                try:
                    header_mac(file_key, opening.header.authenticated).verify(opening.header.mac)
                except InvalidSignature:
                    raise HmacError("age.header_changed") from None
                reader = cls(source, opening, file_key)
        except BaseException:
            source.close()
            raise
        try:
            reader._load(reader._last)
        except BaseException as error:
            reader.wipe()
            if isinstance(error, PayloadError) and error.code == "clip.not_authentic":
                # A file cut off between chunks ends in one that is not marked as the last.
                raise PayloadError("clip.truncated") from None
            raise
        return reader

    @property
    def size(self) -> int:
        """Plaintext bytes."""
        return self._size

    @property
    def chunk_count(self) -> int:
        """Chunks of 64 KiB, the last one possibly shorter."""
        return self._sealed.count

    @property
    def header_sha256(self) -> str:
        """Hexadecimal SHA-256 of header and payload nonce: what an approval binds."""
        return self._header_sha256

    def read_into(self, offset: int, buffer: memoryview) -> int:
        """Fill ``buffer`` with the plaintext from ``offset``; returns the bytes written.

        Fewer than asked only at the end, 0 behind it. Raises PayloadError, with the buffer all
        zeros, where a chunk is not authentic or cannot be read.
        """
        if offset < 0:
            raise ValueError("offsets start at 0")
        wanted = max(0, min(len(buffer), self._size - offset))
        try:
            with self._turn:
                self._fill(offset, buffer[:wanted])
        except BaseException:
            buffer[:] = bytes(len(buffer))
            raise
        finally:
            if self._wiped:  # meanwhile, without the file
                self._close_source()
        return wanted

    def decrypt_chunk_into(self, index: int, buffer: memoryview) -> int:
        """Fill ``buffer``, 65,536 bytes, with one chunk; returns its length in bytes.

        Raises PayloadError, with the buffer all zeros, where the chunk is not authentic.
        """
        if not 0 <= index <= self._last:
            raise ValueError("no such chunk")
        return self.read_into(index * CHUNK, buffer[: self._plain_length(index)])

    def wipe(self) -> None:
        """Overwrite the payload key and all plaintext, and close the file. Safe to call twice.

        Where a read hangs in the storage, the file is closed when that comes back, and what it
        brings is not decrypted.
        """
        with self._lock:
            self._wiped = True
            self._cipher.wipe()
            self._kept.clear()
            self._free.clear()
            self._plain.wipe()
        self._close_source()

    close = wipe

    def _plain_length(self, index: int) -> int:
        return min(CHUNK, self._size - index * CHUNK)

    def _close_source(self) -> None:
        """Close the file, unless a read is under way: whoever reads looks here when it is done."""
        if self._turn.acquire(blocking=False):
            try:
                self._source.close()
            finally:
                self._turn.release()

    def _fill(self, offset: int, buffer: memoryview) -> None:
        done, wanted = 0, len(buffer)
        while done < wanted:
            index, skip = divmod(offset + done, CHUNK)
            length = CHUNK if index < self._last else self._plain_length(index)
            part = min(length - skip, wanted - done)
            place = buffer[done : done + part]
            if part == length and index not in self._kept:
                self._decrypt(index, place)  # a whole chunk goes straight to its place
            else:
                self._copy(index, skip, place)
            done += part

    def _copy(self, index: int, skip: int, place: memoryview) -> None:
        """Fill ``place`` from one of the kept chunks."""
        self._load(index)
        with self._lock:
            chunk = self._kept.get(index)
            if chunk is None:
                raise PayloadError("clip.closed")
            self._kept.move_to_end(index)
            place[:] = chunk[skip : skip + len(place)]

    def _load(self, index: int) -> None:
        """See to it that a chunk is among the kept ones."""
        if index in self._kept:
            return
        sealed = self._sealed.fetch(index)
        with self._lock:
            if not self._free:
                if not self._kept:
                    raise PayloadError("clip.closed")
                self._free.append(self._kept.popitem(last=False)[1])
            chunk = self._free[-1][: self._plain_length(index)]
            self._cipher.decrypt_into(index, sealed, chunk, last=index == self._last)
            self._kept[index] = self._free.pop()

    def _decrypt(self, index: int, plaintext: memoryview) -> None:
        sealed = self._sealed.fetch(index)
        with self._lock:
            self._cipher.decrypt_into(index, sealed, plaintext, last=index == self._last)


def _unwrap(header: Header, identities: Iterable[X25519Identity]) -> Secret:
    own = tuple(identities)
    for stanza in header.stanzas:
        if stanza.kind != "X25519":
            continue
        for identity in own:
            file_key = identity.unwrap(stanza)
            if file_key is not None:
                return file_key
    raise NoMatchError("age.other_key")
