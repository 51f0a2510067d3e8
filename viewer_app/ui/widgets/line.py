"""A line to type in what is looked for. Nothing is copied out of it, nothing pasted into it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from viewer_app.ui.widgets.unselectable import UnselectableEdit

_LONGEST: Final = 80
"""Characters; a case number or a name is shorter."""
_CLIPBOARD: Final = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)


class LineEdit(UnselectableEdit):
    """Plain words on one line."""

    submitted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setProperty("role", "search")
        self.setMaxLength(_LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self.returnPressed.connect(self.submitted)

    @property
    def words(self) -> str:
        """What was typed, without room around it."""
        return self.text().strip()

    def clear(self) -> None:
        """Forget what was typed, also what could bring it back: it may be of the visitor before."""
        self.setText("")  # Qt's own way to clear can be undone

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, erase and move; everything about the clipboard and selecting is left out."""
        if any(event.matches(keys) for keys in _CLIPBOARD):
            return
        moves = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}
        if event.key() in moves and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return
        if event.key() in {Qt.Key.Key_Insert, Qt.Key.Key_Paste, Qt.Key.Key_Copy, Qt.Key.Key_Cut}:
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor there."""
        super().mousePressEvent(event)
        self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
