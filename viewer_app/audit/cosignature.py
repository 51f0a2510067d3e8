"""Cosignatures (C2SP ``tlog-cosignature``, Ed25519): a witness says when it saw a checkpoint.

A cosignature is one more signature line under a checkpoint note. Its 72 bytes are the time (POSIX
seconds, 64 bits, big-endian) and an Ed25519 signature over ``cosignature/v1``, that time and the
checkpoint's text.
"""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from viewer_app.audit.errors import NoteError
from viewer_app.audit.note import SIGNATURE_SIZE, NamedKey, parse_note

_TIME_SIZE = 8
_LATEST = int(datetime.max.replace(tzinfo=UTC).timestamp())


class CosignerKey(NamedKey):
    """A witness's key. The signed text does not hold its name: no key may serve under two."""

    TYPE = b"\x04"
    """A timestamped Ed25519 cosignature (C2SP signed-note)."""
    MALFORMED = "anchor.key_malformed"

    def cosigned(self, text: str, signature: bytes) -> datetime | None:
        """When this key cosigned ``text``, by the witness's clock; None where it did not.

        ``signature`` is the 72 bytes of the line: time and signature.
        """
        if len(signature) != _TIME_SIZE + SIGNATURE_SIZE:
            return None
        seconds = int.from_bytes(signature[:_TIME_SIZE], "big")
        if seconds > _LATEST:
            return None
        key = Ed25519PublicKey.from_public_bytes(self.public_key)
        try:
            key.verify(signature[_TIME_SIZE:], signed_message(text, seconds))
        except InvalidSignature:
            return None
        return datetime.fromtimestamp(seconds, UTC)


class Cosignature(NamedTuple):
    """Who saw a checkpoint, and when by that witness's clock."""

    key: CosignerKey
    time: datetime


def cosign(text: str, name: str, signer: Ed25519PrivateKey, time: datetime) -> str:
    """The signature line, ending in a newline, for a checkpoint's ``text``."""
    seconds = int(time.timestamp())
    signature = signer.sign(signed_message(text, seconds))
    data = CosignerKey.of(name, signer).key_id + seconds.to_bytes(_TIME_SIZE, "big") + signature
    return f"— {name} {base64.b64encode(data).decode()}\n"


def find_cosignatures(note: str | bytes, keys: Sequence[CosignerKey]) -> list[Cosignature]:
    """The cosignatures under a note by any of ``keys``; lines of other keys are ignored.

    Says nothing of the log's own signature. Raises NoteError: ``trail.note_malformed``, or
    ``anchor.cosignature_invalid`` for a line that names one of ``keys`` and is not its signature.
    """
    parsed = parse_note(note)
    known = {(key.name, key.key_id): key for key in keys}
    found: list[Cosignature] = []
    for line in parsed.signatures:
        key = known.get((line.name, line.key_id))
        if key is None:
            continue
        time = key.cosigned(parsed.text, line.signature)
        if time is None:
            raise NoteError("anchor.cosignature_invalid", witness=key.name)
        found.append(Cosignature(key, time))
    return found


def signed_message(text: str, seconds: int) -> bytes:
    """What a witness signs: two header lines and the whole text of the checkpoint."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
