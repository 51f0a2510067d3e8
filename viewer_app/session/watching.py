"""What happens to a session while a film is on, and what is proven anew every second."""

from viewer_app.errors import InzageError
from viewer_app.evidence.secret import Secret
from viewer_app.session.errors import Refused, WrongState
from viewer_app.session.film import Film
from viewer_app.session.journal import Journal, failure, guard_details
from viewer_app.session.ports import CaptureGuard, Clock, Outcome, SignInRefused, Supervisors
from viewer_app.session.presence import Presence
from viewer_app.session.record import Action, End, State
from viewer_app.session.showing import Showing
from viewer_app.session.station import Station


class Watching(Showing):
    """The film, held and shown by a supervisor who is there."""

    def __init__(
        self,
        journal: Journal,
        film: Film,
        *,
        station: Station,
        clock: Clock,
        supervisors: Supervisors,
        guard: CaptureGuard,
    ) -> None:
        super().__init__(journal, film, Presence(station.policy.presence_minutes, clock))
        self.station = station
        self._clock = clock
        self._supervisors = supervisors
        self._guard = guard
        self._shown_since_ms = 0

    @property
    def supervisor(self) -> str:
        """The sign-in name of the supervisor, or "" before signing in."""
        return self._journal.supervisor

    @property
    def presence_asked(self) -> bool:
        """Whether the film is held, and must not be seen, until ``confirm_presence``."""
        return self.state is State.VIEWING and self._presence.asked

    @property
    def presence_minutes_left(self) -> int:
        """How many minutes the answer may take, once ``presence_asked``."""
        return self._presence.minutes_left

    def film_ended(self) -> bool:
        """The player came to the end of the film; it can be played again.

        False where it does not stand there any more, and the trail knows already.
        """
        with self._lock:
            return self.state is State.VIEWING and self._write_end()

    def film_failed(self, error: InzageError) -> None:
        """The film cannot go on: not authentic, unreadable, not a film. Ends the session."""
        with self._lock:
            if self.state is State.VIEWING:
                self._film.stop()
                details = {**failure(error), **self._film.position()}
                self._write_or_fail(Action.INTEGRITY_FAILED, details, Outcome.FAILED)
                self._finish(End.INTERRUPTED, error.code)

    def film_looped(self) -> None:
        """The film went back to the start of the part that is repeated.

        No event: the next one tells how often. Counted here, so that ``shown_ranges`` is right.
        """
        with self._lock:
            if self.state is State.VIEWING:
                self._film.catch_up()

    def film_stalled(self) -> None:
        """The player waits for the recording, and goes on by itself when it is there."""
        self._stall(Action.VIEWING_STALLED, waiting=True)

    def film_resumed(self) -> None:
        """The recording can be read again; the film runs on if it ran."""
        self._stall(Action.VIEWING_RESUMED, waiting=False)

    def confirm_presence(self, passphrase: Secret) -> None:
        """The supervisor is there and shows it; the film stays held where it was.

        Raises SignInRefused or VaultError with the film still out of sight, AuditUnavailable after
        having ended the session. The caller wipes the passphrase.
        """
        with self._lock:
            self._require(State.VIEWING)
            if not self._presence.asked:
                raise WrongState("session.wrong_state", state=self.state.value)
            try:
                self._supervisors.verify(self.supervisor, passphrase)
            except SignInRefused as refusal:
                with self._failing_closed():
                    self._journal.write_refused_sign_in(self.supervisor, refusal)
                raise
            waited = {"waited_seconds": self._presence.waited_s, **self._film.position()}
            self._write_or_fail(Action.PRESENCE_CONFIRMED, waited)
            self._presence.confirm()

    def tick(self) -> None:
        """Call every second while viewing: proves guard and trail anew, and asks for presence.

        Raises Refused (guard or supervisor lost, time over) or AuditUnavailable after having ended
        the session.
        """
        with self._lock:
            if self.state is not State.VIEWING or self._film.is_cut:
                return
            if not self.station.demonstration:
                report = self._guard.prove()
                if not report.proven:
                    self._film.stop()
                    details = {**guard_details(report), **self._film.position()}
                    self._write_or_fail(Action.GUARD_LOST, details, Outcome.FAILED)
                    self._finish(End.INTERRUPTED, report.code)
                    raise Refused(report.code)
            if self._is_time_over():
                self._finish(End.INTERRUPTED, "viewing.time_over")
                minutes = self.station.policy.viewing_minutes
                raise Refused("viewing.time_over", minutes=minutes)
            if self._presence.lost:
                self._finish(End.INTERRUPTED, "presence.lost")
                raise Refused("presence.lost")
            if self._presence.due:
                self._ask_presence()
            self._tell_stills()
            if self._journal.overdue:
                self._write_or_fail(Action.VIEWING_CONTINUED, self._film.position())

    # --- inside --------------------------------------------------------------------------------

    def _is_time_over(self) -> bool:
        most_ms = self.station.policy.viewing_minutes * 60_000
        return 0 < most_ms <= self._clock.monotonic_ms() - self._shown_since_ms

    def _stall(self, action: Action, *, waiting: bool) -> None:
        with self._lock:
            known = self._film.stalled is waiting
            if self.state is State.VIEWING and not self._film.is_cut and not known:
                self._tell_stills()
                self._write_or_fail(action, self._film.stall(waiting=waiting))

    def _ask_presence(self) -> None:
        """Hold the film first; whoever shows it takes it out of sight."""
        self._presence.ask()
        if self.playing:
            self._film.pause()
        self._tell_stills()
        if self.playing:
            self.playing = False
            self._write_or_fail(Action.VIEWING_PAUSED, self._film.position())
        self._write_or_fail(Action.PRESENCE_ASKED, self._film.position())
