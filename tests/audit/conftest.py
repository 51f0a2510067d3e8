"""Fixtures of the audit room."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.anchors import make_witness, served
from tests.audit.trails import Trail, TwoClocks, write_session
from viewer_app.audit.folder import FolderPlace
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
def go_verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Go program, built with Debian's packages alone."""
    go = shutil.which("go")
    source = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")
    if go is None or not source.is_dir():
        reason = "needs the Debian packages golang-go and golang-golang-x-mod-dev"
        if os.environ.get("INZAGE_REQUIRE_ALL"):
            pytest.fail(reason)
        pytest.skip(reason)
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
