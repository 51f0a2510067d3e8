"""Sessions that were opened and never closed: the station stopped under them."""

from typing import Final, NamedTuple

from viewer_app.audit.body import read_body
from viewer_app.audit.errors import TrailError
from viewer_app.audit.store import Store


class Unfinished(NamedTuple):
    """One of them, and how far it had come."""

    session: str
    supervisor: str
    last_action: str
    last_object: str
    position_ms: int | None


def find_unfinished(store: Store, file: str) -> list[Unfinished]:
    """The sessions without a closing event, oldest first; ``file`` is the trail's bare name.

    Raises an AuditError, or peewee's, where the trail cannot be read.
    """
    return [_read(store, opened.session, file) for opened in list(store.rows(_OPEN))]


_OPEN: Final = """action = 'session.opened' AND NOT EXISTS (
  SELECT 1 FROM entry AS closed
  WHERE closed.action = 'session.closed' AND closed.session = entry.session
) ORDER BY seq"""


def _read(store: Store, session: str, file: str) -> Unfinished:
    rows = store.rows("session = ? AND session <> '' ORDER BY seq DESC", (session,))
    entries = [read_body(row.body) for row in rows]
    if not entries:  # an index that does not find what stands in the table
        raise TrailError("trail.damaged", file=file)
    positions = (entry.details.get("position_ms") for entry in entries)
    return Unfinished(
        session=session,
        supervisor=entries[-1].actor,
        last_action=entries[0].action,
        last_object=entries[0].object,
        position_ms=next((at for at in positions if type(at) is int), None),
    )
