"""The story of one session as its events tell it: what was shown of the film, when, and around it.

Only a reading, of the film itself by ``viewer_app.audit.reel``. Where the station was cut off, the
last span ends at the last position that stands in the trail, so it may have been shown up to
``session.journal.CONTINUED_EVERY_MS`` further. Details of a wrong shape are passed over: whether
the trail can be believed is for ``viewer_app.audit.verify``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final

from viewer_app.audit.body import Entry
from viewer_app.audit.details import counts, number, ranges, text, texts
from viewer_app.audit.reel import NORMAL_SPEED, Jump, Loop, Mark, Pause, Reel, Span, Stall, Stills

if TYPE_CHECKING:
    from viewer_app.audit.reader import ReadEvent

_ENDINGS: Final = frozenset(
    {"viewing.stopped", "session.refused", "session.aborted", "session.interrupted"}
)
_BLACK: Final = _ENDINGS | {"integrity.failed", "guard.lost", "keys.wiped", "viewing.not_shown"}
"""At each of these the screen was black already."""

_NEAR_MS: Final = 1_000

Range = tuple[int, int]
"""Milliseconds of film: the first shown, and the first no longer shown."""


@dataclass(frozen=True)
class Pictures:
    """All single pictures that were shown in one way."""

    parts: tuple[Range, ...]
    """Between which moments, in the order of the film; those within a second are one."""
    number: int
    """How many were asked for; at least so many where not all series were told of."""
    told: bool
    """Whether all series were, before the station was cut off."""


@dataclass(frozen=True)
class GuardChange:
    """What the capture guard said: ``action`` is ``guard.proven``, ``.refused`` or ``.lost``."""

    action: str
    outcome: str
    platform: str
    code: str
    findings: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Failure:
    """Something was not authentic or could not be read, by message code."""

    code: str
    facts: Mapping[str, str]
    at: datetime


@dataclass(frozen=True)
class Viewing:
    """One session. Texts are "" and times None where the events do not say."""

    session: str = ""
    supervisor: str = ""
    opened_at: datetime | None = None
    approval: str = ""
    """The id of the approval."""
    desk: str = ""
    ground: str = ""
    regime: str = ""
    """The law that the recording falls under: ``avg`` or ``wpg``."""
    clip_sha256: str = ""
    case: str = ""
    """The case number, unless erased."""
    document: str = ""
    """The kind of identity document; never its number."""
    identity_failed: tuple[str, ...] = ()
    identity_overruled: tuple[str, ...] = ()
    """Fields of the machine readable zone that differed, and were accepted with a reason."""
    conditions: tuple[str, ...] = ()
    conditions_at: datetime | None = None
    conditions_read_in: str = ""
    """The language in which the visitor read them, by its code."""
    companions: Mapping[str, int] = field(default_factory=dict)
    """Who watched along: how many of each kind."""
    second_person: bool = False
    """Whether a second member of staff was there, as the rules asked."""
    watermark: str = ""
    """The code that stood in every picture."""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    """When the screen was black again; None while viewing, or where the station was cut off."""
    last_at: datetime | None = None
    """The last event that the supervisor's session wrote itself."""
    length_ms: int | None = None
    """The length of the film, where it was played."""
    spans: tuple[Span, ...] = ()
    """What ran, in the order shown."""
    pauses: tuple[Pause, ...] = ()
    jumps: tuple[Jump, ...] = ()
    stills: tuple[Stills, ...] = ()
    """Single pictures shown beside what ran."""
    marks: tuple[Mark, ...] = ()
    stalls: tuple[Stall, ...] = ()
    loops: tuple[Loop, ...] = ()
    measured: tuple[tuple[int, int, int, int], ...] | None = None
    """What the session itself counted at its end: start, end, speed in percent, and how often.
    Should agree with ``spans``; None where it could not write it."""
    guard: tuple[GuardChange, ...] = ()
    integrity_failures: tuple[Failure, ...] = ()
    shown: bool = False
    """Whether a picture was shown at all."""
    keys_wiped_at: datetime | None = None
    recovered_at: datetime | None = None
    """When the station found that it had been cut off in this session."""
    closed_at: datetime | None = None
    end: str = ""
    reason: str = ""
    remarks: str = ""
    """The supervisor's remarks, unless erased."""

    @property
    def ranges(self) -> tuple[Range, ...]:
        """The parts of the film that ran at least once, in the order of the film."""
        return tuple((start, end) for start, end, times in self.coverage if times)

    @property
    def coverage(self) -> tuple[tuple[int, int, int], ...]:
        """The film cut up by how often it ran: start, end, times; neighbours differ in times.

        From the start of the first part that ran to the end of the last.
        """
        changes: dict[int, int] = {}
        for span in self.spans:
            changes[span.start_ms] = changes.get(span.start_ms, 0) + span.times
            changes[span.end_ms] = changes.get(span.end_ms, 0) - span.times
        borders = sorted(border for border, change in changes.items() if change)
        times = accumulate(changes[border] for border in borders)
        return tuple((*part, count) for part, count in zip(pairwise(borders), times, strict=False))

    @property
    def speeds(self) -> tuple[tuple[int, int, int], ...]:
        """The parts that ran slower or faster than they were recorded: start, end, percent.

        In the order of the film. Parts of one speed that touch are one.
        """
        parts: list[tuple[int, int, int]] = []
        for span in sorted(self.spans, key=lambda one: (one.speed_percent, one.start_ms)):
            last = parts[-1] if parts else (0, -1, 0)
            if last[2] == span.speed_percent and last[1] >= span.start_ms:
                parts[-1] = (last[0], max(last[1], span.end_ms), last[2])
            elif span.speed_percent != NORMAL_SPEED:
                parts.append((span.start_ms, span.end_ms, span.speed_percent))
        return tuple(sorted(parts))

    def pictures(self, how: str) -> Pictures | None:
        """The single pictures shown in this way (``Stills.how``); None where there were none."""
        stills = sorted((one for one in self.stills if one.how == how), key=lambda a: a.from_ms)
        parts: list[Range] = []
        for one in stills:
            if parts and one.from_ms - parts[-1][1] <= _NEAR_MS:
                parts[-1] = (parts[-1][0], max(parts[-1][1], one.to_ms))
            else:
                parts.append((one.from_ms, one.to_ms))
        number = sum(one.pictures for one in stills)
        told = all(one.pictures for one in stills)
        return Pictures(tuple(parts), number, told) if stills else None

    @property
    def shown_ms(self) -> int:
        """How much of the film ran at least once."""
        return sum(end - start for start, end, times in self.coverage if times)

    def times_shown(self, position_ms: int) -> int:
        """How often the film ran past this moment."""
        return sum(span.times for span in self.spans if span.start_ms <= position_ms < span.end_ms)


