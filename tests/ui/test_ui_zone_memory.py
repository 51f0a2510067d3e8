"""What is left of a document's numbers in the memory of the program whose screen took its code."""

import os
import subprocess
import sys

import pytest

from tests.session.zone_memory import MARKER, check_numbers_go, typed_code
from tests.tools import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="looks through memory as Linux shows it"
)

SCREEN = """
import os, sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from viewer_app.evidence import secret

secret._MEMFD_SECRET = 100_000  # ordinary pages, which can be looked at
from tests.ui.visit import Visit
from tests.ui.stage import StageBackend
from tests.ui.stage_agenda import full_agenda
from viewer_app.ui.names import Identity

application = QApplication([])
backend = StageBackend()
full_agenda(backend)
visit = Visit(application, backend)
visit.to_identity()
visit.press(Identity.document("passport"))
field = visit.find(Identity.ZONE)
symbol = bytearray(1)
for _ in range(int(sys.argv[1])):  # one by one, as keys come
    os.readv(0, [symbol])
    QTest.keyClick(field, Qt.Key.Key_Return if symbol[0] == 10 else chr(symbol[0]))
marker = os.read(0, 16)
print("typed", flush=True)
os.read(0, 1)
QTest.keyClick(field, Qt.Key.Key_Return)
page = visit.window.conductor.identity
visit.wait(lambda: not page.is_busy and field.empty)
QTest.qWait(100)
print("compared" if visit.window.conductor.session.inspection else "refused", flush=True)
os.read(0, 1)
visit.end()
"""


@pytest.mark.parametrize("right", [True, False])
def test_number_and_optional_data_are_gone_once_the_answer_is_shown(right: bool) -> None:
    text = typed_code(right=right)
    with subprocess.Popen(
        [sys.executable, "-c", SCREEN, str(len(text))],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        check_numbers_go(process, text + MARKER, b"compared" if right else b"refused")
