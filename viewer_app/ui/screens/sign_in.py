"""Signing in: a name and a passphrase, for the supervisor and behind the auditor's door."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from viewer_app.ui.names import AuditorSignIn, SignIn
from viewer_app.ui.theme import limit_width, measured
from viewer_app.ui.widgets.banner import Words
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.fields import PassphraseEdit
from viewer_app.ui.widgets.lists import NameList
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.text import Card, Text

_COLUMN = 640


class SignInScreen(Page):
    """The supervisor's way in, with the auditor's door beside it."""

    entered = Signal(str, object)
    """A name and the passphrase, a Secret that the receiver wipes."""
    other_door = Signal()

    names: type[SignIn | AuditorSignIn] = SignIn
    step_here = 1

    def __init__(self) -> None:
        super().__init__(self.names.SCREEN, self.step_here, column=_COLUMN)
        self._name_label = Text("label")
        self._name = NameList(self.names.NAME)
        self._nobody = Text()
        self._passphrase_label = Text("label")
        self._passphrase = PassphraseEdit(self.names.PHRASE)
        self._hint = Text("small")
        self._enter = Button(self.names.ENTER, "primary")
        door = SignIn.AUDITOR if self.names is SignIn else AuditorSignIn.BACK
        self._door = Button(door, "quiet")
        self._name_label.setBuddy(self._name)
        self._passphrase_label.setBuddy(self._passphrase)
        self._fill()
        self.retranslate()

    def show_names(self, names: Sequence[str]) -> None:
        """The people who can sign in here."""
        self._name.show_names(names)
        self._name.setVisible(bool(names))
        self._nobody.setVisible(not names)

    def focus_first(self) -> None:
        """The name, or the passphrase if there is only one name."""
        first = self._passphrase if self._name.chosen else self._name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Forget what was typed."""
        self._passphrase.wipe()

    def try_again(self) -> None:
        """After a refusal: the passphrase is typed anew."""
        self._passphrase.wipe()
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.set_words(
            self.tr("Sign in"),
            self.tr("The supervisor signs in first. Then you choose the appointment."),
        )
        self._say_fields()
        self._nobody.setText(
            self.tr("Nobody can sign in here yet. Ask the administrator to add a supervisor.")
        )
        button_words(self._door, self.tr("For the auditor: review the sessions"))

    def _say_fields(self) -> None:
        self._name_label.setText(self.tr("Your name"))
        self._name.setAccessibleName(self.tr("Your name"))
        self._passphrase_label.setText(self.tr("Your passphrase"))
        self._passphrase.setAccessibleName(self.tr("Your passphrase"))
        self._hint.setText(self.tr("You type it again just before the recording opens."))
        self._passphrase.setAccessibleDescription(self._hint.text())
        button_words(self._enter, self.tr("Sign in"))

    def _fill(self) -> None:
        card = Card(gap=24, padding=32)
        for parts in (
            (self._name_label, self._name, self._nobody),
            (self._passphrase_label, self._passphrase, self._hint),
        ):
            column = QVBoxLayout()
            measured(column, 8)
            for part in parts:
                column.addWidget(part)
            card.box.addLayout(column)
        limit_width(card, _COLUMN)
        self.body.addWidget(card)
        self._nobody.hide()
        self.add_action(self._door)
        self.add_action(self._enter, last=True)
        self.refresh()
        self._name.itemSelectionChanged.connect(self._look_again)
        self._name.itemActivated.connect(
            lambda: self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        )
        self._passphrase.changed.connect(self._look_again)
        self._passphrase.submitted.connect(self._submit)
        self._enter.clicked.connect(self._submit)
        self._door.clicked.connect(self.other_door)

    def set_busy(self, words: Words | None) -> None:
        """What is being done stands where the other door was: both do not fit."""
        self._door.setVisible(words is None)
        super().set_busy(words)

    def refresh(self) -> None:
        """Signing in takes a name and a passphrase."""
        self._enter.setEnabled(bool(self._name.chosen) and not self._passphrase.empty)

    def _look_again(self) -> None:
        if not self.is_busy:
            self.refresh()

    def _submit(self) -> None:
        if self._name.chosen and not self._passphrase.empty and not self.is_busy:
            self.entered.emit(self._name.chosen, self._passphrase.take())


class AuditorSignInScreen(SignInScreen):
    """The auditor's way in."""

    names = AuditorSignIn
    step_here = 0

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.set_words(
            self.tr("Review"),
            self.tr("Auditors see the sessions and their events here, never a recording."),
            self.tr("The auditor's door"),
        )
        self._say_fields()
        self._hint.setText(self.tr("Your visit to the audit trail is recorded in it as well."))
        self._nobody.setText(self.tr("No auditor was added yet. Ask the administrator to add one."))
        button_words(self._door, self.tr("Back to the supervisor's sign-in"))
