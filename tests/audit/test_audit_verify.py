"""Verifying a trail: what holds, what is not proven, and which files are no trail."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.tampering import EDIT, SIZE, attack, codes, rewrite
from tests.audit.trails import KEY, SIGNER, Trail, TwoClocks, event, write_session
from viewer_app.audit.errors import TrailError
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify

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
