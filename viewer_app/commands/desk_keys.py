"""``inzage station desk-key``: which desks' keys this station trusts."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated

import typer

from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    Tongue,
    confirm,
    print_json,
    refusals,
    say,
)
from viewer_app.commands.trail_source import enrolled_station, recording
from viewer_app.errors import system_reason
from viewer_app.evidence.addresses import DeskPin
from viewer_app.files import move_over, written_draft
from viewer_app.messages import Fact
from viewer_app.session.calendar import AMSTERDAM
from viewer_app.session.ports import AuditTrail, AuditUnavailable, Json, Outcome
from viewer_app.station.administration import record_administration
from viewer_app.station.desk_keys import find_desk, held_approvals, retire_desk, trust_desk
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

app = typer.Typer(
    no_args_is_help=True, help="Sleutels van behandelaars · The desks' keys that are trusted"
)

DESK_KEY_ADDED = "desk_key.added"
DESK_KEY_RETIRED = "desk_key.retired"

YesOption = Annotated[
    bool, typer.Option("--yes", help="Ja, zonder te vragen · do not ask", show_default=False)
]


@app.command("list")
def list_keys(*, as_json: JsonOption = False, language: LanguageOption = Tongue.NL) -> None:
    """Toon de sleutels, ook de ingetrokken · List the keys, those that were retired too."""
    with refusals(as_json, language):
        _, settings = enrolled_station()
        for pin in settings.desks:
            _show(settings, pin, say("desk_key.trusted", language), {}, as_json)
        for retired in settings.retired_desks:
            date = f"{retired.retired_at.astimezone(AMSTERDAM):%d-%m-%Y}"
            kept = len(retired.approvals)
            state = say("desk_key.retired_since", language, date=date, kept=kept)
            at = retired.retired_at.isoformat()
            _show(settings, retired.pin, state, {"retired_at": at, "kept": kept}, as_json)


@app.command()
def add(
    pin: Annotated[str, typer.Argument(help="Sleutel, NAAM=SLEUTEL · the desk's key, NAME=KEY")],
    *,
    yes: YesOption = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Vertrouw een sleutel van een behandelaar · Trust one more key of a desk.

    Exit 0: added; 1: refused or not confirmed, and nothing was changed; 2: wrong usage.
    """
    with refusals(as_json, language):
        desk = DeskPin.parse(pin)
        with recording() as log:
            home, settings = _station()
            changed = trust_desk(settings, desk)
            facts: dict[str, Fact] = {"desk": desk.desk, "key": _key_id(settings, desk)}
            question = say("desk_key.question_add", language, **facts)
            confirm(question, desk.desk, language, yes=yes, as_json=as_json)
            _save(log, home, changed, DESK_KEY_ADDED, facts)
        _tell("desk_key.added", facts, as_json, language)


# one fingerprint in 64 begins as an option does
@app.command(context_settings={"ignore_unknown_options": True})
def retire(
    key: Annotated[str, typer.Argument(help="Kenmerk of NAAM=SLEUTEL · fingerprint or NAME=KEY")],
    *,
    compromised: Annotated[
        bool,
        typer.Option(
            "--compromised",
            help="Een ander kan de sleutel hebben: ook wat er al is, telt niet meer · somebody "
            "else may have it: what is here already counts no more either",
            show_default=False,
        ),
    ] = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Trek een sleutel van een behandelaar in, voorgoed · Retire a desk's key, for good.

    Appointments that this station holds stay until they are over, unless --compromised; whatever
    else the key signed is refused.

    Exit 0: retired; 1: refused or not confirmed, and nothing was changed; 2: wrong usage.
    """
    with refusals(as_json, language), recording() as log:
        home, settings = _station()
        pin = find_desk(settings, key)
        now = datetime.now(UTC)
        vault = Vault(settings.vault)
        held = None if compromised else held_approvals(home, settings, vault, pin, now)
        changed = retire_desk(settings, pin, held, now)
        facts: dict[str, Fact] = {
            "desk": pin.desk,
            "key": _key_id(settings, pin),
            "kept": len(held or ()),
        }
        question = say("desk_key.question_retire", language, **facts)
        confirm(question, pin.desk, language, yes=yes, as_json=as_json)
        _save(log, home, changed, DESK_KEY_RETIRED, {**facts, "compromised": compromised})
        _tell("desk_key.retired", facts, as_json, language)


def _station() -> tuple[Home, Settings]:
    """Read while the trail is open: opening it may have written a new year's key."""
    home = Home.locate()
    return home, Settings.load(home.settings)


def _key_id(settings: Settings, pin: DeskPin) -> str:
    return pin.key(demonstration=settings.demonstration).key_id


def _save(
    log: AuditTrail, home: Home, settings: Settings, action: str, details: Mapping[str, Json]
) -> None:
    """Draft, record, move: what the trail says was done, unless it says that it failed."""
    about = f"station:{settings.station}"
    try:
        with written_draft(home.settings, settings.text()) as draft:
            record_administration(log, action, about, details)
            try:
                move_over(draft, home.settings)
            except OSError:
                with suppress(AuditUnavailable):  # what went wrong first is what must be told
                    record_administration(log, action, about, details, Outcome.FAILED)
                raise
    except OSError as error:
        reason = system_reason(error)
        raise StationError("home.unusable", directory=home.path.name, reason=reason) from None


def _show(
    settings: Settings, pin: DeskPin, state: str, facts: Mapping[str, Fact], as_json: bool
) -> None:
    key = _key_id(settings, pin)
    if as_json:
        print_json({"desk": pin.desk, "key": key, "pin": str(pin), **facts})
    else:
        typer.echo(f"{pin.desk}  {key}  {state}")


def _tell(code: str, facts: Mapping[str, Fact], as_json: bool, language: Tongue) -> None:
    if as_json:
        print_json(facts)
        return
    typer.echo(say(code, language, **facts))
    typer.echo(say("desk_key.at_next_start", language))
