"""The few controls that are always there: the timeline, where the film is, play and sound."""

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer_app.ui import language
from viewer_app.ui.film_time import exact, frame_start
from viewer_app.ui.names import Viewing
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.screens.viewing_more import speed_words
from viewer_app.ui.screens.viewing_wishes import NORMAL_SPEED, STEP_MS, Wishes
from viewer_app.ui.theme import keep_width, limit_width, measured
from viewer_app.ui.widgets.banner import announce
from viewer_app.ui.widgets.busy import Busy
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import button_words
from viewer_app.ui.widgets.sliders import Slider
from viewer_app.ui.widgets.text import Text
from viewer_app.ui.widgets.timeline import Timeline

_VOLUME_UNITS: Final = 140


class ControlBar(QWidget):
    """Everything here is pressed often; what is not stands in the panel."""

    def __init__(self, wishes: Wishes) -> None:
        super().__init__()
        self._wishes = wishes
        self._recorded_at: datetime | None = None
        self._told = (NORMAL_SPEED, False)
        self.timeline = Timeline(Viewing.TIMELINE)
        self.play = Button(Viewing.PLAY, "primary", "play", NIGHT)
        self.mark = Button(Viewing.MARK, "tool", "mark", NIGHT)
        self.more = Button(Viewing.MORE, "tool", "more", NIGHT)
        self.finish = Button(Viewing.FINISH, "tool", "check", NIGHT)
        self.volume = Slider(Viewing.VOLUME)
        self.busy = Busy(NIGHT)
        self._position = Text("figures", wrap=False)
        self._position.setObjectName(Viewing.POSITION)
        self._length = Text("figures", wrap=False)
        self._state = Text("small", wrap=False)
        self._state.setObjectName(Viewing.STATE)
        self._recorded = Text("small", wrap=False)
        self._recorded.setObjectName(Viewing.RECORDED)
        self._back = Button(Viewing.BACK, "tool", "back", NIGHT)
        self._forward = Button(Viewing.FORWARD, "tool", "forward", NIGHT)
        self._mute = Button(Viewing.MUTE, "tool", "sound", NIGHT)
        self._volume_place = QHBoxLayout()
        self._fill()
        self._connect()

    def begin(self, recorded_at: datetime) -> None:
        """Another film, whose recording began then; a whole minute is what a desk knew of it."""
        self._recorded_at = recorded_at
        sound = self._wishes.film.has_audio
        self._mute.setVisible(sound)
        self.volume.setVisible(sound)
        self.volume.setValue(self._wishes.film.volume)
        self.busy.show_words("")

    def hold_volume(self) -> None:
        """Take the volume back from the panel."""
        self._volume_place.addWidget(self.volume)

    def allow(self, *, allowed: bool) -> None:
        """Whether the film can be asked anything; finishing is always possible."""
        for control in (
            *(self.timeline, self._back, self.play, self._forward),
            *(self._mute, self.volume, self.mark, self.more),
        ):
            control.setEnabled(allowed)

    def show_place(self, place_ms: int) -> None:
        """Where the film is; to the hundredth while it is held, so that the figures rest."""
        length = self._wishes.film.length_ms
        if self.timeline.maximum() != length:
            self.timeline.set_maximum(length)
        self.timeline.set_frame(self._wishes.film.frame_ms)
        self.timeline.show_position(place_ms)
        if not self.timeline.is_held:
            self.tell_place(place_ms, running=self._wishes.playing)

    def tell_place(self, place_ms: int, *, running: bool = False) -> None:
        """This moment in figures, and what time it was then."""
        start_ms = frame_start(place_ms, self._wishes.film.frame_ms)
        self._position.setText(language.film_time(place_ms) if running else exact(start_ms))
        self._length.setText(f"/ {language.film_time(self._wishes.film.length_ms)}")
        if self._recorded_at is not None:
            then = self._recorded_at + timedelta(milliseconds=place_ms)
            to_the_minute = self._recorded_at.second == 0
            words = (
                self.tr("Recorded about {moment}")
                if to_the_minute
                else self.tr("Recorded {moment}")
            )
            self._recorded.setText(words.format(moment=language.moment(then)))

    def tell(self) -> None:
        """Show how the film is asked to run."""
        wishes = self._wishes
        self.play.set_picture("pause" if wishes.playing else "again" if wishes.ended else "play")
        short = (
            self.tr("Pause")
            if wishes.playing
            else self.tr("Again")
            if wishes.ended
            else self.tr("Play")
        )
        button_words(self.play, short)
        if wishes.ended and not wishes.playing:
            self.play.setAccessibleName(self.tr("Play again"))
        self.timeline.show_loop(*wishes.loop)
        if self.volume.value() != wishes.film.volume:
            self.volume.setValue(wishes.film.volume)
        self._mute.set_picture("muted" if wishes.silent else "sound")
        self._mute.setAccessibleName(self.tr("Sound on") if wishes.silent else self.tr("Sound off"))
        self.volume.setAccessibleDescription(f"{wishes.film.volume} %")
        said = []
        if wishes.speed != NORMAL_SPEED:
            said.append(self.tr("Speed {times}").format(times=speed_words(wishes.speed)))
        if wishes.loops:
            said.append(self.tr("repeats A–B"))
        self._state.setText("  ·  ".join(said))
        if (wishes.speed, wishes.loops) != self._told:
            self._told = (wishes.speed, wishes.loops)
            announce(self, ", ".join(said) or self.tr("Normal speed, nothing repeated"))

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.timeline.setAccessibleName(self.tr("Place in the recording"))
        self.timeline.tell()
        self.volume.setAccessibleName(self.tr("Volume"))
        button_words(self._back, self.tr("5 s"))
        self._back.setAccessibleName(self.tr("5 seconds back"))
        button_words(self._forward, self.tr("5 s"))
        self._forward.setAccessibleName(self.tr("5 seconds forward"))
        button_words(self.mark, self.tr("Mark"), self.tr("Mark this moment, with a remark"))
        button_words(self.more, self.tr("More"), self.tr("More controls and marked moments"))
        button_words(self.finish, self.tr("Finish"))
        self.tell()

    def _fill(self) -> None:
        column = QVBoxLayout(self)
        measured(column, 0, (8, 0, 8, 8))
        column.addWidget(self.timeline)
        line = QHBoxLayout()
        measured(line, 8, (6, 0, 6, 6))
        line.addWidget(self._position)
        line.addWidget(self._length)
        line.addSpacing(12)
        line.addWidget(self._state)
        line.addWidget(self.busy)
        line.addStretch(1)
        line.addWidget(self._recorded)
        column.addLayout(line)
        row = QHBoxLayout()
        measured(row, 6)
        for button in (self._back, self.play, self._forward):
            row.addWidget(button)
        row.addSpacing(4)
        row.addWidget(self._mute)
        row.addLayout(self._volume_place)
        row.addStretch(1)
        for button in (self.mark, self.more, self.finish):
            row.addWidget(button)
        column.addLayout(row)
        measured(self._volume_place, 0)
        limit_width(self.volume, _VOLUME_UNITS)
        keep_width(self.volume, _VOLUME_UNITS)
        self.hold_volume()

    def _connect(self) -> None:
        wishes = self._wishes
        # The keyboard stays on "play" when these are pressed with the mouse, so Space goes on
        # meaning play and pause.
        for part in (self._back, self._forward, self._mute, self.mark, self.more):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.timeline.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.volume.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.volume.setRange(0, 100)
        self.more.setCheckable(True)
        self.play.clicked.connect(wishes.toggle)
        self._back.clicked.connect(lambda: wishes.jump(-STEP_MS))
        self._forward.clicked.connect(lambda: wishes.jump(STEP_MS))
        self.timeline.sought.connect(wishes.seek)
        self.timeline.scrubbed.connect(wishes.scrub)
        self.timeline.scrubbed.connect(self.tell_place)
        self.timeline.loop_moved.connect(wishes.move_loop)
        self._mute.clicked.connect(wishes.toggle_sound)
        self.volume.valueChanged.connect(wishes.set_volume)
        wishes.changed.connect(self.tell)
