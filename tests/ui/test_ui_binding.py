"""Qt's binding for Python gives back what it takes: it must live through a day of appointments."""

import gc
import sys
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QLayoutItem, QWidget

from tests.ui.visit import Visit
from viewer_app.ui.screens.review_search import SearchCard
from viewer_app.ui.widgets.page import Page


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


def wrapped_items() -> set[int]:
    """The addresses of all layout items that PySide has made an object for."""
    return {
        shiboken6.getCppPointer(each)[0]
        for each in shiboken6.getAllValidWrappers()
        if isinstance(each, QLayoutItem) and not isinstance(each, QLayout)
    }


def items_of(layout: QLayout) -> set[int]:
    """The addresses of the items in a layout. Makes objects for them: ask this last."""
    items = [layout.itemAt(index) for index in range(layout.count())]
    return {shiboken6.getCppPointer(item)[0] for item in items if item is not None}


def test_what_is_laid_out_anew_has_no_items_that_outlive_qts_own(visit: Visit) -> None:
    """An object for a freed item is found again at its address, in place of whatever is there.

    So a style once came back as an item of a layout, and the program ended as it started.
    """
    visit.window.setFixedSize(1000, 700)
    visit.window.setFixedSize(1920, 1080)
    wrapped = wrapped_items()
    (card,) = visit.window.findChildren(SearchCard)
    (grid,) = card.findChildren(QGridLayout)
    assert grid.count() > 3
    assert items_of(grid).isdisjoint(wrapped)
    for page in visit.window.findChildren(Page):
        for holder in (page._outer, page._stack):
            assert items_of(holder).isdisjoint(wrapped), page.objectName()


def test_making_cards_anew_leaves_no_objects_of_the_old_ones(visit: Visit) -> None:
    visit.to_agenda()
    agenda = visit.window.conductor.agenda
    counts = []
    for _ in range(3):
        agenda.retranslate()
        QTest.qWait(50)
        gc.collect()
        counts.append(len(wrapped_items()))
    assert len(set(counts)) == 1
