"""What somebody with full rights on the file does to a trail, and what verifying finds."""

import sqlite3
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.trails import ORIGIN
from viewer_app.audit.checkpoint import checkpoint_text
from viewer_app.audit.merkle import Frontier, leaf_hash
from viewer_app.audit.report import Report
from viewer_app.audit.schema import INDEXED, INDEXES, TRIGGERS

SECOND_SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
SIZE = 1 + 55 * 11
"""The first event and 55 sessions of 11 events: 606."""
EDIT = "UPDATE entry SET body = replace(body, 'j.devries', 'j.jansen') WHERE seq = {0}"


def attack(path: Path, *statements: str) -> None:
    """Run SQL with every trigger out of the way, and put the triggers back."""
    database = sqlite3.connect(path, isolation_level=None)
    for trigger in TRIGGERS:
        database.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        database.execute(statement)
    for text in TRIGGERS.values():
        database.execute(text)
    database.close()


def rewrite(path: Path, first: int, signer: Ed25519PrivateKey) -> None:
    """Sign everything from ``first`` on anew, tiles and all, as a thief of the key can."""
    database = sqlite3.connect(path, isolation_level=None)
    for trigger in TRIGGERS:
        database.execute(f"DROP TRIGGER {trigger}")
    frontier = Frontier()
    for seq, body in database.execute("SELECT seq, body FROM entry ORDER BY seq").fetchall():
        frontier.append(leaf_hash(body.encode()))
        if seq >= first:
            signed = signer.sign(checkpoint_text(ORIGIN, seq + 1, frontier.root()).encode())
            database.execute("UPDATE entry SET sig = ? WHERE seq = ?", (signed, seq))
        if frontier.size % 256 == 0 and seq >= first:
            # The right peak of a tree of n whole tiles is not always the tile; recompute it.
            tile = Frontier()
            rows = database.execute(
                "SELECT body FROM entry WHERE seq > ? AND seq <= ? ORDER BY seq", (seq - 256, seq)
            )
            for (inside,) in rows.fetchall():
                tile.append(leaf_hash(inside.encode()))
            database.execute(
                "REPLACE INTO tile VALUES (1, ?, ?)", (frontier.size // 256 - 1, tile.root())
            )
    for text in TRIGGERS.values():
        database.execute(text)
    database.close()


def codes(report: Report, aspect: str = "integrity") -> set[str]:
    return {found.code for found in report.verdicts[aspect].findings}


def without_index(path: Path, name: str) -> None:
    """Make an index that is empty and looks like the one that was there."""
    columns, which = INDEXED[name]
    database = sqlite3.connect(path, isolation_level=None)
    database.execute(f"DROP INDEX {name}")
    database.execute(f"CREATE INDEX {name} ON entry ({columns}) WHERE seq > 9999 AND ({which})")
    database.execute("PRAGMA writable_schema = on")
    database.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (INDEXES[name], name))
    database.close()
