"""The auditor's door: the trail as the review screen shows it. Reading it is itself an event."""

from collections.abc import Sequence

from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import ReadEvent, SessionSummary, TrailReader
from viewer_app.audit.verify import verify
from viewer_app.errors import InzageError
from viewer_app.evidence.secret import Secret
from viewer_app.session.journal import failure
from viewer_app.session.ports import Actor, Event, Json, Outcome, SignInRefused
from viewer_app.session.record import Action
from viewer_app.session.roles import Role
from viewer_app.station.people import People
from viewer_app.station.settings import Settings
from viewer_app.ui.backend import (
    Check,
    EventRow,
    Progress,
    SessionPage,
    SessionRow,
    Standing,
    Verdict,
)

REVIEW_OPENED = "review.opened"
SESSION_READ = "review.session_read"
TRAIL_VERIFIED = "review.trail_verified"
REVIEW_CLOSED = "review.closed"
"""What an auditor does, in the trail."""


class TrailReview:
    """Satisfies ``ui.backend.Review``. Used from one worker thread; ``verify`` from another."""

    def __init__(self, log: AuditLog, settings: Settings, people: People) -> None:
        self._log = log
        self._settings = settings
        self._people = people
        self._auditor = ""

    def open(self, auditor: str, passphrase: Secret) -> None:
        """Sign in. Raises SignInRefused or AuditUnavailable."""
        try:
            self._people.verify_auditor(auditor, passphrase)
        except SignInRefused as refusal:
            self._write_refusal(auditor, refusal)
            raise
        self._auditor = auditor
        self._write(REVIEW_OPENED)

    def sessions(self, offset: int, limit: int) -> SessionPage:
        """A page of sessions, newest first. Raises TrailError."""
        with TrailReader(self._log.path) as reader:
            rows = [_session_row(summary) for summary in reader.sessions(limit, offset=offset)]
            return SessionPage(rows, offset, reader.session_count())

    def events(self, session: str) -> Sequence[EventRow]:
        """The events of one session. Raises AuditUnavailable where reading cannot be recorded."""
        self._write(SESSION_READ, {"session": session})
        with TrailReader(self._log.path) as reader:
            return [_event_row(event) for event in reader.events(session)]

    def verify(self, progress: Progress) -> Sequence[Verdict]:
        """Verify the whole trail; one verdict for each question. Raises TrailError."""
        report = verify(
            self._log.path,
            VerifierKey.parse(self._settings.audit_key),
            progress=lambda done, total: progress("", done, total),
        )
        states = {name: found.state.value for name, found in report.verdicts.items()}
        self._write(TRAIL_VERIFIED, {"size": report.size, **states})
        return [
            Verdict(Check(name), Standing(found.state.value), report.told(name))
            for name, found in report.verdicts.items()
        ]

    def close(self) -> None:
        """Sign out. Raises AuditUnavailable."""
        if self._auditor:
            self._write(REVIEW_CLOSED)
            self._auditor = ""

    def _write(self, action: str, details: dict[str, Json] | None = None) -> None:
        self._log.record(
            Event(
                session="",
                actor=Actor(Role.AUDITOR, self._auditor),
                action=action,
                object=f"trail:{self._log.origin}",
                details=details or {},
            )
        )

    def _write_refusal(self, auditor: str, refusal: InzageError) -> None:
        # a name nobody has may be a passphrase typed into the wrong field
        name = "?" if refusal.code == "signin.unknown" else auditor
        self._log.record(
            Event(
                session="",
                actor=Actor(Role.STATION, self._settings.station),
                action=Action.SIGN_IN_REFUSED,
                object=f"auditor:{name}",
                outcome=Outcome.REFUSED,
                details=failure(refusal),
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
