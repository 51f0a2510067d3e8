"""The code of the document: read, compared at once, and forgotten; what differs takes a reason."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer_app.errors import InzageError
from viewer_app.session.identity import Field, Inspection
from viewer_app.session.policy import Document
from viewer_app.ui import language, words
from viewer_app.ui.names import Identity
from viewer_app.ui.theme import foldable, measured
from viewer_app.ui.widgets.banner import Banner, Sign, announce
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.fields import RemarksEdit
from viewer_app.ui.widgets.page import button_words
from viewer_app.ui.widgets.text import Card, Text
from viewer_app.ui.widgets.zone_field import ZoneEdit

_FINDINGS: Final = len(Field) + 2
"""Rows: what agrees, each field that differs, what to mind."""


class ZoneCard(Card):
    """Optional. Nothing of the document is ever shown here, nor named to a screen reader."""

    given = Signal(object)
    """What was read, a Secret that the receiver wipes."""
    changed = Signal()
    """What was found or the reason has changed."""
    other_person = Signal()
    """The appointment is to end because it is another person's document."""

    def __init__(self) -> None:
        super().__init__(gap=10, padding=20)
        self.inspection: Inspection | None = None
        self._seen: Document | None = None
        self._heading = Text("heading")
        self._lead = Text("small")
        self._field = ZoneEdit(Identity.ZONE)
        self._count = Text("small")
        self._compare = Button(Identity.COMPARE)
        self._unread = Banner("wait")
        self._rows = [_Row() for _ in range(_FINDINGS)]
        self._differs = Banner("wait")
        self._reason_label = Text("label")
        self._reason = _Reason(Identity.OVERRULE)
        self._reason_label.setBuddy(self._reason)
        self._asked = ""
        self._end = Button(Identity.OTHER_PERSON, "stop")
        self._fill()
        self.retranslate()

    @property
    def reason(self) -> str:
        """Why the supervisor goes on although something differs."""
        return self._reason.toPlainText().strip()

    @property
    def is_other_person(self) -> bool:
        """Whether it is another person's document, so that nothing goes on."""
        return self.inspection is not None and self.inspection.other_person

    @property
    def lacks_reason(self) -> bool:
        """Whether something differs and no reason was written yet."""
        return bool(self._differing()) and not self.reason

    def show_inspection(self, inspection: Inspection | None, seen: Document | None) -> None:
        """What was found, beside the kind of document that the supervisor holds."""
        new = inspection is not self.inspection
        self.inspection, self._seen = inspection, seen
        self._unread.clear()
        self.retranslate()
        if new and inspection is not None:
            announce(self, " ".join(row.words for row in self._rows if row.words))
        self.changed.emit()

    def report(self, error: InzageError) -> None:
        """The code could not be read, or not compared."""
        self._unread.report(error, lambda: self.tr("The code was not compared"))
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Wipe what was typed, and forget what was found."""
        self._field.wipe()
        self._reason.clear()
        self._reason.document().clearUndoRedoStacks()
        self.show_inspection(None, None)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self._heading.setText(self.tr("Scan or type the code (may be left out)"))
        self._lead.setText(
            self.tr("The lines with the signs <. They are compared and wiped; nothing is kept.")
        )
        self._field.setAccessibleName(self.tr("The code of the document"))
        self._field.setAccessibleDescription(self.tr("Press Enter after each line."))
        button_words(self._compare, self.tr("Compare"))
        self._reason_label.setText(self.tr("Why do you go on? This is recorded."))
        self._reason.setAccessibleName(self._reason_label.text())
        self._reason.setAccessibleDescription(
            self.tr("Write no names and no numbers of documents.")
        )
        button_words(self._end, self.tr("End: another person"))
        self._unread.retranslate()
        self._say_count()
        self._say_findings()

    def _differing(self) -> tuple[tuple[Field, str], ...]:
        zone, seen = self.inspection, self._seen
        if zone is None:
            return ()
        findings = zone.findings if seen is None else zone.beside(seen)
        return tuple((field, code) for field, code in findings if code)

    def _say_findings(self) -> None:
        zone, differing = self.inspection, self._differing()
        rows = [("cross", "bad", self._say_difference(*found)) for found in differing]
        if zone is not None:
            wrong = {field for field, _ in differing}
            agreed = [words.field(field) for field, _ in zone.findings if field not in wrong]
            if agreed:
                told = self.tr("Agrees: {fields}.").format(fields=", ".join(agreed).lower())
                rows.insert(0, ("check", "good", told))
            notes = [language.sentence(code, {}) for code in zone.notes]
            if len(zone.findings) == 1:
                notes.append(self.tr("This line has no name and no dates. Look at the card."))
            if notes:
                rows.append(("info", "plain", " ".join(notes)))
        for place, row in enumerate(self._rows):
            row.say(*(rows[place] if place < len(rows) else ("", "", "")))
        for part in (self._reason_label, self._reason):
            part.setVisible(bool(differing) and not self.is_other_person)
        self._end.setVisible(self.is_other_person)
        self._ask("other" if self.is_other_person else "differs" if differing else "")

    def _say_difference(self, field: Field, code: str) -> str:
        return f"{words.field(field)}: {language.sentence(code, {})}"

    def _ask(self, what: str) -> None:
        if what == self._asked:
            self._differs.retranslate()
            return
        self._asked = what
        if what == "other":
            self._differs.say(
                "wait",
                lambda: self.tr("This may be another person's document."),
                lambda: self.tr(
                    "More than one point differs. Was it read wrongly? Then read it again. "
                    "Otherwise the viewing cannot go on."
                ),
            )
        elif what:
            self._differs.say(
                "wait",
                lambda: self.tr("Look at the document yourself."),
                lambda: self.tr(
                    "Is there a good explanation, such as a slip in the approval? Then write it "
                    "down. Otherwise the viewing cannot go on."
                ),
            )
        else:
            self._differs.clear()

    def _say_count(self) -> None:
        lengths = self._field.lengths
        told = self.tr("Line {line}: {count} characters")
        lines = [
            told.format(line=line, count=length) for line, length in enumerate(lengths, 1) if length
        ]
        self._count.setText(" · ".join(lines) or self.tr("Press Enter after each line."))
        self._compare.setEnabled(not self._field.empty)

    def _submit(self) -> None:
        if not self._field.empty:
            self.given.emit(self._field.take())

    def _fill(self) -> None:
        line = QHBoxLayout()
        measured(line, 12)
        foldable(line)
        line.addWidget(self._field, 1)
        line.addWidget(self._compare)
        self.box.addWidget(self._heading)
        self.box.addWidget(self._lead)
        self.box.addLayout(line)
        self.box.addWidget(self._count)
        self.box.addWidget(self._unread)
        found = QVBoxLayout()
        measured(found, 6)
        for row in self._rows:
            found.addWidget(row)
        self.box.addLayout(found)
        for part in (self._differs, self._reason_label, self._reason):
            self.box.addWidget(part)
        self.box.addWidget(self._end, 0, Qt.AlignmentFlag.AlignLeft)
        self._field.changed.connect(self._say_count)
        self._field.submitted.connect(self._submit)
        self._compare.clicked.connect(self._submit)
        self._reason.textChanged.connect(self.changed)
        self._end.clicked.connect(self.other_person)


class _Row(QWidget):
    """One thing that was found, with its sign."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self._sign = Sign("check", units=24)
        self._text = Text()
        row = QHBoxLayout(self)
        measured(row, 10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def say(self, picture: str, tone: str, told: str) -> None:
        """Show this, or nothing."""
        self.words = told
        if told:
            self._sign.set_picture(picture, tone)
        self._text.setText(told)
        self.setVisible(bool(told))


class _Reason(RemarksEdit):
    """Room for about two lines."""

    def rescale(self, unit: float) -> None:
        """Keep that room at every size of text."""
        self.setFixedHeight(round(76 * unit))
