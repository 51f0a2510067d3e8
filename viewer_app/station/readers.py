"""The group that may read the trails in a state directory whose owner writes them for another user.

It may pass through the directory, and read in ``audit``: the trails, and what SQLite keeps beside
each while it is in use. It can write nothing. The lock that keeps two writers apart stays closed,
because whoever can open a file can lock it (flock(2)). Linux; elsewhere there is no such group.
"""

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from viewer_app.errors import system_reason
from viewer_app.station.errors import StationError

if sys.platform != "win32":
    import grp

_PASSED: Final = 0o710
_LISTED: Final = 0o750
_HANDED_DOWN: Final = stat.S_ISGID
"""What is made in a directory has its group, not the user's own (inode(7), set-group-ID)."""
_READ: Final = 0o640
_BESIDE: Final = ("", "-wal", "-shm")


class Readers:
    """Of one state directory."""

    def __init__(self, home: Path, audit: Path, group: str) -> None:
        """Raises StationError (``home.no_group``)."""
        self._name = group
        self._group = _number(group)
        own = self._group == os.getegid()
        self._modes = {home: _PASSED, audit: _LISTED if own else _LISTED | _HANDED_DOWN}

    def allow(self, directory: Path) -> bool:
        """Whether it is open to this group, no further than that, and to nobody else.

        Raises OSError.
        """
        status = directory.stat(follow_symlinks=False)
        wanted = self._modes.get(directory)
        return (
            wanted is not None
            and stat.S_ISDIR(status.st_mode)
            and (status.st_uid, status.st_gid) == (os.geteuid(), self._group)
            and not stat.S_IMODE(status.st_mode) & ~wanted
        )

    def let_in(self, files: Iterable[Path]) -> None:
        """Open the directories, and of these files those that are there.

        Raises StationError (``home.not_opened``).
        """
        there = [
            path
            for file in files
            for name in _BESIDE
            if (path := file.with_name(file.name + name)).exists()
        ]
        modes = {**dict.fromkeys(there, _READ), **dict(reversed(self._modes.items()))}
        try:
            for path, mode in modes.items():
                # only where needed: a service may be refused the very calls
                if path.stat().st_gid != self._group:
                    os.chown(path, -1, self._group)
                path.chmod(mode)
        except OSError as error:
            reason = system_reason(error)
            raise StationError("home.not_opened", group=self._name, reason=reason) from None


def _number(group: str) -> int:
    if sys.platform == "win32":
        raise StationError("home.no_group", group=group)
    try:
        return grp.getgrnam(group).gr_gid
    except KeyError:
        raise StationError("home.no_group", group=group) from None
