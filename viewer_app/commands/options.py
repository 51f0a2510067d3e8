"""Texts of options that mean something: moments, days, keys."""

from collections.abc import Callable
from typing import NoReturn, TypeVar

import typer

from viewer_app.commands.terminal import Tongue, print_json
from viewer_app.errors import InzageError

T = TypeVar("T")


class Options:
    """Reads the texts of options; what cannot be read is wrong usage of that option (exit 2)."""

    def __init__(self, as_json: bool, language: Tongue) -> None:
        self._as_json = as_json
        self._language = language

    def one(self, option: str, parse: Callable[[str], T], text: str) -> T:
        """What ``text`` means. Raises typer.Exit."""
        try:
            return parse(text)
        except InzageError as error:
            self.refuse(option, error)

    def each(self, option: str, parse: Callable[[str], T], texts: list[str]) -> tuple[T, ...]:
        """The same for an option that may come more than once."""
        if len(texts) == 1:
            return (self.one(option, parse, texts[0]),)
        return tuple(
            self.one(f"{option} ({number})", parse, text) for number, text in enumerate(texts, 1)
        )

    def refuse(self, option: str, error: InzageError) -> NoReturn:
        """Say what is wrong with this option, and end. Raises typer.Exit."""
        if self._as_json:
            print_json({"error": error.code, "facts": {**error.facts, "option": option}})
        else:
            typer.echo(f"{option}: {error.text(self._language.language)}", err=True)
        raise typer.Exit(2)
