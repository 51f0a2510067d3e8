"""What happens now: the last page that the visitor reads."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer_app.evidence.approval import Regime
from viewer_app.session.policy import Place, Policy
from viewer_app.ui.names import Afterwards
from viewer_app.ui.theme import measured
from viewer_app.ui.visitor import Visitor, dress_in, heading_in
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.focus import gather
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.text import Card, Text
from viewer_app.ui.widgets.tongues import TongueChoice

PARTS: Final = ("document", "recording", "complaint", "rights")


class AfterwardsScreen(Page):
    """Of the document nothing is kept, of the recording until when; complaints; rights."""

    back = Signal()

    def __init__(self, visitor: Visitor) -> None:
        super().__init__(Afterwards.SCREEN, 6)
        self._visitor = visitor
        self._policy = Policy()
        self._regime = Regime.AVG
        self._kept_until: date | None = None
        self._choice = TongueChoice(visitor, Afterwards.language)
        self._parts = QWidget()
        self._words = {part: (Text("heading"), Text("visitor")) for part in PARTS}
        self._cards = {part: _Part(Afterwards.part(part)) for part in PARTS}
        self._own = (Text("heading"), Text("visitor"))
        self._own_card = _Part(Afterwards.OWN)
        self._back = Button(Afterwards.BACK, "primary")
        self._fill()
        self.retranslate()

    def begin(self, policy: Policy, kept_until: date | None, regime: Regime) -> None:
        """By whose rules, the last day on which the recording is kept (None: there is none), and
        the law that gives the rights.
        """
        self._policy, self._kept_until, self._regime = policy, kept_until, regime
        self.retranslate()

    @property
    def told(self) -> tuple[str, str]:
        """Title and thanks."""
        texts = self._visitor.texts.afterwards
        return texts["title"], texts["thanks"]

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Each part's heading and words; the municipality's own words last, where there are any."""
        heading, own = self._own
        parts = [(title.text(), words.text()) for title, words in self._words.values()]
        return [*parts, (heading.text(), own.text())] if own.text() else parts

    def focus_first(self) -> None:
        """The language."""
        self._choice.focus_chosen()

    def set_narrow(self, *, narrow: bool) -> None:
        """The languages in two rows where there is little room."""
        super().set_narrow(narrow=narrow)
        self._choice.set_narrow(narrow=narrow)

    def retranslate(self) -> None:
        """Say the visitor's words in the visitor's language, the supervisor's in the station's."""
        visitor, texts = self._visitor, self._visitor.texts.afterwards
        municipality = self._policy.municipality
        self.set_words(texts["title"], texts["thanks"])
        day = visitor.day(self._kept_until) if self._kept_until else ""
        for part, (heading, words) in self._words.items():
            heading.setText(texts[part])
            told = texts[self._detail(part)]
            words.setText(visitor.fill(told, day=day, municipality=municipality))
            self._cards[part].setAccessibleName(heading.text())
            self._cards[part].setAccessibleDescription(words.text())
        visitor.dress(self._parts, *self.head)
        own, read_in = self._policy.own_text(Place.END, visitor.tongue)
        heading, words = self._own
        heading.setText(heading_in(read_in, municipality))
        words.setText(own)
        self._own_card.setVisible(bool(own))
        self._own_card.setAccessibleName(municipality)
        self._own_card.setAccessibleDescription(own)
        dress_in(read_in, self._own_card)
        self._choice.refresh()
        button_words(self._back, self.tr("Back to closing"))

    def _detail(self, part: str) -> str:
        wpg = part == "rights" and self._regime is Regime.WPG
        return "rights_wpg_detail" if wpg else f"{part}_detail"

    def _fill(self) -> None:
        self.body.addWidget(self._choice)
        column = QVBoxLayout(self._parts)
        measured(column, 12)
        gather(self._parts)
        for part, card in self._cards.items():
            for words in self._words[part]:
                card.box.addWidget(words)
            column.addWidget(card)
        for words in self._own:
            self._own_card.box.addWidget(words)
        column.addWidget(self._own_card)
        self.body.addWidget(self._parts)
        self.add_action(self._back, last=True)
        self._back.clicked.connect(self.back)
        self._visitor.changed.connect(self.retranslate)


class _Part(Card):
    """Reached with Tab, so that a screen reader tells it whole."""

    def __init__(self, name: str) -> None:
        super().__init__(gap=4, padding=16)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
