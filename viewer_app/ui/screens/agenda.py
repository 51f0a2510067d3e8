"""Today's appointments: what can be opened now, what cannot and why, and what was set aside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from viewer_app.evidence.approval import Ground
from viewer_app.session.agenda import AgendaEntry
from viewer_app.session.calendar import dutch_day
from viewer_app.session.ports import Appointment, GuardReport
from viewer_app.ui import language
from viewer_app.ui.backend import AnchorTrouble, SetAside, SourceTrouble
from viewer_app.ui.names import Agenda
from viewer_app.ui.theme import foldable, keep_width, measured
from viewer_app.ui.widgets.banner import Banner
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.text import Card, Text

_WAITING: Final = frozenset({"approval.not_yet_valid"})


class AgendaScreen(Page):
    """The supervisor's own appointments."""

    chosen = Signal(object)
    """The Appointment to take."""
    look_again = Signal()
    sign_out = Signal()
    resized = Signal()
    """New cards were made and need the text size of the moment."""

    def __init__(self) -> None:
        super().__init__(Agenda.SCREEN, 2)
        self._entries: Sequence[AgendaEntry] = ()
        self._set_aside: Sequence[SetAside] = ()
        self._arriving: Sequence[str] = ()
        self._now: datetime | None = None
        self._buttons: list[Button] = []
        self._guard = Banner()
        self._anchors = Banner("wait")
        self._anchors.setObjectName(Agenda.ANCHORS)
        self._sources = Banner("wait")
        self._sources.setObjectName(Agenda.SOURCES)
        self._source_trouble: Sequence[SourceTrouble] = ()
        self._progress_words = Text("small")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._cards = QVBoxLayout()
        measured(self._cards, 16)
        column = QVBoxLayout()
        measured(column, 8)
        column.addWidget(self._progress_words)
        column.addWidget(self._progress)
        self.body.addWidget(self._guard)
        self.body.addWidget(self._anchors)
        self.body.addWidget(self._sources)
        self.body.addLayout(column)
        self.body.addLayout(self._cards)
        self._sign_out = Button(Agenda.SIGN_OUT, "plain", "leave")
        self._look_again = Button(Agenda.LOOK_AGAIN, "plain", "again")
        self._sign_out.clicked.connect(self.sign_out)
        self._look_again.clicked.connect(self.look_again)
        self.add_action(self._sign_out)
        self.add_action(self._look_again, last=True)
        self.hide_progress()
        self.retranslate()

    def show_agenda(
        self,
        entries: Sequence[AgendaEntry],
        set_aside: Sequence[SetAside],
        arriving: Sequence[str],
        now: datetime,
    ) -> None:
        """Show these; ``now`` tells today from other days."""
        shown = (self._entries, self._set_aside, self._arriving)
        self._now = now
        if shown == (tuple(entries), tuple(set_aside), tuple(arriving)) and self._cards.count():
            return  # nothing moves under the hand of somebody who is about to press
        self._entries, self._set_aside = tuple(entries), tuple(set_aside)
        self._arriving = tuple(arriving)
        self._lay_out()

    def show_guard(self, guard: GuardReport) -> None:
        """Say at once, and not only when a visitor is waiting, if real recordings cannot open."""
        if guard.proven:
            self._guard.clear()
        else:
            self._guard.say(
                "bad",
                lambda: self.tr("This station is not protected. Recordings do not open."),
                lambda: language.sentence(guard.code),
            )

    def show_anchor_trouble(self, trouble: Sequence[AnchorTrouble]) -> None:
        """Say which places do not have the trail; a place that saw another one goes first."""
        if not trouble:
            self._anchors.clear()
            return
        told = sorted(trouble, key=lambda one: not one.contradicted)
        bad = told[0].contradicted
        self._anchors.say(
            "bad" if bad else "wait",
            lambda: (
                self.tr("Elsewhere another audit trail was seen than the one on this station.")
                if bad
                else self.tr("The audit trail has not been recorded elsewhere for more than a day.")
            ),
            lambda: "\n".join(language.sentence(one.code, one.facts) for one in told),
        )

    def show_source_trouble(self, trouble: Sequence[SourceTrouble]) -> None:
        """Say from which places no packages come now; said again, nothing moves."""
        if list(trouble) == list(self._source_trouble):
            return
        self._source_trouble = tuple(trouble)
        if not trouble:
            self._sources.clear()
            return
        self._sources.say(
            "wait",
            lambda: language.sentence("source.trouble"),
            lambda: "\n".join(language.sentence(one.code, one.facts) for one in trouble),
        )

    def show_progress(self, package: str, done: int, total: int) -> None:
        """What intake is checking, in bytes."""
        words = self.tr("Checking {package}").format(package=package)
        self._progress_words.setText(words)
        self._progress.setAccessibleName(words)
        self._progress.setRange(0, 1000 if total else 0)
        self._progress.setValue(1000 * done // total if total else 0)
        self._progress_words.show()
        self._progress.show()

    def hide_progress(self) -> None:
        """Intake has nothing to check."""
        self._progress_words.hide()
        self._progress.hide()

    def set_looking(self, *, looking: bool) -> None:
        """While intake looks, it is not asked to look again."""
        self._look_again.setEnabled(not looking)

    def focus_first(self) -> None:
        """The first appointment that can be opened."""
        first = self._buttons[0] if self._buttons else self
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Take the names off the screen."""
        self._entries, self._set_aside, self._arriving = (), (), ()
        self._clear()

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self._guard.retranslate()
        self._anchors.retranslate()
        self._sources.retranslate()
        self.set_words(
            self.tr("Appointments"),
            self.tr("Choose the appointment of the visitor who is with you."),
        )
        button_words(self._sign_out, self.tr("Sign out"))
        button_words(self._look_again, self.tr("Look for new packages"))
        if self._cards.count():
            self._lay_out()

    def _lay_out(self) -> None:
        had_focus = self.hasFocus() or any(button.hasFocus() for button in self._buttons)
        self._clear()
        today = dutch_day(self._now) if self._now else None
        days = sorted({dutch_day(entry.appointment.approval.valid_from) for entry in self._entries})
        for day in days:
            heading = Text("heading")
            words = language.long_date(day)
            heading.setText(self.tr("Today, {date}").format(date=words) if day == today else words)
            self._cards.addWidget(heading)
            for entry in self._entries:
                if dutch_day(entry.appointment.approval.valid_from) == day:
                    self._cards.addWidget(self._appointment(entry))
        if not self._entries:
            self._cards.addWidget(self._nothing())
        self._add_packages()
        self.resized.emit()
        if had_focus:
            self.focus_first()

    def _appointment(self, entry: AgendaEntry) -> Card:
        appointment, findings, notices = entry
        approval = appointment.approval
        waiting = bool(findings) and all(finding.code in _WAITING for finding in findings)
        card = Card("wait" if waiting else "bad" if findings else "good", padding=20)
        row = QHBoxLayout()
        measured(row, 24)
        foldable(row)
        time = Text("time", wrap=False)
        window = (language.hour(approval.valid_from), language.hour(approval.valid_until))
        time.setText("–".join(window))
        keep_width(time, 210)
        row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._about(appointment), 1)
        if not findings:
            button = Button(Agenda.row(len(self._buttons)), "primary")
            words = self.tr("Open appointment")
            button_words(
                button,
                words,
                self.tr("From {start} to {end}").format(start=window[0], end=window[1]),
            )
            button.clicked.connect(lambda: self.chosen.emit(appointment))
            self._buttons.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            pill = Text("pill", wrap=False)
            pill.set_tone("wait" if waiting else "bad")
            pill.setText(self.tr("Not yet") if waiting else self.tr("Cannot be opened"))
            row.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        card.box.addLayout(row)
        for finding in (*findings, *(notices if waiting or not findings else ())):
            reason = Text()
            reason.setText(language.sentence(finding.code, finding.facts))
            card.box.addWidget(reason)
        return card

    def _about(self, appointment: Appointment) -> QVBoxLayout:
        approval = appointment.approval
        about = QVBoxLayout()
        measured(about, 2)
        name = Text("heading")
        name.setText(approval.requester.name)
        about.addWidget(name)
        details, why = Text("small"), Text("small")
        recorded = language.short_date(dutch_day(approval.recorded_at))
        filmed = approval.ground == Ground.FILMED
        ground = self.tr("Was filmed") if filmed else self.tr("May be filmed as a bystander")
        case = self.tr("Case {case}").format(case=approval.case)
        when = self.tr("Recorded on {date}").format(date=recorded)
        details.setText(f"{case}  ·  {when}")
        why.setText(ground)
        about.addWidget(details)
        about.addWidget(why)
        return about

    def _nothing(self) -> QWidget:
        card = Card(gap=6)
        title = Text("strong")
        title.setText(self.tr("There are no appointments for you on this station."))
        what = Text()
        what.setText(
            self.tr("Ask the desk whether the package was sent to this station, with your name.")
        )
        card.box.addWidget(title)
        card.box.addWidget(what)
        return card

    def _add_packages(self) -> None:
        if self._arriving or self._set_aside:
            heading = Text("heading")
            heading.setText(self.tr("Packages that are not ready"))
            self._cards.addWidget(heading)
        for package in self._arriving:
            words = self.tr("This package is still being copied. Wait, then look again.")
            self._cards.addWidget(_package("wait", package, words))
        for index, item in enumerate(self._set_aside):
            card = _package("bad", item.package, language.sentence(item.code, item.facts))
            card.setObjectName(Agenda.set_aside(index))
            self._cards.addWidget(card)

    def _clear(self) -> None:
        self._buttons.clear()
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()


def _package(tone: str, package: str, words: str) -> Card:
    card = Card(tone, gap=4, padding=20)
    name, reason = Text("strong"), Text()
    name.setText(package)
    reason.setText(words)
    card.box.addWidget(name)
    card.box.addWidget(reason)
    return card
