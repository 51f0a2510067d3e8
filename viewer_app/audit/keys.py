"""Which key signs which event: named by the first event, then by each ``key.rotated``.

A trail that is followed by that of another year ends with ``trail.continued``, which names the
first key of the next: who trusts one trail can trust the next.

The epoch of a key follows from positions in the log alone. An event that names the next key is
itself signed by the one before.
"""

from collections.abc import Mapping
from typing import Any, Final

from viewer_app.audit.body import Entry, read_body
from viewer_app.audit.errors import NoteError
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.store import Store

KEY_ROTATED: Final = "key.rotated"
TRAIL_CONTINUED: Final = "trail.continued"


def named_key(details: Mapping[str, Any]) -> VerifierKey:
    """The key that a ``trail.started`` or ``key.rotated`` event names. Raises NoteError."""
    text = details.get("key")
    if not isinstance(text, str):
        raise NoteError("trail.key_malformed")
    return VerifierKey.parse(text)


def signing_key(store: Store, seq: int) -> VerifierKey:
    """The key that signs event ``seq``, by what the events before it say.

    Raises NoteError or EventError where they say it badly or not at all.
    """
    naming = next(
        store.rows("action = 'key.rotated' AND seq < ? ORDER BY seq DESC LIMIT 1", (seq,)), None
    ) or store.row(0)
    if naming is None:
        raise NoteError("trail.key_malformed")
    entry: Entry = read_body(naming.body)
    return named_key(entry.details)
