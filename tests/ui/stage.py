"""A stage for the screens: the real session on small stand-ins for the world around it.

Everything a person would see is realistic: names, times, refusals, a street at night. What is
tested here is how screens look and behave; the whole program with its real parts has tests of its
own.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QRadialGradient

from tests.ui.stage_names import CHECKPOINT, LENGTH_MS, PHRASE, RECIPIENT, STATION, SUPERVISOR
from tests.ui.stage_review import StageReview
from viewer_app.errors import InzageError
from viewer_app.evidence.approval import Approval, ClipBinding, Ground, Regime, Requester
from viewer_app.evidence.secret import Secret
from viewer_app.messages import LANGUAGES, Language
from viewer_app.session.machine import Session
from viewer_app.session.policy import Policy
from viewer_app.session.ports import (
    Actor,
    Appointment,
    AuditUnavailable,
    Clip,
    Event,
    GuardReport,
    Identity,
    Outcome,
    SignInRefused,
)
from viewer_app.session.record import Action
from viewer_app.session.roles import Role
from viewer_app.session.station import Station
from viewer_app.ui.backend import (
    AnchorTrouble,
    KeySignals,
    Progress,
    SetAside,
    SourceTrouble,
    Waiting,
)
from viewer_app.ui.displays import Displays
from viewer_app.ui.film_controls import FilmSignals


@dataclass
class Frame:
    """A picture of the film."""

    width: int
    height: int
    stride: int
    pixels: memoryview
    serial: int


class Frames:
    """Lends one picture, which a test may change."""

    def __init__(self) -> None:
        self.image: QImage | None = None
        self.serial = 0
        self.borrowed = 0

    @contextmanager
    def borrow(self) -> Iterator[Frame | None]:
        image = self.image
        if image is None:
            yield None
            return
        self.borrowed += 1
        pixels = memoryview(bytes(image.constBits()))
        yield Frame(image.width(), image.height(), image.bytesPerLine(), pixels, self.serial)
        self.borrowed -= 1


class World:
    """Clock, audit trail, supervisors, clips, player, guard and film in one, with switches."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.events: list[Event] = []
        self.trail_fails = False
        self.guard_proven = True
        self.appointments_: list[Appointment] = []
        self.position = 0
        self.length = LENGTH_MS
        self.volume = 80
        self.has_audio = True
        self.sought: list[int] = []
        self.stopped = 0
        self.ms = 0
        self.key_given_up = 0
        self.held = threading.Event()
        self.held.set()
        """Cleared by a test: checking a passphrase waits until it is set again."""

    # clock
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_ms(self) -> int:
        return self.ms

    # audit trail
    def record(self, event: Event) -> None:
        if self.trail_fails:
            raise AuditUnavailable("trail.disk_full", file="trail.sqlite")
        self.events.append(event)

    def count(self, action: str, object_: str) -> int:
        return sum(
            (event.action, event.object, event.outcome) == (action, object_, Outcome.OK)
            for event in self.events
        )

    def seal(self) -> str:
        if self.trail_fails:
            raise AuditUnavailable("trail.disk_full", file="trail.sqlite")
        return CHECKPOINT

    # supervisors
    def verify(self, supervisor: str, passphrase: Secret) -> str:
        self.held.wait()
        if bytes(passphrase.view) != PHRASE.encode():
            raise SignInRefused("signin.wrong", seconds=2)
        return RECIPIENT

    def unlock(self, supervisor: str, passphrase: Secret) -> Identity:
        self.verify(supervisor, passphrase)
        return self

    # clips, and the clip and identity themselves
    def appointments(self) -> Sequence[Appointment]:
        return self.appointments_

    def wipe(self) -> None:
        pass

    @property
    def size(self) -> int:
        return 0

    def read_into(self, offset: int, buffer: memoryview) -> int:
        return 0

    # guard
    def prove(self) -> GuardReport:
        code = "guard.proven" if self.guard_proven else "guard.x11"
        return GuardReport(self.guard_proven, "test", code)


class Thumbnails:
    """Lends one small picture for every place, once a test says that it is there."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.image: QImage | None = None

    def ask(self, position_ms: int) -> None:
        self.asked.append(position_ms)

    @contextmanager
    def borrow(self, position_ms: int) -> Iterator[Frame | None]:
        image = self.image
        if image is None:
            yield None
            return
        pixels = memoryview(bytes(image.constBits()))
        yield Frame(image.width(), image.height(), image.bytesPerLine(), pixels, 0)


class Film:
    """The player and its controls."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.frame_ms = 40.0
        self.speed_percent = 100
        self.loop: tuple[int, int] | None = None
        self.passes = 0
        self.subtitles: Sequence[str] = ()
        self.subtitle: int | None = None
        self.said = ""
        self.ends_early = False
        self.thumbnails = Thumbnails()

    def subtitle_text(self) -> str:
        return self.said if self.subtitle is not None else ""

    def open(self, clip: Clip) -> None:
        self.world.position = 0
        self.world.frames.image = street()

    def play(self) -> None:
        pass

    def pause(self) -> None:
        pass

    def seek(self, position_ms: int) -> None:
        self.world.position = position_ms
        self.world.sought.append(position_ms)

    def scrub(self, position_ms: int) -> None:
        self.world.position = position_ms

    def step(self, frames: int) -> None:
        self.world.position = max(self.world.position + round(frames * self.frame_ms), 0)

    def set_speed(self, percent: int) -> None:
        self.speed_percent = percent

    def set_loop(self, start_ms: int, end_ms: int) -> None:
        self.loop = (start_ms, end_ms)

    def clear_loop(self) -> None:
        self.loop = None

    def position_ms(self) -> int:
        return self.world.position

    def stop(self) -> None:
        self.world.stopped += 1
        self.world.frames.image = None

    @property
    def length_ms(self) -> int:
        return self.world.length

    @property
    def has_audio(self) -> bool:
        return self.world.has_audio

    @property
    def volume(self) -> int:
        return self.world.volume

    @volume.setter
    def volume(self, percent: int) -> None:
        self.world.volume = percent


