"""Sealing that is cut off: by a signal, a kill, a full disk. No package, and never plaintext."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.processes import start, wait_until_sealing
from tests.desk.requests import Office
from tests.tools import missing

LENGTH = 3 * 1024**3


@pytest.fixture
def long_film(office: Office, tmp_path: Path) -> Path:
    """The film, followed by so many zeros that sealing takes a while. A sparse file."""
    path = tmp_path / "long.mp4"
    path.write_bytes(office.film.read_bytes())
    os.truncate(path, LENGTH)
    return path


def sealing(office: Office, clip: Path) -> list[str]:
    """What is typed to seal ``clip``."""
    return office.arguments("--json", clip=clip)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_nothing(office: Office, long_film: Path, number: signal.Signals) -> None:
    with start(sealing(office, long_film)) as process:
        wait_until_sealing(office, process)
        process.send_signal(number)
        process.communicate()
    assert process.returncode > 0
    assert list(office.packages.iterdir()) == []


def test_a_kill_leaves_no_package_and_no_plaintext(office: Office, long_film: Path) -> None:
    with start(sealing(office, long_film)) as process:
        part = wait_until_sealing(office, process)
        process.kill()
    assert list(office.packages.iterdir()) == [part]
    film = office.film.read_bytes()
    with part.open("rb") as file:
        data = file.read(16 * 1024**2)
    pieces = [film[at : at + 24] for at in range(0, len(film) - 24, len(film) // 200)]
    assert [piece for piece in [*pieces, bytes(64 * 1024)] if piece in data] == []
    part.unlink()
    office.seal()  # what was left is in nobody's way


def test_a_file_size_limit_leaves_nothing(office: Office, long_film: Path) -> None:
    with start(sealing(office, long_film), limit=5_000_000) as process:
        said, _ = process.communicate()
    assert process.returncode == 1
    assert b'"package.not_written"' in said
    assert list(office.packages.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=0700", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        missing("needs the right to mount a small disk")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_leaves_nothing(office: Office, small_disk: Path) -> None:
    assert office.refusal(output=small_disk / "Z-0042.inzage") == ["package.disk_full"]
    assert list(small_disk.iterdir()) == []
