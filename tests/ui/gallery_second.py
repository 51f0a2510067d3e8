"""The visitor's own screen: ``python -m tests.ui.gallery_second DIRECTORY [1280x720] [200]``.

With them what the supervisor's screen says when a screen came or went, and the first window.
"""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.gallery import asked_for
from tests.ui.stage import StageBackend
from tests.ui.stage_agenda import full_agenda
from tests.ui.visit import Visit
from viewer_app.messages import LANGUAGES, Language
from viewer_app.session.policy import Policy
from viewer_app.session.tongue import Tongue
from viewer_app.ui.names import Afterwards, Closing, Conditions, Viewing
from viewer_app.ui.starting import StartWindow


def take_pictures(
    application: QApplication,
    folder: Path,
    language: Language,
    size: tuple[int, int],
    text_size: int,
) -> None:
    """Everything that a visitor sees there, from the welcome to the end."""
    folder.mkdir(parents=True, exist_ok=True)
    backend = StageBackend(language=language, policy=Policy(screens=2))
    full_agenda(backend)
    visit = Visit(application, backend, *size, text_size)
    citizen = visit.window.second_screen.citizen
    citizen.setFixedSize(*size)
    citizen.show()

    def keep(name: str, of: QWidget = citizen) -> None:
        QTest.qWait(150)
        of.grab().save(str(folder / f"{name}.png"))

    keep("1-welcome")
    visit.to_conditions()
    keep("2-conditions")
    visit.confirm()
    keep("3-conditions-agreed")
    visit.press(Conditions.language(Tongue.ARABIC))
    keep("4-conditions-ar")
    visit.press(Conditions.language(Tongue.DUTCH))
    visit.confirm()
    visit.phrase(Conditions.PHRASE)
    visit.press(Conditions.START)
    visit.wait_screen(Viewing.SCREEN)
    viewing = visit.window.conductor.viewing
    viewing.view.lead(leads=False)  # as where there really are two screens
    citizen.view.lead(leads=True)
    keep("5-film")
    viewing.view.framing.zoom_by(3)
    keep("6-film-zoomed")
    for came in (True, False):
        viewing.hold_for_screens(came=came)
        keep(f"7-a-screen-{'came' if came else 'went'}", visit.window)
        keep("7-held")
        visit.press(Viewing.SCREENS_GO_ON)
    visit.press(Viewing.FINISH)
    visit.press(Viewing.finish_as("finished"))
    visit.wait_screen(Closing.SCREEN)
    keep("8-afterwards")
    visit.press(Closing.AFTERWARDS)
    visit.wait_screen(Afterwards.SCREEN)
    visit.press(Afterwards.language(Tongue.POLISH))
    keep("9-afterwards-pl")
    visit.end()


def main() -> None:
    """Take the pictures named on the command line."""
    application, folder, size, text_size = asked_for()
    for language in LANGUAGES:
        take_pictures(application, folder / language, language, size, text_size)
    starting = StartWindow()
    starting.setFixedSize(*size)
    starting.grab().save(str(folder / "0-starting.png"))


if __name__ == "__main__":
    main()
