"""The supervisor's remarks: as much as the trail takes, in any script."""

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer_app.audit.body import PRIVATE_LIMIT, commit_private
from viewer_app.ui.widgets.fields import RemarksEdit
from viewer_app.ui.widgets.line import LineEdit


@pytest.mark.parametrize(
    ("sign", "fit"), [("e", 2_000), ("é", 2_000), ("語", 1_365), ("😀", 1_024)]
)
def test_remarks_end_where_the_trail_takes_no_more(qtbot: QtBot, sign: str, fit: int) -> None:
    field = RemarksEdit("remarks")
    qtbot.addWidget(field)
    field.insertPlainText(sign * (fit - 1))
    for _ in range(3):
        typed = QInputMethodEvent()
        typed.setCommitString(sign)
        QApplication.sendEvent(field, typed)
    told = field.toPlainText()
    assert told == sign * fit
    assert len(told.encode()) <= PRIVATE_LIMIT
    assert commit_private("remarks", told, bytes(32))


def test_a_line_that_was_cleared_brings_nothing_back(qtbot: QtBot) -> None:
    field = LineEdit("remark")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "Mevrouw Jansen valt")
    field.clear()
    field.undo()
    assert not field.text()
