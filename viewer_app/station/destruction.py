"""Destroying the station's copy of a recording: the event, then the key, then the file.

A package holds the key to its film itself, wrapped for the supervisors, in the header of
``clip.age``. So the places where that header and the approval can be are overwritten and written
through to the disk before the name is taken away; what is left of the film elsewhere on the disk is
then ciphertext without a key. Of what is no package every byte is overwritten.

The steps stand in the directory itself, so that a crash at any of them is taken up by the next run:

    x.inzage → event → .destroying.… → overwritten → .destroyed.… beside it → removed → event → none
"""

import errno
import os
import secrets
import stat
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from viewer_app.errors import InzageError, system_reason
from viewer_app.evidence.age import X25519Identity
from viewer_app.evidence.approval import Approval
from viewer_app.evidence.errors import EvidenceError
from viewer_app.evidence.sealed import Package
from viewer_app.files import sync_directory
from viewer_app.session.calendar import dutch_day
from viewer_app.session.destruction import Due, find_due, find_due_unread
from viewer_app.session.journal import approval_object, failure, viewings_used
from viewer_app.session.policy import Policy
from viewer_app.session.ports import Actor, AuditTrail, Clock, Event, Json, Outcome
from viewer_app.session.roles import Role
from viewer_app.station.enrolment import INTAKE_KEY
from viewer_app.station.errors import IntakeRefused, StationError
from viewer_app.station.home import Home
from viewer_app.station.packages import Stamp, open_package, read_approval
from viewer_app.station.set_aside import REASON, reason_of, shown_name
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

DESTRUCTION_STARTED: Final = "destruction.started"
DESTRUCTION_FINISHED: Final = "destruction.finished"

_DESTROYING: Final = ".destroying."
_DESTROYED: Final = ".destroyed."
_START: Final = 128 * 1024
"""Bytes at the start of a package, among which the header of its clip is: 64 KiB at most."""
_END: Final = 512 * 1024
"""Bytes at its end, among which all of its approval is: 256 KiB at most."""
_BLOCK: Final = 1024 * 1024

InUse = Callable[[str], bool]
"""Whether a session is about this object (``approval:…``) now."""


class Fate(StrEnum):
    """What became of a package that was due."""

    DUE = "due"
    IN_USE = "in_use"
    DESTROYED = "destroyed"
    FAILED = "failed"


@dataclass(frozen=True)
class Doomed:
    """A package that must go: its file, what the trail calls it, and why. Its name may be one."""

    path: Path
    object: str
    due: Due
    clip_sha256: str = ""
    """Of the encrypted clip by its approval; "" where that cannot be read."""


@dataclass(frozen=True)
class Result:
    """What one run did about one package."""

    object: str
    fate: Fate
    due: Due | None = None
    """None for one that an earlier run had begun with."""
    error: InzageError | None = None


