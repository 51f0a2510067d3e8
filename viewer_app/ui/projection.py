"""The film while it is shown: wishes to the session, one at a time, and what the film reports."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from viewer_app.errors import InzageError
from viewer_app.evidence.secret import Secret
from viewer_app.session.errors import Impossible, WrongState
from viewer_app.session.machine import Session
from viewer_app.session.record import State
from viewer_app.ui.backend import Backend
from viewer_app.ui.background import Lane
from viewer_app.ui.coalescing import OneAtATime, the_last
from viewer_app.ui.screens.viewing import ViewingScreen

_TICK_MS: Final = 1_000
_MOST_FRAMES: Final = 25
"""A key that is held asks for many frames while one is shown: no more than this become one step."""


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
        self._ticking = False
        self._forget_wishes()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._look_after)
        viewing.play_asked.connect(lambda: self._run(lambda session: session.play()))
        viewing.pause_asked.connect(lambda: self._run(pause_if_playing))
        viewing.seek_asked.connect(self._ask_seek)
        viewing.scrub_asked.connect(self._ask_scrub)
        viewing.step_asked.connect(self._ask_step)
        viewing.speed_asked.connect(self._ask_speed)
        viewing.loop_asked.connect(self._loop)
        viewing.loop_cleared.connect(lambda: self._run(lambda session: session.clear_loop()))
        viewing.mark_asked.connect(self._mark)
        viewing.thumbnail.asked.connect(self._ask_preview)
        viewing.presence.given.connect(self._confirm_presence)
        film = backend.film_signals
        film.frame_ready.connect(viewing.view.show_frame)
        film.ended.connect(self._ended)
        film.looped.connect(lambda: self._run(lambda session: session.film_looped()))
        film.stalled.connect(self._stalled)
        film.failed.connect(self._failed)
        film.thumbnail.connect(viewing.thumbnail.look_again)
        self._displays = backend.displays
        self._displays.appeared.connect(self._screen_appeared)

    def begin(self, session: Session) -> None:
        """The film of this session is open."""
        self._session = session
        self._ticking = False
        self._forget_wishes()
        self._viewing.count_shown(session.shown_ranges)
        self._tick.start()
        self._ask_presence()

    def stop(self) -> None:
        """The film is gone; what it still reports is not heard."""
        self._session = None
        self._tick.stop()

    # --- wishes --------------------------------------------------------------------------------

    def _forget_wishes(self) -> None:
        """Of another film; answers that are still to come belong to the old ones."""
        self._seeks: OneAtATime[int] = OneAtATime(self._seek, the_last)
        self._scrubs: OneAtATime[int] = OneAtATime(self._scrub, the_last)
        self._speeds: OneAtATime[int] = OneAtATime(self._set_speed, the_last)
        self._previews: OneAtATime[int] = OneAtATime(self._preview, the_last)
        self._frames: OneAtATime[int] = OneAtATime(self._step, add_frames)

    def _run(self, step: Callable[[Session], None]) -> None:
        session = self._session
        if session is None:
            return

        def done(_: None) -> None:
            self._viewing.set_playing(playing=session.playing)

        self._steps.run(lambda: step(session), done, self._failed_step)

    def _wish(
        self, wishes: OneAtATime[int], step: Callable[[Session], None], granted: Callable[[], None]
    ) -> None:
        """One of a kind of which many may come; ``granted`` is called when none waits any more."""
        session = self._session
        if session is None:
            return

        def done(_: None) -> None:
            if wishes.done():
                granted()

        def failed(error: InzageError) -> None:
            wishes.drop()
            wishes.done()
            self._viewing.wishes.look_again()
            self._failed_step(error)

        self._steps.run(lambda: step(session), done, failed)

    def _ask_seek(self, to_ms: int) -> None:
        self._scrubs.drop()  # or a drag that was let go would go on
        self._frames.drop()
        self._seeks.ask(to_ms)

    def _ask_scrub(self, to_ms: int) -> None:
        self._seeks.drop()  # or it would let go of a drag that begins
        self._scrubs.ask(to_ms)

    def _ask_step(self, frames: int) -> None:
        self._frames.ask(frames)

    def _ask_speed(self, percent: int) -> None:
        self._speeds.ask(percent)

    def _ask_preview(self, moment_ms: int) -> None:
        self._previews.ask(moment_ms)

    def _seek(self, to_ms: int) -> None:
        def sought() -> None:
            session = self._session
            if session is not None:
                self._viewing.set_playing(playing=session.playing)
            self._viewing.sought()

        self._wish(self._seeks, lambda session: session.seek(to_ms), sought)

    def _scrub(self, to_ms: int) -> None:
        self._wish(self._scrubs, lambda session: session.scrub(to_ms), lambda: None)

    def _step(self, frames: int) -> None:
        self._wish(self._frames, lambda session: session.step(frames), self._viewing.stepped)

    def _set_speed(self, percent: int) -> None:
        self._wish(self._speeds, lambda session: session.set_speed(percent), lambda: None)

    def _preview(self, moment_ms: int) -> None:
        """A small picture, once the trail knows; each one, also while another waits."""
        session, previews = self._session, self._previews
        if session is None:
            return

        def done(_: None) -> None:
            if self._session is session:
                self._viewing.thumbnail.reveal(moment_ms)
            previews.done()

        def failed(error: InzageError) -> None:
            previews.drop()
            previews.done()
            gone = isinstance(error, WrongState) and error.code != "presence.asked"
            if not gone:  # the film, while the pointer was there
                self._failed_step(error)

        self._steps.run(lambda: session.preview(moment_ms), done, failed)

    def _loop(self, start_ms: int, end_ms: int) -> None:
        self._run(lambda session: session.set_loop(start_ms, end_ms))

    def _mark(self, remark: str) -> None:
        session = self._session
        if session is None:
            return

        def done(_: object) -> None:
            if self._session is session:
                self._viewing.show_marks(session.markers)

        self._steps.run(lambda: session.mark(remark), done, self._failed_step)

    # --- what the film tells -------------------------------------------------------------------

    def _ended(self) -> None:
        session = self._session
        if session is None:
            return

        def done(ended: bool) -> None:
            if ended:
                self._viewing.film_ended()

        self._steps.run(session.film_ended, done, self.broke_off.emit)

    def _stalled(self, waiting: bool) -> None:
        session = self._session
        if session is not None:
            self._viewing.show_stalled(waiting=waiting)
            told = session.film_stalled if waiting else session.film_resumed
            self._steps.run(told, lambda _: None, self._failed_step)

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
        elif isinstance(error, Impossible):  # nothing has changed
            self._viewing.report(error)
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


def add_frames(before: int, after: int) -> int:
    """Steps that come while one is taken, as one step."""
    return min(max(before + after, -_MOST_FRAMES), _MOST_FRAMES)
