"""The conditions of viewing in the visitor's words, and the key that opens the recording."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from viewer_app.session.record import Condition
from viewer_app.ui.names import Conditions
from viewer_app.ui.theme import limit_width, measured
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.cards import CheckCard
from viewer_app.ui.widgets.fields import PassphraseEdit
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.text import Card, Text


class ConditionsScreen(Page):
    """Read together; each condition is confirmed by itself."""

    confirmed = Signal(object, object)
    """The set of Conditions, and the passphrase, a Secret that the receiver wipes."""
    declined = Signal()
    cannot = Signal()
    """It cannot go on for another reason."""

    def __init__(self) -> None:
        super().__init__(Conditions.SCREEN, 4)
        self._cards = {
            condition: CheckCard(Conditions.confirm(condition.value)) for condition in Condition
        }
        self._settled = False
        self._heading = Text("heading")
        self._label = Text("label")
        self._passphrase = PassphraseEdit(Conditions.PHRASE)
        self._hint = Text("small")
        self._missing = Text("small", wrap=False)
        self._start = Button(Conditions.START, "primary", "film")
        self._cannot = Button(Conditions.CANNOT, "quiet")
        self._declined = Button(Conditions.DECLINED, "quiet")
        self._label.setBuddy(self._passphrase)
        self._fill()
        self.retranslate()

    def begin(self, supervisor: str) -> None:
        """Start with nothing confirmed."""
        self._supervisor = supervisor
        self._settled = False
        for card in self._cards.values():
            card.setChecked(False)
        self._passphrase.wipe()
        self.retranslate()
        self.refresh()

    def settle(self) -> None:
        """The conditions stand recorded; only the passphrase is asked again."""
        self._settled = True
        self._passphrase.wipe()
        self.refresh()
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """The first condition."""
        next(iter(self._cards.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Forget what was typed."""
        self._passphrase.wipe()

    def refresh(self) -> None:
        """Opening takes every confirmation and a passphrase."""
        complete = all(card.isChecked() for card in self._cards.values())
        for card in self._cards.values():
            card.setEnabled(not self._settled)
        self._missing.setVisible(not complete)
        self._start.setEnabled(complete and not self._passphrase.empty)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.set_words(
            self.tr("Before you watch"),
            self.tr(
                "Read this together. The visitor says yes to each point; the supervisor ticks it."
            ),
        )
        sentences = {
            Condition.ALONE: (
                self.tr("I watch alone."),
                self.tr("Nobody came with me into this room."),
            ),
            Condition.NO_FILMING: (
                self.tr("I do not film or photograph the screen."),
                self.tr("My phone stays in my bag or pocket."),
            ),
            Condition.NO_COPY: (
                self.tr("I do not get a copy."),
                self.tr("I can watch the recording here, and ask my questions here."),
            ),
            Condition.SUPERVISOR_STAYS: (
                self.tr("The supervisor stays with me."),
                self.tr("I may stop at any moment. The supervisor may stop too."),
            ),
        }
        for condition, (title, detail) in sentences.items():
            self._cards[condition].set_words(title, detail)
        self._heading.setText(self.tr("Open the recording"))
        self._label.setText(self.tr("Passphrase of {name}").format(name=self._supervisor))
        self._passphrase.setAccessibleName(self.tr("Your passphrase"))
        self._hint.setText(self.tr("Only with this passphrase can the recording be opened."))
        self._passphrase.setAccessibleDescription(self._hint.text())
        self._missing.setText(self.tr("Tick all four points."))
        button_words(self._start, self.tr("Open the recording"))
        button_words(self._cannot, self.tr("Cannot go on"))
        button_words(self._declined, self.tr("The visitor does not agree"))

    _supervisor = ""

    def _submit(self) -> None:
        if self._start.isEnabled():
            confirmed = frozenset(key for key, card in self._cards.items() if card.isChecked())
            self.confirmed.emit(confirmed, self._passphrase.take())

    def _fill(self) -> None:
        cards = QVBoxLayout()
        measured(cards, 12)
        for card in self._cards.values():
            cards.addWidget(card)
            card.toggled.connect(self._look_again)
        self.body.addLayout(cards)
        key = Card(gap=8, padding=24)
        for part in (self._heading, self._label, self._passphrase, self._hint):
            key.box.addWidget(part)
        limit_width(self._passphrase, 520)
        self.body.addWidget(key)
        self._passphrase.changed.connect(self._look_again)
        self._passphrase.submitted.connect(self._submit)
        self.add_action(self._declined)
        self.add_action(self._cannot)
        self.add_action(self._missing, last=True)
        self.add_action(self._start, last=True)
        self._cannot.clicked.connect(self.cannot)
        self._declined.clicked.connect(self.declined)
        self._start.clicked.connect(self._submit)

    def _look_again(self) -> None:
        if not self.is_busy:
            self.refresh()
