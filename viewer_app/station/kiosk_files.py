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
WRITERS_CREDENTIAL: Final = "/etc/credstore.encrypted/inzage-writer-keyring"
"""The same for the user who writes the trail, where that is one of its own."""
STATE: Final = "/var/lib/inzagestation"
WRITERS_STATE: Final = "/var/lib/inzage-writer"

_PYTHON = b"@PYTHON@"
_PROGRAM, _TEXT = 0o755, 0o644
_SERVICES = ("inzage-weston.service", "inzage-station.service")
_WRITERS_SERVICE: Final = "inzage-writer.service"
_UNITS: Final = "/etc/systemd/system"

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
    *((name, f"{_UNITS}/{name}", _TEXT) for name in _SERVICES),
)
"""Name in ``resources/kiosk``, place on the machine, permissions."""

_WRITERS_PLACES: Final = (
    ("writer-sysusers.conf", "/etc/sysusers.d/inzagestation-writer.conf", _TEXT),
    ("start-writer", f"{LIBRARY}/start-writer", _PROGRAM),
    ("wait-for-writer", f"{LIBRARY}/wait-for-writer", _PROGRAM),
    ("inzage-as-writer", "/usr/local/sbin/inzage-as-writer", _PROGRAM),
    (_WRITERS_SERVICE, f"{_UNITS}/{_WRITERS_SERVICE}", _TEXT),
    ("writer-dropin.conf", f"{_UNITS}/inzage-station.service.d/inzage-writer.conf", _TEXT),
)
"""What comes with a trail that is written under a user of its own."""


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


def kiosk_files(python: Path, *, writer: bool = False) -> tuple[KioskFile, ...]:
    """Every file of the kiosk, in which ``python`` starts the program.

    ``writer``: with those of the user who writes the trail.
    """
    return tuple(
        KioskFile(
            target,
            mode,
            resource("kiosk", source).read_bytes().replace(_PYTHON, os.fsencode(python)),
        )
        for source, target, mode in (*_PLACES, *(_WRITERS_PLACES if writer else ()))
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
    writer: bool = False
    """Whether the trail is written under a user of its own."""

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
                writer=bool(values.get("writer", False)),
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


def steps_after_install(
    *, has_credential: bool, writer: bool = False, has_writers: bool = False
) -> tuple[Step, ...]:
    """What makes the files count. A credential that exists is kept: the keyring needs it.

    ``writer``: also for the user who writes the trail, whose credential is there or not.
    """
    users = ["/etc/sysusers.d/inzagestation.conf"]
    if writer:
        users.append("/etc/sysusers.d/inzagestation-writer.conf")
    return (
        Step(("systemd-sysusers", *users)),
        Step(("systemd-tmpfiles", "--create", "/etc/tmpfiles.d/inzagestation.conf")),
        Step(("install", "-d", "-m", "0700", str(Path(CREDENTIAL).parent))),
        *(() if has_credential else (_make_credential(CREDENTIAL),)),
        *((_make_credential(WRITERS_CREDENTIAL),) if writer and not has_writers else ()),
        Step(("sysctl", "--quiet", "--load=/etc/sysctl.d/90-inzagestation.conf")),
        Step(("systemctl", "daemon-reload")),
        Step(("systemctl", "enable", *_services(writer=writer))),
    )


def steps_before_remove(*, writer: bool) -> tuple[Step, ...]:
    """Stop everything, what was started last first."""
    return (Step(("systemctl", "disable", "--now", *reversed(_services(writer=writer)))),)


STEPS_AFTER_REMOVE: Final = (Step(("systemctl", "daemon-reload")),)


def _services(*, writer: bool) -> tuple[str, ...]:
    return (_WRITERS_SERVICE, *_SERVICES) if writer else _SERVICES


def _make_credential(path: str) -> Step:
    """A random password that nobody ever sees."""
    return Step(
        ("systemd-creds", "encrypt", f"--name={Path(path).name}", "-", path),
        lambda: secrets.token_urlsafe(32).encode(),
    )
