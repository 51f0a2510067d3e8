"""``inzage audit serve``: write the trail for a program that runs under another user."""

import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from viewer_app.app.trail import open_station_trail
from viewer_app.app.trail_watch import TrailWatch
from viewer_app.commands.terminal import JsonOption, LanguageOption, Tongue, refusals, say
from viewer_app.station import hardening
from viewer_app.station.clock import SystemClock
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault


def serve(
    *,
    socket: Annotated[Path, typer.Option(help="Waar te luisteren · where to listen")],
    allow: Annotated[
        list[int], typer.Option(min=0, help="Gebruikersnummer dat mag schrijven · user id")
    ],
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Schrijf het logboek voor een ander, tot Ctrl+C · Write the trail for another user.

    Holds the file and the key; processes of the users in ``--allow`` may only send events. Linux.
    """
    hardening.harden()
    with refusals(as_json, language), ExitStack() as undo:
        if sys.platform != "linux":
            raise typer.BadParameter(say("audit.serve_platform", language))
        # It needs a kind of socket that not every system has, at its import.
        from viewer_app.audit.writer_service import WriterService  # noqa: PLC0415

        home = Home.locate()
        home.check()
        settings = Settings.load(home.settings)
        trail = open_station_trail(home, settings, Vault(settings.vault), SystemClock())
        undo.callback(trail.close)
        watch = TrailWatch(home, Settings.load(home.settings), trail)
        watch.start()
        undo.callback(watch.stop)
        service = undo.enter_context(WriterService(socket, trail, allow))
        signal.signal(signal.SIGTERM, _end)
        typer.echo(say("audit.serving", language, socket=socket.name))
        try:
            service.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            return


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
