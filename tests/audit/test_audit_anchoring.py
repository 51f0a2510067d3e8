"""Anchoring a real trail at real witnesses and folders, and all that can go wrong there."""

import errno
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.anchors import (
    ANCHOR,
    PIN,
    WITNESS,
    WITNESS_KEY,
    answering,
    drip,
    listening,
    make_witness,
    say_nothing,
    served,
    until,
    unused_port,
)
from tests.audit.trails import KEY, ORIGIN, Trail, TwoClocks, event, write_session
from tests.disks import fill, small_disk
from tests.tools import program
from viewer_app.audit.anchor_state import PlaceState, read_state
from viewer_app.audit.anchoring import Anchoring, Rhythm
from viewer_app.audit.checkpoint import open_checkpoint
from viewer_app.audit.cosignature import CosignerKey, cosign, find_cosignatures
from viewer_app.audit.folder import FolderPlace
from viewer_app.audit.kept import kept_anchors
from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.places import Place, seal_for_anchoring
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify
from viewer_app.audit.witness import Witness
from viewer_app.audit.witness_client import WitnessPlace

QUICK = Rhythm(every=3600, first_retry=0.05, last_retry=0.2)


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Witness]:
    made = make_witness(tmp_path / "witness")
    yield made
    made.close()


@pytest.fixture
def address(witness: Witness) -> Iterator[str]:
    with served(witness) as address:
        yield address


def at(address: str, key: CosignerKey = WITNESS_KEY, deadline: float = 20.0) -> WitnessPlace:
    return WitnessPlace("archief", address, key, deadline)


def anchoring(log: AuditLog, *places: Place, clock: TwoClocks, rhythm: Rhythm = QUICK) -> Anchoring:
    state = log.path.with_name("anchors.json")
    return Anchoring(log, places, ANCHOR, state, clock=clock, rhythm=rhythm)


def receipts(path: Path) -> list[str]:
    return kept_anchors(path, ORIGIN, [WITNESS_KEY])


def trouble(one: Anchoring, place: Place) -> str:
    """What a visit that fails leaves to be seen."""
    assert not one.visit(place)
    (state,) = one.states()
    return state.code


# --- a witness ------------------------------------------------------------------------------------


def test_a_trail_is_cosigned_and_the_receipt_proves_it(
    trail: Trail, clock: TwoClocks, address: str
) -> None:
    with trail.create() as log:
        write_session(log)
        one = anchoring(log, at(address), clock=clock)
        assert one.visit(at(address))
        (state,) = one.states()
        assert (state.size, state.origin, state.code) == (12, ORIGIN, "")
        (receipt,) = receipts(log.path)
        assert open_checkpoint(receipt, [KEY]).size == 12
        assert open_checkpoint(receipt, [VerifierKey.of(ORIGIN, ANCHOR)]).size == 12
        (seen,) = find_cosignatures(receipt, [WITNESS_KEY])
        assert state.cosigned_at == seen.time
        report = verify(log.path, KEY, receipts(log.path))
        assert (report.anchoring.state, report.anchored_size) == (State.HOLDS, 12)


def test_it_goes_on_from_what_the_witness_has_through_rotations(
    trail: Trail, clock: TwoClocks, address: str, witness: Witness
) -> None:
    with trail.create() as log:
        one = anchoring(log, at(address), clock=clock)
        for number in range(5):
            write_session(log, f"S-{number}")
            log.rotate(Ed25519PrivateKey.generate())
            assert one.visit(at(address))
        # a station that forgot learns from the witness where it stood
        log.path.with_name("anchors.json").unlink()
        write_session(log, "S-6")
        assert anchoring(log, at(address), clock=clock).visit(at(address))
        known = witness.known(ORIGIN)
        assert known
        assert open_checkpoint(known, [VerifierKey.of(ORIGIN, ANCHOR)]).size == log.size
        report = verify(log.path, KEY, receipts(log.path))
        assert (report.anchoring.state, report.anchored_size) == (State.HOLDS, log.size)


