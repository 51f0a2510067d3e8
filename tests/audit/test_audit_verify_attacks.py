"""The attack table: whatever is done to the file, the verdicts say so and say where.

Attacks work on a closed trail of 600 events (two whole tiles and a rest) through plain SQLite, as
an intruder with full rights on the file would.
"""

import shutil
import sqlite3
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audit.tampering import EDIT, SECOND_SIGNER, SIZE, attack, codes, rewrite, without_index
from tests.audit.trails import KEY, ORIGIN, SIGNER, Trail, TwoClocks, event, write_session
from viewer_app.audit.checkpoint import checkpoint_text
from viewer_app.audit.errors import TrailError
from viewer_app.audit.report import State
from viewer_app.audit.schema import INDEXED, TABLES
from viewer_app.audit.verify import verify

TRUNCATE = "DELETE FROM entry WHERE seq >= {0}", "DELETE FROM tile WHERE (idx + 1) * 256 > {0}"
STRAY = "INSERT INTO entry SELECT -7, body, sig, action, session, topic FROM entry WHERE seq = 7"
SWAP = "UPDATE entry SET body = (SELECT body FROM entry AS o WHERE o.seq = {1}) WHERE seq = {0}"


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


# --- damage ------------------------------------------------------------------------------------


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
