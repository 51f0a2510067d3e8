"""What opens beside the film and closes again: the panel, and in it the line for a remark."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from viewer_app.session.record import Marker
from viewer_app.ui.film_time import frame_start
from viewer_app.ui.screens.viewing_bar import ControlBar
from viewer_app.ui.screens.viewing_panel import SidePanel
from viewer_app.ui.screens.viewing_wishes import Wishes
from viewer_app.ui.widgets.banner import announce


class Beside(QObject):
    """Opens and closes the panel, and asks for a remark while the film is held.

    While a remark is typed the film obeys nobody, and the controls below it say so.
    """

    mark_asked = Signal(str)
    """The remark about the moment at which the film is held."""

    def __init__(
        self, panel: SidePanel, bar: ControlBar, wishes: Wishes, can_ask: Callable[[], bool]
    ) -> None:
        """``can_ask``: whether the film is on, with nothing asked in its place."""
        super().__init__(panel)
        self._panel = panel
        self._bar = bar
        self._wishes = wishes
        self._can_ask = can_ask
        bar.mark.clicked.connect(self.begin_mark)
        bar.more.clicked.connect(self._toggle)
        panel.closed.connect(self.close)
        panel.turned.connect(self.end_mark)
        panel.marks.begun.connect(self.begin_mark)
        panel.marks.saved.connect(self._save_mark)
        panel.marks.cancelled.connect(self.end_mark)
        panel.marks.chosen.connect(wishes.seek)

    @property
    def is_asking(self) -> bool:
        """Whether a remark is being typed, be it out of sight."""
        return self._panel.marks.is_asking

    def begin(self, *, sound: bool) -> None:
        """Another film; ``sound``: its volume is in the panel."""
        self.forget()
        self._panel.more.begin()
        self._panel.more.show_sound(shown=sound)
        self._panel.show_more()
        self.hide()

    def forget(self) -> None:
        """What was typed and marked is of a film that is gone."""
        self._panel.marks.close_entry()
        self.show_marks(())

    def show_marks(self, marks: Sequence[Marker]) -> None:
        """The moments marked so far."""
        self._bar.timeline.show_marks([mark.position_ms for mark in marks])
        if len(marks) > self._panel.marks.count:
            announce(self._panel, self.tr("Marked"))
        self._panel.marks.show_marks(marks, self._wishes.film.frame_ms)
        self._panel.count_marks(len(marks))

    def show_place(self, place_ms: int) -> None:
        """Where the film is, or is held by now while a remark is asked for."""
        if self.is_asking:
            self._panel.marks.tell_moment(self._frame_at(place_ms))

    def hide(self) -> None:
        """Out of sight; a remark that was begun waits."""
        had_keyboard = self._panel.isAncestorOf(self._panel.window().focusWidget() or self._bar)
        self._panel.hide()
        self._bar.more.setChecked(False)
        if had_keyboard:
            self._take_keyboard()

    def close(self) -> None:
        """Close the panel, and give up a remark."""
        self.end_mark()
        self.hide()

    def take_up(self) -> None:
        """After a question, the keyboard is where it was: at the remark, or at "play"."""
        if self.is_asking:
            self._open()
            self._bar.allow(allowed=False)
            self._panel.marks.take_focus()
        else:
            self._take_keyboard()

    def begin_mark(self) -> None:
        """Hold the film, and ask for a remark about where it is held."""
        if self._can_ask() and not self.is_asking:
            self._wishes.pause_asked.emit()
            self._panel.show_marks()
            self._open()
            self._panel.marks.ask(self._frame_at(self._wishes.place_ms))
            self._bar.allow(allowed=False)

    def end_mark(self) -> None:
        """Ask for no remark any more, if one was."""
        if self.is_asking:
            self._panel.marks.close_entry()
            self._bar.allow(allowed=self._can_ask())
            self._take_keyboard()

    def _frame_at(self, place_ms: int) -> int:
        return frame_start(place_ms, self._wishes.film.frame_ms)

    def _save_mark(self, remark: str) -> None:
        self.end_mark()
        self.mark_asked.emit(remark)

    def _toggle(self) -> None:
        if self._bar.more.isChecked():
            self._open()
        else:
            self.close()

    def _open(self) -> None:
        self._panel.show()
        self._bar.more.setChecked(True)

    def _take_keyboard(self) -> None:
        self._bar.play.setFocus(Qt.FocusReason.OtherFocusReason)
