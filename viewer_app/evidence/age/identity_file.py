"""Identity files as ``age-keygen`` writes them: a private key a line, and comments."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from viewer_app.errors import system_reason
from viewer_app.evidence.age.x25519 import X25519Identity
from viewer_app.evidence.errors import KeyFormatError
from viewer_app.evidence.secret import Secret

_LIMIT: Final = 16 * 1024
"""Bytes: a hundred keys and more."""
_BLANK: Final = b" \t\r"


def read_identities(path: Path) -> tuple[X25519Identity, ...]:
    """The identities in a file, at least one, to be wiped by the caller.

    Raises KeyFormatError: ``key.file_unreadable``, ``key.not_identity`` also for a file that is
    itself encrypted with a passphrase, or what is wrong with a line.
    """
    with Secret(_LIMIT) as text, ExitStack() as undo:
        try:
            with path.open("rb", buffering=0) as file:
                length = file.readinto(text.view)
        except OSError as error:
            reason = system_reason(error)
            raise KeyFormatError("key.file_unreadable", file=path.name, reason=reason) from None
        found = []
        for line in _lines(text.view[:length]):
            with line:
                found.append(X25519Identity.parse(line))
            undo.callback(found[-1].wipe)
        if not found:
            raise KeyFormatError("key.not_identity")
        undo.pop_all()
        return tuple(found)


def _lines(text: memoryview) -> Iterator[Secret]:
    """The lines that are no comment and not empty, each to be wiped."""
    start = 0
    for end in (*(at for at, sign in enumerate(text) if sign == ord("\n")), len(text)):
        first, last = start, end
        start = end + 1
        while first < last and text[first] in _BLANK:
            first += 1
        while first < last and text[last - 1] in _BLANK:
            last -= 1
        if first < last and text[first] != ord("#"):
            line = Secret(last - first)
            line.view[:] = text[first:last]
            yield line
