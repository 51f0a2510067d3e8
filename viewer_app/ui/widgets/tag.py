"""A small word with an icon: how it stands with something."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from viewer_app.ui.theme import measured
from viewer_app.ui.widgets.banner import Sign
from viewer_app.ui.widgets.text import Text, set_property

_SIGN = 20
"""Units."""


class Tag(QFrame):
    """In a tone: ``good``, ``wait``, ``bad`` or ``plain``. The word alone says it, too."""

    def __init__(self, picture: str, tone: str, words: str) -> None:
        super().__init__()
        self.setProperty("part", "tag")
        set_property(self, "tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        sign = Sign(picture, units=_SIGN)
        sign.set_picture(picture, tone)
        label = Text("tag", wrap=False)
        label.setText(words)
        row = QHBoxLayout(self)
        measured(row, 8, (12, 4, 14, 4))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label)
