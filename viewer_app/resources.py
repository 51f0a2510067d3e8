"""Where the program's own pictures, fonts and translations are."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_INSTALLED: Final = _PACKAGE / "_resources"
_CHECKOUT: Final = _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a resource: inside the installed package, or in a checkout beside it."""
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)
