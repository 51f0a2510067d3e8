"""From a step of the session to a signed row of the log."""

import uuid
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.audit.body import Entry, commit_private, write_body
from viewer_app.audit.checkpoint import checkpoint_text
from viewer_app.audit.clock import Reading
from viewer_app.audit.merkle import Frontier, leaf_hash
from viewer_app.audit.schema import action_column, topic
from viewer_app.audit.store import PrivateValue, Row
from viewer_app.session.ports import Actor, Event, Json, Outcome
from viewer_app.session.roles import Role


def own_event(
    action: str,
    origin: str,
    source: str,
    details: Mapping[str, Json],
    outcome: Outcome = Outcome.OK,
) -> Event:
    """An event of the log itself."""
    return Event(
        session="",
        actor=Actor(Role.STATION, source),
        action=action,
        object=f"trail:{origin}",
        outcome=outcome,
        details=details,
    )


def complete(
    event: Event,
    *,
    seq: int,
    reading: Reading,
    origin: str,
    source: str,
    private: Mapping[str, PrivateValue],
) -> Entry:
    """The event with what the log adds to it. Raises EventError."""
    return Entry(
        seq=seq,
        id=str(uuid.uuid4()),
        time=reading.time,
        mono=reading.mono,
        boot=reading.boot,
        session=event.session,
        role=event.actor.role,
        actor=event.actor.id,
        action=event.action,
        object=event.object,
        outcome=event.outcome,
        source=source,
        log=origin,
        details=event.details,
        commitments={
            name: commit_private(name, kept.value, kept.salt) for name, kept in private.items()
        },
    )


def sign_row(
    entry: Entry, frontier: Frontier, origin: str, signer: Ed25519PrivateKey
) -> tuple[Row, Frontier]:
    """The row of ``entry``, signed over the checkpoint that ends with it, and the tree with it."""
    body = write_body(entry)
    grown = frontier.copy()
    grown.append(leaf_hash(body.encode()))
    text = checkpoint_text(origin, grown.size, grown.root())
    row = Row(
        seq=entry.seq,
        body=body,
        signature=signer.sign(text.encode()),
        action=action_column(entry.action),
        session=entry.session,
        topic=topic(entry.action, entry.object),
    )
    return row, grown
