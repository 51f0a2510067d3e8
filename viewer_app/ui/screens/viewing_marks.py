"""Moments that the supervisor marked: a line to type a remark on, and the list to go back by."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer_app.session.record import REMARK_LIMIT, Marker
from viewer_app.ui.film_time import exact, frame_start, in_words
from viewer_app.ui.manners import restrain
from viewer_app.ui.names import Viewing
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.theme import measured, rescale
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.line import LineEdit
from viewer_app.ui.widgets.page import button_words, scrolling
from viewer_app.ui.widgets.text import Text


class MarksPage(QWidget):
    """A remark is asked for one moment at a time; the film is held at it meanwhile."""

    saved = Signal(str)
    """The remark, which may be empty."""
    cancelled = Signal()
    begun = Signal()
    """The button to mark this moment was pressed."""
    chosen = Signal(int)
    """Go to this moment (milliseconds)."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: Sequence[Marker] = ()
        self._unit = 1.0
        self._at_ms = 0
        self._frame_ms = 0.0
        self._begin = Button(Viewing.MARK_HERE, "plain", "mark", NIGHT)
        self._entry = QWidget()
        self._moment = Text("strong", wrap=False)
        self._hint = Text("small")
        self._line = LineEdit(Viewing.REMARK)
        self._save = Button(Viewing.MARK_SAVE, "primary", "", NIGHT)
        self._cancel = Button(Viewing.MARK_CANCEL, "quiet", "", NIGHT)
        self._nothing = Text("small")
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._fill()

    @property
    def is_asking(self) -> bool:
        """Whether a remark is being typed."""
        return not self._entry.isHidden()

    @property
    def count(self) -> int:
        """How many moments are listed."""
        return len(self._marks)

    def ask(self, at_ms: int) -> None:
        """Ask for a remark about this moment."""
        self._line.clear()
        self._entry.show()
        self._begin.hide()
        self._show_hint()
        self.tell_moment(at_ms)
        self.take_focus()

    def take_focus(self) -> None:
        """The supervisor can type at once."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_moment(self, at_ms: int) -> None:
        """The film is held here: it took a moment to hold it."""
        self._at_ms = at_ms
        self._moment.setText(self.tr("Mark at {moment}").format(moment=exact(at_ms)))
        self._line.setAccessibleName(
            self.tr("Remark at {moment}").format(moment=in_words(self._at_ms))
        )

    def close_entry(self) -> None:
        """Ask no more, and forget what was typed."""
        self._line.clear()
        self._entry.hide()
        self._begin.show()
        self._show_hint()

    def show_marks(self, marks: Sequence[Marker], frame_ms: float) -> None:
        """The moments marked so far, in the order of the film, whose frames are on so long."""
        self._frame_ms = frame_ms
        self._marks = sorted(marks, key=lambda mark: mark.position_ms)
        self._list_anew()

    def obey(self, *, allowed: bool) -> None:
        """Whether the film can be asked anything."""
        self._begin.setEnabled(allowed)
        self._list.setEnabled(allowed)

    def rescale(self, unit: float) -> None:
        """Remember the unit for rows that come later."""
        self._unit = unit

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        button_words(self._begin, self.tr("Mark this moment"))
        self._hint.setText(
            self.tr("What is to be seen here? Name nobody. It is kept in the audit trail.")
        )
        self._line.setAccessibleDescription(self._hint.text())
        button_words(self._save, self.tr("Save"))
        button_words(self._cancel, self.tr("Cancel"))
        self._nothing.setText(
            self.tr("Nothing is marked yet. Press B at a moment you want to find again.")
        )
        self.tell_moment(self._at_ms)
        self._list_anew()

    def _list_anew(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.setParent(None)  # its buttons are found by name no more
                row.deleteLater()
        for index, mark in enumerate(self._marks):
            row = self._row(index, mark)
            self._rows.addWidget(row)
            rescale(row, self._unit, narrow=False)
            restrain(row)
        self._rows.addStretch(1)
        self._show_hint()

    def _show_hint(self) -> None:
        """How to mark a moment, until one is marked; a key that would be typed is not named."""
        self._nothing.setVisible(not self._marks and not self.is_asking)

    def _row(self, index: int, mark: Marker) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        measured(line, 10)
        go = Button(Viewing.marked(index), "moment", "", NIGHT)
        go.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        go.setText(exact(frame_start(mark.position_ms, self._frame_ms)))
        told = mark.remark or self.tr("without a remark")
        go.setAccessibleName(
            self.tr("Go to {moment}: {remark}").format(
                moment=in_words(mark.position_ms), remark=told
            )
        )
        go.clicked.connect(lambda: self.chosen.emit(mark.position_ms))
        words = Text("body" if mark.remark else "small")
        words.setText(told)
        line.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        return row

    def _fill(self) -> None:
        column = QVBoxLayout(self)
        measured(column, 10, (2, 4, 12, 4))
        entry = QVBoxLayout(self._entry)
        measured(entry, 8, (2, 0, 2, 8))
        for part in (self._moment, self._hint, self._line):
            entry.addWidget(part)
        buttons = QHBoxLayout()
        measured(buttons, 8)
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        entry.addLayout(buttons)
        measured(self._rows, 8, (2, 4, 2, 4))
        column.addWidget(self._begin)
        column.addWidget(self._entry)
        column.addWidget(self._nothing)
        self._list.setProperty("part", "sheet")
        column.addWidget(scrolling(self._list), 1)
        self._entry.hide()
        self._begin.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._line.setMaxLength(REMARK_LIMIT)
        self._line.submitted.connect(self._submit)
        self._save.clicked.connect(self._submit)
        self._cancel.clicked.connect(self.cancelled)
        self._begin.clicked.connect(self.begun)

    def _submit(self) -> None:
        if self.is_asking:
            self.saved.emit(self._line.words)
