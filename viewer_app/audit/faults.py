"""From what SQLite and the system report to one stable code that a person can act on.

peewee wraps SQLite's error, and where a rollback fails too it reports only that, so the code is
looked for along the whole chain of causes.
"""

import errno
import sqlite3
from collections.abc import Iterator

from viewer_app.session.ports import AuditUnavailable

_BY_SQLITE_NAME = {
    "SQLITE_FULL": "trail.disk_full",
    "SQLITE_BUSY": "trail.locked",
    "SQLITE_LOCKED": "trail.locked",
    "SQLITE_CORRUPT": "trail.damaged",
    "SQLITE_NOTADB": "trail.not_a_trail",
    "SQLITE_READONLY": "trail.read_only",
    "SQLITE_CANTOPEN": "trail.unreadable",
    "SQLITE_PERM": "trail.no_permission",
    "SQLITE_AUTH": "trail.no_permission",
    "SQLITE_CONSTRAINT": "trail.other_writer",
    "SQLITE_IOERR": "trail.disk_failing",
}
_BY_ERRNO = {
    errno.ENOSPC: "trail.disk_full",
    errno.EDQUOT: "trail.disk_full",
    errno.EFBIG: "trail.disk_full",
    errno.EROFS: "trail.read_only",
    errno.EACCES: "trail.no_permission",
    errno.EPERM: "trail.no_permission",
    errno.ENOENT: "trail.missing",
    errno.EIO: "trail.disk_failing",
}


def fault_code(error: BaseException) -> str:
    """The code for a failed operation on the trail; ``trail.failed`` where nothing better fits."""
    for cause in _causes(error):
        if isinstance(cause, sqlite3.Error):
            name = getattr(cause, "sqlite_errorname", "")
            for prefix, code in _BY_SQLITE_NAME.items():
                if name.startswith(prefix):
                    return code
        elif isinstance(cause, UnicodeDecodeError):
            return "trail.damaged"
        elif isinstance(cause, OSError) and cause.errno in _BY_ERRNO:
            return _BY_ERRNO[cause.errno]
    return "trail.failed"


def unavailable(error: BaseException, file: str) -> AuditUnavailable:
    """The refusal that follows from a failed operation on the trail ``file`` (a bare name)."""
    return AuditUnavailable(fault_code(error), file=file)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything behind it, the root first: a failed rollback hides the reason."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return reversed(chain)
