"""What happened and what to do about it, where it cannot be missed."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer_app.errors import InzageError
from viewer_app.ui.icons import paint_icon
from viewer_app.ui.language import sentence
from viewer_app.ui.palette import DAY, Scheme
from viewer_app.ui.theme import measured
from viewer_app.ui.widgets.text import Panel, Text

Words = Callable[[], str]
"""Words in the language of the moment, so that a banner on screen can change language."""

_PICTURES: Final = {"bad": "warning", "wait": "warning", "plain": "info", "good": "check"}


class Banner(Panel):
    """A title and a sentence in a tone: ``bad``, ``wait`` (mind this) or ``plain``."""

    def __init__(self, tone: str = "bad", scheme: Scheme = DAY) -> None:
        super().__init__(tone, scheme, soft=True)
        self._title: Words = str
        self._text: Words = str
        self._sign = Sign(_PICTURES[tone], scheme)
        self._heading = Text("strong")
        self._body = Text()
        row = QHBoxLayout(self)
        measured(row, 16, (26, 16, 20, 16))
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        measured(words, 4)
        words.addWidget(self._heading)
        words.addWidget(self._body)
        row.addLayout(words, 1)
        self.hide()

    def say(self, tone: str, title: Words, text: Words) -> None:
        """Show these words, and have a screen reader speak them."""
        self._title, self._text = title, text
        self.set_tone(tone)
        self._sign.set_picture(_PICTURES[tone], tone)
        self.retranslate()
        self.show()
        announce(self, f"{title()}. {text()}")

    def report(self, error: InzageError, title: Words) -> None:
        """Show what was refused or failed, from the catalogue of messages."""
        code, facts = error.code, dict(error.facts)
        self.say("bad", title, lambda: sentence(code, facts))

    def clear(self) -> None:
        """Say nothing."""
        self._title = self._text = str
        self.hide()

    def retranslate(self) -> None:
        """Say the same in the language spoken now."""
        self._heading.setText(self._title())
        self._body.setText(self._text())
        self._body.setVisible(bool(self._text()))
        self.setAccessibleName(self._title())
        self.setAccessibleDescription(self._text())


class Sign(QWidget):
    """An icon that says nothing the words beside it do not say."""

    def __init__(self, picture: str, scheme: Scheme = DAY, units: int = 30) -> None:
        super().__init__()
        self._picture = picture
        self._scheme = scheme
        self._units = units
        self._tone = "bad"
        self.rescale(1.0)

    def set_picture(self, picture: str, tone: str) -> None:
        """Change the icon and its tone."""
        self._picture, self._tone = picture, tone
        self.update()

    def rescale(self, unit: float) -> None:
        """Keep the icon as large as the words."""
        size = round(self._units * unit)
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon in the colour of its tone."""
        del event
        scheme = self._scheme
        colours = {"bad": scheme.stop, "wait": scheme.warn, "good": scheme.good}
        painter = QPainter(self)
        colour = colours.get(self._tone, scheme.accent)
        paint_icon(painter, self._picture, QRectF(self.rect()), colour)
        painter.end()


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader, if there is one, speak these words at once."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
