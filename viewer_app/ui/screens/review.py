"""The auditor's screen: four verdicts on the trail, the sessions, and what happened in each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from viewer_app.session.ports import Json
from viewer_app.ui import language, words
from viewer_app.ui.backend import Check, EventRow, SessionPage, Standing, Verdict
from viewer_app.ui.names import Review
from viewer_app.ui.theme import foldable, measured
from viewer_app.ui.widgets.banner import Sign
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.lists import Table
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.text import Card, Text

PAGE = 50
"""Sessions on a page."""
_WIDE = 1400
_SIGNS = {
    Standing.HOLDS: ("check", "good"),
    Standing.ATTENTION: ("warning", "wait"),
    Standing.NOT_PROVEN: ("unknown", "wait"),
    Standing.BROKEN: ("cross", "bad"),
}


class ReviewScreen(Page):
    """Reads the trail; changes nothing."""

    page_asked = Signal(int)
    """The offset of the page of sessions to show."""
    session_chosen = Signal(str)
    verify_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(Review.SCREEN, column=_WIDE)
        self._page = SessionPage((), 0, 0)
        self._events: Sequence[EventRow] = ()
        self._session = ""
        self._verdicts = {check: VerdictCard(check) for check in Check}
        self._checked = Text("small")
        self._verify = Button(Review.VERIFY, "plain", "again")
        self._sessions_heading = Text("heading")
        self._sessions = _Rows(Review.SESSIONS, 5, wide=4)
        self._newer = Button(Review.NEWER)
        self._older = Button(Review.OLDER)
        self._range = Text("small", wrap=False)
        self._events_heading = Text("heading")
        self._table = _Rows(Review.EVENTS, 5, wide=4)
        self._leave = Button(Review.LEAVE, "plain", "leave")
        self._fill()
        self.retranslate()

    def show_sessions(self, page: SessionPage) -> None:
        """A page of sessions; the first is chosen."""
        self._page = page
        self._say_sessions()
        if page.rows:
            self._sessions.selectRow(0)
        else:
            self.show_events("", ())

    def show_events(self, session: str, events: Sequence[EventRow]) -> None:
        """What happened in one session."""
        self._session, self._events = session, events
        self._say_events()

    def show_verdicts(self, verdicts: Sequence[Verdict]) -> None:
        """The answers to the four questions; none: not asked yet."""
        answers = {verdict.check: verdict for verdict in verdicts}
        for check, card in self._verdicts.items():
            card.show_verdict(answers.get(check))
        self._say_checked("")

    def set_verifying(self, *, verifying: bool) -> None:
        """While the trail is verified, it is not asked to be verified again."""
        self._verify.setEnabled(not verifying)
        self._say_checked(self.tr("Verifying the whole trail") if verifying else "")

    def show_progress(self, what: str, done: int, total: int) -> None:
        """How far the verification is."""
        share = f"{100 * done // total} %" if total else ""
        self._say_checked(f"{what} {share}".strip())

    def focus_first(self) -> None:
        """The verification: that is what an auditor came for."""
        self._verify.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Take it all off the screen."""
        self.show_verdicts(())
        self.show_sessions(SessionPage((), 0, 0))

    def refresh(self) -> None:
        """Paging goes as far as there are sessions."""
        self._newer.setEnabled(self._page.offset > 0)
        self._older.setEnabled(self._page.offset + len(self._page.rows) < self._page.total)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.set_words(
            self.tr("Sessions and events"),
            self.tr("Four questions about the audit trail, each with its own answer."),
            self.tr("Review"),
        )
        for card in self._verdicts.values():
            card.retranslate()
        button_words(self._verify, self.tr("Verify the trail"))
        self._sessions_heading.setText(self.tr("Sessions"))
        headings = (
            self.tr("Began"),
            self.tr("Session"),
            self.tr("Supervisor"),
            self.tr("End"),
            self.tr("Why"),
        )
        self._sessions.setHorizontalHeaderLabels(headings)
        self._sessions.setAccessibleName(self.tr("Sessions"))
        button_words(self._newer, self.tr("Newer"))
        button_words(self._older, self.tr("Older"))
        self._table.setHorizontalHeaderLabels(
            (
                self.tr("Event"),
                self.tr("Time"),
                self.tr("Who"),
                self.tr("What happened"),
                self.tr("Details"),
            )
        )
        button_words(self._leave, self.tr("Sign out"))
        self._say_sessions()
        self._say_events()

    def _say_sessions(self) -> None:
        row = self._sessions.currentRow()
        self._sessions.blockSignals(True)  # the same rows in other words are not a new choice
        self._sessions.show_rows(
            [
                (
                    language.moment(session.started_at),
                    session.code,
                    session.supervisor,
                    words.end(session.end) if session.end else self.tr("not closed"),
                    words.reason(session.reason) if session.reason else "",
                )
                for session in self._page.rows
            ]
        )
        if row >= 0:
            self._sessions.selectRow(row)
        self._sessions.blockSignals(False)
        first, count = self._page.offset + 1, len(self._page.rows)
        told = self.tr("{first} to {last} of {total}")
        self._range.setText(
            told.format(first=first, last=first + count - 1, total=self._page.total)
            if count
            else self.tr("No sessions yet.")
        )
        self.refresh()

    def _say_events(self) -> None:
        heading = self.tr("Session {code}").format(code=self._session)
        self._events_heading.setText(heading if self._session else self.tr("Events"))
        self._table.setAccessibleName(self._events_heading.text())
        self._table.show_rows(
            [
                (
                    str(event.index),
                    language.moment(event.at),
                    f"{words.role(event.role)} {event.actor}".strip(),
                    self._happened(event),
                    self._details(event),
                )
                for event in self._events
            ]
        )

    def _say_checked(self, words_: str) -> None:
        self._checked.setText(words_)
        self._checked.setVisible(bool(words_))

    @staticmethod
    def _happened(event: EventRow) -> str:
        told = words.action(event.action)
        return told if event.outcome == "ok" else f"{told} ({words.outcome(event.outcome)})"

    @staticmethod
    def _details(event: EventRow) -> str:
        told = [f"{key}: {_plain(value)}" for key, value in event.details.items() if value != []]
        told += [f"{key}: {value}" for key, value in event.private.items()]
        return " · ".join(told)

    def _fill(self) -> None:
        cards = list(self._verdicts.values())
        for pair in (cards[:2], cards[2:]):
            side_by_side = QHBoxLayout()
            measured(side_by_side, 20)
            foldable(side_by_side)
            for card in pair:
                side_by_side.addWidget(card, 1)
            self.body.addLayout(side_by_side)
        asked = QHBoxLayout()
        measured(asked, 16)
        asked.addWidget(self._verify)
        asked.addWidget(self._checked, 1)
        asked.addStretch(1)
        self.body.addLayout(asked)

        self.body.addWidget(self._sessions_heading)
        self.body.addWidget(self._sessions)
        paging = QHBoxLayout()
        measured(paging, 12)
        for part in (self._newer, self._older, self._range):
            paging.addWidget(part)
        paging.addStretch(1)
        self.body.addLayout(paging)
        self.body.addWidget(self._events_heading)
        self.body.addWidget(self._table)

        self.add_action(self._leave)
        self._leave.clicked.connect(self.left)
        self._verify.clicked.connect(self.verify_asked)
        self._newer.clicked.connect(lambda: self.page_asked.emit(max(self._page.offset - PAGE, 0)))
        self._older.clicked.connect(lambda: self.page_asked.emit(self._page.offset + PAGE))
        self._sessions.currentCellChanged.connect(lambda row, *_: self._choose(row))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._page.rows):
            self.session_chosen.emit(self._page.rows[row].code)


