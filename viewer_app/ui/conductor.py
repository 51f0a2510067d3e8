"""Leads a supervisor through an appointment: screens ask, the session answers, screens follow.

The session's state decides which screen is shown; no rule of the appointment stands here. What
takes time is done in a lane (see ``background``) while the screen stays alive.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Final

from PySide6.QtCore import QObject, Signal

from viewer_app.errors import InzageError
from viewer_app.evidence.approval import Regime
from viewer_app.evidence.secret import Secret
from viewer_app.session.company import Company
from viewer_app.session.errors import WrongState
from viewer_app.session.ports import Appointment
from viewer_app.session.record import Condition, End, IdentityCheck, Reason, State
from viewer_app.ui.backend import Backend
from viewer_app.ui.background import Lane
from viewer_app.ui.projection import Projection
from viewer_app.ui.reception import Reception
from viewer_app.ui.screens.afterwards import AfterwardsScreen
from viewer_app.ui.screens.agenda import AgendaScreen
from viewer_app.ui.screens.closing import ClosingScreen
from viewer_app.ui.screens.conditions import ConditionsScreen
from viewer_app.ui.screens.done import DoneScreen
from viewer_app.ui.screens.identity import IdentityScreen
from viewer_app.ui.screens.no_show import NoShowScreen
from viewer_app.ui.screens.refusing import AT_CONDITIONS, AT_IDENTITY, RefusingScreen
from viewer_app.ui.screens.sign_in import SignInScreen
from viewer_app.ui.screens.viewing import ViewingScreen
from viewer_app.ui.visitor import Visitor
from viewer_app.ui.widgets.page import Page

_ENDED: Final = frozenset({State.SIGNED_OUT, State.CLOSING, State.CLOSED})
Screen = Page | ViewingScreen


class Conductor(QObject):
    """One appointment after another."""

    shown = Signal(object)
    """The screen to show now."""
    session_changed = Signal(str, str)
    """Code of the session and sign-in name; both empty when nobody is signed in."""

    def __init__(self, backend: Backend, parent: QObject) -> None:
        super().__init__(parent)
        self._backend = backend
        self.sign_in = SignInScreen()
        self.agenda = AgendaScreen()
        self.no_show = NoShowScreen()
        self.identity = IdentityScreen()
        self.visitor = Visitor(self)
        self.conditions = ConditionsScreen(self.visitor)
        self.refusing = RefusingScreen()
        self.viewing = ViewingScreen(backend.frames(), backend.film())
        self.closing = ClosingScreen()
        self.afterwards = AfterwardsScreen(self.visitor)
        self.done = DoneScreen()
        self.session = backend.new_session()
        self._screen: Screen = self.sign_in
        self._steps = Lane("session", self)
        self._stops = Lane("stop", self)
        self.reception = Reception(backend, self.agenda, self._steps, self)
        self.projection = Projection(backend, self.viewing, self._steps, self._stops, self)
        self._stopping: tuple[End, Reason] | None = None
        self._problem: InzageError | None = None
        self._connect()

    @property
    def screens(self) -> tuple[Screen, ...]:
        """Every screen of the appointment."""
        return (
            self.sign_in,
            self.agenda,
            self.no_show,
            self.identity,
            self.conditions,
            self.refusing,
            self.viewing,
            self.closing,
            self.afterwards,
            self.done,
        )

    @property
    def at_rest(self) -> bool:
        """Whether nobody is signed in and nothing is under way, so that the program may end."""
        states = {State.SIGNED_OUT, State.CLOSED}
        return self.session.state in states and not self.sign_in.is_busy

    def begin(self) -> None:
        """A fresh session, signed out."""
        self.session = self._backend.new_session()
        self._stopping = None
        self._problem = None
        self.visitor.forget()
        self.session_changed.emit("", "")
        self.sign_in.show_names(self._backend.supervisors())
        self._show(self.sign_in)

    def stop_now(self) -> None:
        """Stop, in whatever state and however busy. Black first; then the session ends."""
        if self._stopping or self.at_rest or self.session.state is State.CLOSING:
            return
        self._stopping = (End.ABORTED, Reason.SUPERVISOR_STOPPED)
        session = self.session
        session.request_stop(*self._stopping)
        if self._screen is self.viewing:
            self.viewing.set_stopping()
        elif isinstance(self._screen, Page):
            page = self._screen
            page.set_busy(lambda: self.tr("Stopping"))
        self._end(*self._stopping)

    def shut_down(self) -> None:
        """End the session, if one is open, and wait for what is under way; the program ends."""
        self.session.request_stop(End.INTERRUPTED, Reason.STATION_STOPPED)
        self.projection.stop()
        self.reception.stop()
        self._stop_for_good()
        for part in (self._steps, self._stops, self.reception):
            part.close()
        self._stop_for_good()  # a sign-in that was under way opened it only now
        with suppress(InzageError):
            if self.session.state is State.CLOSING:
                self.session.close()

    def _stop_for_good(self) -> None:
        """What the trail cannot take now is closed in it when the station next starts."""
        with suppress(InzageError):
            if self.session.state not in _ENDED:
                self.session.stop(End.INTERRUPTED, Reason.STATION_STOPPED)

    # --- sign in, appointments -----------------------------------------------------------------

    def _sign_in(self, supervisor: str, passphrase: Secret) -> None:
        screen, session = self.sign_in, self.session
        screen.set_busy(lambda: self.tr("Checking the passphrase"))

        def done(_: None) -> None:
            self.session_changed.emit(session.code, session.supervisor)
            self._follow()

        def failed(error: InzageError) -> None:
            screen.report(error, lambda: self.tr("You are not signed in."))
            screen.try_again()
            self._stopping = None

        self._steps.run(lambda: sign_in_once(session.sign_in, supervisor, passphrase), done, failed)

    def _choose(self, appointment: Appointment) -> None:
        screen = self.agenda
        self._step(
            screen,
            lambda: self.session.choose(appointment),
            lambda: self.tr("This appointment cannot be opened."),
        )

    def _ask_no_show(self, appointment: Appointment | None) -> None:
        if appointment is not None and isinstance(self._screen, Page):
            self.no_show.begin(self._screen.step, appointment)
            self._show(self.no_show)

    def _record_no_show(self, appointment: Appointment) -> None:
        session = self.session
        self._step(
            self.no_show,
            lambda: session.record_no_show(appointment),
            lambda: self.tr("It was not recorded."),
        )

    # --- identity, conditions ------------------------------------------------------------------

    def _check_identity(self, check: IdentityCheck) -> None:
        screen = self.identity
        self._step(
            screen,
            lambda: self.session.check_identity(check),
            lambda: self.tr("The check was not recorded."),
        )

    def _compare_zone(self, text: Secret) -> None:
        screen, session = self.identity, self.session
        screen.set_busy(lambda: self.tr("Comparing the code"))

        def show(answer: Callable[[], None]) -> None:
            if session.state is State.APPOINTMENT_CHOSEN and self._stopping is None:
                answer()
            else:
                self._follow()

        self._steps.run(
            lambda: session.compare_zone(text),
            lambda found: show(lambda: screen.show_inspection(found)),
            lambda error: show(lambda: screen.report_zone(error)),
        )

    def _open_recording(
        self, confirmed: frozenset[Condition], company: Company, passphrase: Secret
    ) -> None:
        screen, session, read_in = self.conditions, self.session, self.visitor.tongue
        self.visitor.choose(read_in)  # and it no longer follows the language of the screens
        screen.set_busy(lambda: self.tr("Opening the recording"))

        def work() -> None:
            try:
                if session.state is State.IDENTITY_CHECKED:
                    session.confirm_conditions(confirmed, read_in, company)
                session.start_viewing(passphrase)
            finally:
                passphrase.wipe()

        def failed(error: InzageError) -> None:
            if session.state is State.CONDITIONS_CONFIRMED and self._stopping is None:
                screen.report(error, lambda: self.tr("The recording was not opened."))
                screen.settle()
            elif session.state is State.IDENTITY_CHECKED and self._stopping is None:
                screen.report(error, lambda: self.tr("The conditions were not recorded."))
            else:
                self._fail(error)

        self._steps.run(work, lambda _: self._follow(), failed)

    def _ask_why(self, reasons: Sequence[Reason], reason: Reason | None = None) -> None:
        """Ask which of these ends the appointment; going back begins the step anew."""
        if isinstance(self._screen, Page):
            self.refusing.begin(self._screen.step, reasons, reason)
            self._show(self.refusing)

    # --- viewing -------------------------------------------------------------------------------

    def _broke_off(self, error: InzageError) -> None:
        """A step of the film failed: if that ended the session, say why; else end it."""
        if not isinstance(error, WrongState):
            self.viewing.blank()
            self._problem = error
            if self.session.state is State.VIEWING:
                self._stopping = (End.INTERRUPTED, Reason.TECHNICAL)
                self._end(*self._stopping)
                return
        self._follow()

    def _finish(self, reason: Reason) -> None:
        self.viewing.set_stopping()
        completed = reason is Reason.FINISHED
        interrupted = reason is Reason.TECHNICAL
        end = End.COMPLETED if completed else End.INTERRUPTED if interrupted else End.ABORTED
        self._stopping = (end, reason)
        self._end(end, reason)

    # --- the end -------------------------------------------------------------------------------

    def _end(self, end: End, reason: Reason) -> None:
        """End the session in a lane of its own: a step under way gives up by itself."""
        session = self.session

        def work() -> None:
            try:
                session.stop(end, reason)
            except WrongState:
                # It ended by itself meanwhile, or a sign-in under way was refused.
                return

        self._stops.run(work, lambda _: self._follow(), self._fail)

    def _sign_out(self) -> None:
        self._end(End.ABORTED, Reason.SIGNED_OUT)

    def _close(self, remarks: str) -> None:
        screen, session = self.closing, self.session
        screen.set_busy(lambda: self.tr("Signing the audit trail"))
        self._steps.run(lambda: session.close(remarks), lambda _: self._follow(), self._fail)

    # --- following the session -----------------------------------------------------------------

    def _step(self, screen: Page, work: Callable[[], None], title: Callable[[], str]) -> None:
        """A step of the session; a refusal that changes nothing is shown on the same screen."""
        before = self.session.state
        screen.set_busy(lambda: self.tr("One moment"))

        def failed(error: InzageError) -> None:
            if self.session.state is before and self._stopping is None:
                screen.report(error, title)
            else:
                self._fail(error)

        self._steps.run(work, lambda _: self._follow(), failed)

    def _fail(self, error: InzageError) -> None:
        """What went wrong is told on whatever screen comes of it."""
        self._problem = error
        self._follow()

    def _follow(self) -> None:
        """Show the screen that belongs to the session's state."""
        session, state = self.session, self.session.state
        approval = session.appointment.approval if session.appointment else None
        if self._stopping and state not in _ENDED:
            self._end(*self._stopping)  # a step under way got in between; it ends now
        elif state is State.SIGNED_OUT:
            if self._screen is not self.sign_in:
                self.begin()
        elif state is State.SIGNED_IN:
            self._show(self.agenda)
            self.reception.begin(session)
        elif state is State.APPOINTMENT_CHOSEN and approval is not None:
            documents = session.station.policy.documents
            self.identity.show_requester(approval.requester, documents, session.inspection)
            self._show(self.identity)
        elif state is State.IDENTITY_CHECKED:
            self.conditions.begin(session.supervisor, session.welcome, session.station.policy)
            self._show(self.conditions)
        elif state is State.VIEWING:
            self.viewing.view.framing.reset()
            names = (session.code, session.station.id, session.supervisor)
            if approval is not None:  # there is no film without one
                self.viewing.begin(*names, approval.recorded_at)
            self.projection.begin(session)
            self._show(self.viewing)
        elif state is State.CLOSING:
            self._show_closing()
        elif state is State.CLOSED:
            self._show_done()

    def _show_closing(self) -> None:
        session = self.session
        if session.reason == Reason.SIGNED_OUT:
            self._close("")
            return
        if self._screen is not self.closing:
            self.afterwards.begin(session.station.policy, self._kept(), self._regime())
            self.closing.show_end(session.end or End.INTERRUPTED, session.reason, self._kept())
            self._show(self.closing)
        self._tell_problem(self.closing)

    def _show_done(self) -> None:
        session = self.session
        if session.reason == Reason.SIGNED_OUT and session.checkpoint:
            self.begin()
            return
        ended_early = session.end is not End.COMPLETED and session.appointment is not None
        self.done.show_receipt(
            *(session.code, session.checkpoint, session.station.id, datetime.now(UTC)),
            letter=ended_early and bool(session.checkpoint),
        )
        self._show(self.done)
        self._tell_problem(self.done)

    def _tell_problem(self, screen: Page) -> None:
        if self._problem is not None:
            screen.report(self._problem, lambda: self.tr("This went wrong"))
            self._problem = None

    def _regime(self) -> Regime:
        """The law of the recording; without an appointment there is nothing to read of it."""
        appointment = self.session.appointment
        return appointment.approval.regime if appointment else Regime.AVG

    def _kept(self) -> date | None:
        appointment = self.session.appointment
        if appointment is None:
            return None
        approval = appointment.approval
        return self.session.station.policy.kept_until(approval.recorded_at, approval.hold)

    def _show(self, screen: Screen) -> None:
        if self._screen is not screen:
            self._screen.leave()
        if screen is not self.viewing:
            self.projection.stop()
        if screen is not self.agenda:
            self.reception.stop()
        self._screen = screen
        self.shown.emit(screen)
        screen.enter()

    def _connect(self) -> None:
        self.sign_in.entered.connect(self._sign_in)
        self.agenda.chosen.connect(self._choose)
        self.agenda.missed.connect(self._ask_no_show)
        self.no_show.recorded.connect(self._record_no_show)
        self.no_show.back.connect(self._follow)
        self.agenda.sign_out.connect(self._sign_out)
        self.identity.checked.connect(self._check_identity)
        self.identity.not_appeared.connect(lambda: self._ask_no_show(self.session.appointment))
        self.identity.zone_given.connect(self._compare_zone)
        self.identity.other_person.connect(lambda: self._ask_why(AT_IDENTITY, Reason.OTHER_PERSON))
        self.identity.cannot.connect(lambda: self._ask_why(AT_IDENTITY))
        self.conditions.confirmed.connect(self._open_recording)
        self.conditions.cannot.connect(lambda: self._ask_why(AT_CONDITIONS))
        self.refusing.chosen.connect(lambda reason: self._end(End.REFUSED, reason))
        self.refusing.back.connect(self._follow)
        self.conditions.declined.connect(lambda: self._end(End.REFUSED, Reason.CONDITIONS_DECLINED))
        self.viewing.finish_asked.connect(self._finish)
        self.viewing.stop_asked.connect(self.stop_now)
        self.closing.closed.connect(self._close)
        self.closing.told.connect(lambda: self._show(self.afterwards))
        self.afterwards.back.connect(lambda: self._show(self.closing))
        self.done.again.connect(self.begin)
        self.projection.broke_off.connect(self._broke_off)


def sign_in_once(sign_in: Callable[[str, Secret], None], name: str, passphrase: Secret) -> None:
    """Use a passphrase once; it is wiped whatever comes of it."""
    try:
        sign_in(name, passphrase)
    finally:
        passphrase.wipe()
