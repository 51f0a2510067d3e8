"""Hands for the tests of the screens: a window, its widgets by name, and patience."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.session.zones import WILLEKE, passport
from tests.ui.stage import StageBackend
from tests.ui.stage_agenda import busy_agenda
from tests.ui.stage_names import PHRASE
from viewer_app.demo.hands import reveal
from viewer_app.evidence.secret import Secret
from viewer_app.session.record import State
from viewer_app.ui.names import (
    Afterwards,
    Agenda,
    AuditorSignIn,
    Closing,
    Conditions,
    Done,
    Identity,
    NoShow,
    Refusing,
    Review,
    SignIn,
    Viewing,
)
from viewer_app.ui.screens.zone import ZoneCard
from viewer_app.ui.widgets.fields import PassphraseEdit
from viewer_app.ui.widgets.lists import NameList
from viewer_app.ui.widgets.zone_field import ZoneEdit
from viewer_app.ui.window import MainWindow

PASSPORT = passport(WILLEKE).td3()
OTHER_SURNAME = replace(passport(WILLEKE), primary=("DE", "BRUIN")).td3()
OTHER_PERSON = replace(passport(WILLEKE), primary=("JANSEN",), birth="800229").td3()
_PATIENCE = 2_000
"""Turns of 10 ms."""


class Visit:
    """A window and hands: finds widgets by name, presses, types and waits."""

    def __init__(
        self,
        application: QApplication,
        backend: StageBackend,
        width: int = 1920,
        height: int = 1080,
        text_size: int = 100,
    ) -> None:
        self.backend = backend
        self.window = MainWindow(application, backend)
        self.window.setFixedSize(width, height)
        self.window.set_text_size(text_size)
        self.window.show()
        self.window.activateWindow()
        if QApplication.platformName() != "offscreen":
            self.wait(self.window.isActiveWindow, "the window to be active")

    @property
    def state(self) -> State:
        return self.window.conductor.session.state

    @property
    def screen(self) -> str:
        """The name of the screen shown."""
        shown = [
            screen
            for screen in (*self.window.conductor.screens, *self.window.reviewing.screens)
            if screen.isVisible()
        ]
        return shown[0].objectName() if shown else ""

    def find(self, name: str) -> QWidget:
        widget = self.window.findChild(QWidget, name)
        assert isinstance(widget, QWidget), f"there is no {name}"
        return widget

    def button(self, name: str) -> QAbstractButton:
        widget = self.find(name)
        assert isinstance(widget, QAbstractButton)
        return widget

    def press(self, name: str) -> None:
        """Click a button that can be clicked."""
        self.wait(lambda: self.find(name).isVisible() and self.find(name).isEnabled(), name)
        reveal(self.find(name))
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def phrase(self, name: str, words: str = PHRASE) -> None:
        field = self.find(name)
        assert isinstance(field, PassphraseEdit)
        QTest.keyClicks(field, words)

    def wait(self, until: Callable[[], bool], what: str = "") -> None:
        for _ in range(_PATIENCE):
            if until():
                return
            QTest.qWait(10)
        raise AssertionError(f"waited in vain for {what or until}")

    def wait_screen(self, name: str) -> None:
        self.wait(lambda: self.screen == name, f"the screen {name}")
        self.settle()

    def settle(self) -> None:
        """Let everything find its place.

        Each turn a holder may hear that what it holds needs other room; four were seen to be taken.
        """
        for _ in range(12):
            QTest.qWait(0)

    # --- the way through an appointment ---------------------------------------------------------

    def sign_in(self, words: str = PHRASE) -> None:
        names = self.find(SignIn.NAME)
        assert isinstance(names, NameList)
        names.setCurrentRow(0)
        self.phrase(SignIn.PHRASE, words)
        self.press(SignIn.ENTER)

    def to_agenda(self) -> None:
        self.sign_in()
        self.wait_screen(Agenda.SCREEN)
        self.wait(lambda: self.window.findChild(QWidget, Agenda.row(0)) is not None, "a row")

    def to_busy_agenda(self) -> None:
        busy_agenda(self.backend)
        self.to_agenda()

    def to_no_show(self) -> None:
        self.to_identity()
        self.press(Identity.NOT_APPEARED)
        self.wait_screen(NoShow.SCREEN)

    def to_identity(self) -> None:
        self.to_agenda()
        self.press(Agenda.row(0))
        self.wait_screen(Identity.SCREEN)

    def answer(self, **answers: str) -> None:
        self.press(Identity.document("passport"))
        for point in ("valid", "photo", "name", "birth_date"):
            self.press(Identity.answer(point, answers.get(point, "yes")))

    def to_guide(self) -> None:
        self.to_identity()
        self.press(Identity.document("driving_licence"))
        self.settle()

    def to_other_surname(self) -> None:
        """The code of a passport was read, and its surname differs by a letter."""
        self.to_identity()
        self.press(Identity.document("passport"))
        self.read_zone(OTHER_SURNAME)

    def read_zone(self, zone: str) -> None:
        """Send a code as a reader does, and wait until it was compared or refused."""
        field = self.find(Identity.ZONE)
        assert isinstance(field, ZoneEdit)
        read: list[Secret] = []
        card = field.parent()
        assert isinstance(card, ZoneCard)
        card.given.connect(read.append)
        for line in zone.splitlines():
            QTest.keyClicks(field, line)
            QTest.keyClick(field, Qt.Key.Key_Return)
        self.wait(lambda: bool(read), "the code to be taken")
        self.wait(lambda: not self.window.conductor.identity.is_busy, "the comparison")
        self.settle()

    def to_reasons(self) -> None:
        self.to_identity()
        self.press(Identity.CANNOT)
        self.wait_screen(Refusing.SCREEN)

    def to_conditions(self) -> None:
        self.to_identity()
        self.answer()
        self.press(Identity.CONTINUE)
        self.wait_screen(Conditions.SCREEN)

    def confirm(self) -> None:
        for condition in ("alone", "no_filming", "no_copy", "supervisor_stays"):
            self.press(Conditions.confirm(condition))

    def to_viewing(self) -> None:
        self.to_conditions()
        self.confirm()
        self.phrase(Conditions.PHRASE)
        self.press(Conditions.START)
        self.wait_screen(Viewing.SCREEN)

    def to_next_visitor(self) -> None:
        """The film is stopped at once and its session closed; the next one may begin."""
        QTest.keyClick(self.window, Qt.Key.Key_F12)
        self.wait_screen(Closing.SCREEN)
        self.backend.world.events.clear()  # the viewing is given back
        self.press(Closing.CLOSE)
        self.wait_screen(Done.SCREEN)
        self.press(Done.AGAIN)
        self.wait_screen(SignIn.SCREEN)

    def to_next_film(self) -> None:
        """Up to the film of another session."""
        self.to_next_visitor()
        self.to_viewing()

    def to_presence(self) -> None:
        """The film ran for as long as the rules allow without a sign of the supervisor."""
        self.to_viewing()
        self.press(Viewing.PLAY)
        self.wait(lambda: self.window.conductor.session.playing, "the film")
        self.backend.world.ms += 10 * 60_000
        self.wait(lambda: self.find(Viewing.PRESENCE).isVisible(), "the question")

    def to_closing(self) -> None:
        self.to_viewing()
        self.press(Viewing.FINISH)
        self.press(Viewing.finish_as("finished"))
        self.wait_screen(Closing.SCREEN)

    def to_afterwards(self) -> None:
        self.to_closing()
        self.press(Closing.AFTERWARDS)
        self.wait_screen(Afterwards.SCREEN)

    def to_review(self) -> None:
        self.press(SignIn.AUDITOR)
        self.wait_screen(AuditorSignIn.SCREEN)
        self.phrase(AuditorSignIn.PHRASE)
        self.press(AuditorSignIn.ENTER)
        self.wait_screen(Review.SCREEN)
        self.wait(self.find(Review.OPEN).isEnabled, "the sessions")

    def to_review_session(self) -> None:
        self.to_review()
        self.press(Review.OPEN)
        self.wait_screen(Review.SESSION_SCREEN)

    def to_review_overview(self) -> None:
        self.to_review()
        self.press(Review.OVERVIEW)
        self.wait_screen(Review.OVERVIEW_SCREEN)

    def to_review_station(self) -> None:
        self.to_review()
        self.press(Review.STATION)
        self.wait_screen(Review.STATION_SCREEN)

    def end(self) -> None:
        """Close everything."""
        self.backend.world.held.set()
        self.window.shut_down()
        self.window.hide()
        self.window.deleteLater()
