"""``inzage run``: the station's program, on the whole screen."""

import typer

from viewer_app.commands.terminal import LanguageOption, Tongue, refusals
from viewer_app.station.home import Home


def run(language: LanguageOption = Tongue.NL) -> None:
    """Start het station · Start the station's program.

    Exit 0: ended normally; 1: it could not start, for a reason that is shown.
    """
    with refusals(as_json=False, language=language):
        from viewer_app.app.screen import run as run_screen  # noqa: PLC0415 - Qt and libVLC

        raise typer.Exit(run_screen(Home.locate()))