class VerdictCard(Card):
    """One question, its answer in words, and why."""

    def __init__(self, check: Check) -> None:
        super().__init__(gap=8, padding=20)
        self.setObjectName(Review.verdict(check.value))
        self._check = check
        self._verdict: Verdict | None = None
        self._sign = Sign("unknown", units=34)
        self._name = Text("heading")
        self._standing = Text("pill", wrap=False)
        self._why = Text("small")
        row = QHBoxLayout()
        measured(row, 12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        measured(column, 6)
        line = QHBoxLayout()
        measured(line, 12)
        foldable(line)
        line.addWidget(self._name, 1)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        line.addWidget(self._standing, 0, corner)  # no wider than its words where the row is folded
        column.addLayout(line)
        column.addWidget(self._why)
        column.addStretch(1)
        row.addLayout(column, 1)
        self.box.addLayout(row)
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
        self._name.setText(f"{name}: {questions[self._check]}")
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


class _Rows(Table):
    """A table high enough for some rows; more scroll."""

    def rescale(self, unit: float) -> None:
        super().rescale(unit)
        self.setMinimumHeight(round(300 * unit))


def _plain(value: Json) -> str:
    if value is None:
        return "—"
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(part)}" for key, part in value.items())
    return ", ".join(_plain(part) for part in value)
