"""What a log sends to a witness (C2SP ``tlog-witness``, *add-checkpoint*), written and read.

old <size of the checkpoint the witness has>
<hashes of the consistency proof in base64, one a line>

<the new checkpoint, a signed note>
"""

import base64
import re
from collections.abc import Sequence
from typing import Final, NamedTuple, Self

from viewer_app.audit.checkpoint import Checkpoint, parse_checkpoint
from viewer_app.audit.errors import NoteError
from viewer_app.audit.merkle import HASH_SIZE
from viewer_app.audit.note import NOTE_LIMIT, decode_base64, parse_note

PROOF_LIMIT: Final = 63
"""Hashes; more than any tree of 2**63 leaves needs."""
SUBMISSION_LIMIT: Final = NOTE_LIMIT + 64 * PROOF_LIMIT
"""Bytes; a longer request is not read."""

_OLD = re.compile(r"old (0|[1-9][0-9]{0,15})")


class Submission(NamedTuple):
    """One request, taken apart. Nothing in it may be believed yet."""

    old: int
    """The size of the checkpoint that the log believes the witness to have; 0 for none."""
    proof: tuple[bytes, ...]
    note: str
    checkpoint: Checkpoint

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a request, strictly. Raises NoteError (``witness.malformed``)."""
        try:
            text = data.decode()
        except UnicodeError:
            raise NoteError("witness.malformed") from None
        head, separator, note = text.partition("\n\n")
        first, *lines = head.split("\n")
        old = _OLD.fullmatch(first)
        if old is None or not separator or len(lines) > PROOF_LIMIT:
            raise NoteError("witness.malformed")
        proof = tuple(_parse_hash(line) for line in lines)
        try:
            checkpoint = parse_checkpoint(parse_note(note).text)
        except NoteError:
            raise NoteError("witness.malformed") from None
        return cls(int(old[1]), proof, note, checkpoint)


def write_submission(old: int, proof: Sequence[bytes], note: str) -> bytes:
    """The request for a new checkpoint ``note`` with the proof from ``old`` events to it."""
    lines = (f"{base64.b64encode(node).decode()}\n" for node in proof)
    return f"old {old}\n{''.join(lines)}\n{note}".encode()


def _parse_hash(line: str) -> bytes:
    node = decode_base64(line, "witness.malformed")
    if len(node) != HASH_SIZE:
        raise NoteError("witness.malformed")
    return node
