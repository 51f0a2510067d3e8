"""Where the film is: the picture or a question in its place, and what may lie over the picture."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QWidget

from viewer_app.errors import InzageError
from viewer_app.ui.film_time import exact
from viewer_app.ui.film_view import FilmView
from viewer_app.ui.language import sentence
from viewer_app.ui.names import Viewing
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.screens.viewing_overlay import KeysOverlay
from viewer_app.ui.screens.viewing_presence import PresencePanel
from viewer_app.ui.screens.viewing_screens import ScreensPanel
from viewer_app.ui.theme import limit_width, measured
from viewer_app.ui.widgets.banner import Banner
from viewer_app.ui.widgets.text import Text
from viewer_app.ui.widgets.timeline import Timeline

_NOTICE_UNITS = 760
_PICTURE, _QUESTION, _SCREENS = 0, 1, 2


class FilmPlace(QWidget):
    """Calm notices lie over the picture and go away by themselves; nothing moves for them."""

    keys_closed = Signal()
    interrupted = Signal(bool)
    """Whether a question came, or gave way to the picture."""
    released = Signal()
    """The screens are as they should be."""

    def __init__(self, view: FilmView, presence: PresencePanel) -> None:
        super().__init__()
        self.screens = ScreensPanel()
        self._presence = presence
        self._held = False
        self._stack = QStackedWidget()
        self._stack.addWidget(view)
        self._stack.addWidget(presence)
        self._stack.addWidget(self.screens)
        self._keys = KeysOverlay()
        self._notice = Banner("wait", NIGHT)
        self._notice.setObjectName(Viewing.NOTICE)
        self._over = QWidget()
        self._stalled = False
        self._hover = Text("hover", self, wrap=False)
        self._hover.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hover.hide()
        self._timeline: Timeline | None = None
        self._fill()

    @property
    def asks(self) -> bool:
        """Whether a question stands in the picture's place."""
        return self._stack.currentIndex() != _PICTURE

    @property
    def asks_presence(self) -> bool:
        """Whether it is the question whether the supervisor is there."""
        return self._stack.currentIndex() == _QUESTION

    def show_film(self, *, anyway: bool = False) -> bool:
        """The picture, unless it is held and not to be shown anyway; whether it is there."""
        self._held = self._held and not anyway
        self._stack.setCurrentIndex(_SCREENS if self._held else _PICTURE)
        self._stalled = self._stalled and not anyway
        self._tell_stalled()
        if self._held:
            self.screens.take_focus()
        return not self._held

    def show_question(self) -> None:
        """The question to the supervisor."""
        self.close_keys()
        self._stack.setCurrentIndex(_QUESTION)

    def hold(self, *, came: bool, focus: bool) -> None:
        """Say what happened to the screens, and show no picture until somebody goes on.

        Whether the supervisor is there is asked first.
        """
        self._held = True
        self.screens.begin(came=came)
        if not self.asks_presence:
            self.close_keys()
            self._stack.setCurrentIndex(_SCREENS)
            if focus:
                self.screens.take_focus()

    def take_focus(self) -> None:
        """The keyboard answers the question."""
        (self._presence if self.asks_presence else self.screens).take_focus()

    def forget(self) -> None:
        """Nothing lies over the picture any more; what is still so is told again with it."""
        self._clear_notice()
        self._hover.hide()
        self._keys.hide()

    # --- notices -------------------------------------------------------------------------------

    def show_stalled(self, *, waiting: bool) -> None:
        """Say that the recording cannot be read just now, or no more."""
        if not waiting and self._stalled:
            self._clear_notice()
        self._stalled = waiting
        self._tell_stalled()

    def _tell_stalled(self) -> None:
        if self._stalled and not self.asks:
            self._over.show()
            self._notice.say(
                "wait",
                lambda: self.tr("The recording cannot be read just now"),
                lambda: self.tr(
                    "The picture waits and goes on by itself. If it lasts: is the disk or the "
                    "network still connected? You can always stop."
                ),
            )

    def show_break(self) -> None:
        """Say that the recording breaks off here: there is no more of it."""
        self._over.show()
        self._notice.say(
            "wait",
            lambda: self.tr("The recording breaks off here"),
            lambda: sentence("player.ends_early", {}),
        )

    def report(self, error: InzageError) -> None:
        """Say why something cannot be."""
        self._over.show()
        self._notice.report(error, lambda: self.tr("That is not possible"))

    def clear_end(self) -> None:
        """The film runs: what was said about something past goes."""
        if not self._stalled:
            self._clear_notice()

    # --- keys ----------------------------------------------------------------------------------

    def show_keys(self) -> None:
        """Show the list of keys, or take it away."""
        if self._keys.isVisible():
            self.keys_closed.emit()
        else:
            self._keys.open()

    def close_keys(self) -> bool:
        """Take the list of keys away; whether it was there."""
        was_there = not self._keys.isHidden()
        self._keys.hide()
        return was_there

    # --- the time under the pointer ------------------------------------------------------------

    def follow(self, timeline: Timeline) -> None:
        """Show the time under the pointer of this timeline, above it."""
        self._timeline = timeline
        timeline.hovered.connect(self._show_hover)
        timeline.left.connect(self._hover.hide)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self._keys.retranslate()
        self.screens.retranslate()
        self._notice.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list of keys is as large as the picture's place."""
        if watched is self._stack and event.type() is QEvent.Type.Resize:
            self._keys.setGeometry(self._stack.geometry())
        return False

    def _release(self) -> None:
        self._held = False
        self.released.emit()

    def _clear_notice(self) -> None:
        self._notice.clear()
        self._over.hide()

    def _show_hover(self, moment_ms: int, x: int) -> None:
        if self._timeline is None or self.asks:
            return
        self._hover.setText(exact(moment_ms))
        self._hover.adjustSize()
        middle = self._timeline.mapTo(self.window(), QPoint(x, 0)).x()
        left = middle - self.mapTo(self.window(), QPoint(0, 0)).x() - self._hover.width() // 2
        left = min(max(left, 0), self.width() - self._hover.width())
        self._hover.move(left, self.height() - self._hover.height() - 2)
        self._hover.show()
        self._hover.raise_()

    def _fill(self) -> None:
        grid = QGridLayout(self)
        measured(grid, 0)
        grid.addWidget(self._stack, 0, 0)
        self._stack.currentChanged.connect(lambda: self.interrupted.emit(self.asks))
        self.screens.go_on.clicked.connect(self._release)
        self._over.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        holder = QGridLayout(self._over)
        measured(holder, 0, (24, 24, 24, 24))
        holder.setColumnStretch(0, 1)
        holder.setColumnStretch(1, 100)
        holder.setColumnStretch(2, 1)
        holder.setRowStretch(1, 1)
        holder.addWidget(self._notice, 0, 1)  # at the top: nothing of the timeline comes there
        limit_width(self._notice, _NOTICE_UNITS)
        self._notice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        grid.addWidget(self._over, 0, 0)
        self._over.hide()  # or every frame would be painted through it
        self._keys.setParent(self)
        self._stack.installEventFilter(self)
        self._keys.closed.connect(self.keys_closed)
