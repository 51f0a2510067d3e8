"""The proof at the end of a report: signed checkpoint, QR code of it, and how to check."""

from collections.abc import Callable, Iterable
from typing import Final

from viewer_app.audit.receipt import qr_matrix, receipt_text
from viewer_app.reports.sheet import BODY, INK, LEFT, MEASURE, QUIET, SMALL, Sheet

_SIDE: Final = 140.0
_GAP: Final = 26.0
_HASH: Final = 64

Say = Callable[..., str]


def draw_proof(
    sheet: Sheet, checkpoint: str, facts: Iterable[tuple[str, str]], how: str, say: Say
) -> None:
    """Set the code on the left and what it says, and how to check it, on the right."""
    sheet.heading(say("report.proof"), keep=_SIDE + 120)
    top = sheet.y
    _draw_code(sheet, receipt_text(checkpoint), LEFT, top)
    sheet.text(say("report.proof.code"), LEFT, top + _SIDE + 4, _SIDE, size=SMALL, colour=QUIET)
    x, width = LEFT + _SIDE + _GAP, MEASURE - _SIDE - _GAP
    y = top
    for name, value in facts:
        y += sheet.text(name, x, y, width, size=SMALL, colour=QUIET)
        size = BODY if len(value) < _HASH else SMALL  # a hash on one line
        y += sheet.text(value, x, y, width, size=size, colour=INK) + 5
    y += sheet.text(how, x, y + 2, width, size=BODY) + 8
    sheet.y = max(y, top + _SIDE + 30)
    sheet.paragraph(say("report.proof.note"), size=SMALL, colour=QUIET)
    sheet.paragraph(checkpoint.strip(), size=SMALL)


def _draw_code(sheet: Sheet, text: str, x: float, y: float) -> None:
    matrix = qr_matrix(text)
    # Flush with the text beside it: the page's own white is the quiet zone.
    module = _SIDE / len(matrix)
    for row, modules in enumerate(matrix):
        column = 0
        while column < len(modules):
            run = 1
            if modules[column]:
                # one block for a run: between two a viewer would leave a hair of white
                while column + run < len(modules) and modules[column + run]:
                    run += 1
                place = x + column * module
                sheet.block(place, y + row * module, run * module, module * 1.02, "#000000")
            column += run
