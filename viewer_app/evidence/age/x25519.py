"""The X25519 recipient type of age (C2SP age.md, "The X25519 recipient type")."""

from functools import cached_property
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from viewer_app.evidence.age import bech32
from viewer_app.evidence.age.header import Stanza, decode_base64, encode_base64
from viewer_app.evidence.errors import HeaderError, KeyFormatError
from viewer_app.evidence.secret import Secret
from viewer_app.held import Wipeable

KIND = "X25519"
FILE_KEY_BYTES = 16

_INFO = b"age-encryption.org/v1/X25519"
_NONCE = bytes(12)
_KEY_BYTES = 32
_WRAPPED_BYTES = FILE_KEY_BYTES + 16
_RECIPIENT_PREFIX = "age"
_IDENTITY_PREFIX = "AGE-SECRET-KEY-"


class X25519Recipient:
    """A public key that files can be encrypted to. Equal and hashable by its text."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        """Raises KeyFormatError for a key that every shared secret of would be zero."""
        if len(key) != _KEY_BYTES:
            raise KeyFormatError("key.not_recipient")
        try:
            X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(key))
        except ValueError:
            raise KeyFormatError("key.weak_recipient") from None
        self._key = key

    @classmethod
    def parse(cls, text: str) -> Self:
        """The recipient written as ``age1…``. Raises KeyFormatError."""
        if not text.isascii():
            raise KeyFormatError("key.not_recipient")
        prefix, key = bech32.decode(text.encode("ascii"))
        if prefix != _RECIPIENT_PREFIX:
            raise KeyFormatError("key.not_recipient")
        return cls(bytes(key))

    def __str__(self) -> str:
        return bech32.encode(_RECIPIENT_PREFIX, self._key).decode("ascii")

    def __repr__(self) -> str:
        return f"<X25519Recipient {self}>"

    def __bytes__(self) -> bytes:
        return self._key

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, X25519Recipient):
            return NotImplemented
        return self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def wrap(self, file_key: Secret) -> Stanza:
        """A stanza that holds the file key for this recipient, under a new ephemeral key."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        with _wrap_key(
            ephemeral, X25519PublicKey.from_public_bytes(self._key), share + self._key
        ) as key:
            body = ChaCha20Poly1305(key.view).encrypt(_NONCE, file_key.view, None)
        return Stanza((KIND, encode_base64(share).decode("ascii")), body)


class X25519Identity(Wipeable):
    """A private key that opens files encrypted to its ``recipient``. Wipe it after use."""

    def __init__(self, secret: Secret) -> None:
        """Takes ownership of ``secret``, 32 bytes. Raises KeyFormatError for another length."""
        if len(secret) != _KEY_BYTES:
            secret.wipe()
            raise KeyFormatError("key.not_identity")
        self._secret = secret

    @classmethod
    def generate(cls) -> Self:
        """A new identity."""
        return cls(Secret.random(_KEY_BYTES))

    @classmethod
    def from_secret(cls, secret: Secret) -> Self:
        """The identity of these 32 bytes, which it owns from here on."""
        return cls(secret)

    @classmethod
    def parse(cls, text: Secret) -> Self:
        """The identity written as ``AGE-SECRET-KEY-1…``. Raises KeyFormatError.

        The text stays the caller's, to be wiped.
        """
        prefix, key = bech32.decode(text.view)
        secret = Secret.take(key)
        if prefix != _IDENTITY_PREFIX:
            secret.wipe()
            raise KeyFormatError("key.not_identity")
        return cls(secret)

    @cached_property
    def recipient(self) -> X25519Recipient:
        """The public half."""
        return X25519Recipient(self._private_key().public_key().public_bytes_raw())

    @property
    def secret(self) -> Secret:
        """The 32 bytes of the private key, still owned by this identity."""
        return self._secret

    def encode(self) -> Secret:
        """The text ``AGE-SECRET-KEY-1…``, to be wiped by the caller."""
        return Secret.take(bech32.encode(_IDENTITY_PREFIX, self._secret.view))

    def wipe(self) -> None:
        """Overwrite the private key. Safe to call twice."""
        self._secret.wipe()

    def __repr__(self) -> str:
        return f"<X25519Identity{' wiped' if self._secret.wiped else ''}>"

    def unwrap(self, stanza: Stanza) -> Secret | None:
        """The file key in a stanza, to be wiped by the caller; None where it is for someone else.

        The stanza has passed ``check_stanza``. Raises HeaderError where its ephemeral share gives a
        shared secret of zeros.
        """
        share = decode_base64(stanza.arguments[1].encode("ascii"))
        salt = share + bytes(self.recipient)
        with _wrap_key(self._private_key(), X25519PublicKey.from_public_bytes(share), salt) as key:
            file_key = Secret(FILE_KEY_BYTES)
            try:
                ChaCha20Poly1305(key.view).decrypt_into(_NONCE, stanza.body, None, file_key.view)
            except InvalidTag:
                file_key.wipe()
                return None
        return file_key

    def _private_key(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self._secret.view)


def check_stanza(stanza: Stanza) -> None:
    """Refuse an X25519 stanza that is not well formed; any other type is none of our business.

    Raises HeaderError. The body's length is fixed so that one stanza cannot hold keys for many
    guesses (a partitioning oracle).
    """
    if stanza.kind != KIND:
        return
    try:
        _, share = stanza.arguments
        well_formed = len(decode_base64(share.encode("ascii"))) == _KEY_BYTES
    except ValueError:
        well_formed = False
    if not well_formed or len(stanza.body) != _WRAPPED_BYTES:
        raise HeaderError("age.stanza_malformed", kind=KIND)


def _wrap_key(private: X25519PrivateKey, public: X25519PublicKey, salt: bytes) -> Secret:
    try:
        shared = Secret.take(bytearray(private.exchange(public)))
    except ValueError:  # the shared secret is all zeros (RFC 7748, section 6.1)
        raise HeaderError("age.weak_share") from None
    key = Secret(_KEY_BYTES)
    with shared:
        HKDF(SHA256(), _KEY_BYTES, salt, _INFO).derive_into(shared.view, key.view)
    return key
