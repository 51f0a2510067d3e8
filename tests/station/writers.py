"""The process that writes a trail, what is sent to it and what it wrote."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tools import ROOT
from viewer_app.audit.reader import TrailReader
from viewer_app.session.ports import Actor, Event
from viewer_app.session.roles import Role
from viewer_app.station.home import Home


@pytest.fixture
def place() -> Iterator[Path]:
    """Where a socket can be reached by every user."""
    with tempfile.TemporaryDirectory(prefix="inzage-writer-") as directory:
        Path(directory).chmod(0o755)
        yield Path(directory) / "audit.sock"


@contextmanager
def writer(home: Home, place: Path, *users: int) -> Iterator[subprocess.Popen[str]]:
    """``inzage audit serve``, listening."""
    allowed = [f"--allow={user}" for user in users or (os.getuid(),)]
    with subprocess.Popen(
        [sys.executable, "-m", "viewer_app", "audit", "serve", "--socket", str(place), *allowed],
        cwd=ROOT,
        env={**os.environ, "INZAGE_HOME": str(home.path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            assert place.name in line or process.wait() != 0
            yield process
        finally:
            process.kill()


def actions(home: Home) -> list[str]:
    """What stands in the trail, the first first."""
    with TrailReader(home.trail) as reader:
        return [event.entry.action for event in reader.page(limit=1_000)[::-1]]


def begun(action: str, approval: str = "a1") -> Event:
    """An event of a session of ``j.devries``."""
    return Event("S-1", Actor(Role.SUPERVISOR, "j.devries"), action, f"approval:{approval}")
