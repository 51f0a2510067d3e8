"""The auditor's first screen: four verdicts on the trail, and every session to find one in."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from viewer_app.ui import language, words
from viewer_app.ui.backend import Listing, SessionRow
from viewer_app.ui.names import Review
from viewer_app.ui.screens.review_search import ENDS, SearchCard
from viewer_app.ui.screens.review_verdicts import Verdicts
from viewer_app.ui.theme import foldable, measured
from viewer_app.ui.widgets.banner import announce
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.rows import BLOCK, RowsView
from viewer_app.ui.widgets.text import Text

WIDE: Final = 1400
"""Units; the auditor's tables need more than a workflow's words."""
_SAMPLES: Final = ("08-08-2028 08:08:08", "WWWW-WWWW", "voornaam.achternaam", "", "")
"""The longest words to expect in each column."""


class ReviewScreen(Page):
    """Reads the trail; changes nothing."""

    rows_asked = Signal(object, int, int, int)
    """A Listing, its serial number, first row and how many: answer with ``show_rows``."""
    session_chosen = Signal(str)
    year_chosen = Signal(int)
    overview_asked = Signal()
    station_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(Review.SCREEN, column=WIDE)
        self.verdicts = Verdicts()
        self.search = SearchCard()
        self._listing: Listing | None = None
        self._known: dict[int, SessionRow] = {}
        self._narrowed = False
        self._years = QHBoxLayout()
        self._years_label = Text("label", wrap=False)
        self._year_buttons: list[Button] = []
        self._heading = Text("heading")
        self._count = Text("small")
        self._table = RowsView(Review.SESSIONS, _SAMPLES, wide=4)
        self._open = Button(Review.OPEN, "primary")
        self._overview = Button(Review.OVERVIEW)
        self._station = Button(Review.STATION)
        self._leave = Button(Review.LEAVE, "plain", "leave")
        self._fill()
        self.retranslate()

    def show_years(self, years: Sequence[int]) -> None:
        """The years that can be read; the first is. Nothing to choose where there is one."""
        for button in self._year_buttons:
            button.deleteLater()
        self._year_buttons = []
        self._years_label.setVisible(len(years) > 1)
        for year in years if len(years) > 1 else ():
            button = Button(Review.year(year), "choice")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(year == years[0])
            button_words(button, str(year))
            button.clicked.connect(lambda _, chosen=year: self.year_chosen.emit(chosen))
            self._years.insertWidget(1 + len(self._year_buttons), button)
            self._year_buttons.append(button)

    def show_listing(self, listing: Listing | None, *, narrowed: bool = False) -> None:
        """These sessions; ``narrowed``: they were searched for. None: none are known yet."""
        self._listing, self._narrowed = listing, narrowed
        self._known.clear()
        self._table.rows.start(listing.total if listing else 0)
        self._table.scrollToTop()
        if listing and listing.total:
            self._table.choose(0)
        self._say_count()
        if narrowed:
            announce(self, self._count.text())
        self.refresh()

    def show_rows(self, serial: int, first: int, rows: Sequence[SessionRow]) -> None:
        """Rows that were asked for."""
        if serial == self._table.rows.serial:
            self._known.update({first + place: row for place, row in enumerate(rows)})
        self._table.rows.fill(serial, first, [self._words(row) for row in rows])
        self.refresh()

    def focus_first(self) -> None:
        """The verification: that is what an auditor came for."""
        self.verdicts.focus_first()

    def leave(self) -> None:
        """Take it all off the screen."""
        self.verdicts.show_verification(None)
        self.search.forget()
        self.show_years(())
        self.show_listing(None)

    def refresh(self) -> None:
        """A session can be opened once one is chosen and known."""
        self._open.setEnabled(self._table.chosen in self._known)

    def set_narrow(self, *, narrow: bool) -> None:
        """Fewer fields beside each other where there is little room."""
        super().set_narrow(narrow=narrow)
        self.search.set_narrow(narrow=narrow)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.set_words(
            self.tr("Sessions and events"),
            self.tr("Four questions about the audit trail, each with its own answer."),
            self.tr("Review"),
        )
        self._years_label.setText(self.tr("Trail of"))
        self.verdicts.retranslate()
        self.search.retranslate()
        self._heading.setText(self.tr("Sessions"))
        self._table.setAccessibleName(self.tr("Sessions"))
        self._table.setAccessibleDescription(self.tr("Enter opens the chosen session."))
        self._table.rows.name_columns(
            (
                self.tr("Began"),
                self.tr("Session"),
                self.tr("Supervisor"),
                self.tr("End"),
                self.tr("Why"),
            )
        )
        longest = max((words.end(end) for end in ENDS), key=len)
        self._table.fit_to((*_SAMPLES[:3], longest, ""))
        for first in {row - row % BLOCK for row in self._known}:
            known = [self._known[at] for at in range(first, first + BLOCK) if at in self._known]
            self._table.rows.fill(
                self._table.rows.serial, first, [self._words(row) for row in known]
            )
        button_words(self._open, self.tr("Open session"))
        button_words(self._overview, self.tr("Overview in numbers"))
        button_words(self._station, self.tr("Events of the station"))
        button_words(self._leave, self.tr("Sign out"))
        self._say_count()

    def _words(self, row: SessionRow) -> tuple[str, ...]:
        return (
            language.moment(row.started_at),
            row.code,
            row.supervisor,
            words.end(row.end or "open"),
            words.reason(row.reason) if row.reason else "",
        )

    def _say_count(self) -> None:
        listing = self._listing
        if listing is None:
            words_ = ""
        elif listing.total:
            told = (
                self.tr("%n session(s) found, latest first.", "", listing.total)
                if self._narrowed
                else self.tr("%n session(s), latest first.", "", listing.total)
            )
            words_ = told
        else:
            words_ = (
                self.tr("No session fits. Look at what was typed, or show all.")
                if self._narrowed
                else self.tr("No sessions yet.")
            )
        self._count.setText(words_)

    def _fill(self) -> None:
        measured(self._years, 8)
        foldable(self._years)
        self._years.addWidget(self._years_label)
        self._years.addStretch(1)
        self._years_label.hide()
        self.body.addLayout(self._years)
        self.body.addLayout(self.verdicts)
        line = QHBoxLayout()
        measured(line, 16)
        foldable(line)
        line.addWidget(self._heading)
        line.addWidget(self._count, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.search)
        self.body.addWidget(self._table)
        for button in (self._open, self._overview, self._station):
            self.add_action(button)
        self.add_action(self._leave, last=True)
        self._leave.clicked.connect(self.left)
        self._overview.clicked.connect(self.overview_asked)
        self._station.clicked.connect(self.station_asked)
        self._open.clicked.connect(lambda: self._choose(self._table.chosen))
        self._table.opened.connect(self._choose)
        self._table.selectionModel().currentRowChanged.connect(lambda *_: self.refresh())
        self._table.rows.wanted.connect(self._ask_rows)

    def _ask_rows(self, serial: int, first: int, count: int) -> None:
        if self._listing is not None:
            self.rows_asked.emit(self._listing, serial, first, count)

    def _choose(self, row: int) -> None:
        known = self._known.get(row)
        if known is not None:
            self.session_chosen.emit(known.code)
