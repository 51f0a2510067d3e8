"""What the machine can do to a trail: kill, tear, replace, lock, forbid."""

import json
import os
import random
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.audit.tampering import without_index
from tests.audit.trails import KEY, Trail, TwoClocks, event, refused_code, write_session
from tests.tools import ROOT, program
from viewer_app.audit.report import State
from viewer_app.audit.store import PrivateValue, Row, Store
from viewer_app.audit.verify import verify
from viewer_app.session.ports import AuditUnavailable

# --- power and processes -----------------------------------------------------------------------


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(trail_path: Path) -> None:
    kills = int(os.environ.get("INZAGE_KILLS", "200"))
    seed = random.SystemRandom().randrange(2**32)
    done = subprocess.run(
        [sys.executable, "-m", "tests.audit.killed_writer", trail_path, str(kills), str(seed)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    counted = json.loads(done.stdout)
    assert counted["lost"] == 0, seed
    assert counted["acknowledged"] >= kills
    # At most the one event under way at each kill is there without having been acknowledged.
    assert counted["acknowledged"] < counted["size"] <= counted["acknowledged"] + kills + 1
    report = verify(trail_path, KEY, thorough=True)
    assert report.integrity.state is State.HOLDS


def test_every_event_is_forced_to_disk_before_it_is_acknowledged(
    trail: Trail, tmp_path: Path
) -> None:
    trail.create().close()
    trace = tmp_path / "trace"
    subprocess.run(
        [
            *(program("strace"), "-y", "-e", "trace=fdatasync,fsync,write,pwrite64", "-o", trace),
            *(sys.executable, "-m", "tests.audit.acknowledging_writer", trail.path, "5"),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    steps = ""
    for line in trace.read_text().splitlines():
        if re.match(r"pwrite64\(.*sqlite-wal", line):
            steps += "w"
        elif re.match(r"fdatasync\(.*sqlite-wal", line):
            steps += "s"
        elif '"ack\\n"' in line:
            steps += "A"
    assert re.fullmatch(r"((w+s+)+A){5}w*s*", steps), steps


def _commits(wal: bytes) -> list[int]:
    """Where each whole transaction in a write-ahead log ends (sqlite.org/fileformat, §4)."""
    frame = 24 + 4096
    return [
        at + frame
        for at in range(32, len(wal) - frame + 1, frame)
        if struct.unpack_from(">I", wal, at + 4)[0]
    ]


def test_a_torn_write_ahead_log_opens_at_exactly_the_last_whole_event(
    trail: Trail, tmp_path: Path
) -> None:
    """What a power cut leaves: the log cut anywhere, with or without rubbish behind it."""
    log = trail.create()
    for number in range(40):
        log.record(event("viewing.continued", details={"number": number}))
    database = trail.path.read_bytes()
    wal = trail.path.with_name("trail.sqlite-wal").read_bytes()
    commits = _commits(wal)
    assert len(commits) == 40
    cuts = random.Random(7)  # noqa: S311 - where to cut
    for number in range(60):
        cut = cuts.randrange(len(wal))
        rubbish = [b"", bytes(5000), cuts.randbytes(5000)][number % 3]
        torn = Trail(tmp_path / f"torn-{number}" / "trail.sqlite", TwoClocks())
        torn.path.parent.mkdir()
        torn.path.write_bytes(database)
        torn.path.with_name("trail.sqlite-wal").write_bytes(wal[:cut] + rubbish)
        whole = sum(end <= cut for end in commits)
        with torn.open() as again:
            assert again.size == 1 + whole, (cut, number)
            again.record(event("session.recovered"))
        assert verify(torn.path, KEY).integrity.state is State.HOLDS


def test_half_a_folding_in_of_the_log_loses_nothing(trail: Trail, tmp_path: Path) -> None:
    """What a power cut leaves while SQLite copies its log into the file: some pages are copied."""
    log = trail.create()
    before = trail.path.read_bytes()
    for number in range(60):
        log.record(event("viewing.continued", details={"number": number}))
    wal = trail.path.with_name("trail.sqlite-wal").read_bytes()
    anchor = log.seal()
    log.close()  # which folds everything in
    after = trail.path.read_bytes()
    assert len(after) > len(before)
    chosen = random.Random(7)  # noqa: S311 - which pages
    for number in range(20):
        half = Trail(tmp_path / f"half-{number}" / "trail.sqlite", TwoClocks())
        half.path.parent.mkdir()
        pages = [
            (after if chosen.random() < 0.5 else before)[at : at + 4096].ljust(4096, b"\0")
            for at in range(0, len(after), 4096)
        ]
        half.path.write_bytes(b"".join(pages))
        half.path.with_name("trail.sqlite-wal").write_bytes(wal)
        with half.open() as again:
            assert again.size == 61, number
        report = verify(half.path, KEY, [anchor], thorough=True)
        assert report.integrity.state is report.anchoring.state is State.HOLDS


def test_an_unfinished_creation_is_no_obstacle(trail: Trail) -> None:
    trail.path.with_name("trail.sqlite.new").write_bytes(b"half a file")
    assert trail.create().size == 1
    assert not trail.path.with_name("trail.sqlite.new").exists()


def test_a_commit_that_failed_but_happened_makes_no_fork(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = trail.create()
    append = Store.append

    def append_and_fail(self: Store, row: Row, private: dict[str, PrivateValue]) -> None:
        append(self, row, private)
        raise sqlite3.OperationalError("the disk said no, too late")

    monkeypatch.setattr(Store, "append", append_and_fail)
    assert refused_code(lambda: log.record(event("session.opened"))) == "trail.failed"
    monkeypatch.setattr(Store, "append", append)
    log.record(event("session.closed"))
    assert log.size == 3
    assert verify(trail.path, KEY, [log.seal()]).anchoring.state is State.HOLDS


# --- the file is not the file any more ---------------------------------------------------------

REPLACEMENTS: dict[str, Callable[[Path], object]] = {
    "unlinked": lambda path: path.unlink(),
    "renamed": lambda path: path.rename(path.with_name("elsewhere")),
    "replaced by a copy": lambda path: Path(shutil.copy(path, path.with_name("c"))).replace(path),
    "log unlinked": lambda path: path.with_name(path.name + "-wal").unlink(),
    "directory moved": lambda path: path.parent.rename(path.parent.with_name("moved")),
}


@pytest.mark.parametrize("how", REPLACEMENTS)
def test_no_event_is_acknowledged_into_a_file_that_is_gone(
    tmp_path: Path, clock: TwoClocks, how: str
) -> None:
    (tmp_path / "audit").mkdir()
    trail = Trail(tmp_path / "audit" / "trail.sqlite", clock)
    log = trail.create()
    log.record(event("session.opened"))
    REPLACEMENTS[how](trail.path)
    with pytest.raises(AuditUnavailable):
        log.record(event("session.closed"))
    with pytest.raises(AuditUnavailable):
        log.record(event("session.closed"))
    with pytest.raises(AuditUnavailable):
        log.seal()
    log.close()


def test_a_copy_without_its_write_ahead_log_is_behind_its_anchor(
    trail: Trail, tmp_path: Path
) -> None:
    log = trail.create()
    write_session(log)
    copy = Path(shutil.copy(trail.path, tmp_path / "copy.sqlite"))
    report = verify(copy, KEY, [log.seal()])
    assert {found.code for found in report.anchoring.findings} == {"verify.anchor_ahead"}


# --- who else writes ---------------------------------------------------------------------------


def test_a_second_writer_is_refused_until_the_first_is_done(trail: Trail) -> None:
    log = trail.create()
    program = "import sys; from pathlib import Path; from tests.audit.trails import *\n"
    program += "Trail(Path(sys.argv[1]), TwoClocks()).open()"
    done = subprocess.run(
        [sys.executable, "-c", program, trail.path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Another program is already writing" in done.stderr
    log.close()
    assert trail.open().size == 1


def test_a_writer_past_the_lock_cannot_fork_the_log(trail: Trail) -> None:
    first = trail.create()
    trail.path.with_name("trail.sqlite.lock").unlink()
    second = trail.open()
    second.record(event("session.opened", "SECOND"))
    assert refused_code(lambda: first.record(event("session.opened"))) == "trail.other_writer"
    first.close()
    assert verify(trail.path, KEY, [second.seal()]).anchoring.state is State.HOLDS


def test_a_database_held_by_another_program_is_a_refusal(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer_app.audit.database._BUSY_SECONDS", 0.05)
    log = trail.create()
    other = sqlite3.connect(trail.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert refused_code(lambda: log.record(event("session.opened"))) == "trail.locked"
    other.execute("ROLLBACK")
    other.close()
    log.record(event("session.opened"))
    assert log.size == 2


# --- files that must not be written to ---------------------------------------------------------


def _truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _drop_trigger(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("DROP TRIGGER entry_no_delete")
    database.close()


def _new_version(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 2")
    database.close()


def _edit_last(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("DROP TRIGGER entry_no_update")
        database.execute(
            "UPDATE entry SET body = replace(body, 'j.devries', 'j.jansen') WHERE seq = 300"
        )
        database.execute(
            "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry\n"
            "BEGIN SELECT RAISE(ABORT, 'entry only grows'); END"
        )
    database.close()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a trail of 301 events, the first of them with a private value."""
    trail = Trail(tmp_path_factory.mktemp("written") / "trail.sqlite", TwoClocks())
    with trail.create() as log:
        log.record(event("session.closed", private={"remarks": "x"}))
        for _ in range(299):
            log.record(event("viewing.continued"))
    return trail.path.parent


@pytest.fixture
def long_trail(written: Path, trail: Trail) -> Trail:
    """A copy of it, which a test may spoil."""
    for path in written.iterdir():
        shutil.copy(path, trail.path.parent)
    return trail


UNFIT: list[tuple[Callable[[Path], object], str]] = [
    (Path.unlink, "trail.missing"),
    (lambda path: path.write_bytes(b"x" * 8192), "trail.not_a_trail"),
    (_truncate, "trail.damaged"),
    (_drop_trigger, "trail.schema_changed"),
    (_new_version, "trail.newer"),
    (_edit_last, "trail.head_invalid"),
]


@pytest.mark.parametrize(("spoil", "code"), UNFIT)
def test_an_unfit_file_is_refused_and_left_as_it_was(
    long_trail: Trail, spoil: Callable[[Path], object], code: str
) -> None:
    trail = long_trail
    spoil(trail.path)
    before = trail.path.read_bytes() if trail.path.exists() else None
    assert refused_code(trail.open) == code
    assert (trail.path.read_bytes() if trail.path.exists() else None) == before


def test_an_index_that_finds_nothing_is_damage(trail: Trail) -> None:
    with trail.create() as log:
        log.record(event("session.opened"))
    without_index(trail.path, "entry_session")
    log = trail.open()
    assert refused_code(log.unfinished_sessions) == "trail.damaged"


def test_a_trail_of_another_station_is_refused(trail: Trail) -> None:
    trail.create().close()
    assert refused_code(lambda: trail.open(origin="inzage.example/0363/balie-2/2026")) == (
        "trail.other_origin"
    )


def test_a_trail_is_never_overwritten(trail: Trail) -> None:
    trail.create().close()
    before = trail.path.read_bytes()
    assert refused_code(trail.create) == "trail.exists"
    assert trail.path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET session = ''",
        "DELETE FROM entry",
        "REPLACE INTO entry SELECT * FROM entry WHERE seq = 1",
        "INSERT INTO entry SELECT seq + 5, body, sig, action, session, topic FROM entry LIMIT 1",
        "UPDATE tile SET hash = zeroblob(32)",
        "REPLACE INTO tile VALUES (1, 0, zeroblob(32))",
        "DELETE FROM tile",
        "UPDATE private SET value = ''",
        "INSERT INTO tile VALUES (1, 9, zeroblob(31))",
        "INSERT INTO entry VALUES (301, 1, zeroblob(63), '', '', 0)",
    ],
)
def test_the_tables_refuse_what_is_not_an_append(long_trail: Trail, statement: str) -> None:
    database = sqlite3.connect(long_trail.path)
    with pytest.raises(sqlite3.IntegrityError):
        database.execute(statement)
    database.close()
