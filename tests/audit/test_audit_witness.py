"""A witness cosigns what only grows, and nothing else, whatever is sent and whenever it stops."""

import http.client
import json
import shutil
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.anchors import ANCHOR, PIN, WITNESS_KEY, Leaves, make_witness, served
from tests.audit.trails import ORIGIN, SIGNER
from viewer_app.audit.checkpoint import open_checkpoint
from viewer_app.audit.cosignature import find_cosignatures
from viewer_app.audit.errors import AuditError, NoteError
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.submission import SUBMISSION_LIMIT, Submission, write_submission
from viewer_app.audit.witness import Conflict, Witness, WitnessError
from viewer_app.audit.witness_server import CONNECTIONS

LOG = Leaves()
KEY = VerifierKey.of(ORIGIN, ANCHOR)


def refused(witness: Witness, request: bytes) -> tuple[int, str]:
    with pytest.raises(WitnessError) as caught:
        witness.add_checkpoint(request)
    return caught.value.status, caught.value.code


def known_size(witness: Witness, origin: str = ORIGIN) -> int:
    note = witness.known(origin)
    return 0 if note is None else open_checkpoint(note, [VerifierKey.of(origin, ANCHOR)]).size


# --- what it cosigns ------------------------------------------------------------------------------


def test_a_log_that_grows_is_cosigned_each_time(witness: Witness) -> None:
    old = 0
    for new in (1, 2, 3, 7, 8, 8, 300):
        line = witness.add_checkpoint(LOG.request(old, new))
        (found,) = find_cosignatures(LOG.note(new) + line, [WITNESS_KEY])
        assert found.key == WITNESS_KEY
        assert known_size(witness) == new
        old = new


def test_the_whole_checkpoint_is_kept_with_the_logs_signature(witness: Witness) -> None:
    witness.add_checkpoint(LOG.request(0, 5))
    assert witness.known(ORIGIN) == LOG.note(5)


@given(st.integers(1, 40), st.integers(0, 40), st.data())
def test_only_the_right_old_size_with_the_right_proof_passes(
    tmp_path_factory: pytest.TempPathFactory, first: int, more: int, data: st.DataObject
) -> None:
    new = first + more
    old = data.draw(st.integers(0, new))
    proven = data.draw(st.integers(0, new))
    witness = make_witness(tmp_path_factory.mktemp("witness"))
    try:
        witness.add_checkpoint(LOG.request(0, first))
        proof = LOG.proof(proven, new)
        request = LOG.request(old, new, proof)
        if old != first:
            assert refused(witness, request)[0] == 409
        elif proof != LOG.proof(first, new):
            assert refused(witness, request)[0] == 422
        else:
            witness.add_checkpoint(request)
        accepted = old == first and proof == LOG.proof(first, new)
        assert known_size(witness) == (new if accepted else first)
    finally:
        witness.close()


# --- what it refuses ------------------------------------------------------------------------------


def test_a_stale_start_is_told_the_size(witness: Witness) -> None:
    witness.add_checkpoint(LOG.request(0, 9))
    with pytest.raises(Conflict) as caught:
        witness.add_checkpoint(LOG.request(4, 12))
    assert caught.value.size == 9


def test_an_old_copy_put_back_is_not_cosigned(witness: Witness) -> None:
    witness.add_checkpoint(LOG.request(0, 9))
    assert refused(witness, LOG.request(4, 6)) == (409, "witness.conflict")
    assert refused(witness, LOG.request(0, 6)) == (409, "witness.conflict")
    assert known_size(witness) == 9


def test_a_fork_is_refused_and_both_checkpoints_are_kept(witness: Witness, tmp_path: Path) -> None:
    other = Leaves("other ", at=5)
    witness.add_checkpoint(LOG.request(0, 9))
    for request in (other.request(9, 9), other.request(0, 9)):
        assert refused(witness, request) == (409, "witness.fork")
    (evidence,) = [json.loads(path.read_text()) for path in (tmp_path / "witness").glob("*.json")]
    known = open_checkpoint(evidence["known"], [KEY])
    submitted = open_checkpoint(evidence["submitted"], [KEY])
    assert known.size == submitted.size == 9
    assert known.root != submitted.root
    assert known_size(witness) == 9


def test_a_fork_that_has_grown_fails_its_proof_and_is_kept(
    witness: Witness, tmp_path: Path
) -> None:
    other = Leaves("other ", at=5)
    witness.add_checkpoint(LOG.request(0, 9))
    assert refused(witness, other.request(9, 20)) == (422, "witness.proof_invalid")
    (evidence,) = [json.loads(path.read_text()) for path in (tmp_path / "witness").glob("*.json")]
    assert open_checkpoint(evidence["submitted"], [KEY]).size == 20
    assert witness.known(ORIGIN) == LOG.note(9)


