"""Backing a station up and putting it back, by command, with real keyrings, trails and disks."""

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from keyring.backend import KeyringBackend
from typer.testing import CliRunner, Result

from tests.disks import fill, small_disk
from tests.station.keyrings import keyring_session
from tests.station.killed_changer import work
from tests.station.test_station_writer import place, writer
from tests.tools import ROOT
from viewer_app import messages
from viewer_app.app.backup import BACKING_UP, RESTORING
from viewer_app.audit.body import read_body
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify
from viewer_app.audit.witness import file_stem
from viewer_app.audit.years import origin_after_restore, origin_in, year_of
from viewer_app.cli import app
from viewer_app.evidence.age import X25519Identity, X25519Recipient, encrypt
from viewer_app.station.enrolment import KEYS, OTHER_AUDIT_KEY, forget_keys
from viewer_app.station.home import Home
from viewer_app.station.identity_lock import RFC_9106
from viewer_app.station.scratch import scratch
from viewer_app.station.settings import Settings
from viewer_app.station.state_archive import Manifest
from viewer_app.vault import Vault

__all__ = ["place"]  # a fixture

PHRASE = "vier blauwe fietsen bij de brug\n"
PIN = "gemeente-x=" + "A" * 43
ENROL = ("station", "enrol", "--id", "KANTOOR-1", "--municipality", "X", "--desk", PIN)


def run(*arguments: object, code: int = 0, typed: str = "") -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)
    assert result.exit_code == code, result.output
    return result


def told(*arguments: object, typed: str = "", code: int = 0) -> dict[str, Any]:
    """What a command tells a machine."""
    said: dict[str, Any] = json.loads(run(*arguments, "--json", typed=typed, code=code).stdout)
    return said


