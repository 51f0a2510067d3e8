"""A page on the citizen's own screen: words to read, and nothing to press."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from viewer_app.ui.theme import measured, put_in_middle
from viewer_app.ui.widgets.banner import Sign
from viewer_app.ui.widgets.text import Card, Text

_COLUMN = 1160
_SIGN = 34


class Point(NamedTuple):
    """A card: what it says, more about it, and whether it was agreed to, where that is asked."""

    heading: str
    words: str
    agreed: bool | None = None


class CitizenSheet(QWidget):
    """A title, a few sentences, and cards side by side."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("part", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._above = Text("eyebrow")
        self._title = Text("title")
        self._lead = Text("lead")
        self._cards: list[_PointCard] = []
        self._grid = QGridLayout()
        self._closing = Text("visitor")
        self._whole = QVBoxLayout(self)
        self._fill()

    def say(
        self, above: str, title: str, lead: str, points: Sequence[Point] = (), closing: str = ""
    ) -> bool:
        """Show these words; returns whether there are cards that were not there before."""
        for text, words in (
            *((self._above, above), (self._title, title)),
            *((self._lead, lead), (self._closing, closing)),
        ):
            text.setText(words)
            text.setVisible(bool(words))
        self.setAccessibleName(title)
        self.setAccessibleDescription(lead)
        more = len(points) > len(self._cards)
        while len(points) > len(self._cards):
            place = len(self._cards)
            card = _PointCard()
            self._cards.append(card)
            self._grid.addWidget(card, place // 2, place % 2)
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(points))
            if place < len(points):
                card.show_point(points[place])
        return more

    def height_for(self, width: int) -> int:
        """Pixels that all of it takes, in so many across."""
        return self._whole.totalHeightForWidth(width)

    def _fill(self) -> None:
        measured(self._grid, 16)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout()
        measured(column, 16)
        for part in (self._above, self._title, self._lead):
            column.addWidget(part)
        column.addSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self._closing)
        middle = QWidget()
        middle.setLayout(column)
        put_in_middle(self._whole, middle, _COLUMN, (40, 24, 40, 24))


class _PointCard(Card):
    """One point; a tick stands before it once it was agreed to."""

    def __init__(self) -> None:
        super().__init__(gap=4, padding=20)
        self._sign = Sign("check", units=_SIGN)
        self._sign.set_picture("check", "good")
        self._heading = Text("heading")
        self._words = Text("visitor")
        row = QHBoxLayout()
        measured(row, 12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._heading, 1)
        self.box.addLayout(row)
        self.box.addWidget(self._words)
        self.box.addStretch(1)

    def show_point(self, point: Point) -> None:
        """Say this."""
        self._heading.setText(point.heading)
        self._words.setText(point.words)
        self._words.setVisible(bool(point.words))
        self._sign.setVisible(point.agreed is True)
        self.set_tone("good" if point.agreed else "")
        self.setAccessibleName(point.heading)
        self.setAccessibleDescription(point.words)
