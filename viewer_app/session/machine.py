"""One appointment, from signing in to closing, as a state machine.

    signed out → signed in → appointment chosen → identity checked → conditions confirmed
               → viewing → closing → closed

Three rules hold in every method. A step stands durably in the audit trail *before* it takes effect;
if it cannot be written the step does not happen. What protects people (stopping, wiping) happens
first and whatever the trail says. And when the trail fails while a film is on, the film goes.

Every session ends through *closing*, with an end (completed, refused, aborted, interrupted) and a
reason. Only a failing audit trail goes to *closed* directly. If it still takes the closing events
(it keeps room aside for them) the session is closed in it; otherwise the station does that when it
next starts.

Methods may be called from any thread; a lock makes them one after another. ``request_stop`` is the
exception: it never waits, so that *stop now* works while a passphrase is being checked.
"""

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from viewer_app.errors import InzageError
from viewer_app.evidence.approval import Approval
from viewer_app.evidence.errors import EvidenceError
from viewer_app.evidence.secret import Secret
from viewer_app.session.errors import Refused, WrongState
from viewer_app.session.film import Film
from viewer_app.session.journal import Journal, approval_object, failure, guard_details
from viewer_app.session.policy import Finding, Policy, check_approval
from viewer_app.session.ports import (
    Anchoring,
    Appointment,
    AuditTrail,
    AuditUnavailable,
    CaptureGuard,
    Clip,
    Clips,
    Clock,
    Json,
    Outcome,
    Player,
    SignInRefused,
    Supervisors,
)
from viewer_app.session.record import (
    Action,
    Condition,
    End,
    IdentityCheck,
    Reason,
    State,
    new_session_code,
)

_END_ACTION: Final = {
    End.COMPLETED: Action.VIEWING_STOPPED,
    End.REFUSED: Action.SESSION_REFUSED,
    End.ABORTED: Action.SESSION_ABORTED,
    End.INTERRUPTED: Action.SESSION_INTERRUPTED,
}
_OPEN: Final = frozenset(State) - {State.SIGNED_OUT, State.CLOSING, State.CLOSED}


@dataclass(frozen=True)
class Station:
    """What a session must know of the station it runs on."""

    id: str
    demonstration: bool
    policy: Policy


