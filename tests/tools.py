"""What the tests need from the machine: there, or a reason why not.

``scripts/test`` installs everything and sets ``INZAGE_REQUIRE_ALL``; then what is missing is a
failure. Without it (one test file run by hand on some machine) the tests that need it are left out.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
"""The top of the clone."""


def program(name: str) -> str:
    """The path of a program that a test needs; skips or fails the test where there is none."""
    path = shutil.which(name)
    if path is None:
        missing(f"the program {name!r} is not installed")
    return path


def missing(what: str) -> NoReturn:
    """Leave the test out, or fail it where everything ought to be there."""
    reason = f"{what}; scripts/test installs what the tests need"
    if os.environ.get("INZAGE_REQUIRE_ALL"):
        pytest.fail(reason)
    pytest.skip(reason)
