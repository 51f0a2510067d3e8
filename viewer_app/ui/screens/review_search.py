"""What the auditor looks for among the sessions."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from viewer_app.ui import words
from viewer_app.ui.backend import Search
from viewer_app.ui.names import Review
from viewer_app.ui.theme import foldable, measured
from viewer_app.ui.widgets.banner import announce
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.focus import gather
from viewer_app.ui.widgets.line import LineEdit
from viewer_app.ui.widgets.page import button_words
from viewer_app.ui.widgets.text import Card, Text

_ANY: Final = "any"
ENDS: Final = ("completed", "refused", "aborted", "interrupted", "open")
"""How a session can have ended, in the order shown; ``open`` is not closed."""
_ACROSS: Final = 6
_FEW: Final = 2


class SearchCard(Card):
    """Fields for code, case, supervisor and days; a row of ends; search, and show all again."""

    search_asked = Signal(object)
    """A Search."""

    def __init__(self) -> None:
        super().__init__(gap=14, padding=18)
        self._fields = {
            name: LineEdit(name)
            for name in (Review.CODE, Review.CASE, Review.SUPERVISOR, Review.FIRST, Review.LAST)
        }
        self._labels = {name: Text("label") for name in self._fields}
        self._places: list[QWidget] = []
        self._ends = QButtonGroup(self)
        self._choices: dict[str, Button] = {}
        self._search = Button(Review.SEARCH)
        self._clear = Button(Review.CLEAR, "quiet")
        self._wrong = Text("alert")
        self._wrong.hide()
        self._complaint: Callable[[], str] = str
        self._fill()

    def forget(self) -> None:
        """Empty every field."""
        for field in self._fields.values():
            field.clear()
        self._choices[_ANY].setChecked(True)
        self._complain(str)

    def set_narrow(self, *, narrow: bool) -> None:
        """Fewer fields beside each other where there is little room."""
        across = _FEW if narrow else _ACROSS
        for place, field in enumerate(self._places):
            self._grid.addWidget(field, place // across, place % across)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        labels = {
            Review.CODE: self.tr("Session code"),
            Review.CASE: self.tr("Case number"),
            Review.SUPERVISOR: self.tr("Supervisor"),
            Review.FIRST: self.tr("First day"),
            Review.LAST: self.tr("Last day"),
        }
        for name, label in labels.items():
            self._labels[name].setText(label)
            self._fields[name].setAccessibleName(label)
        for name in (Review.FIRST, Review.LAST):
            self._fields[name].setPlaceholderText(self.tr("dd-mm-yyyy"))
        for name, choice in self._choices.items():
            button_words(choice, self.tr("All") if name == _ANY else words.end(name))
        button_words(self._search, self.tr("Search"))
        button_words(self._clear, self.tr("Show all"))
        self._wrong.setText(self._complaint())

    def _ask(self) -> None:
        days: dict[str, date | None] = {}
        for name in (Review.FIRST, Review.LAST):
            typed = self._fields[name].words
            try:
                days[name] = _day(typed) if typed else None
            except ValueError:
                self._complain(
                    lambda: self.tr("Type a day as dd-mm-yyyy, such as {example}.").format(
                        example="31-12-2025"
                    )
                )
                self._fields[name].setFocus()
                return
        self._complain(str)
        end = next(name for name, choice in self._choices.items() if choice.isChecked())
        self.search_asked.emit(
            Search(
                code=self._fields[Review.CODE].words.upper(),
                case=self._fields[Review.CASE].words,
                supervisor=self._fields[Review.SUPERVISOR].words.lower(),
                end="" if end == _ANY else end,
                first=days[Review.FIRST],
                last=days[Review.LAST],
            )
        )

    def _show_all(self) -> None:
        self.forget()
        self.search_asked.emit(Search())

    def _complain(self, complaint: Callable[[], str]) -> None:
        self._complaint = complaint
        self._wrong.setText(complaint())
        self._wrong.setVisible(bool(complaint()))
        if complaint():
            announce(self, complaint())

    def _fill(self) -> None:
        self._grid = QGridLayout()
        measured(self._grid, 12)
        for name, field in self._fields.items():
            place = QWidget()
            gather(place)
            column = QVBoxLayout(place)
            measured(column, 4)
            self._labels[name].setBuddy(field)
            column.addWidget(self._labels[name])
            column.addStretch(1)
            column.addWidget(field)
            self._places.append(place)
            field.submitted.connect(self._ask)
        last = QWidget()
        gather(last)
        column = QVBoxLayout(last)
        measured(column, 0)
        column.addStretch(1)
        column.addWidget(self._search)
        self._places.append(last)
        # Nested while empty: PySide makes objects for the items of a layout nested full, and keeps
        # them when Qt frees the items to lay the fields out anew. What Qt next puts at such an
        # address Python takes for an item of a layout.
        self.box.addLayout(self._grid)
        self.set_narrow(narrow=False)
        row = QHBoxLayout()
        measured(row, 8)
        foldable(row)
        for end in (_ANY, *ENDS):
            choice = self._choices[end] = Button(Review.end(end), "choice")
            choice.setCheckable(True)
            self._ends.addButton(choice)
            row.addWidget(choice)
        self._choices[_ANY].setChecked(True)
        self._ends.buttonClicked.connect(lambda _: self._ask())
        row.addStretch(1)
        row.addWidget(self._clear)
        self.box.addLayout(row)
        self.box.addWidget(self._wrong)
        self._search.clicked.connect(self._ask)
        self._clear.clicked.connect(self._show_all)


def _day(typed: str) -> date:
    """The day spelled ``31-12-2025`` or ``2025-12-31``. Raises ValueError."""
    shape = "%Y-%m-%d" if typed[:4].isdigit() else "%d-%m-%Y"
    return datetime.strptime(typed, shape).date()  # noqa: DTZ007 - a day has no time zone
