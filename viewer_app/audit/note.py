"""Signed notes (C2SP ``signed-note``) with Ed25519 keys: text that carries its signatures.

A note is a text ending in a newline, an empty line, and signature lines
``— <key name> base64(key id ‖ signature)``. Go's ``x/mod/sumdb/note`` reads and writes the
same.
"""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from viewer_app.audit.errors import NoteError

KEY_ID_SIZE = 4
SIGNATURE_SIZE = 64
NOTE_LIMIT = 64 * 1024
"""Bytes; far above the 16 signatures a reader has to accept."""

_PUBLIC_KEY_SIZE = 32
_DASH = "— "


@dataclass(frozen=True)
class Signature:
    """One signature line: whose it says it is, and the bytes (not yet verified)."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True)
class Note:
    """A parsed note. Nothing in it may be believed before ``open_note``."""

    text: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True)
class NamedKey:
    """A trusted Ed25519 key with its name: ``<name>+<key id, hex>+<base64(type ‖ public key)>``."""

    TYPE: ClassVar[bytes]
    """What it signs, by the signature type (C2SP signed-note)."""
    MALFORMED: ClassVar[str]
    """The code for a text that is no such key."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.name) or len(self.public_key) != _PUBLIC_KEY_SIZE:
            raise NoteError(self.MALFORMED)

    @classmethod
    def of(cls, name: str, key: Ed25519PrivateKey | Ed25519PublicKey) -> Self:
        """The verifier's side of ``key`` under this name."""
        public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
        return cls(name, public.public_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> Self:
        """The key in its one-line form. Raises NoteError (MALFORMED)."""
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        data = decode_base64(encoded, cls.MALFORMED)
        if data[:1] != cls.TYPE:
            raise NoteError(cls.MALFORMED)
        key = cls(name, data[1:])
        if key_id != key.key_id.hex():
            raise NoteError(cls.MALFORMED)
        return key

    def __str__(self) -> str:
        encoded = base64.b64encode(self.TYPE + self.public_key).decode()
        return f"{self.name}+{self.key_id.hex()}+{encoded}"

    @property
    def key_id(self) -> bytes:
        """The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key)."""
        material = self.name.encode() + b"\n" + self.TYPE + self.public_key
        return hashlib.sha256(material).digest()[:KEY_ID_SIZE]


class VerifierKey(NamedKey):
    """The key of a log, which signs its checkpoints."""

    TYPE = b"\x01"
    """An Ed25519 key (C2SP signed-note, *Signature types*)."""
    MALFORMED = "trail.key_malformed"

    def signed(self, text: str, signature: bytes) -> bool:
        """Whether ``signature`` (64 bytes) is this key's over ``text``."""
        key = Ed25519PublicKey.from_public_bytes(self.public_key)
        try:
            key.verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True

    def line(self, signature: bytes) -> str:
        """The signature line for 64 bytes of signature."""
        encoded = base64.b64encode(self.key_id + signature).decode()
        return f"{_DASH}{self.name} {encoded}\n"


def write_note(text: str, key: VerifierKey, signature: bytes) -> str:
    """The note of ``text`` with one signature. ``text`` ends in a newline."""
    return f"{text}\n{key.line(signature)}"


def parse_note(data: str | bytes) -> Note:
    """Take a note apart, strictly. Raises NoteError (``trail.note_malformed``)."""
    try:
        whole = data.decode() if isinstance(data, bytes) else data
        encoded = whole.encode()
    except UnicodeError:
        raise NoteError("trail.note_malformed") from None
    if len(encoded) > NOTE_LIMIT or any(sign < " " for sign in set(whole) - {"\n"}):
        raise NoteError("trail.note_malformed")
    text, separator, lines = whole.rpartition("\n\n")
    if not separator or not lines.endswith("\n"):
        raise NoteError("trail.note_malformed")
    signatures = tuple(_parse_line(line) for line in lines[:-1].split("\n"))
    return Note(text + "\n", signatures)


def open_note(data: str | bytes, keys: Sequence[VerifierKey]) -> str:
    """The text of a note that at least one of ``keys`` signed.

    A line that names a trusted key but is not its signature refuses the whole note; lines of
    unknown keys are ignored. Raises NoteError (``trail.note_malformed``, ``trail.note_unsigned``).
    """
    note = parse_note(data)
    known = {(key.name, key.key_id): key for key in keys}
    verified = False
    for line in note.signatures:
        key = known.get((line.name, line.key_id))
        if key is None:
            continue
        if len(line.signature) != SIGNATURE_SIZE or not key.signed(note.text, line.signature):
            raise NoteError("trail.note_unsigned")
        verified = True
    if not verified:
        raise NoteError("trail.note_unsigned")
    return note.text


def is_key_name(name: str) -> bool:
    """Key names are not empty and hold no spaces, control characters or plus signs."""
    return bool(name) and "+" not in name and name.isprintable() and not any(map(str.isspace, name))


def _parse_line(line: str) -> Signature:
    if not line.startswith(_DASH):
        raise NoteError("trail.note_malformed")
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    data = decode_base64(encoded, "trail.note_malformed")
    if not is_key_name(name) or len(data) <= KEY_ID_SIZE:
        raise NoteError("trail.note_malformed")
    return Signature(name, data[:KEY_ID_SIZE], data[KEY_ID_SIZE:])


def decode_base64(text: str, code: str) -> bytes:
    """The bytes that ``text`` is the one spelling of. Raises NoteError with this code.

    Python, like Go, would overlook stray bits in the last character; then two notes could differ
    and both hold.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteError(code) from None
    if base64.b64encode(data).decode() != text:
        raise NoteError(code)
    return data
