"""How fast the audit trail is, against what the machine does without it.

    uv run python benchmarks/audit.py [--events 1000000] [--appends 2000] [--rounds 5]

Prints, each as median, least and most over the rounds:

- append: one durable event at the end of the large trail, against one raw 4 KiB write with
  fdatasync on the same disk, in turns; and its 99th percentile;
- verify: the large trail, against the hashes of every leaf and node over one scan of the bodies,
  and over one scan of the columns that verifying compares, in processor time, which other work on
  the machine changes little; and verify in two processes;
- open for writing, bytes for each event and where they are, memory of verifying.

The large trail is made once, many events to a transaction, with the same rows as ``record`` writes,
with names as long as those of a real station.
"""

import argparse
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.audit.clock import Reading
from viewer_app.audit.database import connect_reader, connect_writer
from viewer_app.audit.log import AuditLog
from viewer_app.audit.merkle import leaf_hashes, tree_hash
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.report import State
from viewer_app.audit.signing import complete, sign_row
from viewer_app.audit.store import TILE_WIDTH, Store, closed_tiles
from viewer_app.audit.verify import verify
from viewer_app.session.ports import Actor, Event, Json
from viewer_app.session.roles import Role

ORIGIN = "inzage.example/0363/balie-1/2026"
BOOT = "0f8fad5b-d9cb-469f-a165-70867728950e"
START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
PER_SESSION = 200


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


def session_events(number: int) -> Iterator[Event]:
    """A session of PER_SESSION events, as the station writes them."""
    code = f"{number % 10000:04}-{number // 10000:04}"
    approval = f"approval:1b4e28ba-2fa1-41d2-883f-{number:012}"
    before = ["session.opened", "appointment.chosen", "identity.checked", "conditions.confirmed"]
    before += ["guard.proven", "viewing.started"]
    after = ["keys.wiped", "viewing.stopped", "session.closed"]
    moves = ["viewing.played", "viewing.continued", "viewing.sought", "viewing.paused"]
    middle = [moves[at % 4] for at in range(PER_SESSION - len(before) - len(after))]
    for at, action in enumerate([*before, *middle, *after]):
        details: dict[str, Json] = {"position_ms": at * 1000} if action in moves else {}
        yield Event(code, Actor(Role.SUPERVISOR, "j.devries"), action, approval, details=details)


def build(path: Path, signer: Ed25519PrivateKey, events: int) -> None:
    """A trail of ``events`` events, written many to a transaction."""
    AuditLog.create(
        path,
        signer=signer,
        origin=ORIGIN,
        source="balie-1",
        clock=FixedClock(),
        boot_id=BOOT,
    ).close()
    connection = connect_writer(path)
    store = Store(connection)
    frontier = store.frontier(1)
    number, session = 0, session_events(0)
    seq = 1
    while seq < events:
        with connection.transaction():
            for _ in range(min(5000, events - seq)):
                step = next(session, None)
                if step is None:
                    number += 1
                    session = session_events(number)
                    step = next(session)
                moment = START + timedelta(seconds=seq)
                entry = complete(
                    step,
                    seq=seq,
                    reading=Reading(moment, seq * 1000, BOOT),
                    origin=ORIGIN,
                    source="balie-1",
                    private={},
                )
                row, frontier = sign_row(entry, frontier, ORIGIN, signer)
                connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", row)
                seq += 1
                for level, index in closed_tiles(seq):
                    width = TILE_WIDTH**level
                    tile = store.subtree(index * width, (index + 1) * width)
                    connection.execute("INSERT INTO tile VALUES (?, ?, ?)", (level, index, tile))
    connection.close()


class FixedClock:
    """Clocks at the start of the large trail."""

    def now(self) -> datetime:
        return START

    def monotonic_ms(self) -> int:
        return 0