def test_a_first_checkpoint_carries_no_proof(witness: Witness) -> None:
    assert refused(witness, LOG.request(0, 9, LOG.proof(3, 9)))[0] == 422
    assert witness.known(ORIGIN) is None


def test_an_unknown_log_and_an_unknown_key_are_told_apart(witness: Witness) -> None:
    for origin in ("inzage.example/0363/balie-2/2026", f"{PIN.name}-2/2026", PIN.name[:-1]):
        assert refused(witness, Leaves(origin=origin).request(0, 3))[0] == 404
    stranger = LOG.note(3, Ed25519PrivateKey.generate())
    assert refused(witness, write_submission(0, [], stranger))[0] == 403
    # the key that signs events is nothing to a witness
    assert refused(witness, write_submission(0, [], LOG.note(3, SIGNER)))[0] == 403


def test_a_pin_covers_the_years_of_a_station_and_no_more(witness: Witness) -> None:
    for below in ("2027", "2026.2"):
        origin = f"{PIN.name}/{below}"
        witness.add_checkpoint(Leaves(origin=origin).request(0, 3))
        assert known_size(witness, origin) == 3
    for below in ("", "26", "2026/x", "2026.0", "2026.2.3", "../2026", "2026\u0661"):
        origin = f"{PIN.name}/{below}"
        assert refused(witness, Leaves(origin=origin).request(0, 3))[0] == 404
    assert witness.known(ORIGIN) is None


def test_a_start_beyond_the_checkpoint_is_malformed(witness: Witness) -> None:
    with pytest.raises(NoteError):
        witness.add_checkpoint(LOG.request(9, 3, []))


def test_a_damaged_state_is_not_taken_for_no_state(witness: Witness, tmp_path: Path) -> None:
    witness.add_checkpoint(LOG.request(0, 9))
    (kept,) = (tmp_path / "witness").glob("*.checkpoint")
    for damaged in (b"", kept.read_bytes()[:-20], LOG.note(9, SIGNER).encode(), b"\xff"):
        kept.write_bytes(damaged)
        assert refused(witness, LOG.request(0, 9)) == (500, "witness.state_damaged")
        assert kept.read_bytes() == damaged


def test_nothing_is_cosigned_that_cannot_be_kept(tmp_path: Path) -> None:
    directory = tmp_path / "witness"
    witness = make_witness(directory)
    shutil.rmtree(directory)
    assert refused(witness, LOG.request(0, 9)) == (500, "witness.not_kept")
    witness.close()


def test_two_processes_never_share_a_directory(witness: Witness, tmp_path: Path) -> None:
    with pytest.raises(AuditError) as caught:
        make_witness(tmp_path / "witness")
    assert caught.value.code == "witness.in_use"


def test_requests_at_once_never_roll_the_log_back(witness: Witness) -> None:
    """Of many that all start at the same size one wins; the others are told where it stands."""
    witness.add_checkpoint(LOG.request(0, 5))

    def submit(new: int) -> int:
        try:
            witness.add_checkpoint(LOG.request(5, new))
        except Conflict:
            return 0
        return new

    with ThreadPoolExecutor(8) as pool:
        winners = [new for new in pool.map(submit, range(6, 30)) if new]
    assert len(winners) == 1
    assert known_size(witness) == winners[0]


# --- what is not a request ------------------------------------------------------------------------

REQUEST = LOG.request(5, 12)


@given(st.integers(0, len(REQUEST) - 1), st.integers(1, 255))
def test_no_byte_of_a_request_can_be_changed_unnoticed(
    tmp_path_factory: pytest.TempPathFactory, at: int, flip: int
) -> None:
    changed = bytearray(REQUEST)
    changed[at] ^= flip
    witness = make_witness(tmp_path_factory.mktemp("witness"))
    try:
        witness.add_checkpoint(LOG.request(0, 5))
        with pytest.raises((NoteError, WitnessError)):
            witness.add_checkpoint(bytes(changed))
        assert known_size(witness) == 5
    finally:
        witness.close()


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(str.encode)
    | st.lists(st.sampled_from(REQUEST.split(b"\n")), max_size=14).map(b"\n".join)
)
def test_noise_is_malformed_or_the_request_itself(data: bytes) -> None:
    try:
        parsed = Submission.parse(data)
    except NoteError:
        return
    assert write_submission(parsed.old, parsed.proof, parsed.note) == data


@pytest.mark.parametrize(
    "head",
    ["old 05\n", "old -1\n", "old  5\n", "old 5", "Old 5\n", "old 5\r\n", "old 5\nAA==\n", ""],
)
def test_only_one_spelling_of_the_head_is_read(head: str) -> None:
    with pytest.raises(NoteError):
        Submission.parse(f"{head}\n{LOG.note(5)}".encode())


