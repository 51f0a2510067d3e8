"""The visitor's language, chosen with one press on its own name."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from viewer_app.session.tongue import Tongue
from viewer_app.ui.theme import measured
from viewer_app.ui.visitor import Visitor, texts_in
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.focus import gather

_NARROW_ACROSS: Final = 4


class TongueChoice(QWidget):
    """A button for each language, always in the same order and from left to right."""

    def __init__(self, visitor: Visitor, name: Callable[[str], str]) -> None:
        """``name`` gives the stable name of a language's button."""
        super().__init__()
        self._visitor = visitor
        self._group = QButtonGroup(self)
        self._buttons: Mapping[Tongue, Button] = {
            tongue: self._button(tongue, name(tongue.value)) for tongue in Tongue
        }
        self._grid = QGridLayout(self)
        measured(self._grid, 8)
        gather(self)
        self.set_narrow(narrow=False)
        self.refresh()

    def set_narrow(self, *, narrow: bool) -> None:
        """In rows of four where there is little room."""
        across = _NARROW_ACROSS if narrow else len(self._buttons)
        for place, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, place // across, place % across)
        for column in range(len(self._buttons)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def refresh(self) -> None:
        """Show which language is read now, and say what the buttons are for."""
        for button in self._buttons.values():
            button.setAccessibleDescription(self.tr("The visitor's language"))
        self._buttons[self._visitor.tongue].setChecked(True)

    def focus_chosen(self) -> None:
        """Put the keyboard on the language read now."""
        self._buttons[self._visitor.tongue].setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, tongue: Tongue, name: str) -> Button:
        button = Button(name, "choice")
        words = texts_in(tongue).name
        button.setText(words)
        button.setAccessibleName(words)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self._visitor.choose(tongue))
        self._group.addButton(button)
        return button
