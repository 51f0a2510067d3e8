"""What all commands share: languages, refusals, JSON for machines, progress, passphrases."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Protocol

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from viewer_app import messages
from viewer_app.errors import InzageError
from viewer_app.evidence.secret import Secret
from viewer_app.messages import Language
from viewer_app.station.errors import StationError

_LONGEST_PASSPHRASE = 1024
"""Bytes, as in the fields on the screen."""


class Tongue(StrEnum):
    """The languages the program speaks."""

    NL = "nl"
    EN = "en"

    @property
    def language(self) -> Language:
        """As the catalogue wants it."""
        return "nl" if self is Tongue.NL else "en"


JsonOption = Annotated[bool, typer.Option("--json", help="Voor machines · for machines")]
LanguageOption = Annotated[
    Tongue, typer.Option("--language", envvar="INZAGE_LANGUAGE", help="Taal · language")
]
PassphraseOption = Annotated[
    bool,
    typer.Option(
        "--passphrase-stdin", help="Lees de wachtzin van standaardinvoer · read it from stdin"
    ),
]
TextFileOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Nieuw bestand, anders het scherm · new text file"),
]


class Advance(Protocol):
    """Tells a progress bar how far something is."""

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """``done`` of ``total``, in whatever unit, of ``what``."""
        ...


def say(code: str, language: Tongue, **facts: messages.Fact) -> str:
    """A sentence of the catalogue."""
    return messages.text(code, language.language, facts)


def print_json(value: Mapping[str, object]) -> None:
    """One JSON object on a line of its own."""
    typer.echo(json.dumps(value, ensure_ascii=False))


@contextmanager
def refusals(as_json: bool, language: Tongue) -> Iterator[None]:
    """Turn a refusal into its sentence (or its code) and exit 1."""
    try:
        yield
    except InzageError as error:
        if as_json:
            print_json({"error": error.code, "facts": dict(error.facts)})
        else:
            typer.echo(error.text(language.language), err=True)
        raise typer.Exit(1) from None


def confirm(question: str, word: str, language: Tongue, *, yes: bool, as_json: bool) -> None:
    """Go on only where somebody typed this word after the question, or ``yes`` was given.

    Raises StationError (``command.unconfirmed``).
    """
    if yes:
        return
    typed = ""
    if not as_json:
        typer.echo(question, err=True)
        with suppress(typer.Abort):  # nothing was typed
            prompt = say("command.type_to_confirm", language, word=word)
            typed = typer.prompt(prompt, default="", show_default=False, err=True)
    if typed.strip() != word:
        raise StationError("command.unconfirmed")


@contextmanager
def progress_bar(as_json: bool) -> Iterator[Advance | None]:
    """A progress bar on a terminal; nothing elsewhere."""
    console = Console(stderr=True)
    if as_json or not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)

        def advance(done: int, total: int, what: str = "") -> None:
            progress.update(task, completed=done, total=total, description=what)

        yield advance


def ask_passphrase(language: Tongue, *, from_stdin: bool, prompt: str | None = None) -> Secret:
    """A passphrase there is already, to be wiped by the caller, as ``ask_new_passphrase`` is.

    ``prompt`` says which, where it is not that of the person's own identity.
    """
    if from_stdin:
        return _read_line()
    asked = prompt or say("command.passphrase_now", language)
    typed = typer.prompt(asked, hide_input=True, err=True)
    return Secret.take(bytearray(typed.encode("utf-8")))


def ask_new_passphrase(language: Tongue, *, from_stdin: bool) -> Secret:
    """A passphrase for a new identity, typed twice, or one line of standard input.

    The caller wipes it. A terminal's line passes through a ``str`` that cannot be overwritten; this
    process ends soon after. Raises typer.BadParameter where the two differ.
    """
    if from_stdin:
        return _read_line()
    first = typer.prompt(say("command.passphrase", language), hide_input=True)
    again = typer.prompt(say("command.passphrase_again", language), hide_input=True)
    if first != again:
        raise typer.BadParameter(say("command.passphrases_differ", language))
    return Secret.take(bytearray(first.encode("utf-8")))


def _read_line() -> Secret:
    line = bytearray(sys.stdin.buffer.readline(_LONGEST_PASSPHRASE))
    with memoryview(line) as typed:
        return Secret.take(typed[: len(line.rstrip(b"\r\n"))])
