"""The picture of what was shown: the film from left to right, and each run of it in order.

No colour carries a meaning alone: how often and how fast stands beside it in words.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt

from viewer_app.audit.reel import NORMAL_SPEED, Mark, Pause, Span
from viewer_app.audit.viewing import Viewing
from viewer_app.reports.sheet import ACCENT, INK, LEFT, LINE, MEASURE, QUIET, SMALL, SOFT, Sheet

LANES: Final = 14
"""Runs drawn one under another; more would be a texture, and the table has all of them."""

_LABEL: Final = 62.0
_BAR: Final = 20.0
_LANE: Final = 11.0
_NUMBERS: Final = 12.0
"""Room above the film for the numbers of the markers."""
_NUMBER: Final = 9.0
_SAID: Final = 60.0
_ONCE: Final = "#7fb4bd"
_STEPS: Final = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)

Say = Callable[..., str]


def draw_timeline(sheet: Sheet, viewing: Viewing, say: Say) -> None:
    """Draw the film with the parts that ran, the pauses, and the runs below.

    ``say`` gives a sentence for a code of ``viewer_app.messages.reports``.
    """
    length = film_length(viewing)
    if not length:
        return
    lanes = viewing.spans[:LANES]
    above = _NUMBERS if viewing.marks else 0.0
    sheet.need(_BAR + 46 + above + _LANE * len(lanes))
    sheet.y += above
    left, width = LEFT + _LABEL, MEASURE - _LABEL

    def x(position_ms: int) -> float:
        return left + width * min(max(position_ms / length, 0.0), 1.0)

    top = sheet.y
    sheet.text(say("report.timeline.film"), LEFT, top + 5, _LABEL - 6, size=SMALL, colour=QUIET)
    sheet.block(left, top, width, _BAR, SOFT)
    for start, end, times in viewing.coverage:
        if times:
            colour = _ONCE if times == 1 else ACCENT
            sheet.block(x(start), top, max(x(end) - x(start), 0.8), _BAR, colour)
    for pause in held_pauses(viewing):
        at = x(pause.position_ms)
        sheet.line((at, top - 4), (at, top + _BAR + 4), INK, 1.2)
    _draw_marks(sheet, viewing.marks, top, x)
    _draw_scale(sheet, top + _BAR, length, x)
    sheet.y = top + _BAR + 24
    for number, span in enumerate(lanes, start=1):
        _draw_run(sheet, number, span, x, say)
    sheet.y += 6
    _draw_legend(sheet, say, marked=bool(viewing.marks))


def film_length(viewing: Viewing) -> int:
    """The length of the film in ms, or how far it came where that is all that is known."""
    shown = max((span.end_ms for span in viewing.spans), default=0)
    return max(viewing.length_ms or 0, shown)


def held_pauses(viewing: Viewing) -> list[Pause]:
    """The pauses after the film had begun to run: not the first picture, waiting for the start."""
    begun = viewing.spans[0].began_at if viewing.spans else None
    return [pause for pause in viewing.pauses if begun is not None and pause.began_at > begun]


def clock(milliseconds: int) -> str:
    """``2:05``, or ``1:02:05`` for what lasts an hour."""
    seconds = milliseconds // 1000
    hours, minutes = seconds // 3600, seconds // 60 % 60
    if hours:
        return f"{hours}:{minutes:02}:{seconds % 60:02}"
    return f"{minutes}:{seconds % 60:02}"


def _draw_scale(sheet: Sheet, y: float, length: int, x: Callable[[int], float]) -> None:
    sheet.line((x(0), y), (x(length), y), QUIET, 0.7)
    for moment in _ticks(length):
        sheet.line((x(moment), y), (x(moment), y + 4), QUIET, 0.7)
        centre = Qt.AlignmentFlag.AlignHCenter
        label = clock(moment)
        sheet.text(label, x(moment) - 20, y + 5, 40, size=SMALL, colour=QUIET, align=centre)


def _ticks(length: int) -> Iterator[int]:
    """Round moments of the film, at most nine."""
    step = next((step for step in _STEPS if length / (step * 1000) <= 8), length // 8000 + 1)
    yield from range(0, length + 1, step * 1000)


def _draw_run(sheet: Sheet, number: int, span: Span, x: Callable[[int], float], say: Say) -> None:
    y = sheet.y
    name = say("report.timeline.run", number=number)
    sheet.text(name, LEFT, y, _LABEL - 6, size=SMALL, colour=QUIET)
    sheet.line((x(0), y + 5), (LEFT + MEASURE, y + 5), LINE, 0.4)
    sheet.block(x(span.start_ms), y + 2.5, max(x(span.end_ms) - x(span.start_ms), 0.8), 5, ACCENT)
    said = [f"{span.speed_percent} %"] if span.speed_percent != NORMAL_SPEED else []
    said += [f"{span.times}×"] if span.times > 1 else []
    if said:
        label = " · ".join(said)
        room = LEFT + MEASURE - x(span.end_ms)
        if room > _SAID:
            sheet.text(label, x(span.end_ms) + 3, y, _SAID, size=SMALL, colour=INK)
        else:
            right = Qt.AlignmentFlag.AlignRight
            left = x(span.start_ms) - _SAID - 3
            sheet.text(label, left, y, _SAID, size=SMALL, colour=INK, align=right)
    sheet.y += _LANE


def _draw_marks(sheet: Sheet, marks: Sequence[Mark], top: float, x: Callable[[int], float]) -> None:
    """The number of each above its moment, beside its neighbours."""
    taken = 0.0
    centre = Qt.AlignmentFlag.AlignHCenter
    for place in sorted(range(len(marks)), key=lambda at: marks[at].position_ms):
        at = x(marks[place].position_ms)
        middle = max(at, taken + _NUMBER)
        taken = middle
        sheet.line((middle, top - 7), (at, top), INK, 0.5)
        label = str(place + 1)
        sheet.text(label, middle - 10, top - _NUMBERS - 3, 20, size=SMALL, colour=INK, align=centre)


def _draw_legend(sheet: Sheet, say: Say, *, marked: bool) -> None:
    x = LEFT + _LABEL
    for code, colour in (("never", SOFT), ("once", _ONCE), ("more", ACCENT)):
        sheet.block(x, sheet.y + 1.5, 12, 7, colour)
        x = _word(sheet, x + 16, say(f"report.timeline.{code}"))
    sheet.line((x + 3, sheet.y), (x + 3, sheet.y + 10), INK, 1.2)
    x = _word(sheet, x + 9, say("report.timeline.pause"))
    if marked:
        sheet.text("1", x, sheet.y, 8, size=SMALL, colour=INK)
        _word(sheet, x + 9, say("report.timeline.mark"))
    sheet.y += 18


def _word(sheet: Sheet, x: float, text: str) -> float:
    sheet.text(text, x, sheet.y, 110, size=SMALL, colour=QUIET)
    return x + 8 + len(text) * 4.4 + 8
