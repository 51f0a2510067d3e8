"""The receipt of a closed session: a checkpoint note that fits a QR code and verifies offline.

Whoever keeps one can show later that nothing before it was changed or taken away, without the
station, a network or a witness: ``inzage audit verify --anchor FILE``, with what was scanned in
FILE. Nothing in it says whose session it was.
"""

from typing import Final

import segno
from segno.encoder import DataOverflowError

from viewer_app.audit.checkpoint import parse_checkpoint
from viewer_app.audit.errors import NoteError
from viewer_app.audit.note import parse_note

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of modules, dark is True, without the quiet zone."""

QUIET_ZONE: Final = 4
"""Modules of white that must surround a QR code (ISO/IEC 18004, 5.3.8)."""
LEVEL: Final = "M"
"""Restores 15 % of what is damaged: a printed receipt is folded and stained."""


def receipt_text(checkpoint_note: str) -> str:
    """Exactly what the QR code says: the note that ``AuditTrail.seal`` returned.

    Raises NoteError where it is no checkpoint.
    """
    parse_checkpoint(parse_note(checkpoint_note).text)
    return checkpoint_note


def qr_matrix(text: str) -> Matrix:
    """The modules of the smallest QR code for ``text``, level M.

    With an origin of up to 80 bytes that is version 13 (69 modules) at most; longer ones make
    denser codes. Raises NoteError (``receipt.too_long``) where none is large enough.
    """
    try:
        code = segno.make_qr(text, error=LEVEL, encoding="utf-8", boost_error=False)
    except DataOverflowError:
        raise NoteError("receipt.too_long") from None
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def read_receipt(scanned: str | bytes) -> str:
    """The note in what a scanner, a mail program or an editor made of a receipt's text.

    They add a mark at the start, change line ends and drop the last one; no signature covers
    those. Everything else stays, for the note to be judged as it is.
    """
    text = scanned.decode(errors="replace") if isinstance(scanned, bytes) else scanned
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return lines.strip("\n") + "\n"
