"""Choices and confirmations as large cards that wrap their words and can be hit anywhere."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from viewer_app.ui.icons import paint_icon
from viewer_app.ui.palette import DAY, Scheme

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object  # a Qt class can be inherited from once only; the cards bring theirs


class _CardFace(_Base):
    """How both kinds of card measure and paint themselves, in ems of their own font."""

    scheme: Scheme = DAY
    detail: str = ""
    tone: str = ""
    round_mark: bool = False

    def _begin(self, name: str, scheme: Scheme) -> None:
        self.setObjectName(name)
        self.scheme = scheme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, title: str, detail: str = "") -> None:
        """The words on the card; ``detail`` is smaller and follows below."""
        self.setText(title)
        self.detail = detail
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the title on one line."""
        self.ensurePolished()
        title = QFontMetrics(self._title_font()).horizontalAdvance(self.text())
        width = title + self._left() + self._right()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the longest word."""
        self.ensurePolished()
        metrics = QFontMetrics(self._title_font())
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        width = longest + self._left() + self._right()
        return QSize(width, round(2.8 * self._em()))

    def hasHeightForWidth(self) -> bool:
        """The height follows from how the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the words at this width, and never less than a large target."""
        self.ensurePolished()
        room = max(width - self._left() - self._right(), 1)
        height = self._height(self._title_font(), self.text(), room)
        if self.detail:
            height += self._height(self.font(), self.detail, room) + self._em() // 4
        return max(height + round(1.5 * self._em()), round(2.8 * self._em()))

    def hitButton(self, position: QPoint) -> bool:
        """The whole card can be hit."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, its mark and its words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        scheme, em = self.scheme, self._em()
        chosen = self.isChecked()
        mark_colour = scheme.stop if self.tone == "no" else scheme.accent
        soft = scheme.stop_soft if self.tone == "no" else scheme.accent_soft
        line = em / 8 if chosen else em / 9
        # Under the mouse only the edge changes: nothing may look confirmed that is not.
        edge = mark_colour if chosen or self.underMouse() else scheme.edge
        fill = soft if chosen else scheme.surface
        painter.setPen(QPen(QColor(edge), line))
        usable = self.isEnabled() or chosen  # what stands confirmed stays readable
        painter.setBrush(QColor(fill if usable else scheme.disabled))
        inset = line / 2 + 0.5
        face = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(face, em * 0.55, em * 0.55)
        self._paint_mark(painter, chosen, mark_colour)
        self._paint_words(painter)
        painter.end()

    def _paint_mark(self, painter: QPainter, chosen: bool, colour: str) -> None:
        em, scheme = self._em(), self.scheme
        size = 1.5 * em
        box = self._mirrored(QRectF(0.8 * em, (self.height() - size) / 2, size, size))
        edge = colour if chosen else scheme.edge
        painter.setPen(QPen(QColor(edge), em / 9))
        painter.setBrush(QColor(colour if chosen else scheme.surface))
        if self.round_mark:
            painter.drawEllipse(box)
        else:
            painter.drawRoundedRect(box, em * 0.3, em * 0.3)
        if chosen:
            ink = scheme.on_stop if self.tone == "no" else scheme.on_accent
            if self.round_mark and not self.tone:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(ink))
                painter.drawEllipse(QPointF(box.center()), size / 5, size / 5)
            else:
                inner = box.adjusted(size / 8, size / 8, -size / 8, -size / 8)
                paint_icon(painter, "cross" if self.tone == "no" else "check", inner, ink)

    def _paint_words(self, painter: QPainter) -> None:
        em = self._em()
        room = max(self.width() - self._left() - self._right(), 1)
        title = self._height(self._title_font(), self.text(), room)
        detail = self._height(self.font(), self.detail, room) + em // 4 if self.detail else 0
        top = (self.height() - title - detail) // 2
        usable = self.isEnabled() or self.isChecked()
        ink = self.scheme.ink if usable else self.scheme.on_disabled
        painter.setPen(QColor(ink))
        painter.setFont(self._title_font())
        place = QRectF(self._left(), top, room, title)
        painter.drawText(self._mirrored(place).toRect(), _WRAP, self.text())
        if self.detail:
            painter.setPen(QColor(self.scheme.quiet if usable else ink))
            painter.setFont(self.font())
            place = QRectF(self._left(), top + title + em // 4, room, detail)
            painter.drawText(self._mirrored(place).toRect(), _WRAP, self.detail)

    def _mirrored(self, place: QRectF) -> QRectF:
        """The same place, from the right where reading begins there."""
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right())
        return place

    def _em(self) -> int:
        return max(self.fontInfo().pixelSize(), 1)

    def _left(self) -> int:
        return round(3.0 * self._em())

    def _right(self) -> int:
        return round(0.7 * self._em())

    def _title_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @staticmethod
    def _height(font: QFont, words: str, width: int) -> int:
        return QFontMetrics(font).boundingRect(0, 0, width, 100_000, _WRAP, words).height()


class CheckCard(_CardFace, QCheckBox):
    """Something to confirm."""

    def __init__(self, name: str, scheme: Scheme = DAY) -> None:
        super().__init__()
        self._begin(name, scheme)


class RadioCard(_CardFace, QRadioButton):
    """One of several answers. ``tone="no"`` marks it with a cross when chosen, ``yes`` a check."""

    def __init__(self, name: str, tone: str = "", scheme: Scheme = DAY) -> None:
        super().__init__()
        self.round_mark = True
        self.tone = tone
        self._begin(name, scheme)