def test_an_idle_trail_is_not_sent_again_until_a_day_has_passed(
    trail: Trail, clock: TwoClocks, address: str
) -> None:
    with trail.create() as log:
        one = anchoring(log, at(address), clock=clock)
        assert one.visit(at(address))
        before = one.states()
        assert one.visit(at(address))
        assert one.states() == before
        clock.pass_time(86_400_000)
        assert one.visit(at(address))
        assert one.states() != before
        assert one.days_without_anchor() == 0


def test_a_cut_off_trail_is_found_out_and_written_down(
    trail: Trail, clock: TwoClocks, address: str, tmp_path: Path
) -> None:
    with trail.create() as log:
        write_session(log, "S-1")
    old = tmp_path / "old.sqlite"
    shutil.copy(trail.path, old)
    with trail.open() as log:
        write_session(log, "S-2")
        assert anchoring(log, at(address), clock=clock).visit(at(address))
    shutil.copy(old, trail.path)
    with trail.open() as log:
        one = anchoring(log, at(address), clock=clock)
        assert trouble(one, at(address)) == "anchor.ahead"
        assert trouble(one, at(address)) == "anchor.ahead"
        with TrailReader(log.path) as reader:
            events = [found.entry for found in reader.events("")]
        (entry,) = (found for found in events if found.action == "incident.trail")
        assert entry.details["code"] == "anchor.ahead"
        assert entry.details["known"] == "23"
        # grown past the witness again it still is not the same trail
        for number in range(3, 6):
            write_session(log, f"S-{number}")
        assert trouble(one, at(address)) == "anchor.fork"
        assert receipts(log.path) == []


def test_a_fork_of_equal_length_is_found_out(
    trail: Trail, clock: TwoClocks, address: str, tmp_path: Path
) -> None:
    trail.create().close()
    other = Trail(tmp_path / "other.sqlite", clock)
    shutil.copy(trail.path, other.path)
    with trail.open() as log:
        log.record(event("review.opened", ""))
        assert anchoring(log, at(address), clock=clock).visit(at(address))
    with other.open() as log:
        log.record(event("review.closed", ""))
        one = anchoring(log, at(address), clock=clock)
        assert trouble(one, at(address)) == "anchor.fork"


def test_an_answer_of_another_witness_is_not_kept(
    trail: Trail, clock: TwoClocks, address: str
) -> None:
    stranger = CosignerKey.of(WITNESS_KEY.name, Ed25519PrivateKey.generate())
    with trail.create() as log:
        one = anchoring(log, at(address, stranger), clock=clock)
        assert trouble(one, at(address, stranger)) == "anchor.not_cosigned"
        assert receipts(log.path) == []
        assert one.states()[0].size == 0


def test_lines_of_others_in_the_answer_are_dropped(trail: Trail, clock: TwoClocks) -> None:
    with trail.create() as log:
        text = seal_for_anchoring(log.seal(), ANCHOR).checkpoint.text()
        stranger = cosign(text, "vreemd.example", Ed25519PrivateKey.generate(), clock.now())
        body = (stranger + cosign(text, WITNESS_KEY.name, WITNESS, clock.now())).encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
        with listening(answering(head + body)) as place:
            assert anchoring(log, at(place), clock=clock).visit(at(place))
        (receipt,) = receipts(log.path)
        assert "vreemd" not in receipt


