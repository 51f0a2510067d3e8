"""Anchoring beside a session: no place holds anything up, and what became of each is remembered."""

import shutil
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.anchored import anchoring, at, receipts, trouble
from tests.audit.anchors import ANCHOR, WITNESS_KEY, listening, say_nothing, until, unused_port
from tests.audit.trails import KEY, ORIGIN, Trail, TwoClocks, write_session
from viewer_app.audit.anchor_state import PlaceState, read_state
from viewer_app.audit.cosignature import CosignerKey
from viewer_app.audit.folder import FolderPlace
from viewer_app.audit.kept import kept_anchors
from viewer_app.audit.places import seal_for_anchoring
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify
from viewer_app.audit.witness import Witness
from viewer_app.audit.witness_client import WitnessPlace
from viewer_app.audit.witness_server import WitnessServer


def test_a_black_hole_holds_up_neither_the_trail_nor_the_other_places(
    trail: Trail, clock: TwoClocks, address: str, share: FolderPlace
) -> None:
    """Threads that hang in a place; sessions go on, and the end of the program does not wait."""
    with listening(say_nothing) as hole, trail.create() as log:
        hanging = WitnessPlace("zwart gat", hole, WITNESS_KEY, deadline_seconds=60)
        one = anchoring(log, hanging, at(address), share, clock=clock)
        one.start()
        for number in range(20):
            write_session(log, f"S-{number}")
            log.seal()
            one.nudge()
        until(lambda: [state.size for state in one.states()] == [0, 221, 221])
        assert len(receipts(log.path)) == 1
        one.close()
    assert any(thread.name == "anchor zwart gat" for thread in threading.enumerate())


def test_a_place_that_comes_back_is_found_again_by_itself(
    trail: Trail, clock: TwoClocks, witness: Witness
) -> None:
    with trail.create() as log:
        place = at(f"http://127.0.0.1:{unused_port()}")
        one = anchoring(log, place, clock=clock)
        one.start()
        until(lambda: one.states()[0].code == "anchor.unreachable")
        port = int(place.url.rpartition(":")[2])
        server = WitnessServer(("127.0.0.1", port), witness, lambda status, code: None)
        loop = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        loop.start()
        until(lambda: one.states()[0].size == 1)
        assert one.states()[0].code == ""
        one.close()
        server.shutdown()
        loop.join()
        server.server_close()


def test_a_defect_in_one_place_is_shown_and_stops_nothing(
    trail: Trail, clock: TwoClocks, share: FolderPlace
) -> None:
    class Broken:
        name = where = "stuk"

        def anchor(self, *_: object) -> None:
            raise ZeroDivisionError

    with trail.create() as log:
        one = anchoring(log, Broken(), share, clock=clock)  # type: ignore[arg-type]
        one.start()
        until(lambda: one.states()[0].code == "anchor.failed" and one.states()[1].size == 1)
        assert one.states()[0].facts["reason"] == "ZeroDivisionError"
        one.close()


def test_after_the_log_is_closed_a_visit_only_fails(
    trail: Trail, clock: TwoClocks, share: FolderPlace
) -> None:
    with trail.create() as log:
        one = anchoring(log, share, clock=clock)
    assert trouble(one, share) == "trail.closed"


# --- what is remembered ---------------------------------------------------------------------------


def test_days_without_an_anchor(trail: Trail, clock: TwoClocks, share: FolderPlace) -> None:
    with trail.create() as log:
        one = anchoring(log, share, clock=clock)
        clock.pass_time(3 * 86_400_000)
        assert one.days_without_anchor() == 3  # since the trail was started
        assert one.visit(share)
        assert one.days_without_anchor() == 0
        clock.pass_time(2 * 86_400_000)
        again = anchoring(log, share, clock=clock)
        assert again.days_without_anchor() == 2  # remembered through a restart
        clock.set_wall(-5 * 86_400_000)
        assert again.days_without_anchor() == 0