class Session:
    """A supervisor's session with one citizen."""

    def __init__(
        self,
        *,
        station: Station,
        clock: Clock,
        audit: AuditTrail,
        supervisors: Supervisors,
        clips: Clips,
        player: Player,
        guard: CaptureGuard,
        anchoring: Anchoring | None = None,
    ) -> None:
        self.code = new_session_code()
        self.station = station
        self.state = State.SIGNED_OUT
        self.end: End | None = None
        self.reason = ""
        self.appointment: Appointment | None = None
        self.checkpoint = ""
        self.playing = False
        self._clock = clock
        self._journal = Journal(self.code, station.id, audit, clock)
        self._supervisors = supervisors
        self._clips = clips
        self._film = Film(player)
        self._guard = guard
        self._anchoring = anchoring
        self._recipient = ""
        self._clip: Clip | None = None
        self._keys_were_out = False
        self._stop_asked: Reason | None = None
        self._lock = threading.RLock()

    @property
    def supervisor(self) -> str:
        """The sign-in name of the supervisor, or "" before signing in."""
        return self._journal.supervisor

    # --- up to viewing -------------------------------------------------------------------------

    def sign_in(self, supervisor: str, passphrase: Secret) -> None:
        """Check the supervisor's passphrase and open the session.

        Raises SignInRefused (wrong name or passphrase, a delay still running, or a trail not
        anchored for too long) or AuditUnavailable; the state is then unchanged. The caller wipes
        the passphrase.
        """
        with self._lock:
            self._require(State.SIGNED_OUT)
            try:
                self._recipient = self._supervisors.verify(supervisor, passphrase)
                self._require_anchor()
            except SignInRefused as refusal:
                self._journal.write_refused_sign_in(supervisor, refusal)
                raise
            self._journal.supervisor = supervisor
            try:
                self._journal.write(Action.SESSION_OPENED, object_=f"supervisor:{supervisor}")
            except AuditUnavailable:
                self._journal.supervisor = self._recipient = ""
                raise
            self.state = State.SIGNED_IN

    def agenda(self) -> tuple[tuple[Appointment, tuple[Finding, ...]], ...]:
        """This supervisor's appointments, each with the reasons why it cannot be opened now."""
        with self._lock:
            self._require(State.SIGNED_IN)
            return tuple(
                (appointment, self._findings(appointment.approval))
                for appointment in self._clips.appointments()
                if self._recipient in appointment.approval.supervisors
            )

    def choose(self, appointment: Appointment) -> None:
        """Take this appointment. Raises Refused, with the first reason, if it is not valid now."""
        with self._lock:
            self._require(State.SIGNED_IN)
            approval = appointment.approval
            findings = self._findings(approval)
            self._journal.write(
                Action.APPOINTMENT_CHOSEN,
                Outcome.REFUSED if findings else Outcome.OK,
                {
                    "package": appointment.package,
                    "desk": approval.desk,
                    "ground": approval.ground.value,
                    "clip_sha256": approval.clip.sha256,
                    "findings": [finding.code for finding in findings],
                },
                {"case": approval.case},
                object_=approval_object(approval),
            )
            if findings:
                raise Refused(findings[0].code, **findings[0].facts)
            self.appointment = appointment
            self._journal.about(approval)
            self.state = State.APPOINTMENT_CHOSEN

    def check_identity(self, check: IdentityCheck) -> None:
        """Record the check of the identity document; one point that fails ends the session."""
        with self._lock:
            self._require(State.APPOINTMENT_CHOSEN)
            accepted = check.document in self.station.policy.documents
            failed = [*check.failed, *([] if accepted else ["document_accepted"])]
            self._journal.write(
                Action.IDENTITY_CHECKED,
                Outcome.REFUSED if failed else Outcome.OK,
                {"document": check.document.value, "failed": failed},
            )
            if failed:
                self._finish(End.REFUSED, Reason.IDENTITY_NOT_PROVEN)
            else:
                self.state = State.IDENTITY_CHECKED

    def confirm_conditions(self, confirmed: frozenset[Condition]) -> None:
        """Record that citizen and supervisor confirmed every condition.

        Raises Refused, with the state unchanged, if one is missing.
        """
        with self._lock:
            self._require(State.IDENTITY_CHECKED)
            if confirmed != frozenset(Condition):
                raise Refused("session.conditions_missing")
            self._journal.write(
                Action.CONDITIONS_CONFIRMED, details={"conditions": sorted(confirmed)}
            )
            self.state = State.CONDITIONS_CONFIRMED

    def start_viewing(self, passphrase: Secret) -> None:
        """Prove the capture guard, unlock the clip and show its first picture, paused.

        Raises SignInRefused or Refused with the state unchanged where the supervisor can mend it
        (wrong passphrase, guard not proven); any other error has ended the session. The caller
        wipes the passphrase.
        """
        with self._lock:
            self._require(State.CONDITIONS_CONFIRMED)
            appointment = self._chosen()
            self._refuse_invalid(appointment.approval)
            guard = self._prove_guard()
            self._clip = self._unlock(appointment, passphrase)
            if self._stop_asked is not None:
                self._finish(End.ABORTED, self._stop_asked)
                return
            # The picture carries the session code as its watermark.
            self._write_or_fail(Action.VIEWING_STARTED, {"watermark": self.code, "guard": guard})
            self.state = State.VIEWING
            try:
                self._film.open(self._clip)
            except Exception as error:
                code = _code(error)
                self._film.stop()
                if isinstance(error, EvidenceError):
                    self._write_or_fail(Action.INTEGRITY_FAILED, failure(error), Outcome.FAILED)
                # The citizen saw nothing: this gives the viewing back.
                self._write_or_fail(Action.VIEWING_NOT_SHOWN, {"code": code})
                self._finish(End.INTERRUPTED, code)
                raise

    # --- viewing -------------------------------------------------------------------------------

    def play(self) -> None:
        """Let the film run; from the start if it was at its end."""
        with self._lock:
            self._require(State.VIEWING)
            self._write_or_fail(Action.VIEWING_PLAYED, self._film.beginning())
            self._film.play()
            self.playing = True

    def pause(self) -> None:
        """Hold the picture."""
        with self._lock:
            self._require(State.VIEWING)
            self._film.pause()
            self.playing = False
            self._write_or_fail(Action.VIEWING_PAUSED, self._film.position())

    def seek(self, position_ms: int) -> None:
        """Go to this moment of the film (milliseconds)."""
        with self._lock:
            self._require(State.VIEWING)
            details = {**self._film.position(), "to_ms": position_ms}
            self._write_or_fail(Action.VIEWING_SOUGHT, details)
            self._film.seek(position_ms)

    def film_ended(self) -> None:
        """The player came to the end of the film; it can be played again."""
        with self._lock:
            if self.state is State.VIEWING:
                self.playing = False
                self._film.end()
                self._write_or_fail(Action.VIEWING_ENDED, self._film.position())

    def film_failed(self, error: InzageError) -> None:
        """The film cannot go on: not authentic, unreadable, not a film. Ends the session."""
        with self._lock:
            if self.state is State.VIEWING:
                self._film.stop()
                details = {**failure(error), **self._film.position()}
                self._write_or_fail(Action.INTEGRITY_FAILED, details, Outcome.FAILED)
                self._finish(End.INTERRUPTED, error.code)

    def tick(self) -> None:
        """Call every second while viewing: proves guard and trail anew.

        Raises Refused (guard lost) or AuditUnavailable after having ended the session.
        """
        with self._lock:
            if self.state is not State.VIEWING:
                return
            if not self.station.demonstration:
                report = self._guard.prove()
                if not report.proven:
                    self._film.stop()
                    details = {**guard_details(report), **self._film.position()}
                    self._write_or_fail(Action.GUARD_LOST, details, Outcome.FAILED)
                    self._finish(End.INTERRUPTED, report.code)
                    raise Refused(report.code)
            if self._journal.overdue:
                self._write_or_fail(Action.VIEWING_CONTINUED, self._film.position())

    # --- the end -------------------------------------------------------------------------------

    def request_stop(self, reason: Reason) -> None:
        """Ask for the end without waiting; a step under way gives up at its next safe point."""
        self._stop_asked = reason

    def stop(self, end: End, reason: Reason) -> None:
        """End the session from any open state: stop the film, wipe the keys, go to closing."""
        with self._lock:
            self._require(*_OPEN)
            self._finish(end, reason)

    def close(self, remarks: str = "") -> None:
        """Write the closing event with the supervisor's remarks and sign the trail."""
        with self._lock:
            self._require(State.CLOSING)
            try:
                self._journal.write(
                    Action.SESSION_CLOSED,
                    details=self._ending(),
                    private={"remarks": remarks.strip()} if remarks.strip() else {},
                )
                self.checkpoint = self._journal.seal()
            except AuditUnavailable as refusal:
                self._fail_closed(refusal)
                raise
            self.state = State.CLOSED

    # --- inside --------------------------------------------------------------------------------

    def _require(self, *states: State) -> None:
        if self.state not in states:
            raise WrongState("session.wrong_state", state=self.state.value)

    def _require_anchor(self) -> None:
        days = self._anchoring.days_without_anchor() if self._anchoring else 0
        if self.station.policy.wants_anchor(days):
            raise SignInRefused("anchor.overdue", days=days, limit=self.station.policy.anchor_days)

    def _chosen(self) -> Appointment:
        if self.appointment is None:
            raise WrongState("session.wrong_state", state=self.state.value)
        return self.appointment

    def _findings(self, approval: Approval) -> tuple[Finding, ...]:
        return check_approval(
            approval,
            policy=self.station.policy,
            station=self.station.id,
            demonstration=self.station.demonstration,
            recipient=self._recipient,
            viewings_used=self._journal.viewings_used(approval),
            now=self._clock.now(),
        )

    def _refuse_invalid(self, approval: Approval) -> None:
        findings = self._findings(approval)
        if findings:
            self._finish(End.REFUSED, findings[0].code)
            raise Refused(findings[0].code, **findings[0].facts)

    def _prove_guard(self) -> str:
        report = self._guard.prove()
        allowed = report.proven or self.station.demonstration
        self._journal.write(
            Action.GUARD_PROVEN if report.proven else Action.GUARD_REFUSED,
            Outcome.OK if allowed else Outcome.REFUSED,
            guard_details(report),
        )
        if not allowed:
            raise Refused(report.code)
        return report.code

    def _unlock(self, appointment: Appointment, passphrase: Secret) -> Clip:
        """The opened clip. The identity lives only as long as it takes to unwrap the file key."""
        try:
            identity = self._supervisors.unlock(self.supervisor, passphrase)
        except SignInRefused as refusal:
            self._journal.write_refused_sign_in(self.supervisor, refusal)
            raise
        self._keys_were_out = True
        try:
            return self._clips.open(appointment, identity)
        except Exception as error:
            details = failure(error) if isinstance(error, InzageError) else {"code": _code(error)}
            self._write_or_fail(Action.INTEGRITY_FAILED, details, Outcome.FAILED)
            self._finish(End.INTERRUPTED, _code(error))
            raise
        finally:
            identity.wipe()

    def _finish(self, end: End, reason: str) -> None:
        """Stop and wipe first, then write; in *closing* there is nothing left to protect."""
        self._release()
        self.end, self.reason = end, str(reason)
        self.state = State.CLOSING
        with suppress(AuditUnavailable):  # the same follows from the events before it
            for ranges in self._film.shown():
                self._journal.write(Action.VIEWING_SHOWN, details=ranges)
        if self._keys_were_out:
            self._write_or_fail(Action.KEYS_WIPED)
        self._write_or_fail(_END_ACTION[end], {"reason": self.reason, **self._film.position()})

    def _release(self) -> None:
        self.playing = False
        try:
            self._film.stop()
        finally:
            if self._clip is not None:
                self._clip.wipe()
                self._clip = None

    def _fail_closed(self, refusal: AuditUnavailable) -> None:
        """The trail cannot be written: nothing may be on screen, and no step can follow."""
        self._release()
        self.end = self.end or End.INTERRUPTED
        self.reason = self.reason or refusal.code
        self.state = State.CLOSED

    def _close_in_trail(self) -> None:
        """On a full disk the trail keeps room aside for just these events."""
        with suppress(AuditUnavailable):
            if self._keys_were_out:
                self._journal.write(Action.KEYS_WIPED)
            details = {"reason": self.reason, **self._film.position()}
            self._journal.write(Action.SESSION_INTERRUPTED, details=details)
            self._journal.write(Action.SESSION_CLOSED, details=self._ending())
            self.checkpoint = self._journal.seal()

    def _ending(self) -> dict[str, Json]:
        return {"end": (self.end or End.INTERRUPTED).value, "reason": self.reason}

    def _write_or_fail(
        self,
        action: Action,
        details: Mapping[str, Json] | None = None,
        outcome: Outcome = Outcome.OK,
    ) -> None:
        """Write a step that safety rests on: if that fails the session is over."""
        try:
            self._journal.write(action, outcome, details)
        except AuditUnavailable as refusal:
            self._fail_closed(refusal)
            self._close_in_trail()
            raise


def _code(error: Exception) -> str:
    """What the trail says of a failure; a defect of the program has no code of its own."""
    return error.code if isinstance(error, InzageError) else "session.internal"
