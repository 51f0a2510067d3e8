"""``inzage audit``: verify, list and export the audit trail, with nothing but its public key."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from viewer_app.app.backup import verify_earlier
from viewer_app.audit.body import write_time
from viewer_app.audit.export import Exported, verify_export
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.receipt import read_receipt
from viewer_app.audit.report import Report, State, Verdict
from viewer_app.audit.retention import read_past_years
from viewer_app.audit.succession import verify_years
from viewer_app.audit.verify import verify as verify_trail
from viewer_app.commands import audit_exports, audit_letter, audit_reports, audit_retention
from viewer_app.commands.audit_years import station_years
from viewer_app.commands.terminal import (
    Advance,
    JsonOption,
    LanguageOption,
    Tongue,
    print_json,
    progress_bar,
    refusals,
    say,
)
from viewer_app.commands.trail_source import (
    KeyOption,
    TrailOption,
    station_key,
    station_trail,
    station_trails,
)
from viewer_app.session.calendar import AMSTERDAM
from viewer_app.station.home import Home

app = typer.Typer(
    no_args_is_help=True, help="Het logboek nagaan, bekijken en uitvoeren · Review the audit trail"
)


_STYLES: Final = {
    State.HOLDS: "green",
    State.ATTENTION: "yellow",
    State.NOT_PROVEN: "yellow",
    State.BROKEN: "bold red",
}


@app.command()
def verify(
    *,
    trail: TrailOption = None,
    key: KeyOption = None,
    anchor: Annotated[
        list[Path] | None,
        typer.Option(exists=True, dir_okay=False, help="Elders bewaarde stand · checkpoint kept"),
    ] = None,
    export: Annotated[
        Path | None, typer.Option(help="Ga een uitvoerbestand na · verify an export instead")
    ] = None,
    bundle: Annotated[
        Path | None, typer.Option(help="Ga een sessiebewijs na · verify a session proof instead")
    ] = None,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Elke handtekening en pagina · every signature")
    ] = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Ga na of het logboek klopt: vier oordelen · Verify the trail: four verdicts.

    On the station itself, without --trail and --key: every year there is, each with its four
    verdicts, its link with the year before, and what the station's witnesses signed and its folders
    hold; trails that were restored, too. With --json an object a line for each year.

    Exit 0: nothing is broken; 1: something is, or the trail cannot be read; 2: wrong usage.
    """
    with refusals(as_json, language):
        if bundle is not None:
            trusted = audit_exports.trusted_keys(key, language, needed=not anchor)
            receipts = [read_receipt(path.read_bytes()) for path in anchor or []]
            if not audit_exports.show_bundle(bundle, trusted, receipts, as_json, language):
                raise typer.Exit(1)
            return
        if export is not None:
            trust = VerifierKey.parse(key or station_key(language))
            _show_export(verify_export(export, trust, thorough=thorough), export, as_json, language)
            return
        anchors = [read_receipt(path.read_bytes()) for path in anchor or []]
        with progress_bar(as_json) as progress:
            if trail is None and key is None:
                reports = _verify_years(anchors, thorough, progress, language)
            else:
                trust = VerifierKey.parse(key or station_key(language))
                read = trail or station_trail()
                reports = [verify_trail(read, trust, anchors, thorough=thorough, progress=progress)]
        for report in reports:
            _show_report(report, as_json, language)
        if any(report.broken for report in reports):
            raise typer.Exit(1)


def _verify_years(
    anchors: Sequence[str], thorough: bool, progress: Advance | None, language: Tongue
) -> Sequence[Report]:
    """All trails of this station, those that were restored before it was enrolled anew too."""
    station_key(language)  # without a station this asks for one
    own = station_trails()
    directory = own.path.parent
    years = station_years(
        [(year.key, year.path) for year in own.years],
        directory,
        anchors,
        partial(own.anchors, folders=True),
    )
    past = read_past_years(directory)
    reports = verify_years(years, past, thorough=thorough, progress=progress)
    home = Home.locate()
    if directory != home.audit:
        # what was restored for the user who writes these trails only that user can read
        return reports
    return [*verify_earlier(home, years[0].path, thorough=thorough), *reports]


