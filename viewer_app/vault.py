"""Keys in the operating system's keyring, and nowhere else.

A keyring keeps text, so for the length of one call a key is a ``str`` that cannot be overwritten;
what is handed out is a ``Secret``. Only keyrings that encrypt for the signed-in user are taken:
the package ``keyring`` also knows some that write plain files.
"""

import base64
import binascii
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from viewer_app.errors import InzageError
from viewer_app.evidence.secret import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

_TAKEN = frozenset(
    {
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.Windows",
        "keyring.backends.macOS",
    }
)


class VaultError(InzageError):
    """The keyring is missing, locked, failing, or does not hold what it must."""


class Vault:
    """The keys of one station or desk, under one service name of the keyring."""

    def __init__(self, service: str) -> None:
        """Raises VaultError (``keyring.missing``, ``keyring.unsafe``)."""
        self._service = service
        self._backend = _backend()

    def put(self, name: str, secret: Secret) -> None:
        """Keep a key under a name that is free. Raises VaultError, also ``keyring.taken``.

        Read back before it is believed. The secret stays the caller's.
        """
        if self.holds(name):
            raise VaultError("keyring.taken", key=name)
        text = base64.b64encode(secret.view).decode("ascii")
        _ask(lambda: self._backend.set_password(self._service, name, text))
        if self._read(name) != text:
            raise VaultError("keyring.lost", key=name)

    def take(self, name: str) -> Secret:
        """The key of this name, to be wiped by the caller. Raises VaultError (``keyring.lost``)."""
        text = self._read(name)
        if text is None:
            raise VaultError("keyring.lost", key=name)
        try:
            return Secret.take(bytearray(base64.b64decode(text, validate=True)))
        except (ValueError, binascii.Error):
            raise VaultError("keyring.lost", key=name) from None

    def holds(self, name: str) -> bool:
        """Whether there is a key of this name. Raises VaultError."""
        return self._read(name) is not None

    def remove(self, name: str) -> None:
        """Destroy the key of this name; nothing happens where there is none. Raises VaultError."""
        if self.holds(name):
            _ask(lambda: self._backend.delete_password(self._service, name))

    def _read(self, name: str) -> str | None:
        return _ask(lambda: self._backend.get_password(self._service, name))


def _ask(question: Callable[[], T]) -> T:
    """What the keyring answers. Its own words may quote a key: only an error's kind is kept."""
    from keyring.errors import InitError, KeyringLocked  # noqa: PLC0415 - heavy, as below

    try:
        return question()
    except (KeyringLocked, InitError):
        # A new or locked collection whose prompt nobody answered is an InitError too.
        raise VaultError("keyring.locked") from None
    except Exception as error:  # noqa: BLE001 - a backend raises whatever its bus or library does
        raise VaultError("keyring.failed", reason=type(error).__name__) from None


def _backend() -> "KeyringBackend":
    import keyring  # noqa: PLC0415 - it looks for every backend there is, which start-up can spare
    from keyring.backends import chainer, fail  # noqa: PLC0415

    chosen = keyring.get_keyring()
    found = list(chosen.backends) if isinstance(chosen, chainer.ChainerBackend) else [chosen]
    for backend in found:
        if type(backend).__module__ in _TAKEN:
            return backend
    if all(isinstance(backend, fail.Keyring) for backend in found):
        raise VaultError("keyring.missing")
    raise VaultError("keyring.unsafe", backend=type(found[0]).__module__)
