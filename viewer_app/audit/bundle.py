"""The proof of one session: a file that an outsider verifies with a public key, and nothing else.

The first line is a header in canonical JSON, each further line the exact text of one event of the
session, in order. The header holds ``format``, ``origin``, ``vkey`` (the key the proof starts
from), ``session``, ``events`` (how many lines follow), ``checkpoint`` (the signed note of the trail
as it ended with the session's closing event), ``proof`` (the hashes that cover all other events,
``viewer_app.audit.cover``) and ``keys``: for each change of key since ``vkey`` the ``body`` of the
event that names the next key, its ``sig`` by the key before, and its ``proof`` in the trail that
ended with it. Hashes and signatures are in base64.

Nothing of any other session can be learned from it. Personal values are not in it. What it cannot
show is that no later change of key came before the session: whoever found a key that the station
had discarded could make such a file. Against that compare the checkpoint with a receipt, or with
the whole trail.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar

from viewer_app.audit import canonical
from viewer_app.audit.agreement import check_claims, read_claim
from viewer_app.audit.body import Entry, read_body
from viewer_app.audit.bounds import out_of_bounds
from viewer_app.audit.checkpoint import (
    Checkpoint,
    checkpoint_text,
    open_checkpoint,
    parse_checkpoint,
)
from viewer_app.audit.cover import cover_proof, covered_root
from viewer_app.audit.errors import AuditError, ExportError, NoteError, ProofError
from viewer_app.audit.grammar import check_sessions, letter
from viewer_app.audit.keys import KEY_ROTATED, named_key
from viewer_app.audit.merkle import HASH_SIZE, leaf_hash
from viewer_app.audit.note import SIGNATURE_SIZE, VerifierKey, decode_base64, parse_note
from viewer_app.audit.output import new_file
from viewer_app.audit.proving import Prover
from viewer_app.audit.report import Finding
from viewer_app.errors import system_reason
from viewer_app.session.ports import Json

T = TypeVar("T")

FORMAT: Final = "inzage-session-bundle/1"
SIZE_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of a bundle that will be read: far above a session of a whole day."""
_HEADER: Final = frozenset(
    {"format", "origin", "vkey", "session", "events", "checkpoint", "proof", "keys"}
)


@dataclass(frozen=True)
class ProvedSession:
    """A session whose bundle holds."""

    origin: str
    session: str
    entries: tuple[Entry, ...]
    checkpoint: str
    """The signed note over the trail up to and with the session's last event."""
    size: int
    root: bytes
    between: int
    """Events that lie between its first and last and are not its own: what they say is hidden."""
    findings: tuple[Finding, ...]
    """What is wrong with the session itself, as ``audit verify`` would say; usually nothing."""


def write_bundle(prover: Prover, session: str, path: Path, *, short: bool = False) -> int:
    """Write the proof of a closed session to the new file ``path``; returns how many events.

    It starts from the first key of the trail. As the key changes after every session, that adds
    about a kilobyte for each session before in that year. ``short``: it starts from the key that
    signed the checkpoint, which is at most 4 KB more than the events, and is believed by whoever
    has the session's receipt. Making it again gives the same file.

    Raises ExportError (``bundle.no_session``, ``bundle.not_closed``, and what ``new_file`` raises)
    or TrailError.
    """
    rows = prover.rows_of(session)
    if not rows:
        raise ExportError("bundle.no_session", session=session)
    if rows[-1].action != "session.closed":
        raise ExportError("bundle.not_closed", session=session)
    size = rows[-1].seq + 1
    first_key = prover.key(size - 1 if short else 0)
    rotations = [] if short else prover.rotations(size - 1)
    header: dict[str, Json] = {
        "format": FORMAT,
        "origin": first_key.name,
        "vkey": str(first_key),
        "session": session,
        "events": len(rows),
        "checkpoint": prover.checkpoint(size),
        "proof": _encoded(cover_proof([row.seq for row in rows], size, prover.subtree)),
        "keys": [
            {
                "body": row.body,
                "sig": base64.b64encode(row.signature).decode(),
                "proof": _encoded(cover_proof([row.seq], row.seq + 1, prover.subtree)),
            }
            for row in rotations
        ],
    }
    with new_file(path) as file:
        file.write(canonical.encode(header).encode() + b"\n")
        for row in rows:
            file.write(row.body.encode() + b"\n")
    return len(rows)


