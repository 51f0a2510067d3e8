"""What is shown when the station cannot start: what is wrong, and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from viewer_app.errors import InzageError
from viewer_app.messages import Language
from viewer_app.ui import language
from viewer_app.ui.language import Translations
from viewer_app.ui.manners import restrain
from viewer_app.ui.names import Fault
from viewer_app.ui.palette import DAY
from viewer_app.ui.theme import dress_application, load_fonts, rescale, style_sheet, unit_for
from viewer_app.ui.widgets.banner import Sign
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.focus import FocusRings
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.text import Card, Text

_COLUMN = 760


class FaultScreen(Page):
    """One error, its code for the administrator, and a way out."""

    closed = Signal()
    language_asked = Signal()

    def __init__(self, error: InzageError) -> None:
        super().__init__(Fault.SCREEN, column=_COLUMN)
        self._error = error
        self._text = Text()
        self._code = Text("small")
        self._language = Button(Fault.LANGUAGE, "quiet", "language")
        self._close = Button(Fault.CLOSE, "primary")
        card = Card("bad", gap=16, padding=32)
        card.box.addWidget(Sign("warning"))
        card.box.addWidget(self._text)
        card.box.addWidget(self._code)
        self.body.addWidget(card)
        self.add_action(self._language)
        self.add_action(self._close, last=True)
        self._language.clicked.connect(self.language_asked)
        self._close.clicked.connect(self.closed)
        self.retranslate()

    def focus_first(self) -> None:
        """The way out."""
        self._close.setFocus()

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.set_words(
            self.tr("The station cannot start"),
            self.tr("No recording is open, and nothing was changed."),
        )
        self._text.setText(language.sentence(self._error.code, self._error.facts))
        code = self.tr("For the administrator: {code}").format(code=self._error.code)
        self._code.setText(code)
        button_words(self._language, language.NAMES[language.other()])
        button_words(self._close, self.tr("Close the program"))


class FaultWindow(QMainWindow):
    """Holds the one screen; may always be closed."""

    def __init__(
        self, application: QApplication, error: InzageError, spoken: Language = "nl"
    ) -> None:
        """Raises RuntimeError if the translations were not built."""
        super().__init__()
        load_fonts()
        dress_application(application)
        self._translations = Translations(application, spoken)
        self.setWindowTitle("Inzagestation")
        self._screen = FaultScreen(error)
        self._screen.closed.connect(self.close)
        self._screen.language_asked.connect(lambda: self._translations.speak(language.other()))
        self.setCentralWidget(self._screen)
        self._rings = FocusRings(self)
        self._rescale()
        restrain(self)
        self._screen.enter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the screen."""
        super().resizeEvent(event)
        self._rescale()

    def _rescale(self) -> None:
        unit = unit_for(self.height(), 100)
        self.setStyleSheet(style_sheet(DAY, unit))
        rescale(self, unit, narrow=False)
