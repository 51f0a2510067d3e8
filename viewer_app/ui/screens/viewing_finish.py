"""How the viewing ends: what is asked in the place of the film's controls."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from viewer_app.session.record import Reason
from viewer_app.ui import words
from viewer_app.ui.names import Viewing
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.theme import measured
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import button_words
from viewer_app.ui.widgets.text import Text

_REASONS: Final = (
    Reason.FINISHED,
    Reason.CITIZEN_STOPPED,
    Reason.CONDITIONS_BROKEN,
    Reason.TECHNICAL,
)


class FinishRow(QWidget):
    """The reasons to finish, and the way back to the recording."""

    chosen = Signal(object)
    """The Reason."""
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._why = Text("heading", wrap=False)
        self._reasons = {
            reason: Button(Viewing.finish_as(reason.value), "plain", "", NIGHT)
            for reason in _REASONS
        }
        self._resume = Button(Viewing.RESUME, "quiet", "", NIGHT)
        grid = QGridLayout(self)
        measured(grid, 10, (8, 8, 8, 8))
        grid.addWidget(self._why, 0, 0)
        grid.addWidget(self._resume, 1, 0, Qt.AlignmentFlag.AlignLeft)
        for index, button in enumerate(self._reasons.values()):
            grid.addWidget(button, index // 2, 1 + index % 2)
            grid.setColumnStretch(1 + index % 2, 1)
        grid.setColumnStretch(0, 1)
        self._resume.clicked.connect(self.back)
        for reason, button in self._reasons.items():
            button.clicked.connect(lambda _=False, why=reason: self.chosen.emit(why))

    def take_focus(self) -> None:
        """Begin at the usual reason."""
        self._reasons[Reason.FINISHED].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self._why.setText(self.tr("How does the viewing end?"))
        short = {
            Reason.FINISHED: self.tr("Recording seen"),
            Reason.CITIZEN_STOPPED: self.tr("Visitor wanted to stop"),
            Reason.CONDITIONS_BROKEN: self.tr("Condition not kept"),
            Reason.TECHNICAL: self.tr("It did not work"),
        }
        for reason, button in self._reasons.items():
            button_words(button, short[reason], words.reason(reason))
        button_words(self._resume, self.tr("Back to the recording"))
