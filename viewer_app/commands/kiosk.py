"""``inzage kiosk``: the locked screen of a Debian machine, installed, checked and removed."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    Tongue,
    print_json,
    refusals,
    say,
)
from viewer_app.station.kiosk import Kiosk
from viewer_app.station.kiosk_files import (
    CREDENTIAL,
    STATE,
    STEPS_AFTER_REMOVE,
    WRITERS_CREDENTIAL,
    WRITERS_STATE,
    KioskError,
    Step,
    steps_after_install,
    steps_before_remove,
)

app = typer.Typer(no_args_is_help=True, help="Het beveiligde scherm · the locked screen (Debian)")

RootOption = Annotated[
    Path, typer.Option("--root", help="Ander bestandssysteem dan / · another file system than /")
]
PythonOption = Annotated[
    Path | None, typer.Option(help="Python die het programma heeft · which has the program")
]
_SYSTEM = Path("/")
_BOOTED = Path("/run/systemd/system")
"""Is there where systemd started the system (sd_booted(3))."""


@app.command()
def install(
    *,
    show: Annotated[
        bool, typer.Option("--print", help="Laat alleen zien wat er zou gebeuren · only show")
    ] = False,
    root: RootOption = _SYSTEM,
    python: PythonOption = None,
    writer: Annotated[
        bool | None,
        typer.Option(
            "--writer/--no-writer",
            help="Logboek onder een eigen gebruiker · the trail under a user of its own",
            show_default="als ingericht · as installed",
        ),
    ] = None,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Richt de kiosk in · Install the kiosk.

    Exit 0: installed, or shown; 1: refused, for a reason that is printed.
    """
    with refusals(as_json=False, language=language):
        kiosk = Kiosk(root, python, writer=writer)
        steps = steps_after_install(
            has_credential=Path(CREDENTIAL).exists(),
            writer=kiosk.writer,
            has_writers=Path(WRITERS_CREDENTIAL).exists(),
        )
        if show:
            _show(kiosk, steps, language)
            return
        if root != _SYSTEM:
            kiosk.install()
            _tell_not_run(root, steps, language)
            return
        _demand_system()
        kiosk.install()
        _run(steps)
        typer.echo(say("kiosk.installed", language))
        if kiosk.writer:
            typer.echo(say("kiosk.writer_installed", language))


@app.command()
def check(
    *,
    root: RootOption = _SYSTEM,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Vergelijk de kiosk met hoe hij is ingericht · Compare it with what was installed.

    Exit 0: everything is as installed; 1: something differs, or there is no kiosk.
    """
    with refusals(as_json, language):
        kiosk = Kiosk(root)
        differences = kiosk.check()
        if as_json:
            print_json({"differences": [each._asdict() for each in differences]})
        for code, path in () if as_json else differences:
            typer.echo(say(code, language, path=path))
        if differences:
            raise typer.Exit(1)
        if not as_json:
            typer.echo(say("kiosk.as_installed", language, count=len(kiosk.files())))


@app.command()
def remove(*, root: RootOption = _SYSTEM, language: LanguageOption = Tongue.NL) -> None:
    """Verwijder de kiosk; sleutels en logboek blijven · Remove it; keys and trail stay.

    Exit 0: removed; 1: refused.
    """
    with refusals(as_json=False, language=language):
        kiosk = Kiosk(root)
        if not kiosk.installed:
            raise KioskError("kiosk.not_installed")
        before = steps_before_remove(writer=kiosk.writer)
        if root == _SYSTEM:
            _demand_system()
            _run(before)
        for path in kiosk.remove():
            typer.echo(say("kiosk.left", language, path=path))
        if root == _SYSTEM:
            _run(STEPS_AFTER_REMOVE)
        else:
            _tell_not_run(root, (*before, *STEPS_AFTER_REMOVE), language)
        typer.echo(say("kiosk.removed", language, state=STATE, credential=CREDENTIAL))
        if kiosk.writer:
            typer.echo(
                say(
                    "kiosk.writer_removed",
                    language,
                    state=WRITERS_STATE,
                    credential=WRITERS_CREDENTIAL,
                )
            )


def _show(kiosk: Kiosk, steps: Sequence[Step], language: Tongue) -> None:
    for file in kiosk.files():
        typer.echo(say("kiosk.would_write", language, mode=f"{file.mode:04o}"))
        typer.echo(f"=== {file.target}\n{file.content.decode('utf-8')}")
    if kiosk.plugins():
        typer.echo(say("kiosk.would_set_apart", language))
        typer.echo("".join(f"  {plugin}\n" for plugin in kiosk.plugins()))
    typer.echo(say("kiosk.would_run", language))
    typer.echo("".join(f"  {step}\n" for step in steps))


def _tell_not_run(root: Path, steps: Sequence[Step], language: Tongue) -> None:
    typer.echo(say("kiosk.not_run", language, path=str(root)))
    typer.echo("".join(f"  {step}\n" for step in steps))


def _demand_system() -> None:
    if os.geteuid() != 0:
        raise KioskError("kiosk.not_root")
    if not _BOOTED.is_dir():
        raise KioskError("kiosk.no_systemd")


def _run(steps: Sequence[Step]) -> None:
    for step in steps:
        typed = step.typed() if step.typed else b""
        ended = subprocess.run(step.command, input=typed, check=False)
        if ended.returncode:
            raise KioskError(
                "kiosk.step_failed", command=" ".join(step.command), status=ended.returncode
            )
