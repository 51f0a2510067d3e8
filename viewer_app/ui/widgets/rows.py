"""A table over more rows than anybody could load: only what is looked at is fetched.

Rows come in blocks, when a view first asks for one of them. While somebody drags the scroll bar
through a whole year only the blocks that are still in sight a moment later are asked for.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from viewer_app.ui.widgets.lists import behave, is_copy

BLOCK: Final = 50
"""Rows fetched at once."""
_KEPT: Final = 40
"""Blocks remembered; the oldest go."""
_SETTLE_MS: Final = 15
_IN_SIGHT: Final = 3
"""Blocks that can be in sight at once, or nearly."""
_ROW_UNITS: Final = 44
_CELL_UNITS: Final = 30
"""Room around the words of a cell."""
_WIDE_UNITS: Final = 260
"""The least for the column that takes what is left; with less, the table scrolls across."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class RowsModel(QAbstractTableModel):
    """Rows of words, fetched by block."""

    wanted = Signal(int, int, int)
    """Serial number of the listing, first row, how many: answer with ``fill``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._headings: Sequence[str] = ()
        self._total = 0
        self._serial = 0
        self._blocks: OrderedDict[int, Sequence[Sequence[str]]] = OrderedDict()
        self._asked: set[int] = set()
        self._missing: OrderedDict[int, None] = OrderedDict()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._ask)

    @property
    def serial(self) -> int:
        """Which listing is shown; goes up with each ``start``."""
        return self._serial

    def name_columns(self, headings: Sequence[str]) -> None:
        """The headings, in the language spoken."""
        fewer = len(headings) != len(self._headings)
        if fewer:
            self.beginResetModel()
        self._headings = headings
        if fewer:
            self.endResetModel()
        last = max(len(headings) - 1, 0)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def start(self, total: int) -> None:
        """A new listing of ``total`` rows, of which none is known yet."""
        self.beginResetModel()
        self._serial += 1
        self._total = total
        self._forget()
        self.endResetModel()
        if total:
            self._miss(0)  # wanted even where the table is further down than the screen shows

    def grow(self, count: int) -> None:
        """Rows that follow those there are, none of them known yet."""
        if count:
            self.beginInsertRows(QModelIndex(), self._total, self._total + count - 1)
            half_full = self._total // BLOCK
            self._blocks.pop(half_full, None)
            self._asked.discard(half_full)
            self._total += count
            self.endInsertRows()

    def fill(self, serial: int, first: int, rows: Sequence[Sequence[str]]) -> None:
        """The rows of one block, as it was asked for; those of an older listing are dropped."""
        block = first // BLOCK
        self._asked.discard(block)
        if serial != self._serial:
            return
        self._blocks[block] = rows
        while len(self._blocks) > _KEPT:
            self._blocks.popitem(last=False)
        if rows:
            last = self.index(first + len(rows) - 1, max(len(self._headings) - 1, 0))
            self.dataChanged.emit(self.index(first, 0), last)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """All of them, known or not."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One for each heading."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The words of a cell; a cell that is not known yet is asked for, and shows dots."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        block, place = divmod(index.row(), BLOCK)
        rows = self._blocks.get(block)
        if rows is not None:
            return rows[place][index.column()] if place < len(rows) else ""
        self._miss(block)
        return "…" if index.column() == 0 else ""

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """The heading of a column."""
        across = orientation is Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole and section < len(self._headings):
            return self._headings[section]
        return None

    def _forget(self) -> None:
        self._blocks.clear()
        self._asked.clear()
        self._missing.clear()

    def _miss(self, block: int) -> None:
        if block not in self._asked:
            self._missing.pop(block, None)
            self._missing[block] = None
            if not self._settle.isActive():
                self._settle.start()

    def _ask(self) -> None:
        latest = list(self._missing)[-_IN_SIGHT:]
        self._missing.clear()
        for block in latest:
            self._asked.add(block)
            first = block * BLOCK
            self.wanted.emit(self._serial, first, min(BLOCK, self._total - first))


class RowsView(QTableView):
    """Rows to read and choose; Enter or a double click opens the chosen one."""

    opened = Signal(int)
    """The row."""
    bottom_reached = Signal()

    def __init__(self, name: str, samples: Sequence[str], *, wide: int) -> None:
        """``samples`` are the longest words each column should show; column ``wide`` stretches."""
        super().__init__()
        self.setObjectName(name)
        behave(self)
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self._samples = samples
        self._wide = wide
        self._unit = 1.0
        self._lines = 7
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.verticalScrollBar().valueChanged.connect(self._look_for_the_end)
        self.rows.modelReset.connect(self._fit)

    def fit_to(self, samples: Sequence[str]) -> None:
        """Other longest words, as in another language."""
        self._samples = samples
        self._fit()

    def set_lines(self, lines: int) -> None:
        """How many rows to make room for; more scroll."""
        self._lines = lines
        self.rescale(self._unit)

    @property
    def chosen(self) -> int:
        """The chosen row, or -1."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Choose a row, if there is one."""
        self.setCurrentIndex(self.rows.index(row, 0))

    def rescale(self, unit: float) -> None:
        """Large rows, and columns for their words."""
        self._unit = unit
        self.ensurePolished()
        row = round(_ROW_UNITS * unit)
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        heading = max(row, self.horizontalHeader().sizeHint().height())
        self.setMinimumHeight(row * self._lines + heading + 2 * self.frameWidth() + 2)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; keep copying out; leave the page's own keys to it."""
        if is_copy(event):
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen >= 0:
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the wide column what is left."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        header = self.horizontalHeader()
        if header.count() != len(self._samples):
            return
        metrics = QFontMetrics(self.font())
        room = round(_CELL_UNITS * self._unit)
        header.setMinimumSectionSize(round(_CELL_UNITS * self._unit))
        left = self.viewport().width()
        for column, sample in enumerate(self._samples):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            if column != self._wide:
                heading = self.rows.headerData(column, Qt.Orientation.Horizontal) or ""
                width = max(metrics.horizontalAdvance(words) for words in (sample, heading))
                header.resizeSection(column, width + room)
                left -= width + room
        header.resizeSection(self._wide, max(left, round(_WIDE_UNITS * self._unit)))

    def _look_for_the_end(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum():
            self.bottom_reached.emit()
