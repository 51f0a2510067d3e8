"""What the screens need from the program around them, as one protocol.

``viewer_app.app`` implements it. Everything here may be called from a worker thread unless it says
otherwise; nothing here is called from the user interface's own thread if it can take time.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from viewer_app.audit.receipt import Matrix
from viewer_app.audit.viewing import Viewing
from viewer_app.evidence.secret import Secret
from viewer_app.messages import Fact, Language
from viewer_app.session.machine import Session
from viewer_app.session.ports import GuardReport, Json
from viewer_app.ui.displays import Displays
from viewer_app.ui.film_controls import FilmControls, FilmSignals
from viewer_app.ui.film_view import FrameSource

Progress = Callable[[str, int, int], None]
"""Called from a worker thread with what is worked on, how much is done and how much there is."""


@dataclass(frozen=True)
class SetAside:
    """A package that intake refused: its file name, and a message code with its facts."""

    package: str
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class AnchorTrouble:
    """A place where the trail is not anchored: a message code with its facts.

    ``contradicted``: it has seen another past of the trail, which is for the privacy officer.
    """

    code: str
    facts: Mapping[str, Fact]
    contradicted: bool


@dataclass(frozen=True)
class SourceTrouble:
    """A place that packages cannot be fetched from now: a message code with its facts."""

    code: str
    facts: Mapping[str, Fact]


Waiting = frozenset[tuple[str, int, int]]
"""What lies in the inbox: names, sizes in bytes, moments of change."""


class KeySignals(QObject):
    """What a security key reports, as a Qt signal; may be emitted from any thread."""

    touch = Signal(bool)
    """True: it waits for a touch; False: it does not any more."""


@dataclass(frozen=True)
class Search:
    """Which sessions the auditor wants to see; what is empty does not matter."""

    code: str = ""
    """The beginning of a session code."""
    case: str = field(default="", repr=False)
    """A whole case number."""
    supervisor: str = ""
    """The beginning of a sign-in name."""
    end: str = ""
    """How it ended, or ``open``: not closed."""
    first: date | None = None
    last: date | None = None
    """The days, in the Netherlands, on which it was opened."""


@dataclass(frozen=True)
class SessionRow:
    """A session in the auditor's list. ``end`` is empty while it is open or was cut off."""

    code: str
    started_at: datetime
    supervisor: str
    end: str
    reason: str
    events: int
    closed_at: datetime | None = None


class Listing(Protocol):
    """Sessions found, latest first. Rows are read when they are asked for."""

    @property
    def total(self) -> int: ...

    def rows(self, first: int, count: int) -> Sequence[SessionRow]:
        """The sessions ``first`` and following, counted from 0."""
        ...


@dataclass(frozen=True)
class EventRow:
    """An event as the auditor reads it; ``private`` values are absent once they were erased."""

    index: int
    at: datetime
    action: str
    outcome: str
    role: str
    actor: str
    object: str
    details: Mapping[str, Json] = field(default_factory=dict)
    private: Mapping[str, str] = field(default_factory=dict, repr=False)


class Check(StrEnum):
    """The four questions asked of the trail. There is no verdict on all of them together."""

    INTEGRITY = "integrity"
    COMPLETENESS = "completeness"
    ANCHORING = "anchoring"
    CLOCK = "clock"


class Standing(StrEnum):
    """What can be said to one question."""

    HOLDS = "holds"
    ATTENTION = "attention"
    NOT_PROVEN = "not_proven"
    BROKEN = "broken"


@dataclass(frozen=True)
class Verdict:
    """The answer to one question, and why: message codes with their facts, at least one.

    The names of checks and standings are messages too: ``verdict.integrity``, ``verdict.holds``.
    """

    check: Check
    standing: Standing
    findings: Sequence[tuple[str, Mapping[str, Fact]]]


@dataclass(frozen=True)
class Verification:
    """What was verified, when, and the answers."""

    verdicts: Sequence[Verdict]
    at: datetime
    size: int
    """Events."""
    sessions: int
    thorough: bool
    """Whether every signature and every page of the file was checked, too."""
    anchors: int
    """How many checkpoints that were kept elsewhere it was compared with."""


@dataclass(frozen=True)
class Proof:
    """That an event is in the trail as it stands: hashes in hexadecimal."""

    index: int
    size: int
    leaf: str
    root: str
    steps: int
    """How many hashes lead from the leaf to the root."""
    holds: bool


@dataclass(frozen=True)
class SessionReading:
    """One session, whole: ``viewing`` is what its events tell about the film."""

    row: SessionRow
    events: Sequence[EventRow]
    viewing: Viewing
    proof: Proof
    """Of its last event."""
    receipt: Matrix = ()
    """The QR code that its visitor was given; none while it is open."""


