"""A package that no test changes."""

from pathlib import Path

import pytest

from tests.evidence.builders import seal
from tests.evidence.packages import FILM
from viewer_app.evidence.approval import Approval


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Approval]:
    """``FILM``, sealed, and its approval."""
    path = tmp_path_factory.mktemp("sealed") / "clip.inzage"
    return path, seal(path, FILM)
