"""A backup that somebody made up, who needs no more for it than the public key."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.commands.backups import Keeper, restore
from viewer_app.audit.note import VerifierKey
from viewer_app.evidence.age import X25519Recipient, encrypt
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.station.state_archive import Manifest

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
