"""A person's age identity, locked with a passphrase, the station secret and, for some, a USB key.

The key is HKDF-SHA256 (RFC 5869), without a salt, over 32 bytes of Argon2id (RFC 9106) of the
passphrase, the 32 bytes of the station secret and, where the person has a security key, the 32
bytes that it computes (CTAP 2.1, section 12.5, hmac-secret), one after the other: none opens
anything without the others. HKDF's info is ``inzagestation/identity-lock/v1/ROLE``, and ``v2`` with
a security key, which is also the version in the record. So what is derived for one kind of record,
or for one role, never is for another.

The identity is sealed with ChaCha20-Poly1305 (RFC 8439), and everything that stands readable beside
it is authenticated with it, together with whose it is. So a changed file, or somebody else's put in
its place, stays shut, and says no more about why than a wrong passphrase does.
"""

import base64
import binascii
import json
import os
from dataclasses import dataclass, field
from typing import Any, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from viewer_app.evidence.age import X25519Identity, X25519Recipient
from viewer_app.evidence.errors import KeyFormatError
from viewer_app.evidence.secret import Secret
from viewer_app.session.roles import Role
from viewer_app.vault import VaultError

VERSION: Final = 1
VERSION_WITH_KEY: Final = 2
RECORD_LIMIT: Final = 2048
"""Bytes; a record has fewer than 300, and one with a security key fewer than 1100."""
MOST: Final = 4
"""How many times the least cost a record may ask for."""

_INFO: Final = "inzagestation/identity-lock"
_KEY_BYTES: Final = 32
_MOST_CREDENTIAL_BYTES: Final = 512
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_SEALED_BYTES: Final = 32 + 16


@dataclass(frozen=True)
class Cost:
    """What trying one passphrase costs: the parameters of Argon2id."""

    memory_kib: int
    passes: int
    lanes: int

    @classmethod
    def from_mapping(cls, values: Any, least: "Cost") -> Self:
        """The cost in parsed JSON or TOML; other keys are not looked at.

        Raises ValueError where a parameter is less than ``least`` has, or more than ``MOST`` times
        as much; LookupError or TypeError where it is something else altogether.
        """
        return cls(
            memory_kib=_number(values["memory_kib"], least.memory_kib),
            passes=_number(values["passes"], least.passes),
            lanes=_number(values["lanes"], least.lanes),
        )


RFC_9106: Final = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
"""The second recommended option (RFC 9106, section 4), for machines short of memory."""


@dataclass(frozen=True)
class Owner:
    """Whose identity it is: not written in the record, but sealed into it."""

    role: Role
    name: str


@dataclass(frozen=True)
class KeyCredential:
    """What a security key is asked with: which of its credentials, and over which salt."""

    id: bytes
    salt: bytes
    """32 bytes, this person's own."""

    def __post_init__(self) -> None:
        """Raises ValueError for what no record may hold."""
        if not 1 <= len(self.id) <= _MOST_CREDENTIAL_BYTES or len(self.salt) != _KEY_BYTES:
            raise ValueError("no credential")


@dataclass(frozen=True)
class KeyAnswer:
    """What a touched security key computed for a credential; to be wiped."""

    credential: KeyCredential
    secret: Secret = field(repr=False)
    """32 bytes."""


