"""What the kiosk is made of: its files and where they go, the manifest, the system's own steps."""

import hashlib
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from viewer_app.errors import InzageError
from viewer_app.resources import resource

LIBRARY: Final = "/usr/local/lib/inzagestation"
MANIFEST: Final = f"{LIBRARY}/manifest.json"
CREDENTIAL: Final = "/etc/credstore.encrypted/inzage-keyring"
"""The password of the keyring, encrypted by systemd for this machine."""
STATE: Final = "/var/lib/inzagestation"

_PYTHON = b"@PYTHON@"
_PROGRAM, _TEXT = 0o755, 0o644
_SERVICES = ("inzage-weston.service", "inzage-station.service")

_PLACES: Final = (
    ("sysusers.conf", "/etc/sysusers.d/inzagestation.conf", _TEXT),
    ("tmpfiles.conf", "/etc/tmpfiles.d/inzagestation.conf", _TEXT),
    ("pam", "/etc/pam.d/inzage-kiosk", _TEXT),
    ("logind.conf", "/etc/systemd/logind.conf.d/inzagestation.conf", _TEXT),
    ("sleep.conf", "/etc/systemd/sleep.conf.d/inzagestation.conf", _TEXT),
    ("coredump.conf", "/etc/systemd/coredump.conf.d/inzagestation.conf", _TEXT),
    ("sysctl.conf", "/etc/sysctl.d/90-inzagestation.conf", _TEXT),
    ("session-bus.conf", f"{LIBRARY}/session-bus.conf", _TEXT),
    ("start-weston", f"{LIBRARY}/start-weston", _PROGRAM),
    ("start-station", f"{LIBRARY}/start-station", _PROGRAM),
    ("inzage-station", f"{LIBRARY}/inzage-station", _PROGRAM),
    ("inzage-as-station", "/usr/local/sbin/inzage-as-station", _PROGRAM),
    *((name, f"/etc/systemd/system/{name}", _TEXT) for name in _SERVICES),
)
"""Name in ``resources/kiosk``, place on the machine, permissions."""


class KioskError(InzageError):
    """The kiosk cannot be installed, checked or removed like this."""


@dataclass(frozen=True)
class KioskFile:
    """One file as it is to be: where, with which permissions, and what it holds."""

    target: str
    mode: int
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def kiosk_files(python: Path) -> tuple[KioskFile, ...]:
    """Every file of the kiosk, in which ``python`` starts the program."""
    return tuple(
        KioskFile(
            target,
            mode,
            resource("kiosk", source).read_bytes().replace(_PYTHON, os.fsencode(python)),
        )
        for source, target, mode in _PLACES
    )


@dataclass
class Manifest:
    """What was installed, so that exactly that can be removed."""

    python: str
    files: dict[str, str] = field(default_factory=dict)
    """SHA-256 of the content, by path."""
    directories: list[str] = field(default_factory=list)
    """Directories that were not there before, parents first."""
    plugins: list[str] = field(default_factory=list)
    """Qt's plug-ins that were set apart, by the path they had."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises KioskError (``kiosk.manifest``)."""
        try:
            values = json.loads(text)
            return cls(
                python=str(values["python"]),
                files=dict(values["files"]),
                directories=list(values["directories"]),
                plugins=list(values["plugins"]),
            )
        except (ValueError, KeyError, TypeError):
            raise KioskError("kiosk.manifest", path=MANIFEST) from None

    def file(self) -> KioskFile:
        """The manifest as a file of its own."""
        values: dict[str, Any] = dict(vars(self))
        return KioskFile(MANIFEST, _TEXT, (json.dumps(values, indent=1) + "\n").encode())


class Step(NamedTuple):
    """A program that is run, as root, and what makes its standard input."""

    command: tuple[str, ...]
    typed: Callable[[], bytes] | None = None

    def __str__(self) -> str:
        return " ".join(self.command) + (" < 32 random bytes, base64" if self.typed else "")


def steps_after_install(*, has_credential: bool) -> tuple[Step, ...]:
    """What makes the files count. A credential that exists is kept: the keyring needs it."""
    make_credential = Step(
        ("systemd-creds", "encrypt", "--name=inzage-keyring", "-", CREDENTIAL),
        lambda: secrets.token_urlsafe(32).encode(),
    )
    return (
        Step(("systemd-sysusers", "/etc/sysusers.d/inzagestation.conf")),
        Step(("systemd-tmpfiles", "--create", "/etc/tmpfiles.d/inzagestation.conf")),
        Step(("install", "-d", "-m", "0700", str(Path(CREDENTIAL).parent))),
        *(() if has_credential else (make_credential,)),
        Step(("sysctl", "--quiet", "--load=/etc/sysctl.d/90-inzagestation.conf")),
        Step(("systemctl", "daemon-reload")),
        Step(("systemctl", "enable", *_SERVICES)),
    )


STEPS_BEFORE_REMOVE: Final = (Step(("systemctl", "disable", "--now", *reversed(_SERVICES))),)
STEPS_AFTER_REMOVE: Final = (Step(("systemctl", "daemon-reload")),)
