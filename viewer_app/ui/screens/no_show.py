"""The visitor did not come: what that means, before it is recorded for good."""

from PySide6.QtCore import Qt, Signal

from viewer_app.session.ports import Appointment
from viewer_app.ui import language
from viewer_app.ui.names import NoShow
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.text import Card, Text


class NoShowScreen(Page):
    """Asks once more, and says what follows."""

    recorded = Signal(object)
    """The Appointment to which nobody came."""
    back = Signal()

    def __init__(self) -> None:
        super().__init__(NoShow.SCREEN, 2)
        self._appointment: Appointment | None = None
        self._name = Text("heading")
        self._when = Text("small")
        self._heading = Text("strong")
        self._follows = [Text() for _ in range(3)]
        self._back = Button(NoShow.BACK, "quiet")
        self._record = Button(NoShow.RECORD, "stop")
        who = Card(gap=4)
        who.box.addWidget(self._name)
        who.box.addWidget(self._when)
        what = Card("wait", gap=8)
        for words in (self._heading, *self._follows):
            what.box.addWidget(words)
        self.body.addWidget(who)
        self.body.addWidget(what)
        self.add_action(self._back)
        self.add_action(self._record, last=True)
        self._back.clicked.connect(self.back)
        self._record.clicked.connect(lambda: self.recorded.emit(self._appointment))
        self.retranslate()

    def begin(self, step: int, appointment: Appointment) -> None:
        """Ask about this appointment, at this step."""
        self.step = step
        self._appointment = appointment
        self.retranslate()

    def focus_first(self) -> None:
        """Going back: what is recorded cannot be taken back."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Take the name off the screen."""
        self._appointment = None
        self._name.clear()
        self._when.clear()

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.set_words(
            self.tr("Did the visitor not come?"),
            self.tr("Record it only when you no longer expect the visitor."),
        )
        if self._appointment is not None:
            approval = self._appointment.approval
            start, end = language.hour(approval.valid_from), language.hour(approval.valid_until)
            self._name.setText(approval.requester.name)
            self._when.setText(self.tr("From {start} to {end}").format(start=start, end=end))
        self._heading.setText(self.tr("After this"))
        follows = (
            self.tr("This appointment cannot be opened any more."),
            self.tr("It does not count as a viewing: nothing was shown."),
            self.tr("For a new date the desk has to give a new approval."),
        )
        for label, words in zip(self._follows, follows, strict=True):
            label.setText(words)
        button_words(self._back, self.tr("Go back"))
        button_words(self._record, self.tr("Record: did not come"))
