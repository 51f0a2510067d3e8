"""A town hall in small: a station, a desk and their people, all of it real."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.station.enrolled import copy_station
from viewer_app.app.program import Program
from viewer_app.app.screen import screen_facts
from viewer_app.app.trail import trail_starter
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import ReadEvent, TrailReader
from viewer_app.audit.report import Report
from viewer_app.audit.verify import verify
from viewer_app.demo.hands import Hands
from viewer_app.demo.people import AUDITOR, SUPERVISOR, VISITOR, VISITOR_BORN
from viewer_app.demo.tour import painted_frame
from viewer_app.desk.keys import Desk
from viewer_app.desk.seal import Request, seal
from viewer_app.evidence.addresses import DeskPin, StationAddress
from viewer_app.evidence.approval import Approval, Ground, Regime, Requester
from viewer_app.session.machine import Session
from viewer_app.session.policy import Policy, Weakness
from viewer_app.session.record import Condition, Reason
from viewer_app.session.roles import Role
from viewer_app.station import guard
from viewer_app.station.clock import SystemClock
from viewer_app.station.enrolment import enrol, forget_keys
from viewer_app.station.home import Home
from viewer_app.station.people import People
from viewer_app.station.settings import Settings
from viewer_app.ui.names import Agenda, Closing, Conditions, Done, Identity, SignIn, Viewing
from viewer_app.ui.window import MainWindow
from viewer_app.vault import Vault

STATION = "KANTOOR-1"
CASE = "Z2026-00417"
ORDINARY = (Weakness.HEAP_NOT_CLEARED, Weakness.FOREIGN_CODE, Weakness.SWAP_OPEN)
"""How a developer's machine is, and a program that no launcher started."""


class House:
    """A municipality's station and desk, in two directories."""

    def __init__(
        self,
        directory: Path,
        *,
        demonstration: bool = True,
        accepted: Sequence[Weakness] = ORDINARY,
    ) -> None:
        self.desk = Desk.create(directory / "desk", "gemeente-x", demonstration=demonstration)
        self.home = Home(directory / "station")
        self.policy = Policy(municipality="Gemeente X", accepted=tuple(accepted))
        self.settings = enrol(
            self.home,
            station=STATION,
            policy=self.policy,
            desks=[DeskPin.parse(self.desk.pin)],
            demonstration=demonstration,
            language="nl",
            start_trail=trail_starter(self.home.trail, municipality="X", station=STATION),
        )
        people = People(self.home, Vault(self.settings.vault), SystemClock())
        with SUPERVISOR.secret() as phrase:
            self.supervisor = people.add(Role.SUPERVISOR, SUPERVISOR.name, phrase)
        with AUDITOR.secret() as phrase:
            people.add(Role.AUDITOR, AUDITOR.name, phrase)
        self._directory = directory
        self._is_copy = False

    def copy(self, directory: Path) -> Self:
        """The same desk, and a station like this one with its keys in a place of their own.

        Much quicker than another house. Nobody may have worked in this one.
        """
        other = copy(self)
        other._directory, other._is_copy = directory, True
        shutil.copytree(self._directory / "desk", directory / "desk")
        other.home = Home(directory / "station")
        other.settings = copy_station(self.home, other.home)
        return other

    def seal(self, clip: Path, name: str = "afspraak.inzage", **changes: Any) -> Approval:
        """Seal a clip for an appointment that has just begun, and drop it in the inbox."""
        now = datetime.now(UTC)
        request = Request(
            case=CASE,
            recorded_at=now - timedelta(days=9),
            requested_at=now - timedelta(days=6),
            ground=Ground.FILMED,
            regime=Regime.AVG,
            requester=Requester(VISITOR, VISITOR_BORN),
            supervisors=(self.supervisor,),
            stations=(StationAddress.parse(self.settings.address),),
            valid_from=now - timedelta(minutes=10),
            valid_until=now + timedelta(hours=2),
        )
        return seal(
            self.desk,
            replace(request, **changes),
            clip,
            self.home.inbox / name,
            policy=self.policy,
            now=now,
        )

    @property
    def package(self) -> Path:
        """The one package that was taken in."""
        (path,) = self.home.packages.glob("*.inzage")
        return path

    def events(self) -> list[ReadEvent]:
        """Every event of the trail, in order."""
        with TrailReader(self.home.trail) as reader:
            return reader.page(limit=reader.size())[::-1]

    def actions(self) -> list[str]:
        return [event.entry.action for event in self.events()]

    def steps(self) -> list[str]:
        """The actions, without the changes of key after each session."""
        return [action for action in self.actions() if action != "key.rotated"]

    def verify(self) -> Report:
        return verify(
            self.home.trail, VerifierKey.parse(Settings.load(self.home.settings).audit_key)
        )

    def demolish(self) -> None:
        with suppress(Exception):
            forget_keys(self.settings)
        with suppress(Exception):
            if not self._is_copy:
                self.desk.forget()


