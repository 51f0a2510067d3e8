"""The film: as large as it can be, with few and plain controls below it and the rest beside it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from viewer_app.errors import InzageError
from viewer_app.session.record import Marker
from viewer_app.ui.film_controls import FilmControls
from viewer_app.ui.film_time import place_in_words
from viewer_app.ui.film_view import FilmView, FrameSource
from viewer_app.ui.names import Viewing
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.screens.viewing_acts import film_acts, picture_acts
from viewer_app.ui.screens.viewing_bar import ControlBar
from viewer_app.ui.screens.viewing_beside import Beside
from viewer_app.ui.screens.viewing_finish import FinishRow
from viewer_app.ui.screens.viewing_keys import Act, FilmKeys
from viewer_app.ui.screens.viewing_panel import SidePanel
from viewer_app.ui.screens.viewing_place import FilmPlace
from viewer_app.ui.screens.viewing_presence import PresencePanel
from viewer_app.ui.screens.viewing_wishes import Wishes
from viewer_app.ui.theme import measured
from viewer_app.ui.widgets.banner import announce
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.focus import follow_layout
from viewer_app.ui.widgets.page import button_words
from viewer_app.ui.widgets.text import Text
from viewer_app.ui.widgets.thumbnail import ThumbnailCard

_FOLLOW_MS: Final = 200
_COMPACT_UNITS: Final = 1240
"""Below this width in units the volume goes from the bar to the panel."""


class ViewingScreen(QWidget):
    """Shows the film and passes on wishes. Knows from the conductor whether the film runs."""

    play_asked = Signal()
    pause_asked = Signal()
    seek_asked = Signal(int)
    scrub_asked = Signal(int)
    """The handle is dragged, and is here now; ``seek_asked`` comes when it is let go."""
    step_asked = Signal(int)
    """Frames further, or back."""
    speed_asked = Signal(int)
    """Percent."""
    loop_asked = Signal(int, int)
    loop_cleared = Signal()
    mark_asked = Signal(str)
    """The remark about the moment at which the film is held."""
    finish_asked = Signal(object)
    """The Reason to finish."""
    stop_asked = Signal()
    interrupted = Signal(bool)
    """Whether a question came in the film's place, or it is the film's again."""

    def __init__(self, frames: FrameSource, film: FilmControls) -> None:
        super().__init__()
        self.setObjectName(Viewing.SCREEN)
        self.setProperty("part", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._film = film
        self._session = self._station = self._supervisor = ""
        self._stopping = False
        self._unit = 1.0
        self._compact: bool | None = None
        self._shown: Callable[[], Sequence[tuple[int, int]]] = tuple
        self.view = FilmView(Viewing.FILM, frames)
        self.view.subtitle = film.subtitle_text
        self.presence = PresencePanel()
        self.wishes = Wishes(film, lambda: self._obeys, self)
        self._place = FilmPlace(self.view, self.presence)
        self.thumbnail = ThumbnailCard(
            self._place,
            film.thumbnails,
            self.view.framing,
            lambda: self._is_free,
            lambda: self.view.watermark_words,
        )
        self._head = Text("small", wrap=False)
        self._promise = Text("small")
        self._bar = ControlBar(self.wishes)
        self._panel = SidePanel(self.wishes)
        self._beside = Beside(self._panel, self._bar, self.wishes, lambda: self._is_free)
        self._finish = FinishRow()
        self._stop = Button(Viewing.STOP, "stop", "stop", NIGHT)
        self._rows = QStackedWidget()
        self._follow = QTimer(self)
        self._follow.setInterval(_FOLLOW_MS)
        self._fill()
        self._connect()
        self.retranslate()

    # --- what the conductor uses ---------------------------------------------------------------

    @property
    def is_interrupted(self) -> bool:
        """Whether a question stands in the film's place."""
        return self._place.asks

    def begin(self, session: str, station: str, supervisor: str, recorded_at: datetime) -> None:
        """The clip is open and shows its first picture, paused."""
        self._session, self._station, self._supervisor = session, station, supervisor
        self._head.setText(f"{session}  ·  {station}  ·  {supervisor}")
        self._stopping = False
        self.wishes.begin()
        self._beside.begin(sound=bool(self._compact) and self._film.has_audio)
        follow_layout(self)
        self._bar.begin(recorded_at)
        self._place.show_film(anyway=True)
        self._allow_film(allowed=True)
        self.set_playing(playing=False)
        self._rows.setEnabled(True)
        self._rows.setCurrentIndex(0)
        self.view.reveal(session, station)
        self._follow.start()
        self._show_position()

    def count_shown(self, shown: Callable[[], Sequence[tuple[int, int]]]) -> None:
        """Who tells which parts ran until now: asked several times a second, so it never waits."""
        self._shown = shown

    def enter(self) -> None:
        """The screen is shown: Space plays."""
        self._bar.play.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The screen is left: what was typed and marked is forgotten."""
        self._shown = tuple
        self.presence.leave()
        self._beside.forget()
        self.blank()

    def blank(self) -> None:
        """Black, at once."""
        self._follow.stop()
        self.view.blank()
        self._bar.timeline.let_go()
        self.thumbnail.forget()
        self._place.forget()

    def ask_presence(self, minutes: int) -> None:
        """Black, and in its place a question for the supervisor, who has so many minutes.

        Who wants to finish still can, and whoever was choosing how is not interrupted.
        """
        if self._stopping or self._place.asks_presence:
            return
        self.blank()
        self._beside.hide()
        self.set_playing(playing=False)
        self._allow_film(allowed=False)
        self.presence.begin(self._supervisor, minutes)
        self._place.show_question()
        if self._rows.currentIndex() == 0:
            self.presence.take_focus()

    def hold_for_screens(self, *, came: bool) -> None:
        """A screen came, or went: black, and held until the supervisor goes on."""
        if not self._stopping:
            self.pause_asked.emit()
            self.blank()
            self._beside.hide()
            self.set_playing(playing=False)
            self._allow_film(allowed=False)
            self._place.hold(came=came, focus=self._rows.currentIndex() == 0)

    def end_presence(self) -> None:
        """The supervisor is there: the picture is back, held, and the remark that was typed."""
        self.presence.leave()
        if self._stopping or not self._place.show_film():
            return
        self._rows.setCurrentIndex(0)
        self._allow_film(allowed=True)
        self.view.reveal(self._session, self._station)
        self._follow.start()
        self._show_position()
        self._beside.take_up()

    def set_playing(self, *, playing: bool) -> None:
        """Whether the film runs."""
        self.wishes.playing = playing
        self.wishes.ended = self.wishes.ended and not playing
        if playing:
            self._place.clear_end()
        self._bar.tell()
        self._show_position()

    def film_ended(self) -> None:
        """The film is at its end."""
        self.wishes.ended = True
        self.set_playing(playing=False)
        if self.wishes.film.ends_early:
            self._place.show_break()

    def show_stalled(self, *, waiting: bool) -> None:
        """Whether the recording cannot be read just now; the film is held meanwhile."""
        if not self._stopping:
            self._place.show_stalled(waiting=waiting)

    def sought(self) -> None:
        """The film is where it was asked to go."""
        self.wishes.target = None
        self._tell_place()

    def stepped(self) -> None:
        """The film shows the frame that was asked for, held."""
        self.set_playing(playing=False)
        self._tell_place()

    def show_marks(self, marks: Sequence[Marker]) -> None:
        """The moments marked so far."""
        self._beside.show_marks(marks)
        follow_layout(self)

    def report(self, error: InzageError) -> None:
        """Something that was asked of the film cannot be; nothing has changed."""
        self._place.report(error)

    def set_stopping(self) -> None:
        """The film is being stopped: nothing else can be asked."""
        self._stopping = True
        self.blank()
        self.presence.leave()
        self._beside.close()
        self._place.show_film(anyway=True)
        self._rows.setEnabled(False)
        self._bar.busy.show_words(self.tr("Stopping"))

    def set_narrow(self, *, narrow: bool) -> None:
        """Where there is little room, the promise above the film goes first."""
        self._promise.setVisible(not narrow)

    def rescale(self, unit: float) -> None:
        """Find out what there is room for."""
        self._unit = unit
        self._make_room()

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.setAccessibleName(self.tr("Viewing the recording"))
        self.view.setAccessibleName(self.tr("The recording"))
        self._promise.setText(self.tr("No copy is made. You may stop at any moment."))
        button_words(self._stop, self.tr("Stop now\n(F12)"))
        self._stop.setAccessibleName(self.tr("Stop now (F12)"))
        for part in (self._bar, self._panel, self._finish, self._place, self.presence):
            part.retranslate()
        self._show_position()

    # --- Qt ------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the screen."""
        super().resizeEvent(event)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nothing that has the keyboard took: Space plays, what writes works the film."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.wishes.toggle()
        elif not self._keys.take(event):
            super().keyPressEvent(event)

    # --- wishes --------------------------------------------------------------------------------

    @property
    def _is_asking(self) -> bool:
        return self._place.asks

    @property
    def _is_free(self) -> bool:
        """Whether the film is on, and nobody is asked anything but perhaps a remark."""
        free = self._rows.isEnabled() and not self._is_asking and not self._stopping
        return free and self._rows.currentIndex() == 0

    @property
    def _obeys(self) -> bool:
        """Whether the film does what is asked."""
        return self._is_free and not self._beside.is_asking

    def _ask_why(self) -> None:
        self.pause_asked.emit()  # even if it does not play yet: "play" may be under way
        self._place.close_keys()
        self._beside.hide()
        self._rows.setCurrentIndex(1)
        self._finish.take_focus()

    def _go_on(self) -> None:
        self._rows.setCurrentIndex(0)
        if self._is_asking:
            self._place.take_focus()
        else:
            self._beside.take_up()

    def _allow_film(self, *, allowed: bool) -> None:
        self._bar.allow(allowed=allowed)
        self._panel.obey(allowed=allowed)

    # --- what is shown -------------------------------------------------------------------------

    def _show_position(self) -> None:
        place = self.wishes.place_ms
        self._bar.show_place(place)
        self._bar.timeline.show_shown(self._shown())
        self._beside.show_place(place)

    def _tell_place(self) -> None:
        """A screen reader hears where a held film has come."""
        self._show_position()
        if not self.wishes.playing:
            announce(self, place_in_words(self.wishes.place_ms, self._film.length_ms))

    def _show_keys(self) -> None:
        if self._is_free:
            self._beside.end_mark()
            self._place.show_keys()

    def _close_something(self) -> None:
        """What was opened last, or lies on top."""
        if self._place.close_keys():
            self._bar.play.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._beside.is_asking:
            self._beside.end_mark()
        elif self._is_free:
            self._beside.hide()

    def _make_room(self) -> None:
        compact = self.width() / self._unit < _COMPACT_UNITS
        if compact == self._compact:
            return
        self._compact = compact
        if compact:
            self._panel.more.hold_volume(self._bar.volume)
        else:
            self._bar.hold_volume()
        self._panel.more.show_sound(shown=compact and self._film.has_audio)
        follow_layout(self)

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
        middle = QHBoxLayout()
        measured(middle, 0)
        middle.addWidget(self._place, 1)
        middle.addWidget(self._panel)
        column.addLayout(middle, 1)
        bar = QFrame()
        bar.setProperty("part", "controls")
        row = QHBoxLayout(bar)
        measured(row, 12, (12, 4, 20, 8))
        row.addWidget(self._rows, 1)
        row.addWidget(self._stop)
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self._stop.setSizePolicy(policy)  # the largest target on the screen
        column.addWidget(bar)
        self._rows.addWidget(self._bar)
        self._rows.addWidget(self._finish)

    def _connect(self) -> None:
        wishes, framing = self.wishes, self.view.framing
        for own, wish in (
            (self.play_asked, wishes.play_asked),
            (self.pause_asked, wishes.pause_asked),
            (self.seek_asked, wishes.seek_asked),
            (self.scrub_asked, wishes.scrub_asked),
            (self.step_asked, wishes.step_asked),
            (self.speed_asked, wishes.speed_asked),
            (self.loop_asked, wishes.loop_asked),
            (self.loop_cleared, wishes.loop_cleared),
            (self.stop_asked, self._stop.clicked),
            (self.finish_asked, self._finish.chosen),
        ):
            wish.connect(own)
        wishes.changed.connect(self._show_position)
        self._place.released.connect(self.end_presence)
        self._place.interrupted.connect(self.interrupted)
        self._follow.timeout.connect(self._show_position)
        self._bar.finish.clicked.connect(self._ask_why)
        self._beside.mark_asked.connect(self.mark_asked)
        self._finish.back.connect(self._go_on)
        self._place.keys_closed.connect(self._close_something)
        self._place.follow(self._bar.timeline)
        self.thumbnail.follow(self._bar.timeline)
        self._panel.more.follow(framing)
        self._panel.more.keys_asked.connect(self._show_keys)
        here: dict[str, Act] = {
            "mark": self._beside.begin_mark,
            "keys": self._show_keys,
            "close": self._close_something,
        }
        acts = {**film_acts(wishes), **picture_acts(framing, lambda: self._is_free), **here}
        self._keys = FilmKeys(self, acts)