class Destruction:
    """The station's destruction. Safe in every thread; one run at a time."""

    def __init__(  # noqa: PLR0917 - each is another part of the station
        self,
        home: Home,
        settings: Settings,
        vault: Vault,
        policy: Policy,
        audit: AuditTrail,
        clock: Clock,
        in_use: InUse,
    ) -> None:
        self._home = home
        self._settings = settings
        self._vault = vault
        self._policy = policy
        self._audit = audit
        self._clock = clock
        self._in_use = in_use
        self._lock = threading.Lock()
        self._failed: dict[str, date] = {}
        self._known: dict[Stamp, Approval | None] = {}

    def plan(self) -> tuple[Doomed, ...]:
        """Every package that must go now; changes nothing.

        Raises StationError (``destruction.unreadable``), AuditUnavailable, VaultError.
        """
        paths = [path for path in self._files() if not path.name.startswith(".")]
        self._known = dict(self._approvals(paths))
        found = (self._judge(path) for path in paths)
        return tuple(doomed for doomed in found if doomed is not None)

    def run(self) -> tuple[Result, ...]:
        """Destroy what must go, and finish what an earlier run began; what became of each.

        What could not be removed is tried again by the next run, by this object once a day. Raises
        as ``plan``; what was not destroyed by then is for the next run.
        """
        with self._lock:
            results = [self._finish(path) for path in self._begun() if not self._gave_up(path)]
            for doomed in self.plan():
                if self._in_use(doomed.object):
                    results.append(Result(doomed.object, Fate.IN_USE, doomed.due))
                elif not self._gave_up(doomed.path):
                    results.append(self._destroy(doomed))
            return tuple(results)

    # --- what must go --------------------------------------------------------------------------

    def _files(self) -> list[Path]:
        try:
            return [
                path
                for directory in (self._home.packages, self._home.set_aside)
                for path in sorted(directory.iterdir())
                if not path.name.endswith(REASON)
            ]
        except OSError as error:
            raise StationError("destruction.unreadable", reason=system_reason(error)) from None

    def _approvals(self, paths: Iterable[Path]) -> Iterator[tuple[Stamp, Approval | None]]:
        """What each file says, or None; the keyring is asked only about files not seen before."""
        with ExitStack() as opened:
            key: X25519Identity | None = None
            for path in paths:
                try:
                    stamp = Stamp.of(path)
                    if stamp in self._known:
                        yield stamp, self._known[stamp]
                        continue
                    if key is None:
                        taken = X25519Identity.from_secret(self._vault.take(INTAKE_KEY))
                        key = opened.enter_context(taken)
                    yield stamp, self._read(path, key)
                except FileNotFoundError:
                    continue  # taken away meanwhile
                except OSError as error:
                    raise StationError(
                        "destruction.unreadable", reason=system_reason(error)
                    ) from None

    def _read(self, path: Path, key: X25519Identity) -> Approval | None:
        """The approval, if a pinned desk signed it. Raises OSError where the file is not there."""
        try:
            with open_package(path) as package:
                return read_approval(package, key, self._settings.desk_keys)
        except (EvidenceError, IntakeRefused):
            return None

    def _judge(self, path: Path) -> Doomed | None:
        try:
            stamp = Stamp.of(path)
        except OSError:
            return None  # taken away meanwhile
        if stamp not in self._known:
            return None  # another file since: for the next run
        now, approval = self._clock.now(), self._known[stamp]
        if approval is None:
            # being put here changed the state of the file, but not its data
            came_at = datetime.fromtimestamp(stamp.changed_ns / 1e9, UTC)
            due = find_due_unread(self._policy, came_at, now)
            digest, object_ = "", f"package:{secrets.token_hex(8)}"
        else:
            due = find_due(approval, self._policy, viewings_used(self._audit, approval), now)
            digest, object_ = approval.clip.sha256, approval_object(approval)
        return None if due is None else Doomed(path, object_, due, digest)

    # --- destroying ----------------------------------------------------------------------------

    def _destroy(self, doomed: Doomed) -> Result:
        details: dict[str, Json] = {
            "cause": doomed.due.cause.value,
            "since": doomed.due.since.isoformat(),
            "clip_sha256": doomed.clip_sha256,
        }
        private = {} if doomed.clip_sha256 else {"file": shown_name(doomed.path.name)}
        self._write(DESTRUCTION_STARTED, doomed.object, details, private=private)
        kind, _, name = doomed.object.partition(":")
        grave = f"{_DESTROYING}{kind}.{name}.{secrets.token_hex(4)}"
        try:
            begun = _take_out(doomed.path, grave)
        except OSError as error:
            return self._fail(doomed.path, doomed.object, doomed.due, error)
        return self._finish(begun, doomed.due)

    def _begun(self) -> Iterator[Path]:
        """What an earlier run began with: each a file under its last name, or the note beside."""
        for path in self._files():
            if path.name.startswith(_DESTROYING):
                yield path
            elif path.name.startswith(_DESTROYED):
                begun = path.with_name(path.name.replace(_DESTROYED, _DESTROYING, 1))
                if not os.path.lexists(begun):
                    yield begun

    def _finish(self, begun: Path, due: Due | None = None) -> Result:
        """From whatever step it is at; every step may be done twice."""
        object_ = ":".join(begun.name.removeprefix(_DESTROYING).split(".")[:2])
        note = begun.with_name(begun.name.replace(_DESTROYING, _DESTROYED, 1))
        try:
            if os.path.lexists(begun):
                _overwrite(begun)
                note.touch(mode=0o600)
                sync_directory(note.parent)
                begun.unlink()
                sync_directory(begun.parent)
        except OSError as error:
            return self._fail(begun, object_, due, error)
        self._write(DESTRUCTION_FINISHED, object_, {})
        try:
            note.unlink()
            sync_directory(note.parent)
        except OSError as error:
            raise StationError("destruction.unreadable", reason=system_reason(error)) from None
        return Result(object_, Fate.DESTROYED, due)

    def _fail(self, path: Path, object_: str, due: Due | None, error: OSError) -> Result:
        code = "destruction.directory" if error.errno == errno.EISDIR else "destruction.failed"
        refusal = StationError(code, reason=system_reason(error))
        self._failed[path.name] = dutch_day(self._clock.now())
        self._write(DESTRUCTION_FINISHED, object_, failure(refusal), Outcome.FAILED)
        return Result(object_, Fate.FAILED, due, refusal)

    def _gave_up(self, path: Path) -> bool:
        return self._failed.get(path.name) == dutch_day(self._clock.now())

    def _write(
        self,
        action: str,
        object_: str,
        details: dict[str, Json],
        outcome: Outcome = Outcome.OK,
        private: dict[str, str] | None = None,
    ) -> None:
        self._audit.record(
            Event(
                session="",
                actor=Actor(Role.STATION, self._settings.station),
                action=action,
                object=object_,
                outcome=outcome,
                details=details,
                private=private or {},
            )
        )


def _take_out(path: Path, name: str) -> Path:
    """Take the package from among the others, and its reason away. Raises OSError."""
    if stat.S_ISDIR(path.lstat().st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    reason_of(path).unlink(missing_ok=True)  # it may name a person, and is nothing by itself
    begun = path.rename(path.with_name(name))
    sync_directory(path.parent)
    return begun


def _overwrite(path: Path) -> None:
    """Make what the file held unreadable, durably. Raises OSError.

    A link or a device holds nothing itself.
    """
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        return
    size = status.st_size
    whole = not _is_sealed(path) or size <= _START + _END
    with _open_for_writing(path) as file:
        for start, end in ((0, size),) if whole else ((0, _START), (size - _END, size)):
            file.seek(start)
            while (left := end - file.tell()) > 0:
                file.write(secrets.token_bytes(min(left, _BLOCK)))
        os.fsync(file.fileno())


def _is_sealed(path: Path) -> bool:
    """Whether nothing in it can be read without a key that stands in its headers."""
    try:
        with Package.open(path) as package:
            package.count_recipients()
    except EvidenceError:
        return False
    return True


def _open_for_writing(path: Path) -> BinaryIO:
    try:
        return path.open("r+b", buffering=0)
    except PermissionError:  # a file copied in may forbid it to its owner
        path.chmod(0o600)
        return path.open("r+b", buffering=0)
