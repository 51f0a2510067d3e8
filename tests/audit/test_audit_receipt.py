"""Receipts: what the QR code holds, what scanners make of it, and what it proves."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.audit.trails import KEY, SIGNER, Trail, write_session
from tests.scanner import scan
from viewer_app.audit.checkpoint import Checkpoint, open_checkpoint
from viewer_app.audit.errors import NoteError
from viewer_app.audit.note import VerifierKey, write_note
from viewer_app.audit.receipt import QUIET_ZONE, Matrix, qr_matrix, read_receipt, receipt_text
from viewer_app.commands.audit import app


def note(origin: str, size: int = 1_234_567) -> str:
    text = Checkpoint(origin, size, bytes(range(32))).text()
    return write_note(text, VerifierKey.of(origin, SIGNER), SIGNER.sign(text.encode()))


def paint(matrix: Matrix, path: Path, pixels: int = 4) -> Path:
    """The code as a picture in shades of grey (PGM), with its quiet zone."""
    side = len(matrix) + 2 * QUIET_ZONE
    light = [False] * side
    rows = [light] * QUIET_ZONE
    rows += [[*light[:QUIET_ZONE], *row, *light[:QUIET_ZONE]] for row in matrix]
    rows += [light] * QUIET_ZONE
    head = b"P5 %d %d 255\n" % (side * pixels, side * pixels)
    lines = (b"".join((b"\x00" if dark else b"\xff") * pixels for dark in row) for row in rows)
    path.write_bytes(head + b"".join(line * pixels for line in lines))
    return path


@pytest.mark.parametrize("length", [20, 52, 80])
def test_a_receipt_fits_a_code_of_version_13(tmp_path: Path, length: int) -> None:
    text = receipt_text(note("o" * length))
    matrix = qr_matrix(text)
    assert len(matrix) <= 17 + 4 * 13
    assert all(len(row) == len(matrix) for row in matrix)
    assert read_receipt(scan(paint(matrix, tmp_path / "code.pgm"))) == text


def test_the_longest_names_make_a_denser_code_that_still_reads(tmp_path: Path) -> None:
    text = receipt_text(note(f"inzagestation/{'g' * 90}/{'K' * 64}/2026.999"))
    matrix = qr_matrix(text)
    assert len(matrix) > 17 + 4 * 13
    assert read_receipt(scan(paint(matrix, tmp_path / "code.pgm"))) == text


def test_a_name_beyond_all_codes_is_refused() -> None:
    with pytest.raises(NoteError) as caught:
        qr_matrix(note("o" * 3000))
    assert caught.value.code == "receipt.too_long"


def test_only_a_checkpoint_is_a_receipt() -> None:
    for text in ("", "noise", note("o") + "x", write_note("hello\n", KEY, bytes(64))):
        with pytest.raises(NoteError):
            receipt_text(text)


@given(
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n", "\n\n", "\r\n"]),
    st.booleans(),
)
def test_what_scanners_and_editors_do_to_the_text_is_undone(
    mark: str, end: str, last: str, as_bytes: bool
) -> None:
    text = note("inzagestation/gemeente-x/KANTOOR-1/2026")
    scanned = mark + text.rstrip("\n").replace("\n", end) + last
    assert read_receipt(scanned.encode() if as_bytes else scanned) == text


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_noise_is_never_made_a_receipt(scanned: bytes | str) -> None:
    with pytest.raises(NoteError):
        open_checkpoint(read_receipt(scanned), [KEY])


def verify(trail: Path, anchor: Path) -> tuple[int, dict[str, object]]:
    result = CliRunner().invoke(
        app,
        ["verify", "--trail", str(trail), "--key", str(KEY), "--anchor", str(anchor), "--json"],
    )
    said = json.loads(result.stdout)
    assert isinstance(said, dict)
    return result.exit_code, said


def test_a_scanned_receipt_proves_the_trail_offline(trail: Trail, tmp_path: Path) -> None:
    """Off the picture, into a file, and verified by the command; then the trail is cut off."""
    with trail.create() as log:
        write_session(log, "AAAA-1111")
        before = log.seal()
        write_session(log, "BBBB-2222")
        receipt = log.seal()
    scanned = tmp_path / "ontvangst.txt"
    scanned.write_text(scan(paint(qr_matrix(receipt_text(receipt)), tmp_path / "code.pgm")))
    code, said = verify(trail.path, scanned)
    assert (code, said["anchored_size"]) == (0, 23)

    older = Trail(tmp_path / "older.sqlite", trail.clock)
    with older.create() as log:
        write_session(log, "AAAA-1111")
    code, said = verify(older.path, scanned)
    assert code == 1
    assert said["anchoring"]["findings"][0]["code"] == "verify.anchor_ahead"  # type: ignore[index]
    # and one from before the other log parted from it shows that it is another
    scanned.write_text(before)
    code, said = verify(older.path, scanned)
    assert code == 1
    assert said["anchoring"]["findings"][0]["code"] == "verify.anchor_fork"  # type: ignore[index]
