"""A copy of a trail as it stands, for a backup: one file, whole, also beside its writer.

Copying the file itself would lose what is in the write-ahead log; SQLite's own backup does not
(sqlite.org/backup.html).
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import quote

from viewer_app.audit.database import DATABASE_ERRORS, check_header
from viewer_app.audit.errors import TrailError
from viewer_app.audit.faults import fault_code

_PATIENCE_S: Final = 2


def snapshot(path: Path, copy: Path) -> None:
    """Make the new file ``copy``, readable for its owner only, with all that ``path`` holds now.

    Personal values are in it, too. After a failure it may be there in part; the caller removes it.
    Raises TrailError: missing, foreign, newer, unreadable, or the disk is full.
    """
    check_header(path)
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        source = sqlite3.connect(_address(path, "ro"), uri=True, timeout=_PATIENCE_S)
        with closing(source), closing(sqlite3.connect(_address(copy, "rw"), uri=True)) as target:
            source.backup(target)
            # else whoever reads the copy makes a log beside it
            target.execute("PRAGMA journal_mode = DELETE")
    except DATABASE_ERRORS as error:
        raise TrailError(fault_code(error), file=path.name) from error


def _address(path: Path, mode: str) -> str:
    return f"file:{quote(str(path.absolute()))}?mode={mode}"
