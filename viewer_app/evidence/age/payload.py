"""The binary payload of an age file (C2SP age.md, "Payload"): STREAM over ChaCha20-Poly1305."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from viewer_app.evidence.errors import PayloadError
from viewer_app.evidence.secret import Secret

CHUNK = 64 * 1024
"""Plaintext bytes in every chunk but the last."""
TAG = 16
SEALED_CHUNK = CHUNK + TAG
NONCE_BYTES = 16
"""The payload nonce, between header and first chunk."""

_KEY_BYTES = 32
_COUNTER_BYTES = 11


def header_mac(file_key: Secret, authenticated: bytes) -> HMAC:
    """The MAC over a header, to be finalized or verified."""
    with _derive(file_key, b"", b"header") as key:
        mac = HMAC(key.view, SHA256())
    mac.update(authenticated)
    return mac


def chunk_count(sealed_size: int) -> int:
    """How many chunks ``sealed_size`` bytes after the nonce are.

    Raises PayloadError where no payload has that length: the last chunk lacks a part of its tag, or
    is empty although it is not the only one.
    """
    count = max(1, -(-sealed_size // SEALED_CHUNK))
    last = sealed_size - (count - 1) * SEALED_CHUNK
    if last < TAG or (last == TAG and count > 1):
        raise PayloadError("clip.truncated")
    return count


class ChunkCipher:
    """Encrypts and decrypts single chunks in place; keeps the payload key until wiped.

    Not safe for use by several threads at once.
    """

    def __init__(self, file_key: Secret, nonce: bytes) -> None:
        self._key = _derive(file_key, nonce, b"payload")
        self._aead: ChaCha20Poly1305 | None = ChaCha20Poly1305(self._key.view)

    def encrypt_into(
        self, index: int, plaintext: memoryview, sealed: memoryview, *, last: bool
    ) -> None:
        """Fill ``sealed`` (16 bytes longer) with the chunk's ciphertext and tag."""
        self._ready().encrypt_into(_nonce(index, last=last), plaintext, None, sealed)

    def decrypt_into(
        self, index: int, sealed: memoryview, plaintext: memoryview, *, last: bool
    ) -> None:
        """Fill ``plaintext`` (16 bytes shorter) with the chunk, if it is authentic.

        Raises PayloadError otherwise, with ``plaintext`` all zeros: the cipher writes what it
        decrypts before it knows the tag, and nobody may see that.
        """
        try:
            self._ready().decrypt_into(_nonce(index, last=last), sealed, None, plaintext)
        except InvalidTag:
            plaintext[:] = bytes(len(plaintext))
            raise PayloadError("clip.not_authentic", chunk=index) from None

    def wipe(self) -> None:
        """Overwrite the payload key. Safe to call twice."""
        self._aead = None
        self._key.wipe()

    def _ready(self) -> ChaCha20Poly1305:
        if self._aead is None:
            raise PayloadError("clip.closed")
        return self._aead


def _nonce(index: int, *, last: bool) -> bytes:
    """Eleven bytes of chunk number and one that marks the last chunk."""
    return (index << 8 | last).to_bytes(_COUNTER_BYTES + 1, "big")


def _derive(file_key: Secret, salt: bytes, info: bytes) -> Secret:
    key = Secret(_KEY_BYTES)
    HKDF(SHA256(), _KEY_BYTES, salt, info).derive_into(file_key.view, key.view)
    return key
