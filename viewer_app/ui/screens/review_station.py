"""The station's own events: starts, packages, people, and who read the trail."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from viewer_app.ui.backend import EventRow
from viewer_app.ui.names import Review
from viewer_app.ui.screens.review import WIDE
from viewer_app.ui.screens.review_events import Events
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.rows import BLOCK


class ReviewStationScreen(Page):
    """The latest first; older ones come as somebody scrolls down to them."""

    more_asked = Signal(object)
    """The index of the last event shown, or None: answer with ``show_events``."""
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__(Review.STATION_SCREEN, column=WIDE)
        self._asked = False
        self._more = False
        self._events = Events(Review.STATION_EVENTS)
        self._events.table.set_lines(11)
        self._back = Button(Review.STATION_BACK, "plain", "back")
        self.body.addLayout(self._events)
        self.add_action(self._back)
        self._back.clicked.connect(self.back_asked)
        self._events.bottom_reached.connect(self._ask_more)
        self.retranslate()

    def begin(self) -> None:
        """Ask for the latest."""
        self._events.show_events(())
        self._asked = True
        self.more_asked.emit(None)

    def show_events(self, events: Sequence[EventRow]) -> None:
        """Events that were asked for."""
        self._asked = False
        self._more = len(events) == BLOCK
        if self._events.last is None:
            self._events.show_events(events)
        else:
            self._events.add_events(events)

    def leave(self) -> None:
        """Take them off the screen."""
        self._events.show_events(())
        self._asked = self._more = False

    def focus_first(self) -> None:
        """The table."""
        self._events.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.set_words(
            self.tr("Events of the station"),
            self.tr("What belongs to no session: starts, packages, people, and reading the trail."),
            self.tr("Review"),
        )
        self._events.table.setAccessibleName(self.tr("Events of the station"))
        self._events.retranslate()
        button_words(self._back, self.tr("Back to the sessions"))

    def _ask_more(self) -> None:
        last = self._events.last
        if self._more and not self._asked and last is not None:
            self._asked = True
            self.more_asked.emit(last.index)
