"""``inzage station``: enrolling this computer, and what it says of itself."""

from dataclasses import replace
from typing import Annotated

import typer

from viewer_app.app.own_trails import own_trails
from viewer_app.app.successor import restored_head, starter_for
from viewer_app.app.trail import open_trail
from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    Tongue,
    print_json,
    refusals,
    say,
)
from viewer_app.commands.trail_source import enrolled_station
from viewer_app.evidence.addresses import DeskPin
from viewer_app.session.policy import Policy
from viewer_app.session.policy_file import load_policy
from viewer_app.session.ports import Json
from viewer_app.station.administration import record_administration
from viewer_app.station.enrolment import enrol as enrol_station
from viewer_app.station.home import Home
from viewer_app.station.passphrase_cost import measure_cost
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

app = typer.Typer(no_args_is_help=True, help="Het station inrichten · Set up the station")

STATION_ENROLLED = "station.enrolled"
STATION_RESTORED = "station.restored"


@app.command()
def enrol(
    *,
    station: Annotated[
        str, typer.Option("--id", help="Naam van het station, bijvoorbeeld KANTOOR-1 · its id")
    ],
    municipality: Annotated[
        str, typer.Option(help="Naam van de gemeente zoals de bezoeker die ziet · municipality")
    ],
    desk: Annotated[
        list[str],
        typer.Option(help="Sleutel van een behandelaar, NAAM=SLEUTEL · a desk's key NAME=KEY"),
    ],
    request_days: Annotated[
        int, typer.Option(min=1, max=3650, help="Verzoek binnen zoveel dagen · days to request")
    ] = Policy.request_days,
    retention_days: Annotated[
        int, typer.Option(min=1, max=3650, help="Bewaartermijn in dagen · days kept")
    ] = Policy.retention_days,
    demonstration: Annotated[
        bool,
        typer.Option(
            "--demonstration", help="Alleen voor demonstratiebeelden · demonstration clips only"
        ),
    ] = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Maak van deze computer een station · Make this computer a station.

    Makes its keys in the keyring, its rules and its audit trail, and shows the address that a desk
    needs. Exit 0: enrolled; 1: refused, and nothing was changed; 2: wrong usage.
    """
    with refusals(as_json, language):
        home = Home.locate()
        policy = Policy(
            municipality=municipality,
            request_days=request_days,
            retention_days=retention_days,
        )
        settings = enrol_station(
            home,
            station=station,
            policy=policy,
            desks=[DeskPin.parse(pin) for pin in desk],
            demonstration=demonstration,
            language=language.language,
            start_trail=starter_for(home, municipality=municipality, station=station),
            argon2id=measure_cost(),
        )
        with open_trail(home, settings, Vault(settings.vault)) as log:
            record_administration(
                log,
                STATION_ENROLLED,
                f"station:{station}",
                {
                    "desks": [key.key_id for key in settings.desk_keys],
                    "demonstration": demonstration,
                    "request_days": policy.request_days,
                    "retention_days": policy.retention_days,
                },
            )
            head = restored_head(home)
            if head is not None:
                follows: dict[str, Json] = {"origin": head.origin, "size": head.size}
                record_administration(log, STATION_RESTORED, f"station:{station}", follows)
        _show(settings, as_json, language)
        if head is not None and not as_json:
            typer.echo(say("station.follows", language, size=head.size))


@app.command()
def show(*, as_json: JsonOption = False, language: LanguageOption = Tongue.NL) -> None:
    """Toon adres, sleutels en regels van dit station · Show this station's address and rules."""
    with refusals(as_json, language):
        home, settings = enrolled_station()
        load_policy(home.policy)
        # what an auditor needs is the key of the trail that is written, whoever writes it
        key = str(own_trails(home, settings).keys[0])
        _show(replace(settings, audit_key=key), as_json, language)


def _show(settings: Settings, as_json: bool, language: Tongue) -> None:
    if as_json:
        print_json(
            {
                "station": settings.station,
                "address": settings.address,
                "audit_key": settings.audit_key,
                "demonstration": settings.demonstration,
                "desks": [str(pin) for pin in settings.desks],
            }
        )
        return
    typer.echo(say("command.station", language, station=settings.station))
    typer.echo(say("command.station_address", language))
    typer.echo(f"  {settings.address}")
    typer.echo(say("command.station_audit_key", language))
    typer.echo(f"  {settings.audit_key}")
