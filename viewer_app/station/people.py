"""The people enrolled at this station: supervisors, who show recordings, and auditors."""

import re
import stat
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple, Self

from viewer_app.errors import system_reason
from viewer_app.evidence.age import X25519Identity, X25519Recipient
from viewer_app.evidence.secret import Secret
from viewer_app.files import move_into_place, move_over, sync_directory, written_draft
from viewer_app.session.ports import Clock, SignInRefused
from viewer_app.session.roles import Role
from viewer_app.station.delays import Delays
from viewer_app.station.enrolment import STATION_SECRET
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.identity_lock import (
    RECORD_LIMIT,
    RFC_9106,
    Cost,
    KeyAnswer,
    LockedIdentity,
    Owner,
)
from viewer_app.station.passphrase import check_passphrase
from viewer_app.station.security_key import AskPin, SecurityKeys
from viewer_app.vault import Vault

ROLES: Final = (Role.SUPERVISOR, Role.AUDITOR)
"""Who can be enrolled."""

Record = Callable[[str], None]
"""Writes into the trail what is about to happen to whom, given the age recipient.

Called when all is ready and nothing has changed yet; where it raises, nothing changes.
"""

_NAME: Final = re.compile(r"[a-z][a-z0-9._-]{0,31}")
_SUFFIX: Final = ".json"


