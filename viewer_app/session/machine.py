"""One appointment, from signing in to closing, as a state machine.

    signed out → signed in → appointment chosen → identity checked → conditions confirmed
               → viewing → closing → closed

Three rules hold in every method. A step stands durably in the audit trail *before* it takes effect;
if it cannot be written the step does not happen. What protects people (stopping, wiping) happens
first and whatever the trail says. And when the trail fails while a film is on, the film goes.

Every session ends through *closing*, with an end (completed, refused, aborted, interrupted) and a
reason. Only a failing audit trail goes to *closed* directly: then nothing more can be written, and
the station closes the session in the trail when it next starts.

Methods may be called from any thread; a lock makes them one after another. ``request_stop`` is the
exception: it never waits, so that *stop now* works while a passphrase is being checked.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from viewer_app.errors import InzageError
from viewer_app.evidence.approval import Approval
from viewer_app.evidence.secret import Secret
from viewer_app.session.errors import Refused, WrongState
from viewer_app.session.policy import Finding, Policy, check_approval
from viewer_app.session.ports import (
    Actor,
    Appointment,
    AuditTrail,
    AuditUnavailable,
    CaptureGuard,
    Clip,
    Clips,
    Clock,
    Event,
    GuardReport,
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
from viewer_app.session.roles import Role

CONTINUED_EVERY_MS: Final = 10_000
"""While the film is on, the trail is written at least this often, so that a trail that fails is
noticed, and an auditor sees how far the film had come if the station loses power."""

_END_ACTION: Final = {
    End.COMPLETED: Action.VIEWING_STOPPED,
    End.REFUSED: Action.SESSION_REFUSED,
    End.ABORTED: Action.SESSION_ABORTED,
    End.INTERRUPTED: Action.SESSION_INTERRUPTED,
}


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
    ) -> None:
        self.code = new_session_code()
        self.station = station
        self.state = State.SIGNED_OUT
        self.end: End | None = None
        self.reason: str = ""
        self.appointment: Appointment | None = None
        self.checkpoint: str = ""
        self._clock = clock
        self._audit = audit
        self._supervisors = supervisors
        self._clips = clips
        self._player = player
        self._guard = guard
        self._supervisor = ""
        self._recipient = ""
        self._clip: Clip | None = None
        self._keys_were_out = False
        self._playing = False
        self._written_ms = 0
        self._stop_asked: Reason | None = None
        self._lock = threading.RLock()

    @property
    def supervisor(self) -> str:
        """The sign-in name of the supervisor, or "" before signing in."""
        return self._supervisor

    @property
    def playing(self) -> bool:
        """Whether the film is running."""
        return self._playing

    # --- up to viewing -------------------------------------------------------------------------

    def sign_in(self, supervisor: str, passphrase: Secret) -> None:
        """Check the supervisor's passphrase and open the session.

        Raises SignInRefused (wrong name or passphrase, or a delay still running) or
        AuditUnavailable; the state is then unchanged. The caller wipes the passphrase.
        """
        with self._lock:
            self._require(State.SIGNED_OUT)
            try:
                recipient = self._supervisors.verify(supervisor, passphrase)
            except SignInRefused as refusal:
                self._audit.record(
                    Event(
                        session="",
                        actor=Actor(Role.STATION, self.station.id),
                        action=Action.SIGN_IN_REFUSED,
                        object=_known(supervisor, refusal),
                        outcome=Outcome.REFUSED,
                        details={"code": refusal.code},
                    )
                )
                raise
            self._supervisor, self._recipient = supervisor, recipient
            try:
                self._write(Action.SESSION_OPENED, f"supervisor:{supervisor}")
            except AuditUnavailable:
                self._supervisor = self._recipient = ""
                raise
            self.state = State.SIGNED_IN

    def agenda(self) -> tuple[tuple[Appointment, tuple[Finding, ...]], ...]:
        """This supervisor's appointments, each with the reasons why it cannot be opened now."""
        with self._lock:
            self._require(State.SIGNED_IN, State.APPOINTMENT_CHOSEN)
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
            self._write(
                Action.APPOINTMENT_CHOSEN,
                _object(approval),
                Outcome.REFUSED if findings else Outcome.OK,
                {
                    "package": appointment.package,
                    "desk": approval.desk,
                    "ground": approval.ground.value,
                    "clip_sha256": approval.clip.sha256,
                    "findings": [finding.code for finding in findings],
                },
                {"case": approval.case},
            )
            if findings:
                raise Refused(findings[0].code, **findings[0].facts)
            self.appointment = appointment
            self.state = State.APPOINTMENT_CHOSEN

    def check_identity(self, check: IdentityCheck) -> None:
        """Record the check of the identity document; one point that fails ends the session."""
        with self._lock:
            self._require(State.APPOINTMENT_CHOSEN)
            accepted = check.document in self.station.policy.documents
            passed = check.passed and accepted
            failed = [*check.failed, *([] if accepted else ["document_accepted"])]
            self._write(
                Action.IDENTITY_CHECKED,
                _object(self._approval()),
                Outcome.OK if passed else Outcome.REFUSED,
                {"document": check.document.value, "failed": failed},
            )
            if passed:
                self.state = State.IDENTITY_CHECKED
            else:
                self._finish(End.REFUSED, Reason.IDENTITY_NOT_PROVEN)

    def confirm_conditions(self, confirmed: frozenset[Condition]) -> None:
        """Record that citizen and supervisor confirmed every condition. Raises Refused if not all."""
        with self._lock:
            self._require(State.IDENTITY_CHECKED)
            if confirmed != frozenset(Condition):
                raise Refused("session.conditions_missing")
            self._write(
                Action.CONDITIONS_CONFIRMED,
                _object(self._approval()),
                details={"conditions": sorted(confirmed)},
            )
            self.state = State.CONDITIONS_CONFIRMED

    def start_viewing(self, passphrase: Secret) -> None:
        """Prove the capture guard, unlock the clip and show its first picture, paused.

        Raises SignInRefused or Refused with the state unchanged where the supervisor can mend it
        (wrong passphrase, guard not proven); any other InzageError has ended the session. The caller
        wipes the passphrase.
        """
        with self._lock:
            self._require(State.CONDITIONS_CONFIRMED)
            approval = self._approval()
            self._refuse_invalid(approval)
            self._prove_guard(approval)
            clip = self._unlock(passphrase)
            if self._stop_asked is not None:
                clip.wipe()
                self._finish(End.ABORTED, self._stop_asked)
                return
            try:
                self._write(Action.VIEWING_STARTED, _object(approval))
            except AuditUnavailable:
                clip.wipe()
                self._fail_closed()
                raise
            self._clip = clip
            self.state = State.VIEWING
            try:
                self._player.open(clip)
            except Exception as error:
                code = error.code if isinstance(error, InzageError) else "session.internal"
                self._player.stop()
                # The citizen saw nothing: the viewing is given back (see ``_findings``).
                self._write_or_fail(Action.VIEWING_NOT_SHOWN, {"code": code})
                self._finish(End.INTERRUPTED, code)
                raise

    # --- viewing -------------------------------------------------------------------------------

    def play(self) -> None:
        """Let the film run; from the start if it was at its end."""
        with self._lock:
            self._require(State.VIEWING)
            self._write_or_fail(Action.VIEWING_PLAYED, self._position())
            self._player.play()
            self._playing = True

    def pause(self) -> None:
        """Hold the picture."""
        with self._lock:
            self._require(State.VIEWING)
            self._player.pause()
            self._playing = False
            self._write_or_fail(Action.VIEWING_PAUSED, self._position())

    def seek(self, position_ms: int) -> None:
        """Go to this moment of the film (milliseconds)."""
        with self._lock:
            self._require(State.VIEWING)
            self._write_or_fail(
                Action.VIEWING_SOUGHT, {**self._position(), "to_ms": int(position_ms)}
            )
            self._player.seek(position_ms)

    def film_ended(self) -> None:
        """The player came to the end of the film; it can be played again."""
        with self._lock:
            if self.state is State.VIEWING:
                self._playing = False
                self._write_or_fail(Action.VIEWING_ENDED, self._position())

    def film_failed(self, error: InzageError) -> None:
        """The film cannot go on: not authentic, unreadable, not a film. Ends the session."""
        with self._lock:
            if self.state is State.VIEWING:
                self._player.stop()
                self._write_or_fail(
                    Action.INTEGRITY_FAILED, {**self._facts_of(error)}, Outcome.FAILED
                )
                self._finish(End.INTERRUPTED, error.code)

    def tick(self) -> None:
        """Call every second while viewing: keeps guard and trail proven. Raises what ended it."""
        with self._lock:
            if self.state is not State.VIEWING:
                return
            if not self.station.demonstration:
                report = self._guard.prove()
                if not report.proven:
                    self._lose_guard(report)
                    raise Refused(report.code)
            if self._clock.monotonic_ms() - self._written_ms >= CONTINUED_EVERY_MS:
                self._write_or_fail(Action.VIEWING_CONTINUED, self._position())

    # --- the end -------------------------------------------------------------------------------

    def request_stop(self, reason: Reason) -> None:
        """Ask for the end without waiting; a step under way gives up at its next safe point."""
        self._stop_asked = reason

    def stop(self, end: End, reason: Reason) -> None:
        """End the session from any open state: stop the film, wipe the keys, go to closing."""
        with self._lock:
            self._require(*(state for state in State if state not in _ENDED))
            self._finish(end, reason)

    def close(self, remarks: str = "") -> None:
        """Write the closing event with the supervisor's remarks and sign the trail."""
        with self._lock:
            self._require(State.CLOSING)
            ended = self.end or End.INTERRUPTED
            try:
                self._write(
                    Action.SESSION_CLOSED,
                    self._object_or_station(),
                    details={"end": ended.value, "reason": self.reason},
                    private={"remarks": remarks.strip()} if remarks.strip() else {},
                )
                self.checkpoint = self._audit.seal()
            except AuditUnavailable:
                self._fail_closed()
                raise
            self.state = State.CLOSED

    # --- inside --------------------------------------------------------------------------------

    def _require(self, *states: State) -> None:
        if self.state not in states:
            raise WrongState("session.wrong_state", state=self.state.value)

    def _approval(self) -> Approval:
        if self.appointment is None:
            raise WrongState("session.wrong_state", state=self.state.value)
        return self.appointment.approval

    def _findings(self, approval: Approval) -> tuple[Finding, ...]:
        started = self._audit.count(Action.VIEWING_STARTED, _object(approval))
        not_shown = self._audit.count(Action.VIEWING_NOT_SHOWN, _object(approval))
        return check_approval(
            approval,
            policy=self.station.policy,
            station=self.station.id,
            demonstration=self.station.demonstration,
            recipient=self._recipient,
            viewings_used=started - not_shown,
            now=self._clock.now(),
        )

    def _refuse_invalid(self, approval: Approval) -> None:
        findings = self._findings(approval)
        if findings:
            self._finish(End.REFUSED, findings[0].code)
            raise Refused(findings[0].code, **findings[0].facts)

    def _prove_guard(self, approval: Approval) -> None:
        report = self._guard.prove()
        allowed = report.proven or self.station.demonstration
        self._write(
            Action.GUARD_PROVEN if report.proven else Action.GUARD_REFUSED,
            _object(approval),
            Outcome.OK if allowed else Outcome.REFUSED,
            _guard_details(report),
        )
        if not allowed:
            raise Refused(report.code)

    def _unlock(self, passphrase: Secret) -> Clip:
        """The opened clip. The identity lives only as long as it takes to unwrap the file key."""
        if self.appointment is None:
            raise WrongState("session.wrong_state", state=self.state.value)
        try:
            identity = self._supervisors.unlock(self._supervisor, passphrase)
        except SignInRefused as refusal:
            self._write(
                Action.SIGN_IN_REFUSED,
                f"supervisor:{self._supervisor}",
                Outcome.REFUSED,
                {"code": refusal.code},
            )
            raise
        self._keys_were_out = True
        try:
            return self._clips.open(self.appointment, identity)
        except InzageError as error:
            self._write_or_fail(Action.INTEGRITY_FAILED, self._facts_of(error), Outcome.FAILED)
            self._finish(End.INTERRUPTED, error.code)
            raise
        finally:
            identity.wipe()

    def _lose_guard(self, report: GuardReport) -> None:
        self._player.stop()
        self._write_or_fail(Action.GUARD_LOST, _guard_details(report), Outcome.FAILED)
        self._finish(End.INTERRUPTED, report.code)

    def _finish(self, end: End, reason: str) -> None:
        """Stop and wipe first, then write; the state is *closing* with nothing left to protect."""
        position = self._position() if self._clip is not None else {}
        self._release()
        self.end, self.reason = end, str(reason)
        self.state = State.CLOSING
        try:
            if self._keys_were_out:
                self._write(Action.KEYS_WIPED, self._object_or_station())
            self._write(
                _END_ACTION[end],
                self._object_or_station(),
                details={"reason": self.reason, **position},
            )
        except AuditUnavailable:
            self._fail_closed()
            raise

    def _release(self) -> None:
        self._playing = False
        try:
            self._player.stop()
        finally:
            if self._clip is not None:
                self._clip.wipe()
                self._clip = None

    def _fail_closed(self) -> None:
        """The trail cannot be written: nothing may be on screen, and no step can follow."""
        self._release()
        self.end = self.end or End.INTERRUPTED
        self.reason = self.reason or "audit.unavailable"
        self.state = State.CLOSED

    def _write(
        self,
        action: Action,
        object_: str,
        outcome: Outcome = Outcome.OK,
        details: Mapping[str, Json] | None = None,
        private: Mapping[str, str] | None = None,
    ) -> None:
        self._audit.record(
            Event(
                session=self.code,
                actor=Actor(Role.SUPERVISOR, self._supervisor),
                action=action,
                object=object_,
                outcome=outcome,
                details=details or {},
                private=private or {},
            )
        )
        self._written_ms = self._clock.monotonic_ms()

    def _write_or_fail(
        self, action: Action, details: Mapping[str, Json], outcome: Outcome = Outcome.OK
    ) -> None:
        """Write while keys are out: if that fails, the film goes and the session is over."""
        try:
            self._write(action, self._object_or_station(), outcome, details)
        except AuditUnavailable:
            self._fail_closed()
            raise

    def _object_or_station(self) -> str:
        if self.appointment is None:
            return f"station:{self.station.id}"
        return _object(self.appointment.approval)

    def _position(self) -> dict[str, Json]:
        return {"position_ms": self._player.position_ms()}

    def _facts_of(self, error: InzageError) -> dict[str, Json]:
        return {"code": error.code, "facts": {key: str(value) for key, value in error.facts.items()}}


_ENDED: Final = (State.SIGNED_OUT, State.CLOSING, State.CLOSED)


def _object(approval: Approval) -> str:
    return f"approval:{approval.approval_id}"


def _known(supervisor: str, refusal: SignInRefused) -> str:
    """A name nobody has may be a passphrase typed in the wrong field: it is not written down."""
    return "supervisor:?" if refusal.code == "signin.unknown" else f"supervisor:{supervisor}"


def _guard_details(report: GuardReport) -> dict[str, Json]:
    return {"platform": report.platform, "code": report.code, "findings": list(report.findings)}
