"""The desk's directory, which holds public facts only: what it is called, where its keys are."""

import os
from pathlib import Path
from typing import Final

import platformdirs

from viewer_app.desk.errors import DeskError
from viewer_app.errors import system_reason
from viewer_app.files import is_private

VARIABLE: Final = "INZAGE_DESK_HOME"
_PRIVATE: Final = 0o700


def locate_home() -> Path:
    """The directory named by ``INZAGE_DESK_HOME``, or the usual place for a program's state."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else platformdirs.user_state_path("inzagestation-desk")


def make_home(home: Path) -> None:
    """Make the directory where it is not there yet, and check it. Raises DeskError."""
    try:
        home.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    except OSError as error:
        raise home_unusable(home, error) from None
    check_home(home)


def check_home(home: Path) -> None:
    """Refuse a directory that is not ours or is open to other users.

    Raises DeskError (``desk.not_made``, ``desk.home_unusable``, ``desk.home_open_to_others``).
    """
    try:
        private = is_private(home)
    except FileNotFoundError:
        raise DeskError("desk.not_made", directory=home.name) from None
    except OSError as error:
        raise home_unusable(home, error) from None
    if not private:
        raise DeskError("desk.home_open_to_others", directory=home.name)


def home_unusable(home: Path, error: OSError) -> DeskError:
    """The error for a directory that the system does not let us use."""
    return DeskError("desk.home_unusable", directory=home.name, reason=system_reason(error))
