"""A period on paper: how many sessions, how they ended, how long they took, what was refused."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtGui import QPainter, QPdfWriter

from viewer_app.audit.checkpoint import open_checkpoint
from viewer_app.audit.errors import AuditError, ExportError
from viewer_app.audit.exports.events import read_events
from viewer_app.audit.output import new_file
from viewer_app.audit.period import Period
from viewer_app.audit.proving import open_prover
from viewer_app.audit.reader import TrailReader
from viewer_app.messages import Language
from viewer_app.reports.chart import draw_bars, draw_columns, draw_tiles
from viewer_app.reports.period_facts import PeriodFacts, SessionLine, count_period
from viewer_app.reports.proof import draw_proof
from viewer_app.reports.sheet import Foot, Sheet
from viewer_app.reports.table import Column, draw_table
from viewer_app.reports.timeline import clock
from viewer_app.reports.typesetting import make_pdf
from viewer_app.reports.words import Words, local_time
from viewer_app.session.calendar import dutch_day

_ENDS: Final = ("completed", "refused", "aborted", "interrupted")


def write_period_report(
    trail: Path,
    first: date | None,
    last: date | None,
    output: Path,
    *,
    language: Language,
    municipality: str = "",
) -> int:
    """Write the report of whole days as the new file ``output``; returns how many pages.

    Holds no personal value. Raises ExportError (``report.not_proved``, and what ``new_file``
    raises) or TrailError.
    """
    with TrailReader(trail) as reader:
        size = reader.size()
        facts = count_period(read_events(reader, size), Period.of_days(first, last))
    with open_prover(trail) as prover:
        checkpoint = prover.checkpoint(size)
        try:
            root = open_checkpoint(checkpoint, [prover.key(size - 1)]).root
        except AuditError as error:
            raise ExportError("report.not_proved", file=trail.name) from error
        origin = prover.key(0).name
    report = _Report(facts, Words(language), (first, last), municipality)
    report.proof = (
        checkpoint,
        [
            ("report.proof.origin", origin),
            ("report.proof.size", str(size)),
            ("report.proof.root", root.hex()),
        ],
    )
    pdf = report.make()
    with new_file(output) as file:
        file.write(pdf)
    return report.pages


class _Report:
    def __init__(
        self,
        facts: PeriodFacts,
        words: Words,
        days: tuple[date | None, date | None],
        municipality: str,
    ) -> None:
        self.pages = 0
        self.proof: tuple[str, list[tuple[str, str]]] = "", []
        self._facts = facts
        self._words = words
        self._municipality = municipality
        self._period = self._name_period(*days)

    def make(self) -> bytes:
        """Set it twice: how many pages there are is known only after the first time."""
        title = f"{self._words.say('report.period.title')}: {self._period}"
        make_pdf(self._draw, title, self._words.language)
        return make_pdf(self._draw, title, self._words.language)

    def _name_period(self, first: date | None, last: date | None) -> str:
        """The days that were asked for, or else those of the first and last session."""
        days = [dutch_day(line.opened) for line in self._facts.lines]
        start, end = first or min(days, default=None), last or max(days, default=None)
        if start is None or end is None:
            return self._words.say("report.period.empty")
        return self._words.say(
            "report.period.days", first=self._words.date(start), last=self._words.date(end)
        )

    def _draw(self, writer: QPdfWriter, painter: QPainter) -> None:
        say = self._words.say
        foot = Foot(
            text=say("report.foot.period", period=self._period),
            page=lambda page, pages: say("report.page", page=page, pages=pages),
        )
        sheet = Sheet(writer, painter, foot, self.pages)
        under = " · ".join(filter(None, (self._municipality, self._period)))
        sheet.title(say("report.period.title"), under)
        draw_tiles(sheet, list(self._tiles()))
        if self._facts.unclosed:
            sheet.skip(4)
            sheet.paragraph(say("report.period.unclosed", count=self._facts.unclosed))
        if self._facts.lines:
            self._draw_ends(sheet)
            self._draw_weeks(sheet)
        self._draw_turned_away(sheet)
        self._draw_incidents(sheet)
        self._draw_sessions(sheet)
        checkpoint, facts = self.proof
        told = [(say(code), value) for code, value in facts]
        draw_proof(sheet, checkpoint, told, say("report.proof.period_how"), say)
        self.pages = sheet.finish()

    def _tiles(self) -> Iterator[tuple[str, str]]:
        say, facts = self._words.say, self._facts
        minutes = facts.minutes
        middle = f"{minutes[len(minutes) // 2]} min" if minutes else "–"
        yield str(len(facts.lines)), say("report.tile.sessions")
        yield str(len(minutes)), say("report.tile.shown")
        yield middle, say("report.tile.median")
        yield str(facts.ends["refused"]), say("report.tile.refused")

    def _draw_ends(self, sheet: Sheet) -> None:
        words, facts = self._words, self._facts
        sheet.heading(words.say("report.period.ends"))
        ends = [*_ENDS, *sorted(facts.ends.keys() - set(_ENDS))]
        draw_bars(sheet, [(words.of("end", end).capitalize(), facts.ends[end]) for end in ends])
        if facts.reasons:
            sheet.heading(words.say("report.period.reasons"))
            draw_bars(
                sheet,
                [
                    (f"{words.of('end', end).capitalize()}: {words.reason(reason)}", number)
                    for (end, reason), number in facts.reasons.most_common()
                ],
            )

    def _draw_turned_away(self, sheet: Sheet) -> None:
        words, turned_away = self._words, self._facts.turned_away
        sheet.heading(words.say("report.period.turned_away"))
        if not turned_away:
            sheet.paragraph(words.say("report.period.no_incidents"))
            return
        draw_bars(
            sheet,
            [
                (f"{self._law(regime)}: {words.reason(reason)}", number)
                for (regime, reason), number in turned_away.most_common()
            ],
        )

    def _law(self, regime: str) -> str:
        words = self._words
        return words.of("regime", regime) if regime else words.say("report.period.no_law")

    def _draw_weeks(self, sheet: Sheet) -> None:
        weeks = self._facts.weeks
        first, last = min(weeks), max(weeks)
        count = (last - first).days // 7 + 1
        mondays = [first + timedelta(weeks=number) for number in range(count)]
        if count > 1:
            sheet.heading(self._words.say("report.period.weeks"), keep=120)
            draw_columns(sheet, [(f"{day.day}-{day.month}", weeks[day]) for day in mondays])

    def _draw_incidents(self, sheet: Sheet) -> None:
        words, incidents = self._words, self._facts.incidents
        sheet.heading(words.say("report.period.incidents"))
        if incidents:
            names = [(words.of("action", name), count) for name, count in incidents.most_common()]
            draw_bars(sheet, names)
        else:
            sheet.paragraph(words.say("report.period.no_incidents"))

    def _draw_sessions(self, sheet: Sheet) -> None:
        words, say = self._words, self._words.say
        sheet.heading(say("report.period.sessions"), keep=80)
        columns = [
            Column(say("report.column.day"), 62),
            Column(say("report.column.time"), 42),
            Column(say("report.column.session"), 66),
            Column(say("report.column.supervisor"), 84),
            Column(say("report.column.end"), 142),
            Column(say("report.column.minutes"), 44, number=True),
            Column(say("report.column.shown"), 43, number=True),
        ]
        rows = (
            (
                f"{dutch_day(line.opened):%d-%m-%Y}",
                local_time(line.opened)[:5],
                line.session,
                line.supervisor,
                _ending(words, line),
                str(line.minutes),
                clock(line.shown_ms) if line.shown_ms else "–",
            )
            for line in self._facts.lines
        )
        draw_table(sheet, columns, rows)


def _ending(words: Words, line: SessionLine) -> str:
    end = words.of("end", line.end).capitalize()
    return end if line.end == "completed" else f"{end}. {words.reason(line.reason)}"
