"""The sessions in numbers: by week, by how they ended, by how long they took."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer_app.ui import language, words
from viewer_app.ui.backend import Duration, Overview
from viewer_app.ui.names import Review
from viewer_app.ui.screens.review import WIDE
from viewer_app.ui.screens.review_search import ENDS
from viewer_app.ui.theme import foldable, measured
from viewer_app.ui.widgets.buttons import Button
from viewer_app.ui.widgets.lists import Table
from viewer_app.ui.widgets.page import Page, button_words
from viewer_app.ui.widgets.text import Card, Text

if TYPE_CHECKING:
    from viewer_app.ui.screens.review_plots import Bars


class ReviewOverviewScreen(Page):
    """Two plots with their tables. The plots are made when they are first wanted."""

    back_asked = Signal()
    grown = Signal()
    """There are new widgets, to be given their sizes."""

    def __init__(self) -> None:
        super().__init__(Review.OVERVIEW_SCREEN, column=WIDE)
        self._overview: Overview | None = None
        self._weeks: Bars | None = None
        self._durations: Bars | None = None
        self._summary = Text("lead")
        self._weeks_heading, self._durations_heading = Text("heading"), Text("heading")
        self._weeks_room, self._durations_room = QVBoxLayout(), QVBoxLayout()
        self._legend = QHBoxLayout()
        self._legend_pairs = [QHBoxLayout() for _ in ENDS]
        self._legend_words = [Text("small", wrap=False) for _ in ENDS]
        self._weeks_table = _Numbers(f"{Review.WEEKS}.table", len(ENDS) + 2, wide=0)
        self._durations_table = _Numbers(f"{Review.DURATIONS}.table", 2, wide=0)
        self._tables = Button(Review.TABLES)
        self._tables.setCheckable(True)
        self._back = Button(Review.OVERVIEW_BACK, "plain", "back")
        self._fill()
        self.retranslate()

    def show_overview(self, overview: Overview | None) -> None:
        """These numbers; None: forget them."""
        self._overview = overview
        if overview is not None and self._weeks is None:
            self._make_plots()
        self.retranslate()

    def leave(self) -> None:
        """Take them off the screen."""
        self.show_overview(None)

    def focus_first(self) -> None:
        """The way back."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.set_words(
            self.tr("Overview in numbers"),
            self.tr("Counted from the trail as it stands; numbers say nothing about its truth."),
            self.tr("Review"),
        )
        self._weeks_heading.setText(self.tr("Sessions a week, by how they ended"))
        self._durations_heading.setText(self.tr("How long closed sessions took"))
        for text, end in zip(self._legend_words, ENDS, strict=True):
            text.setText(words.end(end))
        self._weeks_table.setHorizontalHeaderLabels(
            [self.tr("Week from"), *(words.end(end) for end in ENDS), self.tr("Together")]
        )
        self._weeks_table.setAccessibleName(self._weeks_heading.text())
        self._durations_table.setHorizontalHeaderLabels([self.tr("Minutes"), self.tr("Sessions")])
        self._durations_table.setAccessibleName(self._durations_heading.text())
        button_words(self._tables, self.tr("Show as tables"))
        button_words(self._back, self.tr("Back to the sessions"))
        self._say()

    def _say(self) -> None:
        overview = self._overview
        weeks = overview.weeks if overview else ()
        durations = overview.durations if overview else ()
        days = [language.brief_date(week.monday) for week in weeks]
        if self._weeks is not None and self._durations is not None:
            counts = [[week.ends.get(end, 0) for week in weeks] for end in ENDS]
            self._weeks.show_bars(days, counts, self.tr("Sessions"))
            took = [each.sessions for each in durations]
            self._durations.show_bars(_classes(durations), [took], self.tr("Sessions"))
            self._weeks.setAccessibleName(self._weeks_heading.text())
            self._durations.setAccessibleName(self._durations_heading.text())
        self._weeks_table.show_rows(
            [
                (
                    language.short_date(week.monday),
                    *(language.number(week.ends.get(end, 0)) for end in ENDS),
                    language.number(week.total),
                )
                for week in reversed(weeks)
            ]
        )
        self._durations_table.show_rows(
            [
                (name, language.number(each.sessions))
                for name, each in zip(_classes(durations), durations, strict=True)
            ]
        )
        self._say_summary(overview)

    def _say_summary(self, overview: Overview | None) -> None:
        if overview is None:
            self._summary.setText("")
            return
        total = sum(overview.ends.values())
        told = self.tr("%n session(s) in the last {weeks} weeks.", "", total)
        said = [told.format(weeks=len(overview.weeks))]
        parts = [
            f"{words.end(end).lower()} {language.number(overview.ends[end])}"
            for end in ENDS
            if overview.ends.get(end)
        ]
        if parts:
            said.append(", ".join(parts).capitalize() + ".")
        if overview.median_minutes is not None:
            half = self.tr("Half of the closed sessions took less than {minutes} minutes.")
            said.append(half.format(minutes=round(overview.median_minutes)))
        self._summary.setText(" ".join(said))

    def _make_plots(self) -> None:
        # brings numpy along, which no supervisor needs
        from viewer_app.ui.screens.review_plots import Bars, Patch  # noqa: PLC0415

        self._weeks, self._durations = Bars(Review.WEEKS), Bars(Review.DURATIONS)
        self._weeks_room.addWidget(self._weeks)
        self._durations_room.addWidget(self._durations)
        for kind, pair in enumerate(self._legend_pairs):
            pair.insertWidget(0, Patch(kind))
        self._show_tables(shown=self._tables.isChecked())
        self.grown.emit()

    def _show_tables(self, *, shown: bool) -> None:
        for plot in (self._weeks, self._durations):
            if plot is not None:
                plot.setVisible(not shown)
        self._legend_row.setVisible(not shown)
        self._weeks_table.setVisible(shown)
        self._durations_table.setVisible(shown)

    def _fill(self) -> None:
        self.body.addWidget(self._summary)
        measured(self._legend, 24)
        foldable(self._legend)
        for pair, text in zip(self._legend_pairs, self._legend_words, strict=True):
            measured(pair, 8)
            pair.addWidget(text, 1)
            self._legend.addLayout(pair)
        self._legend.addStretch(1)
        self._legend_row = holder = QWidget()
        holder.setLayout(self._legend)
        for heading, room, table, legend in (
            (self._weeks_heading, self._weeks_room, self._weeks_table, holder),
            (self._durations_heading, self._durations_room, self._durations_table, None),
        ):
            card = Card(gap=10, padding=20)
            card.box.addWidget(heading)
            if legend is not None:
                card.box.addWidget(legend)
            measured(room, 0)
            card.box.addLayout(room)
            card.box.addWidget(table)
            table.setVisible(False)
            self.body.addWidget(card)
        self.add_action(self._back)
        self.add_action(self._tables)
        self._back.clicked.connect(self.back_asked)
        self._tables.toggled.connect(lambda shown: self._show_tables(shown=shown))


class _Numbers(Table):
    """A table high enough to read some rows at once, each on one line."""

    def __init__(self, name: str, columns: int, *, wide: int) -> None:
        super().__init__(name, columns, wide=wide)
        self.setWordWrap(False)

    def rescale(self, unit: float) -> None:
        super().rescale(unit)
        self.setMinimumHeight(round(420 * unit))


def _classes(durations: Sequence[Duration]) -> list[str]:
    return [
        f"{each.least}–{each.most}" if each.most is not None else f"{each.least}+"
        for each in durations
    ]