def test_a_station_nobody_added_is_told_so(trail: Trail, clock: TwoClocks, tmp_path: Path) -> None:
    other = VerifierKey.of(PIN.name, Ed25519PrivateKey.generate())
    for pins, code in (((), "anchor.unknown_log"), ((other,), "anchor.unknown_key")):
        witness = make_witness(tmp_path / code, pins)
        with served(witness) as place, trail.create() as log:
            assert trouble(anchoring(log, at(place), clock=clock), at(place)) == code
        witness.close()
        trail.path.unlink()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes", "anchor.not_cosigned"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\xff\n", "anchor.not_cosigned"),
        (b"HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1/\r\n\r\n", "anchor.refused"),
        (b"HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n5\n", "anchor.refused"),
        (
            b"HTTP/1.1 409 C\r\nContent-Type: text/x.tlog.size\r\nContent-Length: 3\r\n\r\n-1\n",
            "anchor.refused",
        ),
        (
            b"HTTP/1.1 409 C\r\nContent-Type: text/x.tlog.size\r\nContent-Length: 2\r\n\r\n0\n",
            "anchor.refused",
        ),
        (b"HTTP/1.1 422 U\r\nContent-Length: 0\r\n\r\n", "anchor.refused"),
        (b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "anchor.refused"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "anchor.unreachable"),
        (b"", "anchor.unreachable"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\nhalf", "anchor.not_cosigned"),
    ],
)
def test_any_other_answer_is_trouble_and_no_anchor(
    trail: Trail, clock: TwoClocks, answer: bytes, code: str
) -> None:
    with trail.create() as log, listening(answering(answer)) as place:
        one = anchoring(log, at(place), clock=clock)
        assert trouble(one, at(place)) == code
        assert receipts(log.path) == []
        with TrailReader(log.path) as reader:
            assert reader.size() == 1  # no incident was made of it


@pytest.mark.parametrize("serve", [say_nothing, drip])
def test_who_never_finishes_an_answer_is_given_up(
    trail: Trail, clock: TwoClocks, serve: Callable[..., None]
) -> None:
    with trail.create() as log, listening(serve) as place:
        slow = at(place, deadline=0.3)
        assert trouble(anchoring(log, slow, clock=clock), slow) == "anchor.silent"


def test_nobody_listening_is_told_with_the_reason(trail: Trail, clock: TwoClocks) -> None:
    with trail.create() as log:
        gone = at(f"http://127.0.0.1:{unused_port()}")
        one = anchoring(log, gone, clock=clock)
        assert trouble(one, gone) == "anchor.unreachable"
        assert one.states()[0].facts == {"place": "archief", "reason": "Connection refused"}