def seconds(action: Callable[[], object]) -> float:
    """How long it took."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def processor_seconds(action: Callable[[], object]) -> float:
    """How much of a processor it took, in this process."""
    start = time.process_time()
    action()
    return time.process_time() - start


class RawFile:
    """4 KiB written and forced to disk, again and again.

    Growing, as a log does; or in place, round a file of the size of SQLite's write-ahead log, which
    needs no new block and is the least any durable write can cost.
    """

    SIZE = 4 * 1024 * 1024

    def __init__(self, path: Path, *, growing: bool) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._end = 2**62 if growing else self.SIZE
        if not growing:
            os.pwrite(self._handle, os.urandom(self.SIZE), 0)
            os.fsync(self._handle)
        self._block = os.urandom(4096)
        self._at = 0

    def write(self, _: Event) -> None:
        """One block; the event is not looked at."""
        os.pwrite(self._handle, self._block, self._at)
        os.fdatasync(self._handle)
        self._at = (self._at + 4096) % self._end


def measure_appends(log: AuditLog, raws: list[RawFile], appends: int) -> list[list[float]]:
    """Seconds for each of ``appends`` events, and for as many raw writes of each kind, in turns."""
    writers: list[Callable[[Event], None]] = [log.record]
    writers += [raw.write for raw in raws]
    taken: list[list[float]] = [[] for _ in writers]
    number = 900_000
    while len(taken[0]) < appends:
        for step in session_events(number):
            for times, write in zip(taken, writers, strict=True):
                times.append(seconds(partial(write, step)))
        number += 1
    return taken


def hash_everything(path: Path, columns: str) -> bytes:
    """The least a verifier can do: read every body and make every hash of the tree."""
    connection = connect_reader(path)
    nodes: list[bytes] = []
    rows = connection.execute(f"SELECT {columns} FROM entry ORDER BY seq")  # noqa: S608
    while tile := rows.fetchmany(TILE_WIDTH):
        nodes.append(tree_hash(leaf_hashes(row[0].encode() for row in tile)))
    connection.close()
    return tree_hash(nodes)


def sizes(path: Path) -> list[tuple[str, int]]:
    """Bytes of the whole file by what they hold, the largest first."""
    connection = connect_reader(path)
    text, signatures = connection.execute(
        "SELECT sum(length(CAST(body AS BLOB))), sum(length(sig)) FROM entry"
    ).fetchone()
    pages = connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
    connection.close()
    found = dict(pages)
    found["entry: the signed text"], found["entry: the signatures"] = text, signatures
    found["entry: look-up columns, lengths, rest of pages"] = found.pop("entry") - text - signatures
    return sorted(found.items(), key=lambda item: -item[1])[:8]


def verify_soundly(path: Path, key: VerifierKey, processes: int) -> None:
    """Verify, and be sure that there was nothing to find."""
    report = verify(path, key, processes=processes)
    assert report.integrity.state is State.HOLDS
    assert report.completeness.state in {State.HOLDS, State.ATTENTION}


def line(name: str, values: list[float], unit: str, aim: str = "") -> None:
    """Median, least and most."""
    middle = statistics.median(values)
    spread = f"{middle:10.3f} {min(values):10.3f} {max(values):10.3f}"
    print(f"{name:<58}{spread}  {unit:<6}{aim}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--appends", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    signer = Ed25519PrivateKey.generate()
    key = VerifierKey.of(ORIGIN, signer)
    with tempfile.TemporaryDirectory(prefix="inzage-audit-") as place:
        directory = Path(place)
        path = directory / "trail.sqlite"
        raws = [
            RawFile(directory / "growing", growing=True),
            RawFile(directory / "in-place", growing=False),
        ]
        print(f"building a trail of {chosen.events} events …", flush=True)
        print(f"built in {seconds(lambda: build(path, signer, chosen.events)):.0f} s")
        print(f"{'':<58}{'median':>10} {'least':>10} {'most':>10}")
        line("bytes for each event", [path.stat().st_size / chosen.events], "B", "aim ≤ 450")
        for name, size in sizes(path):
            line(f"  {name}", [size / chosen.events], "B")
        _measure_verify(path, key, chosen.rounds)
        _measure_writer(path, signer, raws, chosen.appends, chosen.rounds)


def _measure_verify(path: Path, key: VerifierKey, rounds: int) -> None:
    alone, pair, ratios, read, taken = [], [], [], [], []
    for _ in range(rounds):
        floor = processor_seconds(lambda: hash_everything(path, "body"))
        columns = processor_seconds(
            lambda: hash_everything(path, "body, seq, action, session, topic")
        )
        start = time.perf_counter()
        taken.append(processor_seconds(lambda: verify_soundly(path, key, 1)))
        alone.append(time.perf_counter() - start)
        pair.append(seconds(lambda: verify_soundly(path, key, 2)))
        ratios.append(taken[-1] / floor)
        read.append(taken[-1] / columns)
    line("verify / scan of bodies and hash, one core", ratios, "×", "aim ≤ 1.3")
    line("verify / scan of what it compares and hash", read, "×")
    line("verify, one core, processor time", taken, "s")
    line("verify, one core", alone, "s")
    line("verify, two processes", pair, "s", "aim ≤ 3 at a million")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    line("largest process while verifying in two", [peak], "MiB", "aim ≤ 64")


def _measure_writer(
    path: Path, signer: Ed25519PrivateKey, raws: list[RawFile], appends: int, rounds: int
) -> None:
    opened, middles, tails, growing, in_place, raw_tails = [], [], [], [], [], []
    for _ in range(rounds):
        start = time.perf_counter()
        log = AuditLog(
            path,
            signer=signer,
            origin=ORIGIN,
            source="balie-1",
            clock=SystemClock(),
            boot_id="boot-2",
        )
        opened.append((time.perf_counter() - start) * 1000)
        with log:
            ours, *floors = measure_appends(log, raws, appends)
        middles.append(statistics.median(ours) * 1000)
        tails.append(statistics.quantiles(ours, n=100)[98] * 1000)
        raw_tails.append(statistics.quantiles(floors[0], n=100)[98] * 1000)
        ratios = [statistics.median(ours) / statistics.median(floor) for floor in floors]
        growing.append(ratios[0])
        in_place.append(ratios[1])
    line("append / raw 4 KiB + fdatasync, growing file", growing, "×", "aim ≤ 1.2")
    line("append / raw 4 KiB + fdatasync, in place", in_place, "×")
    line("append, median", middles, "ms")
    line("append, 99th percentile", tails, "ms", "aim ≤ 10")
    line("raw 4 KiB + fdatasync, 99th percentile", raw_tails, "ms")
    line("open for writing", opened, "ms", "aim ≤ 5")


if __name__ == "__main__":
    main()
