"""What the station runs on and with, as it stands in the trail at every start."""

import os
import platform
import sqlite3
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from viewer_app.app import openings
from viewer_app.playback import library
from viewer_app.session.policy import Policy
from viewer_app.session.ports import GuardReport, Json
from viewer_app.station.clock import boot_id

_PACKAGES: Final = ("inzagestation", "PySide6-Essentials", "cryptography", "peewee", "python-vlc")
_SESSIONS: Final = Path("/run/systemd/sessions")


def attest(guard: GuardReport, screen: Mapping[str, Json], policy: Policy) -> dict[str, Json]:
    """Details of ``station.started``: versions, clocks, remote session, displays, guard, openings.

    ``screen`` is what the screens' toolkit knows (platform, displays). Names no person.
    """
    return {
        "version": _version("inzagestation"),
        "system": platform.system(),
        "release": platform.release()[:60],
        "versions": {
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "libvlc": library.start().version,
            **{name.lower(): _version(name) for name in _PACKAGES[1:]},
        },
        "clock": {
            "boot": boot_id(),
            "zone": time.tzname[0],
            "utc_offset_minutes": time.localtime().tm_gmtoff // 60,
        },
        "remote_session": is_remote(),
        "guard": guard.code,
        "guard_platform": guard.platform,
        **openings.describe(policy),
        "screen": dict(screen),
    }


def is_remote() -> bool | None:
    """Whether this session is worked from another computer; None where the system does not tell.

    Linux: what logind knows of the session (``sd-login(3)``), or the variables of a secure shell.
    On Windows the capture guard refuses a remote session and says so.
    """
    if sys.platform != "linux":
        return None
    if "SSH_CONNECTION" in os.environ:
        return True
    name = os.environ.get("XDG_SESSION_ID", "")
    with suppress(OSError, UnicodeDecodeError):
        if name.isalnum():
            lines = (_SESSIONS / name).read_text("utf-8").splitlines()
            return "REMOTE=1" in lines
    return None


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # frozen into one file, without what its installer knew
        return ""
