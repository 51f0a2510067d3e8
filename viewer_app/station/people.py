"""The people enrolled at this station: supervisors, who show recordings, and auditors."""

import re
import stat
import threading
from pathlib import Path
from typing import Final

from viewer_app.evidence.age import X25519Identity, X25519Recipient
from viewer_app.evidence.secret import Secret
from viewer_app.files import sync_directory, write_new, write_over
from viewer_app.session.ports import Clock, SignInRefused
from viewer_app.session.roles import Role
from viewer_app.station.delays import Delays
from viewer_app.station.enrolment import STATION_SECRET
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.identity_lock import RECORD_LIMIT, RFC_9106, Cost, LockedIdentity, Owner
from viewer_app.station.passphrase import check_passphrase
from viewer_app.vault import Vault

ROLES: Final = (Role.SUPERVISOR, Role.AUDITOR)
"""Who can be enrolled."""

_NAME: Final = re.compile(r"[a-z][a-z0-9._-]{0,31}")
_SUFFIX: Final = ".json"


class People:
    """One file for each person (``viewer_app.session.ports.Supervisors``). Safe in every thread.

    A passphrase is tried by one thread at a time. Where the keyring is missing or locked its
    VaultError goes through, and counts as no attempt.
    """

    def __init__(self, home: Home, vault: Vault, clock: Clock, cost: Cost = RFC_9106) -> None:
        """``cost`` is what a passphrase locked from now on costs to try."""
        self._home = home
        self._vault = vault
        self._delays = {
            role: Delays(home.people / "attempts" / role.value, clock) for role in ROLES
        }
        self._cost = cost
        self._least = RFC_9106
        self._lock = threading.Lock()

    # --- signing in ----------------------------------------------------------------------------

    def verify(self, supervisor: str, passphrase: Secret) -> str:
        """Check a supervisor's passphrase; returns the age recipient.

        Raises SignInRefused: ``signin.unknown``, ``signin.wait`` and ``signin.wrong`` with the
        ``seconds`` to wait, ``person.damaged``, ``signin.attempts_…``; VaultError.
        """
        with self.unlock(supervisor, passphrase) as identity:
            return str(identity.recipient)

    def unlock(self, supervisor: str, passphrase: Secret) -> X25519Identity:
        """A supervisor's identity, to be wiped by the caller. Raises as ``verify`` does."""
        return self._unlock(Owner(Role.SUPERVISOR, supervisor), passphrase)

    def verify_auditor(self, auditor: str, passphrase: Secret) -> None:
        """Check an auditor's passphrase. Raises as ``verify`` does."""
        self._unlock(Owner(Role.AUDITOR, auditor), passphrase).wipe()

    # --- who there is --------------------------------------------------------------------------

    def names(self, role: Role) -> tuple[str, ...]:
        """The sign-in names of a role, sorted. Raises StationError (``person.unreadable``)."""
        try:
            found = sorted(self._directory(role).iterdir())
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise _unreadable(role.value, error) from None
        stems = (path.name.removesuffix(_SUFFIX) for path in found if path.suffix == _SUFFIX)
        return tuple(stem for stem in stems if _NAME.fullmatch(stem))

    def recipients(self) -> frozenset[str]:
        """The age recipients of all supervisors.

        A supervisor whose file is damaged cannot sign in and does not count. Raises StationError
        (``person.unreadable``).
        """
        recipients = set()
        for name in self.names(Role.SUPERVISOR):
            try:
                locked = self._read(Owner(Role.SUPERVISOR, name))
            except (FileNotFoundError, ValueError):
                continue
            except OSError as error:
                raise _unreadable(name, error) from None
            recipients.add(str(locked.recipient))
        return frozenset(recipients)

    def add(self, role: Role, name: str, passphrase: Secret) -> X25519Recipient:
        """Enrol a person with a new identity; the passphrase stays the caller's.

        Raises StationError (``person.name_malformed``, ``person.exists``, ``person.not_written``,
        ``passphrase.…``), VaultError.
        """
        if not _NAME.fullmatch(name):
            raise StationError("person.name_malformed")
        check_passphrase(name, passphrase)
        owner = Owner(role, name)
        path = self._path(owner)
        if path.exists():
            raise StationError("person.exists", name=name)
        with (
            self._vault.take(STATION_SECRET) as station_secret,
            X25519Identity.generate() as identity,
        ):
            locked = LockedIdentity.lock(identity, owner, passphrase, station_secret, self._cost)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_new(path, locked.encode())
        except FileExistsError:
            raise StationError("person.exists", name=name) from None
        except OSError as error:
            raise _not_written(name, error) from None
        return locked.recipient

    def change_passphrase(self, role: Role, name: str, old: Secret, new: Secret) -> X25519Recipient:
        """Lock a person's identity with another passphrase; clips sealed for it open as before.

        The file is the old one or the new one, whole. Both passphrases stay the caller's. Raises
        StationError (``person.unknown``, ``person.not_written``, ``passphrase.…``), SignInRefused
        as ``verify`` does, VaultError.
        """
        if name not in self.names(role):
            raise StationError("person.unknown", name=name)
        check_passphrase(name, new)
        owner = Owner(role, name)
        with (
            self._unlock(owner, old) as identity,
            self._vault.take(STATION_SECRET) as station_secret,
        ):
            locked = LockedIdentity.lock(identity, owner, new, station_secret, self._cost)
        try:
            write_over(self._path(owner), locked.encode())
        except OSError as error:
            raise _not_written(name, error) from None
        return locked.recipient

    def remove(self, role: Role, name: str) -> None:
        """Take a person off this station; clips sealed for this identity stay shut for good.

        Raises StationError (``person.unknown``, ``person.not_written``), SignInRefused
        (``signin.attempts_unwritable``).
        """
        if name not in self.names(role):
            raise StationError("person.unknown", name=name)
        path = self._path(Owner(role, name))
        try:
            path.unlink(missing_ok=True)
            sync_directory(path.parent)
        except OSError as error:
            raise _not_written(name, error) from None
        self._delays[role].clear(name)

    # --- inside --------------------------------------------------------------------------------

    def _unlock(self, owner: Owner, passphrase: Secret) -> X25519Identity:
        with self._lock:
            locked = self._find(owner)
            delays = self._delays[owner.role]
            with self._vault.take(STATION_SECRET) as station_secret:
                seconds = delays.begin(owner.name)
                identity = locked.unlock(owner, passphrase, station_secret)
            if identity is None:
                raise SignInRefused("signin.wrong", seconds=seconds)
            try:
                delays.clear(owner.name)
            except BaseException:
                identity.wipe()
                raise
            return identity

    def _find(self, owner: Owner) -> LockedIdentity:
        if not _NAME.fullmatch(owner.name):
            raise SignInRefused("signin.unknown")
        try:
            return self._read(owner)
        except FileNotFoundError:
            raise SignInRefused("signin.unknown") from None
        except (OSError, ValueError):
            raise SignInRefused("person.damaged", name=owner.name) from None

    def _read(self, owner: Owner) -> LockedIdentity:
        """Raises OSError (FileNotFoundError), ValueError."""
        path = self._path(owner)
        # a pipe by this name would wait for its other end
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ValueError("no regular file")
        with path.open("rb") as file:
            return LockedIdentity.decode(file.read(RECORD_LIMIT), self._least)

    def _directory(self, role: Role) -> Path:
        return self._home.people / role.value

    def _path(self, owner: Owner) -> Path:
        return self._directory(owner.role) / f"{owner.name}{_SUFFIX}"


def _unreadable(what: str, error: OSError) -> StationError:
    return StationError("person.unreadable", name=what, reason=_reason(error))


def _not_written(name: str, error: OSError) -> StationError:
    return StationError("person.not_written", name=name, reason=_reason(error))


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
