"""A recording as an Axis body worn system encrypted it, decrypted while it is sealed.

Source: AxisCommunications/body-worn-integration-api at v1.6.10, ``decrypt_file.sh`` and EXAMPLE.md
("File decryption"): the whole object is ``openssl enc -aes-256-cbc`` of the film, with no header;
key and IV are in the key file (``axis_key``). That command pads as PKCS #7 does (RFC 5652 section
6.3) and refuses a last block that is not padded so. Not confirmed with an object from a real
system: that its padding is this one, as the published command requires.

CBC (NIST SP 800-38A section 6.2) has no integrity. The padding tells that the end is there and that
the key fits, the first bytes that it is a film; nothing tells whether a byte in between was changed
before it came here.
"""

import hashlib
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import CipherContext

from viewer_app.desk.axis_key import BLOCK, ContentKey
from viewer_app.desk.errors import DeskError
from viewer_app.desk.steady_file import SteadyFile
from viewer_app.evidence.container import HEAD, recognize
from viewer_app.evidence.secret import Secret
from viewer_app.held import Closable

PIECE: Final = 64 * 1024
"""Bytes decrypted at a time."""
_ROOM: Final = BLOCK - 1
"""``update_into`` wants so much more room than it fills."""


class AxisStream(Closable):
    """The plaintext of an encrypted object, in bounded memory.

    It is read once from start to end, and, as often as somebody likes, at any place. Usable as a
    context manager.
    """

    def __init__(self, file: SteadyFile, key: ContentKey) -> None:
        """Read from ``file``, which is closed with the stream. ``key`` is copied.

        Raises DeskError: ``recording.empty``, ``axis.length`` where the object is no whole number
        of blocks, ``axis.padding`` where it does not end as it must; PayloadError.
        """
        self._file = file
        self._size = _plain_size(file, key)
        self._key = key.copy()
        self._digest = hashlib.sha256()
        self._decryptor = key.decryptor()
        self._sealed = memoryview(bytearray(PIECE))
        self._plain = Secret(PIECE + _ROOM)
        self._ready = self._plain.view[:0]
        self._done = 0

    @property
    def name(self) -> str:
        """The object's, without its directory."""
        return self._file.name

    @property
    def size(self) -> int:
        """Bytes of the plaintext."""
        return self._size

    @property
    def sealed_size(self) -> int:
        """Bytes of the encrypted object."""
        return self._file.size

    @property
    def sealed_sha256(self) -> str:
        """Hexadecimal SHA-256 of what was read of the encrypted object: all of it, at the end."""
        return self._digest.hexdigest()

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill the buffer or a part of it; returns the bytes read, 0 at the end.

        Raises DeskError (``recording.changed``), PayloadError where the disk fails.
        """
        if not self._ready and self._done < self.sealed_size:
            self._decrypt_piece()
        length = min(len(buffer), len(self._ready))
        buffer[:length] = self._ready[:length]
        self._ready = self._ready[length:]
        return length

    def read_into(self, offset: int, buffer: memoryview) -> None:
        """Fill the buffer from ``offset`` in the plaintext; ``readinto`` goes on where it was.

        Needs only the encrypted block before the first one (SP 800-38A section 6.2). Raises
        DeskError (``recording.changed``), PayloadError where the disk fails, ValueError where the
        plaintext ends before.
        """
        if offset < 0 or offset + len(buffer) > self._size:
            raise ValueError("outside the plaintext")
        done = 0
        with Secret(PIECE + _ROOM) as plain:
            while done < len(buffer):
                start, skipped = divmod(offset + done, BLOCK)
                count = min(len(buffer) - done, PIECE - skipped)
                whole = skipped + count + -(skipped + count) % BLOCK
                before = memoryview(bytearray(BLOCK)) if start else None
                if before is not None:
                    self._file.read_into((start - 1) * BLOCK, before)
                decryptor = self._key.decryptor(before)
                _decrypt(self._file, start * BLOCK, decryptor, plain.view, whole)
                buffer[done : done + count] = plain.view[skipped : skipped + count]
                done += count

    def check_unchanged(self) -> None:
        """Refuse a file that somebody is still writing. Raises DeskError (``recording.…``)."""
        self._file.check_unchanged()

    def close(self) -> None:
        """Wipe the key and what was decrypted, close the file. Safe to call twice."""
        self._key.wipe()
        self._ready.release()
        self._plain.wipe()
        self._file.close()

    def _decrypt_piece(self) -> None:
        sealed = self._sealed[: min(PIECE, self.sealed_size - self._done)]
        self._file.read_into(self._done, sealed)
        self._digest.update(sealed)
        self._decryptor.update_into(sealed, self._plain.view)
        self._done += len(sealed)
        length = len(sealed)
        if self._done == self.sealed_size:
            padding = _padding(self._plain.view[length - BLOCK : length])
            if padding != self.sealed_size - self._size:  # it was another one at first
                raise self._file.changed()
            length -= padding
        self._ready = self._plain.view[:length]


def open_axis(path: Path, key: ContentKey) -> AxisStream:
    """Open an encrypted recording as ``seal`` takes it. ``key`` is not needed afterwards.

    Its first bytes are decrypted in memory: they must be a film's, as those of a recording that
    nobody encrypted. Raises DeskError: ``recording.unreadable``, ``recording.empty``,
    ``axis.length``, ``axis.padding``, and ``axis.not_a_film`` also where the key file belongs to
    another object; PayloadError where the disk fails.
    """
    with ExitStack() as undo:
        file = undo.enter_context(SteadyFile.open(path))
        _check_blocks(file)
        _check_kind(file, key)
        stream = AxisStream(file, key)
        undo.pop_all()
        return stream


def _check_blocks(file: SteadyFile) -> None:
    if not file.size:
        raise DeskError("recording.empty", file=file.name)
    if file.size % BLOCK:
        raise DeskError("axis.length", file=file.name, size=file.size)


def _check_kind(file: SteadyFile, key: ContentKey) -> None:
    """Judge the start before the end: another key spoils both, damage only one of them."""
    length = min(file.size, HEAD + -HEAD % BLOCK)
    with Secret(length + _ROOM) as plain:
        _decrypt(file, 0, key.decryptor(), plain.view, length)
        padding = _padding(plain.view[length - BLOCK : length]) if length == file.size else 0
        if padding == length:
            raise DeskError("recording.empty", file=file.name)
        if recognize(bytes(plain.view[: min(length - padding, HEAD)])) is None:
            raise DeskError("axis.not_a_film", file=file.name)


def _plain_size(file: SteadyFile, key: ContentKey) -> int:
    """The last block tells, and needs only the one before it to be decrypted."""
    _check_blocks(file)
    start = file.size - BLOCK
    before = memoryview(bytearray(BLOCK))
    if start:
        file.read_into(start - BLOCK, before)
    with Secret(BLOCK + _ROOM) as plain:
        _decrypt(file, start, key.decryptor(before if start else None), plain.view, BLOCK)
        padding = _padding(plain.view[:BLOCK])
    if not padding:
        raise DeskError("axis.padding", file=file.name)
    return file.size - padding


def _decrypt(
    file: SteadyFile, start: int, decryptor: CipherContext, plain: memoryview, length: int
) -> None:
    sealed = memoryview(bytearray(length))
    file.read_into(start, sealed)
    decryptor.update_into(sealed, plain)


def _padding(block: memoryview) -> int:
    """How many bytes of a last block are padding; 0 where it is not padded as it must be."""
    count = block[-1]
    if not 1 <= count <= BLOCK or block[-count:] != bytes([count]) * count:
        return 0
    return count
