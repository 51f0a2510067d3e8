"""Making the file of a new trail: whole with its first event, or not at all."""

import os
from pathlib import Path

from viewer_app.audit.database import (
    DATABASE_ERRORS,
    connect_writer,
    create_schema,
)
from viewer_app.audit.faults import unavailable
from viewer_app.audit.store import Row, Store
from viewer_app.files import move_into_place
from viewer_app.session.ports import AuditUnavailable


def create_file(path: Path, first: Row) -> None:
    """Make the trail ``path`` with its first event. Raises AuditUnavailable.

    Built under another name, closed (so that no write-ahead log is needed to read it) and linked
    into place, which also refuses to overwrite (``trail.exists``).
    """
    draft = path.with_name(path.name + ".new")
    try:
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        database = connect_writer(draft)
        try:
            create_schema(database)
            Store(database).append(first, {})
        finally:
            database.close()
        move_into_place(draft, path)
    except FileExistsError:
        raise AuditUnavailable("trail.exists", file=path.name) from None
    except DATABASE_ERRORS as error:
        raise unavailable(error, path.name) from error
    finally:
        draft.unlink(missing_ok=True)