class People:
    """One file for each person (``viewer_app.session.ports.Supervisors``). Safe in every thread.

    A passphrase is tried by one thread at a time. Where the keyring is missing or locked its
    VaultError goes through, and counts as no attempt.
    """

    def __init__(
        self,
        home: Home,
        vault: Vault,
        clock: Clock,
        cost: Cost = RFC_9106,
        keys: SecurityKeys | None = None,
    ) -> None:
        """``cost`` is what a passphrase locked from now on costs to try.

        ``keys`` asks security keys; the real ones, without telling anybody, where not given.
        """
        self.keys = keys or SecurityKeys()
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
        """Check a supervisor's passphrase, and security key if any; returns the age recipient.

        Raises SignInRefused: ``signin.unknown``, ``signin.wait`` and ``signin.wrong`` with the
        ``seconds`` to wait, ``person.damaged``, ``signin.attempts_…``, ``security_key.…`` (the
        passphrase was not tried then); VaultError.
        """
        with self.unlock(supervisor, passphrase) as identity:
            return str(identity.recipient)

    def unlock(self, supervisor: str, passphrase: Secret) -> X25519Identity:
        """A supervisor's identity, to be wiped by the caller. Raises as ``verify`` does."""
        opened = self._open(Owner(Role.SUPERVISOR, supervisor), passphrase)
        opened.wipe_answer()
        return opened.identity

    def verify_auditor(self, auditor: str, passphrase: Secret) -> None:
        """Check an auditor's passphrase. Raises as ``verify`` does."""
        with self._open(Owner(Role.AUDITOR, auditor), passphrase):
            pass

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

    def has_security_key(self, role: Role, name: str) -> bool:
        """Whether this person signs in with a security key, too.

        Raises StationError (``person.unknown``, ``person.unreadable``).
        """
        try:
            return self._read(Owner(role, name)).key is not None
        except FileNotFoundError:
            raise StationError("person.unknown", name=name) from None
        except ValueError:
            return False  # damaged: nobody signs in with it
        except OSError as error:
            raise _unreadable(name, error) from None

    def add(
        self,
        role: Role,
        name: str,
        passphrase: Secret,
        record: Record | None = None,
        *,
        security_key: AskPin | None = None,
    ) -> X25519Recipient:
        """Enrol a person with a new identity; the passphrase stays the caller's.

        ``security_key``: also with the key that is plugged in, whose PIN this asks for where it is
        needed. Raises StationError (``person.name_malformed``, ``person.exists``,
        ``person.not_written``, ``passphrase.…``), SignInRefused (``security_key.…``), VaultError,
        and what ``record`` raises.
        """
        if not _NAME.fullmatch(name):
            raise StationError("person.name_malformed")
        check_passphrase(name, passphrase)
        owner = Owner(role, name)
        if self._path(owner).exists():
            raise StationError("person.exists", name=name)
        answer = self.keys.register(security_key) if security_key else None
        with _Opened(X25519Identity.generate(), answer) as opened:
            self._lock_up(owner, opened, passphrase, move_into_place, answer=answer, record=record)
            return opened.identity.recipient

    def change_passphrase(
        self, role: Role, name: str, old: Secret, new: Secret, record: Record | None = None
    ) -> X25519Recipient:
        """Lock a person's identity with another passphrase; clips sealed for it open as before.

        The file is the old one or the new one, whole. Both passphrases stay the caller's. Raises
        StationError (``person.unknown``, ``person.not_written``, ``passphrase.…``), SignInRefused
        as ``verify`` does, VaultError, and what ``record`` raises.
        """
        if name not in self.names(role):
            raise StationError("person.unknown", name=name)
        check_passphrase(name, new)
        owner = Owner(role, name)
        with self._open(owner, old) as opened:
            self._lock_up(owner, opened, new, move_over, answer=opened.answer, record=record)
            return opened.identity.recipient

    def add_security_key(
        self,
        role: Role,
        name: str,
        passphrase: Secret,
        security_key: AskPin,
        record: Record | None = None,
    ) -> X25519Recipient:
        """From now on this person signs in with the security key that is plugged in, too.

        ``security_key`` as in ``add``. Raises as ``change_passphrase`` does, and StationError
        (``person.has_key``) where there is one already.
        """
        if self.has_security_key(role, name):
            raise StationError("person.has_key", name=name)
        owner = Owner(role, name)
        with self._open(owner, passphrase) as opened:
            answer = self.keys.register(security_key)
            with answer.secret:
                self._lock_up(owner, opened, passphrase, move_over, answer=answer, record=record)
            return opened.identity.recipient

    def remove_security_key(
        self, role: Role, name: str, passphrase: Secret, record: Record | None = None
    ) -> X25519Recipient:
        """From now on this person signs in without the security key, which is asked once more.

        Raises as ``change_passphrase`` does, and StationError (``person.without_key``).
        """
        if not self.has_security_key(role, name):
            raise StationError("person.without_key", name=name)
        owner = Owner(role, name)
        with self._open(owner, passphrase) as opened:
            self._lock_up(owner, opened, passphrase, move_over, answer=None, record=record)
            return opened.identity.recipient

    def remove(self, role: Role, name: str) -> None:
        """Take a person off this station; clips sealed for this identity stay shut for good.

        Raises StationError (``person.unknown``, ``person.not_written``), SignInRefused
        (``signin.attempts_unwritable``); the person is then still there.
        """
        if name not in self.names(role):
            raise StationError("person.unknown", name=name)
        path = self._path(Owner(role, name))
        self._delays[role].clear(name)
        try:
            path.unlink(missing_ok=True)
            sync_directory(path.parent)
        except OSError as error:
            raise _not_written(name, error) from None

    # --- inside --------------------------------------------------------------------------------

    def _open(self, owner: Owner, passphrase: Secret) -> "_Opened":
        """The identity, and the answer of the security key, which is asked first.

        So nobody can try passphrases without the key, and a key that was forgotten is no mistake.
        """
        with self._lock:
            locked = self._find(owner)
            delays = self._delays[owner.role]
            delays.check(owner.name)
            answer = self.keys.answer(locked.key) if locked.key else None
            with ExitStack() as undo:
                if answer is not None:
                    undo.callback(answer.secret.wipe)
                with self._vault.take(STATION_SECRET) as station_secret:
                    seconds = delays.begin(owner.name)
                    identity = locked.unlock(owner, passphrase, station_secret, answer)
                if identity is None:
                    raise SignInRefused("signin.wrong", seconds=seconds)
                undo.callback(identity.wipe)
                delays.clear(owner.name)
                undo.pop_all()
            return _Opened(identity, answer)

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

    def _lock_up(
        self,
        owner: Owner,
        opened: "_Opened",
        passphrase: Secret,
        move: Callable[[Path, Path], None],
        *,
        answer: KeyAnswer | None,
        record: Record | None,
    ) -> None:
        """Draft, record, move: a full disk is met before the trail says what was done."""
        with self._vault.take(STATION_SECRET) as station_secret:
            locked = LockedIdentity.lock(
                opened.identity, owner, passphrase, station_secret, self._cost, answer=answer
            )
        path = self._path(owner)
        with ExitStack() as drafts:
            try:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                draft = drafts.enter_context(written_draft(path, locked.encode()))
            except OSError as error:
                raise _not_written(owner.name, error) from None
            if record is not None:
                record(str(locked.recipient))
            try:
                move(draft, path)
            except FileExistsError:
                raise StationError("person.exists", name=owner.name) from None
            except OSError as error:
                raise _not_written(owner.name, error) from None

    def _directory(self, role: Role) -> Path:
        return self._home.people / role.value

    def _path(self, owner: Owner) -> Path:
        return self._directory(owner.role) / f"{owner.name}{_SUFFIX}"


class _Opened(NamedTuple):
    """An identity as it lies open for a moment, and what its security key answered."""

    identity: X25519Identity
    answer: KeyAnswer | None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.identity.wipe()
        self.wipe_answer()

    def wipe_answer(self) -> None:
        if self.answer is not None:
            self.answer.secret.wipe()


def _unreadable(what: str, error: OSError) -> StationError:
    return StationError("person.unreadable", name=what, reason=system_reason(error))


def _not_written(name: str, error: OSError) -> StationError:
    return StationError("person.not_written", name=name, reason=system_reason(error))
