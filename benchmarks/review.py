"""How fast the auditor's review is, on a small trail and on a large one: it should not matter.

    uv run python benchmarks/review.py [--small 10000] [--large 1000000] [--rounds 9] [--keep DIR]

Prints, in milliseconds, as median [least–most] over the rounds, small and large in turns:

- opening: from an accepted passphrase until the sessions are painted, and scrolling: from letting
  the scroll bar go at the other end until the last sessions are painted, on the real screen with
  the real trail behind it (sign-in, which takes its time on purpose, is left out);
- the longest that the screen's own thread was busy in one go, in opening and scrolling;
- a page of sessions, in the middle; a session with events and proof; a page of the station's own
  events; searches by code, by case number, and by period, supervisor and end together; the numbers.


The trails have the same rows as ``AuditLog.record`` writes, many to a transaction.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_bytes
from types import SimpleNamespace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QStackedWidget

from viewer_app.app.overview import count_sessions
from viewer_app.app.review import TrailReview, YearTrail
from viewer_app.audit.body import SALT_SIZE
from viewer_app.audit.clock import Reading
from viewer_app.audit.database import connect_writer
from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.period import Period
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.search import Search
from viewer_app.audit.signing import complete, sign_row
from viewer_app.audit.store import TILE_WIDTH, PrivateValue, Store, closed_tiles
from viewer_app.evidence.secret import Secret
from viewer_app.session.ports import Actor, Event, Json
from viewer_app.session.roles import Role
from viewer_app.ui.names import Review
from viewer_app.ui.palette import DAY
from viewer_app.ui.reviewing import Reviewing
from viewer_app.ui.theme import dress_application, load_fonts, rescale, style_sheet, unit_for
from viewer_app.ui.widgets.rows import RowsView

ORIGIN = "inzage.example/0363/balie-1/2026"
START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
PER_SESSION = 40
SUPERVISORS = ("j.devries", "m.elamrani", "s.vandenberg")
ENDS = (
    ("completed", "finished"),
    ("completed", "finished"),
    ("completed", "citizen_stopped"),
    ("refused", "identity_not_proven"),
    ("aborted", "supervisor_stopped"),
)


_KEEP = "INSERT INTO private VALUES (?, ?, ?, ?)"


class FixedClock:
    """Clocks at the start of the trail."""

    def now(self) -> datetime:
        return START

    def monotonic_ms(self) -> int:
        return 0


def code_of(number: int) -> str:
    """The code of a session."""
    return f"{number % 10000:04}-{number // 10000:04}"


def session_events(number: int) -> Iterator[Event]:
    """A package that comes in, and a session of PER_SESSION events about it."""
    code, about = code_of(number), f"approval:1b4e28ba-2fa1-41d2-883f-{number:012}"
    actor = Actor(Role.SUPERVISOR, SUPERVISORS[number % len(SUPERVISORS)])
    end, reason = ENDS[number % len(ENDS)]
    yield Event(
        "",
        Actor(Role.STATION, "balie-1"),
        "package.accepted",
        f"package:{number}",
        private={"file": f"Z2026-{number:06}.inzage"},
    )
    before = ["session.opened", "appointment.chosen", "identity.checked", "conditions.confirmed"]
    before += ["guard.proven", "viewing.started"]
    after = ["keys.wiped", "viewing.stopped", "session.closed"]
    moves = ["viewing.played", "viewing.continued", "viewing.sought", "viewing.paused"]
    middle = [moves[at % 4] for at in range(PER_SESSION - len(before) - len(after))]
    for at, action in enumerate([*before, *middle, *after]):
        details: dict[str, Json] = {"position_ms": at * 1000} if action in moves else {}
        if action == "session.closed":
            details = {"end": end, "reason": reason}
        private = {"case": f"Z2026-{number:06}"} if action == "appointment.chosen" else {}
        yield Event(code, actor, action, about, details=details, private=private)


def all_events() -> Iterator[Event]:
    """Session after session, for ever."""
    number = 0
    while True:
        yield from session_events(number)
        number += 1


def build(path: Path, signer: Ed25519PrivateKey, events: int) -> None:
    """A trail of ``events`` events, written many to a transaction."""
    identity = {"origin": ORIGIN, "source": "balie-1"}
    AuditLog.create(path, signer=signer, clock=FixedClock(), boot_id="boot-1", **identity).close()
    connection = connect_writer(path)
    store = Store(connection)
    frontier = store.frontier(1)
    steps = all_events()
    seq = 1
    while seq < events:
        with connection.transaction():
            for _ in range(min(20_000, events - seq)):
                step = next(steps)
                private = {
                    name: PrivateValue(token_bytes(SALT_SIZE), value)
                    for name, value in step.private.items()
                }
                reading = Reading(START + timedelta(seconds=20 * seq), seq * 20_000, "boot-1")
                entry = complete(step, seq=seq, reading=reading, private=private, **identity)
                row, frontier = sign_row(entry, frontier, ORIGIN, signer)
                connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", row)
                for name, kept in private.items():
                    connection.execute(_KEEP, (seq, name, *kept))
                seq += 1
                for level, index in closed_tiles(seq):
                    width = TILE_WIDTH**level
                    tile = store.subtree(index * width, (index + 1) * width)
                    connection.execute("INSERT INTO tile VALUES (?, ?, ?)", (level, index, tile))
    connection.close()


class Watch(QApplication):
    """Notes how long the screen's thread is busy with one event."""

    longest = 0.0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        start = time.perf_counter()
        done = super().notify(receiver, event)
        self.longest = max(self.longest, time.perf_counter() - start)
        return done