def read_viewing(events: "Iterable[ReadEvent | Entry]") -> Viewing:
    """The story of one session, out of its events in the order of the trail.

    Personal values (case, remarks) are told where the events come with them.
    """
    story = _Story()
    for event in events:
        if isinstance(event, Entry):
            story.take(event, {})
        else:
            story.take(event.entry, event.private)
    return story.finish()


class _Story:
    """Grows by one event after another."""

    def __init__(self) -> None:
        self._viewing = Viewing()
        self._reel = Reel()
        self._dark_at: datetime | None = None

    def take(self, entry: Entry, private: Mapping[str, str]) -> None:
        """Add what this event says."""
        viewing, at, action = self._viewing, entry.time, entry.action
        self._viewing = viewing = replace(
            viewing, session=viewing.session or entry.session, **_facts(viewing, entry, private)
        )
        self._reel.take(entry, private, viewing.length_ms)
        if action in _BLACK and self._dark_at is None and viewing.started_at is not None:
            self._dark_at = at
        if action in _ENDINGS or action == "session.recovered":
            self._reel.stop(self._dark_at)

    def finish(self) -> Viewing:
        """The whole story."""
        reel = self._reel
        reel.stop(self._dark_at)
        return replace(
            self._viewing,
            spans=tuple(reel.spans),
            pauses=tuple(reel.pauses),
            jumps=tuple(reel.jumps),
            stills=tuple(reel.stills),
            marks=tuple(reel.marks),
            stalls=tuple(reel.stalls),
            loops=tuple(reel.loops),
            ended_at=self._dark_at,
        )


def _facts(  # noqa: PLR0912 - one case for each action
    viewing: Viewing, entry: Entry, private: Mapping[str, str]
) -> dict[str, Any]:
    """What an event says about the session itself, besides the running of the film."""
    at, details, fine = entry.time, entry.details, entry.outcome == "ok"
    told: dict[str, Any] = {}
    match entry.action:
        case "session.opened":
            told = {"supervisor": entry.actor, "opened_at": at}
        case "appointment.chosen" if fine:
            told = {
                "approval": entry.object.removeprefix("approval:"),
                "desk": text(details, "desk"),
                "ground": text(details, "ground"),
                "regime": text(details, "regime"),
                "clip_sha256": text(details, "clip_sha256"),
                "case": private.get("case", ""),
            }
        case "identity.checked":
            told = {
                "document": text(details, "document"),
                "identity_failed": texts(details, "failed"),
                "identity_overruled": texts(details, "overruled"),
            }
        case "conditions.confirmed":
            told = {
                "conditions": texts(details, "conditions"),
                "conditions_at": at,
                "conditions_read_in": text(details, "language"),
                "companions": counts(details, "companions"),
                "second_person": details.get("second_person") is True,
            }
        case "guard.proven" | "guard.refused" | "guard.lost":
            told = {"guard": (*viewing.guard, _guard_change(entry))}
        case "integrity.failed":
            told = {"integrity_failures": (*viewing.integrity_failures, _failure(entry))}
        case "viewing.started":
            watermark = text(details, "watermark")
            told = {"started_at": at, "shown": True, "watermark": watermark}
        case "viewing.not_shown":
            told = {"shown": False}
        case "viewing.played":
            length_ms = number(details, "length_ms")
            told = {"length_ms": length_ms} if length_ms else {}
        case "viewing.ended" if viewing.length_ms is None:
            told = {"length_ms": number(details, "position_ms")}
        case "viewing.shown":
            told = {"measured": (*(viewing.measured or ()), *ranges(details, "ranges"))}
        case "keys.wiped":
            told = {"keys_wiped_at": at}
        case "session.recovered":
            told = {"recovered_at": at}
        case "session.closed":
            told = {
                "closed_at": at,
                "end": text(details, "end"),
                "reason": text(details, "reason"),
                "remarks": private.get("remarks", ""),
            }
    return told if entry.role == "station" else {**told, "last_at": at}


def _guard_change(entry: Entry) -> GuardChange:
    return GuardChange(
        action=entry.action,
        outcome=entry.outcome,
        platform=text(entry.details, "platform"),
        code=text(entry.details, "code"),
        findings=texts(entry.details, "findings"),
        at=entry.time,
    )


def _failure(entry: Entry) -> Failure:
    facts = entry.details.get("facts")
    told = {key: str(fact) for key, fact in facts.items()} if isinstance(facts, dict) else {}
    return Failure(text(entry.details, "code"), told, entry.time)
