"""Fixtures of the audit room."""

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
