"""``inzage audit export`` and ``bundle``: the trail, or one session of it, for somebody else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from viewer_app import messages
from viewer_app.audit.bundle import ProvedSession, verify_bundle, write_bundle
from viewer_app.audit.export import write_export
from viewer_app.audit.exports.acties import Processing, write_acties
from viewer_app.audit.exports.collector import Collector
from viewer_app.audit.exports.events import read_events, read_sessions
from viewer_app.audit.exports.spans import write_spans
from viewer_app.audit.exports.syslog import write_syslog
from viewer_app.audit.exports.table import write_table
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.output import new_file
from viewer_app.audit.period import EVER, Period
from viewer_app.audit.proving import open_prover
from viewer_app.audit.reader import TrailReader
from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    Tongue,
    print_json,
    refusals,
    say,
)
from viewer_app.commands.trail_source import (
    FromOption,
    NewFileOption,
    TrailOption,
    UntilOption,
    period_of,
    station_keys,
    taken_out,
)


class Form(StrEnum):
    """The forms an export can have."""

    JSONL = "jsonl"
    CSV = "csv"
    OTLP = "otlp"
    VNG = "vng"
    SYSLOG = "syslog"


def export(
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Nieuw bestand · new file")
    ] = None,
    form: Annotated[
        Form,
        typer.Option(
            "--format",
            help="jsonl (bewijsbaar), csv, otlp (Logboek dataverwerkingen), "
            "vng (Verwerkingenlogging) of syslog (RFC 5424)",
        ),
    ] = Form.JSONL,
    first: FromOption = None,
    last: UntilOption = None,
    to: Annotated[
        str | None,
        typer.Option(help="Ontvanger op deze computer · collector: tcp://127.0.0.1:601, unix:/…"),
    ] = None,
    activity: Annotated[
        str | None, typer.Option(help="Verwerkingsactiviteit in het register · its URI (otlp, vng)")
    ] = None,
    oin: Annotated[str | None, typer.Option(help="OIN van de gemeente, 20 cijfers (vng)")] = None,
    keep_years: Annotated[
        int, typer.Option(min=0, max=999, help="Bewaartermijn in jaren · years to keep (vng)")
    ] = 5,
    mark: Annotated[
        bool, typer.Option("--bom/--no-bom", help="Voor Excel · byte order mark (csv)")
    ] = True,
    trail: TrailOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Voer het logboek uit · Export the trail, in its own form or in another system's.

    Personal values are in none of them. Exit 0: done; 1: refused, and no file is left behind;
    2: wrong usage.
    """
    period = period_of(first, last)
    if form is Form.JSONL and period != EVER:
        raise typer.BadParameter(say("audit.whole_only", language))
    if form in {Form.OTLP, Form.VNG} and not activity:
        raise typer.BadParameter(say("audit.needs_activity", language))
    if form is Form.VNG and not re.fullmatch("[0-9]{20}", oin or ""):
        raise typer.BadParameter(say("audit.needs_oin", language))
    if (output is None) == (to is None) or (to is not None and form is not Form.SYSLOG):
        raise typer.BadParameter(say("audit.needs_target", language))
    processing = Processing(activity or "", oin or "", keep_years)
    with refusals(as_json, language):
        collector = None if to is None else Collector.parse(to)
        # a file's name may name a person
        target = "file" if collector is None else str(collector)
        details = {"format": form.value, "to": target, **_days(period)}
        with taken_out(trail, details) as path, TrailReader(path) as reader:
            if output is None:
                assert collector is not None  # noqa: S101 - one of the two was given
                sent = collector.send(_pieces(reader, form, period, processing, mark=mark))
                _tell_sent(collector, sent, as_json, language)
            elif form is Form.JSONL:
                _tell_whole(reader, output, as_json, language)
            else:
                lines = _write(output, form, _pieces(reader, form, period, processing, mark=mark))
                _tell_written(output, form, lines, as_json, language)


