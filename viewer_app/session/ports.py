"""What the session needs from the world, as protocols: clock, audit, keys, clips, player, guard.

The adapters live a floor up (``station``, ``audit``, ``playback``) and are joined in ``app``. Tests
of the session's rules use small doubles of these; everything else is tested with real adapters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from viewer_app.errors import InzageError
from viewer_app.evidence.approval import Approval
from viewer_app.evidence.secret import Secret
from viewer_app.session.roles import Role

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What an event may hold: no floats (RFC 8785 profile), integers below 2**53."""


class Outcome(StrEnum):
    """How an action ended (BIO2 8.15.01 *resultaat*)."""

    OK = "ok"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True)
class Actor:
    """Who acts: a role and, where it has one, the sign-in name."""

    role: Role
    id: str


@dataclass(frozen=True)
class Event:
    """One step, before the trail adds its own id, time, counters and origin.

    ``session`` is the session code, or ``""`` for events of the station itself. ``object`` names
    the thing acted on as ``kind:id`` (``approval:…``, ``package:…``, ``supervisor:…``). ``details``
    holds no personal data. ``private`` holds values that may name a person (remarks, a case
    number): the trail keeps a salted commitment to each, and the value where it can be erased.
    """

    session: str
    actor: Actor
    action: str
    object: str
    outcome: Outcome = Outcome.OK
    details: Mapping[str, Json] = field(default_factory=dict)
    private: Mapping[str, str] = field(default_factory=dict, repr=False)


class AuditUnavailable(InzageError):
    """The event is not durably written, so the step it records must not happen."""


class SignInRefused(InzageError):
    """Unknown sign-in name, wrong passphrase, or the delay after wrong ones is still running."""


class Clock(Protocol):
    """Wall time for rules, monotonic time for spans."""

    def now(self) -> datetime:
        """The time now: aware, UTC."""
        ...

    def monotonic_ms(self) -> int:
        """Milliseconds since an arbitrary start; never goes back."""
        ...


class AuditTrail(Protocol):
    """The station's audit trail."""

    def record(self, event: Event) -> None:
        """Append one event; on return it is on the disk. Raises AuditUnavailable."""
        ...

    def count(self, action: str, object_: str) -> int:
        """How many ``ok`` events with this action and object the trail holds."""
        ...

    def seal(self) -> str:
        """Sign the trail as it stands; returns the checkpoint note. Raises AuditUnavailable."""
        ...


class Anchoring(Protocol):
    """How it stands with bringing the trail's checkpoints elsewhere."""

    def days_without_anchor(self) -> int:
        """Whole days since the trail was last anchored anywhere. Waits for no place.

        Raises AuditUnavailable where the process that anchors does not answer.
        """
        ...


class Identity(Protocol):
    """A supervisor's unlocked age identity; opaque to the session, which only wipes it."""

    def wipe(self) -> None:
        """Overwrite the private key. Safe to call twice."""
        ...


class Supervisors(Protocol):
    """The enrolled supervisors and their locked identities."""

    def verify(self, supervisor: str, passphrase: Secret) -> str:
        """Check the passphrase; returns the supervisor's age recipient. Raises SignInRefused.

        Wrong passphrases cost a growing delay, which survives a restart.
        """
        ...

    def unlock(self, supervisor: str, passphrase: Secret) -> Identity:
        """The supervisor's age identity, to be wiped by the caller. Raises SignInRefused."""
        ...


class Clip(Protocol):
    """An opened, authenticated clip: plaintext by offset, never whole."""

    @property
    def size(self) -> int:
        """Plaintext bytes."""
        ...

    def read_into(self, offset: int, buffer: memoryview) -> int:
        """Fill ``buffer`` from ``offset``; returns the bytes written, 0 at the end.

        Raises an InzageError, with the buffer wiped, where a chunk is not authentic.
        """
        ...

    def wipe(self) -> None:
        """Overwrite the file key and every plaintext buffer, and close. Safe to call twice."""
        ...


@dataclass(frozen=True)
class Appointment:
    """A package that passed intake: the approval in it and the name of its file."""

    package: str
    approval: Approval


class Clips(Protocol):
    """The packages that passed intake."""

    def appointments(self) -> Sequence[Appointment]:
        """All packages on this station that passed intake, by start of their window."""
        ...

    def open(self, appointment: Appointment, identity: Identity) -> Clip:
        """Check the clip against its approval again and open it. Raises InzageError."""
        ...


class Player(Protocol):
    """The film player. Positions in milliseconds of film."""

    def open(self, clip: Clip) -> None:
        """Take the clip and show its first picture, paused. Raises InzageError."""
        ...

    def play(self) -> None:
        """Play on; after the end, play again from the start."""
        ...

    def pause(self) -> None:
        """Hold the picture."""
        ...

    def seek(self, position_ms: int) -> None:
        """Show the frame at this position."""
        ...

    def scrub(self, position_ms: int) -> None:
        """Show the frame at this position soon, while a slider is dragged; returns at once.

        Call it as often as the slider moves: of the wishes that come while a picture is still
        looked for only the last counts, so none pile up. The film is held, as by ``pause``. The
        slider is let go with ``seek``, which forgets the wishes before it, and with ``play`` where
        the film ran before. Nothing is raised; ``position_ms`` names the frame that is shown.
        """
        ...

    def step(self, frames: int) -> None:
        """Show the frame so many further, back where negative; the film is then held there.

        Past an end it shows the first or the last frame.
        """
        ...

    def set_speed(self, percent: int) -> None:
        """How fast the film runs, 25 to 400 percent of how it was recorded; 100 when it opens."""
        ...

    def set_loop(self, start_ms: int, end_ms: int) -> None:
        """Go back to the start of this part each time its end is reached; nothing moves now."""
        ...

    def clear_loop(self) -> None:
        """Run on at the end of the part that was repeated, if one was."""
        ...

    def position_ms(self) -> int:
        """Where the film is."""
        ...

    @property
    def passes(self) -> int:
        """How often the film went back from the end of a part to its start; never goes down.

        Counted at the moment it goes back, and in one with ``position_ms``. Never waits.
        """
        ...

    @property
    def ended(self) -> bool:
        """Whether the film ran to its end and stands there still. Never waits."""
        ...

    @property
    def length_ms(self) -> int:
        """The length of the film; 0 while unknown."""
        ...

    def stop(self) -> None:
        """Stop, paint black over every frame in memory and let the clip go. Safe to call twice.

        May be called from any thread while another is in ``open``, ``play`` or ``seek``, which then
        give up; ``open`` raises.
        """
        ...


@dataclass(frozen=True)
class GuardReport:
    """What the capture guard found just now.

    ``proven`` is True only where capture by other programs was shown to be impossible. ``code`` is
    a message code that says what was found and what to do; ``findings`` are for the audit trail.
    """

    proven: bool
    platform: str
    code: str
    findings: tuple[str, ...] = ()


class CaptureGuard(Protocol):
    """Proves, each time it is asked, that other programs cannot capture the screen."""

    def prove(self) -> GuardReport:
        """A fresh proof. Never raises: what cannot be proven is reported as not proven."""
        ...
