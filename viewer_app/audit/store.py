"""The trail's rows: appending one event durably, reading back, and being sure it is still our file.

A store knows nothing of keys and signatures; it keeps what it is given.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from viewer_app.audit import canonical
from viewer_app.audit.database import Connection
from viewer_app.audit.errors import EventError
from viewer_app.audit.merkle import Frontier, leaf_hash, split, tree_hash
from viewer_app.audit.schema import COUNTED, INDEXED, topic
from viewer_app.session.ports import AuditUnavailable

TILE_WIDTH = 256
"""Leaves (or tiles of the level below) under one tile, as in C2SP ``tlog-tiles``."""


class Row(NamedTuple):
    """One row of ``entry``, as stored."""

    seq: int
    body: str
    signature: bytes
    action: str
    session: str
    topic: int


class PrivateValue(NamedTuple):
    """A personal value with the salt of its commitment."""

    salt: bytes
    value: str


_COLUMNS = "seq, body, sig, action, session, topic"


class Store:
    """The tables of one open database."""

    def __init__(self, database: Connection) -> None:
        self._database = database

    def close(self) -> None:
        """Close the connection."""
        self._database.close()

    # --- writing -------------------------------------------------------------------------------

    def append(self, row: Row, private: Mapping[str, PrivateValue]) -> None:
        """Write one event with its tiles and personal values in one durable transaction.

        ``synchronous=FULL`` makes SQLite call fdatasync on the write-ahead log before the commit
        returns. Raises peewee's errors; nothing is then written, or all of it (see ``size``).
        """
        execute = self._database.execute
        with self._database.transaction():
            execute(f"INSERT INTO entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row)  # noqa: S608
            for name, kept in private.items():
                execute("INSERT INTO private VALUES (?, ?, ?, ?)", (row.seq, name, *kept))
            for level, index in closed_tiles(row.seq + 1):
                width = TILE_WIDTH**level
                tile = self.subtree(index * width, (index + 1) * width)
                execute("INSERT INTO tile VALUES (?, ?, ?)", (level, index, tile))

    def add_receipt(self, size: int, note: str, got_ms: int) -> None:
        """Keep a checkpoint note that came back with cosignatures; the same one twice is one."""
        self._database.execute(
            "INSERT OR IGNORE INTO receipt VALUES (?, ?, ?)", (size, note, got_ms)
        )

    def erase_private(self, seq: int) -> int:
        """Erase the personal values of one event; returns how many. Its proofs stand."""
        erased = self._database.execute("DELETE FROM private WHERE seq = ?", (seq,)).rowcount
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return erased

    # --- reading -------------------------------------------------------------------------------

    def size(self) -> int:
        """How many events there are."""
        (top,) = self._database.execute("SELECT max(seq) FROM entry").fetchone()
        return 0 if top is None else int(top) + 1

    def rows(self, where: str = "1", parameters: tuple[object, ...] = ()) -> Iterator[Row]:
        """Rows for a fixed condition of this room (never text from outside), with its values.

        Raises EventError where a damaged file holds something else than the table's types.
        """
        sql = f"SELECT {_COLUMNS} FROM entry WHERE {where}"  # noqa: S608 - see above
        return map(_typed, map(Row._make, self._database.execute(sql, parameters)))

    def count(self, where: str, parameters: tuple[object, ...] = ()) -> int:
        """How many rows there are for a fixed condition of this room, with its values."""
        sql = f"SELECT count(*) FROM entry WHERE {where}"  # noqa: S608 - as for rows
        (count,) = self._database.execute(sql, parameters).fetchone()
        return int(count)

    def about(self, action: str, object_: str) -> Iterator[Row]:
        """Rows that may have this action and object: what they say is for the caller to read.

        By an index for actions in COUNTED; for others the beginning of every event is looked at.
        """
        if action in COUNTED:
            return self.rows("topic = ? AND topic <> 0", (topic(action, object_),))
        beginning = f'{{"action":{canonical.encode(action)},'
        return self.rows("substr(body, 1, ?) = ?", (len(beginning), beginning))

    def row(self, seq: int) -> Row | None:
        """One row, or None."""
        return next(self.rows("seq = ?", (seq,)), None)

    def strays(self) -> list[int]:
        """The first event with a number below nought, which none has, if there is one."""
        found = self._database.execute("SELECT seq FROM entry WHERE seq < 0 ORDER BY seq LIMIT 1")
        return [seq for (seq,) in found]

    def indexed(self, name: str, size: int) -> int:
        """How many of the first ``size`` events an index of the table finds."""
        sql = f"SELECT count(*) FROM entry INDEXED BY {name} WHERE {INDEXED[name][1]} AND seq < ?"  # noqa: S608
        (count,) = self._database.execute(sql, (size,)).fetchone()
        return int(count)

    def private(self, seq: int) -> dict[str, PrivateValue]:
        """The personal values of one event that have not been erased. Raises as ``rows``."""
        found = self._database.execute(
            "SELECT name, salt, value FROM private WHERE seq = ?", (seq,)
        )
        return {name: _private(name, salt, value) for name, salt, value in found}

    def all_private(self, size: int) -> list[tuple[int, str, PrivateValue]]:
        """Every personal value kept with the first ``size`` events: position, name, value.

        Raises as ``rows``.
        """
        found = self._database.execute(
            "SELECT seq, name, salt, value FROM private WHERE seq < ?", (size,)
        )
        return [(seq, name, _private(name, salt, value)) for seq, name, salt, value in found]

    def tiles(self) -> dict[tuple[int, int], bytes]:
        """Every stored tile by level and index."""
        found = self._database.execute("SELECT level, idx, hash FROM tile")
        return {(level, index): tile for level, index, tile in found}

    def receipts(self) -> list[tuple[int, str, int]]:
        """Every kept checkpoint: size, note, when it came back (ms since 1970)."""
        found = self._database.execute("SELECT size, note, got_ms FROM receipt ORDER BY size")
        return [(size, note, got_ms) for size, note, got_ms in found]

    def subtree(self, first: int, end: int) -> bytes:
        """The hash over the leaves ``first <= seq < end``, by tiles where they are stored."""
        count = end - first
        level = 0
        while count >= TILE_WIDTH ** (level + 1) and not first % TILE_WIDTH ** (level + 1):
            level += 1
        # The tile a new entry has just closed does not exist yet: look one level lower for it.
        while level:
            width = TILE_WIDTH**level
            tiles = self._tiles(level, first // width, count // width)
            if len(tiles) == count // width and not count % width:
                return tree_hash(tiles)
            if count % width:
                middle = first + split(count)
                return tree_hash([self.subtree(first, middle), self.subtree(middle, end)])
            level -= 1
        if count > TILE_WIDTH:
            middle = first + split(count)
            return tree_hash([self.subtree(first, middle), self.subtree(middle, end)])
        return tree_hash([leaf_hash(row.body.encode()) for row in self.rows(_RANGE, (first, end))])

    def frontier(self, size: int) -> Frontier:
        """The right edge of the tree over the first ``size`` events."""
        return Frontier.of(size, self.subtree)

    def _tiles(self, level: int, first: int, count: int) -> list[bytes]:
        found = self._database.execute(
            "SELECT hash FROM tile WHERE level = ? AND idx >= ? AND idx < ? ORDER BY idx",
            (level, first, first + count),
        )
        return [tile for (tile,) in found]


def _typed(row: Row) -> Row:
    if type(row.body) is not str or type(row.signature) is not bytes:
        raise EventError("trail.event_invalid", reason="type")
    return row


def _private(name: object, salt: object, value: object) -> PrivateValue:
    if type(name) is not str or type(salt) is not bytes or type(value) is not str:
        raise EventError("trail.event_invalid", reason="type")
    return PrivateValue(salt, value)


_RANGE = "seq >= ? AND seq < ? ORDER BY seq"


def closed_tiles(size: int) -> list[tuple[int, int]]:
    """The tiles (level, index) that the last of ``size`` events completes, lowest level first."""
    closed: list[tuple[int, int]] = []
    level = 1
    while size and size % TILE_WIDTH**level == 0:
        closed.append((level, size // TILE_WIDTH**level - 1))
        level += 1
    return closed


class FileIdentity:
    """Which files a path and its write-ahead log are, to notice when either is put away.

    SQLite goes on writing into a file that was deleted or renamed under it, without any error, so
    an event would be acknowledged into nothing.
    """

    def __init__(self, path: Path) -> None:
        """Note what ``path`` is now. Raises OSError."""
        self._path = path
        self._wal = path.with_name(path.name + "-wal")
        self._database = _identity(path)
        self._log: tuple[int, int] | None = None

    def check(self) -> None:
        """Raise AuditUnavailable (``trail.replaced``) unless both still are the files noted.

        The log is noted at the first call, which is after the first commit has made it.
        """
        try:
            database, log = _identity(self._path), _identity(self._wal)
        except OSError:
            raise AuditUnavailable("trail.replaced", file=self._path.name) from None
        if self._log is None:
            self._log = log
        if database != self._database or log != self._log:
            raise AuditUnavailable("trail.replaced", file=self._path.name)


def _identity(path: Path) -> tuple[int, int]:
    status = os.stat(path)  # noqa: PTH116 - four times as fast as Path.stat, and on every append
    return status.st_dev, status.st_ino
