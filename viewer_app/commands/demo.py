"""``inzage demo``: a whole appointment on a throw-away station."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Annotated, Final

import typer

from viewer_app.audit.export import write_export
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify
from viewer_app.commands.terminal import LanguageOption, Tongue, progress_bar, refusals, say
from viewer_app.demo.errors import DemoError, TourFailed
from viewer_app.demo.people import AUDITOR, SUPERVISOR
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings

FilmOption = Annotated[
    Path, typer.Option(envvar="INZAGE_DEMO_FILM", help="Demonstratiefilm · demonstration film")
]

_THROW_AWAY: Final = Path(gettempdir())
"""Where the demonstration's station is, which this process removes in the end."""


def demo(
    *,
    film: FilmOption = Path("demonstration.mp4"),
    tour: Annotated[
        bool, typer.Option("--tour", help="Laat het programma het zelf doen · drive it by itself")
    ] = False,
    pictures: Annotated[
        Path | None,
        typer.Option(help="Map voor beelden en logboek (nieuw of leeg) · where pictures are left"),
    ] = None,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Toon een hele afspraak met een demonstratiefilm · Show a whole appointment.

    Exit 0: shown to the end; 1: not, for a reason that is printed.
    """
    with refusals(as_json=False, language=language):
        from viewer_app.demo.stage import stage  # noqa: PLC0415 - Qt and libVLC follow

        if pictures is not None and pictures.exists() and any(pictures.iterdir()):
            raise DemoError("demo.directory_taken", directory=str(pictures))
        typer.echo(say("demo.preparing", language))
        with ExitStack() as station:
            # The bar must end first: it has a thread, and the station starts without any.
            with progress_bar(as_json=False) as bar:
                home = station.enter_context(stage(film, language.language, bar))
            if tour:
                _drive(home, pictures or Path(mkdtemp(prefix="inzage-tour-")), language)
            else:
                _open(home, language)


def _open(home: Home, language: Tongue) -> None:
    from viewer_app.app.screen import run  # noqa: PLC0415 - Qt and libVLC

    for code, person in (("demo.how", SUPERVISOR), ("demo.how_auditor", AUDITOR)):
        typer.echo(say(code, language, name=person.name, passphrase=person.passphrase))
    typer.echo(say("demo.how_to_end", language))
    raise typer.Exit(run(home, extra_writable=[_THROW_AWAY]))


def _drive(home: Home, directory: Path, language: Tongue) -> None:
    from viewer_app.app.screen import run  # noqa: PLC0415 - Qt and libVLC
    from viewer_app.demo.tour import Tour  # noqa: PLC0415

    directory.mkdir(parents=True, exist_ok=True)
    tour = Tour(directory, language.language, typer.echo)
    code = run(home, tour.begin, extra_writable=[directory, _THROW_AWAY])
    if tour.failure is not None:
        raise tour.failure
    if code:
        raise typer.Exit(code)
    typer.echo(say("tour.done", language, session=tour.session, count=len(tour.frames)))
    _check_trail(home, language)
    with TrailReader(home.trail) as reader:
        write_export(reader, directory / "trail.jsonl")
    typer.echo(say("demo.left", language, directory=str(directory)))


def _check_trail(home: Home, language: Tongue) -> None:
    report = verify(home.trail, VerifierKey.parse(Settings.load(home.settings).audit_key))
    if {report.integrity.state, report.completeness.state} != {State.HOLDS}:
        raise TourFailed("demo.trail_broken")
    typer.echo(say("demo.trail_holds", language, size=report.size))
