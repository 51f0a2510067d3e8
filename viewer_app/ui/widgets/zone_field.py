"""The field for a machine readable zone: typed, or sent by a reader that acts as a keyboard."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from viewer_app.session.identity.layout import SHAPES, Layout
from viewer_app.ui.widgets.fields import PassphraseEdit

_LINE_END: Final = b"\n"
_LINES: Final = tuple(
    [shape.width] * shape.lines
    for layout, shape in SHAPES.items()
    if layout is not Layout.DRIVING_LICENCE
)
_BLOCKS: Final = tuple([sum(widths)] for widths in _LINES)
"""For readers that send no line ends."""
_LICENCE: Final = [SHAPES[Layout.DRIVING_LICENCE].width]


class ZoneEdit(PassphraseEdit):
    """The lines of a zone in wipeable memory; shown are bullets for the line under way.

    Enter ends a line, as readers send it; after the last line of a whole zone it submits.
    """

    @property
    def lengths(self) -> list[int]:
        """How many characters each line has, without blanks; the last line may have none."""
        lengths = [0]
        start = 0
        for end in self._ends:
            symbol = self._bytes.view[start]
            start = end
            if symbol == _LINE_END[0]:
                lengths.append(0)
            elif symbol != ord(" "):
                lengths[-1] += 1
        return lengths

    @property
    def complete(self) -> bool:
        """Whether this is as long as some whole zone."""
        lengths = [length for length in self.lengths if length]
        licence = lengths == _LICENCE and self._bytes.view[0] in b"Dd"
        return licence or lengths in _LINES or lengths in _BLOCKS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter end a line, or submit what is whole."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif self.complete:
            self.submitted.emit()
        elif self.lengths[-1]:
            self._append(_LINE_END)
            self._show()

    def _show(self) -> None:
        self.setText("•" * self.lengths[-1])
        self.setCursorPosition(self.lengths[-1])
        self.changed.emit()
