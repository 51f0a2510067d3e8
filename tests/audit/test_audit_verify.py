"""The attack table: whatever is done to the file, the verdicts say so and say where.

Attacks work on a closed trail of 600 events (two whole tiles and a rest) through plain SQLite, as
an intruder with full rights on the file would.
"""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audit.trails import KEY, ORIGIN, SIGNER, Trail, TwoClocks, event, write_session
from viewer_app.audit.checkpoint import checkpoint_text
from viewer_app.audit.errors import TrailError
from viewer_app.audit.merkle import Frontier, leaf_hash
from viewer_app.audit.report import Report, State
from viewer_app.audit.schema import INDEXED, INDEXES, TABLES, TRIGGERS
from viewer_app.audit.verify import verify

SECOND_SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
SIZE = 1 + 55 * 11
"""The first event and 55 sessions of 11 events: 606."""
TRUNCATE = "DELETE FROM entry WHERE seq >= {0}", "DELETE FROM tile WHERE (idx + 1) * 256 > {0}"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A sound, closed trail, and the checkpoints a witness elsewhere kept of it."""
    trail = Trail(tmp_path_factory.mktemp("written") / "trail.sqlite", TwoClocks())
    anchors = []
    with trail.create() as log:
        for number in range(55):
            write_session(log, f"S-{number:04}", f"a{number}")
            if number in {20, 54}:
                anchors.append(log.seal())
    return trail.path, anchors


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound, closed trail of two sessions, with personal values."""
    trail = Trail(tmp_path_factory.mktemp("small") / "trail.sqlite", TwoClocks())
    with trail.create() as log:
        write_session(log, "S-0001")
        log.rotate(SECOND_SIGNER)
        log.record(event("session.opened", "S-0002", private={"remarks": "geen"}))
        write_session(log, "S-0003")
    return trail.path


@pytest.fixture
def anchors(written: tuple[Path, list[str]]) -> list[str]:
    return written[1]


@pytest.fixture
def attacked(written: tuple[Path, list[str]], tmp_path: Path) -> Path:
    """A copy to work on."""
    return Path(shutil.copy(written[0], tmp_path / "trail.sqlite"))


def attack(path: Path, *statements: str) -> None:
    """Run SQL with every trigger out of the way, and put the triggers back."""
    database = sqlite3.connect(path, isolation_level=None)
    for trigger in TRIGGERS:
        database.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        database.execute(statement)
    for text in TRIGGERS.values():
        database.execute(text)
    database.close()