class Keeper:
    """Who keeps the backups: an age key in a file, which is not on the station."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with X25519Identity.generate() as identity:
            self.recipient = str(identity.recipient)
            with identity.encode() as text:
                path.write_bytes(b"# public key: x\r\n" + bytes(text.view) + b"\r\n")


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(tmp_path / "keeper.txt")


@pytest.fixture
def move(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Home]:
    """Go to another state directory."""

    def go(path: Path) -> Home:
        monkeypatch.setenv("INZAGE_HOME", str(path))
        return Home(path)

    return go


@pytest.fixture
def home(
    secret_service: KeyringBackend, station_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Home]:
    """An enrolled station that held a session, with a supervisor."""
    monkeypatch.setattr("viewer_app.commands.station.measure_cost", lambda: RFC_9106)
    run(*ENROL)
    home = Home(station_home)
    settings = Settings.load(home.settings)
    run("supervisor", "add", "j.devries", "--passphrase-stdin", typed=PHRASE)
    work(home, 0).close()
    yield home
    forget_keys(settings)


@pytest.fixture
def backup(home: Home, keeper: Keeper, tmp_path: Path) -> Path:
    file = tmp_path / "station.age"
    run("station", "backup", "-o", file, "--recipient", keeper.recipient)
    return file


def events(trail: Path) -> list[tuple[str, str]]:
    with TrailReader(trail) as reader:
        return [(event.entry.action, event.entry.outcome) for event in reader.page()]


def tree(directory: Path) -> dict[str, bytes]:
    """Every file below a directory."""
    files = (path for path in directory.rglob("*") if path.is_file())
    return {str(path.relative_to(directory)): path.read_bytes() for path in files}


def restore(backup: Path, keeper: Keeper, *more: object, code: int = 0) -> Result:
    return run("station", "restore", backup, "--identity", keeper.path, *more, code=code)


# --- making one --------------------------------------------------------------------------------


def test_other_peoples_tools_open_it_and_find_no_key_and_no_film(
    home: Home, keeper: Keeper, tmp_path: Path
) -> None:
    for directory in (home.packages, home.inbox, home.set_aside):
        (directory / "film.inzage").write_bytes(b"sealed film")
    file = tmp_path / "station.age"
    run("station", "backup", "-o", file, "--recipient", keeper.recipient)
    assert file.stat().st_mode & 0o077 == 0
    plain = subprocess.run(
        ["age", "-d", "-i", keeper.path, file], capture_output=True, check=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        names = archive.getnames()
        manifest = json.load(archive.extractfile("manifest.json") or io.BytesIO())
    assert names[-1] == "manifest.json"
    assert {"station.toml", "policy.toml", "audit/trail.sqlite"} < set(names)
    assert "people/supervisor/j.devries.json" in names
    assert not [name for name in names if "film" in name or "-wal" in name or ".lock" in name]
    assert set(manifest["files"]) == set(names[:-1])
    vault = Vault(Settings.load(home.settings).vault)
    held = [name for name in (*KEYS, OTHER_AUDIT_KEY) if vault.holds(name)]
    assert len(held) == 3
    for name in held:
        with vault.take(name) as key:
            assert bytes(key.view) not in plain
            assert base64.b64encode(key.view) not in plain
    assert b"sealed film" not in plain
    assert not list(home.path.glob(".*"))


def test_the_backup_holds_the_event_that_it_was_made_and_the_trail_is_whole(
    home: Home, backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    other = move(tmp_path / "other")
    restore(backup, keeper)
    trail = other.restored / "audit/trail.sqlite"
    assert events(trail)[0] == ("station.backed_up", "ok")
    assert tree(home.people) == tree(other.restored / "people")
    key = VerifierKey.parse(Settings.load(home.settings).audit_key)
    assert verify(trail, key, thorough=True).integrity.state is State.HOLDS


def test_it_is_encrypted_to_somebody_or_not_made(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "station.age"
    run("station", "backup", "-o", file, code=2)
    before = events(home.trail)
    said = told("station", "backup", "-o", file, "--recipient", "age1x", code=1)
    assert said["error"].startswith("key.")
    assert events(home.trail) == before
    assert not file.exists()


def test_nothing_is_overwritten(home: Home, backup: Path, keeper: Keeper) -> None:
    kept, before = backup.read_bytes(), events(home.trail)
    said = told("station", "backup", "-o", backup, "--recipient", keeper.recipient, code=1)
    assert said["error"] == "backup.exists"
    assert (backup.read_bytes(), events(home.trail)) == (kept, before)


def test_what_cannot_be_recorded_is_not_made(home: Home, keeper: Keeper, tmp_path: Path) -> None:
    running = work(home, 0)
    file = tmp_path / "station.age"
    said = told("station", "backup", "-o", file, "--recipient", keeper.recipient, code=1)
    assert said["error"] == "trail.in_use"
    assert not file.exists()
    running.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the writer's service is Linux only")
def test_where_another_process_writes_the_trail_it_is_made_beside_it(
    home: Home, keeper: Keeper, tmp_path: Path, place: Path, move: Callable[[Path], Home]
) -> None:
    file = tmp_path / "station.age"
    settings = Settings.load(home.settings)
    with writer(home, place):
        replace(settings, audit_socket=str(place)).save(home.settings)
        run("station", "backup", "-o", file, "--recipient", keeper.recipient)
        assert home.trail.with_name("trail.sqlite-wal").stat().st_size  # not folded in yet
    other = move(tmp_path / "other")
    restore(file, keeper)
    assert events(other.restored / "audit/trail.sqlite")[0] == ("station.backed_up", "ok")


def test_a_full_disk_leaves_nothing_and_is_recorded_as_failed(
    home: Home, keeper: Keeper, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "stick", 1) as stick:
        filler = fill(stick)
        with filler.open("r+b") as file:
            file.truncate(filler.stat().st_size - 16 * 1024)
        target = stick / "station.age"
        said = told("station", "backup", "-o", target, "--recipient", keeper.recipient, code=1)
        assert said["error"] == "backup.disk_full"
        assert [path.name for path in stick.iterdir()] == ["filler"]
    assert events(home.trail)[:2] == [("station.backed_up", "failed"), ("station.backed_up", "ok")]
    assert not list(home.path.glob(".*"))


@pytest.mark.skipif(sys.platform != "linux", reason="Windows cannot lock a directory")
def test_one_at_a_time(
    home: Home, backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    before = events(home.trail)
    with scratch(home.path, BACKING_UP):
        file = tmp_path / "second.age"
        said = told("station", "backup", "-o", file, "--recipient", keeper.recipient, code=1)
    assert said["error"] == "home.busy"
    assert events(home.trail) == before
    other = move(tmp_path / "other")
    other.path.mkdir(mode=0o700)
    with scratch(other.path, RESTORING) as theirs:
        said = json.loads(restore(backup, keeper, "--json", code=1).stdout)
        assert theirs.is_dir()
    assert said["error"] == "home.busy"
    restore(backup, keeper)


def test_a_link_in_the_directory_takes_nothing_from_elsewhere(
    home: Home, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"from elsewhere")
    (home.people / "elsewhere.json").symlink_to(secret)
    os.mkfifo(home.people / "pipe")
    file = tmp_path / "station.age"
    run("station", "backup", "-o", file, "--recipient", keeper.recipient)
    other = move(tmp_path / "other")
    restore(file, keeper)
    assert not [name for name in tree(other.path) if "elsewhere" in name or "pipe" in name]


# --- putting it back ---------------------------------------------------------------------------


@pytest.mark.usefixtures("display")
def test_a_restored_station_opens_nothing_and_says_what_to_do(
    backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    other = move(tmp_path / "other")
    said = restore(backup, keeper).stdout
    assert "opent geen enkele opname" in said
    assert "inzage station enrol" in said
    assert "Vergelijk de sleutel van het logboek" in said
    trail = other.restored / "audit/trail.sqlite"
    for name in ("integrity", "completeness", "anchoring", "clock"):
        assert messages.text(f"verdict.{name}", "nl") in said
    for arguments in (("station", "show"), ("supervisor", "list"), ("station", "desk-key", "list")):
        refused = run(*arguments, code=1)
        assert "inzage station enrol" in refused.stderr
        assert "eerder station" in refused.stderr
    with subprocess.Popen(
        [sys.executable, "-m", "viewer_app", "run"], cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as program:  # the window with the reason stays until somebody closes it
        assert program.stderr
        assert "eerder station" in program.stderr.readline()
        program.kill()
    assert [path.name for path in other.path.iterdir()] == ["restored"]
    # the old trail can be read, with nothing but its file
    assert "j.devries" in run("audit", "list", "--trail", trail).stdout


def test_it_goes_back_only_where_nothing_is(
    home: Home, backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    before = tree(home.path)
    assert json.loads(restore(backup, keeper, "--json", code=1).stdout)["error"] == (
        "restore.not_empty"
    )
    assert tree(home.path) == before
    empty = tmp_path / "empty"
    empty.mkdir(mode=0o755)
    move(empty)
    said = json.loads(restore(backup, keeper, "--json", code=1).stdout)
    assert said["error"] == "home.open_to_others"
    empty.chmod(0o700)
    restore(backup, keeper)


def test_another_key_opens_nothing(
    backup: Path, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    other = move(tmp_path / "other")
    stranger = Keeper(tmp_path / "stranger.txt")
    said = json.loads(restore(backup, stranger, "--json", code=1).stdout)
    assert said["error"] == "age.other_key"
    (tmp_path / "empty.txt").write_text("# nothing\n")
    said = told("station", "restore", backup, "--identity", tmp_path / "empty.txt", code=1)
    assert said["error"] == "key.not_identity"
    said = told("station", "restore", backup, "--identity", tmp_path / "gone.txt", code=1)
    assert said["error"] == "key.file_unreadable"
    assert not other.path.exists()


@pytest.mark.parametrize("where", [0.0, 0.3, 0.999, -1.0])
def test_a_damaged_backup_leaves_nothing(
    where: float, backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    data = bytearray(backup.read_bytes())
    if where < 0:
        del data[-70_000:]
    else:
        data[int(where * (len(data) - 1))] ^= 1
    backup.write_bytes(data)
    other = move(tmp_path / "other")
    code = json.loads(restore(backup, keeper, "--json", code=1).stdout)["error"]
    assert code.startswith(("age.", "clip."))
    assert not other.path.exists()


# --- a backup that somebody made up: they need no more than the public key ---------------------

SETTINGS = Settings(
    station="KANTOOR-1",
    demonstration=False,
    language="nl",
    vault="v",
    recipient="age1",
    audit_key=str(VerifierKey.of("d/m/s/2026", Ed25519PrivateKey.generate())),
    desks=(),
)
Parts = list[tuple[tarfile.TarInfo, bytes]]


def entry(name: str, data: bytes = b"x", kind: bytes = tarfile.REGTYPE, link: str = "") -> Parts:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return [(info, data if kind == tarfile.REGTYPE else b"")]


def made_up(keeper: Keeper, file: Path, parts: Parts, claims: bytes | None = None) -> Path:
    """An archive with these members, and a manifest that fits them unless it ``claims`` else."""
    sums = {info.name: (len(data), hashlib.sha256(data).hexdigest()) for info, data in parts}
    manifest = claims or Manifest("KANTOOR-1", datetime.now(UTC), sums).encode()
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for info, data in [*parts, *entry("manifest.json", manifest)]:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    with file.open("wb") as sink:
        encrypt(io.BytesIO(plain.getvalue()), sink, [X25519Recipient.parse(keeper.recipient)])
    return file


@pytest.mark.parametrize(
    "part",
    [
        entry("../outside"),
        entry("audit/../../outside"),
        entry("/outside"),
        entry("audit//x"),
        entry("audit/."),
        entry("audit/.hidden"),
        entry("audit\\x"),
        entry("audit/a\nb"),
        entry("elsewhere/x"),
        entry("run.sh"),
        entry("audit"),
        entry("station.toml"),  # twice
        entry("audit/x") + entry("audit/x/y"),
        entry("audit/" + "d/" * 40 + "x"),
        entry("audit/link", kind=tarfile.SYMTYPE, link="/etc/passwd"),
        entry("audit/link", kind=tarfile.LNKTYPE, link="station.toml"),
        entry("audit/pipe", kind=tarfile.FIFOTYPE),
        entry("audit/d", kind=tarfile.DIRTYPE),
        entry("manifest.json"),
    ],
    ids=lambda parts: parts[0][0].name[:20],
)
def test_nothing_gets_out_of_the_directory(
    part: Parts, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    real = entry("station.toml", SETTINGS.text()) + entry("audit/past-years.jsonl", b"")
    file = made_up(keeper, tmp_path / "made-up.age", real + part)
    place = tmp_path / "place"
    place.mkdir()
    other = move(place / "other")
    said = json.loads(restore(file, keeper, "--json", code=1).stdout)
    assert said["error"] == "restore.damaged"
    assert not other.path.exists()
    assert list(place.iterdir()) == []
    assert not (tmp_path / "outside").exists()
    assert not Path("/outside").exists()


def test_what_is_made_up_well_is_taken_for_what_it_is(
    keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    """The controls of the two tests around this one: nothing else of theirs is refused."""
    real = entry("station.toml", SETTINGS.text()) + entry("audit/past-years.jsonl", b"")
    move(tmp_path / "other")
    file = made_up(keeper, tmp_path / "made-up.age", real)
    said = json.loads(restore(file, keeper, "--json", code=1).stdout)
    assert said["station"] == "KANTOOR-1"
    assert said["trails"][0]["integrity"] == "broken"  # there is none


@pytest.mark.parametrize(
    "claims",
    [
        b"{}",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"format": "inzage-backup/2", "station": "K", "made_at": "x", "files": {}}',
        Manifest("KANTOOR-1", datetime.now(UTC), {}).encode(),
        Manifest("KANTOOR-1", datetime.now(UTC), {"station.toml": (1, "0" * 64)}).encode(),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(
    claims: bytes, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    real = entry("station.toml", SETTINGS.text()) + entry("audit/past-years.jsonl", b"")
    other = move(tmp_path / "other")
    file = made_up(keeper, tmp_path / "made-up.age", real, claims)
    said = json.loads(restore(file, keeper, "--json", code=1).stdout)
    assert said["error"] == "restore.damaged"
    assert not other.path.exists()


def test_what_is_no_archive_at_all_is_refused(
    keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    other = move(tmp_path / "other")
    for number, plain in enumerate([b"", b"x", bytes(10_240), os.urandom(10_240)]):
        file = tmp_path / f"{number}.age"
        with file.open("wb") as sink:
            encrypt(io.BytesIO(plain), sink, [X25519Recipient.parse(keeper.recipient)])
        said = json.loads(restore(file, keeper, "--json", code=1).stdout)
        assert said["error"] == "restore.damaged"
    file.write_bytes(b"not age")
    assert json.loads(restore(file, keeper, "--json", code=1).stdout)["error"].startswith("age.")
    assert not other.path.exists()


# --- disks, crashes, and what was seen elsewhere -----------------------------------------------


def test_a_full_disk_puts_nothing_back(
    backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        filler = fill(disk)
        with filler.open("r+b") as file:
            file.truncate(filler.stat().st_size - 32 * 1024)
        move(disk / "station")
        said = json.loads(restore(backup, keeper, "--json", code=1).stdout)
        assert said["error"] == "restore.disk_full"
        assert [path.name for path in disk.iterdir()] == ["filler"]


@pytest.mark.slow
def test_killed_after_any_step_all_of_it_is_there_or_none(
    home: Home, keeper: Keeper, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.commands.killed_backup"]
        + [str(path) for path in (tmp_path / "made", keeper.path)]
        + [keeper.recipient],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    steps = [json.loads(line) for line in done.stdout.splitlines()]
    assert {step["what"] for step in steps} == {"backup", "restore"}
    assert sum(step["killed"] for step in steps) >= 12
    assert all(step["sound"] for step in steps), steps
    assert {step["there"] for step in steps if step["killed"]} == {True, False}


def test_a_backup_older_than_what_a_folder_saw_is_named(
    home: Home, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    places = f'[[folder]]\nname = "share"\npath = "{share}"\n'
    (home.path / "anchors.toml").write_text(places)
    file = tmp_path / "station.age"
    run("station", "backup", "-o", file, "--recipient", keeper.recipient)
    trail = work(home, 0)
    note, size = trail.seal(), trail.log.size
    trail.close()
    (share / f"{file_stem(trail.origin)}-{size}.checkpoint").write_text(note)
    (tmp_path / "receipt").write_text(note)
    move(tmp_path / "other")
    said = restore(file, keeper, code=1).stdout
    assert f"ouder dan wat elders van het logboek is gezien: daar {size}" in said
    # what somebody kept on paper says the same
    move(tmp_path / "third")
    (share / f"{file_stem(trail.origin)}-{size}.checkpoint").unlink()
    told_ = json.loads(
        restore(file, keeper, "--anchor", tmp_path / "receipt", "--json", code=1).stdout
    )
    assert (told_["trails"][0]["seen"], told_["trails"][0]["anchoring"]) == (size, "broken")


# --- moving to a new machine -------------------------------------------------------------------


def test_a_station_moves_to_a_new_machine(home: Home, keeper: Keeper, tmp_path: Path) -> None:
    """Two keyrings, two state directories, as docs/administrator.md has it."""
    file = tmp_path / "station.age"
    run("station", "backup", "-o", file, "--recipient", keeper.recipient)
    old = Settings.load(home.settings)
    new = Home(tmp_path / "new")

    with keyring_session(tmp_path / "keyrings", "other") as session:

        def there(*arguments: object, code: int = 0, typed: str = "") -> dict[str, Any]:
            done = subprocess.run(
                [sys.executable, "-m", "viewer_app", *map(str, arguments), "--json"],
                cwd=ROOT,
                env={**session, "INZAGE_HOME": str(new.path)},
                input=typed,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == code, done.stdout + done.stderr
            said: dict[str, Any] = json.loads(done.stdout)
            return said

        back = there("station", "restore", file, "--identity", keeper.path)
        assert back["audit_key"] == old.audit_key
        [trail] = back["trails"]
        assert (trail["integrity"], trail["completeness"]) == ("holds", "holds")
        assert there("station", "show", code=1)["error"] == "station.restored"
        # not even with everything put where it was: the keys are not there
        for path in new.restored.iterdir():
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, new.path / path.name)
        for name in ("inbox", "packages", "set-aside"):
            (new.path / name).mkdir(mode=0o700)
        for path in new.path.iterdir():
            if path.is_dir():
                path.chmod(0o700)
        add = ("supervisor", "add", "a.jansen", "--passphrase-stdin")
        assert there(*add, code=1, typed=PHRASE)["error"] == "keyring.lost"
        for path in list(new.path.iterdir()):
            if path != new.restored:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        # another name would hide which station it was
        other = [*ENROL]
        other[other.index("KANTOOR-1")] = "KANTOOR-2"
        assert there(*other, code=1)["error"] == "station.other_restored"
        there(*ENROL)
        there(*add, typed=PHRASE)

    settings = Settings.load(new.settings)
    assert settings.audit_key.split("+")[0] == f"{old.audit_key.split('+')[0]}.2"
    assert (settings.recipient, settings.vault) != (old.recipient, old.vault)
    with TrailReader(new.trail) as reader, TrailReader(new.restored / "audit/trail.sqlite") as past:
        started = read_body(reader.row(0).body)
        assert started.details["previous"] == past.checkpoint(past.size())
        follows = next(
            event.entry for event in reader.page() if event.entry.action == "station.restored"
        )
    assert follows.details == {"origin": old.audit_key.split("+")[0], "size": trail["size"]}
    report = verify(new.trail, VerifierKey.parse(settings.audit_key), thorough=True)
    assert report.integrity.state is State.HOLDS


def test_verifying_reaches_back_over_two_restores(
    home: Home, backup: Path, keeper: Keeper, tmp_path: Path, move: Callable[[Path], Home]
) -> None:
    lives = [Settings.load(home.settings)]
    for life in ("second", "third"):
        here = move(tmp_path / life)
        restore(backup, keeper)
        run(*ENROL)
        lives.append(Settings.load(here.settings))
        backup = tmp_path / f"{life}.age"
        run("station", "backup", "-o", backup, "--recipient", keeper.recipient)
    try:
        lines = run("audit", "verify", "--json").stdout.splitlines()
        reports = [json.loads(line) for line in lines]
        assert [report["origin"].rpartition("/")[2][4:] for report in reports] == ["", ".2", ".3"]
        assert {report["integrity"]["state"] for report in reports} == {"holds"}
        # the trail after each names all of it
        assert [report["anchoring"]["state"] for report in reports[:2]] == ["holds", "holds"]
        assert [r["anchored_size"] - r["size"] for r in reports[:2]] == [0, 0]
        # an older copy put in its place is found out
        (here.restored / "restored/audit/trail.sqlite").unlink()
        shutil.copy(here.restored / "audit/trail.sqlite", here.restored / "restored/audit")
        run("audit", "verify", "--json", code=1)
    finally:
        for settings in lives[1:]:
            forget_keys(settings)


@pytest.mark.parametrize(
    ("origin", "year", "after", "next_year"),
    [
        ("d/m/s/2026", 2026, "d/m/s/2026.2", "d/m/s/2027"),
        ("d/m/s/2026", 2028, "d/m/s/2028.2", "d/m/s/2027"),
        ("d/m/s/2026.2", 2026, "d/m/s/2026.3", "d/m/s/2027.2"),
        ("d/m/s/2026.12", 2027, "d/m/s/2027.13", "d/m/s/2027.12"),
    ],
)
def test_no_restored_trail_bears_a_name_that_was_used(
    origin: str, year: int, after: str, next_year: str
) -> None:
    assert origin_after_restore(origin, year) == after
    assert year_of(after) == year
    assert origin_in(origin, 2027) == next_year


@pytest.mark.parametrize("origin", ["d/m/s/26", "d/m/s/2026.", "d/m/s/2026.0", "d/m/2026/s", "x"])
def test_an_origin_without_a_year_has_none(origin: str) -> None:
    assert year_of(origin) == 0
