"""One session: who, what, when, what was shown of the film, every event, and its proof."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from viewer_app.audit.viewing import Viewing
from viewer_app.ui import language, words
from viewer_app.ui.backend import Proof, SessionReading
from viewer_app.ui.names import Review
from viewer_app.ui.screens.review import WIDE
from viewer_app.ui.screens.review_events import Events
from viewer_app.ui.screens.review_marks import Marks
from viewer_app.ui.screens.review_timeline import Timeline
from viewer_app.ui.theme import foldable, measured
from viewer_app.ui.widgets.banner import Sign
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.qr import QrCode
from viewer_app.ui.widgets.text import Card, Text

_FACTS = 14
_GROUP = 8
"""Hexadecimal digits that are read aloud together."""


class ReviewSessionScreen(Page):
    """What the trail says about one session."""

    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__(Review.SESSION_SCREEN, column=WIDE)
        self._reading: SessionReading | None = None
        self._facts_heading = Text("heading")
        self._facts = QGridLayout()
        measured(self._facts, 6)
        self._film_heading = Text("heading")
        self._timeline = Timeline()
        self._in_words = Text("small")
        self._marks = Marks()
        self._events_heading = Text("heading")
        self._events = Events(Review.EVENTS)
        self._proof = ProofCard()
        self._back = Button(Review.SESSION_BACK, "plain", "back")
        self._labels = [(Text("small"), Text("fact")) for _ in range(_FACTS)]
        self._narrow = False
        self._fill()
        self.retranslate()

    def show_reading(self, reading: SessionReading | None) -> None:
        """This session; None: forget it."""
        self._reading = reading
        last = reading.events[-1].at if reading else None
        viewing = reading.viewing if reading else Viewing()
        self._timeline.show_viewing(viewing, last)
        self._marks.show_viewing(viewing)
        self._proof.show_proof(reading)
        self._events.show_events(reading.events if reading else ())
        self.retranslate()

    def leave(self) -> None:
        """Take it off the screen."""
        self.show_reading(None)

    def set_narrow(self, *, narrow: bool) -> None:
        """The facts in one column where there is little room."""
        super().set_narrow(narrow=narrow)
        self._narrow = narrow
        self._lay_facts()

    def focus_first(self) -> None:
        """The way back: everything but the events is read without the keyboard."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        reading = self._reading
        code = reading.row.code if reading else ""
        self.set_words(
            self.tr("Session {code}").format(code=code), "", self.tr("Review, one session")
        )
        self._facts_heading.setText(self.tr("What the trail says"))
        self._film_heading.setText(self.tr("What was shown of the film"))
        self._timeline.retranslate()
        self._marks.retranslate()
        self._in_words.setText("\n".join(self._timeline.tell()) if reading else "")
        self._events_heading.setText(self.tr("All events, in order"))
        self._events.table.setAccessibleName(self._events_heading.text())
        self._events.retranslate()
        self._proof.retranslate()
        button_words(self._back, self.tr("Back to the sessions"))
        self._say_facts(list(self._told(reading)) if reading else [])

    def _told(self, reading: SessionReading) -> Iterator[tuple[str, str]]:
        row, viewing = reading.row, reading.viewing
        nothing = self.tr("not recorded")
        yield self.tr("Supervisor"), row.supervisor
        yield self.tr("Began"), language.moment(row.started_at)
        yield (
            self.tr("Closed"),
            language.moment(row.closed_at) if row.closed_at else words.end("open"),
        )
        yield self.tr("End"), words.end(row.end or "open")
        yield self.tr("Why"), words.reason(row.reason) if row.reason else nothing
        yield self.tr("Approval"), viewing.approval or nothing
        yield self.tr("Case number"), viewing.case or self.tr("not recorded, or erased")
        yield self.tr("Ground"), words.ground(viewing.ground) if viewing.ground else nothing
        yield self.tr("Law"), words.regime(viewing.regime) if viewing.regime else nothing
        yield (
            self.tr("Identity document"),
            self._identity(viewing) or self.tr("not checked"),
        )
        agreed = words.agreed(viewing.conditions, viewing.companions)
        if viewing.second_person:
            agreed.append(self.tr("a second member of staff was there"))
        conditions = ", ".join(agreed)
        at = language.clock(viewing.conditions_at) if viewing.conditions_at else ""
        if viewing.conditions_read_in:
            read = self.tr("read {in_language}")
            at += ", " + read.format(in_language=words.tongue(viewing.conditions_read_in))
        yield (
            self.tr("Conditions"),
            f"{conditions or self.tr('confirmed')} ({at})" if at else self.tr("not confirmed"),
        )
        yield self.tr("Code in the picture"), viewing.watermark or nothing
        wiped = viewing.keys_wiped_at
        yield (
            self.tr("Keys wiped"),
            language.clock(wiped) if wiped else self.tr("not recorded"),
        )
        yield self.tr("Remarks"), viewing.remarks or self.tr("none, or erased")

    def _identity(self, viewing: Viewing) -> str:
        document = words.document(viewing.document) if viewing.document else ""
        told = self.tr("{document}; difference accepted: {fields}")
        fields = [words.field(name) for name in viewing.identity_overruled]
        if viewing.identity_failed:
            told = self.tr("{document}; does not agree: {fields}")
            fields = [words.point(name) for name in viewing.identity_failed]
        return (
            told.format(document=document, fields=", ".join(fields).lower()) if fields else document
        )

    def _say_facts(self, facts: list[tuple[str, str]]) -> None:
        for place, (label, value) in enumerate(self._labels):
            known = place < len(facts)
            label.setText(facts[place][0] if known else "")
            value.setText(facts[place][1] if known else "")
            value.setAccessibleName(f"{label.text()}: {value.text()}")
            label.setVisible(known)
            value.setVisible(known)

    def _lay_facts(self) -> None:
        """In two columns, read down, where there is room; otherwise in one."""
        columns = 1 if self._narrow else 2
        rows = -(-len(self._labels) // columns)
        for place, pair in enumerate(self._labels):
            row, column = place % rows, place // rows * 2
            self._facts.addWidget(pair[0], row, column, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(pair[1], row, column + 1)
        for column, share in enumerate((2, 4, 2, 4)):
            self._facts.setColumnStretch(column, share if column < 2 * columns else 0)

    def _fill(self) -> None:
        facts = Card(gap=12, padding=20)
        facts.box.addWidget(self._facts_heading)
        facts.box.addLayout(self._facts)
        self._lay_facts()
        film = Card(gap=10, padding=20)
        for part in (self._film_heading, self._timeline, self._marks, self._in_words):
            film.box.addWidget(part)
        self.body.addWidget(film)
        self.body.addWidget(facts)
        self.body.addWidget(self._proof)
        self.body.addWidget(self._events_heading)
        self.body.addLayout(self._events)
        self.add_action(self._back)
        self._back.clicked.connect(self.back_asked)
        self._marks.chosen.connect(self._timeline.choose_mark)
        self._timeline.mark_chosen.connect(self._marks.choose)


class ProofCard(Card):
    """That the session is in the trail, with the hashes to compare elsewhere."""

    def __init__(self) -> None:
        super().__init__(gap=8, padding=20)
        self._proof: Proof | None = None
        self._sign = Sign("unknown", units=30)
        self._heading = Text("heading")
        self._told = Text("small")
        self._root_label = Text("label")
        self._root = Text("figures")
        self._leaf_label = Text("label")
        self._leaf = Text("figures")
        self._receipt_label = Text("label")
        self._receipt = QrCode(Review.RECEIPT)
        line = QHBoxLayout()
        measured(line, 12)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._heading, 1)
        proof = QVBoxLayout()
        measured(proof, 8)
        proof.addLayout(line)
        proof.addWidget(self._told)
        for part in (self._root_label, self._root, self._leaf_label, self._leaf):
            proof.addWidget(part)
        proof.addStretch(1)
        receipt = QVBoxLayout()
        measured(receipt, 8)
        receipt.addWidget(self._receipt_label)
        receipt.addWidget(self._receipt)
        receipt.addStretch(1)
        both = QHBoxLayout()
        measured(both, 24)
        foldable(both)
        both.addLayout(proof, 1)
        both.addLayout(receipt)
        self.box.addLayout(both)
        self.retranslate()

    def show_proof(self, reading: SessionReading | None) -> None:
        """The proof and the receipt of this session."""
        self._proof = reading.proof if reading else None
        self._receipt.show_code(reading.receipt if reading else ())
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language spoken now."""
        proof = self._proof
        self._root_label.setText(self.tr("Root of the trail"))
        self._leaf_label.setText(self.tr("Leaf of the session's last event"))
        self._receipt_label.setText(self.tr("Receipt of this session"))
        self._receipt_label.setVisible(self._receipt.isVisibleTo(self))
        self._receipt.setAccessibleName(self._receipt_label.text())
        self._root.setText(grouped(proof.root) if proof else "")
        self._leaf.setText(grouped(proof.leaf) if proof else "")
        say: dict[bool, Callable[[], str]] = {
            True: lambda: self.tr("Proved to be in the trail"),
            False: lambda: self.tr("Not proved to be in the trail"),
        }
        holds = bool(proof and proof.holds)
        self._sign.set_picture("check" if holds else "cross", "good" if holds else "bad")
        self.set_tone(("good" if holds else "bad") if proof else "")
        self._heading.setText(say[holds]())
        if proof:
            told = self.tr(
                "Event {index} in a trail of {size} events, by {steps} hashes up to the root that "
                "the station signed. This says nothing about the answers to the four questions."
            )
            self._told.setText(
                told.format(
                    index=language.number(proof.index),
                    size=language.number(proof.size),
                    steps=proof.steps,
                )
            )
        self.setAccessibleName(self._heading.text())
        self.setAccessibleDescription(self._told.text())


def grouped(digits: str) -> str:
    """Hexadecimal digits in groups, as people compare them."""
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
