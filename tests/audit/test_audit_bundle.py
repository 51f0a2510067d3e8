"""The proof of one session: small, complete, about nobody else, and believed by Go as well."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.trails import KEY, ORIGIN, SIGNER, Trail, TwoClocks, event, write_session
from tests.audit.visits import CASE, REMARKS, write_visit
from viewer_app.audit import canonical
from viewer_app.audit.body import read_body
from viewer_app.audit.bundle import verify_bundle, write_bundle
from viewer_app.audit.checkpoint import checkpoint_text
from viewer_app.audit.cover import covered_root
from viewer_app.audit.errors import ExportError, TrailError
from viewer_app.audit.merkle import leaf_hash
from viewer_app.audit.note import VerifierKey, decode_base64, write_note
from viewer_app.audit.proving import open_prover
from viewer_app.audit.reader import TrailReader

SESSION = "K7QF-2M9D"


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A visit among 60 others, with two changes of key before it and one after."""
    clock = TwoClocks()
    trail = Trail(tmp_path_factory.mktemp("visited") / "trail.sqlite", clock)
    with trail.create() as log:
        for number in range(60):
            if number == 40:
                write_visit(log, clock, SESSION)
            write_session(log, f"S-{number:04}")
            if number in {10, 20, 50}:
                log.rotate(Ed25519PrivateKey.generate())
        log.record(event("session.opened", "OPEN-0000"))
    return trail.path


@pytest.fixture
def bundle(visited: Path, tmp_path: Path) -> Path:
    return make(visited, tmp_path / "session.bundle")


def make(trail: Path, path: Path, session: str = SESSION) -> Path:
    with open_prover(trail) as prover:
        write_bundle(prover, session, path)
    return path


