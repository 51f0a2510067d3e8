"""How the film was handled, in sentences, and the moments that were marked, in a table."""

from collections.abc import Iterable, Iterator

from viewer_app.audit.reel import Mark, Pause, Stall
from viewer_app.audit.viewing import Viewing
from viewer_app.reports.sheet import Sheet
from viewer_app.reports.table import Column, draw_table
from viewer_app.reports.timeline import clock, held_pauses
from viewer_app.reports.words import Words, local_time


def draw_handling(sheet: Sheet, viewing: Viewing, words: Words, *, with_personal: bool) -> None:
    """Set what there is to say besides the runs; ``with_personal``: with the remarks."""
    for sentence in tell_handling(viewing, words):
        sheet.skip(6)
        sheet.paragraph(sentence)
    if viewing.marks:
        say = words.say
        sheet.skip(10)
        sheet.heading(say("report.marks"), keep=80)
        columns = [
            Column(say("report.column.seq"), 34, number=True),
            Column(say("report.column.position"), 60, number=True),
            Column(say("report.column.time"), 60),
            Column(say("report.column.remark"), 329),
        ]
        rows = [
            (
                str(number),
                clock(mark.position_ms),
                local_time(mark.at),
                _remark(mark, words, with_personal=with_personal),
            )
            for number, mark in enumerate(viewing.marks, start=1)
        ]
        draw_table(sheet, columns, rows)


def tell_handling(viewing: Viewing, words: Words) -> Iterator[str]:
    """A sentence for each way in which the film was handled."""
    say = words.say
    told = {
        "report.pauses": _holds(held_pauses(viewing), words),
        "report.speeds": (
            say("report.speed", start=clock(start), end=clock(end), percent=percent)
            for start, end, percent in viewing.speeds
        ),
        "report.loops": (
            say("report.loop", start=clock(one.start_ms), end=clock(one.end_ms), times=one.passes)
            for one in viewing.loops
            if one.passes
        ),
        **{
            f"report.{how}": _pictures(viewing, words, how)
            for how in ("stepped", "scrubbed", "hovered")
        },
        "report.stalls": _holds(viewing.stalls, words),
    }
    for code, parts in told.items():
        if listed := ", ".join(parts):
            yield say(code, parts=listed)


def _holds(holds: Iterable[Pause | Stall], words: Words) -> Iterator[str]:
    for hold in holds:
        position = clock(hold.position_ms)
        if hold.ended_at is None:
            yield words.say("report.pause.open", position=position)
        else:
            seconds = round((hold.ended_at - hold.began_at).total_seconds())
            yield words.say("report.pause", position=position, seconds=seconds)


def _pictures(viewing: Viewing, words: Words, how: str) -> Iterator[str]:
    shown = viewing.pictures(how)
    if shown is None:
        return
    for start_ms, end_ms in shown.parts:
        start, end = clock(start_ms), clock(end_ms)
        yield start if start == end else f"{start}–{end}"
    yield words.say("report.stills", pictures=shown.number)
    if not shown.told:
        yield words.say("report.stills.untold")


def _remark(mark: Mark, words: Words, *, with_personal: bool) -> str:
    if mark.remark:
        return mark.remark
    if not mark.remarked:
        return words.say("report.remark.none")
    return words.say("report.remark.erased" if with_personal else "report.remark.left_out")
