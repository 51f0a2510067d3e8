"""A FIDO2 security key in software: what CTAP 2.1 asks of one that does hmac-secret.

It speaks CTAP2's CBOR through the package's own device interface, with both PIN protocols, and does
what a person with a key does: touch it, leave it, mistype its PIN.
"""

import hashlib
import hmac
import os
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256, CoseKey
from fido2.ctap import STATUS, CtapDevice, CtapError
from fido2.ctap2.pin import PinProtocolV1, PinProtocolV2
from fido2.hid import CAPABILITY, CTAPHID

ERR = CtapError.ERR
_cose: Any = ES256  # not typed there
USER_PRESENT, USER_VERIFIED, ATTESTED, EXTENDED = 0x01, 0x04, 0x40, 0x80
_PIN_TRIES, _PIN_TRIES_AT_ONCE = 8, 3


@dataclass
class _Credential:
    private: ec.EllipticCurvePrivateKey
    random: bytes
    """CredRandomWithoutUV."""
    random_verified: bytes


@dataclass
class SoftwareKey(CtapDevice):
    """One key. Everything that a person or a factory decides is a field, and may be changed."""

    touched: bool = True
    pin: str | None = None
    options: dict[str, bool] = field(default_factory=dict)
    extensions: tuple[str, ...] = ("credProtect", "hmac-secret")
    protocols: tuple[int, ...] = (2, 1)
    cbor: bool = True
    silent: bool = False
    """Never answers anything that needs a touch, and hears no cancelling: broken."""
    broken: Exception | None = None
    """Raised by the wire."""
    on_touch: Callable[[], None] | None = None
    """Called when it waits for a touch."""

    def __post_init__(self) -> None:
        self.credentials: dict[bytes, _Credential] = {}
        self.commands: list[int] = []
        self.touches = 0
        self.closed = 0
        self.pin_tries = _PIN_TRIES
        self._pin_tries_at_once = _PIN_TRIES_AT_ONCE
        self._agreement = ec.generate_private_key(ec.SECP256R1())
        self._token = os.urandom(32)
        self._released = threading.Event()

    @property
    def capabilities(self) -> int:
        return CAPABILITY.CBOR if self.cbor else CAPABILITY.WINK

    @classmethod
    def list_devices(cls) -> Iterator[CtapDevice]:
        return iter(())

    def close(self) -> None:
        self.closed += 1

    def replug(self) -> None:
        """Taken out and put back."""
        self._pin_tries_at_once = _PIN_TRIES_AT_ONCE
        self._token = os.urandom(32)

    def call(
        self,
        cmd: int,
        data: bytes = b"",
        event: threading.Event | None = None,
        on_keepalive: Callable[[STATUS], None] | None = None,
    ) -> bytes:
        if self.broken is not None:
            raise self.broken
        assert cmd == CTAPHID.CBOR
        self.commands.append(data[0])
        asked: Any = cbor.decode(data[1:]) if data[1:] else {}
        commands: dict[int, Callable[[], dict[int, Any]]] = {
            0x01: lambda: self._make(asked, event, on_keepalive),
            0x02: lambda: self._assert(asked, event, on_keepalive),
            0x04: self._info,
            0x06: lambda: self._client_pin(asked),
        }
        try:
            answer = commands[data[0]]()
        except CtapError as error:
            return bytes([error.code])
        return b"\0" + cbor.encode(answer)

    # --- commands ------------------------------------------------------------------------------

    def _info(self) -> dict[int, Any]:
        return {
            1: ["FIDO_2_0", "FIDO_2_1"],
            2: list(self.extensions),
            3: bytes(16),
            4: {"rk": True, "up": True, "clientPin": self.pin is not None, **self.options},
            5: 1200,
            6: list(self.protocols),
        }

    def _make(self, asked: Any, event: Any, on_keepalive: Any) -> dict[int, Any]:
        """authenticatorMakeCredential (section 6.1)."""
        challenge, relying_party = asked[1], asked[2]["id"]
        verified = self._is_verified(asked, 8, challenge)
        if self.pin is not None and not verified and not self.options.get("makeCredUvNotRqd"):
            raise CtapError(ERR.PUAT_REQUIRED)
        if not any(each["alg"] == ES256.ALGORITHM for each in asked[4]):
            raise CtapError(ERR.UNSUPPORTED_ALGORITHM)
        self._wait_for_touch(event, on_keepalive)
        made = _Credential(ec.generate_private_key(ec.SECP256R1()), os.urandom(32), os.urandom(32))
        id_ = os.urandom(64)
        self.credentials[id_] = made
        public = cbor.encode(dict(_cose.from_cryptography_key(made.private.public_key())))
        attested = bytes(16) + struct.pack(">H", len(id_)) + id_ + public
        flags = USER_PRESENT | ATTESTED | (USER_VERIFIED if verified else 0)
        extended = b""
        if "hmac-secret" in self.extensions and asked.get(6, {}).get("hmac-secret"):
            flags |= EXTENDED
            extended = cbor.encode({"hmac-secret": True})
        data = _auth_data(relying_party, flags) + attested + extended
        return {1: "none", 2: data, 3: {}}

    def _assert(self, asked: Any, event: Any, on_keepalive: Any) -> dict[int, Any]:
        """authenticatorGetAssertion (section 6.2)."""
        relying_party, challenge = asked[1], asked[2]
        allowed = [each["id"] for each in asked.get(3, [])]
        wants_touch = asked.get(5, {}).get("up", True)
        verified = self._is_verified(asked, 6, challenge)
        if self.options.get("alwaysUv") and wants_touch and not verified:
            raise CtapError(ERR.PUAT_REQUIRED)
        id_ = next((each for each in allowed if each in self.credentials), None)
        if id_ is None:
            raise CtapError(ERR.NO_CREDENTIALS)
        credential = self.credentials[id_]
        flags = USER_VERIFIED if verified else 0
        if wants_touch:
            self._wait_for_touch(event, on_keepalive)
            flags |= USER_PRESENT
        extended = b""
        if "hmac-secret" in asked.get(4, {}):
            flags |= EXTENDED
            secret = credential.random_verified if verified else credential.random
            output = self._hmac_secret(asked[4]["hmac-secret"], secret)
            extended = cbor.encode({"hmac-secret": output})
        data = _auth_data(relying_party, flags) + extended
        signature = credential.private.sign(data + challenge, ec.ECDSA(SHA256()))
        return {1: {"type": "public-key", "id": id_}, 2: data, 3: signature}

    def _hmac_secret(self, asked: Any, random: bytes) -> bytes:
        """Section 12.5, authenticator extension processing."""
        protocol, shared = self._agree(asked.get(4, 1), asked[1])
        if not hmac.compare_digest(protocol.authenticate(shared, asked[2]), asked[3]):
            raise CtapError(ERR.PIN_AUTH_INVALID)
        salts = protocol.decrypt(shared, asked[2])
        if len(salts) not in (32, 64):
            raise CtapError(ERR.INVALID_LENGTH)
        parts = (salts[at : at + 32] for at in range(0, len(salts), 32))
        output = b"".join(hmac.digest(random, part, "sha256") for part in parts)
        encrypted: bytes = protocol.encrypt(shared, output)
        return encrypted

    def _client_pin(self, asked: Any) -> dict[int, Any]:
        """authenticatorClientPIN (section 6.5)."""
        match asked[2]:
            case 0x01:
                return {3: self.pin_tries}
            case 0x02:
                return {1: dict(_agreement_key(self._agreement))}
            case 0x05 | 0x09:
                protocol, shared = self._agree(asked[1], asked[3])
                self._check_pin(protocol.decrypt(shared, asked[6]))
                return {2: protocol.encrypt(shared, self._token)}
        raise CtapError(ERR.INVALID_SUBCOMMAND)

    # --- inside --------------------------------------------------------------------------------

    def _check_pin(self, hashed: bytes) -> None:
        if self.pin is None:
            raise CtapError(ERR.PIN_NOT_SET)
        if self.pin_tries == 0:
            raise CtapError(ERR.PIN_BLOCKED)
        if self._pin_tries_at_once == 0:
            raise CtapError(ERR.PIN_AUTH_BLOCKED)
        self.pin_tries -= 1
        if hashed != hashlib.sha256(self.pin.encode()).digest()[:16]:
            self._pin_tries_at_once -= 1
            self._agreement = ec.generate_private_key(ec.SECP256R1())
            if self.pin_tries == 0:
                raise CtapError(ERR.PIN_BLOCKED)
            if self._pin_tries_at_once == 0:
                raise CtapError(ERR.PIN_AUTH_BLOCKED)
            raise CtapError(ERR.PIN_INVALID)
        self.pin_tries, self._pin_tries_at_once = _PIN_TRIES, _PIN_TRIES_AT_ONCE

    def _is_verified(self, asked: Any, at: int, challenge: bytes) -> bool:
        if at not in asked:
            return False
        protocol = _protocol(asked[at + 1])
        if not hmac.compare_digest(protocol.authenticate(self._token, challenge), asked[at]):
            raise CtapError(ERR.PIN_AUTH_INVALID)
        return True

    def _wait_for_touch(self, event: threading.Event | None, on_keepalive: Any) -> None:
        if on_keepalive is not None:
            on_keepalive(STATUS.UPNEEDED)
        if self.on_touch is not None:
            self.on_touch()
        if self.silent:
            self._released.wait()
        if not self.touched:
            assert event is not None
            event.wait()
            raise CtapError(ERR.KEEPALIVE_CANCEL)
        self.touches += 1
        if on_keepalive is not None:
            on_keepalive(STATUS.PROCESSING)

    def release(self) -> None:
        """Let go of the thread that a silent key holds."""
        self._released.set()

    def _agree(self, version: int, peer: Any) -> tuple[Any, bytes]:
        protocol = _protocol(version)
        numbers = ec.EllipticCurvePublicNumbers(
            int.from_bytes(peer[-2], "big"), int.from_bytes(peer[-3], "big"), ec.SECP256R1()
        )
        return protocol, protocol.kdf(self._agreement.exchange(ec.ECDH(), numbers.public_key()))


def _protocol(version: int) -> Any:
    return {1: PinProtocolV1, 2: PinProtocolV2}[version]()


def _agreement_key(private: ec.EllipticCurvePrivateKey) -> CoseKey:
    key = dict(_cose.from_cryptography_key(private.public_key()))
    return CoseKey(key | {3: -25})


def _auth_data(relying_party: str, flags: int) -> bytes:
    return hashlib.sha256(relying_party.encode()).digest() + struct.pack(">BI", flags, 1)
