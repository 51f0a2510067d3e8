"""Fixtures of the audit room."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.anchors import make_witness, served
from tests.audit.trails import Trail, TwoClocks, event, write_session
from tests.audit.visits import start_station, write_visit
from tests.tools import missing
from viewer_app.audit.folder import FolderPlace
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.witness import Witness


@pytest.fixture
def clock() -> TwoClocks:
    return TwoClocks()


@pytest.fixture
def trail_path(tmp_path: Path) -> Path:
    return tmp_path / "trail.sqlite"


@pytest.fixture
def trail(trail_path: Path, clock: TwoClocks) -> Iterator[Trail]:
    opened = Trail(trail_path, clock)
    yield opened
    for log in opened.opened:
        log.close()


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Witness]:
    """A witness that takes the trail of ``ORIGIN``."""
    made = make_witness(tmp_path / "witness")
    yield made
    made.close()


@pytest.fixture
def address(witness: Witness) -> Iterator[str]:
    """Where that witness is served."""
    with served(witness) as address:
        yield address


@pytest.fixture
def share(tmp_path: Path) -> FolderPlace:
    """A folder on a share, as a place."""
    path = tmp_path / "share"
    path.mkdir()
    return FolderPlace("netwerkschijf", path)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A sound, closed trail, and the checkpoints a witness elsewhere kept of it."""
    trail = Trail(tmp_path_factory.mktemp("written") / "trail.sqlite", TwoClocks())
    anchors = []
    with trail.create() as log:
        for number in range(55):
            write_session(log, f"S-{number:04}", f"a{number}")
            if number in {20, 54}:
                anchors.append(log.seal())
    return trail.path, anchors


@pytest.fixture
def anchors(written: tuple[Path, list[str]]) -> list[str]:
    return written[1]


@pytest.fixture
def attacked(written: tuple[Path, list[str]], tmp_path: Path) -> Path:
    """A copy to work on."""
    return Path(shutil.copy(written[0], tmp_path / "trail.sqlite"))


@pytest.fixture(scope="session")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three closed sessions, one that never chose an appointment, and one under way."""
    clock = TwoClocks()
    trail = Trail(tmp_path_factory.mktemp("visited") / "trail.sqlite", clock)
    with trail.create() as log:
        start_station(log)
        write_visit(log, clock, "AAAA-1111")
        write_visit(log, clock, "BBBB-2222", end="aborted", reason="citizen_stopped")
        clock.pass_time(24 * 3600 * 1000)
        start_station(log, "1.5.0")
        other = "approval:0b7a1c86-5a58-4d6f-8c51-7d9f8e6a1b2c"
        reason = "identity_not_proven"
        write_visit(log, clock, "CCCC-3333", approval=other, end="refused", reason=reason)
        log.record(event("session.opened", "DDDD-4444", "supervisor:j.devries"))
        log.record(event("session.closed", "DDDD-4444", "station:b", details={"end": "aborted"}))
        log.record(event("session.opened", "EEEE-5555", "supervisor:j.devries"))
    return trail.path


@pytest.fixture
def reader(visited: Path) -> Iterator[TrailReader]:
    """That trail, open to be read."""
    with TrailReader(visited) as opened:
        yield opened


@pytest.fixture(scope="session")
def go_verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Go program, built with Debian's packages alone."""
    go = shutil.which("go")
    source = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")
    if go is None or not source.is_dir():
        missing("needs the Debian packages golang-go and golang-golang-x-mod-dev")
    build = tmp_path_factory.mktemp("go")
    environment = {
        **os.environ,
        "GO111MODULE": "off",
        "GOPATH": "/usr/share/gocode",
        "GOCACHE": str(build / "cache"),
        "GOFLAGS": "",
    }
    program = build / "go_verifier"
    sources = sorted((Path(__file__).parent / "go_verifier").glob("*.go"))
    subprocess.run(
        [go, "build", "-o", str(program), *map(str, sources)],
        env=environment,
        check=True,
        cwd=build,
    )
    return program
