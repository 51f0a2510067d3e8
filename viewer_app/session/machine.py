"""One appointment, from signing in to closing, as a state machine.

    signed out → signed in → appointment chosen → identity checked → conditions confirmed
               → viewing → closing → closed

Three rules hold in every method. A step stands durably in the audit trail *before* it takes effect;
if it cannot be written the step does not happen. What protects people (stopping, wiping) happens
first and whatever the trail says. And when the trail fails while a film is on, the film goes.

What it does while a film is on stands in ``viewer_app.session.watching``, and how it ends in
``viewer_app.session.ending``.

Methods may be called from any thread; a lock makes them one after another. ``request_stop`` is the
exception: it never waits, so that *stop now* works while a passphrase is being checked. ``stop``
takes the film away before it waits for the lock.
"""

from viewer_app.evidence.approval import Approval
from viewer_app.evidence.errors import EvidenceError
from viewer_app.evidence.secret import Secret
from viewer_app.session.agenda import (
    AgendaEntry,
    Attendance,
    find_attendance,
    find_when,
    is_over,
)
from viewer_app.session.calendar import dutch_day
from viewer_app.session.company import NOBODY, Company, refuse_company, welcome
from viewer_app.session.errors import Refused, WrongState
from viewer_app.session.film import Film
from viewer_app.session.identity import Inspection, inspect_zone
from viewer_app.session.journal import (
    Journal,
    approval_object,
    clip_details,
    code_of,
    conditions_details,
    failure,
    guard_details,
    hold_details,
)
from viewer_app.session.judging import compared, failed_points, overruled_fields
from viewer_app.session.policy import Companion, Finding, check_approval
from viewer_app.session.ports import (
    Anchoring,
    Appointment,
    AuditTrail,
    AuditUnavailable,
    CaptureGuard,
    Clip,
    Clips,
    Clock,
    Identity,
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
from viewer_app.session.station import Station
from viewer_app.session.tongue import Tongue
from viewer_app.session.watching import Watching


class Session(Watching):
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
        super().__init__(
            Journal(self.code, station.id, audit, clock),
            Film(player),
            station=station,
            clock=clock,
            supervisors=supervisors,
            guard=guard,
        )
        self.appointment: Appointment | None = None
        self.inspection: Inspection | None = None
        self._clips = clips
        self._anchoring = anchoring
        self._recipient = ""

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

    def agenda(self) -> tuple[AgendaEntry, ...]:
        """This supervisor's appointments, with what stands in the way and what will soon."""
        with self._lock:
            self._require(State.SIGNED_IN)
            return tuple(
                self._entry(appointment)
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
                    "regime": approval.regime.value,
                    **clip_details(approval),
                    "findings": [finding.code for finding in findings],
                    **hold_details(approval),
                },
                {"case": approval.case},
                object_=approval_object(approval),
            )
            if findings:
                raise Refused(findings[0].code, **findings[0].facts)
            self.appointment = appointment
            self._journal.about(approval)
            self.state = State.APPOINTMENT_CHOSEN

    def record_no_show(self, appointment: Appointment) -> None:
        """Record that nobody came: it opens no more, and no viewing is used up.

        A session that had chosen the appointment ends; if the visitor had been there before, that
        stands, and nothing else is recorded. Raises Refused, with the state unchanged, for another
        supervisor's appointment, before it begins, and where somebody came.
        """
        with self._lock:
            self._require(State.SIGNED_IN, State.APPOINTMENT_CHOSEN)
            if self.appointment not in {None, appointment}:
                raise WrongState("session.wrong_state", state=self.state.value)
            approval = appointment.approval
            if self._recipient not in approval.supervisors:
                raise Refused("approval.other_supervisor")
            if self._clock.now() < approval.valid_from:
                raise Refused("appointment.not_begun")
            came = find_attendance(self._journal, approval, over=False) is not Attendance.EXPECTED
            if came and self.appointment is None:
                raise Refused("appointment.came")
            if not came:
                self._journal.write(
                    Action.APPOINTMENT_NO_SHOW,
                    details={"regime": approval.regime.value},
                    private={"case": approval.case},
                    object_=approval_object(approval),
                )
            if self.appointment is not None:
                self._finish(End.ABORTED, Reason.NOT_APPEARED)

    def compare_zone(self, text: Secret) -> Inspection:
        """Compare a document's machine readable zone with the approval; ``text`` is wiped.

        What differs stands in the trail before anybody sees it. Raises ZoneUnreadable (nothing is
        written), WrongState or AuditUnavailable.
        """
        with text, self._lock:
            self._require(State.APPOINTMENT_CHOSEN)
            requester, accepted = self._chosen().approval.requester, self.station.policy.documents
            inspection = inspect_zone(text, requester, accepted, self._clock.now())
            details = compared(inspection)
            outcome = Outcome.REFUSED if details["differs"] else Outcome.OK
            self._journal.write(Action.IDENTITY_COMPARED, outcome, details)
            self.inspection = inspection
            return inspection

    def check_identity(self, check: IdentityCheck) -> None:
        """Record the check of the identity document; one point that fails ends the session.

        Raises Refused, with the state unchanged, if the zone read last differs and no reason says
        why that is accepted.
        """
        with self._lock:
            self._require(State.APPOINTMENT_CHOSEN)
            failed = failed_points(check, self.inspection, self.station.policy.documents)
            overruled = [] if failed else overruled_fields(check, self.inspection)
            self._journal.write(
                Action.IDENTITY_CHECKED,
                Outcome.REFUSED if failed else Outcome.OK,
                {
                    "document": check.document.value,
                    "failed": failed,
                    **({"overruled": overruled} if overruled else {}),
                },
                {"overrule": check.overrule.strip()} if overruled else {},
            )
            if failed:
                self._finish(End.REFUSED, Reason.IDENTITY_NOT_PROVEN)
            else:
                self.state = State.IDENTITY_CHECKED

    @property
    def welcome(self) -> tuple[Companion, ...]:
        """Which companions the rules allow the requester of the chosen appointment today."""
        birth_date = self._chosen().approval.requester.birth_date
        return welcome(self.station.policy, birth_date, dutch_day(self._clock.now()))

    def confirm_conditions(
        self, confirmed: frozenset[Condition], read_in: Tongue, company: Company = NOBODY
    ) -> None:
        """Record that citizen and supervisor confirmed every condition, read in this language.

        With companions the visitor confirms who they are instead of watching alone, and the trail
        says so. Raises Refused, with the state unchanged, if a condition is missing, or the rules
        do not allow this company.
        """
        with self._lock:
            self._require(State.IDENTITY_CHECKED)
            if confirmed != frozenset(Condition):
                raise Refused("session.conditions_missing")
            birth_date = self._chosen().approval.requester.birth_date
            refuse_company(company, self.station.policy, birth_date, dutch_day(self._clock.now()))
            details = conditions_details(confirmed, read_in, company)
            self._journal.write(Action.CONDITIONS_CONFIRMED, details=details)
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
            if self._gave_up():
                return
            # The picture carries the session code as its watermark.
            self._write_or_fail(Action.VIEWING_STARTED, {"watermark": self.code, "guard": guard})
            self.state = State.VIEWING
            self._presence.confirm()
            self._shown_since_ms = self._clock.monotonic_ms()
            try:
                self._film.open(self._clip)
            except Exception as error:
                code, cut = code_of(error), self._film.is_cut
                self._film.stop()
                if isinstance(error, EvidenceError):
                    self._write_or_fail(Action.INTEGRITY_FAILED, failure(error), Outcome.FAILED)
                # The citizen saw nothing: this gives the viewing back.
                self._write_or_fail(Action.VIEWING_NOT_SHOWN, {"code": code})
                if cut and not isinstance(error, EvidenceError) and self._gave_up():
                    return
                self._finish(End.INTERRUPTED, code)
                raise

    # --- inside --------------------------------------------------------------------------------

    def _require_anchor(self) -> None:
        days = self._anchoring.days_without_anchor() if self._anchoring else 0
        if self.station.policy.wants_anchor(days):
            raise SignInRefused("anchor.overdue", days=days, limit=self.station.policy.anchor_days)

    def _chosen(self) -> Appointment:
        if self.appointment is None:
            raise WrongState("session.wrong_state", state=self.state.value)
        return self.appointment

    def _entry(self, appointment: Appointment) -> AgendaEntry:
        approval, now = appointment.approval, self._clock.now()
        over = is_over(approval, self.station.policy.late_minutes, now)
        attendance = find_attendance(self._journal, approval, over=over)
        return AgendaEntry(
            appointment,
            self._findings(approval),
            self._notices(approval),
            attendance,
            find_when(approval, now, over=over),
            attendance is Attendance.EXPECTED and now >= approval.valid_from,
        )

    def _findings(self, approval: Approval) -> tuple[Finding, ...]:
        missed = self._journal.happened(Action.APPOINTMENT_NO_SHOW, approval)
        rules = check_approval(
            approval,
            policy=self.station.policy,
            station=self.station.id,
            demonstration=self.station.demonstration,
            recipient=self._recipient,
            viewings_used=self._journal.viewings_used(approval),
            now=self._clock.now(),
        )
        return (Finding("appointment.no_show", {}), *rules) if missed else rules

    def _notices(self, approval: Approval) -> tuple[Finding, ...]:
        policy = self.station.policy
        return policy.notices(approval.recorded_at, approval.hold, self._clock.now())

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
            self._require_guard_still()
            return self._open(appointment, identity)
        finally:
            identity.wipe()

    def _require_guard_still(self) -> None:
        """The proof must be fresh, and a security key may have waited for its touch since."""
        report = self._guard.prove()
        if not report.proven and not self.station.demonstration:
            self._journal.write(Action.GUARD_REFUSED, Outcome.REFUSED, guard_details(report))
            raise Refused(report.code)

    def _open(self, appointment: Appointment, identity: Identity) -> Clip:
        try:
            return self._clips.open(appointment, identity)
        except Exception as error:
            self._write_or_fail(Action.INTEGRITY_FAILED, failure(error), Outcome.FAILED)
            self._finish(End.INTERRUPTED, code_of(error))
            raise