def go_says(program: Path, bundle: Path, key: VerifierKey = KEY) -> str:
    done = subprocess.run(
        [str(program), "-bundle", str(bundle), str(key)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (0 if done.stdout.startswith("ok ") else 1), done.stderr
    return done.stdout.strip()


def test_a_session_is_proved_with_the_key_of_enrolment_alone(
    bundle: Path, visited: Path, go_verifier: Path
) -> None:
    proved = verify_bundle(bundle, [KEY])
    with TrailReader(visited) as reader:
        events = reader.events(SESSION)
        root = reader.root(proved.size)
        assert proved.checkpoint == reader.checkpoint(proved.size)
    assert proved.entries == tuple(found.entry for found in events)
    assert (proved.origin, proved.session, proved.root) == (ORIGIN, SESSION, root)
    assert (proved.size, proved.between) == (events[-1].entry.seq + 1, 0)
    assert proved.findings == ()
    assert go_says(go_verifier, bundle).startswith(f"ok {proved.size} ")


def test_it_is_about_nobody_else_and_holds_no_personal_value(bundle: Path, visited: Path) -> None:
    data = bundle.read_text()
    for word in (CASE, REMARKS, "S-0039", "S-0041"):
        assert word not in data


def test_made_again_it_is_the_same_file(bundle: Path, visited: Path, tmp_path: Path) -> None:
    assert make(visited, tmp_path / "again").read_bytes() == bundle.read_bytes()


def test_for_whoever_has_the_receipt_it_is_hardly_larger_than_its_events(
    tmp_path: Path, go_verifier: Path
) -> None:
    """At most 4 KB, though the key changed after every session."""
    clock = TwoClocks()
    trail = Trail(tmp_path / "trail.sqlite", clock)
    with trail.create() as log:
        for number in range(60):
            write_session(log, f"S-{number:04}")
            log.rotate(Ed25519PrivateKey.generate())
        write_visit(log, clock, SESSION)
        receipt = log.seal()
        signer = log.key
        log.rotate(Ed25519PrivateKey.generate())
    path = tmp_path / "short"
    with open_prover(trail.path) as prover:
        write_bundle(prover, SESSION, path, short=True)
    data = path.read_bytes()
    room_for_a_tree_8000_times_as_large = 2 * 13 * 47
    assert data.index(b"\n") + room_for_a_tree_8000_times_as_large < 4096
    assert verify_bundle(path, [], [receipt]).checkpoint == receipt
    assert verify_bundle(path, [signer]).checkpoint == receipt
    assert go_says(go_verifier, path, signer).startswith("ok ")
    for trusted, receipts in (([KEY], []), ([], []), ([KEY], [other_receipt(trail.path)])):
        with pytest.raises(ExportError) as refused:
            verify_bundle(path, trusted, receipts)
        assert refused.value.code == "bundle.not_trusted"


def other_receipt(trail: Path) -> str:
    with TrailReader(trail) as reader:
        return reader.checkpoint(7)


def test_a_receipt_does_not_save_changed_events(visited: Path, tmp_path: Path) -> None:
    path = tmp_path / "short"
    with open_prover(visited) as prover:
        write_bundle(prover, SESSION, path, short=True)
    receipt = json.loads(path.read_text().split("\n")[0])["checkpoint"]
    assert verify_bundle(path, [], [receipt]).checkpoint == receipt
    with pytest.raises(ExportError) as refused:
        verify_bundle(path, [], ["no receipt"])
    assert refused.value.code == "trail.note_malformed"
    path.write_text(path.read_text().replace("passport", "driving_licence"))
    with pytest.raises(ExportError) as refused:
        verify_bundle(path, [], [receipt])
    assert refused.value.code == "bundle.changed"


def test_events_of_others_in_between_are_counted_and_stay_hidden(
    tmp_path: Path, go_verifier: Path
) -> None:
    trail = Trail(tmp_path / "trail.sqlite", TwoClocks())
    with trail.create() as log:
        log.record(event("session.opened", SESSION))
        log.record(event("review.opened", "", "trail:secret-of-another"))
        log.record(event("identity.checked", SESSION))
        log.record(event("session.closed", SESSION))
    path = make(trail.path, tmp_path / "b")
    proved = verify_bundle(path, [KEY])
    assert (proved.between, len(proved.entries)) == (1, 3)
    assert "secret-of-another" not in path.read_text()
    assert go_says(go_verifier, path).startswith("ok 5 ")


def test_a_session_that_broke_the_rules_is_proved_to_have_done_so(tmp_path: Path) -> None:
    trail = Trail(tmp_path / "trail.sqlite", TwoClocks())
    with trail.create() as log:
        for action in ("session.opened", "viewing.started", "session.closed"):
            log.record(event(action, SESSION))
    proved = verify_bundle(make(trail.path, tmp_path / "b"), [KEY])
    codes = {found.code for found in proved.findings}
    assert {"verify.viewing_unconfirmed", "verify.keys_not_wiped"} <= codes


@pytest.mark.parametrize(
    ("session", "code"),
    [
        ("NONE-0000", "bundle.no_session"),
        ("", "bundle.no_session"),
        ("OPEN-0000", "bundle.not_closed"),
    ],
)
def test_only_a_closed_session_has_a_proof(
    visited: Path, tmp_path: Path, session: str, code: str
) -> None:
    with open_prover(visited) as prover, pytest.raises(ExportError) as refused:
        write_bundle(prover, session, tmp_path / "b")
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_trail_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TrailError) as refused, open_prover(tmp_path / "none"):
        pass
    assert refused.value.code == "trail.missing"


# --- changed, by us and by Go ------------------------------------------------------------------

Header = dict[str, Any]
Bodies = list[str]


def _edit(header: Header, bodies: Bodies) -> None:
    bodies[3] = bodies[3].replace("alone", "never")


def _leave_out(header: Header, bodies: Bodies) -> None:
    del bodies[4]
    header["events"] -= 1


def _leave_out_the_end(header: Header, bodies: Bodies) -> None:
    bodies.pop()
    header["events"] -= 1


def _swap(header: Header, bodies: Bodies) -> None:
    bodies[2], bodies[3] = bodies[3], bodies[2]


def _miscount(header: Header, bodies: Bodies) -> None:
    header["events"] += 1


def _another_session(header: Header, bodies: Bodies) -> None:
    header["session"] = "S-0001"


def _shorter_proof(header: Header, bodies: Bodies) -> None:
    header["proof"].pop()


def _longer_proof(header: Header, bodies: Bodies) -> None:
    header["proof"].append(header["proof"][0])


def _no_key_event(header: Header, bodies: Bodies) -> None:
    header["keys"].pop()


def _keys_in_another_order(header: Header, bodies: Bodies) -> None:
    header["keys"].reverse()


def _smuggled_key(header: Header, bodies: Bodies) -> None:
    """A change of key to the thief's own, and everything after it signed by the thief."""
    thief = Ed25519PrivateKey.generate()
    link = header["keys"][-1]
    entry = json.loads(link["body"])
    entry["details"]["key"] = str(VerifierKey.of(ORIGIN, thief))
    link["body"] = canonical.encode(entry)
    _sign(header, bodies, thief)


def _old_key(header: Header, bodies: Bodies) -> None:
    """The key of enrolment, discarded since, must not sign where later keys are named."""
    _edit(header, bodies)
    _sign(header, bodies, SIGNER)


def _another_key(header: Header, bodies: Bodies) -> None:
    header["keys"] = []
    _sign(header, bodies, Ed25519PrivateKey.generate())


def _sign(header: Header, bodies: Bodies, signer: Ed25519PrivateKey) -> None:
    leaves = {read_body(body).seq: leaf_hash(body.encode()) for body in bodies}
    size = max(leaves) + 1
    proof = [decode_base64(text, "bundle.malformed") for text in header["proof"]]
    text = checkpoint_text(ORIGIN, size, covered_root(leaves, size, proof))
    key = VerifierKey.of(ORIGIN, signer)
    header["checkpoint"] = write_note(text, key, signer.sign(text.encode()))


CHANGES: list[tuple[Callable[[Header, Bodies], None], str]] = [
    (_edit, "bundle.changed"),
    (_leave_out, "bundle.changed"),
    (_leave_out_the_end, "bundle.changed"),
    (_swap, "bundle.changed"),
    (_miscount, "bundle.incomplete"),
    (_another_session, "bundle.changed"),
    (_shorter_proof, "bundle.changed"),
    (_longer_proof, "bundle.changed"),
    (_no_key_event, "bundle.changed"),
    (_keys_in_another_order, "bundle.changed"),
    (_smuggled_key, "bundle.changed"),
    (_old_key, "bundle.changed"),
    (_another_key, "bundle.changed"),
]


@pytest.mark.parametrize(("change", "code"), CHANGES)
def test_a_changed_bundle_is_refused_and_go_agrees(
    bundle: Path, go_verifier: Path, change: Callable[[Header, Bodies], None], code: str
) -> None:
    first, *bodies = bundle.read_text().splitlines()
    header = json.loads(first)
    change(header, bodies)
    bundle.write_text("".join(f"{line}\n" for line in (canonical.encode(header), *bodies)))
    with pytest.raises(ExportError) as refused:
        verify_bundle(bundle, [KEY])
    assert refused.value.code == code
    assert not go_says(go_verifier, bundle).startswith("ok")


def test_the_key_of_another_station_proves_nothing(bundle: Path, go_verifier: Path) -> None:
    other = VerifierKey.of(ORIGIN, Ed25519PrivateKey.generate())
    with pytest.raises(ExportError) as refused:
        verify_bundle(bundle, [other])
    assert refused.value.code == "bundle.not_trusted"
    assert "another log or key" in go_says(go_verifier, bundle, other)


def test_cut_off_or_with_a_bit_flipped_it_is_refused(bundle: Path) -> None:
    data = bundle.read_bytes()
    for at in range(0, len(data), len(data) // 100):
        changed = bytearray(data)
        changed[at] ^= 1
        for spoilt in (data[:at], bytes(changed)):
            bundle.write_bytes(spoilt)
            with pytest.raises(ExportError):
                verify_bundle(bundle, [KEY])


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"{}\n", b"\xff\xff\n", b"[]\n{}\n", b'{"format":"x"}\n', b"x" * 100]
)
def test_another_file_is_no_bundle(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(data)
    with pytest.raises(ExportError) as refused:
        verify_bundle(path, [KEY])
    assert refused.value.code == "bundle.malformed"
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("events", "13"),
        ("events", True),
        ("proof", "x"),
        ("proof", ["AAAA"]),
        ("proof", [1]),
        ("keys", {}),
        ("keys", [{}]),
        ("checkpoint", None),
        ("session", 3),
    ],
)
def test_a_header_of_another_shape_is_refused(bundle: Path, field: str, value: Any) -> None:
    first, rest = bundle.read_text().split("\n", 1)
    header = {**json.loads(first), field: value}
    bundle.write_text(canonical.encode(header) + "\n" + rest)
    with pytest.raises(ExportError) as refused:
        verify_bundle(bundle, [KEY])
    assert (refused.value.code, refused.value.facts.get("line")) == ("bundle.malformed", 1)


def test_a_bundle_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as refused:
        verify_bundle(tmp_path / "none", [KEY])
    assert refused.value.code == "export.not_read"
