"""The supervisor's window: the rail, the screen of the moment, and what holds everywhere."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer_app.messages import Language
from viewer_app.ui import language
from viewer_app.ui.backend import Backend
from viewer_app.ui.conductor import Conductor
from viewer_app.ui.language import Translations
from viewer_app.ui.manners import restrain
from viewer_app.ui.names import Frame
from viewer_app.ui.palette import DAY, NIGHT
from viewer_app.ui.reviewing import Reviewing
from viewer_app.ui.screens.viewing import ViewingScreen
from viewer_app.ui.second_screen import SecondScreen
from viewer_app.ui.theme import (
    TEXT_SIZES,
    dress_application,
    load_fonts,
    measured,
    rescale,
    style_sheet,
    unit_for,
)
from viewer_app.ui.touching import Touching
from viewer_app.ui.widgets.focus import FocusRings
from viewer_app.ui.widgets.page import STEPS, Page
from viewer_app.ui.widgets.rail import Rail
from viewer_app.ui.widgets.text import Text

STOP_KEY: Final = Qt.Key.Key_F12
_NARROW_UNITS: Final = 1400
"""Below this width in units, the rail gives its room to the page."""
_FILM_UNITS: Final = 1080
"""Width of the film's controls on one line, in units."""


class MainWindow(QMainWindow):
    """Holds the screens. Its title never names anybody."""

    def __init__(self, application: QApplication, backend: Backend) -> None:
        """Raises RuntimeError if the translations were not built."""
        super().__init__()
        load_fonts()
        dress_application(application)
        self._translations = Translations(application, backend.language)
        self._text_size = TEXT_SIZES[0]
        self._unit = 0.0
        self._narrow: bool | None = None
        self.setWindowTitle("Inzagestation")
        self.conductor = Conductor(backend, self)
        self.reviewing = Reviewing(backend, self)
        self._backend = backend
        pages = [*self.conductor.screens, *self.reviewing.screens]
        self.touching = Touching(
            backend.key_signals,
            [page for page in pages if isinstance(page, Page)],
            self.conductor.viewing.presence,
            self,
        )
        self.rail = Rail(backend.station_id, backend.municipality, backend.version)
        self.rail.offer_languages(offered=len(backend.languages) > 1)
        self._stack = QStackedWidget()
        self._demonstration = _Demonstration()
        self._demonstration.setVisible(backend.demonstration)
        self.second_screen = SecondScreen(self, self.conductor, backend)
        self._build()
        self._connect()
        self._rings = FocusRings(self)
        # the size that it will be shown at: every widget is dressed once only
        self.resize(application.primaryScreen().size())
        self._rescale()
        restrain(self)
        self.conductor.begin()

    def shut_down(self) -> None:
        """Wait for what is under way; call before the program ends."""
        self._backend.stop_waiting_for_key()
        self.conductor.shut_down()
        self.reviewing.shut_down()
        self.second_screen.close()
        self._translations.be_silent()

    def speak(self, spoken: Language) -> None:
        """Say everything in this language."""
        self._translations.speak(spoken)

    def set_text_size(self, per_cent: int) -> None:
        """Show everything at this size: one of ``theme.TEXT_SIZES``."""
        self._text_size = per_cent
        self.rail.show_text_size(per_cent)
        self.second_screen.citizen.set_text_size(per_cent)
        self._rescale()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when nobody is signed in."""
        at_rest = self.conductor.at_rest and not self.reviewing.signed_in
        event.setAccepted(at_rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the screen."""
        super().resizeEvent(event)
        self._rescale()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._demonstration.retranslate()
        super().changeEvent(event)

    def _show(self, screen: Page | ViewingScreen) -> None:
        self._stack.setCurrentWidget(screen)
        self.rail.setVisible(not isinstance(screen, ViewingScreen))
        self.rail.offer_stop(offered=isinstance(screen, Page) and 1 < screen.step < STEPS)
        self.rail.steps.set_step(screen.step if isinstance(screen, Page) else 5)

    def _stop(self) -> None:
        self._backend.stop_waiting_for_key()  # or stopping would wait for the touch, too
        if self.reviewing.signed_in:
            self.reviewing.leave()
        else:
            self.conductor.stop_now()

    def _next_text_size(self) -> None:
        place = (TEXT_SIZES.index(self._text_size) + 1) % len(TEXT_SIZES)
        self.set_text_size(TEXT_SIZES[place])

    def _rescale(self) -> None:
        unit = unit_for(self.height(), self._text_size)
        narrow = self.width() / unit < _NARROW_UNITS
        if unit == self._unit and narrow == self._narrow:
            return
        if narrow != self._narrow:
            self.rail.set_narrow(narrow=narrow)
            for index in range(self._stack.count()):
                screen = self._stack.widget(index)
                if isinstance(screen, Page | ViewingScreen):
                    screen.set_narrow(narrow=narrow)
        self._unit, self._narrow = unit, narrow
        self.setStyleSheet(style_sheet(DAY, unit))
        rescale(self, unit, narrow=narrow)
        # The controls of the film grow as long as they stay on one line: the film needs the rest.
        film_unit = min(unit, self.width() / _FILM_UNITS)
        self.conductor.viewing.setStyleSheet(style_sheet(NIGHT, film_unit))
        rescale(self.conductor.viewing, film_unit, narrow=False)

    def _dress_new_cards(self) -> None:
        self._dress(self.conductor.agenda)

    def _dress(self, screen: Page) -> None:
        """Give widgets that came later their sizes and manners."""
        rescale(screen, self._unit, narrow=bool(self._narrow))
        restrain(screen)

    def _build(self) -> None:
        ground = QWidget()
        ground.setObjectName("ground")
        column = QVBoxLayout(ground)
        measured(column, 0)
        column.addWidget(self._demonstration)
        row = QHBoxLayout()
        measured(row, 0)
        row.addWidget(self.rail)
        row.addWidget(self._stack, 1)
        column.addLayout(row, 1)
        self.setCentralWidget(ground)
        for screen in (*self.conductor.screens, *self.reviewing.screens):
            self._stack.addWidget(screen)

    def _connect(self) -> None:
        conductor, reviewing, rail = self.conductor, self.reviewing, self.rail
        conductor.shown.connect(self._show)
        reviewing.shown.connect(self._show)
        conductor.session_changed.connect(rail.show_session)
        conductor.agenda.resized.connect(self._dress_new_cards)
        conductor.viewing.stop_asked.connect(self._backend.stop_waiting_for_key)
        conductor.sign_in.other_door.connect(reviewing.begin)
        reviewing.ended.connect(conductor.begin)
        reviewing.resized.connect(self._dress)
        rail.stop_asked.connect(self._stop)
        rail.language_asked.connect(lambda: self.speak(language.other()))
        rail.text_size_asked.connect(self._next_text_size)
        rail.swap_asked.connect(self.second_screen.swap)
        self.second_screen.changed.connect(lambda offered: rail.offer_swap(offered=offered))
        stop = QShortcut(QKeySequence(STOP_KEY), self)
        stop.setContext(Qt.ShortcutContext.ApplicationShortcut)
        stop.setAutoRepeat(False)
        stop.activated.connect(self._stop)


class _Demonstration(QFrame):
    """Stands above every screen of a demonstration station, so that nobody is misled."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(Frame.DEMONSTRATION)
        self.setProperty("part", "demonstration")
        row = QHBoxLayout(self)
        measured(row, 0, (24, 8, 24, 8))
        self._words = Text("strong")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._words)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language spoken now."""
        self._words.setText(
            self.tr("DEMONSTRATION · example pictures only, no real recordings on this station")
        )
