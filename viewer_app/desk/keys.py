"""A desk: its name, its signing key and its own age identity.

The two private keys are in the keyring of the operating system; ``desk.toml`` holds what is public.
The identity is for reading back the approvals of its own packages; it opens no clip.
"""

import secrets
import tomllib
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Final, Self, TypeVar

import tomli_w
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.desk.errors import DeskError
from viewer_app.desk.home import check_home, home_unusable, make_home
from viewer_app.evidence.addresses import DeskPin, is_desk_name
from viewer_app.evidence.age import X25519Identity, X25519Recipient
from viewer_app.evidence.approval import Approval, DeskKey, sign_approval
from viewer_app.evidence.errors import KeyFormatError
from viewer_app.evidence.secret import Secret
from viewer_app.files import write_new
from viewer_app.vault import Vault

T = TypeVar("T")

SETTINGS: Final = "desk.toml"
SIGNING_KEY: Final = "signing-key"
IDENTITY: Final = "identity"

_KEY_BYTES: Final = 32


class Desk:
    """One desk of the municipality, on this computer. Holds nothing secret itself."""

    def __init__(
        self, pin: DeskPin, recipient: X25519Recipient, vault: str, *, demonstration: bool
    ) -> None:
        """Use ``create`` or ``load``. ``vault`` is the service name of its keys."""
        self._pin = pin
        self._recipient = recipient
        self._vault = vault
        self._demonstration = demonstration

    @classmethod
    def create(cls, home: Path, name: str, *, demonstration: bool) -> Self:
        """Make a desk: its keys in the keyring and then ``desk.toml``, which makes it count.

        After a failure neither is there. Raises DeskError (``desk.exists``,
        ``desk.name_malformed``, ``desk.home_…``), VaultError.
        """
        if not is_desk_name(name):
            raise DeskError("desk.name_malformed")
        settings = home / SETTINGS
        if settings.exists():
            raise DeskError("desk.exists", directory=home.name)
        service = f"inzagestation-desk-{secrets.token_hex(8)}"
        vault = Vault(service)
        with ExitStack() as undo:
            if not home.exists():
                undo.callback(_quietly, home.rmdir)
            make_home(home)
            undo.callback(vault.take_back, SIGNING_KEY)
            public_key = _make_signing_key(vault)
            undo.callback(vault.take_back, IDENTITY)
            recipient = _make_identity(vault)
            desk = cls(DeskPin(name, public_key), recipient, service, demonstration=demonstration)
            undo.callback(_remove, settings, desk._text())
            try:
                write_new(settings, desk._text())
            except FileExistsError:
                raise DeskError("desk.exists", directory=home.name) from None
            except OSError as error:
                raise home_unusable(home, error) from None
            undo.pop_all()
        return desk

    @classmethod
    def load(cls, home: Path) -> Self:
        """The desk that was made in this directory. The keyring is not asked yet.

        Raises DeskError: ``desk.not_made``, ``desk.home_…``, ``desk.settings_unreadable``,
        ``desk.settings_invalid`` with the key at fault.
        """
        check_home(home)
        try:
            values = tomllib.loads((home / SETTINGS).read_text("utf-8"))
        except FileNotFoundError:
            raise DeskError("desk.not_made", directory=home.name) from None
        except (OSError, ValueError):
            raise DeskError("desk.settings_unreadable", file=SETTINGS) from None
        return cls(
            _parse(values, "pin", DeskPin.parse),
            _parse(values, "recipient", X25519Recipient.parse),
            _take(values, "vault", str),
            demonstration=_take(values, "demonstration", bool),
        )

    @property
    def name(self) -> str:
        """What approvals call it (``iss``)."""
        return self._pin.desk

    @property
    def demonstration(self) -> bool:
        """Whether it signs demonstrations only, or real recordings only."""
        return self._demonstration

    @property
    def pin(self) -> str:
        """How a station's administrator pins it: ``NAME=KEY``."""
        return str(self._pin)

    @property
    def key(self) -> DeskKey:
        """Its public key, for ``verify_approval``."""
        return self._pin.key(demonstration=self._demonstration)

    @property
    def recipient(self) -> X25519Recipient:
        """The public half of its own identity, to which its approvals are encrypted."""
        return self._recipient

    def check(self) -> None:
        """Make sure that the keyring holds both private keys of this desk, and no others.

        Raises DeskError (``desk.other_key``), VaultError.
        """
        self._private_key()
        self.identity().wipe()

    def forget(self) -> None:
        """Destroy the desk's keys: it can sign and read nothing any more. Raises VaultError."""
        vault = Vault(self._vault)
        for name in (SIGNING_KEY, IDENTITY):
            vault.remove(name)

    def sign(self, approval: Approval) -> str:
        """The approval as a token that this desk signed.

        Raises DeskError (``desk.other_key``), VaultError, ApprovalError.
        """
        return sign_approval(approval, self._private_key(), self.key.key_id)

    def identity(self) -> X25519Identity:
        """The desk's own age identity, to be wiped by the caller.

        Raises DeskError (``desk.other_key``), VaultError.
        """
        try:
            identity = X25519Identity.from_secret(Vault(self._vault).take(IDENTITY))
        except KeyFormatError:
            raise DeskError("desk.other_key", key=IDENTITY) from None
        if identity.recipient != self._recipient:
            identity.wipe()
            raise DeskError("desk.other_key", key=IDENTITY)
        return identity

    def _private_key(self) -> Ed25519PrivateKey:
        with Vault(self._vault).take(SIGNING_KEY) as secret:
            try:
                private_key = Ed25519PrivateKey.from_private_bytes(secret.view)
            except ValueError:
                raise DeskError("desk.other_key", key=SIGNING_KEY) from None
        # No station would take what another key signed.
        if private_key.public_key().public_bytes_raw() != self._pin.public_key:
            raise DeskError("desk.other_key", key=SIGNING_KEY)
        return private_key

    def _text(self) -> bytes:
        values = {
            "pin": self.pin,
            "recipient": str(self._recipient),
            "demonstration": self._demonstration,
            "vault": self._vault,
        }
        return tomli_w.dumps(values).encode("utf-8")


def _make_signing_key(vault: Vault) -> bytes:
    with Secret.random(_KEY_BYTES) as secret:
        vault.put(SIGNING_KEY, secret)
        return Ed25519PrivateKey.from_private_bytes(secret.view).public_key().public_bytes_raw()


def _make_identity(vault: Vault) -> X25519Recipient:
    with X25519Identity.generate() as identity:
        vault.put(IDENTITY, identity.secret)
        return identity.recipient


def _remove(settings: Path, text: bytes) -> None:
    """Take back ``desk.toml``, if it is ours: another desk may have been made meanwhile."""
    with suppress(OSError):
        if settings.read_bytes() == text:
            settings.unlink()


def _quietly(action: Callable[[], None]) -> None:
    with suppress(OSError):
        action()


def _parse(values: dict[str, Any], key: str, parse: Callable[[str], T]) -> T:
    try:
        return parse(_take(values, key, str))
    except KeyFormatError:
        raise DeskError("desk.settings_invalid", file=SETTINGS, key=key) from None


def _take(values: dict[str, Any], key: str, kind: type[T]) -> T:
    value = values.get(key)
    if type(value) is not kind:
        raise DeskError("desk.settings_invalid", file=SETTINGS, key=key)
    return value
