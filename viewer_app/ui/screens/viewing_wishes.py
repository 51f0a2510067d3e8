"""What can be wished of the film: one place that buttons, keys and the timeline all come to."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from viewer_app.ui.film_controls import FilmControls

STEP_MS: Final = 5_000
LEAP_MS: Final = 30_000
SPEEDS: Final = (25, 50, 75, 100, 125, 150, 200, 400)
"""Percent."""
NORMAL_SPEED: Final = 100
LEAST_LOOP_MS: Final = 1_000
"""A part that is repeated is as long as this: a shorter one would be nothing but going back."""
_LOUDER: Final = 5
_LOUDEST: Final = 100


class Wishes(QObject):
    """Turns what was pressed into what is asked of the session, and keeps what it led to.

    Nothing is asked while the film obeys nobody: when the supervisor is asked to be there, when one
    chooses how to finish, and while a remark is typed.
    """

    play_asked = Signal()
    pause_asked = Signal()
    seek_asked = Signal(int)
    scrub_asked = Signal(int)
    step_asked = Signal(int)
    speed_asked = Signal(int)
    loop_asked = Signal(int, int)
    loop_cleared = Signal()
    changed = Signal()
    """What is asked of the film is another: its place, speed, part, sound or subtitles."""

    def __init__(self, film: FilmControls, obeys: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self.film = film
        self._obeys = obeys
        self._loud = _LOUDEST
        self.begin()

    def begin(self) -> None:
        """Another film: held at its first picture, at normal speed."""
        self.playing = self.ended = False
        self.target: int | None = None
        """Where the film was asked to go, until it is there."""
        self.speed = NORMAL_SPEED
        self.loop: tuple[int | None, int | None] = (None, None)

    def look_again(self) -> None:
        """Something was refused: where the film is, and how fast, is what it tells itself."""
        self.target = None
        self.speed = min(SPEEDS, key=lambda speed: abs(speed - self.film.speed_percent))
        self.changed.emit()

    @property
    def place_ms(self) -> int:
        """Where the film is, or will be."""
        return self.film.position_ms() if self.target is None else self.target

    @property
    def loops(self) -> bool:
        """Whether a part is repeated."""
        return None not in self.loop

    # --- to and fro ----------------------------------------------------------------------------

    def toggle(self) -> None:
        """Play, or pause."""
        if self._obeys():
            (self.pause_asked if self.playing else self.play_asked).emit()

    def jump(self, by_ms: int) -> None:
        """Go so far on, or back, from where the film is or will be."""
        self.seek(self.place_ms + by_ms)

    def seek(self, to_ms: int) -> None:
        """Go to this moment, or to the end of the film that is beyond it."""
        if self._obeys():
            self.target = min(max(to_ms, 0), self.film.length_ms)
            self.ended = False
            self.changed.emit()
            self.seek_asked.emit(self.target)

    def scrub(self, to_ms: int) -> None:
        """Show the frame here, as long as the handle is dragged."""
        if self._obeys():
            self.ended = False
            self.scrub_asked.emit(to_ms)

    def step(self, frames: int) -> None:
        """Show the frame so many further; the film is held."""
        if self._obeys():
            self.ended = False
            self.step_asked.emit(frames)

    # --- how fast ------------------------------------------------------------------------------

    def set_speed(self, percent: int) -> None:
        """Run so fast."""
        if self._obeys() and percent != self.speed:
            self.speed = percent
            self.changed.emit()
            self.speed_asked.emit(percent)

    def change_speed(self, by: int) -> None:
        """So many stops faster, or slower."""
        place = min(max(SPEEDS.index(self.speed) + by, 0), len(SPEEDS) - 1)
        self.set_speed(SPEEDS[place])

    # --- a part, repeated ----------------------------------------------------------------------

    def set_start(self) -> None:
        """The part begins where the film is; an end that lies before is forgotten."""
        end = self.loop[1]
        if self._obeys():
            place = self.place_ms
            self._set_loop(place, end if end is not None and end > place else None)

    def set_end(self) -> None:
        """The part ends where the film is; without a start it begins where the film does.

        A film that runs goes back at once: it would be behind that end before anything is done.
        """
        start = self.loop[0] or 0
        if self._obeys():
            place = self.place_ms
            self._set_loop(*((start, place) if place >= start else (place, start)))
            start_ms, end_ms = self.loop
            if self.playing and end_ms == place and start_ms is not None:
                self.seek(start_ms)

    def move_loop(self, start_ms: int, end_ms: int) -> None:
        """The part is this now."""
        if self._obeys():
            self._set_loop(start_ms, end_ms)

    def clear_loop(self) -> None:
        """Repeat nothing."""
        if self._obeys():
            self._set_loop(None, None)

    def next_of_loop(self) -> None:
        """With one key: set the start, then the end, then forget both."""
        start, end = self.loop
        (self.set_start if start is None else self.set_end if end is None else self.clear_loop)()

    # --- sound and subtitles -------------------------------------------------------------------

    @property
    def silent(self) -> bool:
        """Whether the sound is off."""
        return self.film.volume == 0

    def set_volume(self, percent: int) -> None:
        """So loud, 0 to 100."""
        percent = min(max(percent, 0), _LOUDEST)
        if percent != self.film.volume:
            self.film.volume = percent
        if percent:
            self._loud = percent
        self.changed.emit()

    def change_volume(self, by: int) -> None:
        """So many notches louder, or softer."""
        if self._obeys() and self.film.has_audio:
            self.set_volume(self.film.volume + by * _LOUDER)

    def toggle_sound(self) -> None:
        """Sound off, or on again as loud as it was."""
        if self._obeys() and self.film.has_audio:
            self.set_volume(self._loud if self.silent else 0)

    def choose_subtitle(self, index: int | None) -> None:
        """Show these subtitles, or none."""
        if self._obeys():
            self.film.subtitle = index
            self.changed.emit()

    def next_subtitle(self) -> None:
        """The next subtitles in the film; after the last, none."""
        count, now = len(self.film.subtitles), self.film.subtitle
        if count:
            after = 0 if now is None else now + 1
            self.choose_subtitle(after if after < count else None)

    # --- inside --------------------------------------------------------------------------------

    def _set_loop(self, start: int | None, end: int | None) -> None:
        looped = self.loops
        if start is not None and end is not None:
            length = self.film.length_ms
            start = max(min(start, length - LEAST_LOOP_MS), 0)
            end = min(max(end, start + LEAST_LOOP_MS), length)
            if start >= end:
                return
        self.loop = (start, end)
        self.changed.emit()
        if start is not None and end is not None:
            self.loop_asked.emit(start, end)
        elif looped:
            self.loop_cleared.emit()