def test_https_is_only_spoken_with_a_certificate_this_computer_trusts(
    trail: Trail,
    clock: TwoClocks,
    witness: Witness,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            *(program("openssl"), "req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with served(witness, tls=context) as address, trail.create() as log:
        place = at(address.replace("http://127.0.0.1", "https://localhost"))
        one = anchoring(log, place, clock=clock)
        assert trouble(one, place) == "anchor.unreachable"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert one.visit(place)
        assert len(receipts(log.path)) == 1


# --- a folder -------------------------------------------------------------------------------------


@pytest.fixture
def share(tmp_path: Path) -> FolderPlace:
    path = tmp_path / "share"
    path.mkdir()
    return FolderPlace("netwerkschijf", path)


def files(share: FolderPlace) -> list[str]:
    return sorted(path.name.rpartition("-")[2] for path in share.path.iterdir())


def test_a_folder_gets_a_whole_file_for_each_checkpoint(
    trail: Trail, clock: TwoClocks, share: FolderPlace
) -> None:
    with trail.create() as log:
        one = anchoring(log, share, clock=clock)
        assert one.visit(share)
        write_session(log)
        assert one.visit(share)
        assert files(share) == ["1.checkpoint", "12.checkpoint"]
        for path in share.path.iterdir():
            assert open_checkpoint(path.read_bytes(), [KEY]).origin == ORIGIN
        report = verify(log.path, KEY, kept_anchors(log.path, ORIGIN, [], [share]))
        assert (report.anchoring.state, report.anchored_size) == (State.HOLDS, 12)


def test_nothing_in_a_folder_is_ever_overwritten(
    trail: Trail, clock: TwoClocks, share: FolderPlace
) -> None:
    with trail.create() as log:
        one = anchoring(log, share, clock=clock)
        assert one.visit(share)
        (path,) = share.path.iterdir()
        path.chmod(0o600)
        path.write_text("of somebody else")
        clock.pass_time(86_400_000)
        assert trouble(one, share) == "anchor.folder_taken"
        assert path.read_text() == "of somebody else"


def test_an_unmounted_share_is_not_taken_for_an_empty_one(
    trail: Trail, clock: TwoClocks, share: FolderPlace
) -> None:
    with trail.create() as log:
        one = anchoring(log, share, clock=clock)
        assert one.visit(share)
        share.path.rename(share.path.with_name("elsewhere"))
        write_session(log)
        assert trouble(one, share) == "anchor.folder_missing"
        share.path.mkdir()
        assert trouble(one, share) == "anchor.folder_emptied"
        assert files(share) == []
        share.path.rmdir()
        share.path.with_name("elsewhere").rename(share.path)
        assert one.visit(share)


def test_another_folder_under_the_same_name_is_another_place(
    trail: Trail, clock: TwoClocks, share: FolderPlace, tmp_path: Path
) -> None:
    with trail.create() as log:
        assert anchoring(log, share, clock=clock).visit(share)
        moved = FolderPlace(share.name, tmp_path / "moved")
        moved.path.mkdir()
        assert anchoring(log, moved, clock=clock).visit(moved)
        assert files(moved) == files(share)


def test_a_folder_knows_a_trail_that_was_cut_off_or_rewritten(
    trail: Trail, clock: TwoClocks, share: FolderPlace, tmp_path: Path
) -> None:
    with trail.create() as log:
        write_session(log, "S-1")
    shutil.copy(trail.path, tmp_path / "old.sqlite")
    with trail.open() as log:
        write_session(log, "S-2")
        assert anchoring(log, share, clock=clock).visit(share)
    shutil.copy(tmp_path / "old.sqlite", trail.path)
    with trail.open() as log:
        one = anchoring(log, share, clock=clock)
        (share.path / next(share.path.iterdir()).name.replace("-23.", "-99.")).write_text("noise")
        assert trouble(one, share) == "anchor.ahead"
        for number in range(3, 6):
            write_session(log, f"S-{number}")
        assert trouble(one, share) == "anchor.fork"


def test_a_folder_that_cannot_be_written_is_told(
    trail: Trail, clock: TwoClocks, share: FolderPlace
) -> None:
    with trail.create() as log:
        one = anchoring(log, share, clock=clock)
        share.path.rmdir()
        share.path.write_text("a file")
        assert trouble(one, share) == "anchor.folder_missing"
        share.path.unlink()
        share.path.symlink_to(share.path)  # asking what it is fails
        assert trouble(one, share) in {"anchor.folder_missing", "anchor.folder_failed"}


def test_a_read_only_share_is_told_with_the_reason(
    trail: Trail, clock: TwoClocks, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "share", 1) as path, trail.create() as log:
        share = FolderPlace("netwerkschijf", path)
        one = anchoring(log, share, clock=clock)
        subprocess.run(["mount", "-o", "remount,ro", path], check=True)
        assert trouble(one, share) == "anchor.folder_failed"
        assert one.states()[0].facts["reason"] == "Read-only file system"


def test_a_full_share_leaves_no_half_file(trail: Trail, clock: TwoClocks, tmp_path: Path) -> None:
    with small_disk(tmp_path / "share", 1) as path, trail.create() as log:
        share = FolderPlace("netwerkschijf", path)
        one = anchoring(log, share, clock=clock)
        assert one.visit(share)
        filler = fill(path)
        write_session(log)
        assert trouble(one, share) == "anchor.folder_failed"
        assert {name.name for name in path.iterdir()} - {"filler"} == {
            next(path.glob("*-1.checkpoint")).name
        }
        filler.unlink()
        assert one.visit(share)


def test_a_share_without_hard_links_works_too(
    trail: Trail, clock: TwoClocks, share: FolderPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    with trail.create() as log:
        monkeypatch.setattr("os.link", no_links)
        one = anchoring(log, share, clock=clock)
        assert one.visit(share)
        assert files(share) == ["1.checkpoint"]
        (path,) = share.path.iterdir()
        path.write_text("of somebody else")
        clock.pass_time(86_400_000)
        assert trouble(one, share) == "anchor.folder_taken"
        assert path.read_text() == "of somebody else"


# --- beside a session -----------------------------------------------------------------------------


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
        from viewer_app.audit.witness_server import WitnessServer

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
