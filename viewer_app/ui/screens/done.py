"""The receipt of a closed session: a code to note, and the signed state of the audit trail.

The state is shown as a QR code, too: whoever photographs it has a checkpoint that verifies offline.
"""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from viewer_app.audit.errors import NoteError
from viewer_app.audit.receipt import Matrix, qr_matrix, receipt_text
from viewer_app.ui import language
from viewer_app.ui.names import Done
from viewer_app.ui.theme import foldable, measured
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.qr import QrCode
from viewer_app.ui.widgets.text import Card, Rule, Text

_GROUP = 4


class DoneScreen(Page):
    """What the supervisor notes on the appointment form."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__(Done.SCREEN, 6)
        self._checkpoint = ""
        self._station = ""
        self._closed_at: datetime | None = None
        self._code_label = Text("label")
        self._code = Text("code", wrap=False)
        self._code.setObjectName(Done.CODE)
        self._where = Text("figures")
        self._proof_label = Text("label")
        self._proof = Text("figures")
        self._proof.setObjectName(Done.CHECKPOINT)
        self._proof_hint = Text("small")
        self._letter = Text("small")
        self._letter.setObjectName(Done.LETTER)
        self._receipt = Card("good", gap=8, padding=32)
        self._again = Button(Done.AGAIN, "primary", "next")
        self._qr = QrCode(Done.QR)
        words = QVBoxLayout()
        measured(words, 8)
        for part in (self._code_label, self._code, self._where, Rule(), self._proof_label):
            words.addWidget(part)
        words.addWidget(self._proof)
        words.addWidget(self._proof_hint)
        words.addStretch(1)
        row = QHBoxLayout()
        measured(row, 32)
        foldable(row)
        row.addLayout(words, 1)
        row.addWidget(self._qr)
        self._receipt.box.addLayout(row)
        self.body.addWidget(self._receipt)
        self.body.addWidget(self._letter)
        self.add_action(self._again, last=True)
        self._again.clicked.connect(self.again)
        self.retranslate()

    def show_receipt(
        self, code: str, checkpoint: str, station: str, closed_at: datetime, *, letter: bool = False
    ) -> None:
        """The session's code, and the signed checkpoint: empty if the trail could not be signed.

        ``letter``: whether the visitor can be sent one about how it ended.
        """
        self._letter.setVisible(letter)
        self._code.setText(code)
        self._checkpoint = checkpoint
        self._station = station
        self._closed_at = closed_at
        self._qr.show_code(_modules(checkpoint))
        self.retranslate()

    def focus_first(self) -> None:
        """Going on."""
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        if self._checkpoint:
            self.set_words(
                self.tr("The session is closed"),
                self.tr("Note the session code on the appointment form."),
            )
        else:
            self.set_words(
                self.tr("The session has ended"),
                self.tr("Note the session code and report it to the administrator."),
            )
        signed = bool(self._checkpoint)
        self._code_label.setText(self.tr("Session code"))
        self._proof_label.setText(self.tr("State of the audit trail"))
        self._proof.setText(self._proof_words() if signed else self.tr("not signed"))
        if self._closed_at is not None:
            self._where.setText(f"{self._station} · {language.moment(self._closed_at)}")
        self._qr.setAccessibleName(self.tr("QR code of the receipt"))
        self._qr.setAccessibleDescription(
            self.tr("Holds the signed state of the audit trail that is shown here in words.")
        )
        self._proof_hint.setText(
            self.tr("With this an auditor can prove that nothing was changed or left out later.")
            if signed
            else self.tr("The station closes this session in the audit trail at its next start.")
        )
        made = self.tr("A letter to the visitor can be made with: {command}")
        self._letter.setText(made.format(command=f"inzage audit letter {self._code.text()}"))
        self._receipt.set_tone("good" if signed else "bad")
        button_words(self._again, self.tr("To the next sign-in"))

    def _proof_words(self) -> str:
        """The checkpoint's own lines (C2SP tlog-checkpoint): size, and the root hash in groups."""
        lines = self._checkpoint.splitlines()
        if len(lines) < 3 or not lines[1].isdecimal():
            return self._checkpoint
        size, root = lines[1], lines[2]
        groups = " ".join(root[start : start + _GROUP] for start in range(0, len(root), _GROUP))
        return self.tr("%n event(s)", "", int(size)) + f"\n{groups}"


def _modules(checkpoint: str) -> Matrix:
    """The QR code of a receipt; none where there is nothing signed to show."""
    try:
        return qr_matrix(receipt_text(checkpoint)) if checkpoint else ()
    except NoteError:
        # The words stand all the same.
        return ()
