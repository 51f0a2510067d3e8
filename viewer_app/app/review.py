"""The auditor's door: the trail as the review screens show it. Reading it is itself an event."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from viewer_app.app.overview import count_sessions
from viewer_app.app.verifying import verify_apart
from viewer_app.audit.errors import NoteError, TrailError
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.period import Period
from viewer_app.audit.reader import Inclusion, ReadEvent, SessionSummary, TrailReader
from viewer_app.audit.receipt import Matrix, qr_matrix, receipt_text
from viewer_app.audit.search import Search as TrailSearch
from viewer_app.audit.viewing import read_viewing
from viewer_app.audit.years import year_of
from viewer_app.evidence.secret import Secret
from viewer_app.session.journal import refused_sign_in
from viewer_app.session.ports import Actor, AuditTrail, Event, Json, SignInRefused
from viewer_app.session.roles import Role
from viewer_app.station.people import People
from viewer_app.ui.backend import (
    Check,
    EventRow,
    Overview,
    Progress,
    Proof,
    Search,
    SessionReading,
    SessionRow,
    Standing,
    Verdict,
    Verification,
)

REVIEW_OPENED = "review.opened"
SEARCHED = "review.searched"
SESSION_READ = "review.session_read"
STATION_READ = "review.station_read"
OVERVIEW_READ = "review.overview_read"
TRAIL_VERIFIED = "review.trail_verified"
REVIEW_CLOSED = "review.closed"
"""What an auditor does, in the trail."""


class FoundSessions:
    """Satisfies ``ui.backend.Listing``: where the sessions begin; the rest is read when asked."""

    def __init__(self, path: Path, positions: Sequence[int]) -> None:
        self._path = path
        self._positions = positions

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._positions)

    def rows(self, first: int, count: int) -> Sequence[SessionRow]:
        """The sessions ``first`` and following. Raises TrailError."""
        with TrailReader(self._path) as reader:
            summaries = reader.sessions_at(self._positions[first : first + count])
        return [_session_row(summary) for summary in summaries]


class YearTrail(NamedTuple):
    """The trail of one year: its file, its first public key, and its checkpoints from elsewhere.

    Those are not the receipts in its own file: whoever stole the key could have written them there.
    """

    path: Path
    key: VerifierKey
    anchors: Callable[[], Sequence[str]]


class TrailReview:
    """Satisfies ``ui.backend.Review``. Used from one worker thread; ``verify`` from another."""

    def __init__(
        self,
        log: AuditTrail,
        station: str,
        people: People,
        trails: Callable[[], Sequence[YearTrail]],
    ) -> None:
        """``log`` is where reading is recorded.

        ``trails`` are those that can be read, that in use last. They are asked for at each opening,
        because another process may have begun a new year.
        """
        self._log = log
        self._station = station
        self._people = people
        self._find_trails = trails
        self._trails: dict[int, YearTrail] = {}
        self._read: YearTrail
        self._auditor = ""

    def open(self, auditor: str, passphrase: Secret) -> None:
        """Sign in. Raises SignInRefused or AuditUnavailable."""
        found = self._find_trails()
        self._trails = {year_of(trail.key.name): trail for trail in found}
        self._read = found[-1]
        try:
            self._people.verify_auditor(auditor, passphrase)
        except SignInRefused as refusal:
            self._log.record(refused_sign_in(self._station, Role.AUDITOR, auditor, refusal))
            raise
        self._auditor = auditor
        self._write(REVIEW_OPENED)

    def years(self) -> Sequence[int]:
        """The years that can be read, the latest first."""
        return sorted(self._trails, reverse=True)

    def read_year(self, year: int) -> None:
        """Read the trail of this year from now on."""
        self._read = self._trails[year]

    def find(self, search: Search) -> FoundSessions:
        """The sessions that fit. Raises AuditUnavailable, TrailError."""
        if search != Search():
            self._write_search(search)
        wanted = TrailSearch(
            code=search.code,
            case=search.case,
            supervisor=search.supervisor,
            end=search.end,
            period=Period.of_days(search.first, search.last),
        )
        with TrailReader(self._read.path) as reader:
            return FoundSessions(self._read.path, reader.find(wanted))

    def session(self, code: str) -> SessionReading:
        """One session. Raises AuditUnavailable where reading cannot be recorded; TrailError."""
        self._write(SESSION_READ, {"session": code})
        with TrailReader(self._read.path) as reader:
            summary = reader.session(code)
            events = reader.events(code)
            if summary is None or not events:
                raise TrailError("trail.damaged", file=self._read.path.name)
            last = events[-1].entry.seq
            return SessionReading(
                row=_session_row(summary),
                events=[_event_row(event) for event in events],
                viewing=read_viewing(events),
                proof=_proof(reader.include(last)),
                receipt=_receipt(reader.checkpoint(last + 1)) if summary.closed else (),
            )

    def station_events(self, before: int | None, limit: int) -> Sequence[EventRow]:
        """The station's own events, latest first. Raises AuditUnavailable, TrailError."""
        if before is None:
            self._write(STATION_READ)
        with TrailReader(self._read.path) as reader:
            return [_event_row(event) for event in reader.station_events(before, limit)]

    def overview(self) -> Overview:
        """The last year in numbers. Raises AuditUnavailable, TrailError."""
        self._write(OVERVIEW_READ)
        with TrailReader(self._read.path) as reader:
            return count_sessions(reader.session_times(), datetime.now(UTC))

    def verify(
        self, progress: Progress, stopped: Callable[[], bool], *, thorough: bool
    ) -> Verification | None:
        """Verify the whole trail; None where it was stopped. Raises TrailError."""
        read = self._read
        anchors = read.anchors()
        report = verify_apart(
            read.path,
            read.key,
            anchors,
            thorough=thorough,
            progress=lambda done, total: progress("", done, total),
            stopped=stopped,
        )
        if report is None:
            return None
        at = datetime.now(UTC)
        states = {name: found.state.value for name, found in report.verdicts.items()}
        found_out: dict[str, Json] = {"size": report.size, "thorough": thorough, **states}
        self._write(TRAIL_VERIFIED, found_out, object_=f"trail:{read.key.name}")
        return Verification(
            verdicts=[
                Verdict(Check(name), Standing(found.state.value), report.told(name))
                for name, found in report.verdicts.items()
            ],
            at=at,
            size=report.size,
            sessions=report.sessions,
            thorough=report.thorough,
            anchors=len(anchors),
        )

    def close(self) -> None:
        """Sign out. Raises AuditUnavailable."""
        if self._auditor:
            self._write(REVIEW_CLOSED)
            self._auditor = ""

    def _write_search(self, search: Search) -> None:
        asked: dict[str, Json] = {
            "code": search.code,
            "supervisor": search.supervisor,
            "end": search.end,
            "first": search.first.isoformat() if search.first else "",
            "last": search.last.isoformat() if search.last else "",
        }
        self._write(
            SEARCHED,
            {name: value for name, value in asked.items() if value},
            {"case": search.case} if search.case else {},
        )

    def _write(
        self,
        action: str,
        details: dict[str, Json] | None = None,
        private: dict[str, str] | None = None,
        *,
        object_: str = "",
    ) -> None:
        self._log.record(
            Event(
                session="",
                actor=Actor(Role.AUDITOR, self._auditor),
                action=action,
                object=object_ or f"trail:{self._read.key.name}",
                details=details or {},
                private=private or {},
            )
        )


def _session_row(summary: SessionSummary) -> SessionRow:
    return SessionRow(
        code=summary.session,
        started_at=summary.opened,
        supervisor=summary.supervisor,
        end=summary.end,
        reason=summary.reason,
        events=summary.events,
        closed_at=summary.closed,
    )


def _event_row(event: ReadEvent) -> EventRow:
    entry = event.entry
    return EventRow(
        index=entry.seq,
        at=entry.time,
        action=entry.action,
        outcome=entry.outcome,
        role=entry.role,
        actor=entry.actor,
        object=entry.object,
        details=entry.details,
        private=event.private,
    )


def _receipt(checkpoint: str) -> Matrix:
    """The QR code of the receipt; none where its origin is too long for one."""
    try:
        return qr_matrix(receipt_text(checkpoint))
    except NoteError:
        return ()


def _proof(inclusion: Inclusion) -> Proof:
    return Proof(
        index=inclusion.seq,
        size=inclusion.size,
        leaf=inclusion.leaf.hex(),
        root=inclusion.root.hex(),
        steps=len(inclusion.path),
        holds=inclusion.holds,
    )