def bundle(
    session: Annotated[str, typer.Argument(help="Sessiecode, zoals K7QF-2M9D · session code")],
    *,
    output: NewFileOption,
    short: Annotated[
        bool,
        typer.Option(
            "--short",
            help="Zonder de sleutels sinds het begin van het jaar: voor wie het "
            "ontvangstbewijs heeft · for whoever has the receipt",
        ),
    ] = False,
    trail: TrailOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Bewijs één sessie in een bestand · Prove one session to an outsider, in one file.

    It verifies with ``inzage audit verify --bundle`` and the station's public key (``--key``) or
    the session's receipt (``--anchor``), without the trail.

    Exit 0: written; 1: refused, and no file is left behind; 2: wrong usage.
    """
    with refusals(as_json, language):
        details = {"format": "bundle", "session": session, "to": "file"}
        with taken_out(trail, details) as path, open_prover(path) as prover:
            events = write_bundle(prover, session, output, short=short)
        if as_json:
            print_json({"file": str(output), "session": session, "events": events})
        else:
            typer.echo(
                say("bundle.written", language, session=session, events=events, file=output.name)
            )


def trusted_keys(key: str | None, language: Tongue, *, needed: bool) -> list[VerifierKey]:
    """The key that was typed, or else the first keys of this station's years.

    Raises NoteError, or typer.BadParameter where one is ``needed`` and there is none.
    """
    if key is not None:
        return [VerifierKey.parse(key)]
    return [VerifierKey.parse(text) for text in station_keys(language, needed=needed)]


def show_bundle(
    path: Path,
    trusted: Sequence[VerifierKey],
    receipts: Sequence[str],
    as_json: bool,
    language: Tongue,
) -> bool:
    """Verify a bundle and say what it proves; whether the session in it kept the rules.

    Raises ExportError.
    """
    proved = verify_bundle(path, trusted, receipts)
    if as_json:
        print_json(_plain(proved))
    else:
        facts: dict[str, messages.Fact] = {
            "session": proved.session,
            "events": len(proved.entries),
            "size": proved.size,
        }
        typer.echo(messages.text("bundle.holds", language.language, {"file": path.name, **facts}))
        if proved.between:
            typer.echo(say("bundle.between", language, between=proved.between))
        for found in proved.findings:
            facts_of: dict[str, messages.Fact] = {"seq": found.seq or 0, **found.facts}
            typer.echo(messages.text(found.code, language.language, facts_of))
        typer.echo(proved.checkpoint)
    return not proved.findings


# --- inside ------------------------------------------------------------------------------------


def _pieces(
    reader: TrailReader, form: Form, period: Period, processing: Processing, *, mark: bool
) -> Iterator[bytes]:
    size = reader.size()
    if form is Form.OTLP:
        return write_spans(read_sessions(reader, size, period), processing.activity)
    if form is Form.VNG:
        return write_acties(read_sessions(reader, size, period), processing)
    events = read_events(reader, size, period)
    return write_table(events, mark=mark) if form is Form.CSV else write_syslog(events)


def _write(path: Path, form: Form, pieces: Iterable[bytes]) -> int:
    """Write every piece; returns how many. A syslog message ends with its line in a file."""
    lines = 0
    with new_file(path) as file:
        for piece in pieces:
            file.write(piece + b"\n" if form is Form.SYSLOG else piece)
            lines += 1
    return lines


def _tell_whole(reader: TrailReader, output: Path, as_json: bool, language: Tongue) -> None:
    exported = write_export(reader, output)
    if as_json:
        print_json(
            {
                "file": str(output),
                "origin": exported.origin,
                "size": exported.size,
                "checkpoint": exported.checkpoint,
            }
        )
    else:
        typer.echo(say("audit.exported", language, size=exported.size, file=output.name))
        typer.echo(exported.checkpoint)


def _tell_written(output: Path, form: Form, lines: int, as_json: bool, language: Tongue) -> None:
    if as_json:
        print_json({"file": str(output), "format": form.value, "lines": lines})
    else:
        typer.echo(say("audit.exported_as", language, file=output.name, lines=lines))


def _tell_sent(collector: Collector, sent: int, as_json: bool, language: Tongue) -> None:
    if as_json:
        print_json({"to": str(collector), "sent": sent})
    else:
        typer.echo(say("audit.sent", language, address=str(collector), sent=sent))


def _days(period: Period) -> dict[str, str]:
    borders = {"from": period.start, "until": period.end}
    return {name: moment.isoformat() for name, moment in borders.items() if moment is not None}


def _plain(proved: ProvedSession) -> dict[str, object]:
    return {
        "origin": proved.origin,
        "session": proved.session,
        "events": len(proved.entries),
        "size": proved.size,
        "root": proved.root.hex(),
        "between": proved.between,
        "checkpoint": proved.checkpoint,
        "findings": [
            {"code": found.code, "seq": found.seq, "facts": dict(found.facts)}
            for found in proved.findings
        ],
        "state": "broken" if proved.findings else "holds",
    }
