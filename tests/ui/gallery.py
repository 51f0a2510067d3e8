"""Pictures of every screen, to look at: ``python -m tests.ui.gallery DIRECTORY [1280x720] [200]``.

The screens are driven by their own buttons on the stage of ``tests.ui.stage``; nothing of a real
station is used.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from tests.session.zones import WILLEKE, passport
from tests.ui.stage import StageBackend, busy_agenda, full_agenda
from tests.ui.stage_marks import handled_session
from tests.ui.stage_names import PHRASE
from viewer_app.demo.hands import reveal
from viewer_app.evidence.secret import Secret
from viewer_app.messages import Language
from viewer_app.session.policy import Companion, Place, Policy
from viewer_app.session.record import State
from viewer_app.session.tongue import Tongue
from viewer_app.ui.names import (
    Afterwards,
    Agenda,
    AuditorSignIn,
    Closing,
    Conditions,
    Identity,
    NoShow,
    Refusing,
    Review,
    SignIn,
    Viewing,
)
from viewer_app.ui.screens.zone import ZoneCard
from viewer_app.ui.widgets.banner import Banner
from viewer_app.ui.widgets.fields import PassphraseEdit, RemarksEdit
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
        QTest.qWait(50)

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
        QTest.qWait(50)

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
        QTest.qWait(50)

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


def take_pictures(
    application: QApplication,
    folder: Path,
    language: Language,
    size: tuple[int, int],
    text_size: int,
    *,
    demonstration: bool = False,
) -> None:
    """Walk through every screen and keep a picture of each."""
    folder.mkdir(parents=True, exist_ok=True)

    def visit(policy: Policy | None = None) -> Visit:
        backend = StageBackend(language=language, demonstration=demonstration, policy=policy)
        full_agenda(backend)
        return Visit(application, backend, *size, text_size)

    def keep(of: Visit, name: str) -> None:
        QTest.qWait(120)
        of.window.grab().save(str(folder / f"{name}.png"))

    one = visit()
    keep(one, "01-sign-in")
    one.sign_in("verkeerd")
    one.wait(one.window.conductor.sign_in.banner.isVisible)
    keep(one, "02-sign-in-refused")
    one.to_agenda()
    keep(one, "03-agenda")
    one.press(Agenda.row(0))
    one.wait_screen(Identity.SCREEN)
    keep(one, "04-identity")
    for kind in ("identity_card", "driving_licence", "residence_permit", "passport"):
        one.press(Identity.document(kind))
        keep(one, f"04b-guide-{kind}")
    one.read_zone(PASSPORT)
    keep(one, "04c-code-agrees")
    one.read_zone(OTHER_SURNAME)
    keep(one, "04d-code-differs")
    one.read_zone(OTHER_PERSON)
    keep(one, "04e-code-of-another-person")
    one.read_zone(PASSPORT)
    one.press(Identity.CANNOT)
    one.press(Refusing.reason("document_expired"))
    keep(one, "05b-cannot-go-on")
    one.press(Refusing.BACK)
    one.wait_screen(Identity.SCREEN)
    one.answer(photo="no")
    keep(one, "05-identity-refused")
    one.press(Identity.answer("photo", "yes"))
    one.press(Identity.CONTINUE)
    one.wait_screen(Conditions.SCREEN)
    keep(one, "06-conditions")
    one.confirm()
    one.phrase(Conditions.PHRASE)
    keep(one, "07-conditions-confirmed")
    one.press(Conditions.START)
    one.wait_screen(Viewing.SCREEN)
    one.backend.world.position = 41_200
    one.press(Viewing.PLAY)
    QTest.qWait(300)
    keep(one, "08-viewing")
    one.press(Viewing.FINISH)
    keep(one, "09-viewing-finish")
    one.press(Viewing.finish_as("finished"))
    one.wait_screen(Closing.SCREEN)
    remarks = one.find(Closing.REMARKS)
    assert isinstance(remarks, RemarksEdit)
    QTest.keyClicks(remarks, "De bezoeker was tevreden en had geen vragen meer.")
    keep(one, "10-closing")
    one.press(Closing.CLOSE)
    one.wait_screen("done")
    keep(one, "11-done")
    one.end()

    visitor = visit()
    visitor.to_conditions()
    for tongue in Tongue:
        visitor.press(Conditions.language(tongue))
        keep(visitor, f"06-conditions-{tongue}")
    visitor.confirm()
    visitor.phrase(Conditions.PHRASE)
    visitor.press(Conditions.START)
    visitor.wait_screen(Viewing.SCREEN)
    visitor.press(Viewing.FINISH)
    visitor.press(Viewing.finish_as("finished"))
    visitor.wait_screen(Closing.SCREEN)
    visitor.press(Closing.AFTERWARDS)
    visitor.wait_screen(Afterwards.SCREEN)
    for tongue in Tongue:
        visitor.press(Afterwards.language(tongue))
        keep(visitor, f"10-afterwards-{tongue}")
    visitor.end()

    accompanied = visit(
        Policy(
            companions=tuple(Companion),
            second_person=True,
            texts={
                Tongue.DUTCH: {
                    Place.CONDITIONS: "Neem gerust iets te drinken.",
                    Place.END: "Uw fiets staat in de stalling achter het gemeentehuis.",
                },
                Tongue.ARABIC: {Place.END: "شكرًا لزيارتكم."},
            },
        )
    )
    accompanied.to_conditions()
    accompanied.press(Conditions.company("legal_representative", 2))
    accompanied.press(Conditions.company("interpreter", 1))
    keep(accompanied, "06b-company")
    accompanied.press(Conditions.language(Tongue.ARABIC))
    accompanied.confirm()
    keep(accompanied, "06c-company-ar")
    accompanied.press(Conditions.SECOND)
    accompanied.phrase(Conditions.PHRASE)
    accompanied.press(Conditions.START)
    accompanied.wait_screen(Viewing.SCREEN)
    accompanied.press(Viewing.FINISH)
    accompanied.press(Viewing.finish_as("finished"))
    accompanied.wait_screen(Closing.SCREEN)
    accompanied.press(Closing.AFTERWARDS)
    accompanied.wait_screen(Afterwards.SCREEN)
    scroll_down(accompanied)
    keep(accompanied, "10b-own-words-ar")
    accompanied.press(Afterwards.language(Tongue.POLISH))
    scroll_down(accompanied)
    keep(accompanied, "10b-own-words-pl")
    accompanied.end()

    asked = visit()
    asked.to_presence()
    keep(asked, "08b-presence")
    asked.phrase(Viewing.PRESENCE_PHRASE, "verkeerd")
    asked.press(Viewing.PRESENCE_CONFIRM)
    asked.wait(lambda: len(asked.find(Viewing.PRESENCE).findChildren(Banner)) > 0)
    QTest.qWait(200)
    keep(asked, "08c-presence-refused")
    asked.end()

    days = visit()
    days.to_busy_agenda()
    keep(days, "03b-agenda-days")
    scroll_down(days)
    keep(days, "03c-agenda-past")
    days.end()

    missed = visit()
    missed.to_no_show()
    keep(missed, "04d-no-show")
    missed.end()

    two = visit()
    two.to_identity()
    two.answer(photo="no")
    two.press(Identity.REFUSE)
    two.wait_screen(Closing.SCREEN)
    keep(two, "12-closing-refused")
    two.end()

    three = visit()
    three.to_viewing()
    three.backend.world.trail_fails = True
    three.press(Viewing.PLAY)
    three.wait_screen("done")
    keep(three, "13-trail-failed")
    three.end()

    four = visit()
    four.backend.world.guard_proven = False
    four.to_conditions()
    four.confirm()
    four.phrase(Conditions.PHRASE)
    four.press(Conditions.START)
    four.wait(lambda: four.window.conductor.conditions.banner.isVisible() or demonstration)
    keep(four, "14-not-protected")
    four.end()

    five = visit()
    five.backend.world.held.clear()
    five.sign_in()
    keep(five, "15-busy")
    five.backend.key_signals.touch.emit(True)
    keep(five, "15b-touch")
    five.end()

    touched = visit()
    touched.to_presence()
    touched.backend.world.held.clear()
    touched.phrase(Viewing.PRESENCE_PHRASE)
    touched.press(Viewing.PRESENCE_CONFIRM)
    touched.backend.key_signals.touch.emit(True)
    keep(touched, "08d-presence-touch")
    touched.end()

    six = visit()
    six.to_review()
    keep(six, "16-review-before")
    six.press(Review.VERIFY)
    six.wait(lambda: six.find(Review.VERIFY).isVisible())
    keep(six, "17-review")
    scroll_down(six)
    keep(six, "18-review-sessions")
    six.backend.review_.verifying.clear()
    six.press(Review.VERIFY)
    keep(six, "19-review-verifying")
    six.backend.review_.verifying.set()
    six.press(Review.OPEN)
    six.wait_screen(Review.SESSION_SCREEN)
    keep(six, "20-review-session")
    scroll_down(six)
    keep(six, "21-review-session-below")
    six.press(Review.SESSION_BACK)
    six.backend.review_.viewing_events = handled_session(six.backend.review_.start)
    six.press(Review.OPEN)
    six.wait_screen(Review.SESSION_SCREEN)
    keep(six, "21-review-session-marks")
    six.press(Review.SESSION_BACK)
    six.press(Review.OVERVIEW)
    six.wait_screen(Review.OVERVIEW_SCREEN)
    keep(six, "22-review-overview")
    six.press(Review.TABLES)
    keep(six, "23-review-overview-tables")
    six.press(Review.OVERVIEW_BACK)
    six.press(Review.STATION)
    six.wait_screen(Review.STATION_SCREEN)
    keep(six, "24-review-station")
    six.end()


def scroll_down(visit: Visit) -> None:
    """To the bottom of the screen shown."""
    for area in visit.window.findChildren(QScrollArea):
        if area.isVisible():
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def main() -> None:
    """Take the pictures named on the command line."""
    folder = Path(sys.argv[1])
    width, height = (int(part) for part in (sys.argv[2:3] or ["1920x1080"])[0].split("x"))
    text_size = int((sys.argv[3:4] or ["100"])[0])
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    languages: tuple[Language, ...] = ("nl", "en")
    for language in languages:
        take_pictures(application, folder / language, language, (width, height), text_size)
    take_pictures(
        application, folder / "demo", "nl", (width, height), text_size, demonstration=True
    )


if __name__ == "__main__":
    main()
