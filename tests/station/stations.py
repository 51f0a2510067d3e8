"""A station with a real keyring, a real trail and real packages, and a clock that a test moves."""

import io
import resource
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.trails import Trail, TwoClocks
from tests.evidence.builders import DESK, DESK_PRIVATE, approval, content, identity
from viewer_app.audit.log import AuditLog
from viewer_app.audit.reader import TrailReader
from viewer_app.evidence.addresses import DeskPin
from viewer_app.evidence.age import X25519Identity
from viewer_app.evidence.approval import Approval, ClipBinding, key_thumbprint, sign_approval
from viewer_app.evidence.sealed import write_package
from viewer_app.evidence.secret import Secret
from viewer_app.session.calendar import AMSTERDAM
from viewer_app.session.policy import Policy
from viewer_app.session.roles import Role
from viewer_app.station.destruction import Destruction, InUse
from viewer_app.station.home import Home
from viewer_app.station.identity_lock import Cost, LockedIdentity, Owner
from viewer_app.station.intake import Intake
from viewer_app.station.packages import Packages
from viewer_app.station.people import People
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

STATION = "balie-1"
FILM = content(150_000)
PASSPHRASE = "vier losse woorden samen"
SUPERVISOR, INTAKE, DESKS_OWN, OUTSIDER = identity(1), identity(2), identity(3), identity(4)
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""So that a test need not wait; the program has no switch for it."""


def secret(text: str = PASSPHRASE) -> Secret:
    """The text as a passphrase."""
    return Secret.take(bytearray(text.encode()))


def days_later(moment: datetime, days: int) -> datetime:
    """The same time of day in the Netherlands: not 24 hours where summer time begins or ends."""
    return (moment.astimezone(AMSTERDAM) + timedelta(days=days)).astimezone(UTC)


@dataclass
class MovableClock:
    """Stands a minute ahead of the machine, so that files made now are no longer young."""

    wall: datetime = field(
        default_factory=lambda: datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=1)
    )
    ms: int = field(default_factory=lambda: time.monotonic_ns() // 1_000_000)

    def now(self) -> datetime:
        return self.wall

    def monotonic_ms(self) -> int:
        return self.ms

    def wait(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.ms += int(seconds * 1000)

    def wait_days(self, days: int) -> None:
        """Until the same time of day so many days later."""
        self.wait((days_later(self.wall, days) - self.wall).total_seconds())


class StationUnderTest:
    """Station ``balie-1``: one supervisor, ``j.devries``, who is ``identity(1)``."""

    def __init__(self, path: Path) -> None:
        self.home = Home(path)
        self.home.create()
        self.vault = Vault(f"inzagestation-test-{secrets.token_hex(8)}")
        self.vault.put("station-secret", secret("s" * 32))
        self.vault.put("intake-key", Secret.take(bytearray([2] * 32)))
        self.clock = MovableClock()
        self.settings = Settings(
            station=STATION,
            demonstration=False,
            language="nl",
            vault="",
            recipient=str(INTAKE.recipient),
            audit_key="",
            desks=(DeskPin(DESK, DESK_PRIVATE.public_key().public_bytes_raw()),),
        )
        self.people = self.new_people()
        self.policy = Policy()
        self.trail = Trail(self.home.trail, TwoClocks())
        self._log: AuditLog | None = None

    def close(self) -> None:
        self.close_log()
        for name in ("station-secret", "intake-key"):
            self.vault.remove(name)

    @property
    def log(self) -> AuditLog:
        """The trail, opened when first asked for."""
        if self._log is None:
            self._log = self.trail.open() if self.home.trail.exists() else self.trail.create()
        return self._log

    def close_log(self) -> None:
        if self._log is not None:
            self._log.close()
            self._log = None

    def new_people(self) -> People:
        """As after a restart of the program."""
        people = People(self.home, self.vault, self.clock, CHEAP)
        people._least = CHEAP
        return people

    def enrol_supervisor(self, name: str = "j.devries", who: X25519Identity = SUPERVISOR) -> None:
        """A supervisor with an identity that tests know."""
        directory = self.home.people / Role.SUPERVISOR.value
        directory.mkdir(exist_ok=True)
        with secret() as passphrase, self.vault.take("station-secret") as station_secret:
            owner = Owner(Role.SUPERVISOR, name)
            locked = LockedIdentity.lock(who, owner, passphrase, station_secret, CHEAP)
        (directory / f"{name}.json").write_bytes(locked.encode())

    def packages(self) -> Packages:
        return Packages(self.home, self.settings, self.vault)

    def intake(self) -> Intake:
        return Intake(
            self.home,
            self.settings,
            self.vault,
            self.policy,
            self.people,
            self.log,
            self.clock,
        )

    def destruction(self, in_use: InUse = lambda _: False) -> Destruction:
        """As after a restart of the program."""
        return Destruction(
            *(self.home, self.settings, self.vault, self.policy, self.log, self.clock, in_use)
        )

    def run(self) -> tuple[str, ...]:
        """One run of intake."""
        return self.intake().run(lambda _name, _done, _total: None)

    def approval(self, **changes: Any) -> Approval:
        """An approval for an appointment that begins in an hour, on a recording of a week ago."""
        now = self.clock.now()
        whole: dict[str, Any] = {
            "approval_id": "2f1c6f0e-8f0a-4f63-9a4b-0f6f4d1d7a10",
            "issued_at": now - timedelta(days=1),
            "valid_from": now + timedelta(hours=1),
            "valid_until": now + timedelta(hours=2),
            "recorded_at": days_later(now, -7),
            "requested_at": days_later(now, -5),
            "viewings": 1,
            "hold": None,
        }
        return approval(**(whole | changes))

    def drop(
        self,
        name: str = "Jansen bodycam.inzage",
        *,
        signer: Ed25519PrivateKey = DESK_PRIVATE,
        clip_for: Sequence[X25519Identity] = (SUPERVISOR,),
        approval_for: Sequence[X25519Identity] = (SUPERVISOR, INTAKE, DESKS_OWN),
        film: bytes = FILM,
        **changes: Any,
    ) -> Approval:
        """Put a package into the inbox, with these fields of its approval changed."""
        approved: list[Approval] = []

        def approve(binding: ClipBinding) -> str:
            approved.append(self.approval(**({"clip": binding} | changes)))
            return sign_approval(approved[0], signer, key_thumbprint(signer.public_key()))

        write_package(
            self.home.inbox / name,
            io.BytesIO(film),
            approve,
            clip_recipients=[each.recipient for each in clip_for],
            approval_recipients=[each.recipient for each in approval_for],
        )
        return approved[0]

    @property
    def inbox(self) -> list[str]:
        return sorted(path.name for path in self.home.inbox.iterdir())

    @property
    def taken_in(self) -> list[str]:
        return sorted(path.name for path in self.home.packages.iterdir())

    def events(self, action: str) -> list[tuple[str, str, dict[str, Any], dict[str, str]]]:
        """Object, outcome, details and private values of every event with this action."""
        with TrailReader(self.home.trail) as reader:
            return [
                (
                    found.entry.object,
                    found.entry.outcome,
                    dict(found.entry.details),
                    dict(found.private),
                )
                for found in reader.events("")
                if found.entry.action == action
            ]


@contextmanager
def no_room_for_files(largest: int = 0) -> Iterator[None]:
    """No file of this process may grow beyond ``largest`` bytes: as on a full disk (EFBIG)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
