"""What it takes to anchor a trail elsewhere, whatever the place is."""

from datetime import datetime
from typing import NamedTuple, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.audit.checkpoint import Checkpoint, parse_checkpoint
from viewer_app.audit.errors import AuditError
from viewer_app.audit.note import VerifierKey, parse_note


class AnchorError(AuditError):
    """The trail was not anchored at a place now; later it may be."""


class Contradiction(AnchorError):
    """What a place has seen of this trail is not what this trail is: cut off, or rewritten."""


class Sealed(NamedTuple):
    """A checkpoint on its way to other places."""

    note: str
    """Signed by the key now in force, for auditors, and by the anchor key, for witnesses."""
    checkpoint: Checkpoint
    anchor_key: VerifierKey


class Anchored(NamedTuple):
    """A place has this much of the trail."""

    size: int
    receipt: str
    """The note with what the place signed under it; "" where a place signs nothing."""
    cosigned_at: datetime | None
    """By the witness's clock."""


class TrailProofs(Protocol):
    """What the trail can show of its own past."""

    def root(self, size: int) -> bytes:
        """The root over the first ``size`` events."""
        ...

    def prove_consistency(self, old: int, new: int) -> list[bytes]:
        """Hashes that show the log of ``old`` events to be the beginning of that of ``new``."""
        ...


class Place(Protocol):
    """Somewhere else, where a checkpoint can be brought."""

    @property
    def name(self) -> str:
        """What the administrator calls it."""
        ...

    @property
    def where(self) -> str:
        """Its address or path: another one is another place, whatever it is called."""
        ...

    def anchor(self, sealed: Sealed, last: int, proofs: TrailProofs) -> Anchored:
        """Bring the checkpoint there. ``last``: how many events it is believed to have seen.

        Raises AnchorError; Contradiction where it knows another past of this trail.
        """
        ...


def seal_for_anchoring(checkpoint_note: str, signer: Ed25519PrivateKey) -> Sealed:
    """The station's checkpoint note with the anchor key's signature under it. Raises NoteError."""
    checkpoint = parse_checkpoint(parse_note(checkpoint_note).text)
    key = VerifierKey.of(checkpoint.origin, signer)
    line = key.line(signer.sign(checkpoint.text().encode()))
    return Sealed(checkpoint_note + line, checkpoint, key)


def anchor_name(origin: str) -> str:
    """The name under which a station's anchor key is pinned: its origin without the year."""
    return origin.rpartition("/")[0]
