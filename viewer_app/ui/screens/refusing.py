"""Why the appointment cannot go on: a reason for the record, and words for the visitor."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from viewer_app.session.record import Reason
from viewer_app.ui import words
from viewer_app.ui.names import Refusing
from viewer_app.ui.theme import foldable, measured
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.cards import RadioCard
from viewer_app.ui.widgets.page import Page, button_words

AT_IDENTITY = (
    Reason.NO_DOCUMENT,
    Reason.DOCUMENT_EXPIRED,
    Reason.OTHER_PERSON,
    Reason.TOO_LATE,
    Reason.COMPANION_STAYS,
    Reason.WANTS_TO_FILM,
)
AT_CONDITIONS = (Reason.TOO_LATE, Reason.COMPANION_STAYS, Reason.WANTS_TO_FILM)
_ACROSS = 2


class RefusingScreen(Page):
    """One reason to choose, each with what can be said to the visitor."""

    chosen = Signal(object)
    """The Reason why the appointment ends."""
    back = Signal()

    def __init__(self) -> None:
        super().__init__(Refusing.SCREEN, 3)
        self._cards = {
            reason: RadioCard(Refusing.reason(reason.value))
            for reason in (*AT_IDENTITY, *AT_CONDITIONS)
        }
        self._group = QButtonGroup(self)
        self._back = Button(Refusing.BACK, "quiet")
        self._end = Button(Refusing.END, "stop")
        self._fill()
        self.retranslate()

    def begin(self, step: int, reasons: Collection[Reason], reason: Reason | None) -> None:
        """Ask which of these it is, at this step; ``reason`` is chosen already."""
        self.step = step
        for each, card in self._cards.items():
            card.setVisible(each in reasons)
        self._reset()
        if reason is not None:
            self._cards[reason].setChecked(True)
        self.retranslate()

    def focus_first(self) -> None:
        """The reason that is chosen, or the first one."""
        shown = [card for card in self._cards.values() if card.isVisibleTo(self)]
        for card in [card for card in shown if card.isChecked()] or shown[:1]:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Choose nothing."""
        self._reset()

    def refresh(self) -> None:
        """Ending takes a reason."""
        self._end.setEnabled(self._group.checkedButton() is not None)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.set_words(
            self.tr("Why can it not go on?"),
            self.tr("The reason is recorded. Below each you read what you can say to the visitor."),
        )
        for reason, card in self._cards.items():
            card.set_words(words.reason(reason), words.to_visitor(reason))
        button_words(self._back, self.tr("Go back"))
        button_words(self._end, self.tr("End the appointment"))

    def _reset(self) -> None:
        self._group.setExclusive(False)
        for card in self._cards.values():
            card.setChecked(False)
        self._group.setExclusive(True)
        self.refresh()

    def _fill(self) -> None:
        cards = list(self._cards.values())
        rows = QVBoxLayout()
        measured(rows, 12)
        for first in range(0, len(cards), _ACROSS):
            row = QHBoxLayout()
            measured(row, 12)
            foldable(row)
            for card in cards[first : first + _ACROSS]:
                row.addWidget(card, 1)
                self._group.addButton(card)
            rows.addLayout(row)
        self.body.addLayout(rows)
        self.add_action(self._back)
        self.add_action(self._end, last=True)
        self._group.buttonToggled.connect(self._changed)
        self._back.clicked.connect(self.back)
        self._end.clicked.connect(self._submit)

    def _changed(self) -> None:
        if not self.is_busy:
            self.refresh()

    def _submit(self) -> None:
        for reason, card in self._cards.items():
            if card.isChecked():
                self.chosen.emit(reason)
