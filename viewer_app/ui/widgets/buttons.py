"""Push buttons, each with an icon if it helps."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton

from viewer_app.ui.icons import icon
from viewer_app.ui.palette import DAY, Scheme

_ICON_UNITS = 26
_GAP_UNITS = 6


class Button(QPushButton):
    """A button of a kind that the style sheet knows, such as ``primary``, ``plain`` or ``tool``.

    Space and Enter both press it.
    """

    def __init__(
        self, name: str, kind: str = "plain", picture: str = "", scheme: Scheme = DAY
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._kind = kind
        self._picture = picture
        self._scheme = scheme
        self._unit = 1.0

    def set_picture(self, picture: str) -> None:
        """Change the icon."""
        if picture != self._picture:
            self._picture = picture
            self.rescale(self._unit)

    def on_rail(self) -> "Button":
        """The same button with an icon that can be seen on the rail."""
        self._kind = "rail"
        return self

    def setText(self, text: str) -> None:
        """Change the words, and the room between them and the icon."""
        beside = bool(text) != bool(self.text())
        super().setText(text)
        if beside:
            self.rescale(self._unit)

    def rescale(self, unit: float) -> None:
        """Draw the icon anew at this size."""
        self._unit = unit
        if self._picture:
            size = round(_ICON_UNITS * unit)
            beside = round(_GAP_UNITS * unit) if self.text() else 0
            ink, faint = self._ink(), self._scheme.on_disabled
            self.setIcon(icon(self._picture, ink, faint, size, beside))
            self.setIconSize(QSize(size + beside, size))
        else:
            self.setIcon(QIcon())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def _ink(self) -> str:
        scheme = self._scheme
        inks = {
            "primary": scheme.on_accent,
            "stop": scheme.on_stop,
            "quiet": scheme.accent,
            "rail": scheme.rail_ink,
        }
        return inks.get(self._kind, scheme.ink)
