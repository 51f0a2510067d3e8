"""The key of one object that an Axis body worn system encrypted.

Source: AxisCommunications/body-worn-integration-api at v1.6.10. Its README ("Object encryption",
"Key object metadata") says that each encrypted object has a key object ``<StartTime>_<ID>.key``
beside it, whose attribute ``EncryptedKey`` is the content key wrapped with the customer's RSA key.
EXAMPLE.md ("File decryption") and ``decrypt_file.sh`` give the rest, as commands:

- ``EncryptedKey`` and ``ContentEncryptionIV`` are quoted names with quoted base64 values;
- ``openssl rsautl -decrypt -oaep`` unwraps the key: OAEP with SHA-1 for the hash and for MGF1, and
  an empty label, since that command knows no other (RFC 8017 section 7.1);
- ``openssl enc -d -aes-256-cbc -K … -iv …`` decrypts the object: a key of 32 bytes, an IV of 16.

``decrypt_file.sh`` looks for the key at the object's whole name with ``.key`` behind it, the README
names it without the object's own suffix: both are taken. What could not be confirmed, for want of a
key object from a real system: whether the file as a whole is JSON, and how it names the
``PublicKeyId`` that the README says is in it. So only the two attributes are looked for.
"""

import base64
import binascii
import os
import re
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from viewer_app.desk.errors import DeskError
from viewer_app.errors import system_reason
from viewer_app.evidence.age import FileSlice
from viewer_app.evidence.errors import PayloadError
from viewer_app.evidence.secret import Secret
from viewer_app.held import Wipeable

BLOCK: Final = 16
"""Bytes of an AES block."""

AskPassphrase = Callable[[], Secret]
"""Asks for the passphrase of the private key; what it returns is wiped here."""

_KEY_BYTES: Final = 32
_LIMIT: Final = 64 * 1024
"""Bytes of a key object or a private key: many times what either needs."""
_OAEP: Final = OAEP(MGF1(SHA1()), SHA1(), None)  # noqa: S303 - the format's; OAEP rests on no collisions


class ContentKey(Wipeable):
    """What decrypts one object. Usable as a context manager, which wipes."""

    def __init__(self, key: Secret, iv: bytes) -> None:
        """Take over ``key``, 32 bytes; ``iv`` has 16."""
        self._key = key
        self._iv = iv

    def decryptor(self, before: bytes | memoryview | None = None) -> CipherContext:
        """Decrypts from the start, or from behind the encrypted block ``before``.

        It has a copy of the key in OpenSSL's memory, cleared there when it is let go. Raises
        ValueError after ``wipe``.
        """
        return Cipher(AES256(self._key.view), CBC(before or self._iv)).decryptor()

    def copy(self) -> "ContentKey":
        """The same key in memory of its own, to be wiped by the caller."""
        return ContentKey(Secret.take(bytearray(self._key.view)), self._iv)

    def wipe(self) -> None:
        """Overwrite the key. Safe to call twice."""
        self._key.wipe()


def unwrap_key(path: Path, private: Path, ask: AskPassphrase) -> ContentKey:
    """The key of the object at ``path``, to be wiped by the caller.

    ``private`` is an RSA key in PEM; ``ask`` is called where it has a passphrase. Its text is wiped
    and the key let go before this returns. For a moment the content key is in a ``bytes`` that
    cannot be overwritten, because the library returns it so.

    Raises DeskError (``axis.…``) where the key file is missing, unclear or of wrong lengths, the
    private key unreadable, no RSA key, another one, or its passphrase wrong.
    """
    key_file = _find_key_file(path)
    wrapped, iv = _read_key_file(key_file)
    rsa = _load_private_key(private, ask)
    size = rsa.key_size + 7 >> 3
    _check_length(key_file, "EncryptedKey", len(wrapped), size)
    try:
        key = bytearray(rsa.decrypt(wrapped, _OAEP))
    except ValueError:
        file, other = private.name, key_file.name
        raise DeskError("axis.other_private_key", file=file, key_file=other) from None
    with Secret.take(key) as content:
        _check_length(key_file, "EncryptedKey, RSA-OAEP", len(content), _KEY_BYTES)
        return ContentKey(Secret.take(content.view), iv)


def _find_key_file(path: Path) -> Path:
    """The key file beside an object, by either of the published names."""
    both = dict.fromkeys((path.with_suffix(".key"), path.with_name(f"{path.name}.key")))
    names = [name for name in both if name != path]
    found = [name for name in names if os.path.lexists(name)]
    if not found:
        raise DeskError("axis.key_file_missing", file=path.name, key_file=names[0].name)
    if len(found) > 1:
        first, second = (name.name for name in found)
        raise DeskError("axis.key_file_twice", file=path.name, first=first, second=second)
    return found[0]


def _read_key_file(path: Path) -> tuple[bytes, bytes]:
    """The wrapped key and the IV. Neither is a secret."""
    with _read(path) as text:
        content = bytes(text.view)
    iv = _attribute(path, content, "ContentEncryptionIV")
    _check_length(path, "ContentEncryptionIV", len(iv), BLOCK)
    return _attribute(path, content, "EncryptedKey"), iv


def _attribute(path: Path, content: bytes, name: str) -> bytes:
    """The only value by this name, decoded."""
    values = re.findall(rb'"%b"\s*:\s*"([^"]*)"' % name.encode(), content)
    try:
        (value,) = values
        return base64.b64decode(value, validate=True)
    except (ValueError, binascii.Error):
        raise DeskError("axis.key_file_malformed", file=path.name, attribute=name) from None


def _check_length(path: Path, attribute: str, length: int, expected: int) -> None:
    if length != expected:
        raise DeskError(
            "axis.key_file_length",
            file=path.name,
            attribute=attribute,
            length=length,
            expected=expected,
        )


def _load_private_key(path: Path, ask: AskPassphrase) -> RSAPrivateKey:
    with _read(path) as text:
        try:
            key = load_pem_private_key(text.view, None)
        except TypeError:  # it has a passphrase
            with ask() as passphrase:
                try:
                    # any buffer will do, whatever its annotation says
                    key = load_pem_private_key(text.view, passphrase.view)  # type: ignore[arg-type]
                except (TypeError, ValueError, UnsupportedAlgorithm):  # TypeError: an empty one
                    raise DeskError("axis.private_key_passphrase", file=path.name) from None
        except (ValueError, UnsupportedAlgorithm):
            raise DeskError("axis.private_key_malformed", file=path.name) from None
    if not isinstance(key, RSAPrivateKey):
        raise DeskError("axis.private_key_not_rsa", file=path.name)
    return key


def _read(path: Path) -> Secret:
    """A small file."""
    try:
        file = FileSlice.open(path)
    except OSError as error:
        reason = system_reason(error)
        raise DeskError("axis.file_unreadable", file=path.name, reason=reason) from None
    with closing(file), ExitStack() as undo:
        if file.size > _LIMIT:
            raise DeskError("axis.file_too_long", file=path.name, limit=_LIMIT)
        content = undo.enter_context(Secret(file.size))
        try:
            file.read_into(0, content.view)
        except PayloadError as error:
            reason = str(error.facts.get("reason", "?"))
            raise DeskError("axis.file_unreadable", file=path.name, reason=reason) from None
        undo.pop_all()
        return content
