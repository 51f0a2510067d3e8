"""``inzage policy``: whether a file of rules can be used, and what its rules mean."""

from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from viewer_app import messages
from viewer_app.commands.options import Options
from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    Tongue,
    print_json,
    refusals,
    say,
)
from viewer_app.desk.errors import DeskError
from viewer_app.desk.moments import is_day, parse_day, parse_moment
from viewer_app.messages import Fact
from viewer_app.session.calendar import AMSTERDAM
from viewer_app.session.explanation import Explanation, tell
from viewer_app.session.explanation import explain as explain_rules
from viewer_app.session.policy import Policy
from viewer_app.session.policy_file import load_policy, read_policy
from viewer_app.station.home import Home

app = typer.Typer(no_args_is_help=True, help="De regels van de gemeente · The municipality's rules")

_DAY: Final = "zoals 2026-03-02 of 2026-03-02T14:30, Nederlandse tijd · Dutch time"


@app.command()
def check(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Regels · a policy.toml")
    ],
    *,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Ga na of een bestand met regels klopt · Check a file of rules, without using it.

    Exit 0: it can be used; 1: it cannot, with every fault by line; 2: wrong usage.
    """
    with refusals(as_json, language):
        policy, faults = read_policy(file)
    if not faults:
        if as_json:
            print_json({"file": file.name, "rules": vars(policy)})
        else:
            terms: dict[str, Fact] = {
                "request_days": policy.request_days,
                "retention_days": policy.retention_days,
            }
            name = policy.municipality
            typer.echo(say("policy.sound", language, file=file.name, name=name, **terms))
        return
    facts: dict[str, Fact] = {"file": file.name, "count": len(faults)}
    if as_json:
        found = [{"code": fault.code, "facts": dict(fault.facts)} for fault in faults]
        print_json({"error": "policy.faulty", "facts": facts, "findings": found})
    else:
        for fault in faults:
            typer.echo(messages.text(fault.code, language.language, fault.facts), err=True)
        typer.echo(say("policy.faulty", language, **facts), err=True)
    raise typer.Exit(1)


@app.command()
def explain(
    file: Annotated[
        Path | None,
        typer.Argument(
            exists=True, dir_okay=False, help="Regels; anders die van dit station · a policy.toml"
        ),
    ] = None,
    *,
    recorded_at: Annotated[str, typer.Option(help=f"Opgenomen · recorded: {_DAY}")],
    requested_at: Annotated[str, typer.Option(help=f"Aangevraagd · requested: {_DAY}")],
    hold: Annotated[
        str | None,
        typer.Option(help="Laatste dag van een bewaarplicht · last day of a hold: 2026-06-30"),
    ] = None,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Zeg wat de regels betekenen voor een opname en een verzoek · Say what the rules mean.

    Changes nothing. Exit 0: told; 1: the rules cannot be used; 2: wrong usage.
    """
    read = Options(as_json, language)
    # a day alone is the whole day: a request on the day of the recording is after it
    recorded = read.one("--recorded-at", partial(_moment, at=time.min), recorded_at)
    requested = read.one("--requested-at", partial(_moment, at=time.max), requested_at)
    until = None if hold is None else read.one("--hold", _day, hold)
    with refusals(as_json, language):
        policy, usual = _rules(file)
    explanation = explain_rules(policy, recorded, requested, until)
    sentences = tell(explanation, language.language)
    if as_json:
        print_json({**_days(explanation), "usual_rules": usual, "sentences": sentences})
        return
    if usual:
        typer.echo(say("policy.usual", language))
    for sentence in sentences:
        typer.echo(sentence)


def _moment(text: str, at: time) -> datetime:
    if is_day(text):
        return datetime.combine(_day(text), at, AMSTERDAM)
    moment = parse_moment(text)
    _check_year(moment)
    return moment


def _day(text: str) -> date:
    day = parse_day(text)
    _check_year(day)
    return day


def _check_year(day: date) -> None:
    """The years of an approval: no rule can then count beyond the calendar."""
    if not 2000 <= day.year < 2200:
        raise DeskError("day.other_century")


def _rules(file: Path | None) -> tuple[Policy, bool]:
    """The rules in ``file``, or the station's; and whether they are nobody's, but the usual."""
    own = Home.locate().policy
    if file is None and not own.exists():
        return Policy(), True
    return load_policy(file or own), False


def _days(told: Explanation) -> dict[str, object]:
    days: dict[str, date | None] = {
        "recorded_on": told.recorded_on,
        "requested_on": told.requested_on,
        "last_request_day": told.last_request_day,
        "last_kept_day": told.last_kept_day,
        "hold_until": told.hold_until,
        "kept_until": told.kept_until,
        "held_until": told.held_until,
        "destroyed_on": told.destroyed_on,
    }
    return {
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "request_day": told.request_day,
        "in_time": not told.refusal,
        "refusal": told.refusal or None,
        "days_left": told.days_left,
    }