def verify_bundle(
    path: Path, trusted: Sequence[VerifierKey], receipts: Sequence[str | bytes] = ()
) -> ProvedSession:
    """Verify a bundle with nothing but a key, or the receipt of the session.

    ``trusted``: first keys of the station's years; the bundle must start from one of them, unless
    its checkpoint is that of one of ``receipts``, checkpoint notes that were kept elsewhere.

    Raises ExportError: ``bundle.malformed`` with the line, ``bundle.not_trusted``,
    ``bundle.incomplete``, ``bundle.changed`` where events, proofs, keys and checkpoint do not
    belong together, ``export.not_read``.
    """
    return _Verification(path).run(trusted, receipts)


@dataclass(frozen=True)
class _Link:
    """One change of key: the event that names the next one."""

    body: str
    signature: bytes
    proof: list[bytes]


@dataclass(frozen=True)
class _Header:
    origin: str
    vkey: VerifierKey
    session: str
    events: int
    checkpoint: str
    proof: list[bytes]
    links: list[_Link]


class _Verification:
    def __init__(self, path: Path) -> None:
        self._file = path.name
        try:
            with path.open("rb") as file:
                self._data = file.read(SIZE_LIMIT + 1)
        except OSError as error:
            reason = system_reason(error)
            raise ExportError("export.not_read", file=path.name, reason=reason) from error

    def run(self, trusted: Sequence[VerifierKey], receipts: Sequence[str | bytes]) -> ProvedSession:
        lines = self._lines()
        header = self._header(lines[0])
        bodies = lines[1:]
        if header.vkey.name != header.origin:
            raise self._changed()
        if header.vkey not in trusted and not receipts:
            raise ExportError("bundle.not_trusted", file=self._file, origin=header.origin)
        if header.events != len(bodies) or not bodies:
            raise ExportError("bundle.incomplete", file=self._file, lines=len(bodies))
        entries = [self._entry(number, body) for number, body in enumerate(bodies, start=2)]
        first, last = entries[0].seq, entries[-1].seq
        if any(one.seq >= other.seq for one, other in pairwise(entries)):
            raise self._changed()
        if any((entry.log, entry.session) != (header.origin, header.session) for entry in entries):
            raise self._changed()
        checkpoint = self._checkpoint(header, last)
        leaves = {
            entry.seq: leaf_hash(body.encode()) for entry, body in zip(entries, bodies, strict=True)
        }
        if self._root(leaves, checkpoint.size, header.proof) != checkpoint.root:
            raise self._changed()
        if header.vkey not in trusted and checkpoint not in self._received(receipts):
            raise ExportError("bundle.not_trusted", file=self._file, origin=header.origin)
        steps = [(entry.seq, letter(entry.action, entry.outcome)) for entry in entries]
        claims = [claim for entry in entries if (claim := read_claim(entry))]
        session = {"session": header.session}
        odd = [Finding(code, one.seq, session) for one in entries if (code := out_of_bounds(one))]
        return ProvedSession(
            origin=header.origin,
            session=header.session,
            entries=tuple(entries),
            checkpoint=header.checkpoint,
            size=checkpoint.size,
            root=checkpoint.root,
            between=last - first + 1 - len(entries),
            findings=(
                *check_sessions({header.session: steps}),
                *check_claims({header.session: claims}),
                *odd,
            ),
        )

    def _checkpoint(self, header: _Header, last: int) -> Checkpoint:
        """The checkpoint that ends with event ``last``, signed by the key then in force."""
        key, named_at = header.vkey, -1
        for link in header.links:
            key, named_at = self._next_key(link, key, named_at)
        try:
            checkpoint = open_checkpoint(header.checkpoint, [key])
        except NoteError:
            raise self._changed() from None
        if (checkpoint.origin, checkpoint.size) != (header.origin, last + 1) or named_at >= last:
            raise self._changed()
        return checkpoint

    def _received(self, receipts: Sequence[str | bytes]) -> list[Checkpoint]:
        """What receipts say. They are believed for where they were kept, whoever signed them."""
        try:
            return [parse_checkpoint(parse_note(receipt).text) for receipt in receipts]
        except NoteError as error:
            raise ExportError(error.code) from None

    def _next_key(self, link: _Link, key: VerifierKey, after: int) -> tuple[VerifierKey, int]:
        """The key that this event names, and its place, if the key before has signed it."""
        entry = self._entry(1, link.body)
        if entry.action != KEY_ROTATED or entry.log != key.name or entry.seq <= after:
            raise self._changed()
        size = entry.seq + 1
        root = self._root({entry.seq: leaf_hash(link.body.encode())}, size, link.proof)
        if not key.signed(checkpoint_text(key.name, size, root), link.signature):
            raise self._changed()
        try:
            return named_key(entry.details), entry.seq
        except NoteError:
            raise self._changed() from None

    def _root(self, leaves: dict[int, bytes], size: int, proof: list[bytes]) -> bytes:
        try:
            return covered_root(leaves, size, proof)
        except ProofError:
            raise self._changed() from None

    # --- spelling ------------------------------------------------------------------------------

    def _lines(self) -> list[str]:
        if len(self._data) > SIZE_LIMIT or not self._data.endswith(b"\n"):
            raise self._malformed(1)
        texts: list[str] = []
        for line in self._data[:-1].split(b"\n"):
            try:
                texts.append(line.decode())
            except UnicodeDecodeError:
                raise self._malformed(len(texts) + 1) from None
        return texts

    def _header(self, line: str) -> _Header:
        try:
            fields: Any = canonical.decode(line)
        except AuditError:
            raise self._malformed(1) from None
        if not isinstance(fields, dict) or fields.keys() != _HEADER or fields["format"] != FORMAT:
            raise self._malformed(1)
        return _Header(
            origin=self._typed(fields["origin"], str),
            vkey=self._key(self._typed(fields["vkey"], str)),
            session=self._typed(fields["session"], str),
            events=self._typed(fields["events"], int),
            checkpoint=self._typed(fields["checkpoint"], str),
            proof=self._hashes(fields["proof"]),
            links=[self._link(link) for link in self._typed(fields["keys"], list)],
        )

    def _link(self, fields: Any) -> _Link:
        if not isinstance(fields, dict) or fields.keys() != {"body", "sig", "proof"}:
            raise self._malformed(1)
        signature = self._bytes(fields["sig"], SIGNATURE_SIZE)
        return _Link(self._typed(fields["body"], str), signature, self._hashes(fields["proof"]))

    def _entry(self, number: int, body: str) -> Entry:
        try:
            canonical.decode(body)
            return read_body(body)
        except AuditError:
            raise self._malformed(number) from None

    def _key(self, text: str) -> VerifierKey:
        try:
            key = VerifierKey.parse(text)
        except NoteError:
            raise self._malformed(1) from None
        if str(key) != text:
            raise self._malformed(1)
        return key

    def _hashes(self, texts: Any) -> list[bytes]:
        return [self._bytes(text, HASH_SIZE) for text in self._typed(texts, list)]

    def _bytes(self, text: Any, size: int) -> bytes:
        try:
            data = decode_base64(self._typed(text, str), "bundle.malformed")
        except NoteError:
            raise self._malformed(1) from None
        if len(data) != size:
            raise self._malformed(1)
        return data

    def _typed(self, value: Any, kind: type[T]) -> T:
        if type(value) is not kind:
            raise self._malformed(1)
        return value

    def _malformed(self, line: int) -> ExportError:
        return ExportError("bundle.malformed", file=self._file, line=line)

    def _changed(self) -> ExportError:
        return ExportError("bundle.changed", file=self._file)


def _encoded(hashes: list[bytes]) -> list[str]:
    return [base64.b64encode(found).decode() for found in hashes]
