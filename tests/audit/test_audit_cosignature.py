"""Cosignatures: the published example, what we sign and what others make of it, and noise."""

import base64
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.trails import KEY, ORIGIN, SIGNER
from viewer_app.audit.checkpoint import Checkpoint
from viewer_app.audit.cosignature import CosignerKey, cosign, find_cosignatures, signed_message
from viewer_app.audit.errors import NoteError
from viewer_app.audit.note import VerifierKey, parse_note, write_note
from viewer_app.audit.places import seal_for_anchoring

WITNESS = Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
WITNESS_KEY = CosignerKey.of("getuige.example/1", WITNESS)
ANCHOR = Ed25519PrivateKey.from_private_bytes(bytes(range(64, 96)))
TIME = datetime(2026, 3, 2, 9, 30, 15, tzinfo=UTC)
TEXT = Checkpoint(ORIGIN, 7, bytes(range(32))).text()
NOTE = write_note(TEXT, KEY, SIGNER.sign(TEXT.encode()))
COSIGNED = NOTE + cosign(TEXT, WITNESS_KEY.name, WITNESS, TIME)

# The example in the specification (C2SP tlog-cosignature), and what it says is signed. Its keys are
# not published, so what can be checked is how it is laid out.
PUBLISHED = (
    "example.com/behind-the-sofa\n20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5"
    "/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2"
    "oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)
PUBLISHED_MESSAGE = (
    b"cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n"
    b"CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
)


def test_the_published_example_is_read_as_the_specification_says() -> None:
    note = parse_note(PUBLISHED)
    line = note.signatures[1]
    assert line.name == "witness.example.com/w1"
    assert line.key_id.hex() == "8d66cf3f"
    assert len(line.signature) == 72
    seconds = int.from_bytes(line.signature[:8], "big")
    assert signed_message(note.text, seconds) == PUBLISHED_MESSAGE


def test_a_cosignature_says_who_and_when() -> None:
    (found,) = find_cosignatures(COSIGNED, [WITNESS_KEY])
    assert found == (WITNESS_KEY, TIME)
    assert CosignerKey.parse(str(WITNESS_KEY)) == WITNESS_KEY


def test_the_same_key_without_the_right_name_or_type_is_another() -> None:
    renamed = CosignerKey("getuige.example/2", WITNESS_KEY.public_key)
    assert find_cosignatures(COSIGNED, [renamed]) == []
    as_log = VerifierKey(WITNESS_KEY.name, WITNESS_KEY.public_key)
    assert as_log.key_id != WITNESS_KEY.key_id
    with pytest.raises(NoteError):
        CosignerKey.parse(str(as_log))
    with pytest.raises(NoteError):
        VerifierKey.parse(str(WITNESS_KEY))


def test_a_logs_own_signature_is_no_cosignature() -> None:
    """Domain separation: the plain signature over the text does not pass for a cosignature."""
    plain = WITNESS_KEY.key_id + int(TIME.timestamp()).to_bytes(8, "big")
    plain += WITNESS.sign(TEXT.encode())
    forged = f"{NOTE}— {WITNESS_KEY.name} {base64.b64encode(plain).decode()}\n"
    with pytest.raises(NoteError, match="getuige"):
        find_cosignatures(forged, [WITNESS_KEY])


@given(st.integers(0, 71), st.integers(1, 255))
def test_no_byte_of_a_cosignature_can_be_changed(at: int, flip: int) -> None:
    line = parse_note(COSIGNED).signatures[1]
    changed = bytearray(line.signature)
    changed[at] ^= flip
    assert WITNESS_KEY.cosigned(TEXT, bytes(changed)) is None


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(9999, 12, 31)))  # noqa: DTZ001
def test_any_time_comes_back_in_whole_seconds(time: datetime) -> None:
    aware = time.replace(tzinfo=UTC)
    (found,) = find_cosignatures(
        NOTE + cosign(TEXT, WITNESS_KEY.name, WITNESS, aware), [WITNESS_KEY]
    )
    assert timedelta() <= aware - found.time < timedelta(seconds=1)


@given(st.binary(max_size=100))
def test_noise_is_no_cosignature(data: bytes) -> None:
    assert WITNESS_KEY.cosigned(TEXT, data) is None


def test_a_time_beyond_all_calendars_is_refused() -> None:
    seconds = 2**63 - 1
    data = seconds.to_bytes(8, "big") + WITNESS.sign(signed_message(TEXT, seconds))
    assert WITNESS_KEY.cosigned(TEXT, data) is None


@given(st.text(max_size=120) | st.just(str(WITNESS_KEY)).map(lambda key: key[:-1]))
def test_no_noise_is_a_key(text: str) -> None:
    with pytest.raises(NoteError):
        CosignerKey.parse(text)


@pytest.fixture
def anchored(tmp_path: Path) -> Path:
    sealed = seal_for_anchoring(NOTE, ANCHOR)
    path = tmp_path / "anchored.checkpoint"
    line = cosign(sealed.checkpoint.text(), WITNESS_KEY.name, WITNESS, TIME)
    path.write_text(sealed.note + line)
    return path


def run_go(program: Path, note: Path, witness: CosignerKey = WITNESS_KEY) -> str:
    anchor = str(VerifierKey.of(ORIGIN, ANCHOR))
    done = subprocess.run(
        [program, "-cosigned", note, str(KEY), anchor, str(witness)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout if done.returncode == 0 else f"refused: {done.stdout}{done.stderr}"


def test_go_agrees_on_what_a_witness_signed(go_verifier: Path, anchored: Path) -> None:
    assert run_go(go_verifier, anchored).splitlines()[0] == f"time {int(TIME.timestamp())}"


def test_go_refuses_what_we_refuse(go_verifier: Path, anchored: Path) -> None:
    stranger = CosignerKey.of(WITNESS_KEY.name, Ed25519PrivateKey.generate())
    assert "refused: 2 of 3" in run_go(go_verifier, anchored, stranger)
    text = anchored.read_text()
    anchored.write_text(text.replace(f"{ORIGIN}\n7\n", f"{ORIGIN}\n8\n"))
    assert run_go(go_verifier, anchored).startswith("refused: ")
