"""Keys in the operating system's keyring, and nowhere else.

A keyring keeps text, so for the length of one call a key is a ``str`` that cannot be overwritten;
what is handed out is a ``Secret``. One keyring is taken on each system, that which encrypts for the
signed-in user. The package ``keyring`` is not asked to choose: it would read a settings file that
may name any code, and load everything that calls itself a keyring, of which some write plain files
and some run a compiler to find their library.
"""

import base64
import binascii
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from viewer_app.errors import InzageError
from viewer_app.evidence.secret import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

_KEYRINGS: Final = {
    "win32": ("keyring.backends.Windows", "WinVaultKeyring"),
    "darwin": ("keyring.backends.macOS", "Keyring"),
}
_SECRET_SERVICE: Final = ("keyring.backends.SecretService", "Keyring")
_SECRETS: Final = "org.freedesktop.secrets"
_TAKES_PASSWORD: Final = frozenset({b"--unlock", b"--login"})
"""The options of gnome-keyring-daemon with which it reads a password; PAM uses the second."""
_BUS_S: Final = 5.0
_one_at_a_time: Final = threading.Lock()
"""gnome-keyring 42, asked by several threads at once, now and then does not find what it has."""


class VaultError(InzageError):
    """The keyring is missing, locked, failing, or does not hold what it must."""


class Vault:
    """The keys of one station or desk, under one service name of the keyring."""

    def __init__(self, service: str) -> None:
        """Raises VaultError (``keyring.missing``)."""
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
        _ask(lambda: self._delete(name))

    def take_back(self, name: str) -> None:
        """Remove what was put, if it can be: what failed after it is what must be told."""
        with suppress(Exception):
            self.remove(name)

    def _delete(self, name: str) -> None:
        if self._backend.get_password(self._service, name) is not None:
            self._backend.delete_password(self._service, name)

    def _read(self, name: str) -> str | None:
        return _ask(lambda: self._backend.get_password(self._service, name))


def _ask(question: Callable[[], T]) -> T:
    """What the keyring answers. Its own words may quote a key: only an error's kind is kept."""
    from keyring.errors import InitError, KeyringLocked  # noqa: PLC0415 - heavy, as below

    try:
        with _one_at_a_time:
            return _answer(question)
    except KeyringLocked:
        if _was_given_a_password():
            raise VaultError("keyring.other_password") from None
        raise VaultError("keyring.locked") from None
    except InitError as error:
        if _is_gone(error):
            raise VaultError("keyring.missing") from None
        # No collection was ever made, and nobody answers the prompt for a password to make it with.
        raise VaultError("keyring.new") from None
    except Exception as error:  # noqa: BLE001 - a backend raises whatever its bus or library does
        raise VaultError("keyring.failed", reason=type(error).__name__) from None


def _answer(question: Callable[[], T]) -> T:
    """Ask once more where the service went away while it was asked: the bus starts it anew.

    So every question must be one that may be asked twice.
    """
    try:
        return question()
    except Exception as error:
        if not _is_gone(error):
            raise
    return question()


def _is_gone(error: Exception) -> bool:
    """Whether nobody answered, be it that there is no Secret Service."""
    if sys.platform != "linux":
        return False
    from secretstorage.exceptions import (  # noqa: PLC0415 - on Linux only
        SecretServiceNotAvailableException,
    )

    return any(
        isinstance(each, SecretServiceNotAvailableException) for each in (error, error.__cause__)
    )


def _was_given_a_password() -> bool:
    """Whether the keyring was handed a password as it started, and is locked all the same.

    The Secret Service itself does not tell a wrong password from none: either way its collection
    is there, locked, with everything in it. How gnome-keyring-daemon was started does.
    """
    if sys.platform != "linux":
        return False
    from jeepney.bus_messages import message_bus  # noqa: PLC0415 - on Linux only
    from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415

    try:
        with open_dbus_connection() as bus:
            question = message_bus.GetConnectionUnixProcessID(_SECRETS)
            process = bus.send_and_get_reply(question, timeout=_BUS_S).body[0]
        words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except Exception:  # noqa: BLE001 - whatever the bus raises: the sentence is less exact then
        return False
    return not _TAKES_PASSWORD.isdisjoint(words)


def _backend() -> "KeyringBackend":
    module, name = _KEYRINGS.get(sys.platform, _SECRET_SERVICE)
    kind: type[KeyringBackend] = getattr(import_module(module), name)
    try:
        _ = kind.priority  # raises where it cannot be used
    except Exception:  # noqa: BLE001 - whatever its bus or library raises
        raise VaultError("keyring.missing") from None
    return kind()
