"""One appointment in the agenda: when, who, how it stands, and what can be done with it now."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from viewer_app.evidence.approval import Ground
from viewer_app.session.agenda import AgendaEntry, Attendance, When
from viewer_app.session.calendar import dutch_day
from viewer_app.ui import language
from viewer_app.ui.names import Agenda
from viewer_app.ui.theme import foldable, keep_width, measured
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import button_words
from viewer_app.ui.widgets.tag import Tag
from viewer_app.ui.widgets.text import Card, Text

_WAITING: Final = frozenset({"approval.not_yet_valid"})
_USED_UP: Final = "approval.used_up"
_HERE: Final = frozenset({Attendance.EXPECTED, Attendance.ARRIVED})
_LOOKS: Final = {
    Attendance.EXPECTED: ("clock", "plain"),
    Attendance.ARRIVED: ("check", "good"),
    Attendance.REFUSED: ("cross", "bad"),
    Attendance.NOT_APPEARED: ("unknown", "wait"),
    Attendance.VIEWED: ("film", "good"),
}
"""Icon and tone of what became of an appointment."""


class AppointmentCard(Card):
    """A row of the agenda. Of what is past it only says what became of it."""

    chosen = Signal()
    missed = Signal()
    """The visitor did not come."""

    def __init__(self, entry: AgendaEntry, row: int) -> None:
        """``row`` is the place among what can be opened, counted from 0."""
        super().__init__(_stripe(entry), padding=20)
        self._entry = entry
        approval = entry.appointment.approval
        self._window = (language.hour(approval.valid_from), language.hour(approval.valid_until))
        self.open: Button | None = None
        """The button that opens it, if it can be opened now."""
        self.miss: Button | None = None
        """The button that says nobody came, if that can be said now."""
        line = QHBoxLayout()
        measured(line, 24)
        foldable(line)
        line.addLayout(self._when())
        line.addLayout(self._about(), 1)
        line.addLayout(self._acts(row))
        self.box.addLayout(line)
        for sentence in self._sentences():
            reason = Text()
            reason.setText(sentence)
            self.box.addWidget(reason)

    def _when(self) -> QVBoxLayout:
        """The time, and under it what became of it."""
        column = QVBoxLayout()
        measured(column, 10)
        time = Text("time", wrap=False)
        time.setText("–".join(self._window))
        keep_width(time, 210)
        picture, tone = _LOOKS[self._entry.attendance]
        column.addWidget(time)
        column.addWidget(Tag(picture, tone, self._words()), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return column

    def _about(self) -> QVBoxLayout:
        approval = self._entry.appointment.approval
        about = QVBoxLayout()
        measured(about, 2)
        name = Text("heading")
        name.setText(approval.requester.name)
        about.addWidget(name)
        details, why = Text("small"), Text("small")
        recorded = language.short_date(dutch_day(approval.recorded_at))
        filmed = approval.ground == Ground.FILMED
        case = self.tr("Case {case}").format(case=approval.case)
        when = self.tr("Recorded on {date}").format(date=recorded)
        details.setText(f"{case}  ·  {when}")
        why.setText(self.tr("Was filmed") if filmed else self.tr("May be filmed as a bystander"))
        about.addWidget(details)
        about.addWidget(why)
        about.addStretch(1)
        return about

    def _acts(self, row: int) -> QVBoxLayout:
        """What can be done with it now."""
        column = QVBoxLayout()
        measured(column, 8)
        when = self.tr("From {start} to {end}").format(start=self._window[0], end=self._window[1])
        if not self._entry.findings:
            self.open = Button(Agenda.row(row), "primary")
            button_words(self.open, self.tr("Open appointment"), when)
            self.open.clicked.connect(self.chosen)
            column.addWidget(self.open)
        if self._entry.can_be_missed:
            name = Agenda.no_show(self._entry.appointment.approval.approval_id)
            self.miss = Button(name, "quiet")
            button_words(self.miss, self.tr("Did not come"), when)
            self.miss.clicked.connect(self.missed)
            column.addWidget(self.miss)
        column.addStretch(1)
        return column

    def _words(self) -> str:
        return {
            Attendance.EXPECTED: self.tr("Expected"),
            Attendance.ARRIVED: self.tr("Arrived"),
            Attendance.REFUSED: self.tr("Refused"),
            Attendance.NOT_APPEARED: self.tr("Not appeared"),
            Attendance.VIEWED: self.tr("Viewed"),
        }[self._entry.attendance]

    def _sentences(self) -> list[str]:
        """Why it does not open, and what is better known in time; nothing of what is past."""
        entry = self._entry
        if entry.when is When.PAST:
            return []
        told = entry.findings
        if entry.attendance not in _HERE:
            told = (*(each for each in told if each.code == _USED_UP), *told)[:1]
        notices = entry.notices if _waits(entry) or not entry.findings else ()
        return [language.sentence(each.code, each.facts) for each in (*told, *notices)]


def _waits(entry: AgendaEntry) -> bool:
    """Whether nothing stands in the way but the time."""
    return bool(entry.findings) and all(each.code in _WAITING for each in entry.findings)


def _stripe(entry: AgendaEntry) -> str:
    """The tone of the card. What is over, whatever came of it, needs nobody's attention."""
    if not entry.findings:
        return "good"
    if entry.attendance not in _HERE or entry.when is When.PAST:
        return ""
    return "wait" if _waits(entry) else "bad"
