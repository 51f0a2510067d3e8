"""The film while it is shown: wishes to the session, one at a time, and what the film reports."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from viewer_app.errors import InzageError
from viewer_app.evidence.secret import Secret
from viewer_app.session.machine import Session
from viewer_app.session.record import State
from viewer_app.ui.backend import Backend
from viewer_app.ui.background import Lane
from viewer_app.ui.screens.viewing import ViewingScreen

_TICK_MS: Final = 1_000


class Projection(QObject):
    """Between the viewing screen, the film and the session."""

    broke_off = Signal(object)
    """An InzageError: a step of the film failed, or the film itself."""

    def __init__(
        self,
        backend: Backend,
        viewing: ViewingScreen,
        steps: Lane,
        stops: Lane,
        parent: QObject,
    ) -> None:
        """``backend`` tells of the film and the screens.

        ``steps`` is the lane of the session; ``stops`` is never kept waiting by it.
        """
        super().__init__(parent)
        self._viewing = viewing
        self._steps = steps
        self._stops = stops
        self._session: Session | None = None
        self._seek_to: int | None = None
        self._seeking = False
        self._ticking = False
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._look_after)
        viewing.play_asked.connect(lambda: self._run(lambda session: session.play()))
        viewing.pause_asked.connect(lambda: self._run(pause_if_playing))
        viewing.seek_asked.connect(self._seek)
        viewing.presence.given.connect(self._confirm_presence)
        film = backend.film_signals
        film.frame_ready.connect(viewing.view.show_frame)
        film.ended.connect(self._ended)
        film.failed.connect(self._failed)
        self._displays = backend.displays
        self._displays.appeared.connect(self._screen_appeared)

    def begin(self, session: Session) -> None:
        """The film of this session is open."""
        self._session = session
        self._seek_to = None
        self._seeking = self._ticking = False
        self._tick.start()
        self._ask_presence()

    def stop(self) -> None:
        """The film is gone; what it still reports is not heard."""
        self._session = None
        self._tick.stop()

    def _run(self, step: Callable[[Session], None]) -> None:
        session = self._session
        if session is None:
            return

        def done(_: None) -> None:
            self._viewing.set_playing(playing=session.playing)

        self._steps.run(lambda: step(session), done, self._failed_step)

    def _seek(self, to_ms: int) -> None:
        """One seek at a time; of the wishes that come meanwhile the last one counts."""
        session = self._session
        self._seek_to = to_ms
        if self._seeking or session is None:
            return
        self._seeking = True

        def done(_: None) -> None:
            self._seeking = False
            if self._seek_to is not None and self._seek_to != to_ms:
                self._seek(self._seek_to)
            else:
                self._seek_to = None
                self._viewing.sought()

        def failed(error: InzageError) -> None:
            self._seeking = False
            self._failed_step(error)

        self._steps.run(lambda: session.seek(to_ms), done, failed)

    def _ended(self) -> None:
        session = self._session
        if session is not None:
            self._steps.run(
                session.film_ended, lambda _: self._viewing.film_ended(), self.broke_off.emit
            )

    def _failed(self, error: InzageError) -> None:
        session = self._session
        if session is not None:
            self._viewing.blank()
            self._stops.run(
                lambda: session.film_failed(error),
                lambda _: self.broke_off.emit(error),
                self.broke_off.emit,
            )

    def _screen_appeared(self) -> None:
        """Black before it is known what the screen is; the session then finds its guard lost."""
        station = self._session.station if self._session is not None else None
        if station is None or station.demonstration:
            return
        if self._displays.now > station.policy.screens:
            self._viewing.blank()
            self._look_after()

    def _look_after(self) -> None:
        session = self._session
        if session is None or self._ticking or session.state is not State.VIEWING:
            return
        self._ticking = True

        def done(_: None) -> None:
            self._ticking = False
            self._ask_presence()

        def failed(error: InzageError) -> None:
            self._ticking = False
            self.broke_off.emit(error)

        self._steps.run(session.tick, done, failed)

    # --- presence ------------------------------------------------------------------------------

    def _failed_step(self, error: InzageError) -> None:
        if error.code == "presence.asked":  # between the question and its being on screen
            self._ask_presence()
        else:
            self.broke_off.emit(error)

    def _ask_presence(self) -> None:
        session = self._session
        if session is not None and session.presence_asked:
            self._viewing.ask_presence(session.presence_minutes_left)

    def _confirm_presence(self, passphrase: Secret) -> None:
        session = self._session
        if session is None:
            passphrase.wipe()
            return

        def work() -> None:
            try:
                session.confirm_presence(passphrase)
            finally:
                passphrase.wipe()

        def done(_: None) -> None:
            if self._session is session and session.state is State.VIEWING:
                self._viewing.end_presence()

        def failed(error: InzageError) -> None:
            if session.presence_asked:
                self._viewing.presence.report(error, lambda: self.tr("Not confirmed yet"))
            else:
                self.broke_off.emit(error)

        self._steps.run(work, done, failed)


def pause_if_playing(session: Session) -> None:
    """Pause; asked in the session's lane, where a wish to play that came before is done by now."""
    if session.playing:
        session.pause()
