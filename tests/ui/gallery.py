"""Pictures of every screen, to look at: ``python -m tests.ui.gallery DIRECTORY [1280x720] [200]``.

The screens are driven by their own buttons on the stage of ``tests.ui.stage``; nothing of a real
station is used.
"""

import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.ui.stage import StageBackend
from tests.ui.stage_agenda import full_agenda
from tests.ui.stage_marks import handled_session
from tests.ui.visit import OTHER_PERSON, OTHER_SURNAME, PASSPORT, Visit
from viewer_app.errors import InzageError
from viewer_app.messages import LANGUAGES, Language
from viewer_app.session.policy import Companion, Place, Policy
from viewer_app.session.ports import Clip
from viewer_app.session.tongue import Tongue
from viewer_app.ui.names import (
    Afterwards,
    Agenda,
    Closing,
    Conditions,
    Identity,
    Refusing,
    Review,
    Viewing,
)
from viewer_app.ui.widgets.banner import Banner
from viewer_app.ui.widgets.fields import RemarksEdit


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

    refused = visit()

    def refuse(clip: Clip) -> None:
        del clip
        raise InzageError("player.codec_unknown", codec="AV1")

    refused.backend.film_.open = refuse  # type: ignore[method-assign]
    refused.to_conditions()
    refused.confirm()
    refused.phrase(Conditions.PHRASE)
    refused.press(Conditions.START)
    refused.wait_screen(Closing.SCREEN)
    keep(refused, "14b-cannot-be-played")
    refused.end()

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


def asked_for() -> tuple[QApplication, Path, tuple[int, int], int]:
    """The application, and what the command line asks: where, which size, letters of how many %."""
    folder = Path(sys.argv[1])
    width, height = (int(part) for part in (sys.argv[2:3] or ["1920x1080"])[0].split("x"))
    text_size = int((sys.argv[3:4] or ["100"])[0])
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    return application, folder, (width, height), text_size


def main() -> None:
    """Take the pictures named on the command line."""
    application, folder, size, text_size = asked_for()
    for language in LANGUAGES:
        take_pictures(application, folder / language, language, size, text_size)
    take_pictures(application, folder / "demo", "nl", size, text_size, demonstration=True)


if __name__ == "__main__":
    main()