def test_a_person_hears_of_a_place_after_a_day_and_of_another_past_at_once(
    trail: Trail, clock: TwoClocks, share: FolderPlace, tmp_path: Path
) -> None:
    with trail.create() as log:
        write_session(log, "S-1")
    old = tmp_path / "old.sqlite"
    shutil.copy(trail.path, old)
    with trail.open() as log:
        write_session(log, "S-2")
        one = anchoring(log, share, clock=clock)
        assert one.visit(share)
        share.path.rename(tmp_path / "gone")
        write_session(log, "S-3")
        assert trouble(one, share) == "anchor.folder_missing"
        assert one.trouble() == ()
        clock.pass_time(25 * 3_600_000)
        assert [state.code for state in one.trouble()] == ["anchor.folder_missing"]
        (tmp_path / "gone").rename(share.path)
        assert one.visit(share)
        assert one.trouble() == ()
    shutil.copy(old, trail.path)
    with trail.open() as log:
        one = anchoring(log, share, clock=clock)
        assert trouble(one, share) == "anchor.ahead"
        assert [state.code for state in one.trouble()] == ["anchor.ahead"]


@pytest.mark.parametrize("spoilt", ["", "[]", "{", '{"netwerkschijf": {}}', '{"netwerkschijf": 5}'])
def test_a_spoilt_memory_counts_as_never_anchored(
    trail: Trail, clock: TwoClocks, share: FolderPlace, spoilt: str
) -> None:
    with trail.create() as log:
        assert anchoring(log, share, clock=clock).visit(share)
        log.path.with_name("anchors.json").write_text(spoilt)
        one = anchoring(log, share, clock=clock)
        assert one.states() == (PlaceState("netwerkschijf"),)
        assert one.visit(share)  # and is mended by the next visit


def test_the_memory_can_be_read_by_another_process(
    trail: Trail, clock: TwoClocks, share: FolderPlace
) -> None:
    with trail.create() as log:
        one = anchoring(log, share, at("http://127.0.0.1:1"), clock=clock)
        one.visit(share)
        one.visit(at("http://127.0.0.1:1"))
        assert tuple(read_state(log.path.with_name("anchors.json")).values()) == one.states()


def test_receipts_of_nobody_pinned_prove_nothing(
    trail: Trail, clock: TwoClocks, address: str
) -> None:
    """Whoever holds file and key can put in the station's own notes: only a witness's count."""
    with trail.create() as log:
        write_session(log)
        log.add_receipt(log.size, log.seal(), 0)
        log.add_receipt(log.size, seal_for_anchoring(log.seal(), ANCHOR).note, 0)
        log.add_receipt(99, "noise", 0)
        assert receipts(log.path) == []
        assert anchoring(log, at(address), clock=clock).visit(at(address))
        assert len(receipts(log.path)) == 1
        stranger = CosignerKey.of(WITNESS_KEY.name, Ed25519PrivateKey.generate())
        assert kept_anchors(log.path, ORIGIN, [stranger]) == []


def test_whoever_has_file_and_keys_cannot_rewrite_what_was_anchored(
    trail: Trail, clock: TwoClocks, address: str, witness: Witness, tmp_path: Path
) -> None:
    """The same keys, another past: whole by itself, and found out by any anchor that is left."""
    with trail.create() as log:
        write_session(log, "S-1")
    forged = Trail(tmp_path / "forged.sqlite", clock)
    shutil.copy(trail.path, forged.path)
    with trail.open() as log:
        write_session(log, "S-2")
        assert anchoring(log, at(address), clock=clock).visit(at(address))
        (receipt,) = receipts(log.path)
    with forged.open() as log:
        write_session(log, "S-9")
        write_session(log, "S-10")
        report = verify(log.path, KEY, receipts(log.path))
        assert report.integrity.state is State.HOLDS
        assert report.anchoring.state is State.NOT_PROVEN  # never a tick without an anchor
        for anchor in (receipt, witness.known(ORIGIN) or ""):
            broken = verify(log.path, KEY, [anchor]).anchoring
            assert broken.state is State.BROKEN
            assert [found.code for found in broken.findings] == ["verify.anchor_fork"]
        log.add_receipt(23, receipt, 0)  # left in the file, it speaks against it
        assert verify(log.path, KEY, receipts(log.path)).anchoring.state is State.BROKEN
