"""What a supervisor does with the film: every step of it stands in the trail before its effect.

Single pictures come too fast for an event each. Before a series of them, by steps, by dragging the
slider or by pointing at the timeline, the trail says that it begins; which pictures they were it
tells when something else is done, and a second later at most
(``docs/decisions/0039-markers-in-the-trail.md``).
"""

from collections.abc import Sequence

from viewer_app.session.ending import Ending
from viewer_app.session.errors import Impossible, WrongState
from viewer_app.session.film import FASTEST, SLOWEST, Film
from viewer_app.session.journal import Journal
from viewer_app.session.presence import Presence
from viewer_app.session.record import ANNOUNCED, REMARK_LIMIT, TOLD, Action, Marker, Series


class Showing(Ending):
    """The film in the hands of a supervisor.

    Every method raises WrongState, with nothing changed, while no film is on or while presence is
    asked (``pause`` only the first), and AuditUnavailable after having ended the session.
    """

    def __init__(self, journal: Journal, film: Film, presence: Presence) -> None:
        super().__init__(journal, film)
        self._presence = presence
        self._markers: tuple[Marker, ...] = ()

    @property
    def markers(self) -> tuple[Marker, ...]:
        """The moments marked so far, in the order of marking. Never waits."""
        return self._markers

    def shown_ranges(self) -> Sequence[tuple[int, int]]:
        """The parts of the film that ran until now (milliseconds), in its order. Never waits."""
        return self._film.shown_parts()

    def play(self) -> None:
        """Let the film run; from the start if it was at its end."""
        with self._lock:
            self._require_presence()
            self._write_end()
            self._play()

    def pause(self) -> None:
        """Hold the picture."""
        with self._lock:
            self._require_film()
            self._film.pause()
            self.playing = False
            self._tell_stills()
            self._write_or_fail(Action.VIEWING_PAUSED, self._film.position())

    def seek(self, position_ms: int) -> None:
        """Go to this moment of the film (milliseconds), and run on there if it ran before.

        This is also how the slider is let go after ``scrub``.
        """
        with self._lock:
            self._require_presence()
            self._write_end()
            self._tell_stills()
            details = {**self._film.departure(), "to_ms": position_ms}
            self._write_or_fail(Action.VIEWING_SOUGHT, details)
            if self._film.seek(position_ms):
                self._play()

    def scrub(self, position_ms: int) -> None:
        """Show a picture near this moment soon, while the slider is dragged.

        The film is held until ``seek``; ``playing`` still tells whether it then runs on.
        """
        with self._lock:
            self._require_presence()
            self._write_end()
            self._announce(Series.SCRUBBED)
            self._film.scrub(position_ms)

    def step(self, frames: int) -> None:
        """Show the picture so many further, or back; the film is then held there."""
        with self._lock:
            self._require_presence()
            self._write_end()
            self._announce(Series.STEPPED)
            self._film.step(frames)
            self.playing = False

    def preview(self, position_ms: int) -> None:
        """Say that a small picture of this place will be shown; the film goes on as it was.

        To be called before it is on the screen: it is a picture of the film like any other.
        """
        with self._lock:
            self._require_presence()
            self._announce(Series.HOVERED)
            self._film.preview(position_ms)

    def set_speed(self, percent: int) -> None:
        """Run so fast, in percent of how it was recorded. Raises Impossible beyond 25 to 400."""
        with self._lock:
            self._require_presence()
            if not SLOWEST <= percent <= FASTEST:
                raise Impossible("viewing.speed_range", least=SLOWEST, most=FASTEST)
            if percent == self._film.speed_percent:
                return
            self._tell_stills()
            details = {**self._film.position(), "speed_percent": percent}
            self._write_or_fail(Action.VIEWING_SPEED_SET, details)
            self._film.set_speed(percent)

    def set_loop(self, start_ms: int, end_ms: int) -> None:
        """Repeat the part from start to end (milliseconds) from now on; nothing moves now.

        Raises Impossible for a part that ends before it begins, or beyond the film.
        """
        with self._lock:
            self._require_presence()
            length_ms = self._film.length_ms
            if not 0 <= start_ms < end_ms or (length_ms and end_ms > length_ms):
                raise Impossible("viewing.loop_range")
            self._tell_stills()
            part = {"start_ms": start_ms, "end_ms": end_ms, "length_ms": length_ms}
            self._write_or_fail(Action.VIEWING_LOOP_SET, {**self._film.position(), **part})
            self._film.set_loop((start_ms, end_ms))

    def clear_loop(self) -> None:
        """Repeat nothing any more."""
        with self._lock:
            self._require_presence()
            if self._film.loop is None:
                return
            self._tell_stills()
            self._write_or_fail(Action.VIEWING_LOOP_CLEARED, self._film.position())
            self._film.set_loop(None)

    def mark(self, remark: str) -> Marker:
        """Mark the moment the film is at, with a remark or with "".

        The remark is one line: other spacing, and what cannot be printed, becomes a space. It is
        kept as a private value, which is erased with the others. Raises Impossible for more than
        ``REMARK_LIMIT`` characters.
        """
        with self._lock:
            self._require_presence()
            told = _one_line(remark)
            if len(told) > REMARK_LIMIT:
                raise Impossible("viewing.remark_too_long", length=len(told), limit=REMARK_LIMIT)
            self._tell_stills()
            marker = Marker(self._film.catch_up(), told)
            private = {"remark": told} if told else {}
            self._write_or_fail(Action.VIEWING_MARKED, self._film.position(), private=private)
            self._markers = (*self._markers, marker)
            return marker

    # --- inside --------------------------------------------------------------------------------

    def _write_end(self) -> bool:
        """Tell that the film came to its end, if it did and the trail does not say so yet.

        The player's own notice may come when the film was already sent elsewhere from there.
        """
        if not self._film.ran_out:
            return False
        self.playing = False
        self._tell_stills()
        self._film.end()
        self._write_or_fail(Action.VIEWING_ENDED, self._film.position())
        return True

    def _play(self) -> None:
        self._tell_stills()
        self._write_or_fail(Action.VIEWING_PLAYED, self._film.beginning())
        self._film.play()
        self.playing = True

    def _announce(self, how: Series) -> None:
        """Have the trail know of a series of pictures before its first one is shown."""
        if self._film.wants_telling(how):
            self._tell_stills(TOLD[how])
            self._write_or_fail(ANNOUNCED[how], self._film.position())

    def _require_presence(self) -> None:
        self._require_film()
        if self._presence.asked:
            raise WrongState("presence.asked")


def _one_line(remark: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in remark).split())
