"""Anchoring a real trail at a real witness, and all that can go wrong there."""

import shutil
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.anchored import anchoring, at, receipts, trouble
from tests.audit.anchors import (
    ANCHOR,
    PIN,
    WITNESS,
    WITNESS_KEY,
    answering,
    drip,
    drip_to_the_end,
    listening,
    make_witness,
    say_nothing,
    served,
    unused_port,
)
from tests.audit.trails import KEY, ORIGIN, Trail, TwoClocks, event, write_session
from tests.tools import program
from viewer_app.audit.checkpoint import open_checkpoint
from viewer_app.audit.cosignature import CosignerKey, cosign, find_cosignatures
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.places import seal_for_anchoring
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify
from viewer_app.audit.witness import Witness


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


@pytest.mark.parametrize("serve", [say_nothing, drip, drip_to_the_end])
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
