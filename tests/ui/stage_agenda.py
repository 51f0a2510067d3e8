"""The stage's appointments: of each kind, and of several days."""

from datetime import UTC, date, datetime, timedelta

from tests.ui.stage import StageBackend
from tests.ui.stage_names import RECIPIENT, STATION, SUPERVISOR
from viewer_app.evidence.approval import Approval, ClipBinding, Ground, Regime, Requester
from viewer_app.session.ports import Actor, Appointment, Event
from viewer_app.session.record import Action
from viewer_app.session.roles import Role
from viewer_app.ui.backend import SetAside


def approval(
    number: int = 1,
    *,
    name: str = "Willeke Liselotte de Bruijn",
    start: timedelta = timedelta(minutes=-20),
    length: timedelta = timedelta(minutes=60),
    ground: Ground = Ground.FILMED,
    viewings: int = 1,
    demonstration: bool = False,
    recorded: timedelta = timedelta(days=9),
    regime: Regime = Regime.AVG,
) -> Approval:
    """An approval for an appointment that starts this long from now."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    now -= timedelta(minutes=now.minute % 5)
    return Approval(
        approval_id=f"00000000-0000-4000-8000-{number:012}",
        desk="gemeente-voorbeeldstad",
        stations=(STATION,),
        issued_at=now - timedelta(days=2),
        valid_from=now + start,
        valid_until=now + start + length,
        case=f"Z2025-00{416 + number}",
        recorded_at=now - recorded,
        requested_at=now - recorded + timedelta(days=3),
        ground=ground,
        regime=regime,
        requester=Requester(name, date(1965, 3, 10)),
        supervisors=(RECIPIENT,),
        hold=None,
        viewings=viewings,
        demonstration=demonstration,
        clip=ClipBinding("00" * 32, 184_000_000, "11" * 32),
    )


def full_agenda(backend: StageBackend) -> None:
    """A day with one appointment of each kind, a package set aside and one still arriving."""
    demonstration = backend.demonstration
    day = (
        approval(1, demonstration=demonstration),
        approval(
            2,
            name="Ayşe Yıldız-Kowalczyk",
            start=timedelta(minutes=70),
            ground=Ground.BYSTANDER,
            demonstration=demonstration,
        ),
        approval(
            3,
            name="Pieter Jan van der Meulen",
            start=timedelta(minutes=-150),
            demonstration=demonstration,
        ),
    )
    backend.world.appointments_ = [Appointment(f"{item.case}.inzage", item) for item in day]
    backend.set_aside_ = [
        SetAside("Z2025-00398.inzage", "approval.other_station", {"station": STATION})
    ]
    backend.arriving = ["Z2025-00431.inzage"]


def busy_agenda(backend: StageBackend) -> None:
    """Appointments of three days, and what became of each."""
    day, hour = timedelta(days=1), timedelta(hours=1)
    told = (
        (1, "Anna de Wit", -2 * day, (Action.IDENTITY_CHECKED, Action.VIEWING_STARTED)),
        (2, "Bram Bakker", -day, (Action.SESSION_REFUSED,)),
        (3, "Carla Smit", -day, ()),
        (4, "Daan Mulder", -5 * hour / 60, (Action.IDENTITY_CHECKED,)),
        (5, "Emma Visser", timedelta(0), ()),
        (6, "Fatima Öztürk", timedelta(0), (Action.APPOINTMENT_NO_SHOW,)),
        (7, "Geert van Dam", day, ()),
    )
    backend.world.appointments_ = []
    for number, name, start, actions in told:
        one = approval(
            number, name=name, start=start, demonstration=backend.demonstration, viewings=1
        )
        backend.world.appointments_.append(Appointment(f"{one.case}.inzage", one))
        about = f"approval:{one.approval_id}"
        actor = Actor(Role.SUPERVISOR, SUPERVISOR)
        backend.world.events += [Event("K7QF-2M9D", actor, each, about) for each in actions]
