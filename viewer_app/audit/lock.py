"""One writer for a trail: a lock the system drops when the process ends, however it ends."""

import os
import sys
from pathlib import Path

from viewer_app.audit.faults import unavailable
from viewer_app.session.ports import AuditUnavailable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class WriterLock:
    """Holds the lock file beside the trail."""

    def __init__(self, trail: Path) -> None:
        """Take the lock. Raises AuditUnavailable (``trail.in_use``) if another program has it."""
        path = trail.with_name(trail.name + ".lock")
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise unavailable(error, trail.name) from error
        try:
            if sys.platform == "win32":
                msvcrt.locking(self._handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._handle)
            raise AuditUnavailable("trail.in_use", file=trail.name) from None

    def release(self) -> None:
        """Let the next writer in."""
        os.close(self._handle)
