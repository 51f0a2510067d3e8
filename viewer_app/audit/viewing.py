"""The story of one session as its events tell it: what was shown of the film, when, and around it.

Only a reading. Positions are milliseconds of film, as the player's clock gave them when each event
was written; between two events the film ran on as the first one said. Where the station was cut
off, the last span ends at the last position that stands in the trail, so it may have been shown up
to ``session.journal.CONTINUED_EVERY_MS`` further. Details of a wrong shape are passed over: whether
the trail can be believed is for ``viewer_app.audit.verify``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final

from viewer_app.audit.body import Entry

if TYPE_CHECKING:
    from viewer_app.audit.reader import ReadEvent

NORMAL_SPEED: Final = 100
"""Percent."""

_ENDINGS: Final = frozenset(
    {"viewing.stopped", "session.refused", "session.aborted", "session.interrupted"}
)
_BLACK: Final = _ENDINGS | {"integrity.failed", "guard.lost", "keys.wiped", "viewing.not_shown"}
"""At each of these the screen was black already."""

Range = tuple[int, int]
"""Milliseconds of film: the first shown, and the first no longer shown."""


@dataclass(frozen=True)
class Span:
    """A stretch of film that ran without a break: ``start_ms`` up to ``end_ms``."""

    start_ms: int
    end_ms: int
    speed_percent: int
    began_at: datetime


@dataclass(frozen=True)
class Pause:
    """A picture that stood still. ``ended_at`` is None where the trail does not tell."""

    position_ms: int
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Jump:
    """The film was taken elsewhere, running or held."""

    from_ms: int
    to_ms: int
    at: datetime
    running: bool


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
    measured: tuple[tuple[int, int, int], ...] | None = None
    """What the session itself counted at its end: start, end, speed in percent. Should agree with
    ``spans``; None where it could not write it."""
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
            changes[span.start_ms] = changes.get(span.start_ms, 0) + 1
            changes[span.end_ms] = changes.get(span.end_ms, 0) - 1
        borders = sorted(border for border, change in changes.items() if change)
        times = accumulate(changes[border] for border in borders)
        return tuple((*part, count) for part, count in zip(pairwise(borders), times, strict=False))

    @property
    def shown_ms(self) -> int:
        """How much of the film ran at least once."""
        return sum(end - start for start, end, times in self.coverage if times)

    def times_shown(self, position_ms: int) -> int:
        """How often the film ran past this moment."""
        return sum(span.start_ms <= position_ms < span.end_ms for span in self.spans)


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
        self._spans: list[Span] = []
        self._pauses: list[Pause] = []
        self._running: Span | None = None
        self._held: Pause | None = None
        self._at_end = False
        self._dark_at: datetime | None = None

    def take(self, entry: Entry, private: Mapping[str, str]) -> None:
        """Add what this event says."""
        viewing, at, details = self._viewing, entry.time, entry.details
        self._viewing = viewing = replace(
            viewing, session=viewing.session or entry.session, **_facts(viewing, entry, private)
        )
        position = _number(details, "position_ms")
        action = entry.action
        if action == "viewing.started":
            self._held = Pause(0, at, None)
        elif action == "viewing.not_shown":
            self._held = None
        elif action == "viewing.played":
            start = 0 if self._at_end or position is None else position
            self._reach(start)
            self._hold(at)
            self._run(start, _number(details, "speed_percent") or NORMAL_SPEED, at)
        elif action == "viewing.sought":
            self._move(position, _number(details, "to_ms") or 0, at)
        elif action in {"viewing.paused", "viewing.ended"}:
            self._stand(position, at)
            self._at_end = action == "viewing.ended"
        elif position is not None:
            self._reach(position)
        if action.startswith("viewing.") and self._running is not None:
            self._change_speed(_number(details, "speed_percent"), at)
        if action in _BLACK and self._dark_at is None and viewing.started_at is not None:
            self._dark_at = at
        if action in _ENDINGS or action == "session.recovered":
            self._stop()

    def finish(self) -> Viewing:
        """The whole story."""
        self._stop()
        return replace(
            self._viewing,
            spans=tuple(self._spans),
            pauses=tuple(self._pauses),
            ended_at=self._dark_at,
        )

    def _run(self, start_ms: int, speed_percent: int, at: datetime) -> None:
        self._end_span()
        self._at_end = False
        self._running = Span(self._within(start_ms), self._within(start_ms), speed_percent, at)

    def _reach(self, position_ms: int) -> None:
        """The film is known to have come so far."""
        if self._running is not None and position_ms > self._running.end_ms:
            self._running = replace(self._running, end_ms=position_ms)

    def _end_span(self) -> None:
        if self._running is not None and self._running.end_ms > self._running.start_ms:
            self._spans.append(self._running)
        self._running = None

    def _hold(self, at: datetime | None) -> None:
        """The picture that stood until now goes."""
        if self._held is not None:
            self._pauses.append(replace(self._held, ended_at=at))
        self._held = None

    def _stand(self, position_ms: int | None, at: datetime) -> None:
        if position_ms is not None:
            self._reach(position_ms)
        ended_ms = self._running.end_ms if self._running is not None else 0
        self._end_span()
        self._hold(at)
        self._held = Pause(ended_ms if position_ms is None else position_ms, at, None)

    def _move(self, from_ms: int | None, to_ms: int, at: datetime) -> None:
        running = self._running
        if from_ms is not None:
            self._reach(from_ms)
        jump = Jump(from_ms or 0, self._within(to_ms), at, running is not None)
        self._viewing = replace(self._viewing, jumps=(*self._viewing.jumps, jump))
        self._at_end = False
        if running is not None:
            self._run(to_ms, running.speed_percent, at)
        else:
            self._hold(at)
            self._held = Pause(jump.to_ms, at, None)

    def _change_speed(self, speed_percent: int | None, at: datetime) -> None:
        running = self._running
        if running is not None and speed_percent and speed_percent != running.speed_percent:
            self._run(running.end_ms, speed_percent, at)

    def _stop(self) -> None:
        self._end_span()
        self._hold(self._dark_at)

    def _within(self, position_ms: int) -> int:
        """The player goes no further than the film, either way."""
        length_ms = self._viewing.length_ms
        return max(0, position_ms if length_ms is None else min(position_ms, length_ms))


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
                "desk": _text(details, "desk"),
                "ground": _text(details, "ground"),
                "regime": _text(details, "regime"),
                "clip_sha256": _text(details, "clip_sha256"),
                "case": private.get("case", ""),
            }
        case "identity.checked":
            told = {
                "document": _text(details, "document"),
                "identity_failed": _texts(details, "failed"),
                "identity_overruled": _texts(details, "overruled"),
            }
        case "conditions.confirmed":
            told = {
                "conditions": _texts(details, "conditions"),
                "conditions_at": at,
                "conditions_read_in": _text(details, "language"),
                "companions": _counts(details, "companions"),
                "second_person": details.get("second_person") is True,
            }
        case "guard.proven" | "guard.refused" | "guard.lost":
            told = {"guard": (*viewing.guard, _guard_change(entry))}
        case "integrity.failed":
            told = {"integrity_failures": (*viewing.integrity_failures, _failure(entry))}
        case "viewing.started":
            watermark = _text(details, "watermark")
            told = {"started_at": at, "shown": True, "watermark": watermark}
        case "viewing.not_shown":
            told = {"shown": False}
        case "viewing.played":
            length_ms = _number(details, "length_ms")
            told = {"length_ms": length_ms} if length_ms else {}
        case "viewing.ended" if viewing.length_ms is None:
            told = {"length_ms": _number(details, "position_ms")}
        case "viewing.shown":
            told = {"measured": (*(viewing.measured or ()), *_ranges(details))}
        case "keys.wiped":
            told = {"keys_wiped_at": at}
        case "session.recovered":
            told = {"recovered_at": at}
        case "session.closed":
            told = {
                "closed_at": at,
                "end": _text(details, "end"),
                "reason": _text(details, "reason"),
                "remarks": private.get("remarks", ""),
            }
    return told if entry.role == "station" else {**told, "last_at": at}


def _guard_change(entry: Entry) -> GuardChange:
    return GuardChange(
        action=entry.action,
        outcome=entry.outcome,
        platform=_text(entry.details, "platform"),
        code=_text(entry.details, "code"),
        findings=_texts(entry.details, "findings"),
        at=entry.time,
    )


def _failure(entry: Entry) -> Failure:
    facts = entry.details.get("facts")
    told = {key: str(fact) for key, fact in facts.items()} if isinstance(facts, dict) else {}
    return Failure(_text(entry.details, "code"), told, entry.time)


def _number(details: Mapping[str, Any], name: str) -> int | None:
    value = details.get(name)
    return value if type(value) is int else None


def _text(details: Mapping[str, Any], name: str) -> str:
    value = details.get(name)
    return value if isinstance(value, str) else ""


def _texts(details: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = details.get(name)
    return tuple(v for v in values if isinstance(v, str)) if isinstance(values, list) else ()


def _counts(details: Mapping[str, Any], name: str) -> dict[str, int]:
    values = details.get(name)
    if not isinstance(values, dict):
        return {}
    return {kind: number for kind, number in values.items() if type(number) is int and number > 0}


def _ranges(details: Mapping[str, Any]) -> list[tuple[int, int, int]]:
    values = details.get("ranges")
    return [
        (value[0], value[1], value[2])
        for value in (values if isinstance(values, list) else ())
        if isinstance(value, list) and len(value) == 3 and all(type(n) is int for n in value)
    ]