@dataclass(frozen=True)
class LockedIdentity:
    """A locked identity as it stands in a file: one spelling in JSON, and nothing secret in it."""

    recipient: X25519Recipient
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes
    key: KeyCredential | None = None
    """The security key without which it stays locked; None: none is needed."""

    @classmethod
    def lock(
        cls,
        identity: X25519Identity,
        owner: Owner,
        passphrase: Secret,
        station_secret: Secret,
        cost: Cost = RFC_9106,
        *,
        answer: KeyAnswer | None = None,
    ) -> Self:
        """Lock an identity, also with a security key's ``answer``; all secrets stay the caller's.

        Raises VaultError where the station secret is not what enrolment made.
        """
        salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
        credential = answer.credential if answer else None
        bound = _bound(owner, identity.recipient, cost, salt, credential)
        with _derive(owner, passphrase, station_secret, cost, salt, answer=answer) as key:
            sealed = ChaCha20Poly1305(key.view).encrypt(nonce, identity.secret.view, bound)
        return cls(identity.recipient, cost, salt, nonce, sealed, credential)

    def unlock(
        self,
        owner: Owner,
        passphrase: Secret,
        station_secret: Secret,
        answer: KeyAnswer | None = None,
    ) -> X25519Identity | None:
        """The identity, to be wiped by the caller; None where anything at all does not fit.

        ``answer`` is the security key's, for ``self.key``. Takes as long either way. Raises
        VaultError as ``lock`` does.
        """
        bound = _bound(owner, self.recipient, self.cost, self.salt, self.key)
        secret = Secret(_KEY_BYTES)
        try:
            key = _derive(owner, passphrase, station_secret, self.cost, self.salt, answer=answer)
            with key:
                cipher = ChaCha20Poly1305(key.view)
                cipher.decrypt_into(self.nonce, self.sealed, bound, secret.view)
        except InvalidTag:
            secret.wipe()
            return None
        except BaseException:
            secret.wipe()
            raise
        return X25519Identity.from_secret(secret)

    def encode(self) -> bytes:
        """The record as JSON."""
        return _spell(
            {
                **_readable(self.recipient, self.cost, self.salt, self.key),
                "nonce": _to_text(self.nonce),
                "sealed": _to_text(self.sealed),
            }
        )

    @classmethod
    def decode(cls, data: bytes, least: Cost = RFC_9106) -> Self:
        """The record in ``data``. Raises ValueError for all that ``encode`` does not write.

        A record that asks for less than ``least`` would make guessing cheap, and one that asks for
        much more would take the machine's memory or its afternoon; both are refused.
        """
        try:
            values = json.loads(data)
            argon2id = values["argon2id"]
            record = cls(
                recipient=X25519Recipient.parse(values["recipient"]),
                cost=Cost.from_mapping(argon2id, least),
                salt=_from_text(argon2id["salt"], _SALT_BYTES),
                nonce=_from_text(values["nonce"], _NONCE_BYTES),
                sealed=_from_text(values["sealed"], _SEALED_BYTES),
                key=_credential(values.get("fido2")),
            )
        except (KeyFormatError, LookupError, TypeError, AttributeError, RecursionError):
            raise ValueError("no locked identity") from None
        if record.encode() != data:
            raise ValueError("not the one spelling")
        return record


def _derive(
    owner: Owner,
    passphrase: Secret,
    station_secret: Secret,
    cost: Cost,
    salt: bytes,
    *,
    answer: KeyAnswer | None,
) -> Secret:
    if len(station_secret) != _KEY_BYTES:
        raise VaultError("keyring.lost", key="station-secret")
    argon2id = Argon2id(
        salt=salt,
        length=_KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    info = f"{_INFO}/v{_version(answer)}/{owner.role.value}".encode("ascii")
    hkdf = HKDF(SHA256(), _KEY_BYTES, None, info)
    key = Secret(_KEY_BYTES)
    with Secret((3 if answer else 2) * _KEY_BYTES) as factors:
        # Any buffer is taken here, whatever the annotation says: a copy could not be wiped.
        argon2id.derive_into(passphrase.view, factors.view[:_KEY_BYTES])  # type: ignore[arg-type]
        factors.view[_KEY_BYTES : 2 * _KEY_BYTES] = station_secret.view
        if answer:
            factors.view[2 * _KEY_BYTES :] = answer.secret.view
        hkdf.derive_into(factors.view, key.view)
    return key


def _version(key: KeyAnswer | KeyCredential | None) -> int:
    return VERSION if key is None else VERSION_WITH_KEY


def _bound(
    owner: Owner, recipient: X25519Recipient, cost: Cost, salt: bytes, key: KeyCredential | None
) -> bytes:
    """What is authenticated with the sealed identity."""
    whose = {"role": owner.role.value, "name": owner.name}
    return _spell({**whose, **_readable(recipient, cost, salt, key)})


def _readable(
    recipient: X25519Recipient, cost: Cost, salt: bytes, key: KeyCredential | None
) -> dict[str, object]:
    readable: dict[str, object] = {
        "v": _version(key),
        "recipient": str(recipient),
        "argon2id": {
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
            "lanes": cost.lanes,
            "salt": _to_text(salt),
        },
    }
    if key is not None:
        readable["fido2"] = {"credential": _to_text(key.id), "salt": _to_text(key.salt)}
    return readable


def _credential(values: Any) -> KeyCredential | None:
    if values is None:
        return None
    return KeyCredential(
        base64.b64decode(values["credential"], validate=True),
        base64.b64decode(values["salt"], validate=True),
    )


def _spell(values: dict[str, object]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode("ascii")


def _to_text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _from_text(text: str, size: int) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if len(data) != size:
        raise ValueError("not the right length")
    return data


def _number(value: Any, least: int) -> int:
    if type(value) is not int or not least <= value <= MOST * least:
        raise ValueError("not a number, too little or too much")
    return value
