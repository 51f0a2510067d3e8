"""``inzage audit letter``: the text of a letter after an appointment that was not completed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from viewer_app.audit.errors import ExportError
from viewer_app.audit.output import new_file
from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    TextFileOption,
    Tongue,
    print_json,
    refusals,
    say,
)
from viewer_app.commands.trail_source import SessionArgument, TrailOption, own_policy, taken_out
from viewer_app.reports.outcome_letter import read_no_show, read_outcome, write_letter
from viewer_app.session.calendar import dutch_day
from viewer_app.session.policy import Policy
from viewer_app.session.policy_file import load_policy
from viewer_app.session.ports import Json


def letter(
    session: SessionArgument = None,
    *,
    approval: Annotated[
        str | None, typer.Option(help="Kenmerk van de goedkeuring waarbij niemand kwam · no-show")
    ] = None,
    output: TextFileOption = None,
    with_personal: Annotated[
        bool, typer.Option("--with-personal", help="Met zaaknummer · with case number")
    ] = False,
    policy: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="Regels (standaard: van dit station) · policy.toml"
        ),
    ] = None,
    trail: TrailOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Schrijf de brief na een afspraak die niet doorging · Letter after a refusal or no-show.

    Exit 0: written; 1: refused, and no file is left behind; 2: wrong usage.
    """
    if (session is None) == (approval is None):
        raise typer.BadParameter(say("outcome.one_of_two", language))
    with refusals(as_json, language):
        municipality = (own_policy() if policy is None else load_policy(policy)).municipality
        if municipality == Policy.municipality:
            raise ExportError("letter.no_sender")
        details: dict[str, Json] = {
            "format": "letter",
            "to": "screen" if output is None else "file",
            "personal": with_personal,
            **({"session": session} if session else {"approval": approval}),
        }
        with taken_out(trail, details) as path:
            if session is not None:
                outcome = read_outcome(path, session)
            else:
                outcome = read_no_show(path, approval or "")
            text = write_letter(
                outcome,
                language=language.language,
                municipality=municipality,
                today=dutch_day(datetime.now(UTC)),
                with_personal=with_personal,
            )
            if output is not None:
                with new_file(output) as file:
                    file.write(text.encode("utf-8"))
    if as_json:
        print_json(
            {
                "reference": outcome.reference,
                "end": outcome.end,
                "reason": outcome.reason,
                "regime": outcome.regime,
                "day": outcome.on.isoformat(),
                "shown": outcome.shown,
                "letter": text,
                "file": str(output) if output else None,
            }
        )
    elif output is None:
        typer.echo(text, nl=False)
    else:
        typer.echo(say("letter.made", language, file=output.name))
