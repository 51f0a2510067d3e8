"""Fields to type in. Nothing goes from them to the clipboard, and nothing comes from it."""

from typing import Final

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from viewer_app.evidence.secret import Secret
from viewer_app.ui.widgets.unselectable import UnselectableEdit

_LONGEST: Final = 1024
"""Bytes; a passphrase of six Dutch words takes about 50."""
_REMARKS: Final = 2000
"""Characters."""
_REMARKS_BYTES: Final = 4096
"""What the trail takes of one personal value; with more it could not be closed."""


class PassphraseEdit(UnselectableEdit):
    """A passphrase, kept as UTF-8 in wipeable memory.

    The line itself holds only one bullet for each character, so that neither Qt's text nor its undo
    history ever has the passphrase. A character is a ``str`` only while its key event is handled.
    Typing is at the end only; there is nothing to select.
    """

    submitted = Signal()
    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._bytes = Secret(_LONGEST)
        self._ends: list[int] = []

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not self._ends

    def take(self) -> Secret:
        """What was typed, as a Secret the caller must wipe; the field is empty afterwards.

        Raises ValueError if nothing was typed.
        """
        if self.empty:
            msg = "nothing was typed"
            raise ValueError(msg)
        taken = Secret(self._ends[-1])
        taken.view[:] = self._bytes.view[: self._ends[-1]]
        self.wipe()
        return taken

    def wipe(self) -> None:
        """Forget what was typed."""
        self._bytes.view[:] = bytes(_LONGEST)
        self._ends.clear()
        self._show()

    def type_text(self, characters: str) -> None:
        """Add these characters at the end; what does not fit is not taken."""
        for character in characters:
            if character.isprintable() and not self._append(character.encode()):
                break
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type at the end, erase from the end, submit; every other key goes on to the screen."""
        control = Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self._erase(everything=bool(event.modifiers() & control))
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.accept()
        elif event.text().isprintable() and event.text() and not event.modifiers() & control:
            self.type_text(event.text())
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what a compose key or an input method made, and never show what it is making."""
        self.type_text(event.commitString())
        event.accept()

    def _append(self, encoded: bytes) -> bool:
        """Add one character at the end, if it fits."""
        start = self._ends[-1] if self._ends else 0
        end = start + len(encoded)
        if end > _LONGEST:
            return False
        self._bytes.view[start:end] = encoded
        self._ends.append(end)
        return True

    def _erase(self, *, everything: bool) -> None:
        if everything:
            self.wipe()
            return
        if self._ends:
            end = self._ends.pop()
            start = self._ends[-1] if self._ends else 0
            self._bytes.view[start:end] = bytes(end - start)
        self._show()

    def _show(self) -> None:
        self.setText("•" * len(self._ends))
        self.setCursorPosition(len(self._ends))
        self.changed.emit()


class RemarksEdit(QPlainTextEdit):
    """The supervisor's remarks: plain text that cannot be copied out or pasted in."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._shorten)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Nothing: copying, cutting, dragging and X11's selection all ask here."""
        return QMimeData()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Never."""
        del source
        return False

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert nothing: pasting and dropping both come here."""
        del source

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show no menu."""
        event.accept()

    def _shorten(self) -> None:
        text = self.toPlainText()
        if len(text) > _REMARKS or len(text.encode("utf-8", "replace")) > _REMARKS_BYTES:
            self.textCursor().deletePreviousChar()
