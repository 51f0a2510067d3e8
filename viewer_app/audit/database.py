"""Opening the trail's SQLite file: only a file of ours, of our version, with our schema.

The header is read as plain bytes first, so that a foreign file is refused before SQLite touches it.
"""

import logging
import sqlite3
import struct
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import peewee

from viewer_app.audit.errors import TrailError
from viewer_app.audit.faults import fault_code
from viewer_app.audit.schema import APPLICATION_ID, PRAGMAS, SCHEMA_VERSION, STATEMENTS

DATABASE_ERRORS = (peewee.PeeweeException, sqlite3.Error, OSError, UnicodeDecodeError)
"""Everything an operation on the file may raise.

The last where SQLite's own message repeats a part of a damaged file that is no text.
"""

# magic, user_version at 60, application_id at 68 (sqlite.org/fileformat)
_HEADER = struct.Struct(">16s44xI4xI28x")
_MAGIC = b"SQLite format 3\x00"
_BUSY_SECONDS = 2

# It writes every statement with its values to its log, and some values name a person.
logging.getLogger("peewee").disabled = True


def check_header(path: Path) -> None:
    """Refuse what is not a trail of a version this program knows. Raises TrailError."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER.size)
    except OSError as error:
        raise TrailError(fault_code(error), file=path.name) from None
    if len(header) < _HEADER.size:
        raise TrailError("trail.not_a_trail", file=path.name)
    magic, version, application = _HEADER.unpack(header)
    if magic != _MAGIC or application != APPLICATION_ID:
        raise TrailError("trail.not_a_trail", file=path.name)
    if version != SCHEMA_VERSION:
        raise TrailError("trail.newer", file=path.name, version=version)


class Connection:
    """One connection to a trail. Every method raises what is in DATABASE_ERRORS."""

    def __init__(self, database: peewee.SqliteDatabase) -> None:
        self._database: Any = database  # peewee carries no types

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement of this room's own text."""
        cursor: sqlite3.Cursor = self._database.execute_sql(sql, parameters)
        return cursor

    def transaction(self) -> AbstractContextManager[object]:
        """A write transaction, begun at once: committed at the end, undone by an exception."""
        begun: AbstractContextManager[object] = self._database.atomic("IMMEDIATE")
        return begun

    def open(self) -> None:
        """Connect, and set the pragmas."""
        self._database.connect()

    def close(self) -> None:
        """Close it. Safe to call twice."""
        self._database.close()


def connect_writer(path: Path) -> Connection:
    """A connection that may write; the caller serialises its use. Raises DATABASE_ERRORS."""
    return _connect(path, "mode=rw", PRAGMAS)


def connect_reader(path: Path) -> Connection:
    """A connection that cannot write, beside a writer or on read-only media.

    Raises TrailError: missing, foreign, newer, or (``trail.wal_unreadable``) on read-only media
    with a write-ahead log beside it, whose events would silently be left out.
    """
    check_header(path)
    pragmas = {"query_only": "on", "trusted_schema": "off", "cell_size_check": "on"}
    try:
        database = _connect(path, "mode=ro", pragmas)
        database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except DATABASE_ERRORS as error:
        if fault_code(error) not in {"trail.unreadable", "trail.read_only"}:
            raise TrailError(fault_code(error), file=path.name) from error
        wal = path.with_name(path.name + "-wal")
        if wal.exists() and wal.stat().st_size:
            raise TrailError("trail.wal_unreadable", file=path.name) from error
        # Nothing can change on read-only media, so SQLite may do without its side files.
        database = _connect(path, "mode=ro&immutable=1", pragmas)
    return database


def create_schema(database: Connection) -> None:
    """Make every table, index and trigger, and mark the file as ours."""
    with database.transaction():
        for statement in STATEMENTS.values():
            database.execute(statement)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def changed_object(database: Connection) -> str | None:
    """The first table, index or trigger that is missing, added or altered, or None."""
    rows = database.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    # a name that is no text is not one of ours either
    found = {str(name): sql for name, sql in rows}
    names = sorted(STATEMENTS.keys() | found.keys())
    return next((name for name in names if found.get(name) != STATEMENTS.get(name)), None)


def _connect(path: Path, mode: str, pragmas: Mapping[str, str | int]) -> Connection:
    database = peewee.SqliteDatabase(
        f"file:{quote(str(path.absolute()))}?{mode}",
        pragmas=dict(pragmas),
        timeout=_BUSY_SECONDS,
        uri=True,
        autoconnect=False,
        # One connection for all threads; the trail's lock makes them one after another.
        thread_safe=False,
        check_same_thread=False,
    )
    connection = Connection(database)
    connection.open()
    return connection
