"""Four questions about the trail, each with its own answer; never one on all of them together."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from viewer_app.ui import language
from viewer_app.ui.backend import Check, Standing, Verdict, Verification
from viewer_app.ui.names import Review
from viewer_app.ui.theme import foldable, measured
from viewer_app.ui.widgets.banner import Sign, announce
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import button_words
from viewer_app.ui.widgets.text import Card, Text

_SIGNS: Final = {
    Standing.HOLDS: ("check", "good"),
    Standing.ATTENTION: ("warning", "wait"),
    Standing.NOT_PROVEN: ("unknown", "wait"),
    Standing.BROKEN: ("cross", "bad"),
}


class Verdicts(QVBoxLayout):
    """The questions with their answers, when they were answered, and asking them again."""

    asked = Signal(bool)
    """Thoroughly or not."""
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._verification: Verification | None = None
        self._running = False
        self._was_stopped = False
        self._cards = {check: VerdictCard(check) for check in Check}
        self._verify = Button(Review.VERIFY, "plain", "again")
        self._thorough = Button(Review.THOROUGH)
        self._cancel = Button(Review.CANCEL, "plain", "cross")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._told = Text("small")
        self._fill()
        self.set_running(running=False)

    def show_verification(self, verification: Verification | None) -> None:
        """The answers; None: not asked yet."""
        self._verification = verification
        self._was_stopped = False
        answers = {each.check: each for each in verification.verdicts} if verification else {}
        for check, card in self._cards.items():
            card.show_verdict(answers.get(check))
        self._say()
        if verification:
            card = self._cards[Check.INTEGRITY]
            announce(card, " ".join(each.accessibleName() for each in self._cards.values()))

    def set_running(self, *, running: bool) -> None:
        """While the trail is verified it is not asked again, and can be stopped."""
        had_focus = self._cancel.hasFocus() or self._verify.hasFocus() or self._thorough.hasFocus()
        self._running = running
        self._progress.setRange(0, 0)
        for button in (self._verify, self._thorough):
            button.setVisible(not running)
            button.setEnabled(not running)
        for part in (self._cancel, self._progress):
            part.setVisible(running)
        self._cancel.setEnabled(running)
        if had_focus:
            first = self._cancel if running else self._verify
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say()

    def show_progress(self, done: int, total: int) -> None:
        """How many events were verified so far."""
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)

    def set_stopped(self) -> None:
        """It was stopped: there is no new answer."""
        self._was_stopped = True
        self._say()

    def focus_first(self) -> None:
        """The verification: that is what an auditor came for."""
        self._verify.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        for card in self._cards.values():
            card.retranslate()
        button_words(self._verify, self.tr("Verify the trail"))
        button_words(
            self._thorough,
            self.tr("Verify thoroughly"),
            self.tr("Checks every signature and every page of the file as well. Takes longer."),
        )
        button_words(self._cancel, self.tr("Stop verifying"))
        self._progress.setAccessibleName(self.tr("Verifying the whole trail"))
        self._say()

    def _say(self) -> None:
        found = self._verification
        if self._running:
            words = self.tr("Verifying the whole trail")
        elif self._was_stopped:
            words = self.tr("Stopped. Nothing was said about the trail.")
        elif found is None:
            words = self.tr("Not verified yet since you signed in.")
        else:
            words = self._summary(found)
        self._told.setText(words)

    def _summary(self, found: Verification) -> str:
        how = (
            self.tr("thoroughly: every signature and every page")
            if found.thorough
            else self.tr("by the signatures that cover all events")
        )
        told = self.tr("Verified on {moment}: {size} events in {sessions} sessions, {how}.").format(
            moment=language.moment(found.at),
            size=language.number(found.size),
            sessions=language.number(found.sessions),
            how=how,
        )
        against = (
            self.tr("Compared with %n checkpoint(s) kept elsewhere.", "", found.anchors)
            if found.anchors
            else self.tr("No checkpoint kept elsewhere was there to compare with.")
        )
        return f"{told} {against}"

    def _fill(self) -> None:
        measured(self, 16)
        asked = QHBoxLayout()
        measured(asked, 12)
        foldable(asked)
        for part in (self._verify, self._thorough, self._cancel):
            asked.addWidget(part)
        asked.addWidget(self._told, 1)
        self.addLayout(asked)
        self.addWidget(self._progress)
        side_by_side = QHBoxLayout()
        measured(side_by_side, 16)
        foldable(side_by_side)
        for card in self._cards.values():
            side_by_side.addWidget(card, 1)
        self.addLayout(side_by_side)
        self._verify.clicked.connect(lambda: self.asked.emit(False))
        self._thorough.clicked.connect(lambda: self.asked.emit(True))
        self._cancel.clicked.connect(self.stopped)


class VerdictCard(Card):
    """One question, its answer in words, and why."""

    def __init__(self, check: Check) -> None:
        super().__init__(gap=8, padding=16)
        self.setObjectName(Review.verdict(check.value))
        self._check = check
        self._verdict: Verdict | None = None
        self._sign = Sign("unknown", units=30)
        self._name = Text("label")
        self._question = Text("small")
        self._standing = Text("pill", wrap=False)
        self._why = Text("small")
        line = QHBoxLayout()
        measured(line, 10)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._name, 1)
        self.box.addLayout(line)
        self.box.addWidget(self._question)
        self.box.addWidget(self._standing, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(self._why)
        self.box.addStretch(1)
        self.show_verdict(None)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show this answer; None: not asked yet."""
        self._verdict = verdict
        picture, tone = _SIGNS[verdict.standing] if verdict else ("unknown", "plain")
        self._sign.set_picture(picture, tone)
        self._standing.set_tone(tone)
        self.set_tone(tone if verdict else "")
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language spoken now."""
        name = language.sentence(f"verdict.{self._check.value}")
        questions = {
            Check.INTEGRITY: self.tr("Is every event still as it was written?"),
            Check.COMPLETENESS: self.tr("Is every session whole and in order?"),
            Check.ANCHORING: self.tr("Is it the same trail that was seen elsewhere?"),
            Check.CLOCK: self.tr("Can the times be relied on?"),
        }
        self._name.setText(name)
        self._question.setText(questions[self._check])
        if self._verdict is None:
            self._standing.setText(self.tr("not verified yet"))
            self._why.setText("")
        else:
            standing = language.sentence(f"verdict.{self._verdict.standing.value}")
            self._standing.setText(standing)
            found = [language.sentence(code, facts) for code, facts in self._verdict.findings]
            self._why.setText("\n".join(found))
        self._why.setVisible(bool(self._why.text()))
        self.setAccessibleName(f"{name}: {self._standing.text()}")
        self.setAccessibleDescription(self._why.text())
