"""The pattern that reads events in bulk says what the parser says, or leaves them to it."""

import contextlib
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audit.tampering import attack, codes, rewrite
from tests.audit.trails import KEY, SIGNER, Trail, TwoClocks, event, write_session
from viewer_app.audit.errors import TrailError
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify

PIECES = ['"', "\\", "\n", "{", "}", '},"id":"', '","seq":9,"', "é", "\u2028", "a"]
TEXT = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
STEPS = st.sampled_from(
    ["session.opened", "viewing.played", "viewing.paused", "presence.asked", "session.closed", "x"]
)


@given(
    events=st.lists(
        st.tuples(STEPS, TEXT, TEXT, st.dictionaries(st.just("id") | TEXT, TEXT, max_size=2)),
        max_size=6,
    ),
    moved=st.lists(st.sampled_from([0, 0, -1999, 1999, 5000]), min_size=6, max_size=6),
)
@settings(max_examples=40)
def test_whatever_is_written_both_readings_agree(
    tmp_path_factory: pytest.TempPathFactory,
    events: list[tuple[str, str, str, dict[str, str]]],
    moved: list[int],
) -> None:
    trail = Trail(tmp_path_factory.mktemp("trail") / "trail.sqlite", TwoClocks())
    with trail.create() as log:
        for (action, session, about, details), step in zip(events, moved, strict=False):
            trail.clock.set_wall(step)
            ascii_only = {key: value for key, value in details.items() if key.isascii()}
            log.record(event(action, session, about, details={**ascii_only, "in": {**ascii_only}}))
    quick, thorough = verify(trail.path, KEY), verify(trail.path, KEY, thorough=True)
    assert quick.integrity.state is State.HOLDS
    assert replace(quick, thorough=True) == thorough


# --- what a thief of the key could write ---------------------------------------------------------


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trail of 34 events."""
    trail = Trail(tmp_path_factory.mktemp("sound") / "trail.sqlite", TwoClocks())
    with trail.create() as log:
        for number in range(3):
            write_session(log, f"S-{number:04}", f"a{number}")
    return trail.path


SPLIT = {
    21: "(SELECT substr(body, 16) FROM entry WHERE seq = 20)",
    20: "substr(body, 1, 15)",
}


@pytest.mark.parametrize(
    ("bodies", "found"),
    [
        ({20: "body || char(10) || body"}, {"verify.body"}),
        ({20: "body || char(10)", 21: "''"}, {"verify.body"}),
        # half an event, its other half, and two events in one: as many lines as before
        ({**SPLIT, 25: "body || char(10) || body"}, {"verify.body"}),
        (SPLIT, {"verify.body"}),
        ({20: """replace(body, '"seq":20', '"seq":020')"""}, {"verify.body"}),
        ({20: """replace(body, '"seq":20', '"seq":21')"""}, {"verify.place"}),
        ({20: """replace(body, '"seq":20', '"seq":2٠')"""}, {"verify.body"}),
        ({20: """replace(body, '"log":"inzage', '"log":"outage')"""}, {"verify.place"}),
        ({20: """replace(body, '"v":1', '"v":2')"""}, {"verify.body"}),
        ({20: """replace(body, '"object":', '"other":')"""}, {"verify.body"}),
        ({20: """replace(body, '"session":"S-0001"', '"session":"S-0002"')"""}, {"verify.column"}),
        ({20: """replace(body, 'S-0001', 'S-\\u00301')"""}, {"verify.column"}),
        ({20: "replace(body, ':00.', ':61.')"}, {"verify.body"}),
        ({20: "replace(body, '2026-03-02', '2026-02-30')"}, {"verify.body"}),
    ],
)
def test_events_that_read_like_others_are_named(
    sound: Path, tmp_path: Path, bodies: dict[int, str], found: set[str]
) -> None:
    """Signed with the station's own key, so that only what they say can give them away."""
    path = Path(shutil.copy(sound, tmp_path / "trail.sqlite"))
    changes = [f"UPDATE entry SET body = {bodies[seq]} WHERE seq = {seq}" for seq in bodies]  # noqa: S608
    attack(path, *changes)
    rewrite(path, 20, SIGNER)
    report = verify(path, KEY)
    assert codes(report) == found
    assert report.integrity.first_bad in bodies


def test_another_table_under_the_same_name_is_no_crash(sound: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound, tmp_path / "trail.sqlite"))
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("ALTER TABLE entry RENAME TO gone")
    database.execute(
        "CREATE TABLE entry (seq INTEGER PRIMARY KEY, body, sig, action, session, topic)"
    )
    database.execute("INSERT INTO entry SELECT seq, 7, sig, action, session, topic FROM gone")
    database.close()
    report = verify(path, KEY)
    assert {"verify.schema", "verify.body"} <= codes(report)
    assert report.integrity.first_bad == 0


def test_a_body_spelled_otherwise_takes_a_thorough_look(sound: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound, tmp_path / "trail.sqlite"))
    attack(path, "UPDATE entry SET body = ' ' || body WHERE seq = 20")
    rewrite(path, 20, SIGNER)
    assert verify(path, KEY).integrity.state is State.HOLDS
    report = verify(path, KEY, thorough=True)
    assert codes(report) == {"verify.body"}
    assert report.integrity.first_bad == 20


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET sig = NULL WHERE seq = 33",
        "UPDATE entry SET sig = 'x' WHERE seq = 5",
        "UPDATE entry SET body = NULL WHERE seq = 0",
        "UPDATE entry SET body = CAST(body AS BLOB) WHERE seq = 20",
        "UPDATE entry SET topic = 'x', session = NULL WHERE seq = 20",
        "INSERT INTO private VALUES (20, NULL, 1, 2)",
        "UPDATE tile SET hash = 'x'",
    ],
)
def test_values_of_other_types_are_findings(sound: Path, tmp_path: Path, change: str) -> None:
    """Where a bit of a record's head flips, or the table is another one under the same name."""
    path = Path(shutil.copy(sound, tmp_path / "trail.sqlite"))
    database = sqlite3.connect(path, isolation_level=None)
    for table in ("entry", "private", "tile"):
        database.execute(f"CREATE TABLE loose AS SELECT * FROM {table}")  # noqa: S608
        database.execute(f"DROP TABLE {table}")
        database.execute(f"ALTER TABLE loose RENAME TO {table}")
    database.execute("INSERT INTO tile VALUES (1, 0, zeroblob(32))")
    database.execute(change)
    database.close()
    for thorough in (False, True):
        report = verify(path, KEY, thorough=thorough)
        assert report.integrity.state is State.BROKEN
        with TrailReader(path) as reader, contextlib.suppress(TrailError):
            reader.page()


def _numbers(path: Path) -> list[int]:
    database = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    try:
        return [seq for (seq,) in database.execute("SELECT seq FROM entry ORDER BY seq")]
    except sqlite3.Error:
        return []
    finally:
        database.close()


def test_a_number_that_stands_twice_where_another_is_missing(sound: Path, tmp_path: Path) -> None:
    """First, last and how many are as they should be: a damaged page can say so."""
    data, path = sound.read_bytes(), tmp_path / "trail.sqlite"
    tried = 0
    for at in (at for at, byte in enumerate(data) if byte == 21):
        path.write_bytes(data[:at] + bytes([20]) + data[at + 1 :])
        if _numbers(path).count(20) == 2:
            tried += 1
            for thorough in (False, True):
                report = verify(path, KEY, thorough=thorough)
                assert "verify.gap" in codes(report)
                assert report.integrity.first_bad == 20
    assert tried