@contextmanager
def model_houses(directory: Path) -> Iterator[Callable[..., House]]:
    """Makes one house of each kind that is asked for, to be copied."""
    made: dict[str, House] = {}

    def model(**wishes: Any) -> House:
        kind = repr(sorted(wishes.items()))
        if kind not in made:
            place = directory / str(len(made))
            place.mkdir(mode=0o700)
            made[kind] = House(place, **wishes)
        return made[kind]

    try:
        yield model
    finally:
        for house in made.values():
            house.demolish()


class QuickHands(Hands):
    """Hands that go on as soon as they can: nobody looks on."""

    def wait_screen(self, name: str) -> None:
        """Wait until this screen is shown, and painted."""
        self.wait(lambda: self.screen == name, name)
        self.rest(30)


class Visit:
    """The program on the screen, and hands to work it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.hands = QuickHands(window)

    @property
    def session(self) -> Session:
        return self.window.conductor.session

    def frame(self) -> int | None:
        """The number of the film's frame that is painted now."""
        return painted_frame(self.hands.find(Viewing.FILM))

    def words(self) -> str:
        """Every word on the screen shown now."""
        labels = self.window.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def sign_in(self) -> None:
        self.hands.wait_screen(SignIn.SCREEN)
        self.hands.type(SignIn.PHRASE, SUPERVISOR.passphrase)
        self.hands.press(SignIn.ENTER)
        self.hands.wait_screen(Agenda.SCREEN)

    def choose(self) -> None:
        self.hands.wait(lambda: self.hands.has(Agenda.row(0)), "an appointment")
        self.hands.press(Agenda.row(0))
        self.hands.wait_screen(Identity.SCREEN)

    def identify(self) -> None:
        self.hands.press(Identity.document("passport"))
        for point in ("valid", "photo", "name", "birth_date"):
            self.hands.press(Identity.answer(point, "yes"))
        self.hands.press(Identity.CONTINUE)
        self.hands.wait_screen(Conditions.SCREEN)

    def confirm(self) -> None:
        for condition in Condition:
            self.hands.press(Conditions.confirm(condition.value))
        self.hands.type(Conditions.PHRASE, SUPERVISOR.passphrase)
        self.hands.press(Conditions.START)

    def to_conditions(self) -> None:
        self.sign_in()
        self.choose()
        self.identify()

    def to_viewing(self) -> None:
        self.to_conditions()
        self.confirm()
        self.hands.wait_screen(Viewing.SCREEN)

    def finish(self) -> None:
        self.hands.press(Viewing.FINISH)
        self.hands.press(Viewing.finish_as(Reason.FINISHED.value))
        self.hands.wait_screen(Closing.SCREEN)

    def close(self) -> None:
        self.hands.press(Closing.CLOSE)
        self.hands.wait_screen(Done.SCREEN)


@contextmanager
def window_of(application: QApplication, program: Program) -> Iterator[Visit]:
    """The program on the whole screen, until the context ends; then it is closed."""
    window = MainWindow(application, program)
    try:
        window.setFixedSize(1920, 1080)
        window.show()
        window.activateWindow()
        yield Visit(window)
    finally:
        window.shut_down()
        program.close()
        window.hide()
        window.deleteLater()


@contextmanager
def visit(application: QApplication, home: Home) -> Iterator[Visit]:
    """The station's program, on a screen that is not trusted with real recordings."""
    x11 = guard.choose({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"})
    program = Program(home, x11, screen_facts())
    with window_of(application, program) as one:
        one.window.conductor.session_changed.connect(program.warm)
        yield one


def is_black(view: QWidget) -> bool:
    """Whether nothing is painted of the film."""
    image = view.grab().toImage()
    return not any(bytes(image.constBits())[channel::4].strip(b"\0") for channel in range(3))
