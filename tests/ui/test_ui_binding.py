"""Qt's binding for Python gives back what it takes: it must live through a day of appointments."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget


class Follower(QWidget):
    """A widget with a method that Qt calls."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)


@pytest.mark.parametrize(
    "call",
    [
        lambda widget: widget.setObjectName("film"),
        lambda widget: widget.property("missing"),
        lambda widget: widget.parentWidget(),
        lambda widget: QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange)),
    ],
    ids=["returns nothing", "finds nothing", "has no parent", "is called by Qt"],
)
def test_no_reference_to_none_is_lost(
    qapp: QApplication, call: Callable[[QWidget], object]
) -> None:
    """PySide6 6.12.0 lost one a call, and a program that has none left is aborted by Python."""
    widget = Follower()
    call(widget)
    before = sys.getrefcount(None)
    for _ in range(500):
        call(widget)
    assert abs(sys.getrefcount(None) - before) < 50
