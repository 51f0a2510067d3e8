"""The check of the visitor's identity document, point by point; nothing of it is kept."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from viewer_app.errors import InzageError
from viewer_app.evidence.approval import Requester
from viewer_app.session.identity import Inspection
from viewer_app.session.policy import Document
from viewer_app.session.record import IdentityCheck
from viewer_app.ui import language, words
from viewer_app.ui.names import Identity
from viewer_app.ui.screens.guide import GuideCard
from viewer_app.ui.screens.zone import ZoneCard
from viewer_app.ui.theme import foldable, measured
from viewer_app.ui.widgets.banner import Banner
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.cards import RadioCard
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.text import Card, Rule, Text

_POINTS = ("valid", "photo", "name", "birth_date")


class IdentityScreen(Page):
    """What the approval says, what the document says, and whether they agree."""

    checked = Signal(object)
    """The IdentityCheck, passed or not."""
    not_appeared = Signal()
    cannot = Signal()
    """It cannot go on for another reason."""
    other_person = Signal()
    """It cannot go on: the code is another person's."""
    zone_given = Signal(object)
    """The code of the document, a Secret that the receiver wipes."""

    def __init__(self) -> None:
        super().__init__(Identity.SCREEN, 3)
        self._requester: Requester | None = None
        self._person_label = Text("label")
        self._name = Text("name")
        self._name.setObjectName(Identity.NAME)
        self._birth_label = Text("label")
        self._birth = Text("birth")
        self._birth.setObjectName(Identity.BIRTH_DATE)
        self._kind_heading = Text("heading")
        self._kinds = {kind: RadioCard(Identity.document(kind.value)) for kind in Document}
        self._kind_group = QButtonGroup(self)
        self._guide = GuideCard()
        self._zone = ZoneCard()
        self._points_heading = Text("heading")
        self._questions = {point: Text() for point in _POINTS}
        self._answers: dict[str, tuple[RadioCard, RadioCard]] = {}
        self._groups: dict[str, QButtonGroup] = {}
        self._kindly = Banner("wait")
        self._kept = Text("small")
        self._missing = Text("small", wrap=False)
        self._continue = Button(Identity.CONTINUE, "primary", "next")
        self._refuse = Button(Identity.REFUSE, "stop")
        self._not_appeared = Button(Identity.NOT_APPEARED, "quiet")
        self._cannot = Button(Identity.CANNOT, "quiet")
        self._fill()
        self.retranslate()

    def show_requester(
        self, requester: Requester, accepted: Sequence[Document], found: Inspection | None
    ) -> None:
        """Ask about this person; only these kinds of document prove who they are.

        ``found`` is what the code of the document said, if it was read before.
        """
        self._requester = requester
        for kind, card in self._kinds.items():
            card.setVisible(kind in accepted)
        self._name.setText(requester.name)
        self._birth.setText(language.birth_date(requester.birth_date))
        self._reset()
        self._zone.show_inspection(found, None)
        self._choose_kind()

    def show_inspection(self, inspection: Inspection) -> None:
        """What the code of the document says."""
        self.set_busy(None)
        self._zone.show_inspection(inspection, self._kind)
        self.bring_into_view(self._zone)

    def report_zone(self, error: InzageError) -> None:
        """The code of the document could not be read or compared."""
        self.set_busy(None)
        self._zone.report(error)
        self.bring_into_view(self._zone)

    def focus_first(self) -> None:
        """The kind of document."""
        for card in self._kinds.values():
            if card.isVisibleTo(self):
                card.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def leave(self) -> None:
        """Take the person off the screen."""
        self._requester = None
        self._name.clear()
        self._birth.clear()
        self._reset()

    def refresh(self) -> None:
        """Going on takes a yes to everything; one no shows the way to end with respect."""
        answers = [self._answer(point) for point in _POINTS]
        refused = False in answers
        answered = self._kind is not None and None not in answers
        zone = self._zone
        self._continue.setVisible(not refused and not zone.is_other_person)
        self._continue.setEnabled(answered and not zone.lacks_reason)
        self._refuse.setVisible(refused)
        self._refuse.setEnabled(answered)
        self._missing.setVisible(not answered or (zone.lacks_reason and not refused))
        self._say_missing(answered=answered)
        if refused:
            self._say_refusal()
        else:
            self._kindly.clear()

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.set_words(
            self.tr("Who is the visitor?"),
            self.tr("Ask for an identity document and compare it with the approval."),
        )
        self._person_label.setText(self.tr("According to the approval"))
        self._birth_label.setText(self.tr("Born on"))
        if self._requester is not None:
            self._birth.setText(language.birth_date(self._requester.birth_date))
        self._kindly.retranslate()
        self._guide.retranslate()
        self._zone.retranslate()
        self._kind_heading.setText(self.tr("Which document do you see?"))
        for kind, card in self._kinds.items():
            card.set_words(words.document(kind))
        self._points_heading.setText(self.tr("Does everything match?"))
        questions = (
            self.tr("The document is still valid today."),
            self.tr("The photo is of the person in front of you."),
            self.tr("The name is the same as in the approval."),
            self.tr("The date of birth is the same as in the approval."),
        )
        for point, question in zip(_POINTS, questions, strict=True):
            self._questions[point].setText(question)
            for card, answer in zip(
                self._answers[point], (self.tr("Yes"), self.tr("No")), strict=True
            ):
                card.set_words(answer)
                card.setAccessibleName(f"{question} {answer}")
        self._kept.setText(
            self.tr(
                "Recorded are the kind of document, your answers and which points differ: no "
                "number, copy or photo."
            )
        )
        button_words(self._continue, self.tr("Identity confirmed"))
        button_words(self._refuse, self.tr("End: identity not confirmed"))
        button_words(self._not_appeared, self.tr("The visitor did not come"))
        button_words(self._cannot, self.tr("Cannot go on"))
        self._changed()

    def _say_refusal(self) -> None:
        if self._kindly.isVisibleTo(self):
            return
        self._kindly.say(
            "wait",
            lambda: self.tr("Then the viewing cannot go on today."),
            lambda: self.tr(
                "Tell the visitor kindly that the recording may only be shown to the person named "
                "in the approval. A new appointment is possible with a document that agrees. Is "
                "the answer a mistake? Then change it."
            ),
        )
        self.bring_into_view(self._kindly)

    def _answer(self, point: str) -> bool | None:
        yes, no = self._answers[point]
        return True if yes.isChecked() else False if no.isChecked() else None

    @property
    def _kind(self) -> Document | None:
        return next((kind for kind, card in self._kinds.items() if card.isChecked()), None)

    def _say_missing(self, *, answered: bool) -> None:
        reason = self.tr("Write down why you go on.")
        self._missing.setText(reason if answered else self.tr("Answer every point."))

    def _submit(self) -> None:
        kind = self._kind
        answers = [self._answer(point) for point in _POINTS]
        if kind is not None and None not in answers:
            told = (answer is True for answer in answers)
            self.checked.emit(IdentityCheck(kind, *told, overrule=self._zone.reason))

    def _reset(self) -> None:
        for group in (self._kind_group, *self._groups.values()):
            group.setExclusive(False)
            for button in group.buttons():
                button.setChecked(False)
            group.setExclusive(True)
        self._zone.forget()
        self._choose_kind()

    def _fill(self) -> None:
        person = Card("plain", padding=20)
        columns = QHBoxLayout()
        measured(columns, 32)
        foldable(columns)
        for share, labels in (
            (3, (self._person_label, self._name)),
            (2, (self._birth_label, self._birth)),
        ):
            column = QVBoxLayout()
            measured(column, 2)
            for label in labels:
                column.addWidget(label)
            column.addStretch(1)
            columns.addLayout(column, share)
        person.box.addLayout(columns)
        self.body.addWidget(person)

        self.body.addWidget(self._kind_heading)
        kinds = QHBoxLayout()
        measured(kinds, 12)
        foldable(kinds)
        for card in self._kinds.values():
            kinds.addWidget(card, 1)
            self._kind_group.addButton(card)
        self.body.addLayout(kinds)
        self.body.addWidget(self._guide)
        self.body.addWidget(self._zone)

        self.body.addWidget(self._points_heading)
        points = Card(gap=10, padding=16)
        for index, point in enumerate(_POINTS):
            if index:
                points.box.addWidget(Rule())
            points.box.addLayout(self._point(point))
        self.body.addWidget(points)
        self.body.addWidget(self._kindly)
        self.body.addWidget(self._kept)

        self._kind_group.buttonToggled.connect(self._choose_kind)
        self._zone.given.connect(self.zone_given)
        self._zone.changed.connect(self._changed)
        self._zone.other_person.connect(self.other_person)
        self.add_action(self._not_appeared)
        self.add_action(self._cannot)
        self.add_action(self._missing, last=True)
        self.add_action(self._continue, last=True)
        self.add_action(self._refuse, last=True)
        self._continue.clicked.connect(self._submit)
        self._refuse.clicked.connect(self._submit)
        self._not_appeared.clicked.connect(self.not_appeared)
        self._cannot.clicked.connect(self.cannot)

    def _point(self, point: str) -> QHBoxLayout:
        row = QHBoxLayout()
        measured(row, 12)
        row.addWidget(self._questions[point], 1)
        answers = (
            RadioCard(Identity.answer(point, "yes"), "yes"),
            RadioCard(Identity.answer(point, "no"), "no"),
        )
        group = QButtonGroup(self)
        for card in answers:
            group.addButton(card)
            row.addWidget(card)
        group.buttonToggled.connect(self._changed)
        self._answers[point] = answers
        self._groups[point] = group
        return row

    def _choose_kind(self) -> None:
        kind = self._kind
        self._guide.show_kind(kind)
        self._zone.setVisible(kind is not None or self._zone.inspection is not None)
        self._zone.show_inspection(self._zone.inspection, kind)
        self._changed()

    def _changed(self) -> None:
        if not self.is_busy:
            self.refresh()
