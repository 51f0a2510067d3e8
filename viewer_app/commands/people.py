"""``inzage supervisor`` and ``inzage auditor``: who may sign in to this station."""

from typing import Annotated

import typer

from viewer_app.app.trail import open_trail
from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    PassphraseOption,
    Tongue,
    ask_new_passphrase,
    ask_passphrase,
    print_json,
    refusals,
    say,
)
from viewer_app.session.journal import failure
from viewer_app.session.ports import Outcome, SignInRefused
from viewer_app.session.roles import Role
from viewer_app.station.administration import record_administration
from viewer_app.station.clock import SystemClock
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.people import People
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

supervisors = typer.Typer(
    no_args_is_help=True, help="Leidinggevenden van dit station · This station's supervisors"
)
auditors = typer.Typer(
    no_args_is_help=True, help="Auditors van dit station · This station's auditors"
)

PERSON_ADDED = "person.added"
PERSON_REMOVED = "person.removed"
PASSPHRASE_CHANGED = "person.passphrase_changed"  # noqa: S105 - an event, no passphrase

NameArgument = Annotated[
    str, typer.Argument(help="Aanmeldnaam, bijvoorbeeld j.devries · sign-in name")
]
BothOption = Annotated[
    bool,
    typer.Option(
        "--passphrase-stdin",
        help="Lees de huidige en de nieuwe wachtzin, elk op een regel, van standaardinvoer · "
        "read the present and the new one from stdin, a line each",
    ),
]
YesOption = Annotated[
    bool, typer.Option("--yes", help="Ja, voorgoed · yes, for good", show_default=False)
]


@supervisors.command("add")
def add_supervisor(
    name: NameArgument,
    *,
    passphrase_stdin: PassphraseOption = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Voeg een leidinggevende toe · Add a supervisor, and show the key a desk seals for.

    Exit 0: added; 1: refused, and nothing was changed; 2: wrong usage.
    """
    _add(Role.SUPERVISOR, name, passphrase_stdin, as_json, language)


@auditors.command("add")
def add_auditor(
    name: NameArgument,
    *,
    passphrase_stdin: PassphraseOption = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Voeg een auditor toe · Add an auditor, who reviews the audit trail on the station.

    Exit 0: added; 1: refused, and nothing was changed; 2: wrong usage.
    """
    _add(Role.AUDITOR, name, passphrase_stdin, as_json, language)


@supervisors.command("list")
def list_supervisors(*, as_json: JsonOption = False, language: LanguageOption = Tongue.NL) -> None:
    """Toon wie zich kan aanmelden · List the supervisors."""
    _list(Role.SUPERVISOR, as_json, language)


@auditors.command("list")
def list_auditors(*, as_json: JsonOption = False, language: LanguageOption = Tongue.NL) -> None:
    """Toon wie zich kan aanmelden · List the auditors."""
    _list(Role.AUDITOR, as_json, language)


@supervisors.command("passphrase")
def change_supervisors_passphrase(
    name: NameArgument,
    *,
    passphrase_stdin: BothOption = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Wijzig een wachtzin · Change a supervisor's passphrase; the key stays the same.

    Exit 0: changed; 1: refused, and nothing was changed; 2: wrong usage.
    """
    _change_passphrase(Role.SUPERVISOR, name, passphrase_stdin, as_json, language)


@auditors.command("passphrase")
def change_auditors_passphrase(
    name: NameArgument,
    *,
    passphrase_stdin: BothOption = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Wijzig een wachtzin · Change an auditor's passphrase.

    Exit 0: changed; 1: refused, and nothing was changed; 2: wrong usage.
    """
    _change_passphrase(Role.AUDITOR, name, passphrase_stdin, as_json, language)


@supervisors.command("remove")
def remove_supervisor(
    name: NameArgument,
    *,
    yes: YesOption = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Verwijder een leidinggevende en de sleutel · Remove a supervisor, and the key for good.

    Exit 0: removed; 1: refused, or --yes was not there; 2: wrong usage.
    """
    _remove(Role.SUPERVISOR, name, yes, as_json, language)


@auditors.command("remove")
def remove_auditor(
    name: NameArgument,
    *,
    yes: YesOption = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Verwijder een auditor · Remove an auditor.

    Exit 0: removed; 1: refused, or --yes was not there; 2: wrong usage.
    """
    _remove(Role.AUDITOR, name, yes, as_json, language)


def _add(role: Role, name: str, from_stdin: bool, as_json: bool, language: Tongue) -> None:
    with refusals(as_json, language):
        home, settings, people = _station()
        # opened first: without a trail nobody is added
        with open_trail(home, settings, Vault(settings.vault)) as log:
            with ask_new_passphrase(language, from_stdin=from_stdin) as passphrase:
                recipient = str(people.add(role, name, passphrase))
            record_administration(
                log, PERSON_ADDED, f"{role.value}:{name}", {"recipient": recipient}
            )
        if as_json:
            print_json({"name": name, "role": role.value, "recipient": recipient})
        elif role is Role.SUPERVISOR:
            typer.echo(say("command.supervisor_added", language, name=name))
            typer.echo(f"  {recipient}")
        else:
            typer.echo(say("command.auditor_added", language, name=name))


def _change_passphrase(
    role: Role, name: str, from_stdin: bool, as_json: bool, language: Tongue
) -> None:
    with refusals(as_json, language):
        home, settings, people = _station()
        person = f"{role.value}:{name}"
        with open_trail(home, settings, Vault(settings.vault)) as log:
            if name not in people.names(role):
                raise StationError("person.unknown", name=name)
            with (
                ask_passphrase(language, from_stdin=from_stdin) as old,
                ask_new_passphrase(language, from_stdin=from_stdin) as new,
            ):
                try:
                    recipient = str(people.change_passphrase(role, name, old, new))
                except SignInRefused as refusal:
                    record_administration(
                        log, PASSPHRASE_CHANGED, person, failure(refusal), Outcome.REFUSED
                    )
                    raise
            record_administration(log, PASSPHRASE_CHANGED, person, {"recipient": recipient})
        if as_json:
            print_json({"name": name, "role": role.value, "recipient": recipient})
        else:
            typer.echo(say("command.passphrase_changed", language, name=name))


def _remove(role: Role, name: str, yes: bool, as_json: bool, language: Tongue) -> None:
    with refusals(as_json, language):
        home, settings, people = _station()
        if name not in people.names(role):
            raise StationError("person.unknown", name=name)
        if not yes:
            raise StationError("person.removal_unconfirmed", name=name)
        with open_trail(home, settings, Vault(settings.vault)) as log:
            people.remove(role, name)
            record_administration(log, PERSON_REMOVED, f"{role.value}:{name}")
        if as_json:
            print_json({"name": name, "role": role.value})
        else:
            typer.echo(say("command.person_removed", language, name=name))


def _list(role: Role, as_json: bool, language: Tongue) -> None:
    with refusals(as_json, language):
        _, _, people = _station()
        for name in people.names(role):
            if as_json:
                print_json({"name": name, "role": role.value})
            else:
                typer.echo(name)


def _station() -> tuple[Home, Settings, People]:
    home = Home.locate()
    home.check()
    settings = Settings.load(home.settings)
    return home, settings, People(home, Vault(settings.vault), SystemClock(), settings.argon2id)
