"""``inzage audit retention`` and ``erase``: how long the trail and what names people are kept."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from viewer_app.audit.erasing import erase_values, find_values
from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.period import Period
from viewer_app.audit.retention import (
    Year,
    check_whole,
    find_expired,
    keep_checkpoint,
    remove_year,
)
from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    Tongue,
    print_json,
    refusals,
    say,
)
from viewer_app.commands.trail_source import own_log, own_policy, own_station, station_keys
from viewer_app.session.calendar import dutch_day
from viewer_app.session.ports import Json
from viewer_app.station.administration import record_administration
from viewer_app.station.clock import SystemClock
from viewer_app.station.home import Home

YEAR_REMOVED: Final = "retention.year_removed"
VALUES_ERASED: Final = "retention.values_erased"


def retention(
    *,
    apply: Annotated[
        bool, typer.Option("--apply/--dry-run", help="Voer het uit · do it, or only show it")
    ] = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Laat hele jaren van het logboek vervallen · Let whole years of the trail fall away.

    By ``trail_years`` in ``policy.toml``. The last checkpoint of each year stays. Without --apply
    nothing changes. Exit 0: done; 1: refused, and that year is still there; 2: wrong usage.
    """
    with refusals(as_json, language):
        home, _ = own_station()
        years = own_policy().trail_years
        now = dutch_day(SystemClock().now()).year
        expired = find_expired(home.trails(), years, now)
        if apply and expired:
            trusted = [VerifierKey.parse(key) for key in station_keys(language)]
            for year in expired:
                check_whole(year, trusted)
            with own_log() as log:
                for year in expired:
                    _remove(log, year, years)
        _tell_years(expired, years, apply, as_json, language)


def erase(
    seq: Annotated[
        int | None, typer.Argument(min=0, help="Nummer van de gebeurtenis · number of the event")
    ] = None,
    *,
    before: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Alles van voor deze dag · all before this day"),
    ] = None,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Wis persoonsgegevens uit het logboek · Erase personal values; every proof stands.

    Of one event of the trail in use, or of all years before a day. This cannot be undone.
    Exit 0: erased; 1: refused; 2: wrong usage.
    """
    if (seq is None) == (before is None):
        raise typer.BadParameter(say("retention.one_or_before", language))
    with refusals(as_json, language), own_log() as log:
        home = Home.locate()
        moment = before and Period.of_days(before.date(), None).start
        trails = (
            [log.path] if seq is not None else [path for path in home.trails() if path.exists()]
        )
        found = {path: find_values(path, seq=seq, before=moment) for path in trails}
        values = sum(_erase(log, path, places) for path, places in found.items() if places)
        events = sum(map(len, found.values()))
        if as_json:
            print_json({"events": events, "values": values})
        else:
            typer.echo(say("retention.erased", language, events=events, values=values))


def _remove(log: AuditLog, year: Year, years: int) -> None:
    """The checkpoint first, then the event, then the trail: whatever stops it, nothing is lost."""
    keep_checkpoint(year)
    details: dict[str, Json] = {
        "file": year.path.name,
        "size": year.size,
        "checkpoint": year.checkpoint,
        "trail_years": years,
    }
    record_administration(log, YEAR_REMOVED, f"trail:{year.origin}", details)
    remove_year(year)


def _erase(log: AuditLog, path: Path, places: Sequence[int]) -> int:
    details: dict[str, Json] = {
        "file": path.name,
        "events": len(places),
        "first": places[0],
        "last": places[-1],
    }
    record_administration(log, VALUES_ERASED, f"trail:{log.origin}", details)
    return erase_values(path, places)


def _tell_years(
    expired: Sequence[Year], years: int, apply: bool, as_json: bool, language: Tongue
) -> None:
    if as_json:
        for year in expired:
            print_json(
                {
                    "file": year.path.name,
                    "origin": year.origin,
                    "year": year.year,
                    "size": year.size,
                    "removed": apply,
                }
            )
        return
    if not expired:
        typer.echo(say("retention.none", language, years=years))
    code = "retention.removed" if apply else "retention.would_remove"
    for year in expired:
        typer.echo(say(code, language, year=year.year, size=year.size, file=year.path.name))
