"""The archive of a station's state: what goes in comes out, and what somebody made of it does not
get out of its directory."""

import io
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.builders import identity
from viewer_app.evidence.age import AgeReader, FileSlice, encrypt
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.scratch import scratch
from viewer_app.station.state_archive import Manifest, StateArchive, find_members, is_kept_name
from viewer_app.station.state_restore import unpack

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
KEEPER = identity(7)
NAMES = st.text(min_size=1, max_size=90).filter(
    lambda name: is_kept_name(name) and not name.endswith(("-wal", "-shm", ".lock"))
)
CONTENTS = st.one_of(
    st.binary(max_size=700),
    st.sampled_from([0, 1, 511, 512, 513, 65_536, 262_144, 262_145]).map(bytes),
)


def pack(files: Mapping[str, bytes]) -> bytes:
    """The archive of a state directory with these files in ``people``."""
    with tempfile.TemporaryDirectory() as place:
        home = Home(Path(place))
        home.create()
        home.settings.write_bytes(b"x = 1\n")
        for name, content in files.items():
            (home.people / name).write_bytes(content)
        archive, out = StateArchive(find_members(home), "K-1", NOON), io.BytesIO()
        buffer = memoryview(bytearray(4096))
        while done := archive.readinto(buffer):
            out.write(buffer[:done])
        return out.getvalue()


def restore(plain: bytes) -> tuple[Manifest, dict[str, bytes]]:
    """What comes out of an archive; refuses to have anything written beside it."""
    with tempfile.TemporaryDirectory() as place:
        file, into = Path(place) / "a.age", Path(place) / "into"
        into.mkdir()
        with file.open("wb") as sink:
            encrypt(io.BytesIO(plain), sink, [KEEPER.recipient])
        reader = AgeReader.open(FileSlice.open(file), [KEEPER])
        try:
            manifest = unpack(reader, into)
        finally:
            reader.wipe()
            assert {path.name for path in Path(place).iterdir()} == {"a.age", "into"}
            assert not [path for path in into.rglob("*") if path.is_symlink()]
        files = (path for path in into.rglob("*") if path.is_file())
        return manifest, {path.relative_to(into).as_posix(): path.read_bytes() for path in files}


@given(files=st.dictionaries(NAMES, CONTENTS, max_size=4))
@settings(max_examples=40)
def test_what_goes_in_comes_out(files: dict[str, bytes]) -> None:
    manifest, found = restore(pack(files))
    assert found == {"station.toml": b"x = 1\n", **{f"people/{n}": c for n, c in files.items()}}
    assert (manifest.station, manifest.made_at) == ("K-1", NOON)
    assert set(manifest.files) == set(found)


def outcome(plain: bytes) -> str:
    try:
        _, found = restore(plain)
    except StationError as error:
        return error.code
    return "the same" if found == WHOLE[1] else "another"


PLAIN = pack({"j.devries.json": b"{}", "y" * 150: b"z" * 600})
WHOLE = restore(PLAIN)


@given(
    at=st.integers(0, len(PLAIN) - 1),
    put=st.binary(min_size=1, max_size=40),
    cut=st.integers(0, 600),
)
@settings(max_examples=150)
def test_whatever_is_made_of_it_is_the_same_or_refused(at: int, put: bytes, cut: int) -> None:
    changed = PLAIN[:at] + put + PLAIN[at + cut :]
    # only what says nothing of a file may differ: dates, owners, what is behind the end
    assert outcome(changed) in {"restore.damaged", "the same"}


@pytest.mark.parametrize("name", ["", ".x", "a/b", "a\\b", "a:b", "a\nb", "\ud800", "x" * 201])
def test_a_name_that_another_system_could_not_make_is_none(name: str) -> None:
    assert not is_kept_name(name)


def test_such_a_name_is_told_before_a_backup_is_made_not_after_one_was_lost(
    station_home: Path,
) -> None:
    home = Home(station_home)
    home.create()
    (home.people / "a:b").write_bytes(b"")
    with pytest.raises(StationError) as why:
        find_members(home)
    assert why.value.code == "backup.name"


def test_a_file_that_is_cut_off_while_it_is_read_makes_no_backup(station_home: Path) -> None:
    home = Home(station_home)
    home.create()
    file = home.people / "large.json"
    file.write_bytes(bytes(1_000_000))
    archive = StateArchive(find_members(home), "K-1", NOON)
    archive.readinto(memoryview(bytearray(512)))  # its header
    file.write_bytes(b"")
    with pytest.raises(StationError) as why:
        archive.readinto(memoryview(bytearray(512)))
    assert (why.value.code, why.value.facts["file"]) == ("backup.unreadable", "large.json")


def test_what_was_in_the_making_is_overwritten_when_it_goes(tmp_path: Path) -> None:
    secret = b"Z-2026-0042 " * 50_000
    with scratch(tmp_path, ".making") as place:
        (place / "audit").mkdir()
        file = place / "audit" / "copy.sqlite"
        file.write_bytes(secret)
        kept_open = file.open("rb")
    with kept_open:
        assert kept_open.read() == bytes(len(secret))
    assert list(tmp_path.iterdir()) == []
    # and so is what a crash left
    (tmp_path / ".making").mkdir()
    left = tmp_path / ".making" / "copy.sqlite"
    left.write_bytes(secret)
    with left.open("rb") as kept_open, scratch(tmp_path, ".making") as place:
        assert kept_open.read() == bytes(len(secret))
        assert list(place.iterdir()) == []
