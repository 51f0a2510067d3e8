"""``inzage doctor``: everything a station needs, looked at in one go."""

import typer

from viewer_app.commands.terminal import JsonOption, LanguageOption, Tongue, print_json, say
from viewer_app.station.doctor import Finding, State
from viewer_app.station.home import Home


def doctor(*, as_json: JsonOption = False, language: LanguageOption = Tongue.NL) -> None:
    """Loop alles na wat een station nodig heeft · Check everything a station needs.

    Exit 0: nothing stands in the way of real recordings; 1: something does.
    """
    from viewer_app.app.doctor import examine  # noqa: PLC0415 - libVLC follows

    findings = []
    for finding in examine(Home.locate()):
        findings.append(finding)
        if not as_json:
            _tell(finding, language)
    ready = all(finding.state is not State.FAILS for finding in findings)
    if as_json:
        print_json({"ready": ready, "checks": [_as_json(each, language) for each in findings]})
    else:
        typer.echo(say("doctor.ready" if ready else "doctor.not_ready", language))
    if not ready:
        raise typer.Exit(1)


def _tell(finding: Finding, language: Tongue) -> None:
    state = say(f"doctor.state.{finding.state}", language)
    title = say(f"doctor.title.{finding.check}", language)
    typer.echo(f"{state:<9} {title}")
    typer.echo(f"          {say(finding.code, language, **finding.facts)}")


def _as_json(finding: Finding, language: Tongue) -> dict[str, object]:
    return {
        "check": finding.check,
        "state": finding.state.value,
        "code": finding.code,
        "facts": dict(finding.facts),
        "text": say(finding.code, language, **finding.facts),
    }