class Clips:
    """The packages."""

    def __init__(self, world: World) -> None:
        self.world = world

    def appointments(self) -> Sequence[Appointment]:
        return self.world.appointments_

    def open(self, appointment: Appointment, identity: Identity) -> Clip:
        return self.world


class StageBackend:
    """The program around the screens, as ``viewer_app.ui.backend.Backend`` asks for it."""

    def __init__(
        self,
        *,
        demonstration: bool = False,
        language: Language = "nl",
        policy: Policy | None = None,
    ) -> None:
        self.station_id = STATION
        self.municipality = "Gemeente Voorbeeldstad"
        self.policy = replace(policy or Policy(), municipality=self.municipality)
        self.demonstration = demonstration
        self.language: Language = language
        self.languages: Sequence[Language] = LANGUAGES
        self.version = "0.1.0"
        self.film_signals = FilmSignals()
        self.key_signals = KeySignals()
        self.displays = Displays()
        self.frames_ = Frames()
        self.world = World(self.frames_)
        self.film_ = Film(self.world)
        self.set_aside_: list[SetAside] = []
        self.anchor_trouble_: list[AnchorTrouble] = []
        self.arriving: list[str] = []
        self.source_trouble_: list[SourceTrouble] = []
        self.waiting_: Waiting = frozenset()
        self.intakes = 0
        self.review_ = StageReview()
        self.names = [SUPERVISOR, "m.elamrani", "s.vandenberg"]

    def supervisors(self) -> Sequence[str]:
        return self.names

    def stop_waiting_for_key(self) -> None:
        self.world.key_given_up += 1

    def auditors(self) -> Sequence[str]:
        return ["fg.bakker"]

    def new_session(self) -> Session:
        return Session(
            station=Station(STATION, self.demonstration, self.policy),
            clock=self.world,
            audit=self.world,
            supervisors=self.world,
            clips=Clips(self.world),
            player=self.film_,
            guard=self.world,
        )

    def intake(self, progress: Progress) -> Sequence[str]:
        self.intakes += 1
        return self.arriving

    def set_aside(self) -> Sequence[SetAside]:
        return self.set_aside_

    def guard(self) -> GuardReport:
        return self.world.prove()

    def anchor_trouble(self) -> Sequence[AnchorTrouble]:
        return self.anchor_trouble_

    def source_trouble(self) -> Sequence[SourceTrouble]:
        return self.source_trouble_

    def waiting(self) -> Waiting:
        return self.waiting_

    def frames(self) -> Frames:
        return self.frames_

    def film(self) -> Film:
        return self.film_

    def review(self) -> "StageReview":
        return self.review_


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


def street() -> QImage:
    """A street at night as a bodycam sees it, with nobody real in it."""
    image = QImage(1920, 1080, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    sky = QLinearGradient(0, 0, 0, 620)
    sky.setColorAt(0, QColor("#0b1526"))
    sky.setColorAt(1, QColor("#33415c"))
    painter.fillRect(0, 0, 1920, 620, sky)
    painter.fillRect(0, 620, 1920, 460, QColor("#23262b"))
    for left, width, height, tone in (
        (0, 360, 430, "#1a2130"),
        (360, 260, 340, "#222a3b"),
        (1240, 300, 380, "#1e2636"),
        (1540, 380, 470, "#171d2a"),
    ):
        painter.fillRect(left, 640 - height, width, height, QColor(tone))
        for row in range(height // 95):
            for column in range(width // 90):
                lit = (row * 7 + column * 5 + left) % 4 == 0
                window = QRectF(left + 26 + column * 90, 662 - height + row * 95, 42, 56)
                painter.fillRect(window, QColor("#f0c66a" if lit else "#0e131d"))
    glow = QRadialGradient(QPointF(960, 300), 520)
    glow.setColorAt(0, QColor(255, 226, 160, 150))
    glow.setColorAt(1, QColor(255, 226, 160, 0))
    painter.fillRect(0, 0, 1920, 1080, glow)
    painter.fillRect(952, 300, 14, 400, QColor("#0c0f14"))
    painter.setBrush(QColor("#fff3cf"))
    painter.drawEllipse(QPointF(960, 296), 26, 14)
    for left, coat in ((700, "#2d4a63"), (1120, "#5a3033")):
        painter.setBrush(QColor("#c9a98c"))
        painter.drawEllipse(QPointF(left + 50, 560), 34, 42)
        painter.setBrush(QColor(coat))
        painter.drawRoundedRect(QRectF(left, 604, 100, 220), 34, 34)
        painter.setBrush(QColor("#15181d"))
        painter.drawRect(QRectF(left + 12, 800, 32, 170))
        painter.drawRect(QRectF(left + 56, 800, 32, 170))
    painter.end()
    return image


def plain(colour: str, width: int = 640, height: int = 360) -> QImage:
    """A picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def renamed(item: Appointment, name: str) -> Appointment:
    """The same appointment for somebody else."""
    requester = replace(item.approval.requester, name=name)
    return replace(item, approval=replace(item.approval, requester=requester))


class Damaged(InzageError):
    """A film that turns out to be damaged."""
