"""Pictures of the film's controls: ``python -m tests.ui.gallery_viewing DIRECTORY [SIZE] [200]``.

With ``QT_SCALE_FACTOR=2`` the size is that of half as many points, as on a screen set to 200 %.
"""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.gallery import asked_for
from tests.ui.stage import StageBackend
from tests.ui.stage_agenda import full_agenda
from tests.ui.stage_pictures import street
from tests.ui.visit import Visit
from viewer_app.messages import LANGUAGES, Language
from viewer_app.ui.names import Viewing

REMARKS = (
    "De agent stapt uit de auto",
    "",
    "Twee voorbijgangers lopen langs en blijven even staan",
)


def watch(visit: Visit) -> None:
    """Play some of the film, go on, and hold it."""
    visit.to_viewing()
    visit.press(Viewing.PLAY)
    visit.wait(lambda: visit.window.conductor.session.playing)
    for place in (12_360, 31_000):
        visit.backend.world.position = place
        QTest.qWait(60)
        visit.press(Viewing.FORWARD)
        QTest.qWait(120)
    visit.press(Viewing.PLAY)
    visit.wait(lambda: not visit.window.conductor.session.playing)
    visit.backend.world.position = 41_240
    QTest.qWait(250)


def press(visit: Visit, key: Qt.Key) -> None:
    """Type a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or visit.window, key)


def mark(visit: Visit, at_ms: int, remark: str) -> None:
    """Mark a moment."""
    visit.backend.world.position = at_ms
    press(visit, Qt.Key.Key_B)
    line = visit.find(Viewing.REMARK)
    visit.wait(line.isVisible)
    QTest.keyClicks(line, remark)
    count = len(visit.window.conductor.session.markers)
    QTest.keyClick(line, Qt.Key.Key_Return)
    visit.wait(lambda: len(visit.window.conductor.session.markers) > count, "the mark")


def take_pictures(
    application: QApplication,
    folder: Path,
    language: Language,
    size: tuple[int, int],
    text_size: int,
) -> None:
    """Every state of the controls."""
    folder.mkdir(parents=True, exist_ok=True)
    backend = StageBackend(language=language)
    backend.film_.subtitles = ("Nederlands", "English")
    full_agenda(backend)
    visit = Visit(application, backend, *size, text_size)

    def keep(name: str) -> None:
        QTest.qWait(150)
        visit.window.grab().save(str(folder / f"{name}.png"))

    watch(visit)
    keep("1-held")
    for at_ms, remark in zip((8_000, 21_480, 52_000), REMARKS, strict=True):
        mark(visit, at_ms, remark)
    visit.backend.world.position = 41_240
    timeline = visit.find(Viewing.TIMELINE)
    backend.film_.thumbnails.image = street().scaled(256, 144)
    QTest.mouseMove(timeline, QPoint(timeline.width() // 3, timeline.height() // 2))
    keep("2-marks-and-hover")
    press(visit, Qt.Key.Key_B)
    visit.wait(visit.find(Viewing.REMARK).isVisible)
    QTest.keyClicks(visit.find(Viewing.REMARK), "Er wordt iets gezegd")
    keep("3-marking")
    press(visit, Qt.Key.Key_Escape)
    press(visit, Qt.Key.Key_L)
    visit.backend.world.position = 63_000
    press(visit, Qt.Key.Key_L)
    press(visit, Qt.Key.Key_BracketLeft)
    visit.press(Viewing.TAB_MORE)
    keep("4-more")
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_4, Qt.Key.Key_4):
        press(visit, key)
    keep("5-zoomed")
    visit.press(Viewing.TURN)
    keep("5b-turned")
    for _ in range(3):
        visit.press(Viewing.TURN)
    visit.press(Viewing.PANEL_CLOSE)
    press(visit, Qt.Key.Key_F1)
    keep("6-keys")
    QTest.keyClick(visit.find(Viewing.KEYS), Qt.Key.Key_Escape)
    visit.backend.film_signals.stalled.emit(True)
    keep("7-stalled")
    visit.backend.film_signals.stalled.emit(False)
    backend.film_.subtitle, backend.film_.said = 0, "Wat is uw naam?\nIk heet Renée."
    backend.film_.ends_early = True
    visit.backend.film_.ended = True
    visit.backend.film_signals.ended.emit()
    visit.wait(visit.find(Viewing.NOTICE).isVisible)
    keep("8-breaks-off")
    visit.press(Viewing.FINISH)
    keep("9-finish")
    visit.press(Viewing.RESUME)
    backend.film_.ends_early = False
    visit.press(Viewing.PLAY)
    visit.wait(lambda: not visit.find(Viewing.NOTICE).isVisible(), "the film")
    visit.backend.world.position = visit.backend.world.length
    visit.backend.film_.ended = True
    visit.backend.film_signals.ended.emit()
    visit.wait(lambda: not visit.window.conductor.session.playing)
    keep("10-ended")
    visit.end()


def main() -> None:
    """Take the pictures named on the command line."""
    application, folder, size, text_size = asked_for()
    for language in LANGUAGES:
        take_pictures(application, folder / language, language, size, text_size)


if __name__ == "__main__":
    main()
