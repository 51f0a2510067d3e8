"""The end: why it ended, what happens now for the visitor, and the supervisor's remarks."""

from datetime import date

from PySide6.QtCore import Qt, Signal

from viewer_app.session.record import End, Reason
from viewer_app.ui import language, words
from viewer_app.ui.names import Closing
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.fields import RemarksEdit
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.text import Card, Text

_SENTENCES = 3


class ClosingScreen(Page):
    """Says how it ended and asks for remarks; the film is gone by now."""

    closed = Signal(str)
    """The supervisor's remarks."""
    told = Signal()
    """The visitor wants to read what happens now; the remarks stay."""

    def __init__(self) -> None:
        super().__init__(Closing.SCREEN, 6)
        self._end = End.COMPLETED
        self._reason = ""
        self._kept_until: date | None = None
        self._reason_label = Text("label")
        self._reason_words = Text("heading")
        self._reason_words.setObjectName(Closing.REASON)
        self._safe = Text()
        self._now_heading = Text("heading")
        self._now = [Text() for _ in range(_SENTENCES)]
        self._remarks_label = Text("label")
        self._remarks_hint = Text("small")
        self._remarks = _Remarks(Closing.REMARKS)
        self._told = Button(Closing.AFTERWARDS, "plain")
        self._telling = False
        self._close = Button(Closing.CLOSE, "primary", "check")
        self._remarks_label.setBuddy(self._remarks)
        self._fill()
        self.retranslate()

    def show_end(self, end: End, reason: str, kept_until: date | None) -> None:
        """How it ended, why, and until which day the recording is kept (None: not limited)."""
        self._end, self._reason, self._kept_until = end, reason, kept_until
        self._remarks.clear()
        self._told.setVisible(kept_until is not None and reason != Reason.NOT_APPEARED)
        self.retranslate()

    def focus_first(self) -> None:
        """The remarks."""
        self._telling = False
        self._remarks.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Forget what was typed, unless this screen comes back."""
        if self._telling:
            return
        self._remarks.clear()
        self._remarks.document().clearUndoRedoStacks()

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        titles = {
            End.COMPLETED: self.tr("The viewing is finished"),
            End.REFUSED: self.tr("The viewing does not take place"),
            End.ABORTED: self.tr("The appointment was stopped"),
            End.INTERRUPTED: self.tr("The viewing was interrupted"),
        }
        self.set_words(
            titles[self._end],
            self.tr("Write down what matters and close the session."),
        )
        self._reason_label.setText(self.tr("Why"))
        self._reason_words.setText(words.reason(self._reason))
        self._safe.setText(self.tr("The recording is locked. No copy was made."))
        self._now_heading.setText(self.tr("What you can tell the visitor"))
        steps = self._next_steps()
        for place, label in enumerate(self._now):
            label.setText(steps[place] if place < len(steps) else "")
            label.setVisible(place < len(steps))
        self._remarks_label.setText(self.tr("Remarks (may stay empty)"))
        self._remarks.setAccessibleName(self.tr("Remarks"))
        self._remarks_hint.setText(
            self.tr("For the audit trail. Write no names and no numbers of documents.")
        )
        self._remarks.setAccessibleDescription(self._remarks_hint.text())
        button_words(self._told, self.tr("Let the visitor read what happens now"))
        button_words(self._close, self.tr("Close the session"))

    def _next_steps(self) -> list[str]:
        steps = []
        told = words.to_visitor(self._reason)
        if told:
            steps.append(told)
        elif self._reason == Reason.NOT_APPEARED:
            steps.append(self.tr("Let the visitor know that a new appointment is possible."))
        elif self._end is End.COMPLETED:
            steps.append(self.tr("You have seen the recording. You do not get a copy."))
        else:
            steps.append(self.tr("Ask the desk whether a new appointment is possible."))
        if self._kept_until is not None:
            day = language.long_date(self._kept_until)
            kept = self.tr("The recording is kept until the end of {day}.")
            steps.append(kept.format(day=day))
        steps.append(
            self.tr("Questions or a complaint? The municipality's privacy officer can help you.")
        )
        return steps

    def _fill(self) -> None:
        why = Card(gap=4)
        for part in (self._reason_label, self._reason_words, self._safe):
            why.box.addWidget(part)
        self.body.addWidget(why)
        now = Card("plain", gap=8)
        now.box.addWidget(self._now_heading)
        for label in self._now:
            now.box.addWidget(label)
        self.body.addWidget(now)
        notes = Card(gap=8)
        notes.box.addWidget(self._remarks_label)
        notes.box.addWidget(self._remarks_hint)
        notes.box.addWidget(self._remarks)
        self.body.addWidget(notes)
        self.add_action(self._told)
        self.add_action(self._close, last=True)
        self._told.clicked.connect(self._tell)
        self._close.clicked.connect(lambda: self.closed.emit(self._remarks.toPlainText()))

    def _tell(self) -> None:
        self._telling = True
        self.told.emit()


class _Remarks(RemarksEdit):
    """Room for about four lines."""

    def rescale(self, unit: float) -> None:
        self.setFixedHeight(round(120 * unit))
