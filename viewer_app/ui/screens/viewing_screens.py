"""What stands in the film's place when a screen came or went while it was shown."""

from PySide6.QtCore import Qt

from viewer_app.ui.names import Viewing
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.widgets.banner import announce
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.instead import InsteadOfFilm
from viewer_app.ui.widgets.page import button_words
from viewer_app.ui.widgets.text import Text


class ScreensPanel(InsteadOfFilm):
    """The film is held and out of sight until the supervisor says that the screens are right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(Viewing.SCREENS)
        self._came = False
        self._title = Text("heading")
        self._lead = Text()
        self.go_on = Button(Viewing.SCREENS_GO_ON, "primary", "check", NIGHT)
        self.fill([self._title, self._lead], [self.go_on], gap=16)
        self.retranslate()

    def begin(self, *, came: bool) -> None:
        """A screen came, or went."""
        self._came = came
        self.retranslate()
        announce(self, f"{self._title.text()}. {self._lead.text()}")

    def take_focus(self) -> None:
        """Space goes on."""
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        if self._came:
            self._title.setText(self.tr("A screen was connected"))
            lead = self.tr(
                "The recording stands still and cannot be seen. Look where the new screen is: can "
                "only the visitor see it? Then the recording is shown there too."
            )
        else:
            self._title.setText(self.tr("The visitor's screen is gone"))
            lead = self.tr(
                "The recording stands still and cannot be seen. Connect the screen again, or go "
                "on with the recording on this screen only."
            )
        self._lead.setText(lead)
        button_words(self.go_on, self.tr("Go on"), lead)
