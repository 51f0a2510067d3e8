"""A witness's state directory: ``witness.toml``, the key in the keyring, and the logs it takes."""

import os
import secrets
import tomllib
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Self, TypeVar

import platformdirs
import tomli_w
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.audit.cosignature import CosignerKey
from viewer_app.audit.errors import AuditError, NoteError
from viewer_app.audit.note import VerifierKey
from viewer_app.errors import system_reason
from viewer_app.evidence.secret import Secret
from viewer_app.files import is_private, write_new, write_over
from viewer_app.vault import Vault

T = TypeVar("T")

VARIABLE: Final = "INZAGE_WITNESS_HOME"
SETTINGS: Final = "witness.toml"
SIGNING_KEY: Final = "witness-key"

_PRIVATE: Final = 0o700
_KEY_BYTES: Final = 32


@dataclass(frozen=True)
class WitnessSettings:
    """What a witness is: its name and public key, and the logs it takes. Holds nothing secret."""

    key: CosignerKey
    vault: str
    """The service name of its key in the keyring."""
    logs: tuple[VerifierKey, ...] = ()
    """Anchor keys of stations, each under the station's name."""

    @classmethod
    def create(cls, home: Path, name: str) -> Self:
        """Make a witness: its key in the keyring and then ``witness.toml``, or neither.

        Raises AuditError (``witness.exists``, ``witness.home_…``), NoteError (a name that is
        none), VaultError.
        """
        path = home / SETTINGS
        if path.exists():
            raise AuditError("witness.exists", directory=home.name)
        with ExitStack() as undo:
            with Secret.random(_KEY_BYTES) as secret:
                signer = Ed25519PrivateKey.from_private_bytes(secret.view)
                settings = cls(
                    CosignerKey.of(name, signer), f"inzagestation-witness-{secrets.token_hex(8)}"
                )
                _make(home)
                vault = Vault(settings.vault)
                undo.callback(vault.take_back, SIGNING_KEY)
                vault.put(SIGNING_KEY, secret)
            try:
                write_new(path, settings._text())
            except FileExistsError:
                raise AuditError("witness.exists", directory=home.name) from None
            except OSError as error:
                raise _unusable(home, error) from None
            undo.pop_all()
        return settings

    @classmethod
    def load(cls, home: Path) -> Self:
        """The witness of this directory. The keyring is not asked yet.

        Raises AuditError: ``witness.not_made``, ``witness.home_…``, ``witness.settings_invalid``
        with the key at fault.
        """
        _check(home)
        try:
            values = tomllib.loads((home / SETTINGS).read_text("utf-8"))
        except FileNotFoundError:
            raise AuditError("witness.not_made", directory=home.name) from None
        except (OSError, ValueError):
            raise AuditError("witness.settings_unreadable", file=SETTINGS) from None
        logs = _take(values, "logs", list)
        try:
            pinned = tuple(VerifierKey.parse(log) for log in logs)
        except (NoteError, AttributeError):
            raise AuditError("witness.settings_invalid", file=SETTINGS, key="logs") from None
        try:
            key = CosignerKey.parse(_take(values, "key", str))
        except NoteError:
            raise AuditError("witness.settings_invalid", file=SETTINGS, key="key") from None
        return cls(key, _take(values, "vault", str), pinned)

    def add_log(self, home: Path, log: VerifierKey) -> Self:
        """The settings with one log more, written. Raises AuditError.

        A name that is pinned already is refused: another key for the same log is for a person to
        decide, with the file in hand.
        """
        if any(log.name == pin.name for pin in self.logs):
            raise AuditError("witness.log_known", name=log.name)
        settings = replace(self, logs=(*self.logs, log))
        try:
            write_over(home / SETTINGS, settings._text())
        except OSError as error:
            raise _unusable(home, error) from None
        return settings

    def signer(self) -> Ed25519PrivateKey:
        """The private key. Raises VaultError, AuditError (``witness.other_key``)."""
        with Vault(self.vault).take(SIGNING_KEY) as secret:
            try:
                signer = Ed25519PrivateKey.from_private_bytes(secret.view)
            except ValueError:
                raise AuditError("witness.other_key") from None
        if CosignerKey.of(self.key.name, signer) != self.key:
            raise AuditError("witness.other_key")
        return signer

    def forget(self) -> None:
        """Destroy the private key. Raises VaultError."""
        Vault(self.vault).remove(SIGNING_KEY)

    def _text(self) -> bytes:
        values = {
            "key": str(self.key),
            "vault": self.vault,
            "logs": [str(log) for log in self.logs],
        }
        return tomli_w.dumps(values).encode()


def locate_witness() -> Path:
    """The directory named by ``INZAGE_WITNESS_HOME``, or the usual place for a program's state."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else platformdirs.user_state_path("inzagestation-witness")


def _make(home: Path) -> None:
    try:
        home.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(home, error) from None
    _check(home)


def _check(home: Path) -> None:
    try:
        private = is_private(home)
    except FileNotFoundError:
        raise AuditError("witness.not_made", directory=home.name) from None
    except OSError as error:
        raise _unusable(home, error) from None
    if not private:
        raise AuditError("witness.home_open_to_others", directory=home.name)


def _unusable(home: Path, error: OSError) -> AuditError:
    return AuditError("witness.home_unusable", directory=home.name, reason=system_reason(error))


def _take(values: dict[str, Any], key: str, kind: type[T]) -> T:
    value = values.get(key)
    if type(value) is not kind:
        raise AuditError("witness.settings_invalid", file=SETTINGS, key=key)
    return value
