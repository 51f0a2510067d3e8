"""The controls that are one level away: steps, speed, a part repeated, the picture, subtitles."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from viewer_app.ui.film_time import exact
from viewer_app.ui.framing import LEAST_ZOOM, MOST_TONE, MOST_ZOOM, Framing
from viewer_app.ui.minimap import zoom_figure
from viewer_app.ui.names import Viewing
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.screens.viewing_wishes import LEAP_MS, SPEEDS, Wishes
from viewer_app.ui.theme import measured
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.focus import gather
from viewer_app.ui.widgets.page import button_words
from viewer_app.ui.widgets.text import Text

TONE_STEP: Final = 10
"""Percent that brightness and contrast change at a press."""
_ACROSS: Final = 4


class MorePage(QWidget):
    """Everything here has a key as well."""

    keys_asked = Signal()
    """Show the keys."""

    def __init__(self, wishes: Wishes) -> None:
        super().__init__()
        self.setProperty("part", "sheet")
        self._wishes = wishes
        self._framing: Framing | None = None
        self._column = QVBoxLayout(self)
        measured(self._column, 8, (2, 4, 0, 8))
        self._titles = {part: Text("label") for part in ("move", "speed", "loop", "sound")}
        self._titles.update({part: Text("label") for part in ("picture", "subtitles")})
        self._moves = {
            name: Button(name, "small", picture, NIGHT)
            for name, picture in (
                (Viewing.LEAP_BACK, ""),
                (Viewing.STEP_BACK, "step-back"),
                (Viewing.STEP_FORWARD, "step-forward"),
                (Viewing.LEAP_FORWARD, ""),
            )
        }
        self._speeds = {each: _choice(Viewing.speed(each)) for each in SPEEDS}
        self._start = Button(Viewing.LOOP_START, "small", "", NIGHT)
        self._end = Button(Viewing.LOOP_END, "small", "", NIGHT)
        self._clear = Button(Viewing.LOOP_CLEAR, "small", "", NIGHT)
        self._part = Text("small")
        self._zoom = Stepper(Viewing.ZOOM_OUT, Viewing.ZOOM_IN)
        self._brightness = Stepper(Viewing.DARKER, Viewing.LIGHTER)
        self._contrast = Stepper(Viewing.FLATTER, Viewing.SHARPER)
        self._turn = Button(Viewing.TURN, "small", "turn", NIGHT)
        self._reset = Button(Viewing.PICTURE_RESET, "small", "", NIGHT)
        self._sound = QHBoxLayout()
        self._subtitles = QVBoxLayout()
        self._choices: list[Button] = []
        self._keys = Button(Viewing.KEYS_ASK, "small", "keys", NIGHT)
        self._fill()
        self._connect()

    def follow(self, framing: Framing) -> None:
        """Work this picture."""
        self._framing = framing
        framing.changed.connect(self._tell_picture)
        self._turn.clicked.connect(framing.turn)
        self._reset.clicked.connect(framing.reset)
        self._tell_picture()

    def begin(self) -> None:
        """Another film: the subtitles it has."""
        self._offer_subtitles(self._wishes.film.subtitles)
        self.tell()

    def hold_volume(self, volume: QWidget) -> None:
        """Take the volume in, where there is no room for it below the film."""
        self._sound.addWidget(volume, 1)

    def show_sound(self, *, shown: bool) -> None:
        """Whether the volume is here."""
        self._titles["sound"].setVisible(shown)

    def tell(self) -> None:
        """Show how the film is asked to run."""
        wishes = self._wishes
        for percent, button in self._speeds.items():
            button.setChecked(percent == wishes.speed)
        start, end = wishes.loop
        self._clear.setEnabled(start is not None or end is not None)
        self._part.setText(self._part_words(start, end))
        for index, choice in enumerate(self._choices):
            choice.setChecked((index - 1 if index else None) == wishes.film.subtitle)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        for part, words in {
            "move": self.tr("Look closer"),
            "speed": self.tr("Speed"),
            "loop": self.tr("Repeat a part"),
            "sound": self.tr("Volume"),
            "picture": self.tr("Picture"),
            "subtitles": self.tr("Subtitles"),
        }.items():
            self._titles[part].setText(words)
        seconds = LEAP_MS // 1000
        self._moves[Viewing.LEAP_BACK].setText(f"−{seconds} s")
        self._moves[Viewing.LEAP_FORWARD].setText(f"+{seconds} s")
        for name, words in (
            (Viewing.LEAP_BACK, self.tr("30 seconds back")),
            (Viewing.STEP_BACK, self.tr("One frame back")),
            (Viewing.STEP_FORWARD, self.tr("One frame forward")),
            (Viewing.LEAP_FORWARD, self.tr("30 seconds forward")),
        ):
            self._moves[name].setAccessibleName(words)
        for percent, button in self._speeds.items():
            button.setText(speed_words(percent))
            button.setAccessibleName(self.tr("{times} times as fast").format(times=_times(percent)))
        button_words(self._start, self.tr("A here"), self.tr("The part begins at this moment"))
        button_words(self._end, self.tr("B here"), self.tr("The part ends at this moment"))
        button_words(self._clear, self.tr("Clear"), self.tr("Repeat nothing any more"))
        self._zoom.say(self.tr("Zoom"), self.tr("Zoom out"), self.tr("Zoom in"))
        self._brightness.say(self.tr("Brightness"), self.tr("Darker"), self.tr("Lighter"))
        self._contrast.say(self.tr("Contrast"), self.tr("Less contrast"), self.tr("More contrast"))
        button_words(self._turn, self.tr("Turn"), self.tr("A quarter clockwise"))
        button_words(
            self._reset, self.tr("As recorded"), self.tr("The whole picture as it was recorded")
        )
        button_words(self._keys, self.tr("Keys (F1)"))
        self._say_subtitles()
        self._tell_picture()
        self.tell()

    # --- inside --------------------------------------------------------------------------------

    def _part_words(self, start: int | None, end: int | None) -> str:
        if start is not None and end is not None:
            return self.tr("From {start} to {end}, again and again.").format(
                start=exact(start), end=exact(end)
            )
        if start is not None:
            return self.tr("From {start}; now choose the end.").format(start=exact(start))
        return self.tr("Choose where the part begins (A) and ends (B).")

    def _tell_picture(self) -> None:
        framing = self._framing
        if framing is None:
            return
        self._zoom.show_value(zoom_figure(framing.zoom))
        self._zoom.allow(less=framing.zoom > LEAST_ZOOM, more=framing.zoom < MOST_ZOOM)
        for stepper, value in (
            (self._brightness, framing.brightness),
            (self._contrast, framing.contrast),
        ):
            stepper.show_value(f"{value:+d}".replace("-", "−") if value else "0")
            stepper.allow(less=value > -MOST_TONE, more=value < MOST_TONE)
        self._reset.setEnabled(not framing.is_neutral)

    def _offer_subtitles(self, names: Sequence[str]) -> None:
        for choice in self._choices:
            choice.hide()
            choice.deleteLater()
        self._choices = []
        self._titles["subtitles"].setVisible(bool(names))
        if names:
            self._choices = [_choice(Viewing.subtitle(index)) for index in range(len(names) + 1)]
            for index, choice in enumerate(self._choices):
                which = index - 1 if index else None
                choice.clicked.connect(lambda _=False, to=which: self._wishes.choose_subtitle(to))
                self._subtitles.addWidget(choice)
        self._say_subtitles()

    def _say_subtitles(self) -> None:
        names = (self.tr("None"), *self._wishes.film.subtitles)
        for choice, name in zip(self._choices, names, strict=False):
            button_words(choice, name)

    def _fill(self) -> None:
        column = self._column
        self._add("move", self._row(*self._moves.values()))
        speeds = QGridLayout()
        measured(speeds, 6)
        for index, button in enumerate(self._speeds.values()):
            speeds.addWidget(button, index // _ACROSS, index % _ACROSS)
            speeds.setColumnStretch(index % _ACROSS, 1)
        column.addWidget(self._titles["speed"])
        column.addLayout(speeds)
        self._add("loop", self._row(self._start, self._end, self._clear))
        column.addWidget(self._part)
        column.addWidget(self._titles["picture"])
        for stepper in (self._zoom, self._brightness, self._contrast):
            column.addWidget(stepper)
        column.addLayout(self._row(self._turn, self._reset))
        measured(self._sound, 6)
        self._add("sound", self._sound)
        measured(self._subtitles, 6)
        self._add("subtitles", self._subtitles)
        column.addSpacing(4)
        column.addWidget(self._keys)
        column.addStretch(1)

    def _add(self, title: str, row: QHBoxLayout | QVBoxLayout) -> None:
        self._column.addWidget(self._titles[title])
        self._column.addLayout(row)

    def _row(self, *buttons: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        measured(row, 6)
        for button in buttons:
            row.addWidget(button, 1)
        return row

    def _connect(self) -> None:
        wishes = self._wishes
        moves: dict[str, Callable[[], None]] = {
            Viewing.LEAP_BACK: lambda: wishes.jump(-LEAP_MS),
            Viewing.STEP_BACK: lambda: wishes.step(-1),
            Viewing.STEP_FORWARD: lambda: wishes.step(1),
            Viewing.LEAP_FORWARD: lambda: wishes.jump(LEAP_MS),
        }
        for name, act in moves.items():
            self._moves[name].clicked.connect(act)
            self._moves[name].setAutoRepeat("step" in name)
        for percent, button in self._speeds.items():
            button.clicked.connect(lambda _=False, to=percent: wishes.set_speed(to))
            button.clicked.connect(self.tell)  # pressed again it stays chosen
        self._start.clicked.connect(wishes.set_start)
        self._end.clicked.connect(wishes.set_end)
        self._clear.clicked.connect(wishes.clear_loop)
        self._zoom.asked.connect(self._zoom_by)
        self._brightness.asked.connect(self._lighten)
        self._contrast.asked.connect(self._sharpen)
        self._keys.clicked.connect(self.keys_asked)
        wishes.changed.connect(self.tell)
        for button in self.findChildren(Button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _zoom_by(self, by: int) -> None:
        if self._framing is not None:
            (self._framing.zoom_in if by > 0 else self._framing.zoom_out)()

    def _lighten(self, by: int) -> None:
        if self._framing is not None:
            self._framing.set_brightness(self._framing.brightness + by * TONE_STEP)

    def _sharpen(self, by: int) -> None:
        if self._framing is not None:
            self._framing.set_contrast(self._framing.contrast + by * TONE_STEP)


class Stepper(QWidget):
    """What it is, a button for less, how much it is, a button for more."""

    asked = Signal(int)
    """-1: less; 1: more."""

    def __init__(self, less: str, more: str) -> None:
        super().__init__()
        self._what = Text(wrap=False)
        self._value = Text("strong", wrap=False)
        self._value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._less = Button(less, "small", "minus", NIGHT)
        self._more = Button(more, "small", "plus", NIGHT)
        gather(self)
        row = QHBoxLayout(self)
        measured(row, 6)
        row.addWidget(self._what, 3)
        row.addWidget(self._less)
        row.addWidget(self._value, 2)
        row.addWidget(self._more)
        for button, by in ((self._less, -1), (self._more, 1)):
            button.setAutoRepeat(True)
            button.clicked.connect(lambda _=False, wish=by: self.asked.emit(wish))

    def say(self, what: str, less: str, more: str) -> None:
        """What it is, and the accessible names of its buttons."""
        self._what.setText(what)
        self._less.setAccessibleName(less)
        self._more.setAccessibleName(more)

    def show_value(self, value: str) -> None:
        """How much it is now."""
        self._value.setText(value)
        for button in (self._less, self._more):
            button.setAccessibleDescription(f"{self._what.text()}: {value}")

    def allow(self, *, less: bool, more: bool) -> None:
        """Whether it can be less, and more."""
        self._less.setEnabled(less)
        self._more.setEnabled(more)


def speed_words(percent: int) -> str:
    """Such as ``0,5×`` in Dutch."""
    return f"{_times(percent)}×"


def _times(percent: int) -> str:
    return QLocale().toString(percent / 100, "g", 3)


def _choice(name: str) -> Button:
    button = Button(name, "small", "", NIGHT)
    button.setCheckable(True)
    return button
