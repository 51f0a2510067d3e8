"""Nothing of an appointment is left on the desk: selections, titles, a stranger's files, paper."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.tools import ROOT, program
from tests.whole.house import CASE, House, Visit
from viewer_app.demo.people import SUPERVISOR, VISITOR, VISITOR_BORN
from viewer_app.ui.names import Agenda, Closing, Conditions, SignIn, Viewing

Enter = Callable[[House], Visit]

BEFORE = "what was selected before"
SELECTIONS = ("--primary", "--secondary", "--clipboard")
PERSONAL = (
    *VISITOR.replace(" de ", " ").split(),
    f"{VISITOR_BORN:%d-%m-%Y}",
    VISITOR_BORN.isoformat(),
    CASE,
)
REMARK = "Een opmerking van de leidinggevende"


def select_before() -> None:
    """Let another program own every selection of the display, as a text somebody copied."""
    for selection in SELECTIONS:
        subprocess.run([program("xsel"), selection, "--input"], input=BEFORE, text=True, check=True)
    while selected() != {BEFORE}:  # xsel goes on in the background
        QTest.qWait(5)


def selected() -> set[str]:
    """What any other program gets that asks for the selections, from whoever owns them."""
    found = set()
    for selection in SELECTIONS:
        with subprocess.Popen(
            [program("xsel"), selection, "--output"], stdout=subprocess.PIPE, text=True
        ) as asking:
            while asking.poll() is None:
                QTest.qWait(5)  # the owner may be this program, and answers from its loop
            assert asking.stdout
            found.add(asking.stdout.read())
    return found


def touch(field: QWidget) -> None:
    """Move the real pointer over a field.

    The display gives a selection only to whom it saw active since the last one was given.
    """
    window = field.window()
    for place in (window.rect().topLeft() + QPoint(3, 3), window.rect().center()):
        where = window.mapToGlobal(place)
        moved = [program("xdotool"), "mousemove", str(where.x()), str(where.y())]
        subprocess.run(moved, check=True, timeout=30)
        QTest.qWait(30)


def select_and_copy(field: QWidget) -> None:
    """Everything a person tries who wants to take words along."""
    touch(field)
    field.setFocus()
    keys = (QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Copy)
    for sequence in (*keys, QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Cut):
        QTest.keySequence(field, QKeySequence(sequence))
    middle = field.rect().center()
    QTest.mouseDClick(field, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mousePress(field, Qt.MouseButton.LeftButton, pos=field.rect().topLeft())
    QTest.mouseMove(field, middle)
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton, pos=middle)


def visible_widgets(visit: Visit) -> Iterator[QWidget]:
    """Every widget on the screen shown now."""
    return (each for each in visit.window.findChildren(QWidget) if each.isVisible())


def told_elsewhere(visit: Visit) -> str:
    """What other programs can ask of the widgets shown now, except the words painted on them."""
    return "\n".join(
        words
        for widget in visible_widgets(visit)
        for words in (
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            widget.whatsThis(),
            widget.statusTip(),
            widget.windowTitle(),
            widget.objectName(),
        )
    )


def titles() -> str:
    """The titles of all windows, as the X server and so every program has them."""
    tree = [program("xwininfo"), "-root", "-tree"]
    listed = subprocess.run(tree, capture_output=True, text=True, check=True).stdout
    return listed + "".join(window.title() for window in QApplication.topLevelWindows())


def test_no_selection_or_clipboard_takes_anything_on_any_screen(
    house: House, film: Path, enter: Enter
) -> None:
    house.seal(film)
    visit = enter(house)
    visit.hands.wait_screen(SignIn.SCREEN)
    select_before()

    def try_here() -> None:
        fields = [
            widget
            for widget in visible_widgets(visit)
            if widget.focusPolicy() & Qt.FocusPolicy.ClickFocus
            and not widget.inherits("QAbstractButton")
        ]
        for field in fields:
            select_and_copy(field)
        assert selected() <= {BEFORE, ""}

    visit.hands.type(SignIn.PHRASE, SUPERVISOR.passphrase)
    try_here()
    visit.hands.press(SignIn.ENTER)
    visit.hands.wait_screen(Agenda.SCREEN)
    try_here()
    visit.choose()
    try_here()
    visit.identify()
    try_here()
    visit.confirm()
    # typed by now, and the film opens while this is tried
    select_and_copy(visit.hands.find(Conditions.PHRASE))
    assert selected() <= {BEFORE, ""}
    visit.hands.wait_screen(Viewing.SCREEN)
    visit.finish()
    visit.hands.type(Closing.REMARKS, REMARK)
    try_here()
    visit.close()
    try_here()
    # the control: an ordinary field of the same window gives its words to every program
    select_before()
    field = QLineEdit("words in an ordinary field", visit.window)
    field.resize(400, 60)
    field.show()
    select_and_copy(field)
    assert "words in an ordinary field" in selected()
    QApplication.clipboard().clear()


def test_no_title_names_anybody_and_the_film_stands_under_no_name(
    house: House, film: Path, enter: Enter
) -> None:
    house.seal(film)
    visit = enter(house)
    visit.sign_in()
    shown = [titles()]
    visit.choose()
    shown.append(titles())
    assert VISITOR in visit.words(), "the document is compared with this name"
    visit.identify()
    shown.append(titles())
    visit.confirm()
    visit.hands.wait_screen(Viewing.SCREEN)
    shown.append(titles())
    for personal in (*PERSONAL, SUPERVISOR.passphrase):
        assert not any(personal in title for title in shown)
        assert personal not in told_elsewhere(visit)
        assert personal not in visit.words()
    assert all("Inzagestation" in title for title in shown)


def test_nothing_prints_and_nothing_is_saved_by_key(
    house: House, film: Path, enter: Enter, tmp_path: Path
) -> None:
    house.seal(film)
    visit = enter(house)
    visit.to_viewing()
    before = {path for path in tmp_path.rglob("*") if "audit" not in path.parts}
    for standard in (
        QKeySequence.StandardKey.Print,
        QKeySequence.StandardKey.Save,
        QKeySequence.StandardKey.SaveAs,
        QKeySequence.StandardKey.Open,
    ):
        QTest.keySequence(visit.hands.find(Viewing.PLAY), QKeySequence(standard))
        visit.hands.rest(30)
        assert QApplication.activeModalWidget() is None
        assert QApplication.activePopupWidget() is None
    assert {path for path in tmp_path.rglob("*") if "audit" not in path.parts} == before
    loaded = Path("/proc/self/maps").read_text()
    for library in ("libQt6PrintSupport", "libcups"):
        assert library not in loaded


def test_a_viewing_leaves_no_file_in_the_home_of_who_runs_it(
    house: House, film: Path, tmp_path: Path
) -> None:
    """No recent files, settings, thumbnails, font caches or dumps; the sandbox is left out, so that
    it is not what kept them away."""
    house.seal(film)
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    theirs = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in theirs}
    station = ["-m", "tests.whole.station_process", str(house.home.path), "playing", "free"]
    kept = {path.name for path in house.home.path.iterdir()}
    around = {path.name for path in tmp_path.iterdir()}
    with subprocess.Popen(
        [sys.executable, *station],
        cwd=ROOT,
        env={**environment, "HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == "playing"
        process.terminate()
        assert process.wait(timeout=30) == 0
    assert "viewing.played" in house.actions()
    assert list(home.rglob("*")) == []
    assert {path.name for path in tmp_path.iterdir()} == around
    assert {path.name for path in house.home.path.iterdir()} - kept <= {"log"}
