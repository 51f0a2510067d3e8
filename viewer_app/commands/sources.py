"""``inzage station sources`` and ``source``: where packages are fetched from, and how it goes."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from viewer_app.app.sources import login_name, source_states
from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    Tongue,
    ask_passphrase,
    print_json,
    refusals,
    say,
)
from viewer_app.commands.trail_source import recording
from viewer_app.errors import InzageError
from viewer_app.evidence.secret import Secret
from viewer_app.session.calendar import AMSTERDAM
from viewer_app.session.journal import failure
from viewer_app.session.ports import AuditUnavailable, Outcome
from viewer_app.station.administration import record_administration
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.station.sources.errors import SourceSettingsError
from viewer_app.station.sources.settings import FILE, load_sources
from viewer_app.station.sources.webdav import WebdavSource
from viewer_app.vault import Vault

app = typer.Typer(
    no_args_is_help=True, help="Toegang tot een plaats met pakketten · Access to a place"
)

LOGIN_KEPT: Final = "source.login_kept"
LOGIN_REMOVED: Final = "source.login_removed"

NameArgument = Annotated[str, typer.Argument(help=f"Naam in {FILE} · the place's name there")]


def show(*, as_json: JsonOption = False, language: LanguageOption = Tongue.NL) -> None:
    """Toon waar pakketten vandaan komen · Where packages are fetched from, and how it stands.

    As the station's program last left it. Exit 1: no station, or ``sources.toml`` is not right.
    """
    with refusals(as_json, language):
        home = Home.locate()
        home.check()
        states = source_states(home)
        if as_json:
            places = [
                {
                    "name": source.name,
                    "place": source.where,
                    "tried_at": state.tried_at and state.tried_at.isoformat(),
                    "done_at": state.done_at and state.done_at.isoformat(),
                    "trouble": state.code,
                    "facts": dict(state.facts),
                }
                for source, state in states
            ]
            print_json({"places": places})
            return
        if not states:
            typer.echo(say("source.none", language, file=FILE))
            return
        table = Table()
        for column in ("place", "visited", "trouble"):
            table.add_column(say(f"source.column.{column}", language), overflow="fold")
        for source, state in states:
            visited = say("source.never", language)
            if state.done_at is not None:
                visited = f"{state.done_at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M:%S}"
            trouble = say(state.code, language, **state.facts) if state.code else ""
            cells = (f"{source.name}\n{source.where}", visited, trouble)
            table.add_row(*map(Text, cells))
        Console().print(table)


@app.command()
def login(
    name: NameArgument,
    *,
    user: Annotated[str, typer.Option(help="Naam op de server · name at the server")] = "",
    password_stdin: Annotated[
        bool,
        typer.Option(
            "--password-stdin", help="Lees het wachtwoord van de invoer · read it from input"
        ),
    ] = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Bewaar naam en wachtwoord voor een WebDAV-plaats · Keep a login in the keyring.

    What was kept for the place before is replaced. An event first, so the station's program must be
    closed. Exit 0: kept; 1: refused, nothing was changed.
    """
    with refusals(as_json, language):
        vault = _vault(name)
        asked = user or str(typer.prompt(say("source.user", language, place=name), err=True))
        prompt = say("source.password", language, place=name)
        password = ask_passphrase(language, from_stdin=password_stdin, prompt=prompt)
        with password:
            # RFC 7617: the first colon ends the name
            if not asked or ":" in asked or not len(password.view):
                raise SourceSettingsError("source.bad_login")
            whole = bytearray(asked.encode() + b":")
            whole += password.view
        with Secret.take(whole) as secret, _recorded(LOGIN_KEPT, name):
            vault.remove(login_name(name))
            vault.put(login_name(name), secret)
        _tell("source.logged_in", name, as_json, language)


@app.command()
def logout(
    name: NameArgument, *, as_json: JsonOption = False, language: LanguageOption = Tongue.NL
) -> None:
    """Haal naam en wachtwoord uit de sleutelbos · Take a login out of the keyring.

    An event first, so the station's program must be closed.
    """
    with refusals(as_json, language):
        home = Home.locate()
        home.check()
        vault = Vault(Settings.load(home.settings).vault)
        if vault.holds(login_name(name)):
            with _recorded(LOGIN_REMOVED, name):
                vault.remove(login_name(name))
        _tell("source.logged_out", name, as_json, language)


@contextmanager
def _recorded(action: str, name: str) -> Iterator[None]:
    """An act that stands in the trail before it takes effect; as failed too, where it did not.

    Neither the name nor the password is in it. Raises AuditUnavailable, with nothing done.
    """
    with recording() as log:
        about = f"source:{name}"
        record_administration(log, action, about)
        try:
            yield
        except InzageError as error:
            with suppress(AuditUnavailable):  # what went wrong first is what must be told
                record_administration(log, action, about, failure(error), Outcome.FAILED)
            raise


def _vault(name: str) -> Vault:
    """The station's keyring, if there is such a place to log in to."""
    home = Home.locate()
    home.check()
    sources = load_sources(home.path / FILE)
    if not any(isinstance(source, WebdavSource) and source.name == name for source in sources):
        raise SourceSettingsError("source.unknown", name=name, file=FILE)
    return Vault(Settings.load(home.settings).vault)


def _tell(code: str, name: str, as_json: bool, language: Tongue) -> None:
    if as_json:
        print_json({"place": name, "result": code})
    else:
        typer.echo(say(code, language, place=name))
