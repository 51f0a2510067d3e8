"""The packages that passed intake: the station's appointments (``viewer_app.session.ports.Clips``).

What intake found is not remembered anywhere; each package still proves itself by its desk's
signature. Its file is named by its approval, because names that people give may name people.
"""

import stat
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from viewer_app.errors import InzageError, system_reason
from viewer_app.evidence.age import X25519Identity
from viewer_app.evidence.approval import Approval, DeskKey, verify_approval
from viewer_app.evidence.errors import EvidenceError, SealedClipError
from viewer_app.evidence.sealed import SUFFIX, Package
from viewer_app.session.ports import Appointment, Clip, Identity
from viewer_app.station.enrolment import INTAKE_KEY
from viewer_app.station.errors import IntakeRefused, StationError
from viewer_app.station.home import Home
from viewer_app.station.set_aside import SetAsidePackage, shown_name
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault


@dataclass(frozen=True)
class Stamp:
    """What tells one state of a file from another, without reading it."""

    name: str
    size: int
    modified_ns: int
    changed_ns: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Self:
        """The file's stamp now. Raises OSError."""
        status = path.lstat()
        return cls(path.name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class Packages:
    """Lists and opens what intake took in. Safe in every thread."""

    def __init__(self, home: Home, settings: Settings, vault: Vault) -> None:
        self._home = home
        self._desks = settings.desk_keys
        self._vault = vault
        self._lock = threading.Lock()
        self._proven: dict[Stamp, Approval] = {}

    def appointments(self) -> tuple[Appointment, ...]:
        """Every package whose approval still verifies, by start of its window.

        Raises StationError (``packages.unreadable``), VaultError.
        """
        with self._lock:
            found, _ = self._look()
        return tuple(sorted(found, key=lambda each: (each.approval.valid_from, each.package)))

    def damaged(self) -> tuple[SetAsidePackage, ...]:
        """Every package that no longer verifies, with what is wrong; it stays where it is.

        Raises as ``appointments`` does.
        """
        with self._lock:
            _, damaged = self._look()
        return damaged

    def open(self, appointment: Appointment, identity: Identity) -> Clip:
        """Check the approval in the file again, and open its clip, which the caller wipes.

        Raises StationError (``package.gone``, ``package.approval_replaced``), EvidenceError,
        IntakeRefused, VaultError.
        """
        if not isinstance(identity, X25519Identity):
            raise TypeError("an identity of this program is an X25519Identity")
        approval = appointment.approval
        path = self._home.packages / package_name(approval)
        try:
            with open_package(path) as package, self._intake_key() as key:
                if read_approval(package, key, self._desks) != approval:
                    raise StationError("package.approval_replaced")
                return package.open_clip(identity, approval.clip)
        except FileNotFoundError:
            raise StationError("package.gone") from None
        except OSError as error:
            raise _unreadable(error) from None

    def _look(self) -> tuple[list[Appointment], tuple[SetAsidePackage, ...]]:
        try:
            paths = sorted(self._home.packages.iterdir())
        except OSError as error:
            raise StationError("packages.unreadable", reason=system_reason(error)) from None
        proven: dict[Stamp, Approval] = {}
        damaged = []
        for path in paths:
            if path.name.startswith("."):
                continue
            try:
                stamp = Stamp.of(path)
                proven[stamp] = self._proven.get(stamp) or self._prove(path)
            except FileNotFoundError:
                continue
            except (EvidenceError, IntakeRefused) as error:
                damaged.append(_damage(path, error))
            except OSError as error:
                damaged.append(_damage(path, _unreadable(error)))
        self._proven = proven
        found = [Appointment(stamp.name, approval) for stamp, approval in proven.items()]
        return found, tuple(damaged)

    def _prove(self, path: Path) -> Approval:
        with open_package(path) as package, self._intake_key() as key:
            approval = read_approval(package, key, self._desks)
            if path.name != package_name(approval):
                raise IntakeRefused("package.misnamed")
            package.check_start(approval.clip)
        return approval

    def _intake_key(self) -> X25519Identity:
        return X25519Identity.from_secret(self._vault.take(INTAKE_KEY))


def package_name(approval: Approval) -> str:
    """The name under which a package with this approval is kept."""
    return f"{approval.approval_id}{SUFFIX}"


def open_package(path: Path) -> Package:
    """Open a package that is a file of its own, and no link to one.

    Raises OSError where there is none, IntakeRefused (``intake.not_a_file``), EvidenceError.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        raise IntakeRefused("intake.not_a_file")
    return Package.open(path)


def read_approval(package: Package, key: X25519Identity, desks: Sequence[DeskKey]) -> Approval:
    """The approval in a package, if one of the pinned desks signed it. Raises EvidenceError."""
    return verify_approval(package.read_approval(key), desks)


def _damage(path: Path, error: InzageError) -> SetAsidePackage:
    return SetAsidePackage(shown_name(path.name), error.code, error.facts)


def _unreadable(error: OSError) -> SealedClipError:
    return SealedClipError("package.unreadable", reason=system_reason(error))
