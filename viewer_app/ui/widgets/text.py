"""Words on the screen, and the frames around them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from viewer_app.ui.theme import measured


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
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def set_tone(self, tone: str) -> None:
        """Colour the words by a tone of the style sheet: ``good``, ``wait``, ``bad``, ``plain``."""
        set_property(self, "tone", tone)


class Card(QFrame):
    """A white card; ``box`` is the column inside it."""

    def __init__(self, tone: str = "", gap: int = 12, padding: int = 24) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.setProperty("tone", tone)
        self.box = QVBoxLayout(self)
        measured(self.box, gap, (padding, padding, padding, padding))

    def set_tone(self, tone: str) -> None:
        """Colour the edge of the card."""
        set_property(self, "tone", tone)


class Rule(QFrame):
    """A thin line between things."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "rule")


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet looks at, and show the difference."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    for child in widget.findChildren(QLabel):
        child.style().unpolish(child)
        child.style().polish(child)
