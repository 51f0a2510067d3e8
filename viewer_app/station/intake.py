"""Intake: what is dropped in the inbox is checked whole, then becomes an appointment or is set
aside with a reason. Nothing is deleted or overwritten here.

The event is written first and the file moved after it. If the station stops in between, the file is
still in the inbox and the next run does both again: an event may then stand in the trail twice, but
no package is ever taken in or set aside without one.
"""

import errno
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from viewer_app.errors import InzageError, system_reason
from viewer_app.evidence.age import X25519Identity
from viewer_app.evidence.approval import Approval
from viewer_app.evidence.errors import EvidenceError, NoMatchError
from viewer_app.evidence.sealed import Package
from viewer_app.files import sync_directory
from viewer_app.session.journal import approval_object, failure
from viewer_app.session.policy import Policy, check_approval
from viewer_app.session.ports import Actor, AuditTrail, Clock, Event, Json, Outcome
from viewer_app.session.roles import Role
from viewer_app.station.enrolment import INTAKE_KEY
from viewer_app.station.errors import IntakeRefused, StationError
from viewer_app.station.home import Home
from viewer_app.station.packages import Stamp, open_package, package_name, read_approval
from viewer_app.station.people import People
from viewer_app.station.set_aside import SetAsidePackage, list_set_aside, move_aside, shown_name
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

PACKAGE_ACCEPTED: Final = "package.accepted"
PACKAGE_SET_ASIDE: Final = "package.set_aside"

SETTLED_S: Final = 30
"""A file that is not whole may still be being copied until it has not changed for so long."""

_PASSING: Final = (".part", ".tmp", ".crdownload")
"""How programs that copy name what they have not finished."""
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

Progress = Callable[[str, int, int], None]
"""Told the name of the package being read, its bytes done and its bytes in all."""


