"""The list of keys, over the film."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from viewer_app.ui.names import Viewing
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.screens.viewing_keys import GROUPS, Line, Words, spell
from viewer_app.ui.theme import keep_width, measured, put_in_middle
from viewer_app.ui.widgets.banner import announce
from viewer_app.ui.widgets.page import scrolling
from viewer_app.ui.widgets.text import Panel, Text

_WIDTH = 960
_CAP = 34
_HELD = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta})
"""Keys that mean nothing until another one is pressed with them."""


class KeysOverlay(QWidget):
    """Two columns of keys and what they do. Any key, or a press, closes it."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(Viewing.KEYS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words: list[tuple[Text, Line]] = []
        self._caps: list[tuple[Text, str]] = []
        self._titles: list[tuple[Text, Words]] = []
        self._heading = Text("heading", wrap=False)
        self._hint = Text("small", wrap=False)
        self._area = self._fill()
        self.hide()

    def open(self) -> None:
        """Show the list, and have it read."""
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self._heading.text()}. {self.accessibleDescription()}")

    def event(self, event: QEvent) -> bool:
        """Take every key before it means something to the film, but the one that stops all."""
        stops = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F12
        if event.type() is QEvent.Type.ShortcutOverride and not stops:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll where there is more than is seen; close with every other key."""
        event.accept()
        bar = self._area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and bar.maximum():
            bar.setValue(bar.value() + step)
        elif event.key() not in _HELD:
            self.closed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close."""
        event.accept()
        self.closed.emit()

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self._heading.setText(self.tr("Keys"))
        self._hint.setText(self.tr("Any key closes this list."))
        for label, group in self._titles:
            label.setText(group())
        for label, line in self._words:
            label.setText(line.words())
        for label, key in self._caps:
            label.setText(spell(key))
        self.setAccessibleName(self._heading.text())
        told = [f"{line.words()}: {', '.join(line.spelt())}" for _, line in self._words]
        self.setAccessibleDescription(f"{self._hint.text()} {'. '.join(told)}.")

    def _fill(self) -> QScrollArea:
        panel = Panel("", NIGHT)
        panel.setProperty("part", "keys")
        column = QVBoxLayout(panel)
        measured(column, 12, (28, 20, 12, 20))
        head = QHBoxLayout()
        measured(head, 12, (0, 0, 16, 0))
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._hint)
        column.addLayout(head)
        sheet = QWidget()
        sheet.setProperty("part", "sheet")
        across = QHBoxLayout(sheet)
        measured(across, 32)
        play, picture, rest = GROUPS
        for groups in ((play, rest), (picture,)):
            side = QVBoxLayout()
            measured(side, 6)
            for group, entries in groups:
                side.addWidget(self._title(group))
                side.addLayout(self._entries(entries))
                side.addSpacing(8)
            side.addStretch(1)
            across.addLayout(side, 1)
        area = scrolling(sheet)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column.addWidget(area, 1)
        panel.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        put_in_middle(QVBoxLayout(self), panel, _WIDTH, (24, 12, 24, 12))
        return area

    def _title(self, group: Words) -> Text:
        label = Text("eyebrow", wrap=False)
        self._titles.append((label, group))
        return label

    def _entries(self, entries: tuple[Line, ...]) -> QGridLayout:
        grid = QGridLayout()
        measured(grid, 6)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(entries):
            caps, words = QHBoxLayout(), Text(wrap=False)
            measured(caps, 6)
            for _, keys in line.strokes:
                cap = Text("key", wrap=False)
                cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
                keep_width(cap, _CAP)
                self._caps.append((cap, keys[0]))
                caps.addWidget(cap)
            caps.addSpacing(6)
            caps.addStretch(1)
            self._words.append((words, line))
            grid.addLayout(caps, row, 0)
            grid.addWidget(words, row, 1)
        return grid
