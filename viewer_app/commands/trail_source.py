"""Which trail a command reads, and that taking something out of the station's own is recorded."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from viewer_app.app.own_trails import OwnTrails, own_trails
from viewer_app.app.remote_trail import OpenTrail, RemoteTrail
from viewer_app.app.trail import open_trail
from viewer_app.audit.errors import ExportError
from viewer_app.audit.log import AuditLog
from viewer_app.audit.period import Period
from viewer_app.commands.terminal import Tongue, say
from viewer_app.session.policy import Policy
from viewer_app.session.policy_file import load_policy
from viewer_app.session.ports import AuditUnavailable, Json
from viewer_app.station.administration import record_administration
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

REVIEW_EXPORTED: Final = "review.exported"

TrailOption = Annotated[
    Path | None, typer.Option("--trail", help="Logboek · trail (standaard: van dit station)")
]
KeyOption = Annotated[
    str | None, typer.Option("--key", help="Openbare sleutel naam+kenmerk+sleutel · public key")
]
SessionArgument = Annotated[
    str | None, typer.Argument(help="Sessiecode, zoals K7QF-2M9D · session code")
]
NewFileOption = Annotated[Path, typer.Option("--output", "-o", help="Nieuw bestand · new file")]
FromOption = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], help="Eerste dag · first day (JJJJ-MM-DD)"),
]
UntilOption = Annotated[
    datetime | None,
    typer.Option("--until", formats=["%Y-%m-%d"], help="Laatste dag · last day (JJJJ-MM-DD)"),
]


def station_trails() -> OwnTrails:
    """This station's trails, whoever writes them.

    Raises StationError (``station.not_enrolled``), AuditUnavailable.
    """
    home = Home.locate()
    return own_trails(home, Settings.load(home.settings))


def station_trail() -> Path:
    """Where this station's trail is; also without its settings, which ``verify`` may do without.

    Raises AuditUnavailable.
    """
    try:
        return station_trails().path
    except StationError:
        return Home.locate().trail


def station_key(language: Tongue) -> str:
    """The first key of the trail in use, as its writer keeps it.

    Raises typer.BadParameter where no station is enrolled, AuditUnavailable.
    """
    return station_keys(language)[-1]


def station_keys(language: Tongue, *, needed: bool = True) -> list[str]:
    """The first key of each year's trail, the oldest first.

    Raises typer.BadParameter where no station is enrolled and they are ``needed``,
    AuditUnavailable.
    """
    try:
        return [str(key) for key in station_trails().keys]
    except StationError:
        if needed:
            raise typer.BadParameter(say("audit.no_key", language)) from None
        return []


def days(first: datetime | None, last: datetime | None) -> tuple[date | None, date | None]:
    """The days that were typed. Raises typer.BadParameter where they are in the wrong order."""
    days = first and first.date(), last and last.date()
    if days[0] and days[1] and days[0] > days[1]:
        raise typer.BadParameter("--from > --until")
    return days


def period_of(first: datetime | None, last: datetime | None) -> Period:
    """The days that were typed, as a period. Raises typer.BadParameter."""
    return Period.of_days(*days(first, last))


def own_policy() -> Policy:
    """The rules of this station's municipality. Raises PolicyError."""
    return load_policy(Home.locate().policy)


@contextmanager
def taken_out(trail: Path | None, details: Mapping[str, Json]) -> Iterator[Path]:
    """The trail to take something out of; for the station's own, recorded in it beforehand.

    The event says what is taken (``details``), also where writing it fails afterwards. A copy of a
    trail (``trail``) is read and left alone. Raises AuditUnavailable, VaultError, StationError, or
    ExportError (``export.not_recorded``) while the station's program is running.
    """
    if trail is not None and not _is_own(trail):
        yield trail
        return
    with _alone(), recording() as own:
        path = trail or own.path
        record_administration(
            own, REVIEW_EXPORTED, f"trail:{own.origin}", {**details, "trail": path.name}
        )
        yield path


def _is_own(trail: Path) -> bool:
    """Whether it is one of this station's own trails, of whichever year and by whatever name.

    Also one it wrote itself, before another user did.
    """
    own = {*Home.locate().trails()}
    with suppress(StationError):
        own.update(station_trails().paths)
    return any(_is_same(path, trail) for path in own)


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:  # not there, or not for this user
        return False


@contextmanager
def recording() -> Iterator[OpenTrail]:
    """The station's own trail, to record in: through its writer, where that is another user.

    Raises AuditUnavailable (``trail.in_use``: the program is running, ``trail.writer_silent`` and
    more), VaultError, StationError.
    """
    home, settings = enrolled_station()
    if not settings.audit_socket:
        with open_trail(home, settings, Vault(settings.vault)) as log:
            yield log
        return
    with closing(RemoteTrail(settings)) as remote:
        yield remote


def enrolled_station() -> tuple[Home, Settings]:
    """This computer's station. Raises StationError (``station.not_enrolled``, ``home.…``)."""
    home = Home.locate()
    home.check()
    return home, Settings.load(home.settings)


def own_station() -> tuple[Home, Settings]:
    """The station, for what needs the trail's file and key.

    Raises StationError, also ``trail.written_elsewhere`` where another user has those.
    """
    home, settings = enrolled_station()
    if settings.audit_socket:
        raise StationError("trail.written_elsewhere", socket=settings.audit_socket)
    return home, settings


@contextmanager
def own_log() -> Iterator[AuditLog]:
    """The station's own trail, opened as its one writer.

    Raises AuditUnavailable, VaultError, StationError as ``own_station``, or ExportError
    (``export.not_recorded``) while the station's program is running.
    """
    home, settings = own_station()
    with _alone(), open_trail(home, settings, Vault(settings.vault)) as log:
        yield log


@contextmanager
def _alone() -> Iterator[None]:
    """Say what it means for this that the station's program is running. Raises ExportError."""
    try:
        yield
    except AuditUnavailable as refusal:
        if refusal.code == "trail.in_use":
            raise ExportError("export.not_recorded") from refusal
        raise
