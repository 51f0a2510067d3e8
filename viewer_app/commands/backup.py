"""``inzage station backup`` and ``restore``: the state directory in one encrypted file."""

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from viewer_app.app.backup import back_up, restore, verify_restored
from viewer_app.audit.body import write_time
from viewer_app.audit.receipt import read_receipt
from viewer_app.audit.report import Report
from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    Tongue,
    print_json,
    refusals,
    say,
)
from viewer_app.commands.trail_source import NewFileOption, recording
from viewer_app.errors import InzageError
from viewer_app.evidence.age import X25519Recipient, read_identities
from viewer_app.session.calendar import AMSTERDAM
from viewer_app.session.journal import failure
from viewer_app.session.ports import AuditUnavailable, Json, Outcome
from viewer_app.station.administration import record_administration
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.station.state_archive import Manifest

STATION_BACKED_UP = "station.backed_up"


def make_backup(
    *,
    output: NewFileOption,
    recipient: Annotated[
        list[str],
        typer.Option(help="Wie haar kan openen, age1… · who can open it; meermalen · repeat"),
    ],
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Maak een versleutelde reservekopie · Back the station's state up, encrypted with age.

    Settings, rules, people and the audit trail; no key, and no recording. Made as an event first,
    so the station's program must be closed.

    Exit 0: made; 1: refused, and no file is left behind; 2: wrong usage.
    """
    with refusals(as_json, language):
        home = Home.locate()
        recipients = [X25519Recipient.parse(text) for text in recipient]
        details: dict[str, Json] = {"recipients": [str(each) for each in recipients]}
        with recording() as log:
            about = f"station:{Settings.load(home.settings).station}"
            written: list[bool] = []

            def record() -> None:
                record_administration(log, STATION_BACKED_UP, about, details)
                written.append(True)

            try:
                made = back_up(home, output, recipients, now=datetime.now(UTC), record=record)
            except InzageError as error:
                if written:
                    with suppress(AuditUnavailable):  # what went wrong first is what must be told
                        failed = Outcome.FAILED
                        record_administration(log, STATION_BACKED_UP, about, failure(error), failed)
                raise
        if as_json:
            print_json({"file": str(output), "size": made.size, "sha256": made.sha256})
        else:
            typer.echo(say("backup.written", language, file=output.name, size=made.size))


def restore_backup(
    file: Annotated[Path, typer.Argument(help="De reservekopie · the backup")],
    *,
    identity: Annotated[
        Path, typer.Option(help="Bestand met de geheime sleutel van age · age identity file")
    ],
    anchor: Annotated[
        list[Path] | None,
        typer.Option(exists=True, dir_okay=False, help="Elders bewaarde stand · checkpoint kept"),
    ] = None,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Zet een reservekopie terug in een lege map · Put a backup back in an empty INZAGE_HOME.

    It can be read there, and opens nothing: enrol the station anew after this. The audit trail is
    verified, also against what the folders in its anchors.toml hold.

    Exit 0: put back, and the trail holds; 1: refused and nothing was put back, or it was and the
    trail does not hold; 2: wrong usage.
    """
    with refusals(as_json, language):
        home = Home.locate()
        with ExitStack() as undo:
            identities = read_identities(identity)
            for each in identities:
                undo.callback(each.wipe)
            manifest = restore(file, home, identities)
        notes = [read_receipt(path.read_bytes()) for path in anchor or []]
        reports = verify_restored(home, notes)
        key = Settings.load(home.restored / home.settings.name).trail_key
        if as_json:
            _print(manifest, home, key, reports)
        else:
            _tell(manifest, home, key, reports, language)
        if any(report.broken for report in reports):
            raise typer.Exit(1)


def _print(manifest: Manifest, home: Home, key: str, reports: Sequence[Report]) -> None:
    trails = [
        {
            "origin": report.origin,
            "size": report.size,
            "seen": _seen(report),
            **{name: verdict.state.value for name, verdict in report.verdicts.items()},
        }
        for report in reports
    ]
    print_json(
        {
            "station": manifest.station,
            "made_at": write_time(manifest.made_at),
            "directory": str(home.restored),
            "audit_key": key,
            "trails": trails,
        }
    )


def _tell(
    manifest: Manifest, home: Home, key: str, reports: Sequence[Report], language: Tongue
) -> None:
    date = f"{manifest.made_at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
    facts = {"station": manifest.station, "date": date, "directory": str(home.restored)}
    typer.echo(say("restore.done", language, **facts))
    for report in reports:
        typer.echo(report.origin)
        for name, verdict in report.verdicts.items():
            state = say(f"verdict.{verdict.state}", language)
            typer.echo(f"  {say(f'verdict.{name}', language)}: {state}")
            for code, known in report.told(name):
                typer.echo(f"    {say(code, language, **known)}")
        if seen := _seen(report):
            typer.echo(say("restore.behind", language, seen=seen, size=report.size))
    typer.echo(say("restore.key", language, key=key))
    typer.echo(say("restore.next", language))


def _seen(report: Report) -> int:
    """How many events were seen elsewhere, where that is more than the backup has; or 0."""
    sizes = (
        found.facts.get("size", 0)
        for found in report.anchoring.findings
        if found.code == "verify.anchor_ahead"
    )
    return max((int(size) for size in sizes), default=0)
