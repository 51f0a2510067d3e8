"""Fixtures of the audit room."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.trails import Trail, TwoClocks


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
