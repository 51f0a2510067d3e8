"""On Windows each window protects itself: when, and what happens where it cannot. Windows is played
by a stand-in here; ``.github/workflows/windows.yml`` captures a real screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.station.test_station_guard_windows import FakeUser32
from tests.ui.test_ui_stop import stopped
from tests.ui.visit import Visit
from viewer_app.app.windows import lock_viewing
from viewer_app.station.guard.windows import WindowsGuard, protect
from viewer_app.ui.affinity import Affinity
from viewer_app.ui.names import Viewing

EXCLUDED = 0x11


@pytest.fixture
def user32() -> FakeUser32:
    return FakeUser32()


@pytest.fixture
def affinity(display: None, qapp: QApplication, user32: FakeUser32) -> Iterator[Affinity]:
    made = Affinity(qapp, lambda window: protect(window, lambda: user32))
    yield made
    qapp.removeEventFilter(made)
    made.deleteLater()


class FakeHook:
    def __init__(self, *, works: bool = True) -> None:
        self._works = works
        self.is_set = False

    def set(self) -> bool:
        self.is_set = self._works
        return self._works

    def release(self) -> None:
        self.is_set = False


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_window_is_protected_as_it_is_shown(
    affinity: Affinity, user32: FakeUser32, window: QWidget
) -> None:
    assert user32.affinities == {}
    window.show()
    # at once, before anything is painted
    assert user32.affinities == {int(window.winId()): EXCLUDED}


@pytest.mark.parametrize("change", ["again", "maximised", "anew"])
def test_it_is_protected_again_after_each_change(
    affinity: Affinity, user32: FakeUser32, window: QWidget, qtbot: QtBot, change: str
) -> None:
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    user32.affinities.clear()
    if change == "again":
        window.hide()
        window.show()
    elif change == "maximised":
        window.setWindowState(Qt.WindowState.WindowMaximized)
    else:
        window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        window.show()
    qtbot.waitUntil(lambda: user32.affinities.get(int(window.winId())) == EXCLUDED)
    assert affinity.handles() == [int(window.winId())]


def test_menus_and_tooltips_too(
    affinity: Affinity, user32: FakeUser32, window: QWidget, qtbot: QtBot
) -> None:
    window.show()
    menu = QMenu(window)
    menu.addAction("x")
    menu.popup(QPoint(10, 10))
    QToolTip.showText(QPoint(20, 20), "y", window)
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert {each.metaObject().className() for each in shown} >= {"QMenu", "QTipLabel"}
    assert set(user32.affinities) >= {int(each.winId()) for each in shown}
    qtbot.waitUntil(lambda: len(affinity.handles()) == len(shown))
    menu.close()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: affinity.handles() == [int(window.winId())])


def test_widgets_inside_a_window_get_no_window_of_their_own(
    affinity: Affinity, window: QWidget
) -> None:
    child = QWidget(window)
    window.show()
    assert not child.internalWinId()
    assert not child.testAttribute(Qt.WidgetAttribute.WA_NativeWindow)


def test_the_guard_looks_at_the_windows_that_are_shown(
    affinity: Affinity, user32: FakeUser32, window: QWidget, qtbot: QtBot
) -> None:
    guard = WindowsGuard(affinity.handles, lambda: user32)
    assert guard.prove().code == "guard.no_window"
    window.show()
    qtbot.waitUntil(lambda: guard.prove().proven)
    user32.refuses.add(int(window.winId()))
    assert guard.prove().code == "guard.window_captured"


def test_a_window_that_loses_its_protection_blanks_the_film(
    affinity: Affinity, user32: FakeUser32, visit: Visit, window: QWidget, qtbot: QtBot
) -> None:
    hook = FakeHook()
    lock_viewing(visit.window, affinity, hook)
    visit.to_viewing()
    blanked: list[bool] = []
    viewing = visit.window.conductor.viewing
    affinity.exposed.connect(lambda: blanked.append(viewing.view.shown_rect() is None))
    user32.reads_back = 0
    window.show()
    qtbot.waitUntil(lambda: blanked != [])
    assert all(blanked)


def test_keys_and_clipboard_while_the_film_is_shown(affinity: Affinity, visit: Visit) -> None:
    clipboard = QGuiApplication.clipboard()
    hook = FakeHook()
    lock_viewing(visit.window, affinity, hook)
    clipboard.setText("before")
    visit.to_viewing()
    held = hook.is_set
    assert held
    assert clipboard.text() == ""
    clipboard.setText("during")
    visit.press(Viewing.STOP)
    stopped(visit)
    assert not hook.is_set
    assert clipboard.text() == ""


def test_where_keys_cannot_be_kept_back_the_film_stops(affinity: Affinity, visit: Visit) -> None:
    lock_viewing(visit.window, affinity, FakeHook(works=False))
    visit.to_viewing()
    stopped(visit)
