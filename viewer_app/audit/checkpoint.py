"""Checkpoints (C2SP ``tlog-checkpoint``): the head of the trail in three signed lines."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass

from viewer_app.audit.errors import NoteError
from viewer_app.audit.merkle import HASH_SIZE
from viewer_app.audit.note import VerifierKey, decode_base64, is_key_name, open_note

_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log: whose, how many events, and the root over all of them."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.origin) or self.size < 0 or len(self.root) != HASH_SIZE:
            raise NoteError("trail.checkpoint_malformed")

    def text(self) -> str:
        """The note text, which is what gets signed. No extension lines."""
        return checkpoint_text(self.origin, self.size, self.root)


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """``origin``, ``size`` and the root in base64, each on a line of its own."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a note's text. Raises NoteError (``trail.checkpoint_malformed``).

    Extension lines are allowed by the format and refused here: this log never writes them, and
    nobody could check what they say.
    """
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not _SIZE.fullmatch(lines[1]):
        raise NoteError("trail.checkpoint_malformed")
    root = decode_base64(lines[2], "trail.checkpoint_malformed")
    return Checkpoint(lines[0], int(lines[1]), root)


def open_checkpoint(data: str | bytes, keys: Sequence[VerifierKey]) -> Checkpoint:
    """The checkpoint of a note signed by one of ``keys``. Raises NoteError."""
    return parse_checkpoint(open_note(data, keys))
