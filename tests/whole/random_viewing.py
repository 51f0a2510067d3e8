"""Random hands on the real viewing screen, with real libVLC and real painting.

``python -m tests.whole.random_viewing SECONDS [SEED]`` (``scripts/soak`` runs it for an hour).

Plays, seeks, steps, changes speed, zooms, turns, repeats, marks, drags and clicks whatever can be
clicked, appointment after appointment on one program. After each appointment, with the film stopped
and the receipt on the screen, it counts memory, threads and open files. Whatever hangs is ended
after a while, with what every thread was doing.
"""

import ctypes
import faulthandler
import gc
import os
import random
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests import films
from tests.whole.house import House, Visit, visit
from viewer_app.audit.report import State
from viewer_app.demo.people import SUPERVISOR
from viewer_app.session.record import Action
from viewer_app.ui.names import Done, Viewing
from viewer_app.ui.screens.viewing import ViewingScreen
from viewer_app.ui.screens.viewing_keys import strokes

PATIENCE_S = 90
"""After so long without an action done, something hangs."""
APPOINTMENT_S = 45.0
"""How long the hands play with one film."""
MOST_GROWTH_MIB = 24.0
"""From the first appointments to the last: what a heap may lose to its own disorder."""
_LEFT_ALONE = (Viewing.FINISH, Viewing.STOP, "viewing.presence")
"""What ends the appointment, and what is answered otherwise."""
_FILMS_S = (20, 8, 3)
LEAST_APPOINTMENTS = 3
"""Fewer tell nothing about growth."""


@dataclass(frozen=True)
class Footprint:
    """What the process has, with no film open.

    Memory without the pages that pictures lie in, which are shared and stay for the next film.
    """

    mib: float
    threads: int
    files: int

    @classmethod
    def now(cls) -> "Footprint":
        """Counted after all that can be given back was."""
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)
        own = Path("/proc/self")
        kib = int((own / "status").read_text().split("RssAnon:")[1].split()[0])
        threads, files = (len(os.listdir(own / name)) for name in ("task", "fd"))  # noqa: PTH208
        return cls(kib / 1024, threads, files)

    def __str__(self) -> str:
        return f"{self.mib:.0f} MiB, {self.threads} threads, {self.files} open files"


