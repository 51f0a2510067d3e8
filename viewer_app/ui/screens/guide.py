"""Where to look on a document: a small drawing with letters, and what each letter means."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer_app.session.policy import Document
from viewer_app.ui.icons import paint_icon
from viewer_app.ui.names import Identity
from viewer_app.ui.palette import DAY
from viewer_app.ui.theme import foldable, measured
from viewer_app.ui.widgets.text import Card, Text

_WIDE: Final = 330
_HIGH: Final = 165
_MARKS: Final = "ABCD"
"""Letters, because the fields of a driving licence have numbers."""


class GuideCard(Card):
    """Four places on the kind of document that was chosen."""

    def __init__(self) -> None:
        super().__init__(gap=0, padding=20)
        self._kind = Document.PASSPORT
        self._drawing = _Drawing()
        self._steps = [Text() for _ in _MARKS]
        row = QHBoxLayout()
        measured(row, 28)
        foldable(row)
        row.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignVCenter)
        steps = QVBoxLayout()
        measured(steps, 10)
        steps.addStretch(1)
        for step in self._steps:
            steps.addWidget(step)
        steps.addStretch(1)
        row.addLayout(steps, 1)
        self.box.addLayout(row)
        self.retranslate()

    def show_kind(self, kind: Document | None) -> None:
        """Show where to look on this kind; None: no guide."""
        self.setVisible(kind is not None)
        if kind is not None:
            self._kind = kind
            self._drawing.show_picture(f"guide-{kind.value.replace('_', '-')}")
            self.retranslate()

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        photo = self.tr("Photo: is it the visitor? Look at eyes, nose, mouth and ears.")
        names = self.tr("Name and date of birth: as in the approval?")
        valid = self.tr("Last day of validity: today or later?")
        code = self.tr("Code: three lines on the back.")
        if self._kind is Document.PASSPORT:
            code = self.tr("Code: two lines below the photo.")
        elif self._kind is Document.DRIVING_LICENCE:
            names = self.tr("Name at 1 and 2, date of birth at 3: as in the approval?")
            valid = self.tr("Last day of validity, at 4b: today or later?")
            code = self.tr("Code: one line on the back.")
        told = (photo, names, valid, code)
        for label, mark, words in zip(self._steps, _MARKS, told, strict=True):
            label.setText(f"{mark}   {words}")


class _Drawing(QWidget):
    """Says nothing that the words beside it do not say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(Identity.DRAWING)
        self._picture = "guide-passport"
        self.rescale(1.0)

    def show_picture(self, picture: str) -> None:
        """Change the drawing."""
        self._picture = picture
        self.update()

    def rescale(self, unit: float) -> None:
        """Keep the drawing as large as the words."""
        self.setFixedSize(QSize(round(_WIDE * unit), round(_HIGH * unit)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colour of what can be acted on."""
        del event
        painter = QPainter(self)
        paint_icon(painter, self._picture, QRectF(self.rect()), DAY.accent)
        painter.end()
