"""A desk's everyday: a request that may be granted, and the commands typed for it."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from viewer_app.commands.desk import app
from viewer_app.desk.keys import Desk
from viewer_app.desk.seal import Request
from viewer_app.evidence.addresses import StationAddress
from viewer_app.evidence.age import X25519Identity
from viewer_app.evidence.approval import Ground, Regime, Requester
from viewer_app.evidence.secret import Secret
from viewer_app.session.calendar import AMSTERDAM

NAME = "Anne-Fleur de Wit-van den Berg"
CASE = "Z-2026-KANARIE-0042"
BIRTH_DATE = "1980-02-29"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

HOLD: dict[str, Any] = {
    "hold_reason": "Bezwaar loopt",
    "hold_basis": "objection",
    "hold_by": "Juridische Zaken",
    "hold_until": (datetime.now(UTC) + timedelta(days=60)).date().isoformat(),
}
"""The options of a legal hold."""


def identity(number: int) -> X25519Identity:
    """The same identity for the same number."""
    return X25519Identity.from_secret(Secret.take(bytearray([number] * 32)))


SUPERVISOR = identity(1)
SECOND_SUPERVISOR = identity(2)
STATION = identity(3)


def at(days: float = 0, **away: float) -> datetime:
    """A moment so far from now; where days are asked for, counted from noon, as calendars count.

    Forty times 24 hours ago it may have been another day, in the other half of the year.
    """
    now = datetime.now(AMSTERDAM)
    if days:
        whole, rest = divmod(days, 1)
        noon = datetime.combine(now.date() + timedelta(whole), time(12), AMSTERDAM)
        now = noon + timedelta(rest)
    return (now + timedelta(**away)).astimezone(UTC)


def moment(days: float = 0, **away: float) -> str:
    """The same, as a desk would type it with its zone."""
    return at(days, **away).isoformat(timespec="minutes")


def request(**changes: Any) -> Request:
    """A request that may be granted at ``NOW``, with the given fields changed."""
    fields: dict[str, Any] = {
        "case": CASE,
        "recorded_at": NOW - timedelta(days=10),
        "requested_at": NOW - timedelta(days=5),
        "ground": Ground.BYSTANDER,
        "regime": Regime.AVG,
        "requester": Requester(NAME, datetime(1980, 2, 29, tzinfo=UTC).date()),
        "supervisors": (SUPERVISOR.recipient,),
        "stations": (StationAddress("balie-1", STATION.recipient),),
        "valid_from": NOW + timedelta(hours=1),
        "valid_until": NOW + timedelta(hours=2),
    }
    return Request(**{**fields, **changes})


@dataclass
class Office:
    """A desk and everything it needs to seal one film."""

    desk: Desk
    home: Path
    film: Path
    packages: Path
    options: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.options = {
            "--case": CASE,
            "--recorded-at": moment(days=-10),
            "--requested-at": moment(days=-5),
            "--ground": "filmed",
            "--regime": "wpg",
            "--name": NAME,
            "--birth-date": BIRTH_DATE,
            "--supervisor": [str(SUPERVISOR.recipient)],
            "--station": [f"balie-1={STATION.recipient}"],
            "--from": moment(hours=-1),
            "--until": moment(hours=3),
        }

    @property
    def package(self) -> Path:
        """Where ``seal`` puts what it makes."""
        return self.packages / "Z-0042.inzage"

    def arguments(self, *more: object, clip: Path | None = None, **changes: Any) -> list[str]:
        """What is typed to seal the film.

        ``changes`` are options with other values (``birth_date="…"``) or left out (None).
        """
        changed = {f"--{name.rstrip('_').replace('_', '-')}": to for name, to in changes.items()}
        typed = ["seal", str(clip or self.film)]
        for name, value in {**self.options, "--output": self.package, **changed}.items():
            for one in value if isinstance(value, list) else [value]:
                typed += [] if one is None else [name, str(one)]
        return [*typed, *map(str, more)]

    def seal(
        self, *more: object, clip: Path | None = None, code: int = 0, **changes: Any
    ) -> Result:
        """Seal the film by command; the command ends with ``code``."""
        return run(*self.arguments(*more, clip=clip, **changes), code=code)

    def refusal(self, *more: object, clip: Path | None = None, **changes: Any) -> list[str]:
        """The codes of everything that ``seal`` refuses with, for machines."""
        said = self.seal("--json", *more, clip=clip, code=1, **changes)
        answer = json.loads(said.stdout)
        return [one["code"] for one in answer.get("findings", [])] or [answer["error"]]


def run(*arguments: object, code: int = 0) -> Result:
    """One ``inzage desk`` command, which ends with ``code``."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, (result.output, result.exception)
    return result
