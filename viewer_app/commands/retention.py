"""``inzage retention``: destroying recordings whose time is over, and the report about it."""

from collections.abc import Sequence
from typing import Annotated

import typer

from viewer_app.app.destroying import in_use_by
from viewer_app.app.remote_trail import RemoteTrail
from viewer_app.audit.body import Entry
from viewer_app.audit.exports.destroyed import FINISHED, STARTED, join_attempts, write_destroyed
from viewer_app.audit.exports.events import read_events
from viewer_app.audit.output import new_file
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
    UntilOption,
    days,
    own_policy,
    period_of,
    recording,
    station_trails,
    taken_out,
)
from viewer_app.session.ports import Json
from viewer_app.station.clock import SystemClock
from viewer_app.station.destruction import Destruction, Doomed, Fate, Result
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

app = typer.Typer(
    no_args_is_help=True, help="Opnamen vernietigen · Destroy recordings whose time is over"
)


@app.command()
def run(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Alleen tonen · only show what would be destroyed")
    ] = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Vernietig wat niet langer bewaard mag worden · Destroy what may be kept no longer.

    By ``retention_days``, legal holds and ``destroy_after`` (``policy.toml``), whatever days the
    station was off. The station's program does the same at its start and while it runs.
    Exit 0: done, also where nothing had to be; 1: refused, or something is still there; 2: wrong
    usage.
    """
    with refusals(as_json, language), recording() as trail:
        home = Home.locate()
        settings = Settings.load(home.settings)
        destruction = Destruction(
            home=home,
            settings=settings,
            vault=Vault(settings.vault),
            policy=own_policy(),
            audit=trail,
            clock=SystemClock(),
            # whoever writes the trail alone is the only one who runs, and shows nothing
            in_use=in_use_by(trail) if isinstance(trail, RemoteTrail) else _not_in_use,
        )
        results = _results(destruction.plan()) if dry_run else destruction.run()
    _tell(results, as_json, language)
    if any(result.fate is Fate.FAILED for result in results):
        raise typer.Exit(1)


@app.command()
def report(
    *,
    output: NewFileOption,
    first: FromOption = None,
    last: UntilOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Maak het vernietigingsrapport · What was destroyed, as CSV, out of the audit trail.

    One line for each destruction from --from to --until, over the turns of the years.
    Exit 0: written; 1: refused, and no file is left behind; 2: wrong usage.
    """
    period = period_of(first, last)
    named = zip(("from", "until"), days(first, last), strict=True)
    details: dict[str, Json] = {"format": "destruction", "to": "file"}
    details |= {name: day.isoformat() for name, day in named if day is not None}
    with refusals(as_json, language), taken_out(None, details):
        attempts = join_attempts(_station_events(), period)
        with new_file(output) as file:
            file.writelines(write_destroyed(attempts, language.language))
    if as_json:
        print_json({"file": str(output), "lines": len(attempts)})
    else:
        typer.echo(say("destruction.reported", language, file=output.name, lines=len(attempts)))


def _station_events() -> Sequence[Entry]:
    """What the trails of all years say of destruction, in order."""
    found: list[Entry] = []
    for path in station_trails().paths:
        with TrailReader(path) as reader:
            found += [
                leaf.entry
                for leaf in read_events(reader, reader.size())
                if leaf.entry.action in {STARTED, FINISHED}
            ]
    return found


def _not_in_use(_object: str) -> bool:
    return False


def _results(plan: Sequence[Doomed]) -> tuple[Result, ...]:
    return tuple(Result(doomed.object, Fate.DUE, doomed.due) for doomed in plan)


def _tell(results: Sequence[Result], as_json: bool, language: Tongue) -> None:
    for result in results:
        due, error = result.due, result.error
        if as_json:
            print_json(
                {
                    "object": result.object,
                    "fate": result.fate.value,
                    "cause": due.cause.value if due else None,
                    "since": due.since.isoformat() if due else None,
                    "code": error.code if error else None,
                    "facts": dict(error.facts) if error else {},
                }
            )
            continue
        cause = say(f"destruction.cause.{due.cause if due else 'begun'}", language)
        since = due.since.isoformat() if due else ""
        code = f"destruction.fate.{result.fate}"
        typer.echo(say(code, language, what=result.object, cause=cause, since=since))
        if error is not None:
            typer.echo(error.text(language.language), err=True)
    if not results and not as_json:
        typer.echo(say("destruction.none", language))
