"""Nothing leaves by clipboard, menu, drag or a closed window, and passphrases stay bytes."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDragEnterEvent,
    QInputMethodEvent,
    QKeySequence,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from tests.ui.conftest import opening
from tests.ui.visit import Visit
from viewer_app.ui.names import Closing, Conditions, Frame, Review, SignIn, Viewing
from viewer_app.ui.widgets.fields import PassphraseEdit, RemarksEdit

SECRET = "geheim Ω passé"
BEFORE = "what was on the clipboard before"


@pytest.fixture
def clipboard(display: None, qapp: QApplication) -> QClipboard:
    """Both of X11's clipboards, with something on them."""
    board = QApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        board.setText(BEFORE, mode)
    return board


def untouched(board: QClipboard) -> bool:
    """Whether both hold what they held, or nothing at all."""
    modes = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
    return all(board.text(mode) in {BEFORE, ""} for mode in modes)


def try_to_copy(widget: QWidget) -> None:
    widget.setFocus()
    for sequence in (
        QKeySequence.StandardKey.SelectAll,
        QKeySequence.StandardKey.Copy,
        QKeySequence.StandardKey.Cut,
    ):
        QTest.keySequence(widget, QKeySequence(sequence))
    middle = widget.rect().center()
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=middle)
    QTest.qWait(20)


def test_remarks_are_not_copied(visit: Visit, clipboard: QClipboard) -> None:
    visit.to_closing()
    remarks = visit.find(Closing.REMARKS)
    assert isinstance(remarks, RemarksEdit)
    QTest.keyClicks(remarks, "Opmerking over de afspraak")
    try_to_copy(remarks)
    remarks.selectAll()
    assert untouched(clipboard)


@pytest.mark.parametrize("name", [Closing.REMARKS, SignIn.PHRASE])
def test_nothing_is_pasted(visit: Visit, clipboard: QClipboard, name: str) -> None:
    if name == Closing.REMARKS:
        visit.to_closing()
    field = visit.find(name)
    field.setFocus()
    for keys in ("Ctrl+V", "Shift+Ins", "Ctrl+Shift+V"):
        QTest.keySequence(field, QKeySequence(keys))
    QTest.mouseClick(field, Qt.MouseButton.MiddleButton)
    if isinstance(field, RemarksEdit):
        QTest.mouseClick(field.viewport(), Qt.MouseButton.MiddleButton)
        field.paste()
        assert field.toPlainText() == ""
    else:
        assert isinstance(field, PassphraseEdit)
        field.paste()
        assert field.empty


def test_tables_and_lists_are_not_copied(visit: Visit, clipboard: QClipboard) -> None:
    try_to_copy(visit.find(SignIn.NAME))
    visit.to_review()
    try_to_copy(visit.find(Review.SESSIONS))
    visit.press(Review.OPEN)
    visit.wait_screen(Review.SESSION_SCREEN)
    try_to_copy(visit.find(Review.EVENTS))
    assert untouched(clipboard)


APPOINTMENT = ["agenda", "identity", "conditions", "viewing", "closing"]
REVIEW = ["review", "review_session", "review_overview", "review_station"]


@pytest.fixture(scope="module", params=[*APPOINTMENT, *REVIEW])
def signed_in(display: None, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A window at each screen of somebody who is signed in."""
    with opening(qapp) as visits:
        visit = visits()
        getattr(visit, f"to_{request.param}")()
        yield visit


def test_no_menus_and_no_drops_anywhere(signed_in: Visit) -> None:
    visit = signed_in
    mime = QMimeData()
    mime.setText("dropped")
    for widget in visit.window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        middle = widget.rect().center()
        asked = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, middle, widget.mapToGlobal(middle)
        )
        QApplication.sendEvent(widget, asked)
        assert QApplication.activePopupWidget() is None
        dragged = QDragEnterEvent(
            QPoint(middle),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        dragged.ignore()
        QApplication.sendEvent(widget, dragged)
        assert not dragged.isAccepted()
    assert not visit.window.findChildren(QMenu)
    assert not visit.window.findChildren(QDialog)


def test_the_window_stays_while_somebody_is_signed_in(signed_in: Visit) -> None:
    assert not signed_in.window.close()
    assert signed_in.window.isVisible()


def test_the_window_closes_when_nobody_is_signed_in(visit: Visit) -> None:
    assert visit.window.close()


# --- passphrases ---------------------------------------------------------------------------------


@pytest.fixture
def field(display: None, qapp: QApplication) -> PassphraseEdit:
    """A field by itself."""
    edit = PassphraseEdit("passphrase")
    edit.show()
    return edit


def test_a_passphrase_is_taken_byte_for_byte(field: PassphraseEdit) -> None:
    for character in SECRET:
        QTest.keyClicks(field, character) if character.isascii() else field.type_text(character)
    assert field.text() == "•" * len(SECRET)
    secret = field.take()
    assert bytes(secret.view) == SECRET.encode()
    assert field.empty
    assert field.text() == ""
    secret.wipe()


@given(words=st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40), back=st.data())
def test_erasing_takes_whole_characters(
    qapp: QApplication, words: str, back: st.DataObject
) -> None:
    edit = PassphraseEdit("passphrase")
    edit.type_text(words)
    count = back.draw(st.integers(0, len(words)))
    for _ in range(count):
        QTest.keyClick(edit, Qt.Key.Key_Backspace)
    rest = words[: len(words) - count]
    assert edit.text() == "•" * len(rest)
    if rest:
        assert bytes(edit.take().view) == rest.encode()
    else:
        with pytest.raises(ValueError, match="nothing"):
            edit.take()


def test_a_compose_key_is_heard(field: PassphraseEdit) -> None:
    event = QInputMethodEvent("´", [])
    QApplication.sendEvent(field, event)
    assert field.empty
    event = QInputMethodEvent("", [])
    event.setCommitString("é")
    QApplication.sendEvent(field, event)
    assert bytes(field.take().view) == "é".encode()


def test_undo_brings_nothing_back(field: PassphraseEdit) -> None:
    field.type_text(SECRET)
    field.wipe()
    QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Undo))
    field.undo()
    assert field.empty
    assert SECRET not in field.text()


def test_ctrl_backspace_erases_all(field: PassphraseEdit) -> None:
    field.type_text(SECRET)
    QTest.keyClick(field, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert field.empty


def test_typing_is_at_the_end_only(field: PassphraseEdit) -> None:
    field.type_text("bc")
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Up):
        QTest.keyClick(field, key)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPointF(2, 2).toPoint())
    QTest.keyClicks(field, "d")
    assert bytes(field.take().view) == b"bcd"


def test_a_passphrase_that_is_too_long_is_cut(field: PassphraseEdit) -> None:
    field.type_text("é" * 2000)
    assert len(field.take()) == 1024


def test_what_was_typed_is_gone_after_leaving_the_screen(visit: Visit) -> None:
    visit.to_conditions()
    visit.phrase(Conditions.PHRASE, "half een zin")
    visit.press(Conditions.DECLINED)
    visit.wait_screen(Closing.SCREEN)
    field = visit.find(Conditions.PHRASE)
    assert isinstance(field, PassphraseEdit)
    assert field.empty
    assert not any(bytes(field._bytes.view))


def test_shortcuts_of_the_film_do_not_reach_other_screens(visit: Visit) -> None:
    visit.to_closing()
    QTest.keyClick(visit.find(Closing.REMARKS), Qt.Key.Key_Right)
    assert visit.backend.world.sought == []
    assert visit.find(Frame.LANGUAGE).isVisible()
    assert not visit.find(Viewing.PLAY).isVisible()
