"""Erasing personal values from a trail, of the year in use or of an earlier one.

Only the table ``private`` is touched, the one table that may be deleted from: the events hold
salted commitments, so every proof stands, and with value and salt gone a commitment says nothing.
"""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from viewer_app.audit.body import read_body
from viewer_app.audit.database import (
    DATABASE_ERRORS,
    check_header,
    connect_reader,
    connect_writer,
)
from viewer_app.audit.errors import TrailError
from viewer_app.audit.faults import fault_code
from viewer_app.audit.proving import reading
from viewer_app.audit.store import Store


def find_values(path: Path, *, seq: int | None = None, before: datetime | None = None) -> list[int]:
    """The events that still have personal values: event ``seq``, or all ``before`` a moment.

    By the events' own times. Raises TrailError.
    """
    with closing(connect_reader(path)) as connection, reading(path.name):
        store = Store(connection)
        found = sorted({place for place, _, _ in store.all_private(store.size())})
        if seq is not None:
            return [place for place in found if place == seq]
        return [place for place in found if before is None or _time(store, place, path) < before]


def erase_values(path: Path, places: Sequence[int]) -> int:
    """Erase every personal value of these events; returns how many values. All, or none.

    The values are overwritten in the file (``secure_delete``) and folded out of the write-ahead
    log, so that they are nowhere any more. The trail may be open for writing in this process.
    Raises TrailError.
    """
    check_header(path)
    try:
        with closing(connect_writer(path)) as connection:
            erased = 0
            with connection.transaction():
                for place in places:
                    done = connection.execute("DELETE FROM private WHERE seq = ?", (place,))
                    erased += done.rowcount
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except DATABASE_ERRORS as error:
        raise TrailError(fault_code(error), file=path.name) from error
    if busy:
        # The values are no longer shown, but their pages still lie in the log.
        raise TrailError("trail.locked", file=path.name)
    return erased


def _time(store: Store, place: int, path: Path) -> datetime:
    row = store.row(place)
    if row is None:
        raise TrailError("trail.damaged", file=path.name)
    return read_body(row.body).time
