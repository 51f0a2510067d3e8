"""The film: as large as it can be, with few and plain controls below it."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer_app.session.record import Reason
from viewer_app.ui import language, words
from viewer_app.ui.backend import FilmControls
from viewer_app.ui.film_view import FilmView, FrameSource
from viewer_app.ui.names import Viewing
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.screens.viewing_presence import PresencePanel
from viewer_app.ui.theme import limit_width, measured
from viewer_app.ui.widgets.busy import Busy
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import button_words
from viewer_app.ui.widgets.sliders import Slider, Timeline
from viewer_app.ui.widgets.text import Text

STEP_MS: Final = 5_000
_FOLLOW_MS: Final = 200
_REASONS: Final = (
    Reason.FINISHED,
    Reason.CITIZEN_STOPPED,
    Reason.CONDITIONS_BROKEN,
    Reason.TECHNICAL,
)


class ViewingScreen(QWidget):
    """Shows the film and passes on wishes. Knows from the conductor whether the film runs."""

    play_asked = Signal()
    pause_asked = Signal()
    seek_asked = Signal(int)
    finish_asked = Signal(object)
    """The Reason to finish."""
    stop_asked = Signal()

    def __init__(self, frames: FrameSource, film: FilmControls) -> None:
        super().__init__()
        self.setObjectName(Viewing.SCREEN)
        self.setProperty("part", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._film = film
        self._playing = False
        self._ended = False
        self._session = self._station = self._supervisor = ""
        self._stopping = False
        self._target: int | None = None
        self._loud = 100
        self.view = FilmView(Viewing.FILM, frames)
        self.presence = PresencePanel()
        self._place = QStackedWidget()
        self._head = Text("small", wrap=False)
        self._promise = Text("small")
        self._busy = Busy(NIGHT)
        self._position = Text("figures", wrap=False)
        self._position.setObjectName(Viewing.POSITION)
        self._length = Text("figures", wrap=False)
        self._timeline = Timeline(Viewing.TIMELINE)
        self._back = Button(Viewing.BACK, "plain", "back", NIGHT)
        self._play = Button(Viewing.PLAY, "primary", "play", NIGHT)
        self._forward = Button(Viewing.FORWARD, "plain", "forward", NIGHT)
        self._mute = Button(Viewing.MUTE, "square", "sound", NIGHT)
        self._volume = Slider(Viewing.VOLUME)
        self._finish = Button(Viewing.FINISH, "plain", "check", NIGHT)
        self._stop = Button(Viewing.STOP, "stop", "stop", NIGHT)
        self._why = Text("heading", wrap=False)
        self._reasons = {
            reason: Button(Viewing.finish_as(reason.value), "plain", "", NIGHT)
            for reason in _REASONS
        }
        self._resume = Button(Viewing.RESUME, "quiet", "", NIGHT)
        self._rows = QStackedWidget()
        self._follow = QTimer(self)
        self._follow.setInterval(_FOLLOW_MS)
        self._fill()
        self._connect()
        self.retranslate()

    # --- what the conductor uses ---------------------------------------------------------------

    def begin(self, session: str, station: str, supervisor: str) -> None:
        """The clip is open and shows its first picture, paused."""
        self._session, self._station, self._supervisor = session, station, supervisor
        self._head.setText(f"{session}  ·  {station}  ·  {supervisor}")
        self._stopping = False
        self._place.setCurrentWidget(self.view)
        self._allow_film(allowed=True)
        self._ended = False
        self._target = None
        self.set_playing(playing=False)
        self._busy.show_words("")
        self._rows.setEnabled(True)
        self._rows.setCurrentIndex(0)
        length = self._film.length_ms
        self._timeline.setRange(0, length)
        self._timeline.setPageStep(STEP_MS)
        sound = self._film.has_audio
        self._mute.setVisible(sound)
        self._volume.setVisible(sound)
        self._volume.setValue(self._film.volume)
        self.view.reveal(session, station)
        self._follow.start()
        self._show_position()

    def enter(self) -> None:
        """The screen is shown: Space plays."""
        self._play.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The screen is left."""
        self.presence.leave()
        self.blank()

    def blank(self) -> None:
        """Black, at once."""
        self._follow.stop()
        self.view.blank()

    def ask_presence(self, minutes: int) -> None:
        """Black, and in its place a question for the supervisor, who has so many minutes.

        Who wants to finish still can, and whoever was choosing how is not interrupted.
        """
        if self._stopping or self._is_asking:
            return
        self.blank()
        self.set_playing(playing=False)
        self._allow_film(allowed=False)
        self.presence.begin(self._supervisor, minutes)
        self._place.setCurrentWidget(self.presence)
        if self._rows.currentIndex() == 0:
            self.presence.take_focus()

    def end_presence(self) -> None:
        """The supervisor is there: the picture is back, held."""
        self.presence.leave()
        if self._stopping:
            return
        self._place.setCurrentWidget(self.view)
        self._rows.setCurrentIndex(0)
        self._allow_film(allowed=True)
        self.view.reveal(self._session, self._station)
        self._follow.start()
        self._show_position()
        self._play.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_playing(self, *, playing: bool) -> None:
        """Whether the film runs."""
        self._playing = playing
        self._ended = self._ended and not playing
        self._say_play()

    def film_ended(self) -> None:
        """The film is at its end."""
        self._ended = True
        self.set_playing(playing=False)

    def sought(self) -> None:
        """The film is where it was asked to go."""
        self._target = None

    def set_stopping(self) -> None:
        """The film is being stopped: nothing else can be asked."""
        self._stopping = True
        self.blank()
        self.presence.leave()
        self._place.setCurrentWidget(self.view)
        self._rows.setEnabled(False)
        self._busy.show_words(self.tr("Stopping"))

    def set_narrow(self, *, narrow: bool) -> None:
        """Where there is little room, the promise above the film goes first."""
        self._promise.setVisible(not narrow)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.setAccessibleName(self.tr("Viewing the recording"))
        self.view.setAccessibleName(self.tr("The recording"))
        self._promise.setText(self.tr("No copy is made. You may stop at any moment."))
        self._timeline.setAccessibleName(self.tr("Place in the recording"))
        self._volume.setAccessibleName(self.tr("Volume"))
        button_words(self._back, self.tr("5 s"))
        self._back.setAccessibleName(self.tr("5 seconds back"))
        button_words(self._forward, self.tr("5 s"))
        self._forward.setAccessibleName(self.tr("5 seconds forward"))
        button_words(self._finish, self.tr("Finish"))
        button_words(self._stop, self.tr("Stop now (F12)"))
        self._why.setText(self.tr("How does the viewing end?"))
        short = {
            Reason.FINISHED: self.tr("Recording seen"),
            Reason.CITIZEN_STOPPED: self.tr("Visitor wanted to stop"),
            Reason.CONDITIONS_BROKEN: self.tr("Condition not kept"),
            Reason.TECHNICAL: self.tr("It did not work"),
        }
        for reason, button in self._reasons.items():
            button_words(button, short[reason], words.reason(reason))
        button_words(self._resume, self.tr("Back to the recording"))
        self._say_play()
        self._say_mute()
        self.presence.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # --- wishes --------------------------------------------------------------------------------

    @property
    def _is_asking(self) -> bool:
        return self._place.currentWidget() is self.presence

    @property
    def _obeys(self) -> bool:
        """Whether the film does what is asked with a key."""
        free = self._rows.isEnabled() and not self._is_asking
        return free and self._rows.currentIndex() == 0

    def _toggle(self) -> None:
        if self._obeys:
            (self.pause_asked if self._playing else self.play_asked).emit()

    def _step(self, by_ms: int) -> None:
        if self._obeys:
            start = self._film.position_ms() if self._target is None else self._target
            self._seek(start + by_ms)

    def _seek(self, to_ms: int) -> None:
        self._target = min(max(to_ms, 0), self._film.length_ms)
        self._ended = False
        self._show_position()
        self._say_play()
        self.seek_asked.emit(self._target)

    def _ask_why(self) -> None:
        self.pause_asked.emit()  # even if it does not play yet: "play" may be under way
        self._rows.setCurrentIndex(1)
        self._reasons[Reason.FINISHED].setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        self._rows.setCurrentIndex(0)
        if self._is_asking:
            self.presence.take_focus()
        else:
            self._play.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow_film(self, *, allowed: bool) -> None:
        for control in (
            *(self._timeline, self._back, self._play, self._forward),
            *(self._mute, self._volume),
        ):
            control.setEnabled(allowed)

    def _set_volume(self, percent: int) -> None:
        self._film.volume = percent
        if percent:
            self._loud = percent
        self._say_mute()

    def _toggle_mute(self) -> None:
        self._volume.setValue(0 if self._volume.value() else self._loud)

    # --- what is shown -------------------------------------------------------------------------

    def _show_position(self) -> None:
        length = self._film.length_ms
        if self._timeline.maximum() != length:
            self._timeline.setRange(0, length)
        position = self._film.position_ms() if self._target is None else self._target
        self._timeline.show_position(position)
        if not self._timeline.isSliderDown():
            self._position.setText(language.film_time(position))
        self._length.setText(language.film_time(length))

    def _say_play(self) -> None:
        self._play.set_picture("pause" if self._playing else "again" if self._ended else "play")
        said = (
            self.tr("Pause")
            if self._playing
            else self.tr("Play again")
            if self._ended
            else self.tr("Play")
        )
        button_words(self._play, said)

    def _say_mute(self) -> None:
        silent = self._volume.value() == 0
        self._mute.set_picture("muted" if silent else "sound")
        self._mute.setAccessibleName(self.tr("Sound on") if silent else self.tr("Sound off"))

    # --- inside --------------------------------------------------------------------------------

    def _fill(self) -> None:
        column = QVBoxLayout(self)
        measured(column, 0)
        head = QFrame()
        head.setProperty("part", "head")
        line = QHBoxLayout(head)
        measured(line, 16, (24, 8, 24, 8))
        line.addWidget(self._head)
        line.addWidget(self._promise, 1)
        self._promise.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(head)
        self._place.addWidget(self.view)
        self._place.addWidget(self.presence)
        column.addWidget(self._place, 1)
        bar = QFrame()
        bar.setProperty("part", "controls")
        row = QHBoxLayout(bar)
        measured(row, 16, (16, 4, 24, 4))
        row.addWidget(self._rows, 1)
        row.addWidget(self._stop)
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self._stop.setSizePolicy(policy)  # the largest target on the screen
        column.addWidget(bar)
        self._rows.addWidget(self._control_row())
        self._rows.addWidget(self._finish_row())

    def _control_row(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        measured(column, 0, (8, 0, 8, 8))
        time = QHBoxLayout()
        measured(time, 12)
        time.addWidget(self._position)
        time.addWidget(self._timeline, 1)
        time.addWidget(self._length)
        column.addLayout(time)
        row = QHBoxLayout()
        measured(row, 12)
        for button in (self._back, self._play, self._forward):
            row.addWidget(button)
        row.addSpacing(12)
        row.addWidget(self._mute)
        row.addWidget(self._volume, 1)
        limit_width(self._volume, 160)
        row.addWidget(self._busy)
        row.addStretch(1)
        row.addWidget(self._finish)
        column.addLayout(row)
        return panel

    def _finish_row(self) -> QWidget:
        panel = QWidget()
        grid = QGridLayout(panel)
        measured(grid, 10, (8, 8, 8, 8))
        grid.addWidget(self._why, 0, 0)
        grid.addWidget(self._resume, 1, 0, Qt.AlignmentFlag.AlignLeft)
        for index, button in enumerate(self._reasons.values()):
            grid.addWidget(button, index // 2, 1 + index % 2)
            grid.setColumnStretch(1 + index % 2, 1)
        grid.setColumnStretch(0, 1)
        return panel

    def _connect(self) -> None:
        # The keyboard stays on "play" when these are pressed with the mouse, so Space goes on
        # meaning play and pause.
        for button in (self._back, self._forward, self._mute):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._timeline.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._volume.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._volume.setRange(0, 100)
        self._follow.timeout.connect(self._show_position)
        self._play.clicked.connect(self._toggle)
        self._back.clicked.connect(lambda: self._step(-STEP_MS))
        self._forward.clicked.connect(lambda: self._step(STEP_MS))
        self._timeline.sought.connect(self._seek)
        self._timeline.dragged.connect(
            lambda position: self._position.setText(language.film_time(position))
        )
        self._mute.clicked.connect(self._toggle_mute)
        self._volume.valueChanged.connect(self._set_volume)
        self._finish.clicked.connect(self._ask_why)
        self._resume.clicked.connect(self._go_on)
        self._stop.clicked.connect(self.stop_asked)
        for reason, button in self._reasons.items():
            button.clicked.connect(lambda _=False, why=reason: self.finish_asked.emit(why))
        for key, act in (
            (Qt.Key.Key_Left, lambda: self._step(-STEP_MS)),
            (Qt.Key.Key_Right, lambda: self._step(STEP_MS)),
            (Qt.Key.Key_MediaTogglePlayPause, self._toggle),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
