"""``inzage desk letter``: the text of a letter that refuses a request, from the rules."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from viewer_app.commands.desk_options import (
    CaseOption,
    RecordedOption,
    RegimeOption,
    RequestedOption,
    RulesOption,
)
from viewer_app.commands.options import Options
from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    TextFileOption,
    Tongue,
    print_json,
    refusals,
    say,
)
from viewer_app.desk.errors import DeskError
from viewer_app.desk.letter import refuse, write_letter
from viewer_app.desk.moments import parse_day, parse_moment
from viewer_app.errors import system_reason
from viewer_app.evidence.approval import Ground
from viewer_app.files import write_new
from viewer_app.session.policy_file import load_policy


def letter(
    *,
    case: CaseOption,
    regime: RegimeOption,
    recorded_at: RecordedOption,
    requested_at: RequestedOption,
    ground: Annotated[Ground, typer.Option(help="Waarom de betrokkene wil kijken · why")],
    policy: RulesOption,
    hold_until: Annotated[
        str | None,
        typer.Option(help="Laatste dag van een bewaarplicht · last day of a hold: 2026-06-30"),
    ] = None,
    output: TextFileOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Schrijf de brief bij een weigering · Write the letter that refuses a request.

    Exit 0: written; 1: refused, and nothing was written; 2: wrong usage.
    """
    read = Options(as_json, language)
    recorded = read.one("--recorded-at", parse_moment, recorded_at)
    requested = read.one("--requested-at", parse_moment, requested_at)
    until = None if hold_until is None else read.one("--hold-until", parse_day, hold_until)
    with refusals(as_json, language):
        refusal = refuse(
            case,
            regime,
            ground,
            recorded,
            requested,
            policy=load_policy(policy),
            now=datetime.now(UTC),
            hold_until=until,
        )
        text = write_letter(refusal, language.language)
        if output is not None:
            write_file(output, text)
    if as_json:
        file = str(output) if output else None
        print_json({"rules": list(refusal.rules), "letter": text, "file": file})
    elif output is None:
        typer.echo(text, nl=False)
    else:
        typer.echo(say("letter.made", language, file=output.name))


def write_file(path: Path, text: str) -> None:
    """Make a letter's file. Raises DeskError (``letter.exists``, ``letter.not_written``)."""
    try:
        write_new(path, text.encode("utf-8"))
    except FileExistsError:
        raise DeskError("letter.exists", file=path.name) from None
    except OSError as error:
        raise DeskError("letter.not_written", file=path.name, reason=system_reason(error)) from None
