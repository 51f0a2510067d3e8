"""Lists and tables to choose from; nothing in them can be copied, dragged or edited."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
)

_ROW_UNITS = 48
_FRAME_UNITS = 14
"""Border and padding of a list, above and below."""


class NameList(QListWidget):
    """Names to choose one from: arrows, first letters, or a press."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        behave(self)

    def show_names(self, names: Sequence[str]) -> None:
        """These names; the first is chosen if it is the only one."""
        self.clear()
        self.addItems(list(names))
        self.setCurrentRow(0 if len(names) == 1 else -1)
        self.rescale(self._unit)

    @property
    def chosen(self) -> str:
        """The chosen name, or ""."""
        chosen = self.selectedItems()  # Qt makes the first name current, but chooses nobody
        return chosen[0].text() if chosen else ""

    def rescale(self, unit: float) -> None:
        """Room for up to four names."""
        self._unit = unit
        self.ensurePolished()
        rows = min(max(self.count(), 1), 4)
        row = max(self.sizeHintForRow(0), round(_ROW_UNITS * unit))
        self.setFixedHeight(rows * row + round(_FRAME_UNITS * unit))

    _unit = 1.0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin at the first name; keep copying out."""
        if is_copy(event):
            return
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and not self.chosen:
            self.setCurrentRow(0)
            self.item(0).setSelected(True)
        else:
            super().keyPressEvent(event)


class Table(QTableWidget):
    """Rows to read and choose."""

    def __init__(self, name: str, columns: int, *, wide: int) -> None:
        """``wide`` is the column that takes the room the others leave."""
        super().__init__(0, columns)
        self.setObjectName(name)
        behave(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(columns):
            fit = QHeaderView.ResizeMode.ResizeToContents
            stretch = QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, stretch if column == wide else fit)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """These rows of words."""
        self.setRowCount(len(rows))
        for row, words in enumerate(rows):
            for column, word in enumerate(words):
                item = QTableWidgetItem(word)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.setItem(row, column, item)
        self.resizeRowsToContents()

    def rescale(self, unit: float) -> None:
        """Large rows."""
        header = self.verticalHeader()
        header.setMinimumSectionSize(round(_ROW_UNITS * unit))
        header.setDefaultSectionSize(round(_ROW_UNITS * unit))
        self.resizeRowsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep copying out."""
        if not is_copy(event):
            super().keyPressEvent(event)


def behave(view: QAbstractItemView) -> None:
    """Let nothing be edited, dragged or dropped; one thing is chosen at a time."""
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
    view.setAcceptDrops(False)
    view.viewport().setAcceptDrops(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


def is_copy(event: QKeyEvent) -> bool:
    """Whether these keys copy or cut."""
    return event.matches(QKeySequence.StandardKey.Copy) or event.matches(
        QKeySequence.StandardKey.Cut
    )
