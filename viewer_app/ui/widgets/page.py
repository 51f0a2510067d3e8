"""The frame of a workflow screen: where I am, what is asked, what I can do next."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from viewer_app.errors import InzageError
from viewer_app.ui.theme import foldable, limit_width, measured
from viewer_app.ui.widgets.banner import Banner, Words, announce
from viewer_app.ui.widgets.busy import Busy
from viewer_app.ui.widgets.text import Text, set_property

COLUMN = 1000
"""Units; about 90 characters of body text."""
STEPS = 6
RING = 8
"""Units kept free around everything that can have the focus, for its ring."""
BAR = 16
"""Units for the scroll bar, whether it shows or not, so that nothing jumps."""
_BAR_EDGES = (40, 6, 40 + BAR, 6)


class Page(QWidget):
    """A screen of the appointment.

    A subclass fills ``body``, adds its buttons with ``add_action`` and says its words in
    ``retranslate``, which is called again whenever the language changes.
    """

    def __init__(self, name: str, step: int = 0, *, column: int = COLUMN) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("part", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.step = step
        self.banner = Banner()
        self.body = QVBoxLayout()
        measured(self.body, 20)
        self._eyebrow = Text("eyebrow")
        self._title = Text("title")
        self._lead = Text("lead")
        self._busy = Busy()
        self._actions: list[QWidget] = []
        self._busy_words: Words | None = None
        self._touch_asked = False
        self._beside: list[QWidget] = []
        self._moved_aside: list[QWidget] = []
        self._focus_before: QWidget | None = None
        self._build(column)

    # --- what a subclass uses ------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say every word of this screen in the language spoken now."""
        raise TypeError(f"{type(self).__name__} has no words")

    def set_words(self, title: str, lead: str = "", eyebrow: str = "") -> None:
        """The title, what is asked under it, and what stands above it instead of the step."""
        step = self._step_words() if self.step else ""
        self._eyebrow.setText(eyebrow or step)
        self._eyebrow.setVisible(bool(eyebrow or step))
        self._title.setText(title)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self.setAccessibleName(title)

    @property
    def head(self) -> tuple[QWidget, ...]:
        """Title and lead, where they are in another language than the rest."""
        return self._title, self._lead

    def add_action(self, button: QWidget, *, last: bool = False) -> None:
        """A button in the bar below: to the left, or ``last``, at the far right."""
        place = self._row.count() if last else self._row.indexOf(self._busy)
        self._row.insertWidget(place, button)
        self._actions.append(button)
        if not last:
            self._beside.append(button)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll until this widget, just shown, is seen whole."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(widget, 0, RING))

    # --- what the conductor uses ---------------------------------------------------------------

    def enter(self) -> None:
        """The screen is shown: scroll to the top, put the focus where the work begins, say so."""
        self.banner.clear()
        self.set_busy(None)
        self._scroll.verticalScrollBar().setValue(0)
        self.focus_first()
        announce(self, f"{self._eyebrow.text()}. {self._title.text()}")

    def leave(self) -> None:
        """The screen is left: forget what was typed and shown."""

    def focus_first(self) -> None:
        """Put the keyboard where the work of this screen begins."""

    def refresh(self) -> None:
        """Enable what can be done with the answers given so far, and nothing else."""

    def set_narrow(self, *, narrow: bool) -> None:
        """Where there is little room, the buttons follow the text instead of standing below it."""
        holder = self._stack if narrow else self._outer
        if holder.indexOf(self._bar) < 0:
            self._stack.removeWidget(self._bar)
            self._outer.removeWidget(self._bar)
            holder.addWidget(self._bar)
            set_property(self._bar, "part", "" if narrow else "actions")
            measured(self._bar_row, 0, (0, 0, 0, 0) if narrow else _BAR_EDGES)
            measured(self._row, 12, (0, 0, 0, 0) if narrow else (RING,) * 4)

    def report(self, error: InzageError, title: Words) -> None:
        """Show a problem and bring it into view."""
        self.set_busy(None)
        self.banner.report(error, title)
        self._scroll.verticalScrollBar().setValue(0)

    def set_busy(self, words: Words | None) -> None:
        """Show that something is being done and take no answers meanwhile; None: done."""
        was_busy = self._busy_words is not None
        if words is not None and not was_busy:
            focused = QApplication.focusWidget()
            self._focus_before = focused if focused and self.isAncestorOf(focused) else None
        self._busy_words = words
        self._set_touch(asked=False)
        self.sheet.setEnabled(words is None)
        for action in self._actions:
            action.setEnabled(words is None)
        if words is None:
            self.refresh()
        if words is None and was_busy and self._focus_before is not None:
            if isValid(self._focus_before):  # a card of the agenda may be gone by now
                self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._focus_before = None
        if words is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, words())

    def ask_touch(self, *, asked: bool) -> None:
        """While busy: ask for a touch of the security key, or say again what is being done."""
        if self._busy_words is None or self._touch_asked == asked:
            return
        self._set_touch(asked=asked)
        if asked:
            announce(self, touch_words())

    @property
    def is_busy(self) -> bool:
        """Whether the screen waits for something."""
        return self._busy_words is not None

    # --- Qt ------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.banner.retranslate()
            self._say_busy()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by keyboard where nothing else wants the key."""
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Down: bar.singleStep() * 3,
            Qt.Key.Key_Up: -bar.singleStep() * 3,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)

    # --- inside --------------------------------------------------------------------------------

    def _build(self, column: int) -> None:
        outer = QVBoxLayout(self)
        measured(outer, 0)
        self.sheet = QWidget()
        self.sheet.setProperty("part", "sheet")
        self._scroll = scrolling(self.sheet)
        outer.addWidget(self._scroll, 1)
        self._add_actions(outer, column)

        middle = QHBoxLayout(self.sheet)
        measured(middle, 0, (40, 24, 40, 24))
        content = QWidget()
        limit_width(content, column)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        content.setSizePolicy(policy)
        middle.addStretch(1)
        middle.addWidget(content, 1000)
        middle.addStretch(1)

        stack = QVBoxLayout(content)
        measured(stack, 20, (RING, RING, RING, RING))
        head = QVBoxLayout()
        measured(head, 8)
        head.addWidget(self._eyebrow)
        head.addWidget(self._title)
        head.addWidget(self._lead)
        stack.addLayout(head)
        stack.addWidget(self.banner)
        stack.addLayout(self.body)
        stack.addStretch(1)
        self._stack = stack

    def _add_actions(self, outer: QVBoxLayout, column: int) -> None:
        self._bar = QFrame()
        self._bar.setProperty("part", "actions")
        outer.addWidget(self._bar)
        self._outer = outer
        middle = QHBoxLayout(self._bar)
        measured(middle, 0, _BAR_EDGES)
        self._bar_row = middle
        content = QWidget()
        limit_width(content, column)
        middle.addStretch(1)
        middle.addWidget(content, 1000)
        middle.addStretch(1)
        self._row = QHBoxLayout(content)
        measured(self._row, 12, (RING, RING, RING, RING))
        foldable(self._row)
        self._row.addWidget(self._busy)
        self._row.addStretch(1)

    def _set_touch(self, *, asked: bool) -> None:
        """The words must be seen whole: what cannot be pressed meanwhile makes room for them."""
        self._touch_asked = asked
        for button in self._moved_aside:
            button.show()
        self._moved_aside = [each for each in self._beside if asked and each.isVisibleTo(self)]
        for button in self._moved_aside:
            button.hide()
        self._say_busy()

    def _say_busy(self) -> None:
        words = touch_words if self._touch_asked else self._busy_words
        self._busy.show_words(words() if words else "")

    def _step_words(self) -> str:
        return self.tr("Step {step} of {steps}").format(step=self.step, steps=STEPS)


def touch_words() -> str:
    """What is said while a security key waits to be touched."""
    return QCoreApplication.translate("Touch", "Touch your security key now")


def scrolling(content: QWidget) -> QScrollArea:
    """``content`` in an area that scrolls down, and across only if it must."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setVerticalScrollBar(_QuietBar())
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    return area


class _QuietBar(QScrollBar):
    """A scroll bar that keeps its room and shows nothing when there is nothing to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


def button_words(button: QWidget, words: str, describe: str = "") -> None:
    """The words on a button, and its accessible name and description."""
    if hasattr(button, "setText"):
        button.setText(words)
    button.setAccessibleName(words)
    button.setAccessibleDescription(describe)