class RandomHands:
    """Does one thing after another on the viewing screen."""

    def __init__(self, visit: Visit, seed: int) -> None:
        self._visit = visit
        self._chance = random.Random(seed)  # noqa: S311
        self.done = 0
        self.longest_ms = 0.0
        """The longest that the screen did not come back to its own loop."""
        self.latest: deque[str] = deque(maxlen=30)
        self._keys = [key for (_, keys), _ in strokes() for key in keys]
        self._ways: Sequence[tuple[int, Callable[[], str]]] = (
            (8, self._press_key),
            (3, self._play_or_pause),
            (3, self._click),
            (2, self._drag_timeline),
            (2, self._roll),
            (1, self._drag_picture),
            (1, self._to_the_end),
        )

    def play_with(self, seconds: float) -> None:
        """Go on so long. Raises AssertionError where the appointment ended by itself."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            faulthandler.dump_traceback_later(PATIENCE_S, exit=True)
            weights, ways = zip(*self._ways, strict=True)
            (way,) = self._chance.choices(ways, weights)
            self.latest.append(way())
            self.done += 1
            self._rest(self._chance.choice((0, 10, 30, 80, 200, 500)))
            self._answer_presence()
            assert self._visit.hands.screen == Viewing.SCREEN, self._story("the film is gone")

    def prove_that_it_plays(self) -> None:
        """Whatever was done to it, the film is there, and shows one frame after the other."""
        screen = self._screen
        screen.view.framing.reset()
        for key in ("Esc", "Esc", "Backspace", "Home"):
            self._stroke(key)
            self._rest(100)
        if screen.wishes.playing:
            self._visit.hands.press(Viewing.PLAY)
            self._rest(300)
        first = self._visit.frame()
        self._visit.hands.press(Viewing.PLAY)
        faulthandler.dump_traceback_later(PATIENCE_S, exit=True)
        self._visit.hands.wait(
            lambda: self._visit.frame() not in (None, first), self._story("no frame after another")
        )

    # --- what hands do -------------------------------------------------------------------------

    def _press_key(self) -> str:
        key = self._chance.choice(self._keys)
        for _ in range(self._chance.choice((1, 1, 1, 2, 6))):
            self._stroke(key)
        return key

    def _play_or_pause(self) -> str:
        button = self._screen.findChild(QAbstractButton, Viewing.PLAY)
        if button is not None and button.isVisible() and button.isEnabled():
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return "play"

    def _click(self) -> str:
        buttons = [
            button
            for button in self._screen.findChildren(QAbstractButton)
            if button.isVisible() and button.isEnabled()
            if not button.objectName().startswith(_LEFT_ALONE)
        ]
        if not buttons:
            return "nothing to click"
        button = self._chance.choice(buttons)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        field = self._screen.findChild(QLineEdit, Viewing.REMARK)
        if field is not None and field.isVisible() and self._chance.random() < 0.5:
            QTest.keyClicks(field, "hier 1.")
            QTest.keyClick(field, Qt.Key.Key_Return)
        return button.objectName()

    def _drag_timeline(self) -> str:
        line = self._screen.findChild(QWidget, Viewing.TIMELINE)
        if line is None or not line.isVisible() or not line.isEnabled():
            return "no timeline"
        points = [
            QPoint(self._chance.randrange(max(line.width(), 1)), line.height() // 2)
            for _ in range(self._chance.choice((1, 2, 12)))
        ]
        self._drag(line, points)
        return f"drag to {points[-1].x()}"

    def _drag_picture(self) -> str:
        view = self._screen.view
        points = [
            QPoint(self._chance.randrange(view.width()), self._chance.randrange(view.height()))
            for _ in range(5)
        ]
        self._drag(view, points)
        if self._chance.random() < 0.3:
            QTest.mouseDClick(view, Qt.MouseButton.LeftButton)
        return "drag the picture"

    def _roll(self) -> str:
        view = self._screen.view
        where = QPointF(self._chance.randrange(view.width()), self._chance.randrange(view.height()))
        turned = self._chance.choice((-360, -120, 120, 120, 480))
        event = QWheelEvent(
            where,
            QPointF(view.mapToGlobal(where.toPoint())),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view, event)
        return f"wheel {turned}"

    def _to_the_end(self) -> str:
        """To the last second, on to the end, and from there on again."""
        for key in ("End", "Left", "Space"):
            self._stroke(key)
            self._rest(60)
        return "to the end"

    # --- with what -----------------------------------------------------------------------------

    def _stroke(self, key: str) -> None:
        QTest.keySequence(self._screen.focusWidget() or self._screen, QKeySequence(key))

    def _drag(self, widget: QWidget, points: Sequence[QPoint]) -> None:
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(widget, point)
            self._rest(15)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=points[-1])

    def _answer_presence(self) -> None:
        """The supervisor is asked to be there every ten minutes."""
        field = self._screen.findChild(QWidget, Viewing.PRESENCE_PHRASE)
        if field is not None and field.isVisible() and field.isEnabled():
            self._visit.hands.type(Viewing.PRESENCE_PHRASE, SUPERVISOR.passphrase)
            self._visit.hands.press(Viewing.PRESENCE_CONFIRM)
            self._visit.hands.wait(lambda: not field.isVisible(), "the supervisor")

    def _rest(self, milliseconds: int) -> None:
        begun = time.monotonic()
        self._visit.hands.rest(milliseconds)
        over_ms = (time.monotonic() - begun) * 1000 - milliseconds
        self.longest_ms = max(self.longest_ms, over_ms)

    @property
    def _screen(self) -> ViewingScreen:
        return self._visit.window.conductor.viewing

    def _story(self, what: str) -> str:
        return f"{what}; before that: {' · '.join(self.latest)}"


def soak(house: House, seconds: float, seed: int, *, each_s: float = APPOINTMENT_S) -> list[str]:
    """Appointment after appointment for so long; what is to be told of it.

    Raises AssertionError where something grew, where the film failed, or where the trail does not
    hold; whatever else goes wrong inside the program is raised as it is.
    """
    application = QApplication.instance() or QApplication(["soak"])
    assert isinstance(application, QApplication)
    told: list[str] = []
    prints: list[Footprint] = []
    chance = random.Random(seed)  # noqa: S311
    until = time.monotonic() + seconds
    with visit(application, house.home) as here:
        hands = RandomHands(here, seed)
        while len(prints) < LEAST_APPOINTMENTS or time.monotonic() < until:
            faulthandler.dump_traceback_later(2 * PATIENCE_S, exit=True)
            house.seal(films.film(chance.choice(_FILMS_S)), f"afspraak-{len(prints)}.inzage")
            here.to_viewing()
            hands.play_with(each_s)
            hands.prove_that_it_plays()
            here.finish()
            here.close()
            prints.append(Footprint.now())
            told.append(f"{len(prints):4}: {prints[-1]}; {hands.done} actions so far")
            print(told[-1], flush=True)
            here.hands.press(Done.AGAIN)
    faulthandler.cancel_dump_traceback_later()
    told.append(f"the screen came back to its loop after {hands.longest_ms:.0f} ms at the latest")
    judge(prints)
    assert house.actions().count(Action.SESSION_CLOSED) == len(prints)
    report = house.verify()
    assert report.integrity.state is State.HOLDS
    return told


def judge(prints: Sequence[Footprint]) -> None:
    """Raise AssertionError where there is more in the end than there was at first.

    The first appointment is left out: it makes what is kept for all.
    """
    kept = prints[1:]
    part = max(1, len(kept) // 3)
    first, last = kept[:part], kept[-part:]
    grown = statistics.median(p.mib for p in last) - statistics.median(p.mib for p in first)
    story = "\n".join(map(str, prints))
    assert grown <= MOST_GROWTH_MIB, f"memory grew by {grown:.0f} MiB\n{story}"
    assert max(p.threads for p in last) <= max(p.threads for p in first), f"threads\n{story}"
    assert max(p.files for p in last) <= max(p.files for p in first), f"open files\n{story}"


def main() -> int:
    """Soak for as many seconds as the command line says."""
    faulthandler.enable()
    seconds = float(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(2**32)  # noqa: S311
    print(f"seed {seed}", flush=True)
    with TemporaryDirectory(prefix="inzage-soak-") as place:
        house = House(Path(place))
        try:
            print("\n".join(soak(house, seconds, seed)[-1:]))
        finally:
            house.demolish()
    return 0


if __name__ == "__main__":
    sys.exit(main())
