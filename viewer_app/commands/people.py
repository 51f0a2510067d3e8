"""``inzage supervisor`` and ``inzage auditor``: who may sign in to this station."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Annotated

import typer

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
from viewer_app.commands.trail_source import enrolled_station, recording
from viewer_app.errors import InzageError
from viewer_app.session.journal import failure
from viewer_app.session.ports import AuditUnavailable, Json, Outcome, SignInRefused
from viewer_app.session.roles import Role
from viewer_app.station.administration import record_administration
from viewer_app.station.clock import SystemClock
from viewer_app.station.errors import StationError
from viewer_app.station.people import People
from viewer_app.station.security_key import AskPin, SecurityKeys
from viewer_app.vault import Vault

PERSON_ADDED = "person.added"
PERSON_REMOVED = "person.removed"
PASSPHRASE_CHANGED = "person.passphrase_changed"  # noqa: S105 - an event, no passphrase
KEY_ADDED = "person.key_added"
KEY_REMOVED = "person.key_removed"

_LONGEST_PIN = 256
"""Bytes, the end of the line included; a PIN has 63 at most (CTAP 2.1, section 6.5)."""

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
KeyOption = Annotated[
    bool,
    typer.Option(
        "--security-key",
        help="Ook met de beveiligingssleutel (FIDO2) die nu in de computer zit; wil die een "
        "pincode, dan komt ze na de wachtzin · with the security key plugged in now, too",
        show_default=False,
    ),
]
YesOption = Annotated[
    bool, typer.Option("--yes", help="Ja, voorgoed · yes, for good", show_default=False)
]


def _commands(role: Role, told: Mapping[str, str]) -> typer.Typer:
    """The commands about people of one role. ``told``: what the help says of each."""
    app = typer.Typer(no_args_is_help=True, help=told["app"])

    @app.command("add", help=told["add"])
    def add(
        name: NameArgument,
        *,
        security_key: KeyOption = False,
        passphrase_stdin: PassphraseOption = False,
        as_json: JsonOption = False,
        language: LanguageOption = Tongue.NL,
    ) -> None:
        _add(role, name, passphrase_stdin, as_json, language, with_key=security_key)

    @app.command("list", help=told["list"])
    def list_(*, as_json: JsonOption = False, language: LanguageOption = Tongue.NL) -> None:
        _list(role, as_json, language)

    @app.command("passphrase", help=told["passphrase"])
    def passphrase(
        name: NameArgument,
        *,
        passphrase_stdin: BothOption = False,
        as_json: JsonOption = False,
        language: LanguageOption = Tongue.NL,
    ) -> None:
        _change_passphrase(role, name, passphrase_stdin, as_json, language)

    @app.command("add-key", help=told["add-key"])
    def add_key(
        name: NameArgument,
        *,
        passphrase_stdin: PassphraseOption = False,
        as_json: JsonOption = False,
        language: LanguageOption = Tongue.NL,
    ) -> None:
        _add_key(role, name, passphrase_stdin, as_json, language)

    @app.command("remove-key", help=told["remove-key"])
    def remove_key(
        name: NameArgument,
        *,
        passphrase_stdin: PassphraseOption = False,
        as_json: JsonOption = False,
        language: LanguageOption = Tongue.NL,
    ) -> None:
        _remove_key(role, name, passphrase_stdin, as_json, language)

    @app.command("remove", help=told["remove"])
    def remove(
        name: NameArgument,
        *,
        yes: YesOption = False,
        as_json: JsonOption = False,
        language: LanguageOption = Tongue.NL,
    ) -> None:
        _remove(role, name, yes, as_json, language)

    return app


def _add(
    role: Role, name: str, from_stdin: bool, as_json: bool, language: Tongue, *, with_key: bool
) -> None:
    with refusals(as_json, language):
        people = _station(language)
        with (
            _recorded_first(PERSON_ADDED, role, name) as record,
            ask_new_passphrase(language, from_stdin=from_stdin) as passphrase,
        ):
            if with_key:
                typer.echo(say("command.key_twice", language), err=True)
            added = people.add(
                role,
                name,
                passphrase,
                lambda key: record({"recipient": key, "security_key": with_key}),
                security_key=_pin_asker(language, from_stdin) if with_key else None,
            )
        code = f"command.{role.value}_added"
        _tell(code, role, name, as_json, language, recipient=str(added))
        if role is Role.SUPERVISOR and not as_json:
            typer.echo(f"  {added}")


def _change_passphrase(
    role: Role, name: str, from_stdin: bool, as_json: bool, language: Tongue
) -> None:
    with refusals(as_json, language):
        people = _station(language)
        with _recorded_first(PASSPHRASE_CHANGED, role, name) as record:
            if name not in people.names(role):
                raise StationError("person.unknown", name=name)
            with (
                ask_passphrase(language, from_stdin=from_stdin) as old,
                ask_new_passphrase(language, from_stdin=from_stdin) as new,
            ):
                changed = people.change_passphrase(
                    role, name, old, new, lambda key: record({"recipient": key})
                )
        code = "command.passphrase_changed"
        _tell(code, role, name, as_json, language, recipient=str(changed))


def _add_key(role: Role, name: str, from_stdin: bool, as_json: bool, language: Tongue) -> None:
    with refusals(as_json, language):
        people = _station(language)
        with (
            _recorded_first(KEY_ADDED, role, name) as record,
            ask_passphrase(language, from_stdin=from_stdin) as passphrase,
        ):
            typer.echo(say("command.key_twice", language), err=True)
            people.add_security_key(
                role,
                name,
                passphrase,
                _pin_asker(language, from_stdin),
                lambda key: record({"recipient": key}),
            )
        _tell("command.key_added", role, name, as_json, language)


def _remove_key(role: Role, name: str, from_stdin: bool, as_json: bool, language: Tongue) -> None:
    with refusals(as_json, language):
        people = _station(language)
        with (
            _recorded_first(KEY_REMOVED, role, name) as record,
            ask_passphrase(language, from_stdin=from_stdin) as passphrase,
        ):
            people.remove_security_key(
                role, name, passphrase, lambda key: record({"recipient": key})
            )
        _tell("command.key_removed", role, name, as_json, language)


def _remove(role: Role, name: str, yes: bool, as_json: bool, language: Tongue) -> None:
    with refusals(as_json, language):
        people = _station(language)
        if name not in people.names(role):
            raise StationError("person.unknown", name=name)
        if not yes:
            raise StationError("person.removal_unconfirmed", name=name)
        with _recorded_first(PERSON_REMOVED, role, name) as record:
            record({})
            people.remove(role, name)
        _tell("command.person_removed", role, name, as_json, language)


@contextmanager
def _recorded_first(
    action: str, role: Role, name: str
) -> Iterator[Callable[[dict[str, Json]], None]]:
    """Gives what writes the act down, with its details, just before it takes effect.

    The trail is opened before anything else: without one nothing is done, nor asked. What was
    written down and then failed all the same is written once more, as failed; a refused sign-in as
    refused. A trail that cannot be written raises AuditUnavailable: nothing was done.
    """
    person, written = f"{role.value}:{name}", False

    def record(details: dict[str, Json]) -> None:
        nonlocal written
        record_administration(log, action, person, details)
        written = True

    with recording() as log:
        try:
            yield record
        except InzageError as error:
            if written:
                with suppress(AuditUnavailable):  # what went wrong first is what must be told
                    record_administration(log, action, person, failure(error), Outcome.FAILED)
            elif isinstance(error, SignInRefused):
                record_administration(log, action, person, failure(error), Outcome.REFUSED)
            raise


def _tell(code: str, role: Role, name: str, as_json: bool, language: Tongue, **facts: str) -> None:
    if as_json:
        print_json({"name": name, "role": role.value, **facts})
    else:
        typer.echo(say(code, language, name=name))


def _list(role: Role, as_json: bool, language: Tongue) -> None:
    with refusals(as_json, language):
        people = _station(language)
        for name in people.names(role):
            has_key = people.has_security_key(role, name)
            if as_json:
                print_json({"name": name, "role": role.value, "security_key": has_key})
            else:
                typer.echo(f"{name} ({say('command.with_key', language)})" if has_key else name)


def _pin_asker(language: Tongue, from_stdin: bool) -> AskPin:
    def ask() -> str:
        if from_stdin:
            return sys.stdin.buffer.readline(_LONGEST_PIN).decode("utf-8", "replace").rstrip("\r\n")
        return str(typer.prompt(say("command.key_pin", language), hide_input=True))

    return ask


def _station(language: Tongue) -> People:
    def tell(waiting: bool) -> None:
        if waiting:
            typer.echo(say("command.key_touch", language), err=True)

    home, settings = enrolled_station()
    keys = SecurityKeys(tell)
    return People(home, Vault(settings.vault), SystemClock(), settings.argon2id, keys)


_CHANGED = "Exit 0: changed; 1: refused, and nothing was changed; 2: wrong usage."
_ADDED = "Exit 0: added; 1: refused, and nothing was changed; 2: wrong usage."
_KEY_REMOVED = "Exit 0: removed; 1: refused, and nothing was changed; 2: wrong usage."
_REMOVED = "Exit 0: removed; 1: refused, or --yes was not there; 2: wrong usage."
_KEYS = {
    "add-key": "Vraag voortaan ook om een beveiligingssleutel · From now on ask for a security key,"
    f" too.\n\n{_ADDED}",
    "remove-key": "Vraag niet meer om de beveiligingssleutel · Ask for the security key once more,"
    f" and no more.\n\n{_KEY_REMOVED}",
}
supervisors = _commands(
    Role.SUPERVISOR,
    {
        "app": "Leidinggevenden van dit station · This station's supervisors",
        "add": "Voeg een leidinggevende toe · Add a supervisor, and show the key a desk seals for."
        f"\n\n{_ADDED}",
        "list": "Toon wie zich kan aanmelden · List the supervisors.",
        "passphrase": "Wijzig een wachtzin · Change a supervisor's passphrase; the key stays the "
        f"same.\n\n{_CHANGED}",
        "remove": "Verwijder een leidinggevende en de sleutel · Remove a supervisor, and the key "
        f"for good.\n\n{_REMOVED}",
        **_KEYS,
    },
)
auditors = _commands(
    Role.AUDITOR,
    {
        "app": "Auditors van dit station · This station's auditors",
        "add": "Voeg een auditor toe · Add an auditor, who reviews the audit trail on the station."
        f"\n\n{_ADDED}",
        "list": "Toon wie zich kan aanmelden · List the auditors.",
        "passphrase": f"Wijzig een wachtzin · Change an auditor's passphrase.\n\n{_CHANGED}",
        "remove": f"Verwijder een auditor · Remove an auditor.\n\n{_REMOVED}",
        **_KEYS,
    },
)
