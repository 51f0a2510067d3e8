"""Objects as an Axis body worn system stores them, made with the openssl command line.

The commands undo those that AxisCommunications/body-worn-integration-api gives for decrypting.
"""

import base64
import os
import secrets
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.desk.requests import Office, run
from tests.tools import program
from viewer_app.desk.axis_key import ContentKey
from viewer_app.evidence.secret import Secret

PASSPHRASE = "een zin voor de sleutel"
_BLOCK = 16


def openssl(*arguments: object, given: bytes = b"") -> bytes:
    """What openssl answers on standard output."""
    command = [program("openssl"), *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


def make_private_key(path: Path, *more: str, bits: int = 2048) -> Path:
    """A new RSA key in PEM."""
    path.write_bytes(openssl("genrsa", *more, bits))
    return path


@dataclass
class CameraObject:
    """An encrypted object and, beside it, its key file."""

    path: Path
    private: Path
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    iv: bytes = field(default_factory=lambda: secrets.token_bytes(_BLOCK))

    @property
    def key_file(self) -> Path:
        """As the published README names it."""
        return self.path.with_suffix(".key")

    def write(self, plain: bytes) -> "CameraObject":
        """Encrypt ``plain`` and write both files."""
        self.path.write_bytes(self.encrypted(plain, self.iv))
        self.write_key_file(self.wrapped(), self.iv)
        return self

    def write_sparse(self, start: bytes, size: int) -> "CameraObject":
        """An object of ``size`` bytes that begins as ``start`` encrypted and takes no room.

        What stands between is zeros, which decrypt to anything; it ends in a block of padding.
        """
        self.write(start)
        os.truncate(self.path, size - _BLOCK)
        with self.path.open("ab") as file:
            file.write(self.encrypted(b"", bytes(_BLOCK)))
        return self

    def encrypted(self, plain: bytes, iv: bytes) -> bytes:
        """Under this object's key, padded."""
        cipher = ("-aes-256-cbc", "-K", self.key.hex(), "-iv", iv.hex())
        return openssl("enc", *cipher, given=plain)

    def wrapped(self, *more: str) -> bytes:
        """The key, encrypted to the private key's public half."""
        key = ("-inkey", self.private, "-passin", f"pass:{PASSPHRASE}")
        oaep = ("-pkeyopt", "rsa_padding_mode:oaep", *more)
        return openssl("pkeyutl", "-encrypt", *key, *oaep, given=self.key)

    def write_key_file(self, wrapped: bytes, iv: bytes) -> None:
        """One attribute a line, which is what the published commands can read."""
        lines = [
            "{",
            '  "PublicKeyId": "contentkey.public.pem",',
            f'  "EncryptedKey": "{base64.b64encode(wrapped).decode()}",',
            f'  "ContentEncryptionIV": "{base64.b64encode(iv).decode()}"',
            "}",
        ]
        self.key_file.write_text("\n".join(lines) + "\n")

    def content_key(self) -> ContentKey:
        """As it is once unwrapped."""
        return ContentKey(Secret.take(bytearray(self.key)), self.iv)

    def arguments(self, office: Office, *more: object, **changes: Any) -> list[str]:
        """What is typed to seal it."""
        seal, _, *options = office.arguments(*more, **changes)
        return [seal, *options, "--from-axis", str(self.path), "--key", str(self.private)]

    def seal(self, office: Office, *more: object, code: int = 0, **changes: Any) -> Any:
        """Seal it by command; the command ends with ``code``."""
        return run(*self.arguments(office, *more, **changes), code=code)
