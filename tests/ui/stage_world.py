"""What stands around a session on the stage, with switches for a test."""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from tests.ui.stage_names import CHECKPOINT, LENGTH_MS, PHRASE, RECIPIENT
from tests.ui.stage_pictures import Frames
from viewer_app.evidence.secret import Secret
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


class World:
    """Clock, audit trail, supervisors, clips, player, guard and film in one, with switches."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.events: list[Event] = []
        self.trail_fails = False
        self.guard_proven = True
        self.appointments_: list[Appointment] = []
        self.position = 0
        self.length = LENGTH_MS
        self.volume = 80
        self.has_audio = True
        self.sought: list[int] = []
        self.stopped = 0
        self.ms = 0
        self.key_given_up = 0
        self.held = threading.Event()
        self.held.set()
        """Cleared by a test: checking a passphrase waits until it is set again."""

    # clock
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_ms(self) -> int:
        return self.ms

    # audit trail
    def record(self, event: Event) -> None:
        if self.trail_fails:
            raise AuditUnavailable("trail.disk_full", file="trail.sqlite")
        self.events.append(event)

    def count(self, action: str, object_: str) -> int:
        return sum(
            (event.action, event.object, event.outcome) == (action, object_, Outcome.OK)
            for event in self.events
        )

    def seal(self) -> str:
        if self.trail_fails:
            raise AuditUnavailable("trail.disk_full", file="trail.sqlite")
        return CHECKPOINT

    # supervisors
    def verify(self, supervisor: str, passphrase: Secret) -> str:
        self.held.wait()
        if bytes(passphrase.view) != PHRASE.encode():
            raise SignInRefused("signin.wrong", seconds=2)
        return RECIPIENT

    def unlock(self, supervisor: str, passphrase: Secret) -> Identity:
        self.verify(supervisor, passphrase)
        return self

    # clips, and the clip and identity themselves
    def appointments(self) -> Sequence[Appointment]:
        return self.appointments_

    def wipe(self) -> None:
        pass

    @property
    def size(self) -> int:
        return 0

    def read_into(self, offset: int, buffer: memoryview) -> int:
        return 0

    # guard
    def prove(self) -> GuardReport:
        code = "guard.proven" if self.guard_proven else "guard.x11"
        return GuardReport(self.guard_proven, "test", code)


class Clips:
    """The packages."""

    def __init__(self, world: World) -> None:
        self.world = world

    def appointments(self) -> Sequence[Appointment]:
        return self.world.appointments_

    def open(self, appointment: Appointment, identity: Identity) -> Clip:
        return self.world