class Intake:
    """The station's intake. Safe in every thread; one run at a time."""

    def __init__(  # noqa: PLR0917 - each is another part of the station
        self,
        home: Home,
        settings: Settings,
        vault: Vault,
        policy: Policy,
        people: People,
        audit: AuditTrail,
        clock: Clock,
    ) -> None:
        self._home = home
        self._settings = settings
        self._desks = settings.desk_keys
        self._vault = vault
        self._policy = policy
        self._people = people
        self._audit = audit
        self._clock = clock
        self._lock = threading.Lock()

    def run(self, progress: Progress) -> tuple[str, ...]:
        """Check everything in the inbox; returns the names of files still being copied in.

        Raises AuditUnavailable, VaultError and StationError (``intake.inbox_unreadable``,
        ``intake.disk_full``, ``intake.not_moved``, ``person.unreadable``). The package at hand then
        stays in the inbox, and so do those behind it.
        """
        with self._lock:
            paths = self._find()
            if not paths:
                return ()
            with X25519Identity.from_secret(self._vault.take(INTAKE_KEY)) as key:
                arriving = [path for path in paths if not self._settle(path, key, progress)]
        return tuple(shown_name(path.name) for path in arriving)

    def waiting(self) -> frozenset[tuple[str, int, int]]:
        """What lies in the inbox: names, sizes in bytes and moments of change; reads no package.

        Cheap enough to be asked every few seconds. Nothing where it cannot be read: ``run`` says.
        """
        try:
            found = [(path.name, path.lstat()) for path in self._find()]
        except (OSError, StationError):
            return frozenset()
        return frozenset((name, stat.st_size, stat.st_ctime_ns) for name, stat in found)

    def set_aside(self) -> tuple[SetAsidePackage, ...]:
        """The packages that were refused, also by earlier runs.

        Raises StationError (``set_aside.unreadable``).
        """
        return list_set_aside(self._home.set_aside)

    def _find(self) -> list[Path]:
        try:
            paths = sorted(self._home.inbox.iterdir())
        except OSError as error:
            raise StationError("intake.inbox_unreadable", reason=system_reason(error)) from None
        return [
            path
            for path in paths
            if not path.name.startswith(".") and not path.name.lower().endswith(_PASSING)
        ]

    def _settle(self, path: Path, key: X25519Identity, progress: Progress) -> bool:
        """Take in or set aside; False where the file is still being copied."""
        try:
            stamp = Stamp.of(path)
            try:
                package = self._open(path, stamp)
                if package is None:
                    return False
                with package:
                    approval = self._check(package, path.name, key, progress)
                self._check_new(approval, key)
            except (EvidenceError, IntakeRefused) as refusal:
                if Stamp.of(path) != stamp:
                    return False
                self._refuse(path, refusal)
                return True
            if Stamp.of(path) != stamp:
                return False
            self._accept(path, approval)
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not os.path.lexists(path):
                return True  # taken away by who put it there
            if error.errno in _FULL:
                raise StationError("intake.disk_full") from None
            raise StationError("intake.not_moved", reason=system_reason(error)) from None
        return True

    def _open(self, path: Path, stamp: Stamp) -> Package | None:
        """The package; None where it is not whole, but young enough to be on its way."""
        try:
            return open_package(path)
        except (EvidenceError, IntakeRefused):
            if self._is_young(stamp):
                return None
            raise

    def _is_young(self, stamp: Stamp) -> bool:
        # Copying may give a file the old date of its original, but not an old date of change. A
        # date in the future, from another clock, says nothing.
        now = self._clock.now().timestamp()
        ages = (now - moment_ns / 1e9 for moment_ns in (stamp.modified_ns, stamp.changed_ns))
        return any(0 <= age < SETTLED_S for age in ages)

    def _check(
        self, package: Package, name: str, key: X25519Identity, progress: Progress
    ) -> Approval:
        """The approval, if everything about the package is as it must be.

        Raises EvidenceError, IntakeRefused.
        """
        shown, size = shown_name(name), package.clip_size
        try:
            approval = read_approval(package, key, self._desks)
        except NoMatchError:
            raise IntakeRefused("intake.other_key", station=self._settings.station) from None
        self._check_rules(approval)
        if self._people.recipients().isdisjoint(approval.supervisors):
            raise IntakeRefused("intake.no_supervisor")
        _check_recipients(package, approval)
        progress(shown, 0, size)
        package.check_clip(approval.clip, lambda done: progress(shown, done, size))
        return approval

    def _check_rules(self, approval: Approval) -> None:
        """This station, the window, the municipality's rules. An appointment may lie ahead."""
        findings = check_approval(
            approval,
            policy=self._policy,
            station=self._settings.station,
            demonstration=self._settings.demonstration,
            # who signs in, and how often it was seen by then, is for the session
            recipient=approval.supervisors[0],
            viewings_used=0,
            now=self._clock.now(),
        )
        last_moment = approval.valid_until - timedelta(seconds=1)
        findings += self._policy.check_retention(approval.recorded_at, approval.hold, last_moment)
        for finding in findings:
            if finding.code != "approval.not_yet_valid":
                raise IntakeRefused(finding.code, **finding.facts)

    def _check_new(self, approval: Approval, key: X25519Identity) -> None:
        """Refuse a second copy of a package, unless the first one was damaged since.

        The damaged one then makes room. Raises IntakeRefused (``intake.duplicate``), OSError.
        """
        stored = self._home.packages / package_name(approval)
        if not os.path.lexists(stored):
            return
        try:
            with open_package(stored) as package:
                package.check_clip(read_approval(package, key, self._desks).clip)
        except (EvidenceError, IntakeRefused) as damage:
            self._refuse(stored, damage)
            return
        raise IntakeRefused("intake.duplicate")

    def _accept(self, path: Path, approval: Approval) -> None:
        _sync_file(path)
        self._write(
            path,
            PACKAGE_ACCEPTED,
            approval_object(approval),
            {
                "desk": approval.desk,
                "clip_sha256": approval.clip.sha256,
                "size": approval.clip.size,
            },
        )
        path.rename(self._home.packages / package_name(approval))
        sync_directory(self._home.packages)
        sync_directory(path.parent)

    def _refuse(self, path: Path, refusal: InzageError) -> None:
        about = f"station:{self._settings.station}"
        self._write(path, PACKAGE_SET_ASIDE, about, failure(refusal), Outcome.REFUSED)
        move_aside(path, self._home.set_aside, refusal)

    def _write(
        self,
        path: Path,
        action: str,
        object_: str,
        details: dict[str, Json],
        outcome: Outcome = Outcome.OK,
    ) -> None:
        self._audit.record(
            Event(
                session="",
                actor=Actor(Role.STATION, self._settings.station),
                action=action,
                object=object_,
                outcome=outcome,
                details=details,
                private={"file": shown_name(path.name)},
            )
        )


def _check_recipients(package: Package, approval: Approval) -> None:
    """Refuse a clip that more people can open than its approval names, or fewer.

    An X25519 stanza does not say whose it is, so they are counted.
    """
    stanzas = package.clip_opening().stanzas
    named = len(approval.supervisors)
    if len(stanzas) != named or any(stanza.kind != "X25519" for stanza in stanzas):
        raise IntakeRefused("intake.recipients", found=len(stanzas), named=named)


def _sync_file(path: Path) -> None:
    """Have the system write what was copied in: an event must not outlive its package."""
    if os.name == "nt":
        return
    with path.open("rb") as file:
        os.fsync(file.fileno())
