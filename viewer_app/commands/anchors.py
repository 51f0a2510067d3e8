"""``inzage station anchors``: where the trail is anchored, and how it stands there."""

from collections.abc import Sequence
from contextlib import closing

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from viewer_app.app.anchors import PLACES_FILE, anchor_key, place_states
from viewer_app.app.remote_trail import RemoteTrail
from viewer_app.audit.anchor_settings import AnyPlace
from viewer_app.audit.anchor_state import PlaceState
from viewer_app.audit.body import write_time
from viewer_app.audit.note import VerifierKey
from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    Tongue,
    print_json,
    refusals,
    say,
)
from viewer_app.commands.trail_source import enrolled_station
from viewer_app.session.calendar import AMSTERDAM
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault


def anchors(*, as_json: JsonOption = False, language: LanguageOption = Tongue.NL) -> None:
    """Toon waar het logboek is verankerd, en de ankersleutel · Where the trail is anchored.

    As the station's program last left it, or as the process that writes the trail has it now.
    Exit 1: no station, or ``anchors.toml`` is not right.
    """
    with refusals(as_json, language):
        home, settings = enrolled_station()
        key, states = _anchorage(home, settings)
        if as_json:
            print_json({"key": str(key), "places": [_plain(*each) for each in states]})
            return
        typer.echo(say("anchor.key", language))
        typer.echo(f"  {key}")
        if states:
            _show(states, language)
        else:
            typer.echo(say("anchor.no_places", language, file=PLACES_FILE))


def _anchorage(
    home: Home, settings: Settings
) -> tuple[VerifierKey, Sequence[tuple[AnyPlace, PlaceState]]]:
    """The anchor key, and the places: the writer's, where that is another user."""
    if settings.audit_socket:
        with closing(RemoteTrail(settings)) as remote:
            told = remote.anchorage()
        return told.key, told.places
    origin = VerifierKey.parse(settings.audit_key).name
    return anchor_key(origin, Vault(settings.vault)), place_states(home)


def _show(states: Sequence[tuple[AnyPlace, PlaceState]], language: Tongue) -> None:
    table = Table()
    for column in ("place", "anchored", "trouble"):
        table.add_column(say(f"anchor.column.{column}", language), overflow="fold")
    for place, state in states:
        trouble = say(state.code, language, **state.facts) if state.code else ""
        cells = (f"{place.name}\n{place.where}", _anchored(state, language), trouble)
        table.add_row(*map(Text, cells))
    Console().print(table)


def _anchored(state: PlaceState, language: Tongue) -> str:
    if state.anchored_at is None:
        return say("anchor.never", language)
    time = f"{state.anchored_at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M:%S}"
    return say("anchor.holds", language, size=state.size, time=time)


def _plain(place: AnyPlace, state: PlaceState) -> dict[str, object]:
    return {
        "name": place.name,
        "place": place.where,
        "origin": state.origin,
        "size": state.size,
        "anchored_at": state.anchored_at and write_time(state.anchored_at),
        "cosigned_at": state.cosigned_at and write_time(state.cosigned_at),
        "tried_at": state.tried_at and write_time(state.tried_at),
        "trouble": state.code,
        "facts": dict(state.facts),
    }