def rewrite(path: Path, first: int, signer: Ed25519PrivateKey) -> None:
    """Sign everything from ``first`` on anew, tiles and all, as a thief of the key can."""
    database = sqlite3.connect(path, isolation_level=None)
    for trigger in TRIGGERS:
        database.execute(f"DROP TRIGGER {trigger}")
    frontier = Frontier()
    for seq, body in database.execute("SELECT seq, body FROM entry ORDER BY seq").fetchall():
        frontier.append(leaf_hash(body.encode()))
        if seq >= first:
            signed = signer.sign(checkpoint_text(ORIGIN, seq + 1, frontier.root()).encode())
            database.execute("UPDATE entry SET sig = ? WHERE seq = ?", (signed, seq))
        if frontier.size % 256 == 0 and seq >= first:
            # The right peak of a tree of n whole tiles is not always the tile; recompute it.
            tile = Frontier()
            rows = database.execute(
                "SELECT body FROM entry WHERE seq > ? AND seq <= ? ORDER BY seq", (seq - 256, seq)
            )
            for (inside,) in rows.fetchall():
                tile.append(leaf_hash(inside.encode()))
            database.execute(
                "REPLACE INTO tile VALUES (1, ?, ?)", (frontier.size // 256 - 1, tile.root())
            )
    for text in TRIGGERS.values():
        database.execute(text)
    database.close()


def codes(report: Report, aspect: str = "integrity") -> set[str]:
    return {found.code for found in report.verdicts[aspect].findings}


# --- sound trails ------------------------------------------------------------------------------


@pytest.mark.parametrize("thorough", [False, True])
def test_a_sound_trail_holds(attacked: Path, anchors: list[str], thorough: bool) -> None:
    report = verify(attacked, KEY, anchors, thorough=thorough)
    assert {name: verdict.state for name, verdict in report.verdicts.items()} == {
        "integrity": State.HOLDS,
        "completeness": State.HOLDS,
        "anchoring": State.HOLDS,
        "clock": State.HOLDS,
    }
    assert (report.size, report.sessions, report.anchored_size) == (SIZE, 55, SIZE)
    assert not report.broken


def test_without_anchors_anchoring_is_not_proven(attacked: Path) -> None:
    report = verify(attacked, KEY)
    assert report.anchoring.state is State.NOT_PROVEN
    assert not report.broken


def test_an_older_anchor_proves_only_so_much(attacked: Path, anchors: list[str]) -> None:
    report = verify(attacked, KEY, anchors[:1])
    assert report.anchoring.state is State.HOLDS
    assert (report.anchored_size, report.size) == (1 + 21 * 11, SIZE)
    assert report.anchored_at is not None


def test_it_verifies_beside_the_writer_and_in_two_processes(trail: Trail) -> None:
    log = trail.create()
    write_session(log)
    seen: list[tuple[int, int]] = []
    report = verify(
        trail.path, KEY, [log.seal()], processes=2, progress=lambda *at: seen.append(at)
    )
    assert report.anchoring.state is State.HOLDS
    assert seen == [(12, 12)]


def test_several_parts_add_up_to_one_trail(
    attacked: Path, anchors: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer_app.audit.verify.CHUNK", 256)
    report = verify(attacked, KEY, anchors, processes=1)
    assert not report.broken
    assert report.completeness.state is State.HOLDS
    assert report.sessions == 55


def test_names_with_quotes_are_read_as_they_are(trail: Trail) -> None:
    with trail.create() as log:
        for name in ('},"id":"x', "\\", 'a"b', "é\n", '","seq":9,"session":"'):
            log.record(event("session.opened", name, name, details={"}": name, "d": {"id": name}}))
    report = verify(trail.path, KEY, thorough=True)
    assert report.integrity.state is State.HOLDS
    assert report.sessions == 5


# --- attacks on the file -----------------------------------------------------------------------

EDIT = "UPDATE entry SET body = replace(body, 'j.devries', 'j.jansen') WHERE seq = {0}"
STRAY = "INSERT INTO entry SELECT -7, body, sig, action, session, topic FROM entry WHERE seq = 7"
SWAP = "UPDATE entry SET body = (SELECT body FROM entry AS o WHERE o.seq = {1}) WHERE seq = {0}"


@pytest.mark.parametrize("seq", [1, 255, 256, 300, 511, 512, 600, SIZE - 1])
def test_an_edited_event_is_named(attacked: Path, seq: int) -> None:
    attack(attacked, EDIT.format(seq))
    report = verify(attacked, KEY)
    assert codes(report) == {"verify.signature"}
    assert report.integrity.first_bad == seq
    assert report.integrity.state is State.BROKEN


@pytest.mark.parametrize(
    ("statements", "code", "seq"),
    [
        (["DELETE FROM entry WHERE seq = 300"], "verify.gap", 300),
        (
            [
                "DELETE FROM entry WHERE seq = 300",
                "UPDATE entry SET seq = -seq WHERE seq > 300",
                "UPDATE entry SET seq = -seq - 1 WHERE seq < 0",
            ],
            "verify.place",
            300,
        ),
        ([SWAP.format(300, 301)], "verify.place", 300),
        (["UPDATE entry SET action = 'viewing.paused' WHERE seq = 7"], "verify.column", 7),
        (["UPDATE entry SET session = 'S-0001' WHERE seq = 3"], "verify.column", 3),
        (["UPDATE entry SET topic = topic + 1 WHERE seq = 6"], "verify.column", 6),
        (["UPDATE entry SET body = '{' WHERE seq = 300"], "verify.body", 300),
        (
            ["UPDATE entry SET body = replace(body, '2026-03-', '2026-13-') WHERE seq = 300"],
            "verify.body",
            300,
        ),
        (["UPDATE entry SET body = body || ' ' WHERE seq = 300"], "verify.signature", 300),
        (["UPDATE entry SET sig = zeroblob(64) WHERE seq = 605"], "verify.signature", 605),
        (["UPDATE tile SET hash = zeroblob(32) WHERE idx = 1"], "verify.tile", 256),
        (["DELETE FROM tile WHERE idx = 0"], "verify.tile", 0),
        (["INSERT INTO tile VALUES (2, 0, zeroblob(32))"], None, None),
        ([STRAY], "verify.stray", -7),
        (["INSERT INTO private VALUES (5, 'case', zeroblob(32), 'Z-1')"], "verify.private", 5),
        (["DELETE FROM entry"], "verify.empty", None),
        (["DROP TRIGGER tile_once"], "verify.schema", None),
        (["CREATE TABLE other (a INTEGER)"], "verify.schema", None),
    ],
)
def test_other_changes_are_found(
    attacked: Path, statements: list[str], code: str | None, seq: int | None
) -> None:
    if statements[0].startswith("DROP"):
        database = sqlite3.connect(attacked, isolation_level=None)
        database.execute(statements[0])
        database.close()
    else:
        attack(attacked, *statements)
    report = verify(attacked, KEY)
    if code is None:
        assert report.integrity.state is State.HOLDS  # a tile that a later event would close
        return
    assert report.integrity.state is State.BROKEN
    found = next(found for found in report.integrity.findings if found.code == code)
    assert found.seq == seq
    assert report.integrity.first_bad == seq


def without_index(path: Path, name: str) -> None:
    """Make an index that is empty and looks like the one that was there."""
    columns, which = INDEXED[name]
    database = sqlite3.connect(path, isolation_level=None)
    database.execute(f"DROP INDEX {name}")
    database.execute(f"CREATE INDEX {name} ON entry ({columns}) WHERE seq > 9999 AND ({which})")
    database.execute("PRAGMA writable_schema = on")
    database.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (INDEXES[name], name))
    database.close()


@pytest.mark.parametrize("name", INDEXED)
def test_an_index_that_hides_events_is_found(trail: Trail, name: str) -> None:
    """Otherwise a viewing could be had again: the index finds those that are counted."""
    with trail.create() as log:
        write_session(log)
        log.rotate(Ed25519PrivateKey.generate())
    without_index(trail.path, name)
    report = verify(trail.path, KEY)
    assert codes(report) == {"verify.index"}
    assert report.integrity.findings[0].facts == {"index": name}


def test_a_dropped_index_is_found(attacked: Path) -> None:
    attack(attacked, "DROP INDEX entry_topic")
    assert codes(verify(attacked, KEY)) == {"verify.schema", "verify.index"}


def test_an_edited_signature_in_the_middle_takes_a_thorough_look(attacked: Path) -> None:
    attack(attacked, "UPDATE entry SET sig = zeroblob(64) WHERE seq = 77")
    report = verify(attacked, KEY, thorough=True)
    assert codes(report) == {"verify.signature"}
    assert report.integrity.first_bad == 77


def test_a_trail_signed_with_another_key_is_refused(attacked: Path) -> None:
    rewrite(attacked, 0, Ed25519PrivateKey.generate())
    report = verify(attacked, KEY)
    assert codes(report) == {"verify.signature"}
    assert report.integrity.first_bad == 0


def test_a_trail_that_names_another_key_is_refused(trail: Trail) -> None:
    trail.create(Ed25519PrivateKey.generate()).close()
    assert codes(verify(trail.path, KEY)) == {"verify.other_key", "verify.signature"}


@pytest.mark.parametrize("size", [1 + 10 * 11, 300, 512])
def test_truncation_shows_only_against_an_anchor(
    attacked: Path, anchors: list[str], size: int
) -> None:
    attack(attacked, *(statement.format(size) for statement in TRUNCATE))
    assert verify(attacked, KEY).integrity.state is State.HOLDS
    report = verify(attacked, KEY, anchors)
    assert codes(report, "anchoring") == {"verify.anchor_ahead"}
    assert report.anchoring.first_bad == size
    assert report.broken


def test_an_emptied_trail_shows_against_an_anchor(attacked: Path, anchors: list[str]) -> None:
    attack(attacked, "DELETE FROM entry WHERE seq > 0", "DELETE FROM tile")
    assert verify(attacked, KEY).integrity.state is State.HOLDS
    assert codes(verify(attacked, KEY, anchors), "anchoring") == {"verify.anchor_ahead"}


def test_an_old_backup_that_went_on_is_a_fork(
    trail: Trail, written: tuple[Path, list[str]], anchors: list[str]
) -> None:
    shutil.copy(written[0], trail.path)
    attack(trail.path, "DELETE FROM entry WHERE seq >= 232", "DELETE FROM tile")
    with trail.open() as log:
        for number in range(40):
            write_session(log, f"T-{number:04}")
    report = verify(trail.path, KEY, anchors)
    assert report.integrity.state is State.HOLDS
    assert codes(report, "anchoring") == {"verify.anchor_fork"}
    assert report.anchored_size == 232


def test_a_tail_rewritten_with_the_stolen_key_is_a_fork(attacked: Path, anchors: list[str]) -> None:
    attack(attacked, EDIT.format(400))
    rewrite(attacked, 400, SIGNER)
    assert verify(attacked, KEY, thorough=True).integrity.state is State.HOLDS
    report = verify(attacked, KEY, anchors)
    assert codes(report, "anchoring") == {"verify.anchor_fork"}
    assert report.anchored_size == 232


@pytest.mark.parametrize(
    "anchor",
    ["", "no note", checkpoint_text(ORIGIN, 1, bytes(32)) + "\n— x AAAAAAAAAA==\n"],
)
def test_an_anchor_nobody_signed_proves_nothing(attacked: Path, anchor: str) -> None:
    report = verify(attacked, KEY, [anchor])
    assert codes(report, "anchoring") == {"verify.anchor_unknown"}
    assert report.anchored_size == 0


@given(anchor=st.binary(max_size=120) | st.text(max_size=120) | st.just(KEY.name))
def test_noise_is_no_anchor(small: Path, anchor: str | bytes) -> None:
    report = verify(small, KEY, [anchor])
    assert codes(report, "anchoring") == {"verify.anchor_unknown"}
    assert report.integrity.state is State.HOLDS


def test_a_checkpoint_of_another_station_is_no_anchor(attacked: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Trail(tmp_path / "other" / "trail.sqlite", TwoClocks())
    with other.create(Ed25519PrivateKey.generate()) as log:
        note = log.seal()
    assert codes(verify(attacked, KEY, [note]), "anchoring") == {"verify.anchor_unknown"}


# --- keys that change --------------------------------------------------------------------------


def _rotated(trail: Trail) -> list[Ed25519PrivateKey]:
    keys = [SIGNER, *(Ed25519PrivateKey.generate() for _ in range(3))]
    with trail.create() as log:
        for number, key in enumerate(keys[1:]):
            write_session(log, f"R-{number:04}")
            log.rotate(key)
        write_session(log, "R-LAST")
    return keys


def test_rotated_keys_are_followed_from_the_first(trail: Trail) -> None:
    _rotated(trail)
    for thorough in (False, True):
        report = verify(trail.path, KEY, thorough=thorough)
        assert report.integrity.state is State.HOLDS
        assert report.size == 1 + 4 * 11 + 3


def test_the_last_key_cannot_rewrite_what_earlier_keys_signed(trail: Trail) -> None:
    keys = _rotated(trail)
    attack(trail.path, EDIT.format(15))
    rewrite(trail.path, 15, keys[-1])
    report = verify(trail.path, KEY)
    assert codes(report) == {"verify.signature"}
    assert report.integrity.first_bad == 15


# --- files that are no trail -------------------------------------------------------------------


def _set_version(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 2")
    database.close()


def _foreign(path: Path) -> None:
    path.unlink()
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE entry (seq INTEGER)")
    database.close()


OTHER_FILES: list[tuple[Callable[[Path], object], str]] = [
    (Path.unlink, "trail.missing"),
    (lambda path: path.write_bytes(b""), "trail.not_a_trail"),
    (lambda path: path.write_bytes(b"not a database" * 100), "trail.not_a_trail"),
    (_foreign, "trail.not_a_trail"),
    (_set_version, "trail.newer"),
]


@pytest.mark.parametrize(("change", "code"), OTHER_FILES)
def test_another_file_is_refused_and_left_alone(
    attacked: Path, change: Callable[[Path], object], code: str
) -> None:
    change(attacked)
    before = attacked.read_bytes() if attacked.exists() else None
    with pytest.raises(TrailError) as refused:
        verify(attacked, KEY)
    assert refused.value.code == code
    assert (attacked.read_bytes() if attacked.exists() else None) == before


def _looks_damaged(path: Path) -> bool:
    try:
        return verify(path, KEY, thorough=True).integrity.state is State.BROKEN
    except TrailError as error:
        return error.code == "trail.damaged"


def test_a_damaged_page_is_found_and_named(attacked: Path) -> None:
    """Every page of the file in turn, overwritten with noise."""
    sound = attacked.read_bytes()
    for page in range(1, len(sound) // 4096):
        noise = bytes((page * 7 + at * 13) % 256 for at in range(4096))
        attacked.write_bytes(sound[: page * 4096] + noise + sound[(page + 1) * 4096 :])
        assert _looks_damaged(attacked), page


def _contents(path: Path) -> list[object]:
    """Every row of every table."""
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        return [database.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]  # noqa: S608
    finally:
        database.close()


def _looks_sound(path: Path) -> bool:
    try:
        return verify(path, KEY, thorough=True).integrity.state is State.HOLDS
    except TrailError:
        return False


@given(data=st.data())
@settings(max_examples=150)
def test_a_bit_that_flipped_is_found_or_changed_nothing(
    small: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    sound = small.read_bytes()
    at = data.draw(st.integers(0, len(sound) - 1))
    bit = data.draw(st.integers(0, 7))
    path = tmp_path_factory.mktemp("flipped") / "trail.sqlite"
    path.write_bytes(sound[:at] + bytes([sound[at] ^ 1 << bit]) + sound[at + 1 :])
    if _looks_sound(path):
        assert _contents(path) == _contents(small)


# --- what the clocks say -----------------------------------------------------------------------


def test_a_reported_step_asks_for_attention(trail: Trail, clock: TwoClocks) -> None:
    with trail.create() as log:
        clock.set_wall(-3_600_000)
        write_session(log)
    report = verify(trail.path, KEY)
    assert report.clock.state is State.ATTENTION
    assert codes(report, "clock") == {"verify.clock_step"}
    assert report.clock.first_bad == 1


def test_a_hidden_step_breaks_the_clock(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    """A station changed so that it no longer reports."""
    log = trail.create()
    log.record(event("session.opened"))
    monkeypatch.setattr("viewer_app.audit.log.clock_step", lambda before, after: None)
    trail.clock.set_wall(-3_600_000)
    log.record(event("session.closed"))
    report = verify(trail.path, KEY)
    assert report.clock.state is State.BROKEN
    assert report.clock.first_bad == 2
    assert report.integrity.state is State.HOLDS