def test_more_than_63_hashes_are_not_read() -> None:
    assert len(Submission.parse(write_submission(5, [bytes(32)] * 63, LOG.note(9))).proof) == 63
    with pytest.raises(NoteError):
        Submission.parse(write_submission(5, [bytes(32)] * 64, LOG.note(9)))


# --- over HTTP ------------------------------------------------------------------------------------


def post(
    address: str, body: bytes, path: str = "/add-checkpoint", method: str = "POST"
) -> tuple[int, str, bytes]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Content-Type", ""), answer.read()
    finally:
        connection.close()


def test_the_answers_are_those_of_the_specification(witness: Witness) -> None:
    with served(witness) as address:
        status, _, body = post(address, LOG.request(0, 5))
        assert status == 200
        assert body.startswith("— getuige.example/1 ".encode())
        assert body.endswith(b"\n")
        assert find_cosignatures(LOG.note(5) + body.decode(), [WITNESS_KEY])
        assert post(address, LOG.request(3, 9)) == (409, "text/x.tlog.size", b"5\n")
        assert post(address, Leaves("x").request(5, 5)) == (409, "text/x.tlog.size", b"5\n")
        assert post(address, LOG.request(5, 9, []))[0] == 422
        assert post(address, write_submission(5, [], LOG.note(9, SIGNER)))[0] == 403
        assert post(address, Leaves(origin="other.example").request(0, 5))[0] == 404
        assert post(address, b"old 5\n")[0] == 400
        assert post(address, LOG.request(5, 9), path="/")[0] == 404
        assert post(address, b"", method="GET")[0] == 501
        assert post(address, LOG.request(5, 9))[0] == 200


def test_one_connection_serves_many_requests(witness: Witness) -> None:
    with served(witness) as address:
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
        for old, new in ((0, 1), (1, 4), (4, 9)):
            connection.request("POST", "/add-checkpoint", LOG.request(old, new))
            answer = connection.getresponse()
            assert answer.status == 200
            answer.read()
        connection.close()


def raw(address: str, data: bytes) -> bytes:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as client:
        client.sendall(data)
        answer = b""
        while piece := client.recv(65536):
            answer += piece
        return answer


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"Content-Length: %d" % (SUBMISSION_LIMIT + 1), b"413"),
        (b"Content-Length: " + b"9" * 5000, b"413"),
        (b"Content-Length: -5", b"411"),
        (b"Content-Length: \xb2", b"411"),
        (b"Transfer-Encoding: chunked", b"411"),
        (b"Content-Length: 5\r\nTransfer-Encoding: chunked", b"411"),
        (b"X: 1", b"411"),
    ],
)
def test_what_has_no_proper_length_is_not_read(
    witness: Witness, head: bytes, status: bytes
) -> None:
    with served(witness) as address:
        answer = raw(address, b"POST /add-checkpoint HTTP/1.1\r\n" + head + b"\r\n\r\n")
        assert answer.split(b" ")[1] == status
        assert post(address, LOG.request(0, 5))[0] == 200


def test_who_sends_nothing_is_cut_off_and_holds_nobody_up(witness: Witness) -> None:
    with served(witness, seconds=0.5) as address:
        parts = urlsplit(address)
        silent = [
            socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20)
            for _ in range(4)
        ]
        silent[0].sendall(b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 500\r\n\r\nold")
        assert post(address, LOG.request(0, 5))[0] == 200
        # hung up on; the test's own time-out would be an error
        assert [client.recv(100) for client in silent] == [b""] * 4
        for client in silent:
            client.close()


def test_a_crowd_is_turned_away_and_the_next_is_served(witness: Witness) -> None:
    with served(witness) as address:
        parts = urlsplit(address)
        place = (parts.hostname or "", parts.port or 0)
        crowd = [socket.create_connection(place, timeout=20) for _ in range(CONNECTIONS)]
        for client in crowd:  # each is being served: it is asked to go on
            client.sendall(b"POST /x HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
            assert client.recv(100).startswith(b"HTTP/1.1 100")
        with socket.create_connection(place, timeout=20) as late:
            assert late.recv(100) == b""
        for client in crowd:
            client.close()
        for _ in range(2000):
            try:
                assert post(address, b"old 0\n\n")[0] == 400
            except OSError:
                time.sleep(0.01)
            else:
                return
        pytest.fail("it never served again")


@pytest.fixture(scope="module")
def noisy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server for all the noise."""
    witness = make_witness(tmp_path_factory.mktemp("noisy"))
    with served(witness) as address:
        yield address
    witness.close()


@given(st.binary(max_size=400))
def test_no_bytes_at_all_bring_the_server_down(noisy: str, data: bytes) -> None:
    parts = urlsplit(noisy)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as client:
        client.sendall(data)
        client.shutdown(socket.SHUT_WR)
        while client.recv(65536):
            pass
    assert post(noisy, b"old 0\n\n")[0] == 400
