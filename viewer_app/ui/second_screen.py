"""The citizen's own screen, where the municipality's rules allow two: whose is which, and what is
on it.

One window is on each screen. They are placed by Qt, and on Wayland by the compositor, which knows a
window by its application's name (decision 0041): ``FIRST`` and ``SECOND`` name the screens, not the
windows. Nothing here decides whether the film may be shown; that is the capture guard's.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from viewer_app.session.record import State
from viewer_app.ui.backend import Backend
from viewer_app.ui.citizen_window import CitizenWindow
from viewer_app.ui.conductor import Conductor
from viewer_app.ui.screens.afterwards import AfterwardsScreen
from viewer_app.ui.screens.citizen_sheet import Point
from viewer_app.ui.screens.conditions import ConditionsScreen

FIRST: Final = "inzagestation"
SECOND: Final = "inzagestation.second"
_TWO: Final = 2
_SETTLED_MS: Final = 1_500
"""So long after windows were placed a display has told where it put them."""


class SecondScreen(QObject):
    """Keeps the citizen's window on the other screen, and the film there like the supervisor's."""

    changed = Signal(bool)
    """Whether the citizen has a screen of their own."""

    def __init__(self, window: QWidget, conductor: Conductor, backend: Backend) -> None:
        super().__init__(window)
        self._window = window
        self._conductor = conductor
        self._displays = backend.displays
        self._municipality = backend.municipality
        viewing = conductor.viewing
        self.citizen = CitizenWindow(backend, viewing.view.framing, window)
        self.in_use = False
        self._swapped = False
        self._refused = False
        self._closed = False
        self._screen: object = conductor.sign_in
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._check_places)
        QGuiApplication.setDesktopFileName(FIRST)
        window.installEventFilter(self)
        self._displays.appeared.connect(self._came)
        self._displays.gone.connect(self._went)
        conductor.shown.connect(self._follow)
        conductor.visitor.changed.connect(self._say)
        conductor.conditions.reworded.connect(self._say)
        view, mirror = viewing.view, self.citizen.view
        view.revealed.connect(mirror.reveal)
        view.blanked.connect(mirror.blank)
        viewing.interrupted.connect(self._show)
        backend.film_signals.frame_ready.connect(mirror.show_frame)
        mirror.subtitle = backend.film().subtitle_text
        self._say()

    def swap(self) -> None:
        """Give each the other's screen; not while a film is on."""
        if self.in_use and self._conductor.session.state is not State.VIEWING:
            self._swapped = not self._swapped
            self.arrange()

    def arrange(self) -> None:
        """Put both windows where they belong, for the screens that there are now."""
        screens = self._screens()
        wanted = self._is_allowed(len(screens)) and not self._refused
        if not wanted:
            self._leave()
            return
        own, other = (screens[1], screens[0]) if self._swapped else (screens[0], screens[1])
        # in a window, as developers and tests have it, only the citizen's is moved
        if self._window.isFullScreen() and (self._swapped or self.in_use):
            place(self._window, own, SECOND if self._swapped else FIRST)
        place(self.citizen, other, FIRST if self._swapped else SECOND)
        self._set_in_use(in_use=True)
        self._settled.start()

    def close(self) -> None:
        """The program ends. May be called again."""
        if self._closed:
            return
        self._closed = True
        self._settled.stop()
        self._displays.appeared.disconnect(self._came)
        self._displays.gone.disconnect(self._went)
        self._conductor.shown.disconnect(self._follow)
        self._conductor.visitor.changed.disconnect(self._say)
        self._conductor.conditions.reworded.disconnect(self._say)
        self.citizen.hide()
        self.citizen.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrange once the supervisor's window is on a screen, go with it, and speak as it does."""
        del watched
        if event.type() == QEvent.Type.LanguageChange:
            # once every screen that is repeated here has said its words anew
            QTimer.singleShot(0, self, self._say)
        if event.type() == QEvent.Type.Show and not event.spontaneous() and not self.in_use:
            QTimer.singleShot(0, self, self.arrange)
        elif event.type() == QEvent.Type.Close and event.isAccepted():
            QTimer.singleShot(0, self, self._go_along)
        return False

    # --- inside --------------------------------------------------------------------------------

    def _is_allowed(self, count: int) -> bool:
        return _TWO <= count <= self._conductor.session.station.policy.screens

    def _screens(self) -> list[QScreen]:
        """The screens that there are, the primary one first."""
        primary = QGuiApplication.primaryScreen()
        return sorted(QGuiApplication.screens(), key=lambda screen: screen is not primary)

    def _came(self) -> None:
        self._rearrange(came=True)

    def _went(self) -> None:
        self._rearrange(came=False)

    def _rearrange(self, *, came: bool) -> None:
        """Screens changed; a film that was on is out of sight before anything moves."""
        self._refused = False
        count, had = self._displays.now, self.in_use
        viewing = self._conductor.session.state is State.VIEWING
        if viewing and (had or self._is_allowed(count)):
            self._conductor.viewing.hold_for_screens(came=came)
        self._swapped = self._swapped and came
        # not while Qt is still telling of it
        QTimer.singleShot(0, self, self.arrange)

    def _leave(self) -> None:
        self._settled.stop()
        self.citizen.hide()
        if self.in_use and self._window.isFullScreen():
            place(self._window, self._screens()[0], FIRST)
        self._set_in_use(in_use=False)

    def _set_in_use(self, *, in_use: bool) -> None:
        if in_use == self.in_use:
            return
        self.in_use = in_use
        # what is seen has the shape of the citizen's screen, so that both see the same
        self._conductor.viewing.view.lead(leads=not in_use)
        self.citizen.view.lead(leads=in_use)
        self.changed.emit(in_use)

    def _check_places(self) -> None:
        """Where a display put both on one screen, the citizen's would cover the controls."""
        own, other = self._window.windowHandle(), self.citizen.windowHandle()
        if self.in_use and own is not None and other is not None and own.screen() is other.screen():
            self._refused = True
            self._leave()

    def _go_along(self) -> None:
        if not self._window.isVisible():
            self.citizen.hide()

    def _follow(self, screen: object) -> None:
        """Show what belongs to the supervisor's screen."""
        self._screen = screen
        self._show()

    def _show(self) -> None:
        """The film's place, or words: also during a question, which is not for here."""
        viewing = self._conductor.viewing
        if self._screen is viewing and not viewing.is_interrupted:
            self.citizen.show_film()
        else:
            self.citizen.show_sheet()
            self._say()

    def _say(self) -> None:
        if self._closed:
            return
        visitor, conductor, sheet = self._conductor.visitor, self._conductor, self.citizen.sheet
        if isinstance(self._screen, ConditionsScreen):
            conditions = conductor.conditions
            title, lead, closing = conditions.told
            sheet.say("", title, lead, conditions.points, closing)
        elif isinstance(self._screen, AfterwardsScreen) or self._screen is conductor.closing:
            title, lead = conductor.afterwards.told
            sheet.say("", title, lead, [Point(*part) for part in conductor.afterwards.parts])
        elif self._screen is conductor.viewing:
            sheet.say("", visitor.texts.held["title"], visitor.texts.held["words"])
        else:
            texts = visitor.texts.waiting
            sheet.say(self._municipality, texts["title"], texts["words"])
        visitor.dress(sheet)
        if not self.citizen.shows_film:
            self.citizen.fit()


def place(window: QWidget, screen: QScreen, name: str) -> None:
    """Fill a screen with a window. On Wayland a window has to be made anew to go elsewhere."""
    there = window.screen() is screen and window.geometry() == screen.geometry()
    if there and window.isVisible() and window.isFullScreen():
        return
    window.hide()
    QGuiApplication.setDesktopFileName(name)
    window.setScreen(screen)
    window.setGeometry(screen.geometry())
    window.setWindowState(Qt.WindowState.WindowFullScreen)
    window.show()
    QGuiApplication.setDesktopFileName(FIRST)
    if not window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating):
        window.activateWindow()
