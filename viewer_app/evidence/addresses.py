"""The texts people carry between a desk and a station: whose key is whose, on one line each."""

import base64
import binascii
from dataclasses import dataclass
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from viewer_app.evidence.age import X25519Recipient
from viewer_app.evidence.approval import DeskKey, is_name, is_station_id
from viewer_app.evidence.errors import KeyFormatError

_KEY_BYTES: Final = 32


@dataclass(frozen=True)
class DeskPin:
    """A desk and its public signing key, 32 bytes, as a station pins it: ``NAME=KEY``."""

    desk: str
    public_key: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """The pin written as ``NAME=`` and 43 characters of base64url (RFC 4648, section 5).

        Raises KeyFormatError (``desk.pin_malformed``).
        """
        desk, _, encoded = text.strip().rpartition("=")
        try:
            key = base64.b64decode(encoded + "=", altchars=b"-_", validate=True)
        except (ValueError, binascii.Error):
            key = b""
        pin = cls(desk, key)
        if len(key) != _KEY_BYTES or not is_desk_name(desk) or str(pin) != text.strip():
            raise KeyFormatError("desk.pin_malformed")
        return pin

    def __str__(self) -> str:
        encoded = base64.urlsafe_b64encode(self.public_key).rstrip(b"=").decode("ascii")
        return f"{self.desk}={encoded}"

    def key(self, *, demonstration: bool) -> DeskKey:
        """The pin as approvals are verified with it."""
        public_key = Ed25519PublicKey.from_public_bytes(self.public_key)
        return DeskKey.of(self.desk, public_key, demonstration=demonstration)


@dataclass(frozen=True)
class StationAddress:
    """A station and its intake key, to which a desk encrypts approvals: ``ID=age1…``."""

    station: str
    recipient: X25519Recipient

    @classmethod
    def parse(cls, text: str) -> Self:
        """The address as enrolment prints it.

        Raises KeyFormatError: ``station.address_malformed``, or what is wrong with the key.
        """
        station, equals, recipient = text.strip().partition("=")
        if not equals or not is_station_id(station):
            raise KeyFormatError("station.address_malformed")
        return cls(station, X25519Recipient.parse(recipient))

    def __str__(self) -> str:
        return f"{self.station}={self.recipient}"


def is_desk_name(text: str) -> bool:
    """Whether a desk may be called this: what an approval can say, without ``=``."""
    return is_name(text) and "=" not in text
