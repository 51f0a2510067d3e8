"""What stands in the film's place while it waits to know that the supervisor is still there."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal

from viewer_app.errors import InzageError
from viewer_app.ui.names import Viewing
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.widgets.banner import Banner, announce
from viewer_app.ui.widgets.busy import Busy
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.fields import PassphraseEdit
from viewer_app.ui.widgets.instead import InsteadOfFilm
from viewer_app.ui.widgets.page import button_words, touch_words
from viewer_app.ui.widgets.text import Text


class PresencePanel(InsteadOfFilm):
    """Calm words for the visitor and a field for the supervisor; nothing of the film."""

    given = Signal(object)
    """The passphrase, a Secret that the receiver wipes."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(Viewing.PRESENCE)
        self._supervisor = ""
        self._minutes = 0
        self._checking = False
        self._touch_asked = False
        self._title = Text("heading")
        self._lead = Text()
        self._label = Text("label")
        self._passphrase = PassphraseEdit(Viewing.PRESENCE_PHRASE)
        self._banner = Banner("bad", NIGHT)
        self._continue = Button(Viewing.PRESENCE_CONFIRM, "primary", "check", NIGHT)
        self._busy = Busy(NIGHT)
        self._label.setBuddy(self._passphrase)
        parts = [self._title, self._lead, self._label, self._passphrase, self._banner]
        self.fill(parts, [self._continue, self._busy], gap=12)
        self._connect()
        self.retranslate()

    def begin(self, supervisor: str, minutes: int) -> None:
        """Ask this supervisor, who has this many minutes to answer."""
        self._supervisor, self._minutes = supervisor, minutes
        self._banner.clear()
        self._passphrase.wipe()
        self._set_checking(checking=False)
        self.retranslate()
        announce(self, f"{self._title.text()}. {self._lead.text()}")

    def take_focus(self) -> None:
        """The supervisor can type at once."""
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def report(self, error: InzageError, title: Callable[[], str]) -> None:
        """The answer was not the right one; another can be given."""
        self._banner.report(error, title)
        self._set_checking(checking=False)
        self.take_focus()

    def ask_touch(self, *, asked: bool) -> None:
        """While the answer is checked: ask for a touch of the security key, or no more."""
        if not self._checking or self._touch_asked == asked:
            return
        self._touch_asked = asked
        self._say_busy()
        if asked:
            announce(self, touch_words())

    def leave(self) -> None:
        """Forget what was typed."""
        self._passphrase.wipe()
        self._set_checking(checking=False)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self._title.setText(self.tr("Just checking that the supervisor is still there"))
        self._lead.setText(
            self.tr(
                "The recording stands still and cannot be seen for a moment. Nothing is wrong: it "
                "goes on where it was. After {minutes} minutes without an answer it is closed."
            ).format(minutes=self._minutes)
        )
        self._label.setText(self.tr("Passphrase of {name}").format(name=self._supervisor))
        self._passphrase.setAccessibleName(self.tr("Your passphrase"))
        self._passphrase.setAccessibleDescription(self._lead.text())
        button_words(self._continue, self.tr("I am here"))
        self._say_busy()
        self._banner.retranslate()

    def _submit(self) -> None:
        if not self._passphrase.empty and not self._checking:
            self._banner.clear()
            self._set_checking(checking=True)
            self.given.emit(self._passphrase.take())

    def _set_checking(self, *, checking: bool) -> None:
        self._checking = checking
        self._touch_asked = False
        self._passphrase.setEnabled(not checking)
        self._say_busy()
        self._look_again()

    def _say_busy(self) -> None:
        words = touch_words() if self._touch_asked else self.tr("Checking the passphrase")
        self._busy.show_words(words if self._checking else "")

    def _look_again(self) -> None:
        self._continue.setEnabled(not self._checking and not self._passphrase.empty)

    def _connect(self) -> None:
        self._passphrase.changed.connect(self._look_again)
        self._passphrase.submitted.connect(self._submit)
        self._continue.clicked.connect(self._submit)
