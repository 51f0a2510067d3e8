"""Who else is in the room, as the supervisor says it: how many of each kind, and a colleague."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from viewer_app.session.company import MOST_OF_A_KIND, NOBODY, Company
from viewer_app.session.policy import Companion
from viewer_app.ui import words
from viewer_app.ui.names import Conditions
from viewer_app.ui.theme import foldable, measured
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.cards import CheckCard
from viewer_app.ui.widgets.focus import gather
from viewer_app.ui.widgets.text import Card, Text

_NUMBERS: Final = range(MOST_OF_A_KIND + 1)


class CompanyCard(Card):
    """Shows only what the rules allow or ask for; nothing where they say nothing."""

    companions_changed = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=12, padding=20)
        self._heading = Text("heading")
        self._rows = {kind: CompanionRow(kind) for kind in Companion}
        self._second = CheckCard(Conditions.SECOND)
        self.box.addWidget(self._heading)
        kinds = QHBoxLayout()
        measured(kinds, 12)
        foldable(kinds)
        for row in self._rows.values():
            row.changed.connect(self.companions_changed)
            kinds.addWidget(row, 1)
        self.box.addLayout(kinds)
        self.box.addWidget(self._second)
        self._second.toggled.connect(lambda _: self.changed.emit())
        self.begin((), second_person=False)

    def begin(self, welcome: Sequence[Companion], *, second_person: bool) -> None:
        """Nobody is there yet; these may come, and whether a colleague must."""
        for kind, row in self._rows.items():
            row.set_number(0)
            row.setVisible(kind in welcome)
        self._second.setChecked(False)
        self._asks_second = second_person
        self._second.setVisible(second_person)
        self.setVisible(bool(welcome) or second_person)

    @property
    def company(self) -> Company:
        """Who is there."""
        told = {kind: row.number for kind, row in self._rows.items() if row.number}
        return Company(told, self._second.isChecked()) if told or self._asks_second else NOBODY

    @property
    def complete(self) -> bool:
        """Whether who must be there is."""
        return self._second.isChecked() or not self._asks_second

    def focus_first(self) -> None:
        """The first thing to say."""
        for row in self._rows.values():
            if row.isVisibleTo(self):
                row.focus_chosen()
                return
        self._second.setFocus()

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self._heading.setText(self.tr("Who else is here?"))
        for row in self._rows.values():
            row.retranslate()
        self._second.set_words(
            self.tr("A colleague is here, too."),
            self.tr("The rules ask for a second member of staff. No name is recorded."),
        )


class CompanionRow(QWidget):
    """How many of one kind came along."""

    changed = Signal()

    def __init__(self, kind: Companion) -> None:
        super().__init__()
        self._kind = kind
        self._label = Text("label")
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        measured(column, 6)
        gather(self)
        column.addWidget(self._label)
        across = QHBoxLayout()
        measured(across, 8)
        self._buttons = []
        for number in _NUMBERS:
            button = Button(Conditions.company(kind, number), "choice")
            button.setCheckable(True)
            self._group.addButton(button, number)
            self._buttons.append(button)
            across.addWidget(button)
        across.addStretch(1)
        column.addLayout(across)
        self._group.idToggled.connect(self._toggled)

    @property
    def number(self) -> int:
        """How many; 0: nobody."""
        return max(self._group.checkedId(), 0)

    def set_number(self, number: int) -> None:
        """Say how many."""
        self._buttons[number].setChecked(True)

    def focus_chosen(self) -> None:
        """Put the keyboard on the number."""
        self._buttons[self.number].setFocus()

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        who = words.companion(self._kind)
        self._label.setText(who)
        for number, button in zip(_NUMBERS, self._buttons, strict=True):
            told = str(number) if number else self.tr("Nobody")
            button.setText(told)
            button.setAccessibleName(f"{who}: {told}")

    def _toggled(self, _: int, checked: bool) -> None:
        if checked:
            self.changed.emit()
