"""The tables of a trail, exactly as they stand in the file.

Every table but ``private`` only grows. The triggers are a seat belt against mistakes, not a lock:
whoever may write the file can drop them, which is why the text of the whole schema is compared at
every opening, and why the signatures, not the triggers, are what an auditor relies on.

``entry.action``, ``session`` and ``topic`` only serve to find events; what counts is the signed
``body``, and verifying compares the two. Where nothing is looked for they are empty: ``action``
stands there for LOOKED_UP alone. ``topic`` is a number made of action and object, which makes an
index on both cost a few bytes instead of sixty. Only COUNTED events have one: numbers without order
touch another page of their index each time, and each page is written out.
"""

import hashlib
from typing import Final

APPLICATION_ID = 0x494E5A41
"""``INZA`` in the file's header: this is an audit trail of Inzagestation."""
SCHEMA_VERSION = 1

LOOKED_UP: Final = frozenset({"session.opened", "session.closed", "key.rotated"})
"""Actions whose events are found by an index."""
COUNTED: Final = frozenset(
    {
        "viewing.started",
        "viewing.not_shown",
        "appointment.no_show",
        "identity.checked",
        "session.refused",
    }
)
"""Actions of which the events about one object are counted (docs/decisions/0008 and 0033)."""

TABLES = {
    "entry": """CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  sig BLOB NOT NULL CHECK (length(sig) = 64),
  action TEXT NOT NULL,
  session TEXT NOT NULL,
  topic INTEGER NOT NULL
) STRICT""",
    "tile": """CREATE TABLE tile (
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID""",
    "receipt": """CREATE TABLE receipt (
  size INTEGER NOT NULL,
  note TEXT NOT NULL,
  got_ms INTEGER NOT NULL,
  PRIMARY KEY (size, note)
) STRICT""",
    "private": """CREATE TABLE private (
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  value TEXT NOT NULL,
  PRIMARY KEY (seq, name)
) STRICT""",
}

INDEXED = {
    "entry_session": ("session", "session <> ''"),
    "entry_topic": ("topic", "topic <> 0"),
    "entry_opened": ("seq", "action = 'session.opened'"),
    "entry_closed": ("session", "action = 'session.closed'"),
    "entry_key": ("seq", "action = 'key.rotated'"),
}
"""Each index by name: its columns, and which events are in it."""
INDEXES = {
    name: f"CREATE INDEX {name} ON entry ({columns}) WHERE {which}"
    for name, (columns, which) in INDEXED.items()
}


def _refuse(table: str, change: str) -> str:
    return f"""CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"""


TRIGGERS = {
    **{
        f"{table}_no_{change.lower()}": _refuse(table, change)
        for table in ("entry", "tile", "receipt")
        for change in ("UPDATE", "DELETE")
    },
    "private_no_update": _refuse("private", "UPDATE"),
    # Also what keeps two writers apart: the slower one finds its number taken.
    "entry_dense": """CREATE TRIGGER entry_dense BEFORE INSERT ON entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM entry)
BEGIN SELECT RAISE(ABORT, 'entry leaves a gap'); END""",
    # REPLACE would get past a trigger on DELETE if recursive_triggers were off.
    "tile_once": """CREATE TRIGGER tile_once BEFORE INSERT ON tile
WHEN EXISTS (SELECT 1 FROM tile WHERE level = NEW.level AND idx = NEW.idx)
BEGIN SELECT RAISE(ABORT, 'tile exists'); END""",
}

STATEMENTS = {**TABLES, **INDEXES, **TRIGGERS}
"""Every object of the schema by name, in the order of making."""

PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": "full",
    "trusted_schema": "off",
    "cell_size_check": "on",
    "recursive_triggers": "on",
    # An erased personal value is overwritten, not only unlinked.
    "secure_delete": "on",
    "journal_size_limit": 4 * 1024 * 1024,
}


def action_column(action: str) -> str:
    """The action as it stands in its look-up column: "" for actions that are not LOOKED_UP."""
    return str(action) if action in LOOKED_UP else ""


def topic(action: str, object_: str) -> int:
    """The number under which events with this action and object are found: signed 64 bits.

    0 for actions that are not COUNTED, and for no other.
    """
    if action not in COUNTED:
        return 0
    digest = hashlib.sha256(f"{action}\n{object_}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True) or 1
