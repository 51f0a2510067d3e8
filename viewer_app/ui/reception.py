"""Between the agenda, the inbox and the session: what is shown while the supervisor chooses."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from viewer_app.errors import InzageError
from viewer_app.session.agenda import AgendaEntry
from viewer_app.session.errors import WrongState
from viewer_app.session.machine import Session
from viewer_app.session.ports import GuardReport
from viewer_app.session.record import State
from viewer_app.ui.backend import Backend, SetAside, SourceTrouble, Waiting
from viewer_app.ui.background import Lane
from viewer_app.ui.screens.agenda import AgendaScreen

_AGENDA_MS: Final = 20_000
_INBOX_MS: Final = 2_000
"""A look at names and sizes costs next to nothing, and works on every file system."""


class Reception(QObject):
    """Keeps the agenda as things stand, for as long as it is on screen."""

    _progressed = Signal(str, object, object)

    def __init__(
        self, backend: Backend, agenda: AgendaScreen, steps: Lane, parent: QObject
    ) -> None:
        """``steps`` is the lane of the session."""
        super().__init__(parent)
        self._backend = backend
        self._agenda = agenda
        self._steps = steps
        self._intake = Lane("intake", self)
        self._session: Session | None = None
        self._looking = False
        self._arriving: tuple[str, ...] = ()
        self._seen: Waiting = frozenset()
        """What lay in the inbox when it was last looked into."""
        self._turn = QTimer(self)
        self._turn.setInterval(_AGENDA_MS)
        self._turn.timeout.connect(self._refresh)
        self._watch = QTimer(self)
        self._watch.setInterval(_INBOX_MS)
        self._watch.setSingleShot(True)
        self._watch.timeout.connect(self._glance)
        self._progressed.connect(self._show_progress)
        agenda.look_again.connect(self._look)

    def begin(self, session: Session) -> None:
        """The agenda of this session's supervisor is on screen."""
        self._session = session
        self._turn.start()
        self._watch.start()
        self._show_agenda()
        self._look()

    def stop(self) -> None:
        """The agenda is not on screen any more."""
        self._session = None
        self._turn.stop()
        self._watch.stop()

    def close(self) -> None:
        """Wait for what is under way; the program ends."""
        self.stop()
        self._intake.close()

    def _look(self) -> None:
        """See what came into the inbox, and whether the station is as it should be."""
        if self._looking:
            return
        self._looking = True
        self._agenda.set_looking(looking=True)

        def work() -> tuple[GuardReport, tuple[str, ...]]:
            self._seen = self._backend.waiting()
            guard = self._backend.guard()
            return guard, tuple(self._backend.intake(self._progressed.emit))

        def finished() -> None:
            self._looking = False
            self._agenda.hide_progress()
            self._agenda.set_looking(looking=False)
            self._show_agenda()

        def done(found: tuple[GuardReport, tuple[str, ...]]) -> None:
            guard, self._arriving = found
            self._agenda.show_anchor_trouble(self._backend.anchor_trouble())
            if not self._backend.demonstration:
                self._agenda.show_guard(guard)
            finished()

        def failed(error: InzageError) -> None:
            finished()
            self._agenda.report(error, lambda: self.tr("The inbox could not be checked."))

        self._intake.run(work, done, failed)

    def _refresh(self) -> None:
        """Time passes: appointments begin and end, and a copy may have stopped half-way."""
        if self._arriving:
            self._look()
        else:
            self._show_agenda()

    def _glance(self) -> None:
        """Look into the inbox where something new lies in it. The disk is not waited for."""

        def done(found: tuple[Waiting, Sequence[SourceTrouble]]) -> None:
            if self._session is None:
                return
            waiting, trouble = found
            self._watch.start()
            self._agenda.show_source_trouble(trouble)
            if not waiting <= self._seen:
                self._look()

        self._intake.run(
            lambda: (self._backend.waiting(), self._backend.source_trouble()),
            done,
            lambda _: self._watch.start() if self._session else None,
        )

    def _show_agenda(self) -> None:
        session = self._session
        if session is None or session.state is not State.SIGNED_IN:
            return

        def done(found: tuple[Sequence[AgendaEntry], Sequence[SetAside]]) -> None:
            if self._session is session:
                self._agenda.show_agenda(*found, self._arriving, datetime.now(UTC))

        self._steps.run(lambda: (session.agenda(), self._backend.set_aside()), done, self._failed)

    def _failed(self, error: InzageError) -> None:
        if not isinstance(error, WrongState):
            self._agenda.report(error, lambda: self.tr("The appointments cannot be shown."))

    @Slot(str, object, object)
    def _show_progress(self, what: str, done: int, total: int) -> None:
        if self._looking:
            self._agenda.show_progress(what, done, total)