@dataclass(frozen=True)
class Week:
    """How the sessions that were opened in a week, from its Monday on, ended."""

    monday: date
    ends: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many there were."""
        return sum(self.ends.values())


@dataclass(frozen=True)
class Duration:
    """How many closed sessions took from ``least`` up to ``most`` minutes; None: no upper bound."""

    least: int
    most: int | None
    sessions: int


@dataclass(frozen=True)
class Overview:
    """The sessions of the last weeks in numbers; ends as in SessionRow, ``open`` for none."""

    weeks: Sequence[Week]
    durations: Sequence[Duration]
    median_minutes: float | None

    @property
    def ends(self) -> Mapping[str, int]:
        """How all of them ended."""
        total: Counter[str] = Counter()
        for week in self.weeks:
            total.update(week.ends)
        return total


class Review(Protocol):
    """The auditor's reading of the trail; reading is itself an event.

    Every method raises AuditUnavailable where the reading cannot be recorded, and TrailError where
    the trail cannot be read.
    """

    def open(self, auditor: str, passphrase: Secret) -> None:
        """Sign in. Raises SignInRefused or AuditUnavailable. The caller wipes the passphrase."""
        ...

    def years(self) -> Sequence[int]:
        """The years that can be read, the latest first; that one is read at first."""
        ...

    def read_year(self, year: int) -> None:
        """Read the trail of this year from now on: every question is then about that one."""
        ...

    def find(self, search: Search) -> Listing:
        """The sessions that fit."""
        ...

    def session(self, code: str) -> SessionReading:
        """One session."""
        ...

    def station_events(self, before: int | None, limit: int) -> Sequence[EventRow]:
        """The station's own events, latest first, with an index below ``before``.

        Fewer than ``limit``: there are no more.
        """
        ...

    def overview(self) -> Overview:
        """The last year in numbers."""
        ...

    def verify(
        self, progress: Progress, stopped: Callable[[], bool], *, thorough: bool
    ) -> Verification | None:
        """Verify the whole trail, in a process of its own; None where it was stopped."""
        ...

    def close(self) -> None:
        """Sign out."""
        ...


class Backend(Protocol):
    """The program around the screens."""

    @property
    def station_id(self) -> str: ...

    @property
    def municipality(self) -> str: ...

    @property
    def demonstration(self) -> bool: ...

    @property
    def language(self) -> Language:
        """The language to begin with: one of ``languages``."""
        ...

    @property
    def languages(self) -> Sequence[Language]:
        """The languages that the municipality's rules offer, one at least."""
        ...

    @property
    def version(self) -> str: ...

    @property
    def film_signals(self) -> FilmSignals:
        """Lives in the user interface's thread, as long as the program."""
        ...

    @property
    def key_signals(self) -> KeySignals:
        """What security keys report; lives where ``film_signals`` does."""
        ...

    def stop_waiting_for_key(self) -> None:
        """Give up a touch of a security key that is waited for, if any. Never waits."""
        ...

    @property
    def displays(self) -> Displays:
        """The screens connected; lives where ``film_signals`` does."""
        ...

    def supervisors(self) -> Sequence[str]:
        """Sign-in names of the enrolled supervisors."""
        ...

    def auditors(self) -> Sequence[str]:
        """Sign-in names of the enrolled auditors."""
        ...

    def new_session(self) -> Session:
        """A fresh session, signed out."""
        ...

    def intake(self, progress: Progress) -> Sequence[str]:
        """Check what lies in the inbox; returns the names of files still being copied in."""
        ...

    def set_aside(self) -> Sequence[SetAside]:
        """The packages that intake refused."""
        ...

    def guard(self) -> GuardReport:
        """A fresh proof that other programs cannot capture the screen, or why there is none."""
        ...

    def anchor_trouble(self) -> Sequence[AnchorTrouble]:
        """What a supervisor should pass on of anchoring the trail elsewhere. Never waits."""
        ...

    def source_trouble(self) -> Sequence[SourceTrouble]:
        """What a supervisor should pass on of fetching packages from elsewhere. Never waits."""
        ...

    def waiting(self) -> Waiting:
        """What lies in the inbox, without reading it: to be asked every few seconds."""
        ...

    def frames(self) -> FrameSource:
        """Where the pictures of the film come from."""
        ...

    def film(self) -> FilmControls:
        """The film."""
        ...

    def review(self) -> Review:
        """The auditor's door."""
        ...
