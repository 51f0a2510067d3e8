"""Asking for a touch of the security key, on whichever screen waits for it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from viewer_app.ui.backend import KeySignals
from viewer_app.ui.screens.viewing_presence import PresencePanel
from viewer_app.ui.widgets.page import Page


class Touching(QObject):
    """Says on every screen that is busy just now that the key is to be touched.

    Only one thing waits for a key at a time, and its screen is busy as long.
    """

    def __init__(
        self, signals: KeySignals, pages: Sequence[Page], presence: PresencePanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._presence = presence
        signals.touch.connect(self._show)  # a slot of this object: called in its own thread

    @Slot(bool)
    def _show(self, waiting: bool) -> None:
        places: list[Page | PresencePanel] = [*self._pages, self._presence]
        for place in places:
            # a screen that was left while it was busy still is
            place.ask_touch(asked=waiting and place.isVisible())
