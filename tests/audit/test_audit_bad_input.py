"""What an auditor may be handed: each command says what is wrong, and leaves the file as it was."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtWidgets import QApplication
from typer.testing import CliRunner, Result

from tests import disks
from tests.audit.trails import KEY, SIGNER, Trail, TwoClocks
from tests.audit.visits import start_station, write_visit
from viewer_app.audit.checkpoint import checkpoint_text
from viewer_app.audit.note import VerifierKey, write_note
from viewer_app.commands.audit import app
from viewer_app.messages import catalogue

SESSION = "K7QF-2M9D"
ACTIVITY = ["--activity", "https://register.example/inzage"]
READING = {
    "verify": ["verify", "--key", str(KEY)],
    "list": ["list"],
    "list of one session": ["list", "--session", SESSION],
}
WRITING = {
    "jsonl": ["export"],
    "csv": ["export", "--format", "csv"],
    "otlp": ["export", "--format", "otlp", *ACTIVITY],
    "vng": ["export", "--format", "vng", *ACTIVITY, "--oin", "0" * 20],
    "syslog": ["export", "--format", "syslog"],
    "bundle": ["bundle", SESSION],
    "session report": ["report", SESSION],
    "period report": ["report", "--from", "2026-01-01"],
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """A closed trail of 40 sessions."""
    clock = TwoClocks()
    trail = Trail(tmp_path_factory.mktemp("whole") / "trail.sqlite", clock)
    with trail.create() as log:
        start_station(log)
        for number in range(39):
            write_visit(log, clock, f"S-{number:04}")
        write_visit(log, clock, SESSION)
    return trail.path


@pytest.fixture
def trail(whole: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copy(whole, tmp_path / "trail.sqlite"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments), "--json"])


def refused(*arguments: object) -> str:
    """The code of the refusal; the sentence for it is there in both languages."""
    result = run(*arguments)
    assert result.exit_code == 1, result.output
    code = json.loads(result.stdout.splitlines()[-1])["error"]
    assert code in catalogue()
    return str(code)


def files_in(place: Path) -> dict[str, bytes]:
    """What is there, but for the side files that SQLite makes when it reads."""
    found = (path for path in place.iterdir() if path.suffix not in {".sqlite-wal", ".sqlite-shm"})
    return {path.name: path.read_bytes() for path in found if path.is_file()}


def _foreign_text(path: Path) -> None:
    path.write_text("no database, but long enough to look like the header of one. " * 20)


def _foreign_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, body TEXT)")
    database.close()


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _missing(path: Path) -> None:
    path.unlink()


UNFIT: list[tuple[Callable[[Path], None], str]] = [
    (_foreign_text, "trail.not_a_trail"),
    (_foreign_database, "trail.not_a_trail"),
    (_newer, "trail.newer"),
    (_empty, "trail.not_a_trail"),
    (_missing, "trail.missing"),
]


@pytest.mark.parametrize(("spoil", "code"), UNFIT)
@pytest.mark.parametrize("command", [*READING, *WRITING])
def test_an_unfit_file_is_named_and_not_touched(
    trail: Path, command: str, spoil: Callable[[Path], None], code: str
) -> None:
    spoil(trail)
    before = files_in(trail.parent)
    arguments = READING.get(command) or [*WRITING[command], "-o", str(trail.parent / "out")]
    assert refused(*arguments, "--trail", trail) == code
    assert files_in(trail.parent) == before


# --- damaged pages -----------------------------------------------------------------------------


def _damage(path: Path, wanted: str) -> None:
    """Overwrite every page of the file in which this text stands."""
    data = bytearray(path.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    for start in range(size, len(data), size):
        if wanted.encode() in data[start : start + size]:
            data[start : start + size] = bytes(size)
    path.write_bytes(data)


@pytest.mark.parametrize("command", ["list of one session", *WRITING])
def test_a_damaged_page_stops_whatever_needs_it(trail: Path, command: str) -> None:
    _damage(trail, f'"session":"{SESSION}"')
    before = files_in(trail.parent)
    arguments = READING.get(command) or [*WRITING[command], "-o", str(trail.parent / "out")]
    assert refused(*arguments, "--trail", trail) == "trail.damaged"
    assert files_in(trail.parent) == before


def test_a_damaged_page_is_a_finding_of_the_verification(trail: Path) -> None:
    _damage(trail, '"session":"S-0010"')
    before = files_in(trail.parent)
    result = run(*READING["verify"], "--trail", trail)
    assert result.exit_code == 1
    found = json.loads(result.stdout)["integrity"]["findings"][0]
    assert found["code"] in {"verify.unreadable", "verify.pages"}
    assert files_in(trail.parent) == before


def test_a_file_cut_short_stops_the_export(trail: Path) -> None:
    data = trail.read_bytes()
    trail.write_bytes(data[: len(data) // 2])
    before = files_in(trail.parent)
    for arguments in WRITING.values():
        code = refused(*arguments, "--trail", trail, "-o", trail.parent / "out")
        assert code in {"trail.damaged", "trail.failed", "report.no_session", "bundle.no_session"}
    assert files_in(trail.parent) == before


# --- copies and media --------------------------------------------------------------------------


@pytest.fixture
def in_use(tmp_path: Path) -> Iterator[Path]:
    """A trail that is open, with its last events still in the write-ahead log alone."""
    clock = TwoClocks()
    trail = Trail(tmp_path / "trail.sqlite", clock)
    trail.create().close()
    log = trail.open()
    write_visit(log, clock, SESSION)
    yield trail.path
    log.close()


def test_a_copy_without_its_write_ahead_log_is_behind_the_receipt(
    in_use: Path, tmp_path: Path
) -> None:
    with_log, without = tmp_path / "with", tmp_path / "without"
    for place in (with_log, without):
        place.mkdir()
        shutil.copy(in_use, place / "trail.sqlite")
    shutil.copy(in_use.with_name("trail.sqlite-wal"), with_log / "trail.sqlite-wal")
    receipt = tmp_path / "receipt"
    bundle = tmp_path / "bundle"
    assert run("bundle", SESSION, "--trail", with_log / "trail.sqlite", "-o", bundle).exit_code == 0
    receipt.write_text(json.loads(bundle.read_text().splitlines()[0])["checkpoint"])
    for place, exit_code, state in ((with_log, 0, "holds"), (without, 1, "broken")):
        result = run(*READING["verify"], "--trail", place / "trail.sqlite", "--anchor", receipt)
        assert result.exit_code == exit_code
        assert json.loads(result.stdout)["anchoring"]["state"] == state
    assert refused(
        "bundle", SESSION, "--trail", without / "trail.sqlite", "-o", tmp_path / "b"
    ) == ("bundle.no_session")
    assert refused(
        "report", SESSION, "--trail", without / "trail.sqlite", "-o", tmp_path / "r"
    ) == ("report.no_session")


def test_read_only_media_are_read_by_every_command(trail: Path, tmp_path: Path) -> None:
    with disks.small_disk(tmp_path / "disk", 4) as disk:
        copy = Path(shutil.copy(trail, disk / "trail.sqlite"))
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for arguments in READING.values():
            assert run(*arguments, "--trail", copy).exit_code == 0
        for name, arguments in WRITING.items():
            out = tmp_path / name
            assert run(*arguments, "--trail", copy, "-o", out).exit_code == 0, name
            assert out.stat().st_size
            assert refused(*arguments, "--trail", copy, "-o", disk / "out") == "export.not_written"
        assert [path.name for path in disk.iterdir()] == ["trail.sqlite"]


def test_on_read_only_media_unmerged_events_are_not_left_out_silently(
    in_use: Path, tmp_path: Path
) -> None:
    with disks.small_disk(tmp_path / "disk", 4) as disk:
        for name in ("trail.sqlite", "trail.sqlite-wal"):
            shutil.copy(in_use.with_name(name), disk / name)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        copy = disk / "trail.sqlite"
        for arguments in READING.values():
            assert refused(*arguments, "--trail", copy) == "trail.wal_unreadable"
        for arguments in WRITING.values():
            code = refused(*arguments, "--trail", copy, "-o", tmp_path / "out")
            assert code == "trail.wal_unreadable"


@pytest.mark.parametrize("command", WRITING)
def test_onto_a_full_disk_nothing_is_half_written(
    trail: Path, tmp_path: Path, command: str
) -> None:
    before = trail.read_bytes()
    with disks.small_disk(tmp_path / "disk", 1) as disk:
        disks.fill(disk)
        code = refused(*WRITING[command], "--trail", trail, "-o", disk / "out")
        assert code == "export.disk_full"
        assert [path.name for path in disk.iterdir()] == ["filler"]
    assert trail.read_bytes() == before


@pytest.mark.parametrize("command", WRITING)
def test_no_file_is_ever_replaced(trail: Path, command: str) -> None:
    out = trail.parent / "out"
    out.write_text("mine")
    assert refused(*WRITING[command], "--trail", trail, "-o", out) == "export.exists"
    assert out.read_text() == "mine"


# --- what is put beside a trail ------------------------------------------------------------------


def test_the_checkpoint_of_another_station_is_told_apart(trail: Path, tmp_path: Path) -> None:
    other = "inzage.example/0363/balie-2/2026"
    text = checkpoint_text(other, 12, bytes(32))
    key = VerifierKey.of(other, SIGNER)
    stranger = Ed25519PrivateKey.generate()
    notes = {
        "another station": write_note(text, key, SIGNER.sign(text.encode())),
        "another key": write_note(text, VerifierKey.of(other, stranger), stranger.sign(b"x")),
        "no note": "no note at all\n",
        "nothing": "",
        "not text": "\udcff",
    }
    for name, note in notes.items():
        anchor = tmp_path / name
        anchor.write_bytes(note.encode("utf-8", "surrogateescape"))
        result = run(*READING["verify"], "--trail", trail, "--anchor", anchor)
        assert result.exit_code == 1, name
        verdict = json.loads(result.stdout)["anchoring"]
        assert verdict["findings"][0]["code"] in {
            "verify.anchor_unknown",
            "verify.receipt_unreadable",
        }
        assert verdict["state"] == "broken"


@pytest.mark.parametrize("key", ["", "x", "name+0000+AAAA", str(KEY)[:-4], str(KEY) + "x"])
def test_a_key_that_is_none_is_named(trail: Path, key: str) -> None:
    result = run("verify", "--trail", trail, "--key", key or "+")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"] == "trail.key_malformed"
