"""Words on the screen, and the panels they stand on."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from viewer_app.ui.palette import DAY, Scheme
from viewer_app.ui.theme import measured

_STRIPE: Final = {"bad": "stop", "wait": "warn", "good": "good", "plain": "accent"}
_SOFT: Final = {"bad": "stop_soft", "wait": "warn_soft", "plain": "accent_soft"}


class Text(QLabel):
    """Words in one of the roles of the style sheet.

    Always plain text: names and file names come from outside and are never read as markup. Words
    cannot be selected, so they cannot be copied.
    """

    def __init__(self, role: str = "body", parent: QWidget | None = None, *, wrap: bool = True):
        super().__init__(parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setWordWrap(wrap)
        self.setIndent(0)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
            self.setMinimumWidth(1)  # words break where they must, and never push the window wide

    def set_tone(self, tone: str) -> None:
        """Colour the words by a tone of the style sheet: ``good``, ``wait``, ``bad``, ``plain``."""
        set_property(self, "tone", tone)


class Panel(QFrame):
    """A rounded panel with, for a tone, a stripe down its left side; ``soft`` tints all of it."""

    def __init__(self, tone: str = "", scheme: Scheme = DAY, *, soft: bool = False) -> None:
        super().__init__()
        self._tone = tone
        self._scheme = scheme
        self._soft = soft

    def set_tone(self, tone: str) -> None:
        """Change the colour of the stripe."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        em = max(self.fontInfo().pixelSize(), 1)
        scheme, tone = self._scheme, self._tone
        stripe = getattr(scheme, _STRIPE[tone]) if tone else scheme.line
        fill = getattr(scheme, _SOFT.get(tone, "surface")) if self._soft else scheme.surface
        edge = max(em / 18, 1.0)
        shape = QPainterPath()
        face = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        shape.addRoundedRect(face, em * 0.6, em * 0.6)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(shape, QColor(fill))
        if tone:
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(QRectF(0, 0, em * 0.45, self.height()), QColor(stripe))
            painter.restore()
        painter.setPen(QPen(QColor(stripe if self._soft else scheme.line), edge))
        painter.drawPath(shape)
        painter.end()


class Card(Panel):
    """A white panel; ``box`` is the column inside it."""

    def __init__(self, tone: str = "", gap: int = 12, padding: int = 24) -> None:
        super().__init__(tone)
        self.box = QVBoxLayout(self)
        left = padding + (4 if tone else 0)
        measured(self.box, gap, (left, padding, padding, padding))


class Rule(QFrame):
    """A thin line between things."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "rule")


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet looks at, and show the difference."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
