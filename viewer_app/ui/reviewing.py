"""Leads an auditor through the review; the trail is read in a lane of its own."""

import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from viewer_app.errors import InzageError
from viewer_app.evidence.secret import Secret
from viewer_app.ui.backend import (
    Backend,
    EventRow,
    Listing,
    Overview,
    Search,
    SessionReading,
    SessionRow,
    Verification,
)
from viewer_app.ui.background import Lane
from viewer_app.ui.conductor import sign_in_once
from viewer_app.ui.screens.review import ReviewScreen
from viewer_app.ui.screens.review_overview import ReviewOverviewScreen
from viewer_app.ui.screens.review_session import ReviewSessionScreen
from viewer_app.ui.screens.review_station import ReviewStationScreen
from viewer_app.ui.screens.sign_in import AuditorSignInScreen
from viewer_app.ui.widgets.page import Page
from viewer_app.ui.widgets.rows import BLOCK


class Reviewing(QObject):
    """The auditor's visit."""

    shown = Signal(object)
    """The screen to show now."""
    ended = Signal()
    """Back to the supervisor's sign-in."""
    resized = Signal(object)
    """This screen has new widgets, to be given their sizes."""
    _progressed = Signal(str, object, object)

    def __init__(self, backend: Backend, parent: QObject) -> None:
        super().__init__(parent)
        self._backend = backend
        self._review = backend.review()
        self.sign_in = AuditorSignInScreen()
        self.review = ReviewScreen()
        self.session = ReviewSessionScreen()
        self.overview = ReviewOverviewScreen()
        self.station = ReviewStationScreen()
        self.signed_in = False
        self._screen: Page = self.sign_in
        self._visit = 0
        self._stop_verifying = threading.Event()
        self._lane = Lane("review", self)
        self._checks = Lane("verify", self)
        self._connect()

    @property
    def screens(self) -> tuple[Page, ...]:
        """Every screen of the review."""
        return self.sign_in, self.review, self.session, self.overview, self.station

    def begin(self) -> None:
        """At the auditor's door."""
        self.sign_in.show_names(self._backend.auditors())
        self._show(self.sign_in)

    @Slot()
    def leave(self) -> None:
        """Sign out."""
        self._visit += 1
        self._stop_verifying.set()
        for screen in self.screens[1:]:
            screen.leave()
        if self.signed_in:
            self.signed_in = False
            self._lane.run(self._review.close, lambda _: None, lambda _: None)
        self.ended.emit()

    def shut_down(self) -> None:
        """Wait for what is under way; the program ends."""
        self._stop_verifying.set()
        self._lane.close()
        self._checks.close()

    # --- in and out ----------------------------------------------------------------------------

    def _back(self) -> None:
        self.sign_in.leave()
        self.ended.emit()

    def _back_to_sessions(self) -> None:
        self._screen.leave()
        self._show(self.review)

    def _sign_in(self, auditor: str, passphrase: Secret) -> None:
        screen = self.sign_in
        screen.set_busy(lambda: self.tr("Checking the passphrase"))

        def done(_: None) -> None:
            self.signed_in = True
            screen.leave()
            self._show(self.review)
            self._find(Search())
            self._lane.run(self._review.years, self._show_years, self._failed)

        def failed(error: InzageError) -> None:
            screen.report(error, lambda: self.tr("You are not signed in."))
            screen.try_again()

        self._lane.run(lambda: sign_in_once(self._review.open, auditor, passphrase), done, failed)

    def _show_years(self, years: Sequence[int]) -> None:
        if self.signed_in:
            self.review.show_years(years)
            self.resized.emit(self.review)

    def _read_year(self, year: int) -> None:
        self._stop_verifying.set()
        self._visit += 1  # what is still on its way is about another trail
        self.review.verdicts.show_verification(None)
        self.review.search.forget()
        self._lane.run(lambda: self._review.read_year(year), lambda _: None, self._failed)
        self._find(Search())

    # --- sessions ------------------------------------------------------------------------------

    def _find(self, search: Search) -> None:
        visit = self._visit

        def done(listing: Listing) -> None:
            if visit == self._visit:
                self.review.banner.clear()
                self.review.show_listing(listing, narrowed=search != Search())

        self._lane.run(lambda: self._review.find(search), done, self._failed)

    def _fetch(self, listing: Listing, serial: int, first: int, count: int) -> None:
        def done(rows: Sequence[SessionRow]) -> None:
            self.review.show_rows(serial, first, rows)

        self._lane.run(lambda: listing.rows(first, count), done, self._failed)

    def _open_session(self, code: str) -> None:
        screen, visit = self.review, self._visit
        screen.set_busy(lambda: self.tr("Reading the session"))

        def done(reading: SessionReading) -> None:
            screen.set_busy(None)
            if visit == self._visit:
                self.session.show_reading(reading)
                self._show(self.session)

        self._lane.run(lambda: self._review.session(code), done, self._failed)

    # --- the station's own events, and the numbers ---------------------------------------------

    def _open_station(self) -> None:
        self._show(self.station)
        self.station.begin()

    def _fetch_events(self, before: int | None) -> None:
        visit = self._visit

        def done(events: Sequence[EventRow]) -> None:
            if visit == self._visit and self._screen is self.station:
                self.station.show_events(events)

        def work() -> Sequence[EventRow]:
            return self._review.station_events(before, BLOCK)

        self._lane.run(work, done, self._failed)

    def _open_overview(self) -> None:
        screen, visit = self.review, self._visit
        screen.set_busy(lambda: self.tr("Counting the sessions"))

        def work() -> Overview:
            # brings numpy along, half a second in which the screen must stay alive
            import viewer_app.ui.screens.review_plots  # noqa: F401, PLC0415

            return self._review.overview()

        def done(overview: Overview) -> None:
            screen.set_busy(None)
            if visit == self._visit:
                self.overview.show_overview(overview)
                self._show(self.overview)

        self._lane.run(work, done, self._failed)

    # --- verifying -----------------------------------------------------------------------------

    def _verify(self, thorough: bool) -> None:
        verdicts, visit = self.review.verdicts, self._visit
        verdicts.set_running(running=True)
        stop = self._stop_verifying = threading.Event()

        def work() -> Verification | None:
            return self._review.verify(self._progressed.emit, stop.is_set, thorough=thorough)

        def done(found: Verification | None) -> None:
            verdicts.set_running(running=False)
            if visit != self._visit:
                return
            if found is None:
                verdicts.set_stopped()
            else:
                verdicts.show_verification(found)

        def failed(error: InzageError) -> None:
            verdicts.set_running(running=False)
            if visit == self._visit:
                self._failed(error)

        self._checks.run(work, done, failed)

    def _cancel(self) -> None:
        self._stop_verifying.set()

    @Slot(str, object, object)
    def _show_progress(self, what: str, done: int, total: int) -> None:
        del what
        self.review.verdicts.show_progress(done, total)

    # --- inside --------------------------------------------------------------------------------

    def _failed(self, error: InzageError) -> None:
        if not self.signed_in:
            return
        self.review.set_busy(None)
        self._screen.report(error, lambda: self.tr("The trail cannot be read."))

    def _show(self, screen: Page) -> None:
        self._screen = screen
        self.shown.emit(screen)
        screen.enter()

    def _connect(self) -> None:
        self.sign_in.entered.connect(self._sign_in)
        self.sign_in.other_door.connect(self._back)
        review = self.review
        review.left.connect(self.leave)
        review.year_chosen.connect(self._read_year)
        review.search.search_asked.connect(self._find)
        review.rows_asked.connect(self._fetch)
        review.session_chosen.connect(self._open_session)
        review.overview_asked.connect(self._open_overview)
        review.station_asked.connect(self._open_station)
        review.verdicts.asked.connect(self._verify)
        review.verdicts.stopped.connect(self._cancel)
        self.station.more_asked.connect(self._fetch_events)
        self.overview.grown.connect(lambda: self.resized.emit(self.overview))
        for screen in (self.session, self.overview, self.station):
            screen.back_asked.connect(self._back_to_sessions)
        self._progressed.connect(self._show_progress)
