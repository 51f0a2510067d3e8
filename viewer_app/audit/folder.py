"""Keeping checkpoints as files in a folder elsewhere: a share that somebody else looks after.

A file appears whole or not at all and is never overwritten. A folder signs nothing; what it proves
rests on who may write there, which should be others than those who may write on the station.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer_app.audit.checkpoint import Checkpoint, open_checkpoint
from viewer_app.audit.errors import NoteError
from viewer_app.audit.note import NOTE_LIMIT, VerifierKey
from viewer_app.audit.places import Anchored, AnchorError, Contradiction, Sealed, TrailProofs
from viewer_app.audit.witness import file_stem
from viewer_app.errors import system_reason
from viewer_app.files import write_new

SUFFIX: Final = ".checkpoint"

_READABLE: Final = 0o644
_LOOKED_AT: Final = 8
"""Files of this trail looked at, largest number first: any may be a stranger's."""


@dataclass(frozen=True)
class FolderPlace:
    """A folder, usually on a network share."""

    name: str
    path: Path

    @property
    def where(self) -> str:
        """Its path."""
        return str(self.path)

    def anchor(self, sealed: Sealed, last: int, proofs: TrailProofs) -> Anchored:
        """Write the checkpoint as a file, unless it is there (``Place.anchor``)."""
        new = sealed.checkpoint
        try:
            if not self.path.is_dir():
                raise AnchorError("anchor.folder_missing", place=self.name)
            sizes = self._sizes(new.origin)
            if last and last not in sizes:
                # A share that is not mounted leaves an empty directory in its place.
                raise AnchorError("anchor.folder_emptied", place=self.name, size=last)
            self._compare(sealed, sizes, proofs)
            self._write(sealed)
        except OSError as error:
            reason = system_reason(error)
            raise AnchorError("anchor.folder_failed", place=self.name, reason=reason) from None
        return Anchored(new.size, "", None)

    def latest(self, origin: str) -> str | None:
        """The largest checkpoint of this log that lies there, unread; None where there is none.

        Raises OSError.
        """
        sizes = self._sizes(origin)
        return _read(self._file(origin, sizes[0])) if sizes else None

    def _sizes(self, origin: str) -> list[int]:
        """The sizes that the names of the files say, largest first."""
        stem = f"{file_stem(origin)}-"
        names = (
            file.name.removeprefix(stem).removesuffix(SUFFIX)
            for file in self.path.iterdir()
            if file.name.startswith(stem) and file.name.endswith(SUFFIX)
        )
        return sorted((int(name) for name in names if _is_number(name)), reverse=True)

    def _compare(self, sealed: Sealed, sizes: list[int], proofs: TrailProofs) -> None:
        """What lies there and was signed with our key must be our own past."""
        size = sealed.checkpoint.size
        for named in sizes[:_LOOKED_AT]:
            known = self._checkpoint(sealed.checkpoint.origin, named, sealed.anchor_key)
            if known is None:
                continue
            if known.size > size:
                raise Contradiction("anchor.ahead", place=self.name, known=known.size, size=size)
            if known.root != proofs.root(known.size):
                raise Contradiction("anchor.fork", place=self.name, size=known.size)
            return

    def _checkpoint(self, origin: str, size: int, key: VerifierKey) -> Checkpoint | None:
        """The checkpoint in a file; None where it is not ours."""
        try:
            found = open_checkpoint(_read(self._file(origin, size)), [key])
        except NoteError:
            return None
        return found if (found.origin, found.size) == (origin, size) else None

    def _write(self, sealed: Sealed) -> None:
        new = sealed.checkpoint
        path = self._file(new.origin, new.size)
        try:
            write_new(path, sealed.note.encode())
        except FileExistsError:
            if self._checkpoint(new.origin, new.size, sealed.anchor_key) != new:
                raise AnchorError("anchor.folder_taken", place=self.name, file=path.name) from None
        else:
            # Not for the station alone: an auditor reads them with an account of their own.
            with suppress(OSError):
                path.chmod(_READABLE)

    def _file(self, origin: str, size: int) -> Path:
        return self.path / f"{file_stem(origin)}-{size}{SUFFIX}"


def _read(path: Path) -> str:
    """A note's text, or "" for what cannot be one. Raises OSError."""
    with path.open("rb") as file:
        data = file.read(NOTE_LIMIT + 1)
    try:
        return data.decode()
    except UnicodeError:
        return ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 16 and str(int(text)) == text