class Desk:
    """The review screen over one trail, shown as large as an office screen."""

    def __init__(self, application: Watch, path: Path, signer: Ed25519PrivateKey) -> None:
        self.application = application
        self.log = AuditLog(
            path,
            signer=signer,
            origin=ORIGIN,
            source="balie-1",
            clock=FixedClock(),
            boot_id="boot-2",
        )
        people: Any = SimpleNamespace(verify_auditor=lambda *_: None)
        trail = YearTrail(path, VerifierKey.of(ORIGIN, signer), tuple)
        review = TrailReview(self.log, "balie-1", people, lambda: [trail])
        backend: Any = SimpleNamespace(review=lambda: review, auditors=lambda: ["fg.bakker"])
        self.stack = QStackedWidget()
        self.reviewing = Reviewing(backend, self.stack)
        for screen in self.reviewing.screens:
            self.stack.addWidget(screen)
        self.reviewing.shown.connect(self.stack.setCurrentWidget)
        self.stack.setStyleSheet(style_sheet(DAY, unit_for(1080, 100)))
        rescale(self.stack, unit_for(1080, 100), narrow=False)
        self.stack.setFixedSize(1920, 1080)
        self.stack.show()
        table = self.stack.findChild(RowsView, Review.SESSIONS)
        assert isinstance(table, RowsView)
        self.table = table

    def until(self, reached: Callable[[], bool]) -> None:
        while not reached():
            self.application.processEvents()

    def known(self, row: int) -> bool:
        """Whether the words of this row have come."""
        return row >= 0 and bool(self.table.rows.data(self.table.rows.index(row, 1)))

    def open(self) -> tuple[float, float, float]:
        """Milliseconds to open and to scroll to the end, and the longest the screen was busy."""
        reviewing = self.reviewing
        reviewing.begin()
        self.until(reviewing.sign_in.isVisible)
        self.application.processEvents()
        self.application.longest = 0.0
        start = time.perf_counter()
        reviewing.sign_in.entered.emit("fg.bakker", Secret(8))
        self.until(lambda: self.table.rows.rowCount() > 0 and self.known(0))
        self.stack.repaint()
        opened = time.perf_counter() - start
        bar = self.table.verticalScrollBar()
        start = time.perf_counter()
        bar.setValue(bar.maximum())
        self.until(lambda: self.known(self.table.rows.rowCount() - 1))
        self.stack.repaint()
        scrolled = time.perf_counter() - start
        longest = self.application.longest
        reviewing.leave()
        self.application.processEvents()
        return opened * 1000, scrolled * 1000, longest * 1000

    def close(self) -> None:
        self.reviewing.shut_down()
        self.log.close()
        self.stack.deleteLater()


def milliseconds(action: Callable[[], object]) -> float:
    """How long it took."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def readings(path: Path) -> dict[str, float]:
    """Milliseconds for each thing an auditor may ask for."""
    with TrailReader(path) as reader:
        everything = reader.find()
        middle = len(everything) // 2
        (one,) = reader.sessions_at(everything[middle : middle + 1])
        week = Period(one.opened - timedelta(days=7), one.opened)
        narrow = Search(supervisor="m.", end="refused", period=week)
        case = Search(case=f"z2026-{middle:06}")

        def read_session() -> None:
            events = reader.events(one.session)
            reader.include(events[-1].entry.seq)

        return {
            "a page of 50 sessions, from the middle": milliseconds(
                lambda: reader.sessions_at(everything[middle : middle + 50])
            ),
            "a session with its events and proof": milliseconds(read_session),
            "a page of the station's own events": milliseconds(reader.station_events),
            "search by code": milliseconds(lambda: reader.find(Search(code=one.session))),
            "search by case number": milliseconds(lambda: reader.find(case)),
            "search by week, supervisor and end": milliseconds(lambda: reader.find(narrow)),
            "the numbers of all sessions": milliseconds(
                lambda: count_sessions(reader.session_times(), one.opened)
            ),
        }


def measure(
    application: Watch, paths: dict[str, Path], signer: Ed25519PrivateKey, rounds: int
) -> None:
    """Print a row for each measurement, a column for each trail."""
    taken: dict[str, dict[str, list[float]]] = {name: {} for name in paths}
    for each in range(rounds + 1):
        for name, path in paths.items():
            desk = Desk(application, path, signer)
            opened, scrolled, longest = desk.open()
            desk.close()
            found = {
                "opening the review": opened,
                "scrolling to the last session": scrolled,
                "longest the screen was busy": longest,
                **readings(path),
            }
            if each:  # the first round warms up
                for what, value in found.items():
                    taken[name].setdefault(what, []).append(value)
    print(f"| ms | {' | '.join(paths)} |")
    print(f"|---|{'---|' * len(paths)}")
    for what in next(iter(taken.values())):
        cells = []
        for name in paths:
            values = taken[name][what]
            middle = statistics.median(values)
            cells.append(f"{middle:.1f} [{min(values):.1f}–{max(values):.1f}]")
        print(f"| {what} | {' | '.join(cells)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--keep", type=Path, help="build the trails here, or use those built here")
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = Watch([])
    load_fonts()
    dress_application(application)
    # a fixed key, so that trails that were kept can be opened again
    signer = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    with tempfile.TemporaryDirectory(prefix="inzage-review-") as place:
        directory = chosen.keep or Path(place)
        paths = {
            f"{events:,} events": directory / f"{events}.sqlite"
            for events in (chosen.small, chosen.large)
        }
        for path, events in zip(paths.values(), (chosen.small, chosen.large), strict=True):
            if not path.exists():
                print(f"building a trail of {events:,} events …", flush=True)
                build(path, signer, events)
        measure(application, paths, signer, chosen.rounds)


if __name__ == "__main__":
    main()
