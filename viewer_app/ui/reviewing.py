"""Leads an auditor through the review; the trail is read in a lane of its own."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from viewer_app.errors import InzageError
from viewer_app.evidence.secret import Secret
from viewer_app.ui.backend import Backend, EventRow, Verdict
from viewer_app.ui.background import Lane
from viewer_app.ui.conductor import sign_in_once
from viewer_app.ui.screens.review import PAGE, ReviewScreen
from viewer_app.ui.screens.sign_in import AuditorSignInScreen
from viewer_app.ui.widgets.page import Page


class Reviewing(QObject):
    """The auditor's visit."""

    shown = Signal(object)
    """The screen to show now."""
    ended = Signal()
    """Back to the supervisor's sign-in."""
    _progressed = Signal(str, object, object)

    def __init__(self, backend: Backend, parent: QObject) -> None:
        super().__init__(parent)
        self._backend = backend
        self._review = backend.review()
        self.sign_in = AuditorSignInScreen()
        self.review = ReviewScreen()
        self.signed_in = False
        self._lane = Lane("review", self)
        self._checks = Lane("verify", self)
        self.sign_in.entered.connect(self._sign_in)
        self.sign_in.other_door.connect(self._back)
        self.review.left.connect(self.leave)
        self.review.page_asked.connect(self._show_page)
        self.review.session_chosen.connect(self._show_events)
        self.review.verify_asked.connect(self._verify)
        self._progressed.connect(self._show_progress)

    @property
    def screens(self) -> tuple[Page, ...]:
        """Every screen of the review."""
        return self.sign_in, self.review

    def begin(self) -> None:
        """At the auditor's door."""
        self.sign_in.show_names(self._backend.auditors())
        self._show(self.sign_in)

    @Slot()
    def leave(self) -> None:
        """Sign out."""
        self.review.leave()
        if self.signed_in:
            self.signed_in = False
            self._lane.run(self._review.close, lambda _: None, lambda _: None)
        self.ended.emit()

    def shut_down(self) -> None:
        """Wait for what is under way; the program ends."""
        self._lane.close()
        self._checks.close()

    def _back(self) -> None:
        self.sign_in.leave()
        self.ended.emit()

    def _sign_in(self, auditor: str, passphrase: Secret) -> None:
        screen = self.sign_in
        screen.set_busy(lambda: self.tr("Checking the passphrase"))

        def done(_: None) -> None:
            self.signed_in = True
            screen.leave()
            self._show(self.review)
            self._show_page(0)

        def failed(error: InzageError) -> None:
            screen.report(error, lambda: self.tr("You are not signed in."))
            screen.try_again()

        self._lane.run(lambda: sign_in_once(self._review.open, auditor, passphrase), done, failed)

    def _show_page(self, offset: int) -> None:
        self._lane.run(
            lambda: self._review.sessions(offset, PAGE), self.review.show_sessions, self._failed
        )

    def _show_events(self, session: str) -> None:
        def done(events: Sequence[EventRow]) -> None:
            self.review.show_events(session, events)

        self._lane.run(lambda: self._review.events(session), done, self._failed)

    def _verify(self) -> None:
        self.review.set_verifying(verifying=True)

        def done(verdicts: Sequence[Verdict]) -> None:
            self.review.set_verifying(verifying=False)
            self.review.show_verdicts(verdicts)

        def failed(error: InzageError) -> None:
            self.review.set_verifying(verifying=False)
            self._failed(error)

        self._checks.run(lambda: self._review.verify(self._progressed.emit), done, failed)

    @Slot(str, object, object)
    def _show_progress(self, what: str, done: int, total: int) -> None:
        self.review.show_progress(what, done, total)

    def _failed(self, error: InzageError) -> None:
        screen = self.review
        screen.report(error, lambda: self.tr("The trail cannot be read."))

    def _show(self, screen: Page) -> None:
        self.shown.emit(screen)
        screen.enter()