@app.command("list")
def list_sessions(
    *,
    trail: TrailOption = None,
    session: Annotated[
        str | None, typer.Option(help="De gebeurtenissen van één sessie · events of one session")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Aantal · how many")] = 50,
    before: Annotated[
        int | None, typer.Option(help="Volgende bladzijde: laatste nummer · next page")
    ] = None,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Toon sessies, of wat er in één sessie gebeurde · List sessions or one session's events."""
    with refusals(as_json, language), TrailReader(trail or station_trail()) as reader:
        if session is not None:
            _show_events(reader, session, as_json, language)
        else:
            _show_sessions(reader, limit, before, as_json, language)


app.command()(audit_exports.export)
app.command()(audit_exports.bundle)
app.command()(audit_reports.report)
app.command()(audit_letter.letter)
app.command()(audit_retention.retention)
app.command()(audit_retention.erase)


# --- showing -----------------------------------------------------------------------------------


def _show_report(report: Report, as_json: bool, language: Tongue) -> None:
    if as_json:
        print_json(
            {
                "origin": report.origin,
                "size": report.size,
                "root": report.root.hex(),
                "sessions": report.sessions,
                "thorough": report.thorough,
                "anchored_size": report.anchored_size,
                "anchored_at": report.anchored_at and write_time(report.anchored_at),
                **{name: _plain(verdict) for name, verdict in report.verdicts.items()},
            }
        )
        return
    table = Table(title=report.origin, title_justify="left", show_header=False, expand=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for name, verdict in report.verdicts.items():
        state = say(f"verdict.{verdict.state}", language)
        table.add_row(
            say(f"verdict.{name}", language),
            f"[{_STYLES[verdict.state]}]{state}[/]",
            Text("\n".join(say(code, language, **facts) for code, facts in report.told(name))),
        )
    Console().print(table)


def _plain(verdict: Verdict) -> dict[str, object]:
    return {
        "state": verdict.state.value,
        "total": verdict.total,
        "first_bad": verdict.first_bad,
        "findings": [
            {"code": found.code, "seq": found.seq, "facts": dict(found.facts)}
            for found in verdict.findings
        ],
    }


def _show_export(exported: Exported, path: Path, as_json: bool, language: Tongue) -> None:
    if as_json:
        print_json({"origin": exported.origin, "size": exported.size, "state": "holds"})
    else:
        typer.echo(say("audit.export_holds", language, size=exported.size, file=path.name))


def _show_sessions(
    reader: TrailReader, limit: int, before: int | None, as_json: bool, language: Tongue
) -> None:
    sessions = reader.sessions(limit, before)
    if as_json:
        for found in sessions:
            print_json(
                {
                    "session": found.session,
                    "seq": found.seq,
                    "supervisor": found.supervisor,
                    "opened": write_time(found.opened),
                    "closed": found.closed and write_time(found.closed),
                    "object": found.object,
                    "end": found.end,
                    "reason": found.reason,
                }
            )
        return
    table = _table(_SESSION_COLUMNS, language)
    for found in sessions:
        _add_row(
            table,
            found.session,
            _local(found.opened),
            _local(found.closed),
            found.supervisor,
            found.object,
            say(f"audit.end.{found.end or 'open'}", language),
            found.reason,
            str(found.seq),
        )
    Console().print(table)


_SESSION_COLUMNS: Final = (
    "session",
    "opened",
    "closed",
    "supervisor",
    "object",
    "end",
    "reason",
    "seq",
)


def _show_events(reader: TrailReader, session: str, as_json: bool, language: Tongue) -> None:
    events = reader.events(session)
    if as_json:
        for found in events:
            body = json.loads(reader.row(found.entry.seq).body)
            print_json({"event": body, "private": dict(found.private)})
        return
    columns = ("seq", "time", "action", "object", "outcome", "actor", "details")
    table = _table(columns, language)
    for found in events:
        entry = found.entry
        details = json.dumps({**entry.details, **found.private}, ensure_ascii=False)
        _add_row(
            table,
            str(entry.seq),
            _local(entry.time),
            entry.action,
            entry.object,
            entry.outcome,
            f"{entry.role} {entry.actor}",
            details if details != "{}" else "",
        )
    Console().print(table)


def _table(columns: Sequence[str], language: Tongue) -> Table:
    table = Table()
    for name in columns:
        table.add_column(say(f"audit.column.{name}", language), overflow="fold")
    return table


def _add_row(table: Table, *cells: str) -> None:
    """A row of text out of the trail: shown as it is, commanding neither rich nor the terminal."""
    table.add_row(
        *(
            Text("".join(sign if sign.isprintable() else "\ufffd" for sign in cell))
            for cell in cells
        )
    )


def _local(time: datetime | None) -> str:
    return "" if time is None else time.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M:%S")
