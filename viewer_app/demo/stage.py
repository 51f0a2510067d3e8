"""A throw-away station with its desk, its people and two packages in the inbox."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from viewer_app.app.trail import trail_starter
from viewer_app.demo.errors import DemoError
from viewer_app.demo.people import AUDITOR, SUPERVISOR, VISITOR, VISITOR_BORN, Person
from viewer_app.desk.keys import Desk
from viewer_app.desk.seal import Request, seal
from viewer_app.evidence.addresses import DeskPin, StationAddress
from viewer_app.evidence.age import X25519Recipient
from viewer_app.evidence.approval import Ground, Regime, Requester
from viewer_app.messages import Language
from viewer_app.session.policy import Policy
from viewer_app.session.roles import Role
from viewer_app.station.clock import SystemClock
from viewer_app.station.enrolment import enrol, forget_keys
from viewer_app.station.home import Home
from viewer_app.station.people import People
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

MUNICIPALITY: Final = "Gemeente Voorbeeldstad"
STATION: Final = "KANTOOR-1"

Progress = Callable[[int, int], None]
"""Told the bytes of the film sealed so far, and how many there are."""


@contextmanager
def stage(film: Path, language: Language, progress: Progress | None = None) -> Iterator[Home]:
    """The state directory of a demonstration station, with an appointment that has just begun.

    When the context ends everything is destroyed, the keys in the keyring too. Raises InzageError:
    ``demo.no_film``, and what enrolment and sealing raise.
    """
    if not film.is_file():
        raise DemoError("demo.no_film")
    with TemporaryDirectory(prefix="inzage-demo-") as directory, ExitStack() as undo:
        desk = Desk.create(
            Path(directory) / "desk", "demonstratie-voorbeeldstad", demonstration=True
        )
        undo.callback(_quietly, desk.forget)
        home = Home(Path(directory) / "station")
        policy = Policy(municipality=MUNICIPALITY, viewings=3)
        settings = enrol(
            home,
            station=STATION,
            policy=policy,
            desks=[DeskPin.parse(desk.pin)],
            demonstration=True,
            language=language,
            start_trail=trail_starter(home.trail, municipality=MUNICIPALITY, station=STATION),
        )
        undo.callback(_quietly, lambda: forget_keys(settings))
        people = People(home, Vault(settings.vault), SystemClock())
        supervisor = _add(people, Role.SUPERVISOR, SUPERVISOR)
        _add(people, Role.AUDITOR, AUDITOR)
        now = datetime.now(UTC)
        request = _request(settings, supervisor, now)
        # addressed to a station that this one is not, though this one's key can read it
        elsewhere = replace(request.stations[0], station="KANTOOR-2")
        for wish, told in (
            (request, progress),
            (replace(request, case="Z2026-00398", stations=(elsewhere,)), None),
        ):
            package = home.inbox / f"{wish.case}.inzage"
            seal(desk, wish, film, package, policy=policy, now=now, progress=told)
        yield home


def _request(settings: Settings, supervisor: X25519Recipient, now: datetime) -> Request:
    """A request that was granted, for an appointment that began ten minutes ago."""
    return Request(
        case="Z2026-00417",
        recorded_at=now - timedelta(days=9, hours=3),
        requested_at=now - timedelta(days=6),
        ground=Ground.FILMED,
        regime=Regime.AVG,
        requester=Requester(VISITOR, VISITOR_BORN),
        supervisors=(supervisor,),
        stations=(StationAddress.parse(settings.address),),
        valid_from=now - timedelta(minutes=10),
        valid_until=now + timedelta(hours=2),
        viewings=3,
    )


def _add(people: People, role: Role, person: Person) -> X25519Recipient:
    with person.secret() as passphrase:
        return people.add(role, person.name, passphrase)


def _quietly(act: Callable[[], None]) -> None:
    """What is left of a demonstration is no reason to hide why it failed."""
    with contextlib.suppress(Exception):
        act()
