"""The film of one session: the player, and a record of what it ran and what pictures it showed."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from viewer_app.session.ports import Clip, Json, Player
from viewer_app.session.record import TOLD, Action, Series
from viewer_app.session.stretches import Stretches

NORMAL_SPEED: Final = 100
"""Percent."""
SLOWEST: Final = 25
FASTEST: Final = 400
"""Percent: what every player keeps up with, and what a person can still follow."""
_LOOKS: Final = 3


@dataclass(frozen=True)
class Stills:
    """Single pictures that the trail does not tell of yet."""

    how: Series
    from_ms: int
    to_ms: int
    pictures: int
    """How many were asked for; while dragging the player may have skipped some."""


class Film:
    """Works the player. Positions in milliseconds of film; what ran is counted as it runs."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._opened = False
        self._stopped: tuple[int, int] | None = None
        self._heading_ms: int | None = None
        self._noting = threading.Lock()
        self._at_end = self._end_told = False
        self._runs = False
        self._stalled = False
        self._waits_at_ms = 0
        self._speed_percent = NORMAL_SPEED
        self._loop: tuple[int, int] | None = None
        self._passes = self._untold_passes = 0
        self._stretches = Stretches()
        self._untold: dict[Action, Stills] = {}
        self._dragged_from: tuple[int, bool] | None = None

    @property
    def is_cut(self) -> bool:
        """Whether it was cut off or stopped: nothing can be asked of it any more."""
        return self._stopped is not None

    @property
    def ran_out(self) -> bool:
        """Whether it came to its end, and ``end`` was not told so yet."""
        return not self.is_cut and self._player.ended and not self._end_told

    @property
    def stalled(self) -> bool:
        """Whether the player waits for the recording."""
        return self._stalled

    @property
    def length_ms(self) -> int:
        """The length of the film; 0 while unknown."""
        return self._player.length_ms

    @property
    def speed_percent(self) -> int:
        """How fast it runs, or will."""
        return self._speed_percent

    @property
    def loop(self) -> tuple[int, int] | None:
        """The part that is repeated."""
        return self._loop

    def open(self, clip: Clip) -> None:
        """Take the clip and show its first picture, held. Raises InzageError."""
        self._opened = True
        self._player.open(clip)
        self._passes = self._player.passes

    def beginning(self) -> dict[str, Json]:
        """Where ``play`` will begin, how long the film is, and at what speed, for an event."""
        position = self.position()
        return {
            **position,
            **({"position_ms": 0} if self._at_end else {}),
            "length_ms": self._player.length_ms,
            "speed_percent": self._speed_percent,
        }

    def position(self) -> dict[str, Json]:
        """Where the film is, or was when it was stopped, for an event; before it opened nothing.

        ``passes``: how often a part was repeated since an event last told so.
        """
        if not self._opened:
            return {}
        position_ms = self.catch_up()
        passes, self._untold_passes = self._untold_passes, 0
        return {"position_ms": position_ms, **({"passes": passes} if passes else {})}

    def departure(self) -> dict[str, Json]:
        """The same for a seek: one by the slider departs from where it was first touched."""
        position = self.position()
        return (
            {**position, "position_ms": self._dragged_from[0]} if self._dragged_from else position
        )

    def play(self) -> None:
        """Run on; from the start if it was at its end."""
        start_ms = 0 if self._at_end else self._place()
        with self._sent_to(start_ms):
            self._player.play()
        self._hold()
        self._run(start_ms)

    def pause(self) -> None:
        """Hold the picture."""
        self._player.pause()
        self._hold()

    def seek(self, position_ms: int) -> bool:
        """Go to this moment, running or held as it was.

        True: the slider was dragged while the film ran, and ``play`` lets it run again.
        """
        runs, was_running = self._runs, bool(self._dragged_from and self._dragged_from[1])
        self._hold()
        with self._sent_to(position_ms):
            self._player.seek(position_ms)
        if runs:
            # a part that was repeated until now is none of the stretch that begins here
            start_ms, self._passes = self._look()
            self._run(start_ms)
        return was_running

    def scrub(self, position_ms: int) -> None:
        """Show a picture near this moment soon; the film is held until ``seek``."""
        if self._dragged_from is None:
            dragged_from = (self.catch_up(), self._runs)
            self._stand()
            self._dragged_from = dragged_from
        self._player.scrub(position_ms)
        length_ms = self._player.length_ms
        self._show(max(0, min(position_ms, length_ms or position_ms)), Series.SCRUBBED)

    def step(self, frames: int) -> None:
        """Show the picture so many further, or back; the film is then held there."""
        self._stand()
        self._player.step(frames)
        self._show(self._place(), Series.STEPPED)

    def preview(self, position_ms: int) -> None:
        """A small picture of this place is shown beside the film, which goes on as it was."""
        self._show(position_ms, Series.HOVERED)

    def set_speed(self, percent: int) -> None:
        """Run so fast from here on, now or when it runs again."""
        self._player.set_speed(percent)
        position_ms = self.catch_up()
        self._speed_percent = percent
        if self._runs:
            self._run(position_ms)

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Repeat this part, start and end, or none; nothing moves now."""
        if loop is None:
            self._player.clear_loop()
        else:
            self._player.set_loop(*loop)
        self.catch_up()
        self._loop = loop
        self._untold_passes = 0  # of the part before, which no event after this one can tell of

    def stall(self, *, waiting: bool) -> dict[str, Json]:
        """The player waits for the recording, or goes on by itself; where, for an event.

        It went on from where it stood, though that is heard of a moment later.
        """
        told, place_ms = self.position(), self._place()
        self._stretches.hold()
        self._stalled = waiting
        if waiting:
            self._waits_at_ms = place_ms
        elif self._runs:
            self._run(min(self._waits_at_ms, place_ms))
            told["position_ms"] = self._waits_at_ms
        return told

    def catch_up(self) -> int:
        """Count what ran until now; where the film is."""
        position_ms, passes = self._look()
        new, self._passes = passes - self._passes, passes
        if self._loop is not None and self._stretches.repeat(self._loop, new):
            self._untold_passes += new
        self._stretches.reach(position_ms)
        return position_ms

    def end(self) -> None:
        """The player came to the end by itself."""
        self._hold()
        self._stalled = False
        self._at_end = self._end_told = True

    def cut(self) -> None:
        """Stop at once, while another thread may be at any of the methods here.

        What that one asked of the player gives up, and nothing more of the film is counted as run.
        ``stop`` is still to come.
        """
        try:
            self._note_end()
        finally:
            self._player.stop()

    def stop(self) -> None:
        """Stop, having noted where: afterwards the player does not know. Safe to call twice."""
        try:
            self._note_end()
            if self._stopped is not None:
                self._hold()
        finally:
            self._player.stop()

    def shown(self) -> Iterator[Mapping[str, Json]]:
        """What ran, for as many events as it takes: start, end, speed in percent, in that order.

        A fourth number, where there is one, tells how often it ran so, one time after another.
        """
        for stretches in self._stretches.spell():
            yield {"ranges": stretches}

    def shown_parts(self) -> Sequence[tuple[int, int]]:
        """What ran at least once until now, in the order of the film. From any thread at any time.

        Parts that are near their end may still grow; none ever shrinks.
        """
        position_ms, passes = self._look()
        loop = self._loop
        if loop is not None and passes > self._passes:
            position_ms = max(position_ms, loop[1])  # it has come there meanwhile
        return self._stretches.parts(position_ms)

    def wants_telling(self, how: Series) -> bool:
        """Whether the next such picture begins a series that the trail must know of first."""
        stills = self._untold.get(TOLD[how])
        return stills is None or stills.how is not how

    def take_stills(self, *only: Action) -> Iterator[tuple[Action, dict[str, Json]]]:
        """What single pictures were shown since this was last asked, as events; or ``only`` some.

        The film's own come before the small ones.
        """
        for action in only or (Action.VIEWING_STILLS, Action.VIEWING_THUMBNAILS):
            stills = self._untold.pop(action, None)
            if stills is None:
                continue
            told = {"from_ms": stills.from_ms, "to_ms": stills.to_ms, "pictures": stills.pictures}
            yield action, {**self.position(), **told}

    def _show(self, position_ms: int, how: Series) -> None:
        stills = self._untold.get(TOLD[how]) or Stills(how, position_ms, position_ms, 0)
        self._untold[TOLD[how]] = replace(
            stills,
            from_ms=min(stills.from_ms, position_ms),
            to_ms=max(stills.to_ms, position_ms),
            pictures=stills.pictures + 1,
        )

    @contextmanager
    def _sent_to(self, position_ms: int) -> Iterator[None]:
        """The trail says that the film goes there, so where it was cut off meanwhile it was there.

        Or whoever reads the trail would take it to have run from there to where it was before.
        """
        with self._noting:
            self._heading_ms = position_ms
            if self._stopped is not None:
                self._stopped = (position_ms, self._stopped[1])
        try:
            yield
        finally:
            self._heading_ms = None

    def _note_end(self) -> None:
        with self._noting:
            if self._opened and self._stopped is None:
                position_ms, passes = self._ask()
                heading_ms = self._heading_ms
                self._stopped = (position_ms if heading_ms is None else heading_ms, passes)

    def _ask(self) -> tuple[int, int]:
        """Where the player is, and how often it has repeated a part by then."""
        for _ in range(_LOOKS):
            passes, position_ms = self._player.passes, self._player.position_ms()
            if passes == self._player.passes:
                break
        return position_ms, passes

    def _look(self) -> tuple[int, int]:
        """The same, or as it was when the film was cut off."""
        asked = self._ask()
        # asked in this order, so that what a stopped player says is never believed
        return asked if self._stopped is None else self._stopped

    def _place(self) -> int:
        return self._look()[0]

    def _run(self, start_ms: int) -> None:
        """A stretch begins here, unless the film was cut off meanwhile, or waits."""
        self._runs, self._end_told = True, False
        self._untold_passes = 0  # of the stretch before, which no event after this one can tell of
        self._waits_at_ms = start_ms
        if self._stopped is None and not self._stalled:
            self._stretches.run(start_ms, self._speed_percent)

    def _stand(self) -> None:
        """Hold the film before another picture is asked for, or that would count as run up to."""
        if self._runs:
            self._player.pause()
        self._hold()

    def _hold(self) -> None:
        """The stretch that ran, if one did, ends here."""
        self.catch_up()
        self._stretches.hold()
        self._runs = False
        self._at_end = False
        self._dragged_from = None
