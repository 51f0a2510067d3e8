"""Doubles of the session's ports, strict enough that a wrong order of steps shows.

The real adapters are tested with the real outside world elsewhere; here only the rules are
searched, and the doubles remember what the world would have seen.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from viewer_app.audit import canonical
from viewer_app.audit.body import Entry
from viewer_app.audit.log import CLOSING_ACTIONS
from viewer_app.errors import InzageError
from viewer_app.evidence.approval import Approval, ClipBinding, Ground, LegalHold, Regime, Requester
from viewer_app.evidence.secret import Secret
from viewer_app.session.machine import Session
from viewer_app.session.policy import Policy
from viewer_app.session.ports import (
    Appointment,
    AuditUnavailable,
    Clip,
    Event,
    GuardReport,
    Identity,
    Outcome,
    SignInRefused,
)
from viewer_app.session.station import Station

RECIPIENT = "age1" + "q" * 58
STATION = "balie-1"
FRAME_MS = 40
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def make_approval(
    *,
    approval_id: str = "2f1c6f0e-8f0a-4f63-9a4b-0f6f4d1d7a10",
    stations: tuple[str, ...] = (STATION,),
    valid_from: datetime = NOON - timedelta(hours=1),
    valid_until: datetime = NOON + timedelta(hours=1),
    recorded_at: datetime = NOON - timedelta(days=10),
    requested_at: datetime = NOON - timedelta(days=5),
    supervisors: tuple[str, ...] = (RECIPIENT,),
    hold: LegalHold | None = None,
    viewings: int = 1,
    demonstration: bool = False,
    birth_date: date = date(1980, 2, 29),
) -> Approval:
    return Approval(
        approval_id=approval_id,
        desk="gemeente-voorbeeld",
        stations=stations,
        issued_at=NOON - timedelta(days=1),
        valid_from=valid_from,
        valid_until=valid_until,
        case="Z-2026-0042",
        recorded_at=recorded_at,
        requested_at=requested_at,
        ground=Ground.FILMED,
        regime=Regime.WPG,
        requester=Requester(name="J. Jansen", birth_date=birth_date),
        supervisors=supervisors,
        hold=hold,
        viewings=viewings,
        demonstration=demonstration,
        clip=ClipBinding(header_sha256="a" * 64, size=1000, sha256="b" * 64),
    )


@dataclass
class FakeClock:
    moment: datetime = NOON
    ms: int = 0

    def now(self) -> datetime:
        return self.moment

    def monotonic_ms(self) -> int:
        return self.ms

    def advance(self, delta: timedelta) -> None:
        self.moment += delta
        self.ms += int(delta.total_seconds() * 1000)


@dataclass
class FakeTrail:
    events: list[Event] = field(default_factory=list)
    broken: bool = False
    full: bool = False
    """Takes only the events that bring a session to its end, as the real one on a full disk."""

    def record(self, event: Event) -> None:
        if self.broken or (self.full and event.action not in CLOSING_ACTIONS):
            raise AuditUnavailable("audit.disk_full")
        self.events.append(event)

    def count(self, action: str, object_: str) -> int:
        return sum(
            event.action == action and event.object == object_ and event.outcome is Outcome.OK
            for event in self.events
        )

    def seal(self) -> str:
        if self.broken:
            raise AuditUnavailable("audit.disk_full")
        return f"checkpoint {len(self.events)}"

    @property
    def actions(self) -> list[str]:
        return [event.action for event in self.events]


@dataclass
class FakeIdentity:
    wiped: bool = False

    def wipe(self) -> None:
        self.wiped = True


@dataclass
class FakeSupervisors:
    passphrase: bytes = b"correct horse battery"
    identities: list[FakeIdentity] = field(default_factory=list)

    def verify(self, supervisor: str, passphrase: Secret) -> str:
        if supervisor != "jansen":
            raise SignInRefused("signin.unknown")
        if bytes(passphrase.view) != self.passphrase:
            raise SignInRefused("signin.wrong_passphrase", seconds=1)
        return RECIPIENT

    def unlock(self, supervisor: str, passphrase: Secret) -> Identity:
        self.verify(supervisor, passphrase)
        self.identities.append(FakeIdentity())
        return self.identities[-1]


@dataclass
class FakeClip:
    size: int = 1000
    wiped: bool = False

    def read_into(self, offset: int, buffer: memoryview) -> int:
        assert not self.wiped, "a wiped clip was read"
        return 0

    def wipe(self) -> None:
        self.wiped = True


@dataclass
class FakeClips:
    waiting: Sequence[Appointment] = ()
    opened: list[FakeClip] = field(default_factory=list)
    error: InzageError | None = None

    def appointments(self) -> Sequence[Appointment]:
        return self.waiting

    def open(self, appointment: Appointment, identity: Identity) -> Clip:
        if self.error is not None:
            raise self.error
        self.opened.append(FakeClip())
        return self.opened[-1]


@dataclass
class FakePlayer:
    clip: Clip | None = None
    running: bool = False
    at_ms: int = 0
    length_ms: int = 100_000
    speed_percent: int = 100
    loop: tuple[int, int] | None = None
    passes: int = 0
    ended: bool = False
    error: InzageError | None = None

    def open(self, clip: Clip) -> None:
        if self.error is not None:
            raise self.error
        self.clip = clip

    def play(self) -> None:
        assert self.clip is not None, "played without a clip"
        self.at_ms = 0 if self.ended else self.at_ms
        self.running, self.ended = True, False

    def pause(self) -> None:
        self.running = False

    def seek(self, position_ms: int) -> None:
        self.at_ms, self.ended = min(position_ms, self.length_ms), False

    def scrub(self, position_ms: int) -> None:
        self.running = False
        self.seek(position_ms)

    def step(self, frames: int) -> None:
        self.running = self.ended = False
        self.at_ms = min(max(self.at_ms + frames * FRAME_MS, 0), self.length_ms)

    def set_speed(self, percent: int) -> None:
        self.speed_percent = percent

    def set_loop(self, start_ms: int, end_ms: int) -> None:
        self.loop = (start_ms, end_ms)

    def clear_loop(self) -> None:
        self.loop = None

    def position_ms(self) -> int:
        return self.at_ms

    def run(self, milliseconds: int) -> None:
        """So much film passes, if it runs, and goes back where a part is repeated."""
        while self.running and milliseconds > 0 and self.at_ms < self.length_ms:
            start_ms, end_ms = self.loop or (0, self.length_ms)
            until_ms = end_ms if self.at_ms < end_ms else self.length_ms
            passed_ms = min(milliseconds, until_ms - self.at_ms)
            self.at_ms += passed_ms
            milliseconds -= passed_ms
            if self.loop is not None and self.at_ms == end_ms:
                self.passes += 1
                self.at_ms = start_ms

    def run_out(self) -> None:
        """It came to its end, and stands there."""
        self.running, self.ended, self.at_ms = False, True, self.length_ms

    def stop(self) -> None:
        self.running, self.clip, self.at_ms, self.ended = False, None, 0, False


@dataclass
class FakeGuard:
    proven: bool = True

    def prove(self) -> GuardReport:
        return GuardReport(self.proven, "test", "guard.test")


@dataclass
class FakeAnchoring:
    days: int = 0

    def days_without_anchor(self) -> int:
        return self.days


@dataclass
class World:
    """A station made of doubles, and a session on it."""

    clock: FakeClock = field(default_factory=FakeClock)
    trail: FakeTrail = field(default_factory=FakeTrail)
    supervisors: FakeSupervisors = field(default_factory=FakeSupervisors)
    clips: FakeClips = field(default_factory=FakeClips)
    player: FakePlayer = field(default_factory=FakePlayer)
    guard: FakeGuard = field(default_factory=FakeGuard)
    anchoring: FakeAnchoring = field(default_factory=FakeAnchoring)
    policy: Policy = field(default_factory=Policy)
    demonstration: bool = False

    def session(self) -> Session:
        return Session(
            station=Station(STATION, self.demonstration, self.policy),
            clock=self.clock,
            audit=self.trail,
            supervisors=self.supervisors,
            clips=self.clips,
            player=self.player,
            guard=self.guard,
            anchoring=self.anchoring,
        )


def passphrase(text: bytes = b"correct horse battery") -> Secret:
    return Secret.take(bytearray(text))


def as_read_back(event: Event) -> Entry:
    """The event as the trail gives it back."""
    return Entry(
        seq=0,
        id="",
        time=NOON,
        mono=0,
        boot="",
        session=event.session,
        role=event.actor.role,
        actor=event.actor.id,
        action=str(event.action),
        object=event.object,
        outcome=event.outcome,
        source="",
        log="",
        details=json.loads(canonical.encode(event.details)),
        commitments=dict.fromkeys(event.private, ""),
    )
