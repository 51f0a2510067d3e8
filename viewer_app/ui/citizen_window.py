"""The citizen's own screen: calm words before and after the film, and the film without controls."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from viewer_app.ui.backend import Backend
from viewer_app.ui.film_view import FilmView
from viewer_app.ui.framing import Framing
from viewer_app.ui.manners import restrain
from viewer_app.ui.names import Citizen
from viewer_app.ui.palette import DAY
from viewer_app.ui.screens.citizen_sheet import CitizenSheet
from viewer_app.ui.theme import measured, rescale, style_sheet, unit_for

_MORE: Final = 1.35
"""Larger than on the supervisor's screen: there is less to read, and from farther away."""
_LESS: Final = 0.92
"""Smaller by this, until a page fits."""
_SMALLEST: Final = 0.6


class CitizenWindow(QWidget):
    """Shows what the citizen sees and takes no wishes: keys go on to the supervisor's window."""

    def __init__(self, backend: Backend, framing: Framing, supervisors: QWidget) -> None:
        super().__init__()
        self.setObjectName(Citizen.WINDOW)
        self.setWindowTitle("Inzagestation")
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._supervisors = supervisors
        self._text_size = 100
        self.view = FilmView(Citizen.FILM, backend.frames(), framing, leads=False)
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.view.speaks = False
        self.sheet = CitizenSheet(Citizen.SHEET)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sheet)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        measured(column, 0)
        column.addWidget(self._stack)
        restrain(self)

    @property
    def shows_film(self) -> bool:
        """Whether the film's place is shown, black or not."""
        return self._stack.currentWidget() is self.view

    def show_film(self) -> None:
        """The film's place: black until it is revealed."""
        self._stack.setCurrentWidget(self.view)

    def show_sheet(self) -> None:
        """Words; ``fit`` them once they are said."""
        self._stack.setCurrentWidget(self.sheet)

    def set_text_size(self, per_cent: int) -> None:
        """Words of this size: one of ``theme.TEXT_SIZES``."""
        self._text_size = per_cent
        self.fit()

    def fit(self) -> None:
        """Words as large as asked, or as large as all of them fit: nobody here can scroll.

        Where there is no second screen nobody sees them: then this waits until somebody does.
        """
        if not self.isVisible():
            return
        unit = unit_for(self.height(), self._text_size) * _MORE
        least = unit_for(self.height(), 100) * _SMALLEST
        while True:
            self.setStyleSheet(style_sheet(DAY, unit))
            rescale(self, unit, narrow=False)
            needed = self.sheet.height_for(self.width())
            if needed <= self.height() or unit <= least:
                return
            unit = max(unit * _LESS, least)

    def showEvent(self, event: QShowEvent) -> None:
        """Come onto a screen."""
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the screen."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass it on."""
        self._pass_on(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Pass it on."""
        self._pass_on(event)

    def changeEvent(self, event: QEvent) -> None:
        """Give the keyboard back where a display gave it here."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._supervisors.activateWindow()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay: it goes with the screen, or with the supervisor's window."""
        event.ignore()

    def _pass_on(self, event: QKeyEvent) -> None:
        taker = self._supervisors.focusWidget() or self._supervisors
        if taker.isVisible():
            QCoreApplication.sendEvent(taker, event.clone())
        event.accept()
