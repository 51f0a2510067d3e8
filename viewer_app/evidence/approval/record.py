"""An approval as the rest of the program sees it, and the desk's key that may sign one."""

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Ground(StrEnum):
    """Why the requester may see the recording."""

    FILMED = "filmed"
    BYSTANDER = "bystander"


class Regime(StrEnum):
    """Which law the recording falls under; it decides on rights, remedies and words."""

    AVG = "avg"
    """Algemene verordening gegevensbescherming (GDPR)."""
    WPG = "wpg"
    """Wet politiegegevens: the recording is used to investigate an offence."""


@dataclass(frozen=True)
class Original:
    """The recording that the clip is a copy of, where the desk put its streams in another file.

    Whoever has the recording can compare it; that the clip came of it rests on the desk's word.
    """

    container: str
    """The kind of file it was, such as ``mpegts``: a name of ``evidence.container.Container``, or
    one that only a newer desk knows."""
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal SHA-256 of the whole file, as it was before it was encrypted."""


@dataclass(frozen=True)
class ClipBinding:
    """Which clip an approval is for: three values of its age file.

    age does not say who encrypted a file; a desk's signature over this binding does.
    ``header_sha256`` is the hexadecimal SHA-256 of the header and the payload nonce, ``size`` the
    length of the whole file in bytes, ``sha256`` the hexadecimal SHA-256 of the whole file.
    ``original`` is None where the clip is the recording itself.
    """

    header_sha256: str
    size: int
    sha256: str
    original: Original | None = None


@dataclass(frozen=True, repr=False)
class Requester:
    """Who asked to see the recording, for the identity check. Personal data: never in a log."""

    name: str
    birth_date: date

    def __repr__(self) -> str:
        return "<Requester>"


class HoldBasis(StrEnum):
    """What keeps a recording past its retention date."""

    COMPLAINT = "complaint"
    OBJECTION = "objection"
    """Bezwaar or beroep against a decision of the municipality."""
    INVESTIGATION = "investigation"
    """By police or prosecutor."""
    PROCEEDINGS = "proceedings"
    """Before a court, other than about a decision of the municipality."""
    REQUEST = "request"
    """The granted request itself, until its appointment."""


@dataclass(frozen=True, repr=False)
class LegalHold:
    """Why the recording is kept past its retention date. Reason and name may be personal."""

    reason: str
    basis: HoldBasis
    by: str
    """Who decided."""
    until: date
    """The last day, as a calendar day in the Netherlands."""

    def __repr__(self) -> str:
        return "<LegalHold>"


@dataclass(frozen=True)
class Approval:
    """A desk's decision that one requester may see one clip. Moments are UTC, whole seconds."""

    approval_id: str
    """A version 4 UUID in its usual form (claim ``jti``)."""
    desk: str
    """Which desk decided (``iss``)."""
    stations: tuple[str, ...]
    """Where the clip may be seen (``aud``)."""
    issued_at: datetime
    """When the desk signed (``iat``)."""
    valid_from: datetime
    """The first moment of the appointment (``nbf``)."""
    valid_until: datetime
    """The first moment after the appointment (``exp``)."""
    case: str = field(repr=False)
    """The case number, which may name a person."""
    recorded_at: datetime
    requested_at: datetime
    ground: Ground
    regime: Regime
    requester: Requester
    supervisors: tuple[str, ...]
    """Who may show the clip, as age recipients (``age1…``)."""
    hold: LegalHold | None
    viewings: int
    """How often the clip may be shown, at least once."""
    demonstration: bool
    clip: ClipBinding


@dataclass(frozen=True)
class DeskKey:
    """A pinned desk: the only keys that ``verify_approval`` trusts.

    A desk is pinned for real recordings or for demonstrations; what it signs must say the same.
    """

    desk: str
    key_id: str
    public_key: Ed25519PublicKey
    demonstration: bool
    only: frozenset[str] | None = None
    """Of a retired key: the digests (``approval_digest``) of what it is still believed for."""

    @classmethod
    def of(cls, desk: str, public_key: Ed25519PublicKey, *, demonstration: bool) -> Self:
        """The pin of a desk's key under its thumbprint."""
        return cls(desk, key_thumbprint(public_key), public_key, demonstration)


def key_thumbprint(public_key: Ed25519PublicKey) -> str:
    """The JWK thumbprint of an Ed25519 key (RFC 7638; RFC 8037, appendix A.3): 43 characters."""
    x = urlsafe_b64encode(public_key.public_bytes_raw()).rstrip(b"=").decode("ascii")
    jwk = json.dumps({"crv": "Ed25519", "kty": "OKP", "x": x}, separators=(",", ":"))
    return urlsafe_b64encode(hashlib.sha256(jwk.encode()).digest()).rstrip(b"=").decode("ascii")
