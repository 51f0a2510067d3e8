"""``inzage audit serve``: write the trail for a program that runs under another user."""

import signal
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from viewer_app.app.anchors import open_anchoring
from viewer_app.app.own_trails import trails_in
from viewer_app.app.served_trail import ServedTrail
from viewer_app.app.trail import open_station_trail
from viewer_app.app.trail_watch import TrailWatch
from viewer_app.audit.retention import PAST_YEARS
from viewer_app.commands.terminal import JsonOption, LanguageOption, Tongue, refusals, say
from viewer_app.commands.trail_source import enrolled_station
from viewer_app.session.policy_file import load_policy
from viewer_app.station import hardening
from viewer_app.station.clock import SystemClock
from viewer_app.station.readers import Readers
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault


def serve(
    *,
    socket: Annotated[Path, typer.Option(help="Waar te luisteren · where to listen")],
    allow: Annotated[
        list[int], typer.Option(min=0, help="Gebruikersnummer dat mag schrijven · user id")
    ],
    readers: Annotated[
        str | None,
        typer.Option(help="Groep die het logboek mag lezen, voortaan · group that may read it"),
    ] = None,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Schrijf het logboek voor een ander, tot Ctrl+C · Write the trail for another user.

    Holds the file and the key, and anchors the trail; processes of the users in ``--allow`` may
    only send events. Those in the group ``--readers`` may read the files. Linux.
    """
    hardening.harden()
    with refusals(as_json, language), ExitStack() as undo:
        if sys.platform != "linux":
            raise typer.BadParameter(say("audit.serve_platform", language))
        # It needs a kind of socket that not every system has, at its import.
        from viewer_app.audit.writer_service import WriterService  # noqa: PLC0415

        home, settings = enrolled_station()
        if readers is not None and readers != settings.audit_readers:
            Readers(home.path, home.audit, readers)  # a group there is not is not kept
            settings = replace(settings, audit_readers=readers)
            settings.save(home.settings)
        policy, vault, clock = load_policy(home.policy), Vault(settings.vault), SystemClock()
        trail = open_station_trail(home, settings, vault, clock)
        undo.callback(trail.close)
        home.open_to_readers(PAST_YEARS)
        own = trails_in(home, Settings.load(home.settings))
        anchoring = open_anchoring(home, trail.log, vault, policy, clock)
        served = ServedTrail(trail, own, anchoring, policy, vault)
        anchoring.start()
        undo.callback(anchoring.close)
        watch = TrailWatch(home, Settings.load(home.settings), trail)
        watch.start()
        undo.callback(watch.stop)
        service = undo.enter_context(WriterService(socket, served, allow))
        signal.signal(signal.SIGTERM, _end)
        typer.echo(say("audit.serving", language, socket=socket.name))
        try:
            service.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            return


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
