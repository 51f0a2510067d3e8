"""How a session writes its steps, and how it ends, whatever it was busy with.

Every session ends through *closing*, with an end (completed, refused, aborted, interrupted) and a
reason. Only a failing audit trail goes to *closed* directly. If it still takes the closing events
(it keeps room aside for them) the session is closed in it; otherwise the station does that when it
next starts.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Final

from viewer_app.session.errors import WrongState
from viewer_app.session.film import Film
from viewer_app.session.journal import Journal
from viewer_app.session.ports import AuditUnavailable, Clip, Json, Outcome
from viewer_app.session.record import END_ACTIONS, OPEN_STATES, Action, End, Reason, State

_AGAIN_S: Final = 0.1
"""A step that came to the film only after it was cut off is waited for no longer than this."""


class Ending:
    """What a session has to let go of, and its last events."""

    def __init__(self, journal: Journal, film: Film) -> None:
        self.state = State.SIGNED_OUT
        self.end: End | None = None
        self.reason = ""
        self.checkpoint = ""
        self.playing = False
        self._journal = journal
        self._film = film
        self._clip: Clip | None = None
        self._keys_were_out = False
        self._stop_asked: tuple[End, Reason] | None = None
        self._lock = threading.RLock()

    def request_stop(self, end: End, reason: Reason) -> None:
        """Ask for the end without waiting; a step under way gives up at its next safe point."""
        self._stop_asked = self._stop_asked or (end, reason)

    def stop(self, end: End, reason: Reason) -> None:
        """End the session from any open state: stop the film, wipe the keys, go to closing.

        The film goes first, before a step under way is done: its opening or seeking gives up then,
        also where the storage does not answer.
        """
        self.request_stop(end, reason)
        self._cut_film_and_lock()
        try:
            self._require(*OPEN_STATES)
            self._finish(end, reason)
        finally:
            self._stop_asked = None
            self._lock.release()

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

    def _cut_film_and_lock(self) -> None:
        while True:
            # A session that is open now was open a moment ago; after its end others use the player.
            if self.state in OPEN_STATES:
                self._film.cut()
            if self._lock.acquire(timeout=_AGAIN_S):
                return

    def _gave_up(self) -> bool:
        """Whether the end was asked for while a step was under way; then the session has ended."""
        if self._stop_asked is None:
            return False
        self._finish(*self._stop_asked)
        return True

    def _require_film(self) -> None:
        self._require(State.VIEWING)
        if self._film.is_cut:
            raise WrongState("session.wrong_state", state=self.state.value)

    def _require(self, *states: State) -> None:
        if self.state not in states:
            raise WrongState("session.wrong_state", state=self.state.value)

    def _finish(self, end: End, reason: str) -> None:
        """Stop and wipe first, then write; in *closing* there is nothing left to protect."""
        self._release()
        self.end, self.reason = end, str(reason)
        self.state = State.CLOSING
        with suppress(AuditUnavailable):  # the same follows from the events before it
            for action, stills in self._film.take_stills():
                self._journal.write(action, details=stills)
            for ranges in self._film.shown():
                self._journal.write(Action.VIEWING_SHOWN, details=ranges)
        if self._keys_were_out:
            self._write_or_fail(Action.KEYS_WIPED)
        self._write_or_fail(END_ACTIONS[end], {"reason": self.reason, **self._film.position()})

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

    def _tell_stills(self, *only: Action) -> None:
        """Which single pictures were shown, where the trail does not tell yet."""
        for action, stills in self._film.take_stills(*only):
            self._write_or_fail(action, stills)

    def _write_or_fail(
        self,
        action: Action,
        details: Mapping[str, Json] | None = None,
        outcome: Outcome = Outcome.OK,
        *,
        private: Mapping[str, str] | None = None,
    ) -> None:
        """Write a step that safety rests on: if that fails the session is over."""
        with self._failing_closed():
            self._journal.write(action, outcome, details, private)

    @contextmanager
    def _failing_closed(self) -> Iterator[None]:
        try:
            yield
        except AuditUnavailable as refusal:
            self._fail_closed(refusal)
            self._close_in_trail()
            raise
