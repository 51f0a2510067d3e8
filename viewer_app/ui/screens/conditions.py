"""The conditions of viewing in the visitor's words, and the key that opens the recording."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer_app.session.policy import Companion, Place, Policy
from viewer_app.session.record import Condition
from viewer_app.ui import words
from viewer_app.ui.language import spoken
from viewer_app.ui.names import Conditions
from viewer_app.ui.screens.citizen_sheet import Point
from viewer_app.ui.theme import foldable, limit_width, measured
from viewer_app.ui.visitor import Visitor, dress_in
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.cards import CheckCard
from viewer_app.ui.widgets.company import CompanyCard
from viewer_app.ui.widgets.fields import PassphraseEdit
from viewer_app.ui.widgets.focus import gather
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.text import Card, Text
from viewer_app.ui.widgets.tongues import TongueChoice

_ACROSS: Final = 2


class ConditionsScreen(Page):
    """Read together; each condition is confirmed by itself."""

    confirmed = Signal(object, object, object)
    """The Conditions, the Company, and the passphrase, a Secret that the receiver wipes."""
    declined = Signal()
    cannot = Signal()
    """It cannot go on for another reason."""
    reworded = Signal()
    """What the visitor reads is another, or a point was ticked."""

    def __init__(self, visitor: Visitor) -> None:
        super().__init__(Conditions.SCREEN, 4)
        self._visitor = visitor
        self._read = visitor.tongue
        self._choice = TongueChoice(visitor, Conditions.language)
        self._company = CompanyCard()
        self._points = QWidget()
        self._own = Text("visitor")
        self._own.setObjectName(Conditions.OWN)
        self._question = Text("visitor")
        self._key = Text("small")
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

    def begin(self, supervisor: str, welcome: Sequence[Companion], policy: Policy) -> None:
        """Start with nothing confirmed; these companions may be there, by these rules."""
        self._supervisor, self._policy = supervisor, policy
        self._settled = False
        self._company.begin(welcome, second_person=policy.second_person)
        for card in self._cards.values():
            card.setChecked(False)
        self._passphrase.wipe()
        self.retranslate()
        self.refresh()

    @property
    def told(self) -> tuple[str, str, str]:
        """What the visitor reads besides the points: title, explanation, and at the end."""
        texts = self._visitor.texts.conditions
        closing = "\n\n".join(part for part in (self._own.text(), texts["question"]) if part)
        return texts["title"], texts["explanation"], closing

    @property
    def points(self) -> list[Point]:
        """The points as the visitor reads them, and which of them are ticked."""
        cards = self._cards.values()
        return [Point(card.text(), card.detail, card.isChecked()) for card in cards]

    def settle(self) -> None:
        """The conditions stand recorded, as they were read; only the passphrase is asked again."""
        self._settled = True
        self._passphrase.wipe()
        self.refresh()
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, *, narrow: bool) -> None:
        """The languages in two rows where there is little room."""
        super().set_narrow(narrow=narrow)
        self._choice.set_narrow(narrow=narrow)

    def focus_first(self) -> None:
        """Who else is here, where the rules allow or want somebody; or the first condition."""
        if self._company.isVisible():
            self._company.focus_first()
            return
        next(iter(self._cards.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Forget what was typed."""
        self._passphrase.wipe()

    def refresh(self) -> None:
        """Opening takes every confirmation and a passphrase."""
        complete = self._all_ticked and self._company.complete
        self._say_missing()
        for part in (self._choice, self._company, self._points):
            part.setEnabled(not self._settled)
        self._missing.setVisible(not complete)
        self._start.setEnabled(complete and not self._passphrase.empty)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        texts = self._visitor.texts.conditions
        if self._visitor.tongue is not self._read and not self._settled:
            for card in self._cards.values():  # nobody confirmed the points in this language
                card.setChecked(False)
        self._read = self._visitor.tongue
        self.set_words(texts["title"], texts["explanation"])
        self._company.retranslate()
        for condition, card in self._cards.items():
            card.set_words(texts[condition.value], texts[f"{condition.value}_detail"])
        companions = self._company.company.companions
        if companions:
            kinds = self._visitor.listed(
                [words.counted(texts[kind.value], number) for kind, number in companions.items()]
            )
            first = self._visitor.fill(texts["accompanied"], companions=kinds)
            self._cards[Condition.ALONE].set_words(first, texts["accompanied_detail"])
        self._question.setText(texts["question"])
        self._visitor.dress(self._points, self._question, *self.head)
        own, read_in = self._policy.own_text(Place.CONDITIONS, self._visitor.tongue)
        self._own.setText(own)
        self._own.setVisible(bool(own))
        dress_in(read_in, self._own)
        self._choice.refresh()
        points = " · ".join(
            words.agreed(Condition, {kind.value: n for kind, n in companions.items()})
        )
        self._key.setText(self.tr("The points in order: {points}").format(points=points))
        self._key.setVisible(self._read != spoken())
        self._heading.setText(self.tr("Open the recording"))
        self._label.setText(self.tr("Passphrase of {name}").format(name=self._supervisor))
        self._passphrase.setAccessibleName(self.tr("Your passphrase"))
        self._hint.setText(self.tr("Only with this passphrase can the recording be opened."))
        self._passphrase.setAccessibleDescription(self._hint.text())
        self._say_missing()
        button_words(self._start, self.tr("Open the recording"))
        button_words(self._cannot, self.tr("Cannot go on"))
        button_words(self._declined, self.tr("The visitor does not agree"))
        self.reworded.emit()

    _supervisor = ""
    _policy: Policy = Policy()

    @property
    def _all_ticked(self) -> bool:
        return all(card.isChecked() for card in self._cards.values())

    def _say_missing(self) -> None:
        second = self.tr("Confirm the colleague.")
        self._missing.setText(second if self._all_ticked else self.tr("Tick all four points."))

    def _company_changed(self) -> None:
        """The first point says something else now, which nobody confirmed."""
        self._cards[Condition.ALONE].setChecked(False)
        self.retranslate()
        self._look_again()

    def _submit(self) -> None:
        if self._start.isEnabled():
            confirmed = frozenset(key for key, card in self._cards.items() if card.isChecked())
            self.confirmed.emit(confirmed, self._company.company, self._passphrase.take())

    def _fill(self) -> None:
        self.body.addWidget(self._choice)
        self.body.addWidget(self._company)
        cards = QVBoxLayout(self._points)
        measured(cards, 12)
        gather(self._points)
        for first in range(0, len(self._cards), _ACROSS):
            row = QHBoxLayout()
            measured(row, 12)
            foldable(row)
            for card in list(self._cards.values())[first : first + _ACROSS]:
                row.addWidget(card, 1)
            cards.addLayout(row)
        for card in self._cards.values():
            card.setProperty("role", "visitor")
            card.toggled.connect(self._look_again)
            card.toggled.connect(self.reworded)
        self.body.addWidget(self._points)
        self.body.addWidget(self._own)
        self.body.addWidget(self._question)
        key = Card(gap=8, padding=24)
        for part in (self._key, self._heading, self._label, self._passphrase, self._hint):
            key.box.addWidget(part)
        limit_width(self._passphrase, 520)
        self.body.addWidget(key)
        self._company.changed.connect(self._look_again)
        self._company.companions_changed.connect(self._company_changed)
        self._passphrase.changed.connect(self._look_again)
        self._passphrase.submitted.connect(self._submit)
        self.add_action(self._declined)
        self.add_action(self._cannot)
        self.add_action(self._missing, last=True)
        self.add_action(self._start, last=True)
        self._visitor.changed.connect(self.retranslate)
        self._cannot.clicked.connect(self.cannot)
        self._declined.clicked.connect(self.declined)
        self._start.clicked.connect(self._submit)

    def _look_again(self) -> None:
        if not self.is_busy:
            self.refresh()
