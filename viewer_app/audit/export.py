"""The trail as a file for others: JSON lines that anyone can verify with other people's tools.

The first line is the header: format, origin, the first public key (``vkey``), the signed checkpoint
note. Then one line for each event: ``body`` (the exact text that was hashed, as a string), ``leaf``
(its RFC 6962 leaf hash) and ``sig`` (the Ed25519 signature over the checkpoint that ends with this
event), both in base64. Every line is canonical JSON. Personal values are not in it, only their
commitments.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from viewer_app.audit import canonical
from viewer_app.audit.body import read_body
from viewer_app.audit.checkpoint import checkpoint_text, open_checkpoint
from viewer_app.audit.errors import AuditError, EventError, ExportError, NoteError
from viewer_app.audit.keys import KEY_ROTATED, named_key
from viewer_app.audit.merkle import Frontier, leaf_hash
from viewer_app.audit.note import VerifierKey, decode_base64
from viewer_app.audit.output import new_file
from viewer_app.audit.reader import TrailReader
from viewer_app.errors import system_reason

FORMAT: Final = "inzage-trail-export/1"
_HEADER: Final = {"format", "origin", "vkey", "checkpoint"}
_BATCH: Final = 4096
_LINE_LIMIT: Final = 64 * 1024


@dataclass(frozen=True)
class Exported:
    """What an export holds: whose log, how many events, and the signed checkpoint over them."""

    origin: str
    size: int
    checkpoint: str


def write_export(reader: TrailReader, path: Path) -> Exported:
    """Write the whole trail as it stands to the new file ``path``.

    Appears whole or not at all, and never replaces a file. Raises ExportError (``export.exists``,
    ``export.disk_full``, ``export.not_written``) or TrailError.
    """
    size = reader.size()
    checkpoint = reader.checkpoint(size)
    first_key = reader.signing_key(0)
    header = {
        "format": FORMAT,
        "origin": first_key.name,
        "vkey": str(first_key),
        "checkpoint": checkpoint,
    }
    with new_file(path) as file:
        _write_line(file, header)
        for start in range(0, size, _BATCH):
            for row in reader.rows(start, min(start + _BATCH, size)):
                leaf = _base64(leaf_hash(row.body.encode()))
                signature = _base64(row.signature)
                _write_line(file, {"body": row.body, "leaf": leaf, "sig": signature})
    return Exported(first_key.name, size, checkpoint)


def verify_export(path: Path, trust: VerifierKey, *, thorough: bool = False) -> Exported:
    """Verify an export with nothing but the key the station was enrolled with.

    Recomputes the tree from the bodies, follows every change of key, and compares with the signed
    checkpoint, whose signature covers every event. ``thorough`` checks each event's own signature
    as well. Raises ExportError: ``export.malformed`` or ``export.changed`` with the line,
    ``export.incomplete``, ``export.not_read``.
    """
    try:
        return _Verification(path, trust).run(thorough)
    except OSError as error:
        raise ExportError("export.not_read", file=path.name, reason=system_reason(error)) from error


class _Verification:
    def __init__(self, path: Path, trust: VerifierKey) -> None:
        self._path = path
        self._trust = trust

    def run(self, thorough: bool) -> Exported:
        frontier, key = Frontier(), self._trust
        before = key
        lines = self._lines()
        header = next(lines, (1, None))[1]
        if not isinstance(header, dict) or header.keys() != _HEADER or header["format"] != FORMAT:
            raise self._malformed(1)
        if (header["origin"], header["vkey"]) != (self._trust.name, str(self._trust)):
            raise ExportError("export.changed", file=self._path.name, line=1)
        for number, line in lines:
            body, leaf, signature = self._event(number, line)
            frontier.append(leaf)
            before = key
            entry = read_body(body)
            if (entry.seq, entry.log) != (frontier.size - 1, self._trust.name):
                raise self._changed(number)
            rotated = entry.action == KEY_ROTATED
            if (rotated or thorough) and not self._signed(key, frontier, signature):
                raise self._changed(self._first_unsigned())
            if rotated:
                key = named_key(entry.details)
        self._check_head(str(header["checkpoint"]), frontier, before)
        return Exported(self._trust.name, frontier.size, str(header["checkpoint"]))

    def _check_head(self, note: str, frontier: Frontier, key: VerifierKey) -> None:
        try:
            checkpoint = open_checkpoint(note, [key])
        except NoteError:
            # Either the note is not of this log, or a change of key before its end is missing.
            raise self._changed(1) from None
        if checkpoint.origin != self._trust.name:
            raise self._changed(1)
        if checkpoint.size != frontier.size:
            raise ExportError(
                "export.incomplete",
                file=self._path.name,
                lines=frontier.size,
                size=checkpoint.size,
            )
        if checkpoint.root != frontier.root():
            raise self._changed(self._first_unsigned())

    def _first_unsigned(self) -> int:
        """The first line whose signature does not hold over everything up to it, or the header."""
        frontier, key = Frontier(), self._trust
        for number, line in self._lines():
            if number == 1:
                continue
            body, leaf, signature = self._event(number, line)
            frontier.append(leaf)
            if not self._signed(key, frontier, signature):
                return number
            entry = read_body(body)
            if entry.action == KEY_ROTATED:
                key = named_key(entry.details)
        return 1

    def _signed(self, key: VerifierKey, frontier: Frontier, signature: bytes) -> bool:
        text = checkpoint_text(self._trust.name, frontier.size, frontier.root())
        return key.signed(text, signature)

    def _event(self, number: int, line: Any) -> tuple[str, bytes, bytes]:
        if not isinstance(line, dict) or line.keys() != {"body", "leaf", "sig"}:
            raise self._malformed(number)
        try:
            body = str(line["body"])
            leaf = decode_base64(str(line["leaf"]), "export.malformed")
            signature = decode_base64(str(line["sig"]), "export.malformed")
            canonical.decode(body)
            read_body(body)
        except AuditError:
            raise self._malformed(number) from None
        if leaf != leaf_hash(body.encode()):
            raise self._changed(number)
        return body, leaf, signature

    def _lines(self) -> Iterator[tuple[int, Any]]:
        with self._path.open("rb") as file:
            for number, raw in enumerate(iter(lambda: file.readline(_LINE_LIMIT), b""), start=1):
                if not raw.endswith(b"\n"):
                    raise self._malformed(number)
                try:
                    yield number, canonical.decode(raw[:-1].decode())
                except (EventError, UnicodeDecodeError):
                    raise self._malformed(number) from None

    def _malformed(self, line: int) -> ExportError:
        return ExportError("export.malformed", file=self._path.name, line=line)

    def _changed(self, line: int) -> ExportError:
        return ExportError("export.changed", file=self._path.name, line=line)


def _write_line(file: BinaryIO, value: dict[str, str]) -> None:
    file.write(canonical.encode(value).encode() + b"\n")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
