"""The *verslag van inzage*: one session on paper, with its proof."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QPainter, QPdfWriter

from viewer_app.audit.body import read_body
from viewer_app.audit.checkpoint import open_checkpoint
from viewer_app.audit.cover import cover_proof, covered_root
from viewer_app.audit.errors import AuditError, ExportError
from viewer_app.audit.merkle import leaf_hash
from viewer_app.audit.output import new_file
from viewer_app.audit.proving import Prover, open_prover
from viewer_app.audit.reader import ReadEvent, TrailReader
from viewer_app.audit.viewing import read_viewing
from viewer_app.messages import Language
from viewer_app.reports.handling import draw_handling
from viewer_app.reports.proof import draw_proof
from viewer_app.reports.sheet import Foot, Sheet
from viewer_app.reports.table import Column, draw_facts, draw_table
from viewer_app.reports.timeline import clock, draw_timeline, film_length
from viewer_app.reports.typesetting import make_pdf
from viewer_app.reports.words import Words, local_time


@dataclass(frozen=True)
class Proved:
    """The events of a closed session and the checkpoint that covers them."""

    session: str
    events: list[ReadEvent]
    checkpoint: str
    origin: str
    size: int
    root: bytes


def write_session_report(
    trail: Path,
    session: str,
    output: Path,
    *,
    language: Language,
    municipality: str = "",
    with_personal: bool = False,
) -> int:
    """Write the report of a closed session as the new file ``output``; returns how many pages.

    ``with_personal``: with the case number and the supervisor's remarks, where not erased.
    Raises ExportError (``report.no_session``, ``report.not_closed``, ``report.not_proved``, and
    what ``new_file`` raises) or TrailError.
    """
    proved = prove_session(trail, session, with_personal=with_personal)
    report = _Report(proved, Words(language), municipality, with_personal=with_personal)
    pdf = report.make()
    with new_file(output) as file:
        file.write(pdf)
    return report.pages


def prove_session(trail: Path, session: str, *, with_personal: bool) -> Proved:
    """Read a closed session and compute that its events are those that were signed.

    Raises ExportError or TrailError.
    """
    with TrailReader(trail) as reader:
        events = reader.events(session) if session else []
    if not events:
        raise ExportError("report.no_session", session=session)
    if events[-1].entry.action != "session.closed":
        raise ExportError("report.not_closed", session=session)
    if not with_personal:
        events = [ReadEvent(event.entry, {}) for event in events]
    with open_prover(trail) as prover:
        return _prove(prover, session, events, trail.name)


def _prove(prover: Prover, session: str, events: list[ReadEvent], file: str) -> Proved:
    rows = prover.rows_of(session)
    size = rows[-1].seq + 1
    note = prover.checkpoint(size)
    try:
        checkpoint = open_checkpoint(note, [prover.key(size - 1)])
        leaves = {row.seq: leaf_hash(row.body.encode()) for row in rows}
        root = covered_root(leaves, size, cover_proof(sorted(leaves), size, prover.subtree))
        same = [read_body(row.body) for row in rows] == [event.entry for event in events]
    except AuditError as error:
        raise ExportError("report.not_proved", file=file) from error
    if root != checkpoint.root or not same:
        raise ExportError("report.not_proved", file=file)
    return Proved(session, events, note, checkpoint.origin, size, root)


class _Report:
    def __init__(
        self, proved: Proved, words: Words, municipality: str, *, with_personal: bool
    ) -> None:
        self.pages = 0
        self._proved = proved
        self._words = words
        self._municipality = municipality
        self._personal = with_personal
        self._viewing = read_viewing(proved.events)

    def make(self) -> bytes:
        """Set it twice: how many pages there are is known only after the first time."""
        title = f"{self._words.say('report.session.title')} {self._proved.session}"
        make_pdf(self._draw, title, self._words.language)
        return make_pdf(self._draw, title, self._words.language)

    def _draw(self, writer: QPdfWriter, painter: QPainter) -> None:
        say = self._words.say
        foot = Foot(
            text=say("report.foot.session", session=self._proved.session),
            page=lambda page, pages: say("report.page", page=page, pages=pages),
            notice=say("report.notice.personal") if self._personal else "",
        )
        sheet = Sheet(writer, painter, foot, self.pages)
        first = self._proved.events[0].entry
        day = self._words.day(first.time)
        sheet.title(
            say("report.session.title"),
            say(
                "report.session.under",
                session=self._proved.session,
                station=first.source,
                day=day,
            ),
        )
        sheet.heading(say("report.summary"))
        draw_facts(sheet, [(say(code), value) for code, value in self._facts(day) if value])
        self._draw_viewing(sheet)
        self._draw_events(sheet)
        self._draw_proof(sheet)
        self.pages = sheet.finish()

    # --- in short ------------------------------------------------------------------------------

    def _facts(self, day: str) -> Iterator[tuple[str, str]]:
        viewing, words = self._viewing, self._words
        opened, closed = self._proved.events[0].entry.time, self._proved.events[-1].entry.time
        minutes = max(round((closed - opened).total_seconds() / 60), 1)
        yield "report.fact.municipality", self._municipality
        yield (
            "report.fact.time",
            words.say(
                "report.time.span",
                day=day,
                start=local_time(opened)[:5],
                end=local_time(closed)[:5],
                minutes=minutes,
            ),
        )
        yield "report.fact.supervisor", viewing.supervisor
        yield "report.fact.case", viewing.case
        yield "report.fact.approval", viewing.approval
        yield "report.fact.ground", words.of("ground", viewing.ground) if viewing.ground else ""
        yield "report.fact.regime", words.of("regime", viewing.regime) if viewing.regime else ""
        yield "report.fact.clip", viewing.clip_sha256
        yield "report.fact.identity", self._identity()
        agreed = ", ".join(words.of("condition", name) for name in viewing.conditions)
        yield "report.fact.conditions", agreed or words.say("report.not_reached")
        yield "report.fact.companions", words.companions(viewing.companions)
        yield (
            "report.fact.second_person",
            words.say("report.second_person.there") if viewing.second_person else "",
        )
        yield "report.fact.guard", self._guard()
        yield "report.fact.watermark", viewing.watermark
        yield "report.fact.shown", self._shown()
        failures = [words.reason(failure.code) for failure in viewing.integrity_failures]
        yield "report.fact.failures", "\n".join(failures)
        end = words.of("end", viewing.end)
        yield "report.fact.end", f"{end.capitalize()}. {words.reason(viewing.reason)}"
        yield "report.fact.keys", self._keys()
        yield "report.fact.remarks", viewing.remarks

    def _identity(self) -> str:
        viewing, words = self._viewing, self._words
        if not viewing.document:
            return words.say("report.not_reached")
        document = words.of("document", viewing.document)
        if viewing.identity_overruled:
            fields = ", ".join(words.of("field", name) for name in viewing.identity_overruled)
            return words.say("report.identity.overruled", document=document, points=fields)
        if not viewing.identity_failed:
            return words.say("report.identity.passed", document=document)
        points = ", ".join(words.of("failed", point) for point in viewing.identity_failed)
        return words.say("report.identity.failed", document=document, points=points)

    def _guard(self) -> str:
        if not self._viewing.guard:
            return self._words.say("report.not_reached")
        last = self._viewing.guard[-1]
        said = self._words.of("action", last.action)
        return f"{said} ({last.platform}, {local_time(last.at)})"

    def _shown(self) -> str:
        viewing, words = self._viewing, self._words
        if not viewing.shown:
            return words.say("report.shown.nothing")
        length = film_length(viewing)
        if not length:
            return words.say("report.shown.still")
        return words.say(
            "report.shown.part",
            shown=clock(viewing.shown_ms),
            length=clock(length),
            percent=100 * viewing.shown_ms // length,
            runs=len(viewing.spans),
        )

    def _keys(self) -> str:
        viewing = self._viewing
        if viewing.keys_wiped_at is not None:
            return self._words.say("report.keys.wiped", time=local_time(viewing.keys_wiped_at))
        code = "recovered" if viewing.recovered_at is not None else "never"
        return self._words.say(f"report.keys.{code}")

    # --- the film, the events, the proof -------------------------------------------------------

    def _draw_viewing(self, sheet: Sheet) -> None:
        say, viewing = self._words.say, self._viewing
        sheet.heading(say("report.viewing"), keep=120)
        if viewing.spans:
            draw_timeline(sheet, viewing, say)
            self._draw_runs(sheet)
        else:
            sheet.paragraph(say("report.viewing.none"))
        draw_handling(sheet, viewing, self._words, with_personal=self._personal)

    def _draw_runs(self, sheet: Sheet) -> None:
        say = self._words.say
        columns = [
            Column(say("report.column.run"), 50),
            Column(say("report.column.from"), 108, number=True),
            Column(say("report.column.to"), 108, number=True),
            Column(say("report.column.speed"), 108, number=True),
            Column(say("report.column.began"), 109, number=True),
        ]
        rows = (
            (
                str(number),
                clock(span.start_ms),
                clock(span.end_ms),
                f"{span.speed_percent} %" + (f" · {span.times}×" if span.times > 1 else ""),
                local_time(span.began_at),
            )
            for number, span in enumerate(self._viewing.spans, start=1)
        )
        draw_table(sheet, columns, rows)

    def _draw_events(self, sheet: Sheet) -> None:
        say, words = self._words.say, self._words
        sheet.heading(say("report.events"), keep=80)
        columns = [
            Column(say("report.column.seq"), 44, number=True),
            Column(say("report.column.time"), 54),
            Column(say("report.column.what"), 132),
            Column(say("report.column.outcome"), 60),
            Column(say("report.column.details"), 193),
        ]
        rows = []
        for event in self._proved.events:
            entry = event.entry
            details = [words.details(entry.details), *event.private.values()]
            rows.append(
                (
                    str(entry.seq),
                    local_time(entry.time),
                    words.of("action", entry.action),
                    words.of("outcome", entry.outcome),
                    " · ".join(filter(None, details)),
                )
            )
        draw_table(sheet, columns, rows)

    def _draw_proof(self, sheet: Sheet) -> None:
        say, proved = self._words.say, self._proved
        places = say(
            "report.proof.span",
            first=proved.events[0].entry.seq,
            last=proved.events[-1].entry.seq,
            events=len(proved.events),
        )
        facts = [
            (say("report.proof.origin"), proved.origin),
            (say("report.proof.size"), str(proved.size)),
            (say("report.proof.places"), places),
            (say("report.proof.root"), proved.root.hex()),
        ]
        how = say("report.proof.session_how", session=proved.session)
        draw_proof(sheet, proved.checkpoint, facts, how, say)
