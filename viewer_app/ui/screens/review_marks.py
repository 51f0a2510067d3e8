"""The moments that the supervisor marked: a list, of which the chosen one is told whole."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer_app.audit.reel import Mark
from viewer_app.audit.viewing import Viewing
from viewer_app.ui import language
from viewer_app.ui.names import Review
from viewer_app.ui.theme import measured
from viewer_app.ui.widgets.rows import RowsView
from viewer_app.ui.widgets.text import Text

_LINES = 5
_SAMPLES = ("100", "8:08:08", "08:08:08", "")


class Marks(QWidget):
    """A row for each marker, by its number in the picture above it."""

    chosen = Signal(int)
    """The place of the marker that was chosen, from 0 on."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[Mark, ...] = ()
        self._heading = Text("label")
        self.table = RowsView(Review.MARKS, _SAMPLES, wide=3)
        self._remark = Text("fact")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        measured(box, 8)
        for part in (self._heading, self.table, self._remark):
            box.addWidget(part)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        self.table.rows.wanted.connect(self._tell)
        self.show_viewing(Viewing())

    def show_viewing(self, viewing: Viewing) -> None:
        """The markers of this session; without any there is no list."""
        self._marks = viewing.marks
        self.setVisible(bool(self._marks))
        self.table.set_lines(min(len(self._marks), _LINES))
        self.retranslate()

    def choose(self, place: int) -> None:
        """Choose this marker, as if in the list, and bring the keyboard there."""
        self.table.choose(place)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        chosen = self.table.chosen
        self._heading.setText(self.tr("Moments that the supervisor marked"))
        self.table.setAccessibleName(self._heading.text())
        self.table.setAccessibleDescription(
            self.tr("The chosen one stands out in the picture of the film.")
        )
        self.table.rows.name_columns(
            (self.tr("No."), self.tr("In the film"), self.tr("Marked at"), self.tr("Remark"))
        )
        self.table.rows.start(len(self._marks))
        if self._marks:
            self.table.choose(max(chosen, 0))
        self._choose()

    def _tell(self, serial: int, first: int, count: int) -> None:
        rows = [
            (
                str(first + place + 1),
                language.film_time(mark.position_ms),
                language.clock(mark.at),
                self._remark_of(mark),
            )
            for place, mark in enumerate(self._marks[first : first + count])
        ]
        self.table.rows.fill(serial, first, rows)

    def _choose(self) -> None:
        place = self.table.chosen
        if 0 <= place < len(self._marks):
            told = self.tr("Marker {number}: {remark}")
            remark = self._remark_of(self._marks[place])
            self._remark.setText(told.format(number=place + 1, remark=remark))
        else:
            self._remark.setText("")
        self.chosen.emit(place)

    def _remark_of(self, mark: Mark) -> str:
        if mark.remark:
            return mark.remark
        return self.tr("remark erased") if mark.remarked else self.tr("no remark")
