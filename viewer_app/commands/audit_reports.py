"""``inzage audit report``: a session, or a period, on paper."""

from typing import Annotated

import typer

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
    SessionArgument,
    TrailOption,
    UntilOption,
    days,
    own_policy,
    taken_out,
)
from viewer_app.session.ports import Json


def report(
    session: SessionArgument = None,
    *,
    output: NewFileOption,
    first: FromOption = None,
    last: UntilOption = None,
    with_personal: Annotated[
        bool,
        typer.Option(
            "--with-personal", help="Met zaaknummer en opmerkingen · with case number and remarks"
        ),
    ] = False,
    trail: TrailOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Maak een verslag als PDF/A · Report one session, or the days from --from to --until.

    Exit 0: written; 1: refused, and no file is left behind; 2: wrong usage.
    """
    first_day, last_day = days(first, last)
    period = first_day is not None or last_day is not None
    if (session is None) != period or (period and with_personal):
        raise typer.BadParameter(say("report.session_or_days", language))
    with refusals(as_json, language):
        # Here, so that no other command pays for starting Qt.
        from viewer_app.reports.period_report import write_period_report  # noqa: PLC0415
        from viewer_app.reports.session_report import write_session_report  # noqa: PLC0415

        details: dict[str, Json] = {"format": "pdf", "to": "file"}
        if session is None:
            named = {"from": first_day, "until": last_day}
            details |= {key: day.isoformat() for key, day in named.items() if day}
        else:
            details |= {"session": session, "personal": with_personal}
        with taken_out(trail, details) as path:
            municipality = own_policy().municipality if trail is None else ""
            if session is None:
                pages = write_period_report(
                    path,
                    first_day,
                    last_day,
                    output,
                    language=language.language,
                    municipality=municipality,
                )
            else:
                pages = write_session_report(
                    path,
                    session,
                    output,
                    language=language.language,
                    municipality=municipality,
                    with_personal=with_personal,
                )
        if as_json:
            print_json({"file": str(output), "pages": pages})
        else:
            typer.echo(say("report.written", language, file=output.name))
