"""What stands in the film's place while the film must not be seen."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from viewer_app.ui.theme import measured, put_in_middle
from viewer_app.ui.widgets.focus import gather

_COLUMN: Final = 640
_GAP: Final = 16


class InsteadOfFilm(QWidget):
    """A narrow column in the middle: parts below one another, and a row to act with under them."""

    def fill(self, parts: list[QWidget], row: list[QWidget], gap: int) -> None:
        """Put the parts in, ``gap`` units apart; to be called once."""
        column = QVBoxLayout()
        measured(column, gap, (8, 0, 8, 0))
        for part in parts:
            column.addWidget(part)
        line = QHBoxLayout()
        measured(line, _GAP)
        for part in row:
            line.addWidget(part)
        line.addStretch(1)
        column.addLayout(line)
        middle = QWidget()
        gather(middle)
        middle.setLayout(column)
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        put_in_middle(QVBoxLayout(self), middle, _COLUMN, (24, 16, 24, 16))
