"""The panel beside the film: what is not needed at every moment, one level away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from viewer_app.ui.names import Viewing
from viewer_app.ui.palette import NIGHT
from viewer_app.ui.screens.viewing_marks import MarksPage
from viewer_app.ui.screens.viewing_more import MorePage
from viewer_app.ui.screens.viewing_wishes import Wishes
from viewer_app.ui.theme import keep_width, limit_width, measured
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import button_words, scrolling

_WIDTH = 344
"""Units: what a picture of 16 by 9 leaves free beside it above the controls."""


class SidePanel(QFrame):
    """Two pages, one shown: more controls, and the marked moments."""

    closed = Signal()
    turned = Signal()
    """Another page was chosen."""

    def __init__(self, wishes: Wishes) -> None:
        super().__init__()
        self.setObjectName(Viewing.PANEL)
        self.setProperty("part", "side")
        self.more = MorePage(wishes)
        self.marks = MarksPage()
        self._tab_more = Button(Viewing.TAB_MORE, "choice", "", NIGHT)
        self._tab_marks = Button(Viewing.TAB_MARKS, "choice", "", NIGHT)
        self._close = Button(Viewing.PANEL_CLOSE, "small", "cross", NIGHT)
        self._stack = QStackedWidget()
        self._count = 0
        self._fill()
        self.show_more()
        self.hide()

    def show_more(self) -> None:
        """Turn to the controls."""
        self._turn(0)

    def show_marks(self) -> None:
        """Turn to the marked moments."""
        self._turn(1)

    def count_marks(self, count: int) -> None:
        """How many moments are marked."""
        self._count = count
        self._say_tabs()

    def obey(self, *, allowed: bool) -> None:
        """Whether the film can be asked anything."""
        for part in (self.more, self._tab_more, self._tab_marks, self._close):
            part.setEnabled(allowed)
        self.marks.obey(allowed=allowed)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.setAccessibleName(self.tr("More controls and marked moments"))
        self._close.setAccessibleName(self.tr("Close"))
        self._say_tabs()
        self.more.retranslate()
        self.marks.retranslate()

    def _say_tabs(self) -> None:
        button_words(self._tab_more, self.tr("Controls"))
        button_words(self._tab_marks, self.tr("Marks"), str(self._count))

    def _choose(self, page: int) -> None:
        other = page != self._stack.currentIndex()
        self._turn(page)
        if other:
            self.turned.emit()

    def _turn(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        self._tab_more.setChecked(page == 0)
        self._tab_marks.setChecked(page == 1)

    def _fill(self) -> None:
        column = QVBoxLayout(self)
        measured(column, 8, (14, 12, 0, 8))
        head = QHBoxLayout()
        measured(head, 6, (0, 0, 12, 0))
        tabs: Sequence[tuple[Button, QWidget]] = (
            (self._tab_more, scrolling(self.more)),
            (self._tab_marks, self.marks),
        )
        for index, (tab, page) in enumerate(tabs):
            tab.setCheckable(True)
            tab.clicked.connect(lambda _=False, to=index: self._choose(to))
            head.addWidget(tab)
            self._stack.addWidget(page)
        head.addStretch(1)
        head.addWidget(self._close)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        limit_width(self, _WIDTH)
        keep_width(self, _WIDTH)
        for button in (self._tab_more, self._tab_marks, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.closed)
