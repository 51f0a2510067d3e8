"""Exports: whole or not at all, and verified by us and by a program nobody here wrote."""

import base64
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.trails import KEY, ORIGIN, SIGNER, Trail, TwoClocks, event, write_session
from viewer_app.audit.checkpoint import checkpoint_text
from viewer_app.audit.errors import ExportError
from viewer_app.audit.export import verify_export, write_export
from viewer_app.audit.merkle import Frontier, leaf_hash
from viewer_app.audit.note import VerifierKey, write_note
from viewer_app.audit.reader import TrailReader

SESSIONS = 30
SIZE = 1 + SESSIONS * 11 + 2


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trail of more than one tile whose key changed twice, with personal values."""
    trail = Trail(tmp_path_factory.mktemp("exported") / "trail.sqlite", TwoClocks())
    with trail.create() as log:
        for number in range(SESSIONS):
            write_session(log, f"S-{number:04}")
            if number in {10, 20}:
                log.rotate(Ed25519PrivateKey.generate())
    return trail.path


@pytest.fixture
def export(written: Path, tmp_path: Path) -> Path:
    path = tmp_path / "trail.jsonl"
    with TrailReader(written) as reader:
        write_export(reader, path)
    return path


def run_go(program: Path, export: Path, key: VerifierKey = KEY, proofs: Path | None = None) -> str:
    extra = [str(proofs)] if proofs else []
    done = subprocess.run(
        [str(program), str(export), str(key), *extra], capture_output=True, text=True, check=False
    )
    assert done.returncode == (0 if done.stdout.startswith("ok ") else 1), done.stderr
    return done.stdout.strip()


def test_an_export_verifies_and_says_what_it_holds(export: Path, written: Path) -> None:
    exported = verify_export(export, KEY)
    with TrailReader(written) as reader:
        assert exported.checkpoint == reader.checkpoint(SIZE)
    assert (exported.origin, exported.size) == (ORIGIN, SIZE)


def test_personal_values_stay_behind(trail: Trail, tmp_path: Path) -> None:
    with trail.create() as log:
        log.record(event("session.closed", private={"remarks": "mevrouw Jansen"}))
    path = tmp_path / "out.jsonl"
    with TrailReader(trail.path) as reader:
        write_export(reader, path)
    assert b"Jansen" not in path.read_bytes()
    assert verify_export(path, KEY).size == 2


def test_an_export_never_replaces_a_file(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("mine")
    with TrailReader(written) as reader, pytest.raises(ExportError) as refused:
        write_export(reader, path)
    assert refused.value.code == "export.exists"
    assert path.read_text() == "mine"
    assert [found.name for found in tmp_path.iterdir()] == ["mine.txt"]


def test_an_export_into_nowhere_says_so(written: Path, tmp_path: Path) -> None:
    with TrailReader(written) as reader, pytest.raises(ExportError) as refused:
        write_export(reader, tmp_path / "no" / "such" / "directory.jsonl")
    assert refused.value.code == "export.not_written"


def test_an_export_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as refused:
        verify_export(tmp_path / "none", KEY)
    assert refused.value.code == "export.not_read"


# --- changed exports, by us and by Go ----------------------------------------------------------

Lines = list[dict[str, Any]]


def _edit(lines: Lines) -> None:
    lines[50]["body"] = lines[50]["body"].replace("j.devries", "j.jansen")


def _edit_with_leaf(lines: Lines) -> None:
    _edit(lines)
    leaf = leaf_hash(lines[50]["body"].encode())
    lines[50]["leaf"] = base64.b64encode(leaf).decode()


def _drop(lines: Lines) -> None:
    del lines[50]


def _drop_last(lines: Lines) -> None:
    lines.pop()


def _swap(lines: Lines) -> None:
    lines[50], lines[51] = lines[51], lines[50]


def _another_key(lines: Lines) -> None:
    """All of it signed anew, under another key with the same name."""
    thief = Ed25519PrivateKey.generate()
    frontier = Frontier()
    for line in lines[1:]:
        frontier.append(leaf_hash(line["body"].encode()))
    text = checkpoint_text(ORIGIN, frontier.size, frontier.root())
    key = VerifierKey.of(ORIGIN, thief)
    lines[0]["checkpoint"] = write_note(text, key, thief.sign(text.encode()))


def _first_key_signs_the_end(lines: Lines) -> None:
    """An old key, discarded at a rotation and found again, must not sign for a later time."""
    lines[40]["body"] = lines[40]["body"].replace("j.devries", "j.jansen")
    frontier = Frontier()
    for line in lines[1:]:
        frontier.append(leaf_hash(line["body"].encode()))
    text = checkpoint_text(ORIGIN, frontier.size, frontier.root())
    lines[0]["checkpoint"] = write_note(text, KEY, SIGNER.sign(text.encode()))


def _smaller_checkpoint(lines: Lines) -> None:
    lines[0]["checkpoint"] = lines[0]["checkpoint"].replace(f"\n{SIZE}\n", f"\n{SIZE - 1}\n")


CHANGES: list[tuple[Callable[[Lines], None], str, int | None]] = [
    (_edit, "export.changed", 51),
    (_edit_with_leaf, "export.changed", 51),
    (_drop, "export.changed", 51),
    (_drop_last, "export.incomplete", None),
    (_swap, "export.changed", 51),
    (_another_key, "export.changed", 1),
    (_first_key_signs_the_end, "export.changed", 41),
    (_smaller_checkpoint, "export.changed", 1),
]


@pytest.mark.parametrize(("change", "code", "line"), CHANGES)
def test_a_changed_export_is_refused_and_go_agrees(
    export: Path,
    go_verifier: Path,
    change: Callable[[Lines], None],
    code: str,
    line: int | None,
) -> None:
    lines = [json.loads(text) for text in export.read_text().splitlines()]
    change(lines)
    spelled = (
        json.dumps(text, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        for text in lines
    )
    export.write_text("".join(f"{text}\n" for text in spelled))
    with pytest.raises(ExportError) as refused:
        verify_export(export, KEY)
    assert (refused.value.code, refused.value.facts.get("line")) == (code, line)
    assert not run_go(go_verifier, export).startswith("ok")


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ("{}\n", 1), ("\xff", 1), ('{"format": "inzage-trail-export/1"}\n', 1)],
)
def test_another_file_is_no_export(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "other"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(ExportError) as refused:
        verify_export(path, KEY)
    assert (refused.value.code, refused.value.facts["line"]) == ("export.malformed", line)


def test_a_cut_export_is_refused(export: Path) -> None:
    data = export.read_bytes()
    for cut in range(1, len(data), len(data) // 40):
        export.write_bytes(data[:cut])
        with pytest.raises(ExportError):
            verify_export(export, KEY)


def test_an_export_with_one_bit_flipped_is_refused(export: Path) -> None:
    data = export.read_bytes()
    for at in range(0, len(data), len(data) // 60):
        changed = bytearray(data)
        changed[at] ^= 1
        export.write_bytes(changed)
        with pytest.raises(ExportError):
            verify_export(export, KEY, thorough=True)


# --- Go ----------------------------------------------------------------------------------------


def test_go_verifies_the_export_and_every_proof(
    export: Path, written: Path, go_verifier: Path, tmp_path: Path
) -> None:
    def encoded(hashes: list[bytes]) -> list[str]:
        return [base64.b64encode(found).decode() for found in hashes]

    proofs = tmp_path / "proofs.json"
    with TrailReader(written) as reader:
        given: dict[str, list[dict[str, Any]]] = {
            "inclusion": [
                {"seq": seq, "hashes": encoded(reader.prove_inclusion(seq, SIZE))}
                for seq in range(SIZE)
            ],
            "consistency": [
                {"old": old, "hashes": encoded(reader.prove_consistency(old, SIZE))}
                for old in range(1, SIZE + 1)
            ],
        }
        root = base64.b64encode(reader.root(SIZE)).decode()
    proofs.write_text(json.dumps(given))
    assert run_go(go_verifier, export, proofs=proofs) == f"ok {SIZE} {root}"
    given["inclusion"][3]["hashes"][0] = encoded([bytes(32)])[0]
    proofs.write_text(json.dumps(given))
    assert run_go(go_verifier, export, proofs=proofs).startswith("inclusion of event 3")


def test_go_refuses_another_key(export: Path, go_verifier: Path) -> None:
    other = VerifierKey.of(ORIGIN, Ed25519PrivateKey.generate())
    assert "another log or key" in run_go(go_verifier, export, other)
