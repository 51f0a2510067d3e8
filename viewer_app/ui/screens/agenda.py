"""The appointments of today, coming and past: what can be opened, what became of the others."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from viewer_app.session.agenda import AgendaEntry, When
from viewer_app.session.calendar import dutch_day
from viewer_app.session.ports import GuardReport
from viewer_app.ui import language
from viewer_app.ui.backend import AnchorTrouble, SetAside, SourceTrouble
from viewer_app.ui.names import Agenda
from viewer_app.ui.screens.agenda_card import AppointmentCard
from viewer_app.ui.theme import measured
from viewer_app.ui.widgets.banner import Banner
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.text import Card, Text

_PAST: Final = 10
"""How many of those that are past are shown: the latest."""


class AgendaScreen(Page):
    """The supervisor's own appointments."""

    chosen = Signal(object)
    """The Appointment to take."""
    missed = Signal(object)
    """The Appointment to which nobody came."""
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
        self._to_open: list[Button] = []
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
        first = self._to_open[0] if self._to_open else self
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
        if not self._entries:
            self._cards.addWidget(self._nothing())
        self._add_today()
        coming = [entry for entry in self._entries if entry.when is When.COMING]
        past = [entry for entry in self._entries if entry.when is When.PAST]
        self._add_days(self.tr("Coming"), coming)
        self._add_days(self.tr("Past"), past[-_PAST:], latest_first=True)
        if len(past) > _PAST:
            older = Text("small")
            older.setText(self.tr("Older ones are in the audit trail."))
            self._cards.addWidget(older)
        self._add_packages()
        self.resized.emit()
        if had_focus:
            self.focus_first()

    def _add_today(self) -> None:
        today = [entry for entry in self._entries if entry.when is When.TODAY]
        if today and self._now:
            date = language.long_date(dutch_day(self._now))
            self._add_heading("heading", self.tr("Today, {date}").format(date=date))
            for entry in today:
                self._add_appointment(entry)

    def _add_days(
        self, title: str, entries: Sequence[AgendaEntry], *, latest_first: bool = False
    ) -> None:
        if entries:
            self._add_heading("heading", title)
        days = {dutch_day(entry.appointment.approval.valid_from) for entry in entries}
        for day in sorted(days, reverse=latest_first):
            self._add_heading("strong", language.long_date(day))
            for entry in entries:
                if dutch_day(entry.appointment.approval.valid_from) == day:
                    self._add_appointment(entry)

    def _add_heading(self, role: str, words: str) -> None:
        heading = Text(role)
        heading.setText(words)
        self._cards.addWidget(heading)

    def _add_appointment(self, entry: AgendaEntry) -> None:
        card = AppointmentCard(entry, len(self._to_open))
        card.chosen.connect(lambda: self.chosen.emit(entry.appointment))
        card.missed.connect(lambda: self.missed.emit(entry.appointment))
        if card.open:
            self._to_open.append(card.open)
        self._buttons += [button for button in (card.open, card.miss) if button]
        self._cards.addWidget(card)

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
        self._to_open.clear()
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
